"""Several exact columns become one: sums, weighted means, the best, the worst; a missing part by the edition's word."""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import numpy as np

from manyi.engine.figures.exact import Exact, Why, add, choose, column, compare, constant, divide, times
from manyi.engine.policy.verbs import Missing

Weight = Fraction | int


def _as_zero(part: Exact) -> Exact:
    known = part.known
    return column(np.where(known, part.num, 0), np.where(known, part.den, 1), np.zeros(len(part), np.int8), part.n)


def _counted(parts: Sequence[Exact]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    known: np.ndarray[tuple[int], np.dtype[np.int64]] = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        known = known + part.known.astype(np.int64)
    return known


def _hide(total: Exact, parts: Sequence[Exact], needed: int) -> Exact:
    """Missing where fewer than `needed` parts are known."""
    known = _counted(parts)
    why = np.where(known >= needed, np.int8(Why.KNOWN), np.int8(Why.PART_MISSING))
    behind = np.stack([np.where(part.known, part.n, np.iinfo(np.int64).max) for part in parts]).min(axis=0)
    return column(total.num, total.den, why, np.where(known > 0, behind, 0))


def total(parts: Sequence[Exact], missing: Missing) -> Exact:
    """Sum of the parts; `leave_out` and `reweigh` sum what is known, `zero` counts a missing part as nothing."""
    summed = reduce(add, [_as_zero(part) for part in parts])
    return _hide(summed, parts, {"unjudged": len(parts), "zero": 0}.get(missing, 1))


def weighted(parts: Sequence[Exact], weights: Sequence[Weight], missing: Missing) -> Exact:
    """Sum of weight x part / sum of weights; `reweigh` and `leave_out` take both sums over the known parts."""
    size = len(parts[0])
    top = reduce(add, [times(_as_zero(part), Fraction(weight)) for part, weight in zip(parts, weights, strict=True)])
    shared = missing in ("reweigh", "leave_out")
    bases = [
        times(_as_zero(_presence(part)), Fraction(weight)) if shared else constant(Fraction(weight), size)
        for part, weight in zip(parts, weights, strict=True)
    ]
    mean = divide(top, reduce(add, bases))
    return _hide(mean, parts, {"unjudged": len(parts), "zero": 0}.get(missing, 1))


def _presence(part: Exact) -> Exact:
    known = part.known.astype(object)
    return column([int(flag) for flag in known], [1] * len(part), np.zeros(len(part), np.int8), part.n)


def extreme(parts: Sequence[Exact], missing: Missing, sign: int) -> Exact:
    """The highest (sign 1) or lowest (sign -1) of the parts."""
    pool = [_as_zero(part) for part in parts] if missing == "zero" else list(parts)
    found = reduce(lambda best, part: _better(best, part, sign), pool)
    return _hide(found, parts, {"unjudged": len(parts), "zero": 0}.get(missing, 1))


def _better(best: Exact, part: Exact, sign: int) -> Exact:
    ahead = (sign * compare(part, best)).astype(np.int64) > 0
    return choose(part.known & (~best.known | ahead), part, best)
