"""Selection: places rounded as written, ties by rule, the tie band around the last winner."""

from decimal import Decimal

import numpy as np
import pytest

from manyi.engine.decide.selection import choose, places_for
from manyi.engine.figures.exact import from_decimals
from manyi.engine.figures.figure import Basis
from manyi.engine.policy.sections.deciding import Select
from manyi.engine.policy.words import read_top


@pytest.mark.parametrize(
    ("top", "base", "up", "down", "nearest"),
    [
        ("10%", 10, 1, 1, 1),
        ("10%", 11, 2, 1, 1),
        ("10%", 15, 2, 1, 2),
        ("10%", 0, 0, 0, 0),
        (3, 2, 3, 3, 3),
        ("12.5%", 4, 1, 0, 1),
    ],
)
def test_places(top: object, base: int, up: int, down: int, nearest: int) -> None:
    found = read_top(top)
    assert [places_for(found, base, mode) for mode in ("up", "down", "nearest")] == [up, down, nearest]


VALUES = from_decimals([Decimal(text) for text in ("80", "90", "90", "95", "70")])


@pytest.mark.parametrize(
    ("ties", "winners", "undecided", "left"),
    [("all", (3, 1, 2), False, ()), ("none", (3,), False, (1, 2)), ("management_group", (3, 1, 2), True, ())],
)
def test_a_tie_at_the_cut_goes_by_its_rule(
    ties: str, winners: tuple[int, ...], undecided: bool, left: tuple[int, ...]
) -> None:
    found = choose(Select.model_validate({"top": 2, "by": "x", "ties": ties}), range(5), 5, VALUES, None)
    assert (found.winners, found.undecided, found.left_at_cut) == (winners, undecided, left)


def test_who_comes_right_behind_is_named() -> None:
    found = choose(Select.model_validate({"top": 1, "by": "x"}), range(5), 5, VALUES, None)
    assert (found.winners, found.next_best) == ((3,), (1, 2))


def test_the_band_holds_everybody_the_data_cannot_tell_from_the_last_winner() -> None:
    value, sd = np.array([80.0, 90.0, 90.0, 95.0, 70.0]), np.full(5, 3.0)
    basis = Basis(np.full(5, 40), np.full(5, 0.8), value, value, sd, sd, value - 6, value + 6, np.full(5, True))
    found = choose(Select.model_validate({"top": 1, "by": "x"}), range(5), 5, VALUES, basis)
    assert (found.winners, found.band) == ((3,), (1, 2, 3))


def test_certainty_can_leave_nobody() -> None:
    value, sd = np.array([80.0, 90.0, 90.0, 95.0, 70.0]), np.full(5, 3.0)
    basis = Basis(np.full(5, 40), np.full(5, 0.8), value, value, sd, sd, value - 6, value + 6, np.full(5, True))
    rule = Select.model_validate({"top": 1, "by": "x", "certainty": "0.95"})
    found = choose(rule, range(5), 5, VALUES, basis)
    assert (found.winners, found.uncertain) == ((), (3,))
