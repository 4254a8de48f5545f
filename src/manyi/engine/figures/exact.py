"""Columns of exact rational numbers, one per subject, with what is not known kept apart from zero."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Objects = NDArray[Any]
Flags = NDArray[np.bool_]


class Why(IntEnum):
    """Why a figure has no value."""

    KNOWN = 0
    NO_ROWS = 1
    TOO_FEW = 2
    PART_MISSING = 3
    BELOW_SHOW_GATE = 4
    DIVISION_BY_ZERO = 5


_KNOWN = int(Why.KNOWN)  # a plain integer: comparing one numpy cell with an enum member costs fifty times as much
_SHORT = 10**24  # a common denominator above this is longer to carry than exact fractions are


def _ints(values: Sequence[Any] | Objects) -> Objects:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


@dataclass(frozen=True)
class Exact:
    """num/den per subject (Python integers, den > 0), `why` tells what is missing, `n` the rows behind it.

    Shapes: all four arrays have one entry per subject, in subject order.
    """

    num: Objects
    den: Objects
    why: NDArray[np.int8]
    n: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.num)

    @property
    def known(self) -> Flags:
        """Which subjects have a value."""
        known: Flags = self.why == Why.KNOWN
        return known

    def at(self, row: int) -> Fraction | None:
        """The exact value of one subject, or None."""
        return Fraction(int(self.num[row]), int(self.den[row])) if self.why[row] == _KNOWN else None

    def text(self, row: int) -> str | None:
        """One subject's value as written in results and traces (`decimal_text`), or None."""
        return decimal_text(self.num[row], self.den[row]) if self.why[row] == _KNOWN else None

    def ranks(self, rows: Sequence[int]) -> list[Any]:
        """For known rows, numbers that compare exactly as the values do: integers wherever one denominator will do."""
        common = math.lcm(*{int(self.den[row]) for row in rows})
        if common > _SHORT:
            return [Fraction(int(self.num[row]), int(self.den[row])) for row in rows]
        return [int(self.num[row]) * (common // int(self.den[row])) for row in rows]

    def floats(self) -> NDArray[np.float64]:
        """Nearest doubles, NaN where unknown: for charts and for ordering that is then settled exactly."""
        out = np.full(len(self), np.nan)
        known = self.known
        out[known] = (self.num[known] / self.den[known]).astype(np.float64)
        return out


def column(num: Sequence[Any] | Objects, den: Sequence[Any] | Objects, why: Any, n: Any) -> Exact:
    """Build a column; entries that are not known become 0/1."""
    reasons = np.asarray(why, dtype=np.int8)
    numerators, denominators = _ints(num), _ints(den)
    numerators[reasons != Why.KNOWN] = 0
    denominators[reasons != Why.KNOWN] = 1
    return Exact(numerators, denominators, reasons, np.asarray(n, dtype=np.int64))


def constant(value: Decimal | int | Fraction, size: int) -> Exact:
    """The same number for every subject."""
    fraction = Fraction(value)
    return column(
        [fraction.numerator] * size, [fraction.denominator] * size, np.zeros(size, np.int8), np.zeros(size, np.int64)
    )


def from_decimals(values: Sequence[Decimal | int | None], n: Any = None, missing: Why = Why.NO_ROWS) -> Exact:
    """A column from exact decimals; None is missing for the reason given."""
    ratios = [(0, 1) if value is None else value.as_integer_ratio() for value in values]
    why = [missing if value is None else Why.KNOWN for value in values]
    counts = np.zeros(len(values), np.int64) if n is None else n
    return column([num for num, _ in ratios], [den for _, den in ratios], why, counts)


def _both(left: Exact, right: Exact) -> NDArray[np.int8]:
    reasons = np.where(left.why != Why.KNOWN, left.why, right.why)
    return np.where(reasons == Why.KNOWN, np.int8(Why.KNOWN), np.int8(Why.PART_MISSING))


def _reduced(num: Objects, den: Objects) -> tuple[Objects, Objects]:
    factor = np.gcd(num, den)
    return num // factor, den // factor


def add(left: Exact, right: Exact, sign: int = 1) -> Exact:
    """left + sign x right, exactly; unknown where either is."""
    num, den = _reduced(left.num * right.den + sign * right.num * left.den, left.den * right.den)
    return column(num, den, _both(left, right), np.minimum(left.n, right.n))


def times(left: Exact, number: Decimal | int | Fraction) -> Exact:
    """left x a constant."""
    factor = Fraction(number)
    num, den = _reduced(left.num * factor.numerator, left.den * factor.denominator)
    return column(num, den, left.why, left.n)


def divide(left: Exact, right: Exact) -> Exact:
    """left / right; a zero divisor is a missing value, never an error or a zero."""
    why = _both(left, right)
    zero = np.array([value == 0 for value in right.num], dtype=bool)
    why = np.where((why == Why.KNOWN) & zero, np.int8(Why.DIVISION_BY_ZERO), why)
    sign = np.where(right.num < 0, -1, 1).astype(object)
    num, den = left.num * right.den * sign, left.den * right.num * sign
    den = np.where(why == Why.KNOWN, den, 1)
    num, den = _reduced(num, den)
    return column(num, den, why, np.minimum(left.n, right.n))


def compare(left: Exact, right: Exact) -> Objects:
    """Sign of left - right per subject (meaningless where either is unknown)."""
    difference = left.num * right.den - right.num * left.den
    signs: Objects = np.sign(difference)
    return signs


def choose(mask: Flags, yes: Exact, no: Exact) -> Exact:
    """Entries of `yes` where the mask holds, else of `no`."""
    return Exact(
        np.where(mask, yes.num, no.num),
        np.where(mask, yes.den, no.den),
        np.where(mask, yes.why, no.why),
        np.where(mask, yes.n, no.n),
    )


def rounded(value: Exact, places: int, mode: str) -> Exact:
    """Rounded once to `places`; half_up sends a half towards plus infinity, down and up are floor and ceiling."""
    scale = 10**places
    if mode == "half_up":
        num = (2 * value.num * scale + value.den) // (2 * value.den)
    elif mode == "down":
        num = value.num * scale // value.den
    else:
        num = -(-value.num * scale // value.den)
    return column(num, [scale] * len(value), value.why, value.n)


def to_decimal(value: Fraction, places: int = 6) -> Decimal:
    """A decimal to show: exact when it has at most `places` decimals, else rounded half up to them."""
    scaled = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    shown = Decimal(scaled).scaleb(-places)
    return _plain(shown.normalize())


def decimal_text(num: int, den: int, places: int = 6) -> str:
    """num/den as `str(to_decimal(...))` writes it, without making a fraction or a decimal on the way."""
    scaled = (2 * num * 10**places + den) // (2 * den)
    whole, rest = divmod(abs(scaled), 10**places)
    text = f"{whole}.{rest:0{places}d}".rstrip("0") if rest else str(whole)
    return "-" + text if scaled < 0 else text


def _plain(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value
