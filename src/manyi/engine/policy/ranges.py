"""Which values a figure can take: closed ranges of decimals, open-ended where a bound is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from manyi.engine.policy.words import Operator, Rounding


@dataclass(frozen=True)
class Range:
    """Values from `low` to `high`, both included; None means no known bound."""

    low: Decimal | None = None
    high: Decimal | None = None

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return (
                "any number"
                if self.low is self.high
                else f"{self.low:f} or more"
                if self.low is not None
                else f"{self.high:f} or less"
            )
        return f"{self.low:f} to {self.high:f}"

    @property
    def zh(self) -> str:
        """The range in Chinese."""
        if self.low is None or self.high is None:
            return (
                "任意数"
                if self.low is self.high
                else f"{self.low:f} 及以上"
                if self.low is not None
                else f"{self.high:f} 及以下"
            )
        return f"{self.low:f} 至 {self.high:f}"


ANY = Range()
SHARE = Range(Decimal(0), Decimal(100))
NET = Range(Decimal(-100), Decimal(100))
FROM_ZERO = Range(Decimal(0), None)


def _plus(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a + b


def added(ranges: Sequence[Range]) -> Range:
    """The range of a sum of one value from each."""
    total = Range(Decimal(0), Decimal(0))
    for one in ranges:
        total = Range(_plus(total.low, one.low), _plus(total.high, one.high))
    return total


def opposite(one: Range) -> Range:
    """The range of minus the value."""
    return Range(None if one.high is None else -one.high, None if one.low is None else -one.low)


def scaled(one: Range, factor: Decimal) -> Range:
    """The range of `factor` x the value, for a factor of zero or more."""
    return Range(None if one.low is None else one.low * factor, None if one.high is None else one.high * factor)


def hull(ranges: Sequence[Range]) -> Range:
    """The smallest range that holds all of them."""
    lows = [one.low for one in ranges]
    highs = [one.high for one in ranges]
    low = None if None in lows else min((low for low in lows if low is not None), default=None)
    high = None if None in highs else max((high for high in highs if high is not None), default=None)
    return Range(low, high)


def rounded(one: Range, rounding: Rounding | None) -> Range:
    """The range after rounding, whichever way it goes."""
    if rounding is None:
        return one
    step = Decimal(1).scaleb(-rounding.places)
    low = None if one.low is None else one.low.quantize(step, ROUND_FLOOR)
    high = None if one.high is None else one.high.quantize(step, ROUND_CEILING)
    return Range(low, high)


def never(one: Range, operator: Operator, number: Decimal) -> bool:
    """Whether no value of the range compares so with the number."""
    below = one.high is not None and (number > one.high)
    above = one.low is not None and (number < one.low)
    if operator == "==":
        return below or above
    if operator == ">":
        return one.high is not None and number >= one.high
    if operator == ">=":
        return below
    if operator == "<":
        return one.low is not None and number <= one.low
    if operator == "<=":
        return above
    return one.low is not None and one.low == one.high == number


_OPPOSITE: dict[Operator, Operator] = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


def always(one: Range, operator: Operator, number: Decimal) -> bool:
    """Whether every value of the range compares so with the number."""
    return never(one, _OPPOSITE[operator], number)
