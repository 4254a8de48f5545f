"""Exact money: amounts split to the cent, budgets held, nothing lost and nothing invented."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def split(amount: Decimal, parts: Mapping[str, Decimal | int]) -> dict[str, Decimal]:
    """`amount` among receivers in proportion to their parts, in whole cents that add up exactly.

    Largest remainder: everybody gets the cents below the exact share; the cents left over go to the largest remainders,
    equal remainders in order of id. Parts that are all zero count as equal.
    """
    receivers = sorted(parts)
    weights = [Fraction(parts[name]) for name in receivers]
    if not receivers:
        return {}
    if sum(weights) == 0:
        weights = [Fraction(1)] * len(receivers)
    cents = int(amount / CENT)
    if len(receivers) == 1:
        return {receivers[0]: Decimal(cents) * CENT}
    shares = [cents * weight / sum(weights) for weight in weights]
    floors = [int(share) for share in shares]
    by_remainder = sorted(range(len(receivers)), key=lambda place: (-(shares[place] - floors[place]), receivers[place]))
    for place in by_remainder[: cents - sum(floors)]:
        floors[place] += 1
    return {name: Decimal(cent) * CENT for name, cent in zip(receivers, floors, strict=True)}


def scaled(amounts: Sequence[Decimal], available: Decimal) -> list[Decimal]:
    """Amounts reduced in proportion so that they fit; each is rounded down to the cent."""
    asked = sum(amounts, Decimal(0))
    if asked <= available:
        return list(amounts)
    usable = max(available, Decimal(0))
    return [(amount * usable / asked).quantize(CENT, ROUND_DOWN) for amount in amounts]
