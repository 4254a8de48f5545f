"""Manyi runs a company's customer-satisfaction incentive scheme."""

__version__ = "0.1.0"
