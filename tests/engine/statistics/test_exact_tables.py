"""Fisher's exact test against the tea it was made for, and against an independent library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from manyi.engine.statistics.exact_tables import Side, fisher_exact


def test_the_lady_tasting_tea() -> None:
    assert fisher_exact(3, 4, 1, 4, "more") == pytest.approx(17 / 70, rel=1e-14)
    assert fisher_exact(4, 4, 0, 4, "more") == pytest.approx(1 / 70, rel=1e-14)


@given(
    st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from([("fewer", "less"), ("more", "greater")]),
)
def test_agrees_with_an_independent_library(
    mine: tuple[int, int], others: tuple[int, int], side: tuple[Side, str]
) -> None:
    table = [[mine[0], mine[1] - mine[0]], [others[0], others[1] - others[0]]]
    expected = stats.fisher_exact(table, alternative=side[1]).pvalue
    assert fisher_exact(*mine, *others, side[0]) == pytest.approx(expected, rel=1e-9, abs=1e-250)


def test_counts_beyond_their_totals_are_refused() -> None:
    with pytest.raises(ValueError, match="within their totals"):
        fisher_exact(3, 2, 1, 4, "fewer")
