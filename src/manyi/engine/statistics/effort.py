"""How easy it was, from answers 1 to 7: the three rival customer effort scores, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manyi.engine.statistics.intervals import Estimate, mean, nps, wilson


@dataclass(frozen=True, slots=True)
class Effort:
    """mean on 1–7 (Student's t), easy: share of 5–7 from 0 to 1 (Wilson), net: 100·(share of 5–7 − share of 1–3)."""

    n: int
    mean: Estimate
    easy: Estimate
    net: Estimate


def effort(counts: Mapping[int, int], confidence: float = 0.95) -> Effort:
    """The three scores from how often each answer 1–7 was given; 7 is easiest.

    Dixon, Freeman & Toman (2010), Harvard Business Review 88(7), 116–122, asked for effort and took the mean; later users
    ask for agreement that it was easy and report the mean, the share of 5–7 or the net. They are not comparable with one
    another: an edition names one. Raises ValueError for fewer than 2 answers or one off the scale.
    """
    if any(not 1 <= value <= 7 or count < 0 for value, count in counts.items()):
        raise ValueError(f"Effort is answered from 1 to 7, with counts of 0 or more; these are {dict(counts)!r}.")
    n = sum(counts.values())
    easy = sum(count for value, count in counts.items() if value >= 5)
    hard = sum(count for value, count in counts.items() if value <= 3)
    total = sum(value * count for value, count in counts.items())
    squares = sum(value * value * count for value, count in counts.items())
    return Effort(
        n,
        mean(n, total, squares, confidence),
        wilson(easy, n, confidence),
        nps(easy, n - easy - hard, hard, confidence),
    )
