"""Made-up hospitals, crowded onto the boundaries of the scheme, and the evidence files that describe them."""

import csv
import random
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from oracle import STANDARDS, Hospital

MILLIONTH = Fraction(1, 10**6)
PERIOD = ("2026-01-01", "2027-01-01")
BASELINE = ("2023-01-01", "2024-01-01")


def _inside(value: Fraction) -> Fraction:
    """The value on the grid of six decimals, between 0 and 1."""
    return Fraction(min(10**6, max(0, round(value * 10**6))), 10**6)


def _beside(draw: random.Random) -> Fraction:
    return draw.choice((-MILLIONTH, Fraction(0), Fraction(0), MILLIONTH))


def _anywhere(draw: random.Random) -> Fraction:
    return Fraction(draw.randint(0, 10**6), 10**6)


def _rate(draw: random.Random, name: str) -> Fraction:
    """A rate: on a standard, on a half of the rounding, a millionth beside these, or anywhere."""
    threshold, benchmark, floor = STANDARDS[name]
    kind = draw.randrange(4)
    if kind == 0:
        return draw.choice((threshold, benchmark, floor)) + _beside(draw)
    if kind == 1:
        return _inside(threshold + (benchmark - threshold) * draw.randint(0, 9) / 9 + _beside(draw))
    if kind == 2:
        return _inside(floor + (threshold - floor) * draw.randint(0, 20) / 20 + _beside(draw))
    return _anywhere(draw)


def _baseline(draw: random.Random, name: str, rate: Fraction) -> Fraction:
    """A baseline: equal to the rate, about the benchmark, so far away that a half comes out, or anywhere."""
    benchmark, kind = STANDARDS[name][1], draw.randrange(5)
    if kind == 0:
        return rate
    if kind == 1:
        return benchmark + _beside(draw)
    if kind == 2:
        return _anywhere(draw)
    step = Fraction(draw.randint(1, 9), 10)
    return _inside((rate - benchmark * step) / (1 - step) + _beside(draw))


def _domain(draw: random.Random) -> Fraction | None:
    """A score of another domain: missing, at an end, whole, or with four decimals (halves after weighing)."""
    kind = draw.randrange(7)
    if kind < 2:
        return None
    if kind == 2:
        return Fraction(draw.choice((0, 40, 100)))
    return Fraction(draw.randint(0, 100)) if kind == 3 else Fraction(draw.randint(0, 10**6), 10**4)


def _steady_rate(draw: random.Random, name: str, weak: bool) -> Fraction:
    """At or above the threshold, except for the one weak dimension: it stands on a half of the consistency points."""
    threshold, benchmark, floor = STANDARDS[name]
    if weak:
        return _inside(floor + (threshold - floor) * draw.randint(0, 20) / 20 + _beside(draw))
    return draw.choice((threshold, benchmark, _inside(threshold + (1 - threshold) * _anywhere(draw))))


def _hospital(draw: random.Random) -> Hospital:
    steady, weakest = draw.random() < 0.5, draw.choice(tuple(STANDARDS))
    rates = {name: _steady_rate(draw, name, name == weakest) if steady else _rate(draw, name) for name in STANDARDS}
    baselines = {name: _baseline(draw, name, rate) for name, rate in rates.items() if draw.random() < 0.9}
    if draw.random() < 0.15:
        for name in draw.sample(tuple(STANDARDS), draw.randint(1, 8)):
            del rates[name]
    return Hospital(rates, baselines, _domain(draw), _domain(draw))


def hospitals(size: int, seed: int) -> dict[str, Hospital]:
    """`size` hospitals by id, the same for the same seed."""
    draw = random.Random(seed)
    return {f"h{place:05d}": _hospital(draw) for place in range(size)}


def _decimal(value: Fraction) -> str:
    """The value as written in a file; every made-up value has at most six decimals."""
    whole, part = divmod(int(value * 10**6), 10**6)
    return f"{whole}.{part:06d}"


def _rows(unit: str, hospital: Hospital) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    rows += [("experience", unit, name, *PERIOD, _decimal(rate)) for name, rate in hospital.rates.items()]
    rows += [("experience", unit, name, *BASELINE, _decimal(rate)) for name, rate in hospital.baselines.items()]
    others = {"safety": hospital.safety, "efficiency": hospital.efficiency}
    rows += [(name, unit, "", *PERIOD, _decimal(score)) for name, score in others.items() if score is not None]
    return rows


def write_evidence(folder: Path, made: Mapping[str, Hospital]) -> None:
    """Write units.csv and values.csv; rows are given in the reverse order, which must not matter."""
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("unit", "title", "kind", "from"), *((u, u, "store", "2020-01-01") for u in made)])
    rows = [row for unit, hospital in made.items() for row in _rows(unit, hospital)]
    with (folder / "values.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("measure", "unit", "dimension", "from", "until", "value"), *reversed(rows)])
