"""Whether an estimate is reliable enough to act on, and how many answers it would need."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gate:
    """The fewest answers and the lowest reliability (0–1) an edition asks for; 0 where it asks for nothing."""

    responses: int = 0
    reliability: float = 0.0

    def __post_init__(self) -> None:
        if self.responses < 0 or not 0.0 <= self.reliability < 1.0:
            raise ValueError(f"A gate needs responses ≥ 0 and a reliability from 0 to below 1; this one is {self!r}.")


def passes(n: int, reliability: float, gate: Gate) -> bool:
    """Whether n answers with this reliability λ reach both lines of the gate; reaching exactly is enough."""
    return n >= gate.responses and reliability >= gate.reliability


def needed_responses(reliability: float, sigma2: float, tau2: float) -> int | None:
    """The smallest n whose reliability reaches R: n ≥ R/(1 − R)·σ²/τ² (Spearman–Brown).

    None when τ² = 0: no difference shown, so no number of answers makes the differences reliable.
    """
    if not 0.0 <= reliability < 1.0:
        raise ValueError(f"A needed reliability lies from 0 to below 1, not {reliability!r}.")
    if tau2 == 0.0:
        return None
    start = max(1, math.floor(reliability / (1.0 - reliability) * sigma2 / tau2))
    # The division may be off by a rounding; only what `passes` will see decides between neighbours.
    return next((n for n in (start, start + 1) if tau2 / (tau2 + sigma2 / n) >= reliability), start + 2)


def needed_for(gate: Gate, sigma2: float, tau2: float) -> int | None:
    """The smallest n that passes the gate, or None when none does (τ² = 0 and the gate asks for reliability)."""
    if gate.reliability == 0.0:
        return gate.responses
    needed = needed_responses(gate.reliability, sigma2, tau2)
    return None if needed is None else max(needed, gate.responses)
