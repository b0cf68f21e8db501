"""What all that is sent to a server has in common: its password."""
