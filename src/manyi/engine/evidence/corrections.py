"""Corrections: new values for cells found wrong later, applied before the rows are checked."""

from dataclasses import dataclass

import duckdb

from manyi.engine import sql
from manyi.engine.contract import Column
from manyi.engine.evidence.cell_types import Reading, one_value, stored_type
from manyi.engine.evidence.problems import exclude, fault_select, record
from manyi.engine.evidence.stage import Shape
from manyi.engine.tables import TABLES


@dataclass(frozen=True)
class Applied:
    """One correction that was applied: what stood there, and what stands there now."""

    correction: str
    table: str
    row: str
    column: str
    old: str
    new: str


def prepare_corrections(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse corrections of unknown tables and rival ones; keep, per cell, the latest.

    A correction of a long answer (answers, `response|question`, value) is one of the response's answer column.
    """
    known = ", ".join(sql.text(name) for name in TABLES if name != "corrections")
    record(
        connection,
        "corrections",
        f"SELECT rowid, 'table', \"table\", 'unknown_target', 'table ' || \"table\" FROM corrections "
        f'WHERE "table" NOT IN ({known})',
    )
    exclude(connection, "corrections")
    record(
        connection,
        "corrections",
        "SELECT rowid, 'value', value, 'rival_corrections', concat_ws(' ', \"table\", \"row\", \"column\") "
        'FROM corrections WINDOW cell AS (PARTITION BY "table", "row", "column", "at") '
        "QUALIFY min(coalesce(value, '')) OVER cell <> max(coalesce(value, '')) OVER cell",
    )
    exclude(connection, "corrections")
    connection.execute(
        "CREATE TABLE intake.corrections AS SELECT rowid AS id, correction, "
        "CASE WHEN long THEN 'responses' ELSE \"table\" END AS target, "
        'CASE WHEN long THEN split_part("row", \'|\', 1) ELSE "row" END AS key, '
        'CASE WHEN long THEN \'answer_\' || substr("row", instr("row", \'|\') + 1) ELSE "column" END AS col, value, '
        '"table", "row", "column", "at" FROM (SELECT rowid, *, '
        "\"table\" = 'answers' AND \"column\" = 'value' AND contains(\"row\", '|') AS long FROM corrections) "
        'QUALIFY row_number() OVER (PARTITION BY target, key, col ORDER BY "at" DESC, correction) = 1'
    )
    connection.execute("CREATE TABLE intake.corrected_answers (response VARCHAR, question VARCHAR, value BIGINT)")


def apply_corrections(connection: duckdb.DuckDBPyConnection, shape: Shape, reading: Reading) -> list[Applied]:
    """Apply the corrections of one staged table; a corrected cell is no longer faulty."""
    table = shape.table.name
    if table == "answers":
        _follow_answers(connection)
    rows = connection.execute(
        f"SELECT DISTINCT col FROM intake.corrections WHERE target = {sql.text(table)} ORDER BY col"
    ).fetchall()
    applied: list[Applied] = []
    for (name,) in rows:
        column = shape.column(name)
        if column is None or name in shape.table.key:
            code, what = ("unknown_target", f"column {name} of {table}") if column is None else ("key_column", name)
            _refuse(connection, f"target = {sql.text(table)} AND col = {sql.text(name)}", code, sql.text(what))
        else:
            applied += _apply(connection, shape, column, reading)
    return applied


def _refuse(connection: duckdb.DuckDBPyConnection, where: str, code: str, detail: str) -> None:
    record(
        connection,
        "corrections",
        f"SELECT id, 'row', \"row\", '{code}', {detail} FROM intake.corrections WHERE {where}",
    )


def _apply(connection: duckdb.DuckDBPyConnection, shape: Shape, column: Column, reading: Reading) -> list[Applied]:
    table, here = sql.name(shape.table.name), sql.name(column.name)
    chosen = f"target = {sql.text(shape.table.name)} AND col = {sql.text(column.name)}"
    source = f"(SELECT * FROM intake.corrections WHERE {chosen})"
    keys = _typed_key(shape, source, reading)
    read = one_value(column, shape.types[column.name], "value", keys, reading)
    connection.execute(f"CREATE TABLE intake.fixes AS {read}")
    record(
        connection,
        "corrections",
        _as_value(fault_select("SELECT id, _faults FROM intake.fixes WHERE _faults IS NOT NULL")),
    )
    connection.execute("DELETE FROM intake.fixes WHERE _faults IS NOT NULL")
    same = " AND ".join(
        f"t.{sql.name(part)} IS NOT DISTINCT FROM f.k{place}" for place, part in enumerate(shape.table.key)
    )
    connection.execute(
        f"CREATE TABLE intake.hits AS SELECT t.rowid AS hit, f.*, t.{here}::VARCHAR AS old "
        f"FROM {table} t JOIN intake.fixes f ON {same} AND f.whole"
    )
    what = f'{sql.text("row ")} || "row" || {sql.text(" in ")} || "table"'
    _refuse(
        connection,
        f"{chosen} AND id IN (SELECT id FROM intake.fixes) AND id NOT IN (SELECT id FROM intake.hits)",
        "unknown_target",
        what,
    )
    connection.execute(f"UPDATE {table} SET {here} = h.value_read FROM intake.hits h WHERE {table}.rowid = h.hit")
    connection.execute(
        f"DELETE FROM intake.problems WHERE table_name = {sql.text(shape.table.name)} "
        f"AND col = {sql.text(column.name)} AND row IN (SELECT hit FROM intake.hits)"
    )
    if shape.table.wide_prefix and column.name.startswith(shape.table.wide_prefix):
        question = sql.text(column.name.removeprefix(shape.table.wide_prefix))
        connection.execute(
            f"INSERT INTO intake.corrected_answers SELECT DISTINCT key, {question}, value_read FROM intake.hits"
        )
    log = connection.execute(
        'SELECT correction, "table", "row", "column", coalesce(old, \'\'), coalesce(value_read::VARCHAR, \'\') '
        "FROM intake.hits ORDER BY ALL"
    ).fetchall()
    connection.execute("DROP TABLE intake.fixes")
    connection.execute("DROP TABLE intake.hits")
    return [Applied(*row) for row in log]


def _typed_key(shape: Shape, source: str, reading: Reading) -> str:
    """The corrections with the parts of their key as typed columns k0, k1, …; `whole` = as many parts as the key has."""
    parts = len(shape.table.key)
    whole = "true" if parts == 1 else f"len(string_split(key, '|')) = {parts}"
    source = f"(SELECT *, {whole} AS whole FROM {source})"
    for place, name in enumerate(shape.table.key):
        column = shape.table.column(name)
        if column is None:
            continue
        text = "key" if parts == 1 else f"split_part(key, '|', {place + 1})"
        read = one_value(column, stored_type(column), text, source, reading)
        source = f"(SELECT * EXCLUDE (value_read, _faults), value_read AS k{place} FROM ({read}))"
    return source


def _as_value(select: str) -> str:
    """A faulty new value stands in the correction's own column `value`."""
    return f"SELECT row, 'value', value, code, detail FROM ({select}) s(row, col, value, code, detail)"


def _follow_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """A corrected answer that also has a row of its own is corrected there too."""
    connection.execute(
        "DELETE FROM intake.problems WHERE table_name = 'answers' AND col = 'value' AND row IN (SELECT t.rowid "
        "FROM answers t JOIN intake.corrected_answers c ON c.response = t.response AND c.question = t.question)"
    )
    connection.execute(
        "UPDATE answers SET value = c.value FROM intake.corrected_answers c "
        "WHERE c.response = answers.response AND c.question = answers.question"
    )
