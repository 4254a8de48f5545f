"""The tie band: people the data cannot tell from the last one selected."""

from __future__ import annotations

import math
from collections.abc import Sequence

from manyi.engine.statistics.distributions import two_sided_z


def tie_band(estimates: Sequence[float], sds: Sequence[float], last: int, confidence: float = 0.95) -> tuple[bool, ...]:
    """Who lies within |estimate − estimate of last| ≤ z·√(sd² + sd_last²), in the order given.

    last is the index of the last one selected, who is always in the band, as are those above whom the data cannot tell
    apart; sd is the posterior standard deviation. With τ² = 0 all estimates are equal and everyone is in the band.
    """
    if len(estimates) != len(sds) or not 0 <= last < len(estimates):
        raise ValueError(
            f"A tie band needs one sd per estimate and an index among them: {len(estimates)} estimates, "
            f"{len(sds)} sds, last = {last}."
        )
    z = two_sided_z(confidence)
    return tuple(
        abs(estimate - estimates[last]) <= z * math.hypot(sd, sds[last])
        for estimate, sd in zip(estimates, sds, strict=True)
    )
