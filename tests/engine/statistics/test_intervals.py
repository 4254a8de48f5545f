"""Intervals against published values."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.statistics.intervals import Estimate, around, difference, mean, nps, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.25529, 0.36621), (15, 148, 0.06239, 0.16049), (0, 20, 0.0, 0.16113), (1, 29, 0.00611, 0.17176)],
)
def test_wilson_reproduces_newcombe(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert (round(interval.low, 5), round(interval.high, 5)) == (low, high)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_contains_the_share_and_mirrors(case: tuple[int, int]) -> None:
    successes, n = case
    own, mirrored = wilson(successes, n), wilson(n - successes, n)
    assert 0.0 <= own.low <= own.value <= own.high <= 1.0
    assert own.low == pytest.approx(1.0 - mirrored.high, abs=1e-12)


def test_nps_and_its_standard_error() -> None:
    score = nps(162, 108, 54)
    assert (round(score.value, 4), round(score.se, 4)) == (33.3333, 4.1409)
    assert (score.low, score.high) == pytest.approx(
        (33.3333 - 1.959964 * 4.14087, 33.3333 + 1.959964 * 4.14087), abs=1e-3
    )


def test_nps_stays_in_its_range() -> None:
    assert nps(3, 0, 0) == Estimate(100.0, 0.0, 100.0, 100.0)


def test_mean_of_dyestuff_batch_a() -> None:
    batch = [1545, 1440, 1440, 1520, 1580]
    interval = mean(5, sum(batch), sum(x * x for x in batch))
    assert interval.value == 1505.0
    assert interval.se == pytest.approx(795**0.5)
    assert interval.high - interval.value == pytest.approx(2.776445 * 795**0.5, abs=1e-4)


def test_a_difference_that_does_not_exclude_zero_shows_no_change() -> None:
    change = difference(around(82.0, 3.0), around(80.0, 4.0))
    assert (change.value, change.se) == (2.0, 5.0)
    assert not change.excludes(0.0)
    assert change.excludes(12.0)


@pytest.mark.parametrize(
    "call", [lambda: wilson(1, 0), lambda: wilson(5, 4), lambda: nps(0, 0, 0), lambda: mean(1, 5, 25)]
)
def test_nothing_to_estimate_is_refused(call: Callable[[], Estimate]) -> None:
    with pytest.raises(ValueError, match="needs"):
        call()


def test_sums_of_different_samples_are_refused() -> None:
    with pytest.raises(ValueError, match="not of one sample"):
        mean(3, 9, 20)
