"""Driver importance on the Swiss fertility data."""

import csv
from pathlib import Path

import pytest

from manyi.engine.statistics.drivers import lmg, quadrant, relative_weights
from manyi.engine.statistics.intervals import around


@pytest.fixture
def swiss(shared_data: Path) -> list[list[float]]:
    table = shared_data / "reference" / "swiss.csv"
    if not table.exists():
        pytest.skip("The Swiss fertility table is not beside this checkout.")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = [[float(x) for x in row[1:]] for row in list(csv.reader(lines))[1:]]
    return [list(column) for column in zip(*rows, strict=True)]


def test_published_lmg_shares(swiss: list[list[float]]) -> None:
    found = lmg(swiss[1:], swiss[0])
    assert [round(x, 7) for x in found.parts] == [0.0570912, 0.1711730, 0.2601347, 0.1055702, 0.1127659]
    assert round(found.r2, 7) == 0.7067350


def test_published_relative_weights(swiss: list[list[float]]) -> None:
    found = relative_weights(swiss[1:], swiss[0])
    assert [round(x, 7) for x in found.parts] == [0.0484169, 0.1547082, 0.2719641, 0.1146800, 0.1169657]
    assert sum(found.parts) == pytest.approx(lmg(swiss[1:], swiss[0]).r2)


def test_uncorrelated_drivers_get_their_own_r2() -> None:
    a, b = [1.0, 1.0, -1.0, -1.0], [1.0, -1.0, 1.0, -1.0]
    outcome = [3 * x + 4 * y for x, y in zip(a, b, strict=True)]
    for method in (lmg, relative_weights):
        found = method([a, b], outcome)
        assert found.parts == pytest.approx((9 / 25, 16 / 25))


def test_drivers_that_cannot_be_told_apart() -> None:
    a, outcome = [1.0, 2.0, 3.0, 5.0], [2.0, 1.0, 4.0, 5.0]
    shared = lmg([a, a], outcome)
    assert shared.parts[0] == pytest.approx(shared.parts[1])
    with pytest.raises(ValueError, match="combination of the others"):
        relative_weights([a, a], outcome)
    with pytest.raises(ValueError, match="do not vary"):
        lmg([[1.0] * 4], outcome)


@pytest.mark.parametrize(
    ("importance", "performance", "place"),
    [
        (0.4, 60.0, "improve_first"),
        (0.4, 90.0, "keep_up"),
        (0.1, 60.0, "low_priority"),
        (0.1, 90.0, "enough"),
        (0.21, 60.0, "undecided"),
    ],
)
def test_quadrants(importance: float, performance: float, place: str) -> None:
    assert quadrant(around(importance, 0.02), around(performance, 2.0), important=0.2, good=80.0) == place
