"""Does a scheme find the same people again? Winners who win again, and how alike the order of scores is later."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

Ranked = Mapping[str, tuple[str, float]]
"""Subject → its group and its value."""


def again(winners: Sequence[frozenset[str]]) -> tuple[int, int]:
    """Of those in one period, how many are in the next too, and how many could have been."""
    pairs = list(pairwise(winners))
    return sum(len(first & second) for first, second in pairs), sum(len(first) for first, _ in pairs)


def rank_correlation(first: Ranked, second: Ranked) -> float | None:
    """Spearman's ρ between two periods over subjects known in both and in the same group, ranks centred within groups.

    Ties have their mean rank. None with fewer than 3 subjects or where either order is one single tie.
    """
    groups: dict[str, list[str]] = {}
    for subject in sorted(first.keys() & second.keys()):
        if first[subject][0] == second[subject][0]:
            groups.setdefault(first[subject][0], []).append(subject)
    x = [rank for members in groups.values() for rank in _centred([first[one][1] for one in members])]
    y = [rank for members in groups.values() for rank in _centred([second[one][1] for one in members])]
    spread = math.fsum(a * a for a in x) * math.fsum(b * b for b in y)
    if len(x) < 3 or spread == 0.0:
        return None
    return math.fsum(a * b for a, b in zip(x, y, strict=True)) / math.sqrt(spread)


def mean_rank_correlation(periods: Sequence[Ranked], apart: int) -> tuple[int, float | None]:
    """The mean over all pairs of periods so far apart, and the number of pairs that have one."""
    found = [rank_correlation(a, b) for a, b in zip(periods, periods[apart:], strict=False)]
    known = [rho for rho in found if rho is not None]
    return len(known), math.fsum(known) / len(known) if known else None


def _centred(values: Sequence[float]) -> list[float]:
    """Mean ranks from 1, minus the group's mean rank."""
    order = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(order, start=1)))}
    last = {value: place for place, value in enumerate(order, start=1)}
    middle = (len(values) + 1) / 2
    return [(first[value] + last[value]) / 2 - middle for value in values]
