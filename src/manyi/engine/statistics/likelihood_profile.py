"""The minimum of a one-dimensional likelihood profile on [0, ∞), found the same way on every machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manyi.engine.statistics.distributions import bisect

_NODES = 64


def spread_nodes(scale: float) -> list[float]:
    """0 and 63 rising nodes that cover variances from much below to much above scale (> 0)."""
    return [scale * k / (_NODES - k) for k in range(_NODES)]


def boundary_minimum(value: Callable[[float], float], slope: Callable[[float], float], nodes: Sequence[float]) -> float:
    """The minimiser of value, whose derivative is slope: best node first, then bisection of the slope beside it.

    Looking at all nodes first keeps a second, shallower minimum from being taken. Returns 0.0 exactly when the minimum
    is at the boundary.
    """
    best = min(range(len(nodes)), key=lambda k: value(nodes[k]))
    if best == 0 and slope(nodes[0]) >= 0.0:
        return 0.0
    low = nodes[max(best - 1, 0)]
    if best + 1 < len(nodes):
        return bisect(slope, low, nodes[best + 1])
    high = 2.0 * nodes[best]
    while slope(high) < 0.0:
        high *= 2.0
    return bisect(slope, low, high)
