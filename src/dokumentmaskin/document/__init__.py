"""From the plan's records to Word documents."""
