"""Grades: the first case that holds, exact lines flat outside their ends, and nothing guessed when a bound is missing."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.figures.exact import Exact, constant, from_decimals
from manyi.engine.figures.grading import grade, resolver
from manyi.engine.policy.verbs import GradeCase


def graded(values: list[Any], cases: list[dict[str, Any]], **named: Exact) -> list[Fraction | None]:
    column = from_decimals([None if value is None else Decimal(str(value)) for value in values])
    result = grade(column, [GradeCase.model_validate(case) for case in cases], resolver(len(column), named.__getitem__))
    return [result.at(place) for place in range(len(result))]


def test_the_first_case_that_holds_decides_and_eighty_is_eighty() -> None:
    cases = [{"when": ">= 90", "is": 3}, {"when": ">= 80", "is": 2}, {"when": ">= 60", "is": 1}]
    assert graded([95, 90, "89.99", 80, 79, 59, None], cases) == [3, 3, 2, 2, 1, None, None]


def test_a_line_joins_its_points_exactly_and_is_flat_outside() -> None:
    cases = [{"line": [[60, "0.6"], [100, "1.0"], [120, "1.2"]]}]
    assert graded([40, 60, 90, 100, 107, 130], cases) == [
        Fraction(3, 5), Fraction(3, 5), Fraction(9, 10), 1, Fraction(107, 100), Fraction(6, 5),
    ]  # fmt: skip


def test_a_bound_may_be_a_figure_and_an_unknown_bound_leaves_no_grade() -> None:
    cases: list[dict[str, Any]] = [
        {"when": "<= baseline", "is": 0},
        {"line": [["baseline", "-0.5"], ["benchmark", "9.5"]]},
    ]
    baseline = from_decimals([Decimal("0.5"), Decimal("0.5"), None])
    found = graded(["0.4", "0.6", "0.6"], cases, baseline=baseline, benchmark=constant(Decimal("0.7"), 3))
    assert found == [0, Fraction(9, 2), None]


def test_a_line_whose_ends_meet_does_not_divide_by_zero() -> None:
    cases = [{"line": [["low", 1], ["high", 9]]}]
    same = constant(Decimal("0.7"), 3)
    assert graded(["0.6", "0.7", "0.8"], cases, low=same, high=same) == [1, 1, 9]


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=4, unique=True), st.integers(-150, 150), st.data())
def test_lines_equal_plain_interpolation(xs: list[int], at: int, data: st.DataObject) -> None:
    xs = sorted(xs)
    ys = [data.draw(st.integers(-9, 9)) for _ in xs]
    if at <= xs[0]:
        expected = Fraction(ys[0])
    elif at >= xs[-1]:
        expected = Fraction(ys[-1])
    else:
        k = max(place for place, x in enumerate(xs) if x <= at)
        expected = ys[k] + Fraction((at - xs[k]) * (ys[k + 1] - ys[k]), xs[k + 1] - xs[k])
    assert graded([at], [{"line": [list(point) for point in zip(xs, ys, strict=True)]}]) == [expected]
