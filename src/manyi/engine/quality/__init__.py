"""Doubts about single answers: what makes a flag, and what the flags do to scores."""
