"""How hidden quality becomes an answer: thousandths of the spread of a single answer, cut into points."""

import math
from collections.abc import Sequence

CUTS: Sequence[int] = (-1750, -1340, -840, -130)
"""Hidden quality above these many cuts makes an answer of 2, 3, 4 or 5; skewed as real satisfaction answers are."""

RECOMMEND_CUTS: Sequence[int] = (-2300, -2100, -1900, -1700, -1500, -1200, -950, -650, -250, 250)
"""The same for a recommendation from 0 to 10."""

MOOD, ITEM = 700, 714
"""Spread of a customer's mood and of the single question; together a spread of 1000."""

LEFT_OUT = 15  # of 1000 questions


def points(hidden: int, steps: int) -> int:
    """Points above the lowest answer of a scale with so many steps; 4 steps are the usual 1 to 5."""
    above = sum(cut < hidden for cut in CUTS)
    return above if steps == len(CUTS) else round(above * steps / len(CUTS))


def index_points(quality: int) -> float:
    """Expected linear index (0-100) of an answer with that hidden quality, to two places."""
    above = [0.5 * (1 - math.erf((cut - quality) / 1000 / math.sqrt(2))) for cut in CUTS]
    return round(100 * math.fsum(above) / len(CUTS), 2)
