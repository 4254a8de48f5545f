"""Collect: how evidence comes in."""
