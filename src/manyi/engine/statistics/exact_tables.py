"""Whether a count is smaller or larger than that of others, exactly, for two groups of any size."""

from __future__ import annotations

import math
from typing import Literal

Side = Literal["fewer", "more"]


def fisher_exact(found: int, n: int, others_found: int, others_n: int, side: Side) -> float:
    """p of "not fewer (more) than among others": found of n against others_found of others_n, margins fixed.

    Fisher (1935), Journal of the Royal Statistical Society 98, 39–82: the hypergeometric tail that holds the table
    seen. Terms follow from each other by whole-number ratios outwards from the likeliest, so nothing overflows.
    """
    if not (0 <= found <= n and 0 <= others_found <= others_n and n + others_n > 0):
        raise ValueError(f"Counts must lie within their totals, not {found} of {n} and {others_found} of {others_n}.")
    total = found + others_found
    low, high = max(0, total - others_n), min(n, total)
    mode = min(max((n + 1) * (total + 1) // (n + others_n + 2), low), high)
    terms = {mode: 1.0}
    for k in range(mode, high):
        terms[k + 1] = terms[k] * ((n - k) * (total - k)) / ((k + 1) * (others_n - total + k + 1))
    for k in range(mode, low, -1):
        terms[k - 1] = terms[k] * (k * (others_n - total + k)) / ((n - k + 1) * (total - k + 1))
    inside = (terms[k] for k in terms if (k <= found if side == "fewer" else k >= found))
    return min(1.0, math.fsum(inside) / math.fsum(terms.values()))
