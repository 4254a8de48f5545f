"""The sampling variance of a weighted composite of dimension means, from integer cross-moments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrossMoments:
    """One subject's answers on d dimensions (d × d integer tables, row then column).

    n[a][b]: responses that answer both a and b. sums[a][b]: Σx_a over those responses. products[a][b]: Σ x_a x_b.
    n and products are symmetric; n[a][a] and sums[a][a] are the dimension's own count and sum.
    """

    n: Sequence[Sequence[int]]
    sums: Sequence[Sequence[int]]
    products: Sequence[Sequence[int]]

    def mean(self, dimension: int) -> float:
        """The mean of a dimension that has answers."""
        return self.sums[dimension][dimension] / self.n[dimension][dimension]


def pooled_covariance(subjects: Sequence[CrossMoments]) -> list[list[float]]:
    """Covariance of two dimensions within subjects, pooled: Σᵢ within cross-product / Σᵢ (n_i − 1), pairwise complete.

    0.0 for a pair that no subject has twice: no information, and no response in which the two errors could meet.
    """
    width = len(subjects[0].n)
    return [[_pooled(subjects, a, b) for b in range(width)] for a in range(width)]


def composite(
    weights: Sequence[float], subject: CrossMoments, covariance: Sequence[Sequence[float]]
) -> tuple[float, float]:
    """Composite mean Σ w_a x̄_a and its sampling variance Σ_ab w_a w_b c_ab n_ab/(n_aa n_bb).

    weights: as they apply to this subject, that is after the edition's rule for missing dimensions; a dimension of
    weight 0 is left out. The variance of a linear form (Cochran (1977), Sampling Techniques, 3rd ed., ch. 2), the
    covariance pooled over subjects so that a few equal answers do not look like certainty. Raises ValueError when a
    weighted dimension has no answers.
    """
    used = [d for d, weight in enumerate(weights) if weight != 0.0]
    empty = [d for d in used if subject.n[d][d] == 0]
    if empty or not used:
        raise ValueError(f"No answers on weighted dimension(s) {empty}; apply the edition's `missing` rule first.")
    mean = math.fsum(weights[d] * subject.mean(d) for d in used)
    variance = math.fsum(
        weights[a] * weights[b] * covariance[a][b] * subject.n[a][b] / (subject.n[a][a] * subject.n[b][b])
        for a in used
        for b in used
    )
    return mean, max(0.0, variance)


def _pooled(subjects: Sequence[CrossMoments], a: int, b: int) -> float:
    paired = [s for s in subjects if s.n[a][b] > 0]
    df = sum(s.n[a][b] - 1 for s in paired)
    if df == 0:
        return 0.0
    within = math.fsum((s.n[a][b] * s.products[a][b] - s.sums[a][b] * s.sums[b][a]) / s.n[a][b] for s in paired)
    return within / df
