"""Exact values written and ordered without making a fraction each: the same text, the same order."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.figures.exact import Exact, Why, column, decimal_text, to_decimal

FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**8)


def column_of(values: list[Fraction]) -> Exact:
    size = len(values)
    return column([v.numerator for v in values], [v.denominator for v in values], np.zeros(size), np.zeros(size))


@given(FRACTIONS)
def test_written_as_the_decimal_is(value: Fraction) -> None:
    assert decimal_text(value.numerator, value.denominator) == str(to_decimal(value))


@given(st.lists(FRACTIONS, min_size=1, max_size=8))
def test_ranks_compare_as_the_values_do(values: list[Fraction]) -> None:
    ranks = column_of(values).ranks(range(len(values)))
    for left, own in zip(values, ranks, strict=True):
        assert [own < other for other in ranks] == [left < right for right in values]
        assert [own == other for other in ranks] == [left == right for right in values]


def test_a_missing_value_has_no_text() -> None:
    values = column([1, 5], [2, 1], [Why.KNOWN, Why.TOO_FEW], [3, 4])
    assert [values.text(0), values.text(1)] == ["0.5", None]
