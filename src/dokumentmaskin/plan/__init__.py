"""From YAML files to the plan's records, with every error at its place."""
