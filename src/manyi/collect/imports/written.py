"""The evidence tables of an import: all rows made for a table, each written once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import duckdb

from manyi.collect.imports.cells import kind_of
from manyi.collect.imports.expansion import Made
from manyi.collect.imports.foreign import Foreign, asked_for
from manyi.collect.imports.report import TableReport
from manyi.engine import sql
from manyi.engine.contract import Type
from manyi.engine.evidence.time_zone import to_utc
from manyi.engine.tables import TABLES

FileFormat = Literal["csv", "parquet"]
_OPTIONS: dict[FileFormat, str] = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}


def tables_of(works: Sequence[Foreign]) -> list[str]:
    """The evidence tables that are made, in the order of the mapping."""
    return list(dict.fromkeys(made.rows.table for work in works for made in work.made))


def write_table(works: Sequence[Foreign], table: str, folder: Path, file_format: FileFormat) -> TableReport:
    """Write all rows of one evidence table, sorted, each once."""
    connection = works[0].connection
    entries = [
        (work, place, made) for work in works for place, made in enumerate(work.made) if made.rows.table == table
    ]
    given = [[*made.rows.columns, *(name for row in made.rows.rows for name in row)] for _, _, made in entries]
    columns = list(dict.fromkeys(name for names in given for name in names))
    parts = [part for work, place, made in entries for part in _selects(work, place, made, columns)]
    source = f"({' UNION ALL '.join(parts)})"
    keys = [name for name in TABLES[table].key if (column := TABLES[table].column(name)) and column.required]
    keyed = " AND ".join(f"{sql.name(name)} IS NOT NULL" for name in keys)
    chosen = ", ".join(_chosen(name, entries) for name in columns)
    connection.execute(f"CREATE TABLE written AS SELECT {chosen} FROM {source} WHERE {keyed} GROUP BY ALL ORDER BY ALL")
    place = sql.text(str(folder / f"{table}.{file_format}"))
    connection.execute(f"COPY (FROM written ORDER BY ALL) TO {place} ({_OPTIONS[file_format]})")
    rows = count(connection, f"FROM {source}")
    without_key = rows - count(connection, f"FROM {source} WHERE {keyed}")
    written = count(connection, "FROM written")
    connection.execute("DROP TABLE written")
    return TableReport(rows, written, rows - without_key - written, without_key)


def count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    """The number of rows of `source`, SQL from FROM on."""
    row = connection.execute(f"SELECT count(*) {source}").fetchone()
    return int(row[0]) if row else 0


def _chosen(name: str, entries: Sequence[tuple[Foreign, int, Made]]) -> str:
    """SQL: a column, or its smallest or largest value where the rows are equal in all else."""
    cells = [made.rows.columns[name] for _, _, made in entries if name in made.rows.columns]
    take = next((cell.take for cell in cells if cell.take is not None), None)
    if take is None:
        return sql.name(name)
    return f"{'min' if take == 'smallest' else 'max'}({sql.name(name)}) AS {sql.name(name)}"


def _selects(work: Foreign, place: int, made: Made, columns: Sequence[str]) -> list[str]:
    """SQL for each source of an entry's rows, with all `columns` of its table as text."""
    rows = made.rows
    if rows.rows:
        return [
            f"SELECT {', '.join(_constant(row.get(name)) + ' AS ' + sql.name(name) for name in columns)}"
            for row in rows.rows
        ]
    numbers = {name: number for number, name in enumerate(rows.columns)}
    cells = ", ".join(
        (_output(work, made, f"t{place}_{numbers[name]}", name) if name in numbers else "NULL::VARCHAR")
        + f" AS {sql.name(name)}"
        for name in columns
    )
    return [f"SELECT {cells} FROM {work.table} WHERE NOT ({work.refused}) AND {asked_for(work, made)}"]


def _constant(value: str | None) -> str:
    return "NULL::VARCHAR" if value is None else sql.text(value)


def _output(work: Foreign, made: Made, cell_id: str, column: str) -> str:
    """SQL: a value as evidence text; times in UTC when the mapping knows their zone."""
    kind = kind_of(work.cells[cell_id][1], work.names)
    described = TABLES[made.rows.table].column(column)
    value, zone = f"v_{cell_id}", work.mapping.time_zone
    if kind != "time":
        return f"{value}::VARCHAR"
    if described is not None and described.type is Type.DATE:
        return f"{value}::DATE::VARCHAR"
    return f"{value}::VARCHAR" if zone is None else f"{to_utc(value, zone)}::VARCHAR || 'Z'"
