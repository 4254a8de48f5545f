"""Scatter from integer sums is exact before its one rounding."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.statistics.scatter import between, scatter

_people = st.lists(
    st.lists(st.tuples(st.integers(-5000, 5000), st.integers(-5000, 5000)), min_size=1, max_size=6), max_size=6
)


@given(people=_people)
def test_it_is_the_sum_of_cross_products_around_own_means(people: list[list[tuple[int, int]]]) -> None:
    n = np.array([len(own) for own in people], dtype=np.int64)
    first, second = (np.array([sum(pair[k] for pair in own) for own in people], dtype=np.int64) for k in (0, 1))
    products = sum(x * y for own in people for x, y in own)
    exact = Fraction(products) - sum(
        (Fraction(sum(x for x, _ in own) * sum(y for _, y in own), len(own)) for own in people), Fraction(0)
    )
    assert abs(scatter(products, first, second, n) - float(exact)) <= 1e-9
    assert abs(between(first, second, n) - float(products - exact)) <= 1e-9


def test_sums_beyond_64_bits_are_added_as_they_are() -> None:
    big = np.array([4_000_000_000, 4_000_000_000], dtype=np.int64)
    assert scatter(2 * 16 * 10**18, big, big, np.array([1, 1], dtype=np.int64)) == 0.0
    assert between(big, big, np.array([3, 1], dtype=np.int64)) == float(Fraction(16 * 10**18, 3) + 16 * 10**18)


def test_equal_answers_scatter_exactly_nothing() -> None:
    n = np.array([3, 7, 11], dtype=np.int64)
    assert scatter(int((n * 49).sum()), 7 * n, 7 * n, n) == 0.0
