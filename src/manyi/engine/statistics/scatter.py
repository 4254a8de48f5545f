"""Scatter around subjects' own means from integer sums, exact up to one rounding."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_SAFE = 2.0**62


def scatter(products: int, first: Ints, second: Ints, n: Ints) -> float:
    """Σxy − Σᵢ(Σxᵢ)(Σyᵢ)/nᵢ, the sum over subjects of Σ(x − x̄ᵢ)(y − ȳᵢ).

    products: Σxy over all subjects; first, second, n: each subject's Σx, Σy and count, (subjects,), n > 0. Whole parts
    are added as integers, remainders by a correctly rounded sum: nothing cancels, equal answers give exactly 0.
    """
    if not len(n):
        return float(products)
    reach = float(np.abs(first).max()) * float(np.abs(second).max())
    tops = first * second if reach < _SAFE else first.astype(object) * second.astype(object)
    whole, rest = tops // n, tops % n
    return math.fsum([float(products - int(whole.sum())), *(-(rest / n)).tolist()])


def between(first: Ints, second: Ints, n: Ints) -> float:
    """Σᵢ(Σxᵢ)(Σyᵢ)/nᵢ over parts: what `scatter` takes off; see there."""
    return -scatter(0, first, second, n)
