"""Unit and position group of a row that names only its person: those of the person's assignment on the row's day."""

from dataclasses import dataclass

import duckdb

from manyi.engine import sql
from manyi.engine.contract import Table
from manyi.engine.evidence.links import local_day
from manyi.engine.tables import TABLES


@dataclass(frozen=True)
class Filled:
    """How many empty units were filled, and how many stayed empty for want of an assignment."""

    filled: int = 0
    open: int = 0


def fill_units(connection: duckdb.DuckDBPyConnection, table: Table, zone: str) -> Filled:
    """Fill the empty units and position groups of `table` in place; rows are neither added nor removed.

    The counts speak of units.
    """
    filled = [column.name for column in table.stored if column.filled]
    if not filled or table.column("person") is None:
        return Filled()
    empty = f"FROM {sql.name(table.name)} WHERE person IS NOT NULL AND "
    before = _count(connection, f"{empty} unit IS NULL")
    if _count(connection, f"{empty} ({' OR '.join(f'{sql.name(name)} IS NULL' for name in filled)})") == 0:
        return Filled()
    kept = ", ".join(f"coalesce(t.{sql.name(name)}, a.{sql.name(name)}) AS {sql.name(name)}" for name in filled)
    connection.execute(
        f"CREATE TABLE _filled AS SELECT t.* EXCLUDE (_day) REPLACE ({kept}) FROM "
        f"(SELECT t.*, {_day(table, zone)} AS _day FROM {sql.name(table.name)} t {_dated(table)}) t "
        'LEFT JOIN assignments a ON a.person = t.person AND t._day >= a."from" '
        "AND (a.until IS NULL OR t._day < a.until)"
    )
    connection.execute(f"DROP TABLE {sql.name(table.name)}")
    connection.execute(f"ALTER TABLE _filled RENAME TO {sql.name(table.name)}")
    after = _count(connection, f"{empty} unit IS NULL")
    return Filled(before - after, after)


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    row = connection.execute(f"SELECT count(*) {source}").fetchone()
    return int(row[0]) if row else 0


def _day(table: Table, zone: str) -> str:
    """The day of service where the table tells it, else the row's own; a table without a date takes its case's."""
    if table.at is None:
        cases = TABLES["cases"]
        return local_day(cases, str(cases.at), zone).replace("t.", "c.")
    days = [local_day(table, column, zone) for column in (table.acted, table.at) if column is not None]
    return f"coalesce({', '.join(days)})"


def _dated(table: Table) -> str:
    return 'JOIN cases c ON c."case" = t."case"' if table.at is None else ""
