"""Exact columns: arithmetic equals fractions, what is missing stays missing, rounding is as written."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.figures.exact import (
    Exact,
    Why,
    add,
    choose,
    compare,
    divide,
    from_decimals,
    rounded,
    times,
    to_decimal,
)

numbers = st.one_of(st.none(), st.decimals(min_value=-(10**6), max_value=10**6, places=3))
columns = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6)


def values(column: Exact) -> list[Fraction | None]:
    return [column.at(place) for place in range(len(column))]


@given(columns)
def test_arithmetic_equals_fractions(pairs: list[tuple[Decimal | None, Decimal | None]]) -> None:
    left, right = from_decimals([a for a, _ in pairs]), from_decimals([b for _, b in pairs])
    known = [(Fraction(a), Fraction(b)) if a is not None and b is not None else None for a, b in pairs]
    assert values(add(left, right)) == [pair and pair[0] + pair[1] for pair in known]
    assert values(add(left, right, -1)) == [pair and pair[0] - pair[1] for pair in known]
    assert values(divide(left, right)) == [pair[0] / pair[1] if pair and pair[1] else None for pair in known]
    assert values(times(left, Decimal("0.25"))) == [None if a is None else Fraction(a) / 4 for a, _ in pairs]


@given(columns)
def test_comparison_is_exact(pairs: list[tuple[Decimal | None, Decimal | None]]) -> None:
    left, right = from_decimals([a for a, _ in pairs]), from_decimals([b for _, b in pairs])
    signs = compare(left, right).tolist()
    assert [s for s, (a, b) in zip(signs, pairs, strict=True) if a is not None and b is not None] == [
        (a > b) - (a < b) for a, b in pairs if a is not None and b is not None
    ]


def test_division_by_zero_is_missing_and_says_why() -> None:
    result = divide(from_decimals([1, 1, None]), from_decimals([0, 2, 1]))
    assert result.why.tolist() == [Why.DIVISION_BY_ZERO, Why.KNOWN, Why.PART_MISSING]


def test_rounding_modes_at_the_half_and_below_zero() -> None:
    column = from_decimals([Decimal(text) for text in ("0.5", "-0.5", "1.5", "2.4", "-2.6")])
    assert [values(rounded(column, 0, mode)) for mode in ("half_up", "down", "up")] == [
        [1, 0, 2, 2, -3],
        [0, -1, 1, 2, -3],
        [1, 0, 2, 3, -2],
    ]


def test_decimals_are_shown_without_needless_zeros() -> None:
    shown = [str(to_decimal(Fraction(text))) for text in ("86.40", "200", "1/3", "0", "-1/8", "1000000")]
    assert shown == ["86.4", "200", "0.333333", "0", "-0.125", "1000000"]


def test_choose_takes_values_reasons_and_counts_together() -> None:
    import numpy as np

    left, right = from_decimals([1, None], n=[7, 0]), from_decimals([None, 4], n=[0, 9])
    result = choose(np.array([True, False]), left, right)
    assert (values(result), result.n.tolist(), result.why.tolist()) == ([1, 4], [7, 9], [0, 0])
