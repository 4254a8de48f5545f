"""A scheme of another family runs on the same engine without code, and agrees with its formulas in every case."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import oracle
import pytest
from hospitals import hospitals, write_evidence

from manyi.engine.evidence import read_evidence
from manyi.engine.examples import read_examples, run_examples
from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.facts import Facts
from manyi.engine.figures.figure import Figure
from manyi.engine.periods import read_period
from manyi.engine.plan import nothing
from manyi.engine.policy.reading import read_edition
from manyi.engine.subjects import close_units, units

EDITION = Path(__file__).parent / "pay-for-experience" / "2026-01-01"
SIZE, SEED = 10_000, 20260101
MADE = hospitals(SIZE, SEED)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FigureBook]:
    """The edition's figures over one evidence folder with every hospital."""
    folder = tmp_path_factory.mktemp("evidence")
    write_evidence(folder, MADE)
    edition, period = read_edition(EDITION), read_period("2026")
    evidence = read_evidence(folder, time_zone=edition.time_zone, until=None)
    close_units(evidence.connection)
    yield FigureBook(
        edition,
        period,
        {"unit": units(evidence.connection, period.days)},
        Facts(evidence.connection, edition.time_zone, period.days),
        AnswerFigures(edition, nothing((), (), ()), {}),
    )
    evidence.close()


def _differences(
    figure: Figure, expected: dict[str, Fraction | None]
) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """Hospital → (computed, expected) wherever the two are not the same number, or not missing together."""
    computed = {unit: figure.exact.at(place) for place, unit in enumerate(sorted(MADE))}
    return {unit: (computed[unit], value) for unit, value in expected.items() if computed[unit] != value}


SCALARS: dict[str, Callable[[oracle.Hospital], Fraction | None]] = {
    "base": oracle.base_points,
    "consistency": oracle.consistency_points,
    "experience": oracle.experience,
    "safety": lambda hospital: hospital.safety,
    "efficiency": lambda hospital: hospital.efficiency,
    "total": oracle.total,
    "payment_factor": oracle.payment_factor,
}


@pytest.mark.parametrize("name", SCALARS)
def test_every_hospital_agrees_with_the_formulas(book: FigureBook, name: str) -> None:
    expected = {unit: SCALARS[name](hospital) for unit, hospital in MADE.items()}
    assert _differences(book.figure(name, "unit"), expected) == {}


def _achievement(name: str, rate: Fraction, _: Fraction | None) -> Fraction:
    threshold, benchmark, _floor = oracle.STANDARDS[name]
    return oracle.achievement(rate, threshold, benchmark)


def _improvement(name: str, rate: Fraction, before: Fraction | None) -> Fraction | None:
    return None if before is None else oracle.improvement(rate, before, oracle.STANDARDS[name][1])


def _nearness(name: str, rate: Fraction, _: Fraction | None) -> Fraction:
    threshold, _benchmark, floor = oracle.STANDARDS[name]
    return max(Fraction(0), min(Fraction(1), (rate - floor) / (threshold - floor)))


VECTORS: dict[str, Callable[[str, Fraction, Fraction | None], Fraction | None]] = {
    "achievement": _achievement,
    "improvement": _improvement,
    "points": oracle.dimension_points,
    "nearness": _nearness,
}


@pytest.mark.parametrize("name", VECTORS)
def test_every_dimension_agrees_with_the_formulas(book: FigureBook, name: str) -> None:
    vector = book.figure(name, "unit").by
    assert vector is not None
    found = {}
    for dimension in oracle.STANDARDS:
        measured = {unit: (h.rates.get(dimension), h.baselines.get(dimension)) for unit, h in MADE.items()}
        expected = {
            unit: None if rate is None else VECTORS[name](dimension, rate, before)
            for unit, (rate, before) in measured.items()
        }
        found[dimension] = _differences(vector[dimension], expected)
    assert found == {dimension: {} for dimension in oracle.STANDARDS}


def test_the_cases_stand_on_the_boundaries() -> None:
    """Otherwise agreement would show little: in a third of the cases every kind of boundary occurs thirty times."""
    made = list(MADE.values())[: SIZE // 3]
    pairs = [(name, rate, h.baselines.get(name)) for h in made for name, rate in h.rates.items()]
    standards = [(rate, oracle.STANDARDS[name]) for name, rate, _ in pairs]
    counts = {
        "at the threshold": sum(rate == threshold for rate, (threshold, _, _) in standards),
        "at the benchmark": sum(rate == benchmark for rate, (_, benchmark, _) in standards),
        "at the floor": sum(rate == floor for rate, (_, _, floor) in standards),
        "half of achievement": sum(
            t < rate < b and (9 * (rate - t) / (b - t)).denominator == 1 for rate, (t, b, _) in standards
        ),
        "half of improvement": sum(
            before is not None
            and before < rate < oracle.STANDARDS[name][1]
            and (10 * (rate - before) / (oracle.STANDARDS[name][1] - before)).denominator == 1
            for name, rate, before in pairs
        ),
        "baseline equals benchmark": sum(before == oracle.STANDARDS[name][1] for name, _, before in pairs),
        "no baseline": sum(before is None for _, _, before in pairs),
        "dimension missing": sum(len(h.rates) < len(oracle.STANDARDS) for h in made),
        "domain missing": sum(h.safety is None or h.efficiency is None for h in made),
        "nothing measured": sum(oracle.total(h) is None for h in made),
        "half of consistency": sum(_consistency_half(h) for h in made),
        "half of the total": sum(_total_half(h) for h in made),
    }
    assert {name: count for name, count in counts.items() if count < 30} == {}


def _consistency_half(hospital: oracle.Hospital) -> bool:
    if oracle.experience(hospital) is None:
        return False
    lowest = min((hospital.rates[name] - f) / (t - f) for name, (t, _, f) in oracle.STANDARDS.items())
    return 0 < lowest < 1 and (20 * lowest).denominator == 1


def _total_half(hospital: oracle.Hospital) -> bool:
    experience = oracle.experience(hospital)
    if experience is None or hospital.safety is None or hospital.efficiency is None:
        return False
    exact = experience / 4 + hospital.safety / 2 + hospital.efficiency / 4
    return (exact * 10**4 - Fraction(1, 2)).denominator == 1


def test_the_worked_examples_hold() -> None:
    results = run_examples(read_edition(EDITION), read_examples(EDITION))
    assert {result.id: result.differences for result in results} == {"sixty_is_enough": (), "just_below_sixty": ()}
