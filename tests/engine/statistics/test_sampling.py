"""Sample sizes, allocations, design effects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.statistics.sampling import design_effect, neyman, proportional, sample_size, whole

SIZES, SDS = [4421, 755, 1018], [131.3463, 107.6563, 124.7171]


@pytest.mark.parametrize(("population", "n"), [(100, 80), (1000, 278), (10_000, 370), (10**6, 384)])
def test_published_sample_sizes(population: int, n: int) -> None:
    assert sample_size(population) == n


def test_published_allocations() -> None:
    assert neyman(200, SIZES, SDS) == pytest.approx([147.2085, 20.6054, 32.1861], abs=1e-4)
    assert proportional(200, SIZES) == pytest.approx([142.7510, 24.3784, 32.8705], abs=1e-4)
    assert whole(neyman(200, SIZES, SDS), SIZES) == [147, 21, 32]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8).flatmap(
    lambda sizes: st.tuples(st.just(sizes), st.integers(0, sum(sizes)))
))  # fmt: skip
def test_whole_answers_keep_the_total_and_fit_their_stratum(case: tuple[list[int], int]) -> None:
    sizes, n = case
    result = whole(neyman(n, sizes, [float(1 + k) for k in range(len(sizes))]), sizes)
    assert sum(result) == n
    assert all(0 <= chosen <= size for chosen, size in zip(result, sizes, strict=True))


def test_design_effect() -> None:
    assert design_effect([2.0] * 10) == pytest.approx(1.0)
    assert design_effect([1.0, 3.0]) == pytest.approx(1.25)


def test_impossible_samples_are_refused() -> None:
    with pytest.raises(ValueError, match="N ≥ 1"):
        sample_size(0)
    with pytest.raises(ValueError, match="cannot come from"):
        whole([5.0], [4])
    with pytest.raises(ValueError, match="above 0"):
        design_effect([0.0, 0.0])
