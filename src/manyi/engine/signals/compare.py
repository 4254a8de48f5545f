"""A subject's count held against its peers', with the share of false alarms among all alarms held down."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from manyi.engine.statistics.discovery import benjamini_hochberg
from manyi.engine.statistics.distributions import normal_cdf
from manyi.engine.statistics.exact_tables import Side, fisher_exact
from manyi.engine.statistics.funnel import overdispersion

_ENOUGH_FOR_SPREAD = 10
"""From this many members on, a group's own scatter is measured: below, one odd member would make the scatter."""


@dataclass(frozen=True)
class Counted:
    """`found` of `n`; the peers' counts are those of the other members of the group."""

    subject: str
    group: str
    found: int
    n: int


@dataclass(frozen=True)
class Compared:
    """A test's result: p, the same after Benjamini–Hochberg over `family` tests, and what it was held against."""

    p: float
    adjusted: float
    family: int
    others_found: int
    others_n: int


def against_peers(counts: Sequence[Counted], side: Side) -> dict[str, Compared]:
    """Each subject with rows, and with peers that have rows, against its peers: Fisher's exact test.

    In groups of ten or more the p-value is not smaller than that of a funnel widened by the group's over-dispersion
    (Spiegelhalter 2005): where everybody differs, differing is no sign.
    """
    groups: dict[str, list[Counted]] = defaultdict(list)
    for one in sorted(counts, key=lambda one: one.subject):
        if one.n:
            groups[one.group].append(one)
    tests: dict[str, tuple[float, int, int]] = {}
    for members in groups.values():
        if len(members) > 1:
            tests |= _group(members, side)
    return _adjusted(tests)


def against_own(pairs: Mapping[str, tuple[int, int, int, int]], side: Side) -> dict[str, Compared]:
    """Each subject's (found, n) against its own other (found, n), where both have rows."""
    return _adjusted({
        subject: (fisher_exact(*pair, side), pair[2], pair[3]) for subject, pair in sorted(pairs.items()) if pair[1] and pair[3]
    })  # fmt: skip


def _group(members: Sequence[Counted], side: Side) -> dict[str, tuple[float, int, int]]:
    found, n = sum(one.found for one in members), sum(one.n for one in members)
    distances = [_distance(one, found - one.found, n - one.n) for one in members]
    spread = max(1.0, overdispersion(distances)) if len(members) >= _ENOUGH_FOR_SPREAD else 1.0
    tests = {}
    for one, distance in zip(members, distances, strict=True):
        p = fisher_exact(one.found, one.n, found - one.found, n - one.n, side)
        if spread > 1.0:
            widened = distance / math.sqrt(spread)
            p = max(p, normal_cdf(widened if side == "fewer" else -widened))
        tests[one.subject] = (p, found - one.found, n - one.n)
    return tests


def _distance(one: Counted, others_found: int, others_n: int) -> float:
    """z of the difference of two shares with the pooled variance; 0 where nothing varies."""
    pooled = (one.found + others_found) / (one.n + others_n)
    variance = pooled * (1.0 - pooled) * (1.0 / one.n + 1.0 / others_n)
    return 0.0 if variance <= 0.0 else (one.found / one.n - others_found / others_n) / math.sqrt(variance)


def _adjusted(tests: Mapping[str, tuple[float, int, int]]) -> dict[str, Compared]:
    adjusted = benjamini_hochberg([p for p, _, _ in tests.values()]).adjusted
    return {
        subject: Compared(p, after, len(tests), found, n)
        for (subject, (p, found, n)), after in zip(tests.items(), adjusted, strict=True)
    }


def median_of_peers(values: Mapping[str, float], groups: Mapping[str, str]) -> dict[str, float | None]:
    """For each subject the median over the other members of its group, None where there is none."""
    members: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(values):
        members[groups[subject]].append(subject)
    return {
        subject: _median(values[other] for other in members[groups[subject]] if other != subject) for subject in values
    }


def _median(values: Iterable[float]) -> float | None:
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
