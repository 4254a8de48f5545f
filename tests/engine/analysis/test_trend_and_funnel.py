"""Months of a company and units in a funnel, on tallies made by hand."""

import math

import numpy as np
import pytest

from manyi.engine.analysis.funnel import FEWEST, centre, funnels
from manyi.engine.analysis.trend import trend
from manyi.engine.figures.book import FigureBook
from manyi.engine.statistics.intervals import around, difference
from manyi.engine.tally import Pools, Tally

JANUARY = 2026 * 12
Row = tuple[int, int | None, int | None]  # month yyyymm, two dimensions on 0–4


def counted(rows: list[Row]) -> Tally:
    """Each response a group of its own, one pool a month."""
    values = np.array([[x or 0 for x in xs] for _, *xs in rows], dtype=np.int64).reshape(-1, 2)
    given = np.array([[x is not None for x in xs] for _, *xs in rows], dtype=bool).reshape(-1, 2)
    months = np.array([month for month, *_ in rows], dtype=np.int64)
    centred = (values - 2) * given
    distinct = np.unique(months)
    return Tally(
        keys={"month": months}, pattern=(given << np.arange(2)).sum(axis=1), n=np.ones(len(rows), np.int64), sums=values,
        pools=Pools(
            keys={"month": distinct}, products=np.array([centred[months == m].T @ centred[months == m] for m in distinct]).reshape(-1, 2, 2)
        ),
        scale=(4, 4), zero=(2, 2),
    )  # fmt: skip


def test_a_month_is_the_plain_mean_of_its_answers_with_its_plain_error() -> None:
    """E3.4: scores and their trend."""
    rows: list[Row] = [(202601, 4, 2), (202601, 3, 3), (202601, 1, 4), (202602, 4, 4), (202602, 3, 3), (202602, 3, 2)]
    whole, first, second = trend(counted(rows), [JANUARY, JANUARY + 1], ["a", "b"], [0.75, 0.25])
    for series, weights in ((whole, (0.75, 0.25)), (first, (1.0, 0.0)), (second, (0.0, 1.0))):
        expected = []
        for month in (202601, 202602):
            own = [25.0 * (weights[0] * (x or 0) + weights[1] * (y or 0)) for m, x, y in rows if m == month]
            expected.append(around(float(np.mean(own)), float(np.std(own, ddof=1)) / math.sqrt(3)))
        for one, estimate in zip(series.months, expected, strict=True):
            assert (one.n, one.mean.value, one.mean.se) == (
                3,
                pytest.approx(estimate.value),
                pytest.approx(estimate.se),
            )
        assert series.change is not None
        change = difference(series.months[1].mean, series.months[0].mean)
        assert (series.change, series.shown) == (change, False)
    assert [series.dimension for series in (whole, first, second)] == ["", "a", "b"]


def test_a_clear_fall_is_shown() -> None:
    rows: list[Row] = [(month, level + k % 2, None) for month, level in ((202512, 3), (202601, 1)) for k in range(40)]
    whole, only = trend(counted(rows), [JANUARY - 1, JANUARY], ["a", "b"], [1.0, 1.0])
    assert only.change is not None
    assert (only.dimension, only.change.value, only.shown) == ("a", -50.0, True)
    assert whole.change == only.change


def test_a_month_without_answers_leaves_nothing_to_compare() -> None:
    rows: list[Row] = [*((202601, x, x) for x in (1, 2, 3)), *((202603, x, x) for x in (2, 3, 4))]
    series = trend(counted(rows), [JANUARY, JANUARY + 1, JANUARY + 2], ["a", "b"], [1.0, 1.0])
    assert [[month.month for month in one.months] for one in series] == [[202601, 202603]] * 3
    assert [(one.change, one.shown) for one in series] == [(None, False)] * 3


def test_no_answers_make_no_series() -> None:
    assert trend(counted([]), [JANUARY], ["a", "b"], [1.0, 1.0]) == ()


def test_the_composite_leaves_out_what_was_not_asked_in_every_month() -> None:
    rows: list[Row] = [(202601, x, None) for x in (1, 2, 3)] + [(202602, x, 4) for x in (1, 2, 3)]
    whole, first, second = trend(counted(rows), [JANUARY, JANUARY + 1], ["a", "b"], [0.5, 0.5])
    assert whole.months == first.months
    assert [month.month for month in second.months] == [202602]


def test_the_centre_of_a_funnel_is_weighted_and_chance_alone_adds_nothing() -> None:
    assert centre([70.0, 80.0], [1.0, 2.0]) == (pytest.approx(72.0), pytest.approx(47.5))
    assert centre([80.0, 80.2, 79.8], [1.0] * 3)[1] == 0.0


def test_five_alike_units_and_one_far_below(book_of_units: FigureBook) -> None:
    """C4.8: strengths and weaknesses, told apart from chance."""
    (funnel,) = funnels(book_of_units, "satisfaction")
    assert (funnel.figure, funnel.group, len(funnel.units)) == ("satisfaction", "store", FEWEST + 1)
    assert [one.unit for one in funnel.units if one.place != "inside"] == ["u5"]
    assert [one.n for one in funnel.units] == sorted((one.n for one in funnel.units), reverse=True)
    assert funnels(book_of_units, "praise") == ()
