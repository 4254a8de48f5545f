"""Standard errors of anything computed from sums, by leaving out one block of answers after the other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from manyi.engine.statistics.intervals import Estimate, around


def jackknife(
    whole: Sequence[float], without: Sequence[Sequence[float]], confidence: float = 0.95
) -> tuple[Estimate, ...]:
    """Intervals of several values: `whole` from all answers, `without[g]` the same values when block g is left out.

    se² = (G−1)/G · Σ(θ₍g₎ − θ̄)², Student's t with G − 1 degrees of freedom: the delete-a-group jackknife, Quenouille
    (1956), Biometrika 43, 353–360; Kott (2001), Journal of Official Statistics 17, 521–526. Needs 2 or more blocks.
    """
    blocks = len(without)
    if blocks < 2 or any(len(values) != len(whole) for values in without):
        raise ValueError(f"A jackknife needs 2 or more blocks with {len(whole)} value(s) each; there are {blocks}.")
    found = []
    for place, value in enumerate(whole):
        column = [values[place] for values in without]
        centre = math.fsum(column) / blocks
        squares = math.fsum((x - centre) ** 2 for x in column)
        found.append(around(value, math.sqrt((blocks - 1) / blocks * squares), confidence, df=blocks - 1))
    return tuple(found)
