"""Answers on any scale as an exact index from 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Number = int | Fraction


def linear_index(value: Number, low: Number, high: Number) -> Fraction:
    """(value − low)/(high − low)·100, exact; value may lie anywhere from low to high."""
    _check_scale(low, high)
    if not low <= value <= high:
        raise ValueError(f"{value} is not on the scale from {low} to {high}.")
    return Fraction(value - low) * 100 / Fraction(high - low)


def weighted_index(means: Sequence[Number], weights: Sequence[Number], low: Number, high: Number) -> Fraction:
    """(Σ w x̄ − low·Σw)/((high − low)·Σw)·100, exact: the formula of the American Customer Satisfaction Index.

    Fornell et al. (1996), Journal of Marketing 60(4), 7–18.
    """
    if len(means) != len(weights) or not sum(weights) > 0 or min(weights) < 0:
        raise ValueError(f"{len(means)} means need as many weights, none negative and not all 0.")
    total = sum((Fraction(w) for w in weights), Fraction(0))
    weighted = sum((Fraction(w) * x for w, x in zip(weights, means, strict=True)), Fraction(0))
    return linear_index(weighted / total, low, high)


def _check_scale(low: Number, high: Number) -> None:
    if not low < high:
        raise ValueError(f"A scale rises: its lowest value {low} must be below its highest {high}.")
