"""Signals for a reviewer about the way a person or a unit gets its answers; never a verdict."""
