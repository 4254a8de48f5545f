"""Editions run over periods that have passed: who would have gained, what it would have cost, and what luck alone would have earned."""
