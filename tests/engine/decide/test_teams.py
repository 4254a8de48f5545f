"""`below: team`: people with too few answers share what their team has earned, and nobody else does."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from manyi.engine.decide.decisions import Decision
from manyi.engine.evidence import open_database
from manyi.engine.examples import Example, proposals_of
from manyi.engine.policy.language import Edition
from manyi.engine.policy.reading import read_edition
from manyi.engine.policy.sections.scoring import Gates, Score

PACK = Path(__file__).parents[3] / "policies" / "ev-sales" / "2026-01-01"


@pytest.fixture(scope="module")
def edition() -> Edition:
    read = read_edition(PACK)
    assert read.score is not None
    gates: Gates = read.score.gates.model_copy(update={"below": "team"})
    score: Score = read.score.model_copy(update={"gates": gates})
    star = read.decide.awards["satisfaction_star"].model_copy(update={"below_gate": None})
    decide = read.decide.model_copy(update={"awards": {"satisfaction_star": star}, "penalties": {}})
    return read.model_copy(update={"score": score, "decide": decide})


def stars(edition: Edition, figures: dict[str, Any], scratch: Path) -> list[Decision]:
    example = Example.model_validate({
        "id": "teams", "title": {"zh": "团队", "en": "teams"}, "clause": "E5.4", "period": "2026-03",
        "units": {"store_b": {"kind": "store"}},
        "people": {"an": {}, "bo": {}, "chen": {"unit": "store_b"}, "dai": {}},
        "figures": figures,
    })  # fmt: skip
    connection = open_database(scratch, "256MB")
    try:
        return list(proposals_of(edition, example, connection).decisions)
    finally:
        connection.close()


def known(value: str, n: int) -> dict[str, object]:
    return {"value": value, "n": n, "reliability": "0.90" if n >= 30 else "0.40", "sd": "2.00"}


def test_the_best_team_shares_equally_among_its_people_below_the_gate(edition: Edition, tmp_path: Path) -> None:
    satisfaction = {
        "an": known("91.00", 10), "bo": known("90.00", 12), "chen": known("95.00", 9), "dai": known("85.00", 60),
        "store_a": known("88.00", 80), "store_b": known("84.00", 40),
    }  # fmt: skip
    found = stars(edition, {subject: {"satisfaction": value} for subject, value in satisfaction.items()}, tmp_path)
    assert [(d.subject_kind, d.subject, d.below_gate) for d in found] == [
        ("person", "dai", False),
        ("unit", "store_a", True),
    ]
    assert {g.to: g.amount for g in found[1].gives if g.kind == "cash"} == {
        "an": Decimal("250.00"),
        "bo": Decimal("250.00"),
    }


def test_a_team_below_the_gate_wins_nothing_either(edition: Edition, tmp_path: Path) -> None:
    figures = {"an": {"satisfaction": known("91.00", 10)}, "store_a": {"satisfaction": known("92.00", 10)}}
    found = stars(edition, figures, tmp_path)
    assert found == []


def test_somebody_with_an_upheld_complaint_has_no_share(edition: Edition, tmp_path: Path) -> None:
    figures = {
        "an": {"satisfaction": known("91.00", 10), "complaints_upheld": 1},
        "bo": {"satisfaction": known("90.00", 12)},
    }
    found = stars(edition, figures | {"store_a": {"satisfaction": known("88.00", 80)}}, tmp_path)
    assert [(d.subject, {g.to for g in d.gives}) for d in found] == [("store_a", {"bo"})]
