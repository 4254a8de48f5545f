"""How late each case was answered and solved, in minutes of working time, holds left out."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import duckdb

from manyi.engine.calendar import Calendar
from manyi.engine.calendar_rows import calendar_from_rows, shipped_rows
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.collecting import Promise, WorkingTime
from manyi.engine.worktime import Hold, due_at, lateness_seconds

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DEFAULT = WorkingTime(windows=["09:00-18:00"])


def working_calendar(connection: duckdb.DuckDBPyConnection, edition: Edition) -> Calendar:
    """The evidence's calendar (else the shipped official one) with the edition's week pattern."""
    rows = connection.execute("select date, kind, name from calendar order by date").fetchall() or shipped_rows(
        region="cn"
    )
    pattern = edition.collect.working_time or _DEFAULT
    return calendar_from_rows(
        name="working calendar",
        rows=rows,
        windows=" ".join(pattern.windows),
        time_zone=edition.time_zone,
        weekend=[place for place, day in enumerate(_WEEK) if day not in pattern.days],
    )


def _aware(instant: datetime | None) -> datetime | None:
    return instant.replace(tzinfo=UTC) if instant is not None else None


def _late(
    start: datetime,
    due: datetime | None,
    done: datetime | None,
    promised: Any,
    calendar: Calendar,
    holds: list[Hold],
    now: datetime,
) -> int | None:
    """Minutes late (negative early), rounded up; None while nothing is promised or the promise still runs."""
    if due is None and promised is None:
        return None
    limit = _aware(due) or due_at(start=start, duration=promised, calendar=calendar, holds=holds)
    end = _aware(done)
    if end is None:
        if limit >= now:
            return None
        end = now
    seconds = lateness_seconds(due=limit, done=end, calendar=calendar, holds=holds)
    return -(-seconds // 60)


def measure_cases(connection: duckdb.DuckDBPyConnection, edition: Edition, now: datetime) -> None:
    """Make `case_times` (case, first_reply_late, solution_late) as known at `now` (UTC, naive: the end of the period)."""
    calendar = working_calendar(connection, edition)
    holds: dict[str, list[Hold]] = {}
    for case, since, until in connection.execute('select "case", "from", "until" from holds order by 1, 2').fetchall():
        holds.setdefault(case, []).append(Hold(since.replace(tzinfo=UTC), _aware(until or max(now, since))))
    rows = connection.execute(
        """select "case", importance, received_at, first_reply_at, first_reply_due_at, solved_at, solution_due_at
           from cases where received_at < ? order by 1""",
        [now],
    ).fetchall()
    connection.execute(
        'create or replace temp table case_times ("case" varchar, first_reply_late bigint, solution_late bigint)'
    )
    _insert(connection, _measured(rows, edition.collect.promises, calendar, holds, now.replace(tzinfo=UTC)))


def _measured(
    rows: Iterable[tuple[Any, ...]],
    promises: dict[str, Promise],
    calendar: Calendar,
    holds: dict[str, list[Hold]],
    now: datetime,
) -> list[tuple[str, int | None, int | None]]:
    out = []
    for case, importance, received, replied, reply_due, solved, solution_due in rows:
        promise, start, held = promises.get(importance), received.replace(tzinfo=UTC), holds.get(case, [])
        reply = _late(start, reply_due, replied, promise and promise.first_reply, calendar, held, now)
        solution = _late(start, solution_due, solved, promise and promise.solution, calendar, held, now)
        out.append((case, reply, solution))
    return out


def _insert(connection: duckdb.DuckDBPyConnection, rows: list[tuple[str, int | None, int | None]]) -> None:
    if rows:
        ids, replies, solutions = (list(column) for column in zip(*rows, strict=True))
        connection.execute(
            "insert into case_times select unnest(?::varchar[]), unnest(?::bigint[]), unnest(?::bigint[])",
            [ids, replies, solutions],
        )
