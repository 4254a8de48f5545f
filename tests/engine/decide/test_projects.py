"""Projects as subjects: who shares by days, which milestones count for whom, and how late each was done."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyi.engine.evidence import open_database
from manyi.engine.evidence.cell_types import stored_type
from manyi.engine.figures.facts import Facts
from manyi.engine.periods import Days
from manyi.engine.subjects import close_units, project_days, projects
from manyi.engine.tables import TABLES

MARCH = Days(date(2026, 3, 1), date(2026, 4, 1))


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    opened = open_database(tmp_path_factory.mktemp("projects"), "256MB")
    for name in ("units", "projects", "project_members", "milestones", "leave"):
        columns = ", ".join(f'"{column.name}" {stored_type(column)}' for column in TABLES[name].stored)
        opened.execute(f'create table "{name}" ({columns})')
    yield opened
    opened.close()


def put(connection: duckdb.DuckDBPyConnection, **tables: list[dict[str, Any]]) -> None:
    """Only these rows, in tables emptied before."""
    for name in ("units", "projects", "project_members", "milestones", "leave"):
        connection.execute(f'delete from "{name}"')
        for row in tables.get(name, []):
            names = ", ".join(f'"{column}"' for column in row)
            connection.execute(f'insert into "{name}" ({names}) values ({", ".join("?" * len(row))})', [*row.values()])


def expo(first: date, delivered: date | None) -> dict[str, Any]:
    return {"project": "expo", "title": "expo", "unit": "plans", "major": True, "from": first, "delivered": delivered}


def member(person: str, first: date, until: date | None = None) -> dict[str, Any]:
    return {"project": "expo", "person": person, "from": first, "until": until}


def test_days_run_from_joining_to_leaving_inside_the_project_without_leave(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    away = [("bo", date(2026, 3, 5), date(2026, 3, 10)), ("bo", date(2026, 3, 30), date(2026, 4, 9))]
    put(
        connection,
        projects=[expo(date(2026, 3, 2), date(2026, 3, 31))],
        project_members=[
            member("an", date(2026, 1, 1)),
            member("bo", date(2026, 3, 2)),
            member("fu", date(2026, 3, 2), date(2026, 3, 3)),
            member("gu", date(2026, 3, 31)),
        ],
        leave=[{"person": person, "kind": "annual", "from": first, "until": until} for person, first, until in away],
    )
    assert project_days(connection, "expo") == {"an": 30, "bo": 30 - 5 - 2, "fu": 1, "gu": 1}
    assert project_days(connection, "film") == {}


@settings(max_examples=25, deadline=None)
@given(length=st.integers(0, 60), handed_over=st.integers(0, 60))
def test_two_who_follow_each_other_share_all_days_of_the_project(
    connection: duckdb.DuckDBPyConnection, length: int, handed_over: int
) -> None:
    """Whenever the work passes from one to the other, their days together are the days of the project."""
    start = date(2026, 1, 1)
    end, change = (start + timedelta(days=days) for days in (length, min(handed_over, length)))
    members = [member("an", start, change), member("bo", change)]
    put(connection, projects=[expo(start, end)], project_members=members)
    found = project_days(connection, "expo")
    assert found == {"an": (change - start).days, "bo": (end - change).days + 1}
    judged = projects(connection, Days(end, end + timedelta(days=1)))
    assert judged.value("duration_days", 0) == length + 1 == sum(found.values())


def test_how_late_a_milestone_was(connection: duckdb.DuckDBPyConnection) -> None:
    """Early is negative; undone when due counts up to the period's end; what is not due yet is not known."""
    dates = {
        "early": (date(2026, 3, 10), date(2026, 3, 8)),
        "on the day": (date(2026, 3, 10), date(2026, 3, 10)),
        "late": (date(2026, 3, 10), date(2026, 3, 11)),
        "undone": (date(2026, 3, 31), None),
        "to come": (date(2026, 4, 1), None),
    }
    put(
        connection,
        units=[{"unit": "plans", "title": "plans", "kind": "department", "from": date(2020, 1, 1)}],
        projects=[expo(date(2026, 1, 1), None)],
        project_members=[member("an", date(2026, 3, 11), date(2026, 3, 31)), member("bo", date(2026, 3, 31))],
        milestones=[
            {"project": "expo", "milestone": name, "due": due, "done": done} for name, (due, done) in dates.items()
        ],
    )
    close_units(connection)
    facts = Facts(connection, "Asia/Shanghai", MARCH)

    def late(kind: Any) -> dict[str, list[tuple[str, int | None]]]:
        rows = facts.rows("milestones", kind, MARCH)
        told: dict[str, list[tuple[str, int | None]]] = {}
        for subject, name, days in facts.fetch(f"select subject, milestone, late_days from {rows} order by 1, due, 3"):
            told.setdefault(subject, []).append((name, days))
        return told

    inside = [("early", -2), ("on the day", 0), ("late", 1), ("undone", 1)]
    assert late("unit") == {"plans": inside}
    assert late("project") == {"expo": [*inside, ("to come", None)]}
    assert late("person") == {"bo": [("undone", 1)]}
