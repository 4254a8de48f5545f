"""What a joined figure rests on: its weakest part, and no part that was left out or did not give its value."""

import numpy as np

from manyi.engine.figures.figure import Basis, joined


def basis(n: list[int], reliability: list[float], singled: list[bool]) -> Basis:
    blank = np.full(len(n), np.nan)
    return Basis(
        np.array(n), np.array(reliability), blank, blank, blank, blank, blank, blank, np.array(singled, dtype=bool)
    )  # fmt: skip


def told(found: Basis | None) -> list[tuple[int, float, bool]]:
    assert found is not None
    return list(zip(found.n.tolist(), found.reliability.tolist(), found.singled.tolist(), strict=True))


FIRST = basis([40, 60, 50], [0.8, 0.6, 0.9], [True, True, True])
SECOND = basis([0, 30, 20], [0.0, 0.7, 0.5], [False, True, False])


def test_the_weakest_part_counts() -> None:
    assert told(joined([FIRST, None, SECOND], None)) == [(0, 0.0, False), (30, 0.6, True), (20, 0.5, False)]


def test_a_part_left_out_does_not_count() -> None:
    counted = [np.array([True, True, False]), np.array([True, True, True]), np.array([False, True, False])]
    assert told(joined([FIRST, None, SECOND], None, counted)) == [(40, 0.8, True), (30, 0.6, True), (0, 0.0, False)]


def test_facts_alone_have_no_basis() -> None:
    assert joined([None, None], None, [np.array([True]), np.array([True])]) is None
