"""The variance of a composite from pairwise complete counts."""

import numpy as np
import pytest

from manyi.engine.statistics.composite import Floats, Ints, composite

Response = tuple[int | None, ...]

PEOPLE: list[list[Response]] = [
    [(8, 7, 9), (6, 9, 9), (10, 8, 7), (5, 5, 6)],
    [(9, 9, 8), (7, 6, 6), (8, 10, 9)],
]


def counted(people: list[list[Response]]) -> tuple[Floats, Ints, list[list[float]]]:
    """Means, pairwise counts and the pooled covariance, by the definition."""
    width = range(len(people[0][0]))
    n = np.array(
        [[[sum(r[a] is not None and r[b] is not None for r in p) for b in width] for a in width] for p in people]
    )
    means = np.array([[np.mean([x for r in p if (x := r[a]) is not None] or [0]) for a in width] for p in people])

    def cross(a: int, b: int) -> float:
        total = 0.0
        for p in people:
            pairs = [(r[a], r[b]) for r in p if r[a] is not None and r[b] is not None]
            if pairs:
                x, y = np.array(pairs, dtype=float).T
                total += float(((x - x.mean()) * (y - y.mean())).sum())
        df = int(sum(max(0, own[a, b] - 1) for own in n))
        return total / df if df else 0.0

    return means, n, [[cross(a, b) for b in width] for a in width]


def test_with_complete_answers_it_is_the_variance_of_the_weighted_sum() -> None:
    weights = np.array([[0.25, 0.25, 0.5]] * 2)
    sums = [[sum(w * x for w, x in zip(weights[0], r, strict=True) if x is not None) for r in p] for p in PEOPLE]
    own = [sum(s) / len(s) for s in sums]
    pooled = sum((x - m) ** 2 for s, m in zip(sums, own, strict=True) for x in s) / (7 - 2)
    mean, variance = composite(weights, *counted(PEOPLE))
    assert mean.tolist() == pytest.approx(own)
    assert variance.tolist() == pytest.approx([pooled / len(p) for p in PEOPLE])


def test_dimensions_answered_by_different_people_do_not_share_errors() -> None:
    person: list[Response] = [(8, None), (6, None), (None, 5), (None, 9), (None, 7)]
    mean, variance = composite(np.array([[0.5, 0.5]]), *counted([person]))
    assert mean.tolist() == pytest.approx([7.0])
    assert variance.tolist() == pytest.approx([0.25 * 2.0 / 2 + 0.25 * 4.0 / 3])


def test_a_weighted_dimension_without_answers_is_refused() -> None:
    person = counted([[(8, None), (6, None)]])
    with pytest.raises(ValueError) as refused:
        composite(np.array([[0.5, 0.5]]), *person)
    assert str(refused.value) == "No answers on weighted dimension(s) [1]; apply the edition's `missing` rule first."
    mean, variance = composite(np.array([[1.0, 0.0]]), *person)
    assert (mean.tolist(), variance.tolist()) == ([7.0], [1.0])
