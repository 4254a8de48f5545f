"""Which dimensions drive overall satisfaction: shares of R², and the quadrants of importance and performance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from manyi.engine.statistics.cholesky import factorise
from manyi.engine.statistics.intervals import Estimate
from manyi.engine.statistics.symmetric import Matrix, correlation, square_root

Quadrant = Literal["improve_first", "keep_up", "low_priority", "enough", "undecided"]
_MOST_DRIVERS = 14


@dataclass(frozen=True, slots=True)
class Importance:
    """Each driver's part of R², in the order given; the parts add up to r2."""

    parts: tuple[float, ...]
    r2: float


def lmg(drivers: Sequence[Sequence[float]], outcome: Sequence[float]) -> Importance:
    """R² shared by averaging each driver's gain over all orders of entry (Shapley value).

    Lindeman, Merenda & Gold (1980); Grömping (2006), Journal of Statistical Software 17(1). drivers: one column each,
    as long as outcome. All 2ᵖ subsets are fitted, so at most 14 drivers.
    """
    if not 1 <= len(drivers) <= _MOST_DRIVERS:
        raise ValueError(
            f"LMG takes 1 to {_MOST_DRIVERS} drivers, not {len(drivers)}; merge items into dimensions first."
        )
    return lmg_of(correlation([*drivers, outcome]))


def lmg_of(table: Matrix) -> Importance:
    """The same from the correlations of drivers and outcome, the outcome last: (p + 1) × (p + 1), 1 ≤ p ≤ 14."""
    p = len(table) - 1
    r2 = {subset: _r2(table, subset) for size in range(p + 1) for subset in combinations(range(p), size)}
    parts = []
    for k in range(p):
        gains = [
            (r2[tuple(sorted((*subset, k)))] - value) / (p * math.comb(p - 1, len(subset)))
            for subset, value in r2.items()
            if k not in subset
        ]
        parts.append(math.fsum(gains))
    return Importance(tuple(parts), r2[tuple(range(p))])


def relative_weights(drivers: Sequence[Sequence[float]], outcome: Sequence[float]) -> Importance:
    """Johnson's relative weights Σ_k λ²_jk β²_k through the nearest uncorrelated drivers.

    Johnson (2000), Multivariate Behavioral Research 35, 1–19: Λ = R^½, β = Λ⁻¹ r. Raises ValueError when drivers depend
    on each other linearly.
    """
    return relative_weights_of(correlation([*drivers, outcome]))


def relative_weights_of(table: Matrix) -> Importance:
    """The same from the correlations of drivers and outcome, the outcome last: (p + 1) × (p + 1)."""
    p = len(table) - 1
    root = square_root([row[:p] for row in table[:p]])
    factor = factorise(root)
    if not all(factor.kept):
        raise ValueError("A driver is a combination of the others; leave one of them out.")
    beta = factor.solve([row[p] for row in table[:p]])
    parts = tuple(math.fsum(x * x * b * b for x, b in zip(row, beta, strict=True)) for row in root)
    return Importance(parts, math.fsum(parts))


def quadrant(importance: Estimate, performance: Estimate, important: float, good: float) -> Quadrant:
    """Place in the importance–performance grid with its two dividing lines; undecided when an interval holds a line.

    Martilla & James (1977), Journal of Marketing 41(1), 77–79.
    """
    if not importance.excludes(important) or not performance.excludes(good):
        return "undecided"
    if importance.value > important:
        return "keep_up" if performance.value > good else "improve_first"
    return "enough" if performance.value > good else "low_priority"


def _r2(table: Matrix, subset: Sequence[int]) -> float:
    """r'R⁻¹r of the outcome (last row of the correlation table) on a subset of drivers."""
    factor = factorise([[table[a][b] for b in subset] for a in subset])
    return factor.quadratic([table[a][-1] for a in subset])
