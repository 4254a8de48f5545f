"""Rank correlation within groups with mean ranks for ties, and who is there again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from manyi.engine.simulate.steadiness import Ranked, again, mean_rank_correlation, rank_correlation

VALUES = st.lists(st.integers(0, 6), min_size=3, max_size=12)


def _one_group(values: list[int]) -> Ranked:
    return {f"p{place:02d}": ("g", float(value)) for place, value in enumerate(values)}


@given(st.data())
def test_one_group_is_spearmans_rho(data: st.DataObject) -> None:
    first = data.draw(VALUES)
    second = data.draw(st.lists(st.integers(0, 6), min_size=len(first), max_size=len(first)))
    found = rank_correlation(_one_group(first), _one_group(second))
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(stats.spearmanr(first, second).statistic, abs=1e-12)


def test_a_difference_between_groups_is_no_stability() -> None:
    """Group h lies above g in both periods; within each group the order is turned round."""
    first = {"a": ("g", 1.0), "b": ("g", 2.0), "c": ("h", 8.0), "d": ("h", 9.0)}
    second = {"a": ("g", 2.0), "b": ("g", 1.0), "c": ("h", 9.0), "d": ("h", 8.0)}
    assert rank_correlation(first, second) == -1.0


def test_only_those_known_in_both_and_of_the_same_group_are_compared() -> None:
    first = {"a": ("g", 1.0), "b": ("g", 2.0), "c": ("g", 3.0), "gone": ("g", 0.0), "moved": ("g", 9.0)}
    second = {"a": ("g", 1.0), "b": ("g", 2.0), "c": ("g", 3.0), "new": ("g", 9.0), "moved": ("h", 0.0)}
    assert rank_correlation(first, second) == 1.0


def test_two_are_too_few() -> None:
    assert rank_correlation(_one_group([1, 2]), _one_group([1, 2])) is None


def test_the_mean_leaves_out_pairs_that_have_none() -> None:
    periods = [_one_group([1, 2, 3]), _one_group([1, 2, 3]), _one_group([5, 5, 5])]
    assert mean_rank_correlation(periods, 1) == (1, 1.0)
    assert mean_rank_correlation(periods, 2) == (0, None)


def test_again_counts_those_of_one_period_who_are_in_the_next() -> None:
    assert again([frozenset("ab"), frozenset("bc"), frozenset(), frozenset("a")]) == (1, 4)
