"""Checks of an edition's meaning, one subject per module; each yields issues and changes nothing."""
