"""Estimates from tallied answers: the composite is one figure, missing dimensions are reweighed, nobody is singled out by luck."""

from collections.abc import Sequence
from math import fsum

import numpy as np
import pytest

from manyi.engine.figures.estimates import composite_estimates, dimension_estimates
from manyi.engine.figures.moments import Links, Moments, gather, scatter_within
from manyi.engine.policy.sections.scoring import Estimate
from manyi.engine.tally import Pools, Tally

RULES = Estimate.model_validate({"method": "reml", "round": {"places": 2}})
Response = tuple[int, int | None, int | None]  # subject, answers 0-4 on two dimensions


def moments(responses: Sequence[Response], subjects: int) -> Moments:
    """Each response is a group of its own: the tally's sums of one row."""
    rows = [(s, [0 if x is None else x for x in xs], sum(1 << d for d, x in enumerate(xs) if x is not None))
            for s, *xs in responses]  # fmt: skip
    sums = np.array([xs for _, xs, _ in rows], dtype=np.int64)
    pattern = np.array([p for *_, p in rows], dtype=np.int64)
    bits = (pattern[:, None] >> np.arange(2)) & 1
    centred = (sums - 2) * bits
    tally = Tally(
        keys={"person": np.array([s for s, _, _ in rows])}, pattern=pattern, n=np.ones(len(rows), np.int64), sums=sums,
        pools=Pools(keys={}, products=(centred.T @ centred)[None]), scale=(4, 4), zero=(2, 2),
    )  # fmt: skip
    owner = np.array([s for s, *_ in responses], dtype=np.int64)
    same, whole = np.zeros(len(rows), np.int64), np.ones(len(rows), dtype=bool)
    within = scatter_within(tally, owner, same, same[:1], whole, whole[:1])
    return gather(tally, subjects, Links(np.arange(len(rows)), owner), np.zeros((len(rows), 0), np.int64), [], within)


def drawn(levels: Sequence[float], n: int, seed: int) -> list[Response]:
    random = np.random.default_rng(seed)
    return [
        (s, int(random.binomial(4, level)), int(random.binomial(4, level)))
        for s, level in enumerate(levels)
        for _ in range(n)
    ]


def test_the_raw_composite_is_the_weighted_mean_of_dimension_means() -> None:
    responses = drawn([0.9, 0.6, 0.3], 20, seed=1)
    found = composite_estimates(moments(responses, 3), [0.25, 0.75], ["g"] * 3, RULES, complete=True)
    for place in range(3):
        own = [r for r in responses if r[0] == place]
        first, second = (fsum(25.0 * (r[d] or 0) for r in own) / len(own) for d in (1, 2))
        assert found.raw[place] == pytest.approx(0.25 * first + 0.75 * second, abs=1e-9)
    assert found.n.tolist() == [20, 20, 20]


def test_a_dimension_nobody_answered_is_reweighed_and_never_zero() -> None:
    responses: list[Response] = [*drawn([0.9, 0.5], 12, seed=2), *[(2, 4, None)] * 6, *[(2, 3, None)] * 6]
    found = composite_estimates(moments(responses, 3), [0.5, 0.5], ["g"] * 3, RULES, complete=False)
    assert found.raw[2] == pytest.approx(87.5)
    strict = composite_estimates(moments(responses, 3), [0.5, 0.5], ["g"] * 3, RULES, complete=True)
    assert np.isnan(strict.raw[2])
    assert strict.n.tolist() == [12, 12, 0]


def test_people_who_are_equal_are_all_given_the_common_mean() -> None:
    """Two answer patterns in the same mixture for everybody: no variance between people is left."""
    responses: list[Response] = [(s, x, x) for s in range(5) for x in (1, 2, 3, 4)]
    found = composite_estimates(moments(responses, 5), [0.5, 0.5], ["g"] * 5, RULES, complete=True)
    assert found.pools["g"].tau2 == 0.0
    assert found.reliability.tolist() == [0.0] * 5
    assert found.value.tolist() == pytest.approx([62.5] * 5)


def test_groups_are_shrunk_towards_their_own_mean() -> None:
    responses = drawn([0.95, 0.85, 0.75, 0.55, 0.45, 0.35], 40, seed=3)
    found = composite_estimates(moments(responses, 6), [1.0, 1.0], ["a"] * 3 + ["b"] * 3, RULES, complete=True)
    for places in ((0, 1, 2), (3, 4, 5)):
        centre = fsum(found.raw[p] for p in places) / 3
        assert all(abs(found.value[p] - centre) <= abs(found.raw[p] - centre) + 1e-9 for p in places)
    assert sorted(found.pools) == ["a", "b"]


def test_the_only_person_of_a_group_has_a_value_but_no_reliability() -> None:
    found = dimension_estimates(moments(drawn([0.8], 30, seed=4), 1), 0, ["alone"], RULES)
    assert found.reliability.tolist() == [0.0]
    assert found.value[0] == found.raw[0]


def test_one_answer_in_total_is_shown_with_a_wide_interval_and_nothing_follows_from_it() -> None:
    found = dimension_estimates(moments([(0, 4, 4)], 2), 0, ["g"] * 2, RULES)
    assert (found.value[0], found.reliability[0], found.n.tolist()) == (100.0, 0.0, [1, 0])
    assert np.isnan(found.value[1])


def test_order_of_rows_changes_nothing() -> None:
    responses = drawn([0.9, 0.7, 0.6, 0.4], 25, seed=5)
    shuffled = [responses[place] for place in np.random.default_rng(6).permutation(len(responses))]
    first, second = (
        composite_estimates(moments(rows, 4), [0.3, 0.7], ["g"] * 4, RULES, complete=True)
        for rows in (responses, shuffled)
    )
    assert first.value.tolist() == second.value.tolist()
    assert first.reliability.tolist() == second.reliability.tolist()
