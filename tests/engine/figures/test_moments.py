"""Tallied groups gathered per subject equal plain sums over the groups, unit by unit and person by person."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyi.engine.figures.moments import Moments, gather, level_codes, links, one_number, scatter_within
from manyi.engine.tally import Pools, Tally

PEOPLE = ["a", "b", "c", None]
OWNERS = {"a": [0], "b": [1, 2], "c": []}  # "b" counts for two subjects, as a unit does for those above it
POOL = {"a": "sales", "b": "support", "c": "sales", None: ""}

Row = tuple[str | None, str, int | None, int | None]
rows_strategy = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE), st.sampled_from(["online", "phone"]),
        st.none() | st.integers(0, 4), st.none() | st.integers(0, 4),
    ),
    max_size=40,
)  # fmt: skip


def gathered(rows: list[Row]) -> Moments:
    """Every row a group of its own; pools as the tally would make them."""
    pattern = np.array([(x is not None) + 2 * (y is not None) for *_, x, y in rows], dtype=np.int64)
    sums = np.array([[x or 0, y or 0] for *_, x, y in rows], dtype=np.int64).reshape(-1, 2)
    names = ["sales", "support", ""]
    products = np.zeros((3, 2, 2), np.int64)
    for person, _, *values in rows:
        for a, x in enumerate(values):
            for b, y in enumerate(values):
                if x is not None and y is not None:
                    products[names.index(POOL[person]), a, b] += (x - 2) * (y - 2)
    keys = {
        "person": np.array([row[0] for row in rows], dtype=object),
        "mode": np.array([row[1] for row in rows], dtype=object),
    }
    tally = Tally(
        keys=keys, pattern=pattern, n=np.ones(len(rows), np.int64), sums=sums,
        pools=Pools(keys={"position_group": np.array(names, dtype=object)}, products=products), scale=(4, 4), zero=(2, 2),
    )  # fmt: skip
    people = [row[0] for row in rows]
    codes = level_codes([*(POOL[person] for person in people), *names])
    cell = one_number([level_codes(people)])
    every = np.ones(len(rows), dtype=bool)
    within = scatter_within(tally, cell, codes[: len(rows)], codes[len(rows) :], every, np.ones(3, dtype=bool))
    levels = level_codes([row[1] for row in rows]).reshape(-1, 1)
    return gather(tally, 3, links(people, lambda key: OWNERS[key]), levels, ["mode"], within)


@settings(deadline=None)
@given(rows=rows_strategy)
def test_counts_and_sums_are_those_of_the_rows(rows: list[Row]) -> None:
    found = gathered(rows)
    for subject, key in enumerate(("a", "b", "b")):
        own = [row[2:] for row in rows if row[0] == key]
        for d in range(2):
            for e in range(2):
                both = [values for values in own if values[d] is not None and values[e] is not None]
                assert found.n(d, e)[subject] == len(both)
            assert found.totals(d)[subject] == sum(values[d] or 0 for values in own)
        assert found.responses[subject] == sum(values != (None, None) for values in own)


@settings(deadline=None)
@given(rows=rows_strategy)
def test_scatter_of_whole_pools_is_exact(rows: list[Row]) -> None:
    """When a pool's answers are all about the subjects asked for, nothing is assumed."""
    found = gathered([row for row in rows if row[0] in ("a", "b")])
    for a in range(2):
        for b in range(a, 2):
            exact = Fraction(0)
            for key in ("a", "b"):
                pairs = [(x, y) for person, _, *own in rows if person == key and (x := own[a]) is not None
                         and (y := own[b]) is not None]  # fmt: skip
                if pairs:
                    first, second = sum(x for x, _ in pairs), sum(y for _, y in pairs)
                    exact += sum(x * y for x, y in pairs) - Fraction(first * second, len(pairs))
            assert found.within(a, b, [0, 1]) == pytest.approx(float(exact), abs=1e-9)


def test_part_of_a_pool_scatters_as_the_pool_does() -> None:
    rows: list[Row] = [*(("a", "online", x, 4) for x in (0, 4)), *(("c", "online", x, 4) for x in (1, 1, 3, 3))]
    # sales scatters 8 + 4 with 1 + 3 degrees of freedom; a alone has 1 of them
    assert gathered(rows).within(0, 0, [0]) == 3.0


def test_words_are_numbered_in_their_order() -> None:
    assert level_codes(["b", None, "a", "b"]).tolist() == [2, 0, 1, 2]


def test_adjusting_is_done_once() -> None:
    found = gathered([("a", "online", 3, None), ("a", "phone", 1, 2), ("b", "phone", 4, 4)])
    assert found.adjusted(0, [0, 1]) is found.adjusted(0, [0, 1])
    assert found.adjusted(0, [0, 1]).sample.observations == 3
