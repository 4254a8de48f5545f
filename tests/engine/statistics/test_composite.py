"""The variance of a composite from integer cross-moments."""

import itertools
from collections.abc import Callable

import pytest

from manyi.engine.statistics.composite import CrossMoments, composite, pooled_covariance

Response = tuple[int | None, ...]


def _both(responses: list[Response], a: int, b: int) -> list[tuple[int, int]]:
    return [(x, y) for x, y in ((r[a], r[b]) for r in responses) if x is not None and y is not None]


def moments(responses: list[Response]) -> CrossMoments:
    width = len(responses[0])

    def table(value: Callable[[int, int], int]) -> list[list[int]]:
        return [[sum(value(x, y) for x, y in _both(responses, a, b)) for b in range(width)] for a in range(width)]

    return CrossMoments(table(lambda _a, _b: 1), table(lambda a, _b: a), table(lambda a, b: a * b))


PEOPLE: list[list[Response]] = [
    [(8, 7, 9), (6, 9, 9), (10, 8, 7), (5, 5, 6)],
    [(9, 9, 8), (7, 6, 6), (8, 10, 9)],
]


def test_with_complete_answers_it_is_the_variance_of_the_weighted_sum() -> None:
    weights = (0.25, 0.25, 0.5)
    covariance = pooled_covariance([moments(p) for p in PEOPLE])
    sums = [[sum(w * x for w, x in zip(weights, r, strict=True) if x is not None) for r in p] for p in PEOPLE]
    means = [sum(s) / len(s) for s in sums]
    pooled = sum((x - m) ** 2 for s, m in zip(sums, means, strict=True) for x in s) / (7 - 2)
    for person, own in zip(PEOPLE, means, strict=True):
        mean, variance = composite(weights, moments(person), covariance)
        assert mean == pytest.approx(own)
        assert variance == pytest.approx(pooled / len(person))


def test_dimensions_answered_by_different_people_do_not_share_errors() -> None:
    person = moments([(8, None), (6, None), (None, 5), (None, 9), (None, 7)])
    covariance = pooled_covariance([person])
    assert covariance[0][1] == 0.0
    mean, variance = composite((0.5, 0.5), person, covariance)
    assert mean == pytest.approx(7.0)
    assert variance == pytest.approx(0.25 * 2.0 / 2 + 0.25 * 4.0 / 3)


def test_covariance_is_symmetric() -> None:
    covariance = pooled_covariance([moments([(8, 7), (6, None), (9, 9), (4, 6)]), moments([(3, None), (5, 5), (7, 6)])])
    for a, b in itertools.product(range(2), repeat=2):
        assert covariance[a][b] == covariance[b][a]


def test_a_weighted_dimension_without_answers_is_refused() -> None:
    person = moments([(8, None), (6, None)])
    with pytest.raises(ValueError, match="apply the edition's `missing` rule"):
        composite((0.5, 0.5), person, pooled_covariance([person]))
    assert composite((1.0, 0.0), person, pooled_covariance([person])) == (7.0, 1.0)
