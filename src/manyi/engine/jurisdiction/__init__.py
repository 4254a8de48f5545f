"""Limits that the law of a place sets to measures: dated data, one file a jurisdiction, and the arithmetic they ask for."""
