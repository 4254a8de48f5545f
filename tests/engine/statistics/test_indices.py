"""Indices from 0 to 100."""

from fractions import Fraction

import pytest

from manyi.engine.statistics.indices import linear_index, weighted_index


def test_three_satisfaction_items_on_a_ten_point_scale() -> None:
    equal = weighted_index([8, 7, 9], [1, 1, 1], 1, 10)
    weighted = weighted_index([8, 7, 9], [Fraction("0.3885"), Fraction("0.3190"), Fraction("0.2925")], 1, 10)
    assert equal == Fraction(700, 9)
    assert round(float(weighted), 4) == 77.4833


def test_the_ends_of_the_scale() -> None:
    assert [linear_index(x, 1, 5) for x in (1, 2, 5)] == [0, 25, 100]


def test_off_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the scale"):
        linear_index(6, 1, 5)
    with pytest.raises(ValueError, match="A scale rises"):
        linear_index(3, 5, 1)
    with pytest.raises(ValueError, match="as many weights"):
        weighted_index([1, 2], [1], 1, 5)
