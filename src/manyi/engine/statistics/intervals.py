"""A figure with its standard error and its interval: shares, net promoter scores, means, differences."""

from __future__ import annotations

import math
from dataclasses import dataclass

from manyi.engine.statistics.distributions import two_sided_t, two_sided_z


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, its standard error and the two ends of its interval, all in the value's own unit."""

    value: float
    se: float
    low: float
    high: float

    def excludes(self, value: float) -> bool:
        """Whether the interval shows a difference from value; if not, the finding is "no difference shown"."""
        return not self.low <= value <= self.high


def wilson(successes: int, n: int, confidence: float = 0.95) -> Estimate:
    """Share successes/n (0–1) with the Wilson score interval, which stays inside 0–1 and works at 0 and n of n.

    (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n): Wilson (1927), JASA 22, 209–212. se is √(p̂(1−p̂)/n).
    """
    if not 0 <= successes <= n or n < 1:
        raise ValueError(
            f"A share needs 0 ≤ successes ≤ n and n ≥ 1, not {successes} of {n}; leave the subject unjudged."
        )
    z = two_sided_z(confidence)
    share = successes / n
    variance = successes * (n - successes) / n**3
    scale = 1.0 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half = z * math.sqrt(variance + z * z / (4 * n * n)) / scale
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return Estimate(share, math.sqrt(variance), low, high)


def nps(promoters: int, passives: int, detractors: int, confidence: float = 0.95) -> Estimate:
    """Net promoter score 100(p − d), −100 to 100, with the normal interval cut to that range.

    Variance of the mean of a variable worth 1, 0, −1: 100²·[p + d − (p − d)²]/n: Rocks (2016), The American
    Statistician 70, 365–372.
    """
    n = promoters + passives + detractors
    if min(promoters, passives, detractors) < 0 or n < 1:
        raise ValueError(
            f"NPS needs counts of 0 or more and at least one answer, not {promoters}, {passives}, {detractors}."
        )
    net = promoters - detractors
    se = 100.0 * math.sqrt((n * (promoters + detractors) - net * net) / n**3)
    value = 100 * net / n
    half = two_sided_z(confidence) * se
    return Estimate(value, se, max(-100.0, value - half), min(100.0, value + half))


def mean(n: int, total: int, sumsq: int, confidence: float = 0.95) -> Estimate:
    """Mean of n integer answers from exact sums, with Student's t interval on n − 1 degrees of freedom.

    total = Σx, sumsq = Σx²; se = √(s²/n) with s² = (sumsq − total²/n)/(n − 1). Gosset (1908), Biometrika 6, 1–25.
    """
    if n < 2:
        raise ValueError(f"An interval of a mean needs at least 2 answers, not {n}; show the count instead.")
    spread = n * sumsq - total * total
    if spread < 0:
        raise ValueError(
            f"Σx² = {sumsq} is too small for n = {n} and Σx = {total}: the three sums are not of one sample."
        )
    return around(total / n, math.sqrt(spread / (n * n * (n - 1))), confidence, df=n - 1)


def around(value: float, se: float, confidence: float = 0.95, df: float | None = None) -> Estimate:
    """The interval value ± q·se; q is Student's t with df degrees of freedom, or normal when df is None."""
    if not se >= 0.0:
        raise ValueError(f"A standard error must be 0 or more, not {se!r}.")
    q = two_sided_z(confidence) if df is None else two_sided_t(confidence, df)
    return Estimate(value, se, value - q * se, value + q * se)


def difference(later: Estimate, earlier: Estimate, confidence: float = 0.95) -> Estimate:
    """later − earlier of two independent figures with a normal interval: "no change shown" unless it excludes 0."""
    return around(later.value - earlier.value, math.hypot(later.se, earlier.se), confidence)
