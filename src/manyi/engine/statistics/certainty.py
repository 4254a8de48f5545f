"""The probability that a subject truly belongs to the top, by a fixed-grid quadrature without random draws."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_REACH = 8.5
_BLOCK = 512
_MOST_NODES = 200_000


def top_probability(estimates: Sequence[float], sds: Sequence[float], top: int) -> tuple[float, ...]:
    """P(subject is among the `top` largest) for independent posteriors N(estimate, sd²), in the order given.

    ∫ φᵢ(x)·P(fewer than `top` of the others exceed x) dx by the trapezoidal rule on one grid for all; the inner
    probability is the Poisson-binomial distribution by dynamic programming (Lin, Louis, Paddock & Ridgeway (2006),
    Bayesian Analysis 1, 915–946, for the quantity). The probabilities add up to `top` within 1e-8. Cost grows as
    n·log n·min(top, n − top)·nodes. When every sd is 0 and all estimates are equal (τ² = 0), each gets top/n; any other
    sd of 0 is refused.
    """
    n = len(estimates)
    if len(sds) != n or not 0 <= top <= n:
        raise ValueError(f"Needs one sd per estimate and 0 ≤ top ≤ n: {n} estimates, {len(sds)} sds, top = {top}.")
    if top in (0, n):
        return (float(top > 0),) * n
    if all(sd == 0.0 for sd in sds) and len(set(estimates)) == 1:
        return (top / n,) * n
    if any(not sd > 0.0 for sd in sds):
        raise ValueError("Certainty needs a posterior sd above 0 for every subject; a pooled variance gives one.")
    if 2 * top > n:
        bottom = top_probability([-e for e in estimates], sds, n - top)
        return tuple(1.0 - p for p in bottom)
    return _integrate(estimates, sds, top)


def _integrate(estimates: Sequence[float], sds: Sequence[float], top: int) -> tuple[float, ...]:
    grid, step = _grid(estimates, sds)
    terms: list[list[float]] = [[] for _ in estimates]
    for start in range(0, len(grid), _BLOCK):
        nodes = grid[start : start + _BLOCK]
        exceeds = np.array([_exceedance(e, sd, nodes) for e, sd in zip(estimates, sds, strict=True)])
        inside = _inside(exceeds, top)
        for i, (e, sd) in enumerate(zip(estimates, sds, strict=True)):
            terms[i].extend(d * p for d, p in zip(_density(e, sd, nodes), inside[i].tolist(), strict=True))
    return tuple(min(1.0, step * math.fsum(row)) for row in terms)


def _inside(exceeds: _Floats, top: int) -> _Floats:
    """P(fewer than top of the others exceed the node), one row per subject, one column per node."""
    sure = [_sure(column, top) for column in exceeds.T.tolist()]
    open_nodes = [k for k, value in enumerate(sure) if value is None]
    inside = np.tile(np.array([value or 0.0 for value in sure]), (len(exceeds), 1))
    if open_nodes:
        nobody = np.zeros((top, len(open_nodes)))
        nobody[0] = 1.0
        contested = np.empty((len(exceeds), len(open_nodes)))
        _leave_one_out(exceeds[:, open_nodes], 0, len(exceeds), nobody, contested)
        inside[:, open_nodes] = contested
    return inside


def _sure(exceeds: Sequence[float], top: int) -> float | None:
    """0.0 or 1.0 where Bernstein's inequality leaves less than 1e-16 of doubt, whoever is left out; else None."""
    expected = math.fsum(exceeds)
    variance = math.fsum(p * (1.0 - p) for p in exceeds)
    gap = max(expected - top, top - 1.0 - expected)
    if gap <= 0.0 or gap * gap < 74.0 * (variance + gap / 3.0):
        return None
    return 0.0 if expected > top else 1.0


def _grid(estimates: Sequence[float], sds: Sequence[float]) -> tuple[list[float], float]:
    """Nodes fine enough for the steepest step of the inner probability, about sd/√n wide for n equal subjects."""
    low = min(e - _REACH * sd for e, sd in zip(estimates, sds, strict=True))
    high = max(e + _REACH * sd for e, sd in zip(estimates, sds, strict=True))
    step = min(sds) * min(0.25, 1.0 / math.sqrt(len(sds)))
    count = math.ceil((high - low) / step) + 1
    if count > _MOST_NODES:
        raise ValueError(
            f"The posteriors are too unlike for one grid (smallest sd {min(sds)!r}, range {high - low!r}); "
            "check for a subject whose sampling variance is nearly 0."
        )
    return [low + k * step for k in range(count)], step


def _exceedance(estimate: float, sd: float, nodes: Sequence[float]) -> list[float]:
    return [0.5 * math.erfc((x - estimate) / (sd * math.sqrt(2.0))) for x in nodes]


def _density(estimate: float, sd: float, nodes: Sequence[float]) -> list[float]:
    scale = sd * math.sqrt(2.0 * math.pi)
    return [math.exp(-0.5 * ((x - estimate) / sd) ** 2) / scale for x in nodes]


def _leave_one_out(exceeds: _Floats, low: int, high: int, counts: _Floats, inside: _Floats) -> None:
    """Fill inside[low:high]; counts[c] = P(c of the subjects outside low:high exceed the node).

    Halving gives every subject the distribution of all others in n·log n steps. Dividing one subject out of the whole
    would be faster, but unstable.
    """
    if high - low == 1:
        total = np.zeros(counts.shape[1])
        for row in counts:
            total += row
        inside[low] = total
        return
    middle = (low + high) // 2
    _leave_one_out(exceeds, low, middle, _add(counts, exceeds[middle:high]), inside)
    _leave_one_out(exceeds, middle, high, _add(counts, exceeds[low:middle]), inside)


def _add(counts: _Floats, exceeds: _Floats) -> _Floats:
    """The distribution of the count after adding independent subjects, one row of exceeds each."""
    result = counts.copy()
    for p in exceeds:
        stay = result * (1.0 - p)
        stay[1:] += result[:-1] * p
        result = stay
    return result
