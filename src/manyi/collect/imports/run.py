"""`manyi import`: foreign files become evidence files by a mapping, with a report of every row."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import duckdb

from manyi.collect.imports.cells import BREAK, REFUSED, UNKNOWN, Name, kind_of, test_sql, with_cells
from manyi.collect.imports.mapping import Cell, Mapping, Rows, named
from manyi.collect.imports.reading import read_mapping
from manyi.collect.imports.report import Example, ImportReport, Reason, TableReport
from manyi.engine import sql
from manyi.engine.contract import Type
from manyi.engine.evidence import MEMORY, open_database
from manyi.engine.evidence.files import Source, explain, open_source
from manyi.engine.evidence.time_zone import to_utc
from manyi.engine.problems import EvidenceError
from manyi.engine.tables import TABLES

REPORT = "import-report.json"
_EXAMPLES = 20
FileFormat = Literal["csv", "parquet"]


@dataclass
class _Import:
    connection: duckdb.DuckDBPyConnection
    mapping: Mapping
    names: dict[str, Name] = field(default_factory=dict)
    cells: dict[str, tuple[str, Cell]] = field(
        default_factory=dict
    )  # id → what it is called in the report, and the cell

    @property
    def refused(self) -> str:
        """SQL: whether a foreign row has a refused value."""
        return " OR ".join(f"coalesce(starts_with(x_{place}, '{REFUSED}'), false)" for place in self.cells) or "false"


def import_foreign(
    mapping_path: Path,
    source_files: Sequence[Path],
    out_folder: Path,
    *,
    file_format: FileFormat = "csv",
    memory: str = MEMORY,
) -> ImportReport:
    """Turn `source_files` into evidence files and import-report.json in the new or empty `out_folder`.

    Raises MappingError for a mapping that is not understood and EvidenceError for a file that cannot be read or lacks a
    column. Values that do not fit exclude their foreign row, with a reason in the report.
    """
    mapping = read_mapping(mapping_path)
    if out_folder.exists() and any(out_folder.iterdir()):
        raise EvidenceError(
            f"{out_folder.name} is not empty; an import never writes over files. Choose a new folder.",
            f"{out_folder.name} 不为空；导入不会覆盖已有文件，请另选文件夹。",
        )
    out_folder.mkdir(parents=True, exist_ok=True)
    connection = open_database(None, memory)
    try:
        with TemporaryDirectory(prefix="manyi-") as copies:
            sources = [open_source(connection, path, Path(copies)) for path in source_files]
            work = _Import(connection, mapping)
            unused = _load(work, sources)
        _map_values(work)
        _map_columns(work)
        tables = {name: _write(work, name, out_folder, file_format) for name in _tables(mapping)}
        report = _report(work, [source.file for source in sources], tables, unused)
    finally:
        connection.close()
    report.write(out_folder / REPORT)
    return report


# ---- reading the foreign files --------------------------------------------------------------------------------------


def _needed(mapping: Mapping) -> list[str]:
    """The foreign columns the mapping speaks of, in its order."""
    cells = [*mapping.values.values(), *(cell for rows in mapping.tables for cell in rows.columns.values())]
    names = [name for cell in cells for name in cell.inputs]
    names += [name for rows in mapping.tables for test in rows.only_if for name in named(test)]
    return list(dict.fromkeys(name for name in names if name not in mapping.values))


def _load(work: _Import, sources: Sequence[Source]) -> tuple[str, ...]:
    """Put the needed columns of all files into the table `foreign`; returns the columns nobody needs."""
    needed = _needed(work.mapping)
    work.names = {column: Name(f"r_{place}") for place, column in enumerate(needed)}
    columns = ", ".join(f"{name.place} VARCHAR" for name in work.names.values())
    work.connection.execute(
        f"CREATE TABLE foreign_0 (file INTEGER, data_row BIGINT{', ' + columns if columns else ''})"
    )
    unused: dict[str, None] = {}
    for place, source in enumerate(sources):
        for column in needed:
            _check_column(column, source, work.mapping)
        chosen = "".join(f", {sql.name(column)}" for column in needed)
        try:
            work.connection.execute(f"INSERT INTO foreign_0 SELECT {place}, data_row{chosen} FROM {source.numbered}")
        except duckdb.Error as error:
            raise explain(source.file, error) from None
        unused |= dict.fromkeys(column for column in source.columns if column not in needed)
    return tuple(unused)


def _check_column(column: str, source: Source, mapping: Mapping) -> None:
    if column not in source.columns:
        near = get_close_matches(column, source.columns, n=1, cutoff=0.6)
        hint, zh = (f" Did you mean {near[0]!r}?", f"是否应为 {near[0]!r}？") if near else ("", "")
        raise EvidenceError(
            f"{source.file}: the mapping {mapping.mapping} needs the column {column!r}, which is not there.{hint}",
            f"{source.file}：映射 {mapping.mapping} 需要列 {column!r}，但文件中没有。{zh}",
        )


# ---- values and columns ---------------------------------------------------------------------------------------------


def _map_values(work: _Import) -> None:
    """Named values one after the other, since each may use those before it."""
    for place, (name, cell) in enumerate(work.mapping.values.items()):
        _add_cells(work, {f"value{place}": (name, cell)})
        work.names[name] = Name(f"v_value{place}", kind_of(cell, work.names))


def _map_columns(work: _Import) -> None:
    """The columns of all tables at once: they use values and foreign columns only."""
    _add_cells(
        work,
        {
            f"t{place}_{number}": (f"{rows.table}.{column}", cell)
            for place, rows in enumerate(work.mapping.tables)
            for number, (column, cell) in enumerate(rows.columns.items())
        },
    )


def _add_cells(work: _Import, cells: Dict[str, tuple[str, Cell]]) -> None:
    if not cells:
        return
    before, after = f"foreign_{len(work.cells)}", f"foreign_{len(work.cells) + len(cells)}"
    only = {place: cell for place, (_, cell) in cells.items()}
    made = with_cells(before, only, work.names, work.mapping.time_zone)
    work.connection.execute(f"CREATE TABLE {after} AS FROM {made}")
    work.connection.execute(f"DROP TABLE {before}")
    work.cells |= cells


# ---- writing evidence -----------------------------------------------------------------------------------------------


def _tables(mapping: Mapping) -> list[str]:
    return list(dict.fromkeys(rows.table for rows in mapping.tables))


def _write(work: _Import, table: str, folder: Path, file_format: FileFormat) -> TableReport:
    """Write all rows of one evidence table, sorted, each once."""
    entries = [(place, rows) for place, rows in enumerate(work.mapping.tables) if rows.table == table]
    columns = list(
        dict.fromkeys(name for _, rows in entries for one in ([rows.columns], rows.rows) for row in one for name in row)
    )
    parts = [part for place, rows in entries for part in _selects(work, place, rows, columns)]
    made = f"({' UNION ALL '.join(parts)})"
    keys = [name for name in TABLES[table].key if (column := TABLES[table].column(name)) and column.required]
    keyed = " AND ".join(f"{sql.name(name)} IS NOT NULL" for name in keys)
    taken = {name: cell.take for _, rows in entries for name, cell in rows.columns.items() if cell.take is not None}
    chosen = ", ".join(
        f"{'min' if taken[name] == 'smallest' else 'max'}({sql.name(name)}) AS {sql.name(name)}"
        if name in taken
        else sql.name(name)
        for name in columns
    )
    work.connection.execute(
        f"CREATE TABLE written AS SELECT {chosen} FROM {made} WHERE {keyed} GROUP BY ALL ORDER BY ALL"
    )
    place = sql.text(str(folder / f"{table}.{file_format}"))
    work.connection.execute(f"COPY (FROM written ORDER BY ALL) TO {place} ({_OPTIONS[file_format]})")
    made_rows = _count(work, f"FROM {made}")
    without_key = made_rows - _count(work, f"FROM {made} WHERE {keyed}")
    written = _count(work, "FROM written")
    work.connection.execute("DROP TABLE written")
    return TableReport(made_rows, written, made_rows - without_key - written, without_key)


_OPTIONS: dict[FileFormat, str] = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}


def _selects(work: _Import, place: int, rows: Rows, columns: Sequence[str]) -> list[str]:
    """SQL for each source of an entry's rows, with all `columns` of its table as text."""
    if rows.rows:
        return [
            f"SELECT {', '.join(_constant(row.get(name)) + ' AS ' + sql.name(name) for name in columns)}"
            for row in rows.rows
        ]
    numbers = {name: number for number, name in enumerate(rows.columns)}
    cells = ", ".join(
        (_output(work, rows, f"t{place}_{numbers[name]}", name) if name in numbers else "NULL::VARCHAR")
        + f" AS {sql.name(name)}"
        for name in columns
    )
    tests = [test_sql(test, work.names[str(test.of)], work.names) for test in rows.only_if]
    where = " AND ".join([f"NOT ({work.refused})", *tests])
    return [f"SELECT {cells} FROM foreign_{len(work.cells)} WHERE {where}"]


def _constant(value: str | None) -> str:
    return "NULL::VARCHAR" if value is None else sql.text(value)


def _output(work: _Import, rows: Rows, cell_id: str, column: str) -> str:
    """SQL: a value as evidence text; times in UTC when the mapping knows their zone."""
    kind = kind_of(work.cells[cell_id][1], work.names)
    described = TABLES[rows.table].column(column)
    value, zone = f"v_{cell_id}", work.mapping.time_zone
    if kind != "time":
        return f"{value}::VARCHAR"
    if described is not None and described.type is Type.DATE:
        return f"{value}::DATE::VARCHAR"
    return f"{value}::VARCHAR" if zone is None else f"{to_utc(value, zone)}::VARCHAR || 'Z'"


# ---- the report -----------------------------------------------------------------------------------------------------


def _report(
    work: _Import, files: Sequence[str], tables: Dict[str, TableReport], unused: tuple[str, ...]
) -> ImportReport:
    last = f"foreign_{len(work.cells)}"
    read = _count(work, f"FROM {last}")
    excluded = _count(work, f"FROM {last} WHERE {work.refused}")
    counted = [_count(work, f"FROM {last} WHERE file = {place}") for place in range(len(files))]
    return ImportReport(
        mapping=work.mapping.mapping,
        files=dict(zip(files, counted, strict=True)),
        read=read,
        kept=read - excluded,
        excluded=excluded,
        refused=_reasons(work, last, REFUSED, files),
        unknown=_reasons(work, last, UNKNOWN, files),
        tables=tables,
        unused_columns=unused,
    )


def _reasons(work: _Import, table: str, mark: str, files: Sequence[str]) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for place, (name, _) in work.cells.items():
        rows = work.connection.execute(
            f"SELECT split_part(substr(x_{place}, 2), {sql.text(BREAK)}, 1), count(*) FROM {table} "
            f"WHERE starts_with(x_{place}, '{mark}') GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        for reason, count in rows:
            found.append(
                Reason(name, str(reason), int(count), _examples(work, table, place, mark + str(reason), files))
            )
    return tuple(found)


def _examples(work: _Import, table: str, place: str, marked: str, files: Sequence[str]) -> tuple[Example, ...]:
    rows = work.connection.execute(
        f"SELECT file, data_row, substr(x_{place}, {len(marked) + 2}) FROM {table} "
        f"WHERE starts_with(x_{place}, {sql.text(marked + BREAK)}) ORDER BY file, data_row LIMIT {_EXAMPLES}"
    ).fetchall()
    return tuple(Example(files[file], int(row), str(value)[:80]) for file, row, value in rows)


def _count(work: _Import, source: str) -> int:
    row = work.connection.execute(f"SELECT count(*) {source}").fetchone()
    return int(row[0]) if row else 0
