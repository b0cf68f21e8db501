"""E-mail: letters as drafts, and sent to a real server."""
