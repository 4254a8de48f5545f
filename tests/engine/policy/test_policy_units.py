"""Units, shapes and ranges inferred for figures."""

from decimal import Decimal
from pathlib import Path

from manyi.engine.contract import Unit
from manyi.engine.policy.ranges import Range
from manyi.engine.policy.reading import read_edition
from manyi.engine.policy.units import infer_natures, infer_units

BASE = Path(__file__).parent / "base"
SHOP = read_edition(BASE / "corner-shop" / "2026-01-01")
STANDARDS = read_edition(BASE / "published-standards" / "2026-01-01")


def test_every_figure_has_the_unit_of_its_verb_or_column() -> None:
    assert infer_units(SHOP) == {
        "dimension_score": Unit.SCORE,
        "satisfaction": Unit.SCORE,
        "improvement": Unit.SCORE,
        "satisfaction_year": Unit.SCORE,
        "loyalty": Unit.NET,
        "on_time": Unit.SCORE,
        "review_quality": Unit.SCORE,
        "handling": Unit.SCORE,
        "complaints": Unit.COUNT,
        "complaint_rate": Unit.RATIO,
        "repurchase": Unit.SCORE,
        "begging": Unit.COUNT,
        "warnings_year": Unit.COUNT,
        "failed_plans": Unit.COUNT,
        "loss": Unit.MONEY,
        "praise_points": Unit.POINTS,
        "praise_count": Unit.COUNT,
        "mystery": Unit.SCORE,
        "team_score": Unit.SCORE,
    }


def test_vectors_stay_vectors_until_they_are_brought_together() -> None:
    natures = infer_natures(STANDARDS)
    assert {name for name, nature in natures.known.items() if nature is not None and nature.vector} == {
        "rate", "earlier", "achievement", "improvement", "points", "nearness",
    }  # fmt: skip
    assert natures.mismatches == []


def test_ranges_follow_the_arithmetic() -> None:
    ranges = {name: str(nature.range) for name, nature in infer_natures(STANDARDS).known.items() if nature is not None}
    assert ranges == {
        "rate": "0 to 100",
        "earlier": "0 to 100",
        "achievement": "0 to 10",
        "improvement": "-1 to 10",
        "points": "-1 to 10",
        "base": "-2 to 20",
        "nearness": "0 to 1",
        "lowest": "0 to 1",
        "consistency": "-1 to 20",
        "total": "-3 to 40",
        "visits": "0 or more",
        "visit_points": "0 to 1",
    }


def test_estimates_are_followed_through_figures() -> None:
    known = infer_natures(SHOP).known
    assert {name for name, nature in known.items() if nature is not None and nature.estimate} == {
        "dimension_score", "satisfaction", "improvement", "satisfaction_year",
    }  # fmt: skip
    assert {name for name, nature in known.items() if nature is not None and nature.testable} == {
        "dimension_score", "satisfaction", "improvement", "satisfaction_year",
    }  # fmt: skip


def test_a_difference_of_scores_reaches_below_zero() -> None:
    nature = infer_natures(SHOP).of("improvement")
    assert nature is not None
    assert nature.range == Range(Decimal(-100), Decimal(100))
