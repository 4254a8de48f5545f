"""False-discovery control and one-sided p-values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from manyi.engine.statistics.discovery import Side, benjamini_hochberg, one_sided_p, one_sided_p_share

PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


def test_the_published_fifteen_reject_four_where_bonferroni_rejects_three() -> None:
    found = benjamini_hochberg(PUBLISHED, 0.05)
    assert found.rejected == (True,) * 4 + (False,) * 11
    assert found.family == 15
    assert sum(p <= 0.05 / 15 for p in PUBLISHED) == 3


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=40))
def test_adjusted_p_agrees_with_an_independent_library(p_values: list[float]) -> None:
    found = benjamini_hochberg(p_values)
    assert found.adjusted == pytest.approx(stats.false_discovery_control(p_values).tolist(), rel=1e-12, abs=1e-300)


@given(st.lists(st.sampled_from([0.01, 0.02, 0.04, 0.5]), min_size=1, max_size=12))
def test_equal_evidence_is_treated_equally(p_values: list[float]) -> None:
    found = benjamini_hochberg(p_values)
    assert len(set(zip(p_values, found.rejected, strict=True))) == len(set(p_values))


def test_nobody_judged_finds_nothing() -> None:
    assert benjamini_hochberg([]).rejected == ()


def test_p_against_a_line() -> None:
    assert one_sided_p(66.71, 2.0, 70.0) == pytest.approx(0.05, abs=1e-4)
    assert one_sided_p(66.71, 2.0, 70.0, side="above") == pytest.approx(0.95, abs=1e-4)
    assert one_sided_p(70.0 - 2.0 * 1.833113, 2.0, 70.0, df=9) == pytest.approx(0.05, abs=1e-7)


def test_a_few_equal_answers_are_no_proof() -> None:
    with pytest.raises(ValueError, match="pool the variance"):
        one_sided_p(1.0, 0.0, 4.0)


@pytest.mark.parametrize("side", ["below", "above"])
def test_exact_share(side: Side) -> None:
    tail = "less" if side == "below" else "greater"
    expected = float(stats.binomtest(14, 20, 0.9, alternative=tail).pvalue)
    assert one_sided_p_share(14, 20, 0.9, side) == pytest.approx(expected, rel=1e-11)
