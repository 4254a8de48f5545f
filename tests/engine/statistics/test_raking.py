"""Raking."""

import math

import pytest

from manyi.engine.statistics.raking import rake

PEOPLE = [(0, 0)] * 30 + [(0, 1)] * 20 + [(1, 0)] * 10 + [(1, 1)] * 40


def test_margins_are_met_and_the_odds_ratio_is_kept() -> None:
    weights = rake(PEOPLE, [{0: 400.0, 1: 600.0}, {0: 700.0, 1: 300.0}])
    sums = [[math.fsum(w for w, p in zip(weights, PEOPLE, strict=True) if p == (a, b)) for b in (0, 1)] for a in (0, 1)]
    assert [sums[0][0] + sums[0][1], sums[1][0] + sums[1][1]] == pytest.approx([400.0, 600.0])
    assert [sums[0][0] + sums[1][0], sums[0][1] + sums[1][1]] == pytest.approx([700.0, 300.0])
    assert sums[0][0] * sums[1][1] / (sums[0][1] * sums[1][0]) == pytest.approx(30 * 40 / (20 * 10))


def test_one_margin_is_post_stratification() -> None:
    assert rake([(0,), (0,), (1,)], [{0: 10.0, 1: 30.0}]) == pytest.approx([5.0, 5.0, 30.0])


def test_margins_that_cannot_be_met_are_refused() -> None:
    with pytest.raises(ValueError, match="lack a respondent or a target"):
        rake([(0,), (0,)], [{0: 5.0, 1: 5.0}])
    with pytest.raises(ValueError, match="adds up to"):
        rake([(0, 0), (1, 1)], [{0: 5.0, 1: 5.0}, {0: 4.0, 1: 5.0}])
    with pytest.raises(ValueError, match="did not settle"):
        rake([(0, 0), (1, 1)], [{0: 5.0, 1: 5.0}, {0: 4.0, 1: 6.0}])
