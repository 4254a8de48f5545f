"""The list of bad rows while evidence is read: one DuckDB table, however many there are."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from manyi.engine import sql
from manyi.engine.problems import Problem, sentence

LISTED = 10_000
FIELD, RECORD = "\x1f", "\x1e"


@dataclass(frozen=True)
class Files:
    """Which rows of a table came from which file: `starts[i]` is the rowid of the first row of `names[i]`."""

    names: tuple[str, ...]
    starts: tuple[int, ...]

    def place(self, rowid: int) -> tuple[str, int]:
        """The file and the data row (from 1) of a rowid."""
        part = bisect_right(self.starts, rowid) - 1
        return self.names[part], rowid - self.starts[part] + 1


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty list."""
    connection.execute("CREATE SCHEMA intake")
    connection.execute(
        "CREATE TABLE intake.problems (table_name VARCHAR, row BIGINT, col VARCHAR, value VARCHAR, code VARCHAR, "
        "detail VARCHAR)"
    )


def record(connection: duckdb.DuckDBPyConnection, table: str, select: str) -> int:
    """Add the rows of `select` (rowid, column, value, code, detail) to the list; returns how many."""
    done = connection.execute(
        f"INSERT INTO intake.problems SELECT {sql.text(table)}, p.* FROM ({select}) p(row, col, value, code, detail)"
    ).fetchone()
    return int(done[0]) if done else 0


def fault_select(source: str) -> str:
    """SQL: what `record` takes, from a `source` of (rowid, _faults), the records of one row split apart."""
    column, code, value, detail = (f"split_part(fault, {sql.text(FIELD)}, {place})" for place in (1, 2, 3, 4))
    return (
        f"SELECT row, {column}, {value}, {code}, {detail} FROM "
        f"(SELECT s.row, unnest(string_split(s.faults, {sql.text(RECORD)})) AS fault FROM ({source}) s(row, faults))"
    )


def exclude(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Delete the listed rows of `table`."""
    connection.execute(
        f"DELETE FROM {sql.name(table)} WHERE rowid IN "
        f"(SELECT row FROM intake.problems WHERE table_name = {sql.text(table)})"
    )


def listed(connection: duckdb.DuckDBPyConnection, files: Mapping[str, Files], limit: int) -> tuple[Problem, ...]:
    """The first `limit` problems by table, row and column."""
    rows = connection.execute(
        "SELECT table_name, row, col, value, code, detail FROM intake.problems "
        f"ORDER BY table_name, row, col, code, value, detail LIMIT {limit}"
    ).fetchall()
    return tuple(_problem(files[row[0]], *row) for row in rows)


def counted(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """How many rows of each table have a problem of each code."""
    rows = connection.execute(
        "SELECT table_name, code, count(DISTINCT row) FROM intake.problems GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return {(str(table), str(code)): int(count) for table, code, count in rows}


def _problem(
    files: Files, table: str, rowid: int, column: str, value: str | None, code: str, detail: str | None
) -> Problem:
    file, row = files.place(rowid)
    shown, compared = value or "", detail or ""
    if code == "repeated_row":
        other, number = files.place(int(compared))
        compared = str(number) if other == file else f"{number} of {other}"
    message, _ = sentence(code, column, shown, compared)
    return Problem(file, row, column, shown, code, message, table, compared)
