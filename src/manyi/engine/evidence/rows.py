"""Checks inside one table: keys used twice, spans that end before they begin, moments in the wrong order."""

import duckdb

from manyi.engine import sql
from manyi.engine.contract import Table, Type
from manyi.engine.evidence.problems import exclude, record

_SPANS = (("from", "until"), ("hired", "left"))


def check_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """List and delete the rows of `table` that contradict themselves or each other."""
    for start, end in _SPANS:
        if table.column(start) and table.column(end):
            _check_span(connection, table, start, end)
    for column in table.stored:
        if column.not_before is not None:
            _check_order(connection, table, column.name, column.not_before)
    if table.name == "questions":
        _check_scales(connection)
    exclude(connection, table.name)
    _check_keys(connection, table)


def shown(table: Table, column: str) -> str:
    """SQL: a column's value as people write it."""
    described = table.column(column)
    instant = described is not None and described.type is Type.INSTANT
    return f"strftime({sql.name(column)}, '%Y-%m-%d %H:%M:%SZ')" if instant else f"{sql.name(column)}::VARCHAR"


def _check_span(connection: duckdb.DuckDBPyConnection, table: Table, start: str, end: str) -> None:
    record(
        connection,
        table.name,
        f"SELECT rowid, {sql.text(start)}, {shown(table, start)}, 'empty_span', {shown(table, end)} "
        f"FROM {sql.name(table.name)} WHERE {sql.name(start)} >= {sql.name(end)}",
    )


def _check_order(connection: duckdb.DuckDBPyConnection, table: Table, later: str, earlier: str) -> None:
    record(
        connection,
        table.name,
        f"SELECT rowid, {sql.text(later)}, {shown(table, later)}, 'wrong_order', "
        f"{sql.text(earlier + ' ')} || {shown(table, earlier)} "
        f"FROM {sql.name(table.name)} WHERE {sql.name(later)} < {sql.name(earlier)}",
    )


def _check_scales(connection: duckdb.DuckDBPyConnection) -> None:
    """Scored kinds need a scale; two ids that differ only in case would share a column name."""
    record(
        connection,
        "questions",
        "SELECT rowid, 'low', question, 'no_scale', '' FROM questions "
        "WHERE (kind IN ('rating', 'recommend', 'effort') AND (low IS NULL OR high IS NULL)) OR low >= high",
    )
    record(
        connection,
        "questions",
        "SELECT rowid, 'question', question, 'duplicate_key', '' FROM questions QUALIFY "
        "count(DISTINCT question) OVER (PARTITION BY lower(question)) > 1",
    )


def _check_keys(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Of rows equal in everything one is kept; rows that share a key and differ are all excluded.

    So neither the order of the rows nor that of the files decides which of two rival rows counts.
    """
    key = sql.names(table.key)
    place = sql.name(table.name)
    twice = f"(SELECT {key} FROM {place} GROUP BY ALL HAVING count(*) > 1)"
    if connection.execute(f"SELECT 1 FROM {twice} LIMIT 1").fetchone() is None:
        return
    same_key = " AND ".join(f"t.{sql.name(part)} IS NOT DISTINCT FROM d.{sql.name(part)}" for part in table.key)
    connection.execute(
        f"CREATE TABLE intake.shared AS SELECT t.rowid AS row, t.* FROM {place} t SEMI JOIN {twice} d ON {same_key}"
    )
    columns = ", ".join(sql.name(column) for column in _columns(connection))
    written = " || ' | ' || ".join(f"coalesce({shown(table, part)}, '')" for part in table.key)
    record(
        connection,
        table.name,
        f"SELECT row, {sql.text(' | '.join(table.key))}, {written}, 'repeated_row', first::VARCHAR FROM "
        f"(SELECT *, min(row) OVER (PARTITION BY {columns}) AS first FROM intake.shared) WHERE row > first",
    )
    record(
        connection,
        table.name,
        f"SELECT row, {sql.text(' | '.join(table.key))}, {written}, 'duplicate_key', '' FROM "
        f"(SELECT *, min(row) OVER (PARTITION BY {columns}) AS first FROM intake.shared) WHERE row = first "
        f"QUALIFY count(*) OVER (PARTITION BY {key}) > 1",
    )
    connection.execute("DROP TABLE intake.shared")
    exclude(connection, table.name)


def _columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    described = connection.execute("DESCRIBE intake.shared").fetchall()
    return [str(row[0]) for row in described if row[0] != "row"]
