"""The commands for the website and for e-mail."""
