"""What was decided before: for ladders, pauses and budgets; removed and expired decisions no longer count."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from manyi.engine.periods import MONTHS, Period, PeriodError, add_months, read_period
from manyi.engine.policy.sections.deciding import Budget, Ladder


@dataclass(frozen=True)
class Earlier:
    """One earlier decision; `decided` is the first day of its period, else the day it took effect."""

    decision: str
    rule: str
    kind: str
    subject: str
    measure: str | None
    state: str
    effective: date
    period: str | None
    amount: Decimal | None
    carried: Decimal | None = None


class History:
    """Earlier decisions by rule and subject, as they stood at the end of the period."""

    def __init__(self, rows: list[Earlier], period: Period) -> None:
        self.period = period
        self._by: dict[tuple[str, str], list[Earlier]] = {}
        self._rule: dict[str, list[Earlier]] = {}
        for row in sorted(rows, key=lambda row: (row.effective, row.decision)):
            self._by.setdefault((row.rule, row.subject), []).append(row)
            self._rule.setdefault(row.rule, []).append(row)

    def steps_taken(self, rule: str, subject: str, ladder: Ladder) -> list[Earlier]:
        """Steps of the ladder that took effect in the look-back up to the period's end and still stand.

        What an exception put in a step's place (coaching, say) is no step; an earlier decision without a measure is one.
        """
        since = add_months(self.period.end, -ladder.look_back)
        return [
            row for row in self._by.get((rule, subject), [])
            if row.state == "effective" and since <= row.effective < self.period.end
            and (row.measure is None or row.measure in ladder.steps)
        ]  # fmt: skip

    def subjects_of(self, rule: str) -> list[str]:
        """Everybody the rule ever decided about, in id order."""
        return sorted({row.subject for row in self._rule.get(rule, [])})

    def paused_by(self, rule: str, subject: str, months: int) -> Earlier | None:
        """The latest award of the rule that still pauses the subject: won in one of the `months` periods before."""
        for row in reversed(self._by.get((rule, subject), [])):
            if row.state in ("effective", "expired") and self._within(row, months):
                return row
        return None

    def carried(self, rule: str, subject: str) -> tuple[Earlier | None, Decimal]:
        """What the rule's latest decision before this period left owed, with that decision; nothing when it left nothing."""
        for row in reversed(self._by.get((rule, subject), [])):
            before = row.effective < self.period.end and row.period != self.period.label
            if before and row.state in ("effective", "expired") and row.carried is not None:
                return (row, row.carried) if row.carried > 0 else (None, Decimal(0))
        return None, Decimal(0)

    def _within(self, row: Earlier, months: int) -> bool:
        won = _start(row.period)
        if won is not None:
            return add_months(self.period.start, -months) <= won < self.period.start
        return add_months(self.period.end, -months) <= row.effective < self.period.end

    def spent(self, rule: str, budget: Budget) -> Decimal:
        """Money of the rule's earlier awards inside the budget's month, quarter or year."""
        start = _window_start(self.period.start, MONTHS[budget.per])
        end = add_months(start, MONTHS[budget.per])
        found = [
            row for row in self._rule.get(rule, [])
            if row.state not in ("revoked", "removed") and start <= (_start(row.period) or row.effective) < end
            and row.period != self.period.label
        ]  # fmt: skip
        return sum((row.amount for row in found if row.amount is not None), Decimal(0))


def _start(period: str | None) -> date | None:
    if period is None:
        return None
    try:
        return read_period(period).start
    except PeriodError:
        return None


def _window_start(day: date, months: int) -> date:
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def read_history(connection: duckdb.DuckDBPyConnection, period: Period) -> History:
    """Earlier decisions from the evidence; one that has expired by the period's end counts as expired."""
    rows = connection.execute(
        """select decision, rule, kind, coalesce(person, unit), measure,
                  case when state = 'effective' and expires is not null and expires <= ? then 'expired' else state end,
                  effective, period, amount, carried
           from decisions where coalesce(person, unit) is not null order by decision""",
        [period.end],
    ).fetchall()
    return History([Earlier(*row) for row in rows], period)
