"""Earlier decisions: edges of look-backs, pauses and budget windows; what expired or was removed no longer counts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from manyi.engine.decide.earlier import Earlier, History
from manyi.engine.periods import read_period
from manyi.engine.policy.sections.deciding import Budget, Ladder

MARCH = read_period("2026-03")
LADDER = Ladder.model_validate({"look_back": "12 months", "steps": ["criticism", "warning"]})


def row(effective: date, **details: Any) -> Earlier:
    cells = {"decision": "d", "rule": "r", "kind": "penalty", "subject": "li", "measure": None, "state": "effective",
             "period": None, "amount": None}  # fmt: skip
    return Earlier(**{**cells, "effective": effective, **details})


@pytest.mark.parametrize(
    ("effective", "state", "counts"),
    [
        (date(2025, 4, 1), "effective", 1),
        (date(2025, 3, 31), "effective", 0),
        (date(2026, 3, 31), "effective", 1),
        (date(2026, 4, 1), "effective", 0),
        (date(2026, 1, 1), "expired", 0),
        (date(2026, 1, 1), "removed", 0),
        (date(2026, 1, 1), "revoked", 0),
    ],
)
def test_a_twelve_month_look_back_begins_on_its_first_day(effective: date, state: str, counts: int) -> None:
    assert len(History([row(effective, state=state)], MARCH).steps_taken("r", "li", LADDER)) == counts


@pytest.mark.parametrize(("measure", "counts"), [(None, 1), ("criticism", 1), ("coaching", 0)])
def test_what_an_exception_put_in_its_place_is_no_step(measure: str | None, counts: int) -> None:
    history = History([row(date(2026, 1, 1), measure=measure)], MARCH)
    assert len(history.steps_taken("r", "li", LADDER)) == counts


@pytest.mark.parametrize(
    ("period", "paused"), [("2026-03", False), ("2026-02", True), ("2026-01", True), ("2025-12", False)]
)
def test_a_two_month_pause_covers_the_two_periods_after_the_award(period: str, paused: bool) -> None:
    history = History([row(date(2026, 3, 20), kind="award", period=period)], MARCH)
    assert (history.paused_by("r", "li", 2) is not None) == paused


def test_a_revoked_award_does_not_pause() -> None:
    history = History([row(date(2026, 2, 20), kind="award", state="revoked")], MARCH)
    assert history.paused_by("r", "li", 2) is None


def test_a_quarter_budget_counts_its_own_periods_and_not_this_one() -> None:
    rows = [
        row(date(2026, 2, 10), period="2026-01", amount=Decimal(100)),
        row(date(2026, 3, 10), period="2026-02", amount=Decimal(30)),
        row(date(2026, 4, 10), period="2026-03", amount=Decimal(7)),
        row(date(2026, 1, 10), period="2025-12", amount=Decimal(1000)),
        row(date(2026, 2, 11), period="2026-01", amount=Decimal(50), state="revoked"),
    ]
    budget = Budget.model_validate({"per": "quarter", "amount": 500, "when_short": "fewer"})
    assert History(rows, MARCH).spent("r", budget) == Decimal(130)
