"""The jackknife of a mean is the textbook interval of the blocks' means."""

import math

import pytest

from manyi.engine.statistics.intervals import around
from manyi.engine.statistics.jackknife import jackknife

BLOCKS = [[3.0, 5.0], [4.0, 8.0], [6.0, 6.0], [1.0, 7.0]]


def test_of_a_mean_it_is_students_interval_of_block_means() -> None:
    values = [x for block in BLOCKS for x in block]
    without = [[(sum(values) - sum(block)) / 6] for block in BLOCKS]
    means = [sum(block) / 2 for block in BLOCKS]
    spread = math.fsum((m - 5.0) ** 2 for m in means) / 3
    (found,) = jackknife([5.0], without)
    expected = around(5.0, math.sqrt(spread / 4), df=3)
    assert (found.value, found.se, found.low, found.high) == pytest.approx(
        (expected.value, expected.se, expected.low, expected.high)
    )


def test_what_no_block_changes_has_no_error() -> None:
    (found,) = jackknife([2.5], [[2.5]] * 5)
    assert (found.low, found.high) == (2.5, 2.5)


@pytest.mark.parametrize("without", [[], [[1.0]], [[1.0], [1.0, 2.0]]])
def test_too_few_or_unlike_blocks_are_refused(without: list[list[float]]) -> None:
    with pytest.raises(
        ValueError, match=r"^A jackknife needs 2 or more blocks with 1 value\(s\) each; there are \d\.$"
    ):
        jackknife([1.0], without)
