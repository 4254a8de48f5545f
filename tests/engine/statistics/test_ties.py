"""The tie band."""

import pytest

from manyi.engine.statistics.ties import tie_band


def test_who_cannot_be_told_from_the_last_selected() -> None:
    estimates, sds = [90.0, 84.0, 83.0, 80.0, 60.0], [1.0, 1.0, 2.0, 3.0, 1.0]
    assert tie_band(estimates, sds, last=1) == (False, True, True, True, False)


def test_the_band_ends_where_the_interval_of_the_difference_does() -> None:
    border = 5.0 * 1.959963984540054
    assert tie_band([0.0, border - 1e-9], [3.0, 4.0], last=0) == (True, True)
    assert tie_band([0.0, border + 1e-9], [3.0, 4.0], last=0) == (True, False)


def test_without_differences_everyone_is_in_the_band() -> None:
    assert tie_band([4.2] * 3, [0.0] * 3, last=2) == (True, True, True)


def test_an_index_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="index among them"):
        tie_band([1.0], [1.0], last=1)
