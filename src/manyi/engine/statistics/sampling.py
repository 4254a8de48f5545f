"""How many to ask, how to spread them over strata, and what unequal weights cost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

CHI2_95 = Decimal("3.841")


def sample_size(
    population: int, margin: Decimal = Decimal("0.05"), share: Decimal = Decimal("0.5"), chi2: Decimal = CHI2_95
) -> int:
    """Answers needed from a finite population: ⌈χ²NP(1−P)/(d²(N−1) + χ²P(1−P))⌉.

    Krejcie & Morgan (1970), Educational and Psychological Measurement 30, 607–610; rounded up so that the margin d
    holds (their table rounds to the nearest). chi2 is χ² with one degree of freedom, 3.841 for 95 %.
    """
    if population < 1 or not 0 < margin < 1 or not 0 < share < 1 or not chi2 > 0:
        raise ValueError("A sample size needs N ≥ 1, margin and share strictly between 0 and 1, and χ² > 0.")
    spread = Fraction(chi2) * Fraction(share) * (1 - Fraction(share))
    return math.ceil(spread * population / (Fraction(margin) ** 2 * (population - 1) + spread))


def neyman(n: int, sizes: Sequence[int], sds: Sequence[float]) -> list[float]:
    """Allocation n·N_h S_h/Σ N_h S_h that makes the variance of the mean smallest: Neyman (1934), JRSS 97, 558–625."""
    if len(sizes) != len(sds):
        raise ValueError(f"{len(sizes)} strata came with {len(sds)} standard deviations; each stratum needs one.")
    return _spread(n, [size * sd for size, sd in zip(sizes, sds, strict=True)])


def proportional(n: int, sizes: Sequence[int]) -> list[float]:
    """Allocation n·N_h/N."""
    return _spread(n, [float(size) for size in sizes])


def whole(allocation: Sequence[float], sizes: Sequence[int]) -> list[int]:
    """The allocation in whole answers, same total, none above its stratum: largest remainders, then stratum order."""
    total = round(math.fsum(allocation))
    if total > sum(sizes):
        raise ValueError(f"{total} answers cannot come from {sum(sizes)} people.")
    result = [min(math.floor(a), size) for a, size in zip(allocation, sizes, strict=True)]
    order = sorted(range(len(result)), key=lambda h: (-(allocation[h] - math.floor(allocation[h])), h))
    while sum(result) < total:
        for h in order:
            if sum(result) < total and result[h] < sizes[h]:
                result[h] += 1
    return result


def design_effect(weights: Sequence[float]) -> float:
    """Kish's deff = n·Σw²/(Σw)², 1 for equal weights; n/deff is the effective sample: Kish (1965), Survey Sampling."""
    if not weights or min(weights) < 0.0 or not max(weights) > 0.0:
        raise ValueError("A design effect needs weights of 0 or more, at least one of them above 0.")
    return len(weights) * math.fsum(w * w for w in weights) / math.fsum(weights) ** 2


def _spread(n: int, shares: Sequence[float]) -> list[float]:
    total = math.fsum(shares)
    if n < 0 or not total > 0.0 or min(shares) < 0.0:
        raise ValueError("An allocation needs n ≥ 0 and strata of size and spread 0 or more, not all of them 0.")
    return [n * share / total for share in shares]
