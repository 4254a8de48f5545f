"""The European satisfaction model on the mobile-phone data."""

import csv
from pathlib import Path

import pytest

from manyi.engine.statistics.path_model import Scheme, path_model

BLOCKS = {
    "I": ("IMAG", 5),
    "E": ("CUEX", 3),
    "Q": ("PERQ", 7),
    "V": ("PERV", 2),
    "S": ("CUSA", 3),
    "C": ("CUSCO", 0),
    "L": ("CUSL", 3),
}
PUBLISHED = {
    ("I", "E"): 0.50470564,
    ("E", "Q"): 0.55724786,
    ("E", "V"): 0.05078755,
    ("Q", "V"): 0.55721686,
    ("I", "S"): 0.17883348,
    ("E", "S"): 0.06442534,
    ("Q", "S"): 0.51254524,
    ("V", "S"): 0.19181566,
    ("S", "C"): 0.52609731,
    ("I", "L"): 0.19535971,
    ("S", "L"): 0.48347472,
    ("C", "L"): 0.07123241,
}


@pytest.fixture
def mobi(shared_data: Path) -> dict[str, list[list[float]]]:
    table = shared_data / "reference" / "mobi.csv"
    if not table.exists():
        pytest.skip("The mobile-phone satisfaction data are not beside this checkout.")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    items = {name: [f"{stem}{k}" for k in range(1, n + 1)] or [stem] for name, (stem, n) in BLOCKS.items()}
    return {name: [[float(row[item]) for row in rows] for item in own] for name, own in items.items()}


def test_published_paths_and_index(mobi: dict[str, list[list[float]]]) -> None:
    model = path_model(mobi, list(PUBLISHED))
    assert model.paths == pytest.approx(PUBLISHED, rel=0, abs=1.1e-8)  # printed to eight digits
    means = [sum(item) / len(item) for item in mobi["S"]]
    assert round(model.index("S", means, 1.0, 10.0), 4) == 72.5428
    assert set(model.r2) == {"E", "Q", "V", "S", "C", "L"}


@pytest.mark.parametrize("scheme", ["factorial", "path"])
def test_other_schemes_lie_close(mobi: dict[str, list[list[float]]], scheme: Scheme) -> None:
    model = path_model(mobi, list(PUBLISHED), scheme)
    assert model.paths == pytest.approx(PUBLISHED, abs=0.03)


def test_models_that_make_no_sense_are_refused() -> None:
    a, b = [[1.0, 2.0, 4.0]], [[2.0, 1.0, 5.0]]
    with pytest.raises(ValueError, match="run in a circle"):
        path_model({"a": a, "b": b}, [("a", "b"), ("b", "a")])
    with pytest.raises(ValueError, match="same constructs"):
        path_model({"a": a, "b": b, "c": a}, [("a", "b")])
