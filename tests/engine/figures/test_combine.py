"""Joining figures: what a missing part means is the edition's word, and a missing part is never zero by itself."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.figures.combine import extreme, total, weighted
from manyi.engine.figures.exact import Exact, from_decimals

first, second = from_decimals([2, None, None], n=[5, 0, 0]), from_decimals([4, 8, None], n=[3, 9, 0])


def values(column: Exact) -> list[Fraction | None]:
    return [column.at(place) for place in range(len(column))]


@pytest.mark.parametrize(
    ("missing", "sums", "means", "bests", "worsts"),
    [
        ("unjudged", [6, None, None], [Fraction(7, 2), None, None], [4, None, None], [2, None, None]),
        ("leave_out", [6, 8, None], [Fraction(7, 2), 8, None], [4, 8, None], [2, 8, None]),
        ("reweigh", [6, 8, None], [Fraction(7, 2), 8, None], [4, 8, None], [2, 8, None]),
        ("zero", [6, 8, 0], [Fraction(7, 2), 6, 0], [4, 8, 0], [2, 0, 0]),
    ],
)
def test_missing_parts(missing: Any, sums: list[Any], means: list[Any], bests: list[Any], worsts: list[Any]) -> None:
    parts = [first, second]
    assert values(total(parts, missing)) == sums
    assert values(weighted(parts, [1, 3], missing)) == means
    assert values(extreme(parts, missing, 1)) == bests
    assert values(extreme(parts, missing, -1)) == worsts


def test_the_rows_behind_a_joined_figure_are_those_of_its_weakest_known_part() -> None:
    assert total([first, second], "leave_out").n.tolist() == [3, 9, 0]


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(-50, 50)), st.integers(1, 9)), min_size=1, max_size=5))
def test_reweighing_equals_the_mean_over_known_parts(parts: list[tuple[int | None, int]]) -> None:
    known = [(value, weight) for value, weight in parts if value is not None]
    expected = Fraction(sum(v * w for v, w in known), sum(w for _, w in known)) if known else None
    columns = [from_decimals([None if v is None else Decimal(v)]) for v, _ in parts]
    assert weighted(columns, [w for _, w in parts], "reweigh").at(0) == expected
