"""The mean of a weighted composite of dimensions and its sampling variance, from pairwise complete counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def composite(weights: Floats, means: Floats, n: Ints, covariance: Sequence[Sequence[float]]) -> tuple[Floats, Floats]:
    """Composite means Σ w_a x̄_a and their sampling variances Σ_ab w_a w_b c_ab n_ab/(n_aa n_bb), each (subjects,).

    weights (subjects, dimensions) as they apply to each subject, that is after the edition's rule for missing
    dimensions; a dimension of weight 0 is left out. means (subjects, dimensions); n[i, a, b]: responses of subject i
    that answer both a and b; covariance[a][b] within subjects, pooled over them so that a few equal answers do not look
    like certainty. The variance of a linear form: Cochran (1977), Sampling Techniques, 3rd ed., ch. 2. Raises
    ValueError when a weighted dimension has no answers.
    """
    width = range(weights.shape[1])
    counts = np.stack([n[:, d, d] for d in width], axis=1)
    empty = np.any((weights != 0.0) & (counts == 0), axis=0)
    if np.any(empty) or not np.all(np.any(weights != 0.0, axis=1)):
        raise ValueError(
            f"No answers on weighted dimension(s) {np.flatnonzero(empty).tolist()}; "
            "apply the edition's `missing` rule first."
        )
    shares = weights / np.maximum(counts, 1)
    mean, variance = np.zeros(len(weights)), np.zeros(len(weights))
    for a in width:
        mean = mean + np.where(weights[:, a] != 0.0, weights[:, a] * means[:, a], 0.0)
        for b in width:
            variance = variance + shares[:, a] * shares[:, b] * covariance[a][b] * n[:, a, b]
    return mean, np.maximum(0.0, variance)
