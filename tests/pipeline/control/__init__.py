"""Papers held against the plan and each other, with faults planted in them as a person would make them."""
