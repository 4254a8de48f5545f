"""Made-up but plausible evidence of one EV sales group, with its truth written beside it."""

from manyi.demo.ev_group.company import write_demo

__all__ = ["write_demo"]
