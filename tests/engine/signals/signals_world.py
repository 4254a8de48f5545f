"""A period's evidence for signals: the rows that a test names, and people in position groups."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from manyi.engine.evidence.links import reading_order
from manyi.engine.evidence.stage import create_table, shape
from manyi.engine.periods import Days
from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.signals.scene import Scene
from manyi.engine.sql import name as quoted
from manyi.engine.subjects import make_subjects
from manyi.engine.tables import TABLES

Row = Mapping[str, object]
MARCH = Days(date(2026, 3, 1), date(2026, 4, 1))
QUESTIONS: Sequence[Row] = (
    {"question": "a", "kind": "rating", "low": 1, "high": 5},
    {"question": "b", "kind": "rating", "low": 1, "high": 5, "reversed": True},
    {"question": "c", "kind": "rating", "low": 0, "high": 10},
    {"question": "check", "kind": "rating", "low": 1, "high": 5, "expected": 2},
)


def scene(judged: Mapping[str, str], /, excluded: Sequence[int] = (), **tables: Sequence[Row]) -> Scene:
    """March 2026 (UTC); `judged` gives everybody's position group, `tables` the rows of any table."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    rows = {"questions": QUESTIONS} | tables
    for table in reading_order():
        create_table(connection, shape(connection, TABLES[table]))
        _insert(connection, table, rows.get(table, ()))
    subjects = make_subjects("person", list(judged.items()), ["position_group"])
    return Scene(connection, MARCH, "UTC", subjects, excluded, 5)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Rows that say the same columns go in together."""
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        alike.setdefault(tuple(row), []).append(row)
    for columns, same in alike.items():
        places = ", ".join([f"({', '.join('?' * len(columns))})"] * len(same))
        cells = [cell for row in same for cell in row.values()]
        connection.execute(f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, columns))}) VALUES {places}", cells)


def rule(**keys: Any) -> CleanRule:
    """A cleaning rule as an edition writes it."""
    return CleanRule.model_validate(keys | {"clause": "E1"})
