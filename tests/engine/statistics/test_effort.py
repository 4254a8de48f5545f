"""The three rival effort scores from one distribution of answers."""

from fractions import Fraction

import pytest

from manyi.engine.statistics.effort import effort
from manyi.engine.statistics.intervals import nps, wilson

COUNTS = {1: 4, 2: 6, 3: 10, 4: 20, 5: 60, 6: 70, 7: 30}


def test_the_three_scores_differ_and_each_is_named() -> None:
    found = effort(COUNTS)
    answers = [value for value, count in COUNTS.items() for _ in range(count)]
    assert (found.n, found.mean.value) == (200, float(Fraction(sum(answers), 200)))
    assert found.easy == wilson(160, 200)
    assert found.net == nps(160, 20, 20)
    assert (round(found.mean.value, 3), found.easy.value, found.net.value) == (5.28, 0.8, 70.0)


def test_the_mean_has_the_interval_of_a_mean() -> None:
    found = effort({4: 1, 6: 1}).mean
    assert (found.value, found.se) == (5.0, 1.0)
    assert found.high - 5.0 == pytest.approx(12.706205, abs=1e-6)


@pytest.mark.parametrize("counts", [{0: 1, 5: 2}, {8: 1, 5: 2}, {5: -1}])
def test_answers_off_the_scale_are_refused(counts: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="from 1 to 7"):
        effort(counts)
