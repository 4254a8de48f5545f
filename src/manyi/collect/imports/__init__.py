"""Foreign tables become evidence by a mapping that is a file."""
