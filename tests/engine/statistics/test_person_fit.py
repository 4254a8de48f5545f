"""Longest run, own spread and Mahalanobis distance: published values, an independent reading, and hard cases."""

import csv
import math
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from manyi.engine.statistics.person_fit import (
    longest_runs,
    outlying_beyond,
    own_sds,
    squared_distances,
)

ROWS = st.lists(st.lists(st.one_of(st.none(), st.integers(-2, 3)), min_size=6, max_size=6), min_size=1, max_size=12)


def arrays(rows: list[list[int | None]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    answers = np.array([[cell or 0 for cell in row] for row in rows], dtype=np.int64)
    return answers, np.array([[cell is not None for cell in row] for row in rows])


@pytest.fixture(scope="module")
def careless(shared_data: Path) -> NDArray[np.int64]:
    with (shared_data / "reference" / "careless_dataset.csv").open(encoding="utf-8") as file:
        return np.array([[int(cell) for cell in row] for row in list(csv.reader(file))[1:]], dtype=np.int64)


def test_the_published_run() -> None:
    found = longest_runs(*arrays([[4, 4, 4, 3, 3, 3, 3, 3, 4, 4]]))
    assert (found.length.tolist(), found.value.tolist()) == ([5], [3])


def test_the_runs_of_the_published_data(careless: NDArray[np.int64]) -> None:
    runs = longest_runs(careless, np.ones_like(careless, dtype=bool)).length
    assert (careless.shape, round(float(runs.mean()), 2), int(runs.max())) == ((200, 50), 5.87, 50)


@pytest.mark.parametrize(("level", "flagged"), [(0.99, 23), (0.999, 18)])
def test_the_outlying_of_the_published_data(careless: NDArray[np.int64], level: float, flagged: int) -> None:
    found = squared_distances(careless, np.ones(len(careless), np.int64), careless)
    assert found is not None
    assert found.df == 50
    assert int((found.squared > outlying_beyond(level, found.df)).sum()) == flagged


def test_distances_agree_with_linear_algebra(careless: NDArray[np.int64]) -> None:
    found = squared_distances(careless, np.ones(len(careless), np.int64), careless)
    centred = careless - careless.mean(axis=0)
    inverse = np.linalg.inv(np.cov(careless, rowvar=False))
    assert found is not None
    assert found.squared == pytest.approx(np.einsum("ij,jk,ik->i", centred, inverse, centred), rel=1e-9)


def test_answers_given_several_times_count_as_often(careless: NDArray[np.int64]) -> None:
    few = careless[:60, :4]
    rows, times = np.unique(few, axis=0, return_counts=True)
    whole = squared_distances(few, np.ones(len(few), np.int64), few)
    counted = squared_distances(rows, times.astype(np.int64), few)
    assert whole is not None
    assert counted is not None
    assert counted.squared.tolist() == whole.squared.tolist()


def test_a_question_that_is_the_sum_of_others_adds_nothing(careless: NDArray[np.int64]) -> None:
    few = careless[:, :5]
    more = np.column_stack([few, few[:, 0] + few[:, 3], np.full(len(few), 4)])
    times = np.ones(len(few), np.int64)
    found, plain = squared_distances(more, times, more), squared_distances(few, times, few)
    assert found is not None
    assert plain is not None
    assert (found.df, plain.df) == (5, 5)
    assert found.squared == pytest.approx(plain.squared, rel=1e-9)


def test_no_distance_from_too_few_or_from_answers_that_are_all_alike() -> None:
    alike = np.full((9, 2), 3, dtype=np.int64)
    assert squared_distances(alike, np.ones(9, np.int64), alike) is None
    assert squared_distances(alike[:2], np.ones(2, np.int64), alike[:2]) is None


@pytest.mark.parametrize(("level", "df"), [(0.95, 1), (0.99, 7), (0.999, 50)])
def test_the_limit_is_the_chi_square_quantile(level: float, df: int) -> None:
    assert outlying_beyond(level, df) == pytest.approx(stats.chi2.ppf(level, df), rel=1e-9)


@given(ROWS)
def test_runs_equal_a_plain_reading(rows: list[list[int | None]]) -> None:
    found = longest_runs(*arrays(rows))
    expected = []
    for row in rows:
        runs = [(len(list(same)), value) for value, same in groupby(cell for cell in row if cell is not None)]
        expected.append(max(runs, key=lambda run: run[0], default=(0, 0)))
    assert list(zip(found.length.tolist(), found.value.tolist(), strict=True)) == expected


@given(ROWS)
def test_the_own_sd_equals_an_independent_one(rows: list[list[int | None]]) -> None:
    found = own_sds(*arrays(rows)).tolist()
    for sd, row in zip(found, rows, strict=True):
        answers = [cell for cell in row if cell is not None]
        assert math.isnan(sd) if len(answers) < 2 else sd == pytest.approx(np.std(answers, ddof=1), abs=1e-12)


def test_equal_answers_have_no_spread_at_all() -> None:
    assert own_sds(*arrays([[7] * 50])).tolist() == [0.0]
    assert own_sds(*arrays([[2, 4, 4, 4, 5, 5, 7, 9]])).tolist() == pytest.approx([2.13809], abs=1e-5)
