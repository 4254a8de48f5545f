"""Tallied groups gathered per subject equal plain sums over the groups, unit by unit and person by person."""

import numpy as np
import pytest

from manyi.engine.figures.moments import Moments, gather, level_codes, links
from manyi.engine.tally import Tally

PEOPLE = ["a", "b", "a", None, "c", "b", "a"]
MODES = ["online", "phone", "phone", "online", None, "phone", "online"]
PATTERN = [3, 1, 3, 3, 2, 0, 1]
N = [4, 2, 5, 7, 3, 6, 1]


def tally() -> Tally:
    """Seven groups of two dimensions; sums and products are whatever is not 0 where a dimension is in the pattern."""
    pattern = np.array(PATTERN)
    bits = (pattern[:, None] >> np.arange(2)) & 1
    sums = (np.arange(14).reshape(7, 2) + 1) * bits
    products = (np.arange(28).reshape(7, 2, 2) + 1) * bits[:, :, None] * bits[:, None, :]
    products = products + products.transpose(0, 2, 1)
    keys = {"person": np.array(PEOPLE, dtype=object), "mode": np.array(MODES, dtype=object)}
    return Tally(keys=keys, pattern=pattern, n=np.array(N), sums=sums, products=products, scale=(4, 4))


def gathered(keep: list[bool]) -> Moments:
    places = {"a": [0], "b": [1, 2], "c": []}  # "b" counts for two subjects, as a unit does for those above it
    levels = level_codes(MODES).reshape(-1, 1)
    return gather(tally(), 3, links(PEOPLE, lambda key: places[key]).where(np.array(keep)), levels, ["mode"])


@pytest.mark.parametrize("keep", [[True] * 7, [True, True, False, True, True, True, False], [False] * 7])
def test_moments_are_the_sums_of_the_groups(keep: list[bool]) -> None:
    found, whole = gathered(keep), tally()
    for subject, key in enumerate(("a", "b", "b")):
        own = [g for g in range(7) if PEOPLE[g] == key and keep[g]]
        for d in range(2):
            for e in range(2):
                both = [g for g in own if PATTERN[g] >> d & 1 and PATTERN[g] >> e & 1]
                assert found.n[subject, d, e] == sum(N[g] for g in both)
                assert found.sums[subject, d, e] == sum(int(whole.sums[g, d]) for g in both)
                assert found.products[subject, d, e] == sum(int(whole.products[g, d, e]) for g in both)
        assert found.responses[subject] == sum(N[g] for g in own if PATTERN[g])


def test_words_are_numbered_in_their_order() -> None:
    assert level_codes(["b", None, "a", "b"]).tolist() == [2, 0, 1, 2]


def test_adjusting_is_done_once() -> None:
    found = gathered([True] * 7)
    assert found.adjusted(0, [0, 1]) is found.adjusted(0, [0, 1])
    assert [own.observations for own in found.adjusted(0, [0, 1]).moments] == [10, 2]
