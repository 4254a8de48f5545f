"""What a simulation decides feeds its later periods: ladders, pauses, budgets and look-backs see it as decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from manyi.engine.decide.decisions import Decision
from manyi.engine.periods import Period, PeriodError, add_months, read_period
from manyi.engine.policy.language import Edition
from manyi.engine.simulate.shadows import Shadows

_ADDED = """insert into decisions (decision, rule, kind, person, unit, period, measure, state, effective, expires, amount,
            carried) values (?, ?, ?, ?, ?, ?, ?, 'effective', ?, ?, ?, ?)"""


class Chain:
    """The table of earlier decisions during one run: what was decided before the span, then what the run decides.

    What was really decided inside the span is set aside. A simulated decision takes effect on the day after its period
    ends, unchanged, and nobody appeals: an assumption that the report states.
    """

    def __init__(self, shadows: Shadows, start: date) -> None:
        self._shadows = shadows
        rows = shadows.connection.execute(
            f"select decision, period, effective from {shadows.origin('decisions')} order by decision"
        ).fetchall()
        self.earlier = [decision for decision, period, effective in rows if (_start(period) or effective) < start]
        self.set_aside = len(rows) - len(self.earlier)

    def begin(self) -> None:
        """Start a run: only decisions from before the span are known."""
        self._shadows.put("decisions", f"select * from {self._shadows.origin('decisions')} where false")
        self._shadows.connection.execute(
            f"insert into decisions select * from {self._shadows.origin('decisions')} "
            "where decision in (select unnest(?::varchar[]))",
            [self.earlier],
        )

    def add(self, decisions: Sequence[Decision], edition: Edition, period: Period) -> None:
        """A period's decisions take effect. Ideas, cases and projects have no history that rules could ask."""
        rows = [_row(d, edition, period) for d in decisions if d.subject_kind in ("person", "unit")]
        if rows:
            self._shadows.connection.executemany(_ADDED, rows)


def _row(decision: Decision, edition: Edition, period: Period) -> list[Any]:
    person = decision.subject if decision.subject_kind == "person" else None
    unit = decision.subject if decision.subject_kind == "unit" else None
    measure = edition.decide.measures.get(decision.measure or "")
    expires = add_months(period.end, measure.expires) if measure is not None and measure.expires is not None else None
    amount = decision.cash if decision.kind == "award" else decision.amount
    carried = decision.taking.carried if decision.taking is not None else None
    key = f"simulated|{period.label}|{decision.rule}|{decision.subject}"
    return [
        key, decision.rule, decision.kind, person, unit, period.label, decision.measure, period.end, expires, amount, carried
    ]  # fmt: skip


def _start(period: str | None) -> date | None:
    try:
        return read_period(period).start if period else None
    except PeriodError:
        return None
