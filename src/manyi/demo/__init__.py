"""Made-up but plausible evidence of one EV sales group, with its truth written beside it."""
