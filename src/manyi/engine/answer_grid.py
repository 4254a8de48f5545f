"""Answers on a whole-number grid: the value of a response for a dimension, as an expression without fractions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import lcm

import narwhals as nw


@dataclass(frozen=True, kw_only=True)
class Item:
    """One scored question: its column, its scale, and whether a low value is good."""

    column: str
    low: int
    high: int
    reversed: bool = False


def grid(items: Sequence[Item]) -> int:
    """L: the fewest steps on which the mean of any of the answered questions is a whole number.

    The value of a response is L times the mean, over the answered items, of (answer − low)/(high − low).
    """
    return lcm(*(item.high - item.low for item in items)) * lcm(*range(1, len(items) + 1))


def centre(items: Sequence[Item]) -> int:
    """The grid value taken as zero while adding up, so that sums stay small."""
    return grid(items) // 2


def cell(items: Sequence[Item], gaps: Collection[str]) -> nw.Expr:
    """The value of a response minus `centre`, float64 and whole; 0 when no item is answered.

    `gaps` are the columns that have empty cells.
    """
    if len(items) == 1:
        (item,) = items
        return _filled(_steps(item, grid(items), zero=centre(items)), item, gaps)
    total = _sum([_filled(_steps(item, grid(items), zero=0), item, gaps) for item in items])
    if not any(item.column in gaps for item in items):
        return total / float(len(items)) - float(centre(items))
    answered = _sum([_answered(item, 1, gaps) for item in items]).cast(nw.Float64)
    return nw.when(answered > 0).then(total / answered - float(centre(items))).otherwise(0.0)


def pattern(dimensions: Sequence[Sequence[Item]], gaps: Collection[str]) -> nw.Expr | int:
    """Bit d is set when an item of dimension d is answered; a number when it is the same for all responses."""
    always = 0
    terms = []
    for place, items in enumerate(dimensions):
        if any(item.column not in gaps for item in items):
            always |= 1 << place
        else:
            empty = nw.all_horizontal(*(nw.col(item.column).is_null() for item in items), ignore_nulls=True)
            terms.append(nw.when(empty).then(nw.lit(0)).otherwise(nw.lit(1 << place)))
    return _sum([nw.lit(always), *terms]) if terms else always


def _steps(item: Item, steps: int, *, zero: int) -> nw.Expr:
    size = steps // (item.high - item.low)
    answer = nw.col(item.column).cast(nw.Float64)
    if item.reversed:
        return float(item.high * size - zero) - _times(answer, size)
    return _times(answer, size) - float(item.low * size + zero)


def _times(expression: nw.Expr, factor: int) -> nw.Expr:
    return expression if factor == 1 else expression * float(factor)


def _filled(value: nw.Expr, item: Item, gaps: Collection[str]) -> nw.Expr:
    if item.column not in gaps:
        return value
    return nw.when(nw.col(item.column).is_null()).then(0.0).otherwise(value)


def _answered(item: Item, one: int, gaps: Collection[str]) -> nw.Expr:
    if item.column not in gaps:
        return nw.lit(one)
    return nw.when(nw.col(item.column).is_null()).then(nw.lit(0)).otherwise(nw.lit(one))


def _sum(terms: Sequence[nw.Expr]) -> nw.Expr:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total
