"""`manyi import`: foreign files become evidence files by a mapping, with a report of every row."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from manyi.collect.imports.cells import BREAK, REFUSED, UNKNOWN
from manyi.collect.imports.foreign import REPEATED, Foreign, load, make_columns, make_values
from manyi.collect.imports.mapping import FilePart, Mapping
from manyi.collect.imports.reading import read_mapping
from manyi.collect.imports.report import Example, ImportReport, Reason, TableReport
from manyi.collect.imports.written import FileFormat, count, tables_of, write_table
from manyi.engine import sql
from manyi.engine.evidence import MEMORY, open_database
from manyi.engine.evidence.encoding import detect
from manyi.engine.evidence.files import open_source
from manyi.engine.problems import EvidenceError

REPORT = "import-report.json"
_EXAMPLES = 20


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
    sorted_out = _by_part(mapping, source_files)
    out_folder.mkdir(parents=True, exist_ok=True)
    connection = open_database(None, memory)
    try:
        works = _loaded(connection, mapping, sorted_out)
        for work in works.values():
            make_values(work, works)
            make_columns(work)
        used = list(works.values())
        tables = {name: write_table(used, name, out_folder, file_format) for name in tables_of(used)}
        report = _report(mapping, used, tables, {path.name: encoding_of(path) for path in source_files})
    finally:
        connection.close()
    report.write(out_folder / REPORT)
    return report


def encoding_of(path: Path) -> str:
    """What the text of a file was read as; "" for a format that says so itself."""
    return detect(path) if path.name.endswith((".csv", ".csv.gz")) else ""


# ---- which file is which --------------------------------------------------------------------------------------------


def _by_part(mapping: Mapping, files: Sequence[Path]) -> dict[str, list[Path]]:
    """The files of each kind, by the name of the kind; each file is of one kind and each kind has a file."""
    if not mapping.files:
        return {"": list(files)}
    found: dict[str, list[Path]] = {name: [] for name in mapping.files}
    for path in files:
        kinds = [name for name, part in mapping.files.items() if _is_named(path.name, part)]
        if len(kinds) != 1:
            raise _unsorted(path.name, mapping, kinds)
        found[kinds[0]].append(path)
    for name, paths in found.items():
        if not paths:
            like, zh = (mark.join(mapping.files[name].named) for mark in (" or ", " 或 "))
            raise EvidenceError(
                f"the mapping {mapping.mapping} needs a file of the kind {name}, named like {like}; none was given.",
                f"映射 {mapping.mapping} 需要 {name} 类文件（名称如 {zh}），但没有给出。",
            )
    return found


def _is_named(name: str, part: FilePart) -> bool:
    return any(fnmatch(name.lower(), pattern.lower()) for pattern in part.named)


def _unsorted(file: str, mapping: Mapping, kinds: Sequence[str]) -> EvidenceError:
    if kinds:
        return EvidenceError(
            f"{file} is named like files of several kinds: {', '.join(kinds)}. Make `named` in the mapping narrower.",
            f"{file} 的名称同时符合多类文件：{'、'.join(kinds)}。请收窄映射中的 `named`。",
        )
    known = [f"{name} ({' or '.join(part.named)})" for name, part in mapping.files.items()]
    return EvidenceError(
        f"{file} is of no kind the mapping {mapping.mapping} knows; known are {', '.join(known)}.",
        f"{file} 不属于映射 {mapping.mapping} 所知的任何一类文件；可用的有：{'、'.join(known)}。",
    )


def _loaded(
    connection: duckdb.DuckDBPyConnection, mapping: Mapping, files: Dict[str, list[Path]]
) -> dict[str, Foreign]:
    lookups = [cell.lookup for part in mapping.parts.values() for cell in part.values.values() if cell.lookup]
    works: dict[str, Foreign] = {}
    with TemporaryDirectory(prefix="manyi-") as copies:
        for number, (name, part) in enumerate(mapping.parts.items()):
            sources = [open_source(connection, path, Path(copies)) for path in files[name]]
            looked = [column for one in lookups if one.in_ == name for column in (one.column, one.by)]
            works[name] = Foreign(connection, mapping, number, part, sources, looked_for=looked)
            load(works[name])
    return works


# ---- the report -----------------------------------------------------------------------------------------------------


def _report(
    mapping: Mapping, works: Sequence[Foreign], tables: Dict[str, TableReport], encodings: Dict[str, str]
) -> ImportReport:
    repeated = sum(count(work.connection, f"FROM {work.repeated}") for work in works)
    read = sum(count(work.connection, f"FROM {work.table}") for work in works) + repeated
    excluded = sum(count(work.connection, f"FROM {work.table} WHERE {work.refused}") for work in works) + repeated
    return ImportReport(
        mapping=mapping.mapping,
        files={source.file: _rows_of(work, place) for work in works for place, source in enumerate(work.sources)},
        encodings=encodings,
        read=read,
        kept=read - excluded,
        excluded=excluded,
        refused=tuple(reason for work in works for reason in (*_repeated(work), *_reasons(work, REFUSED))),
        unknown=tuple(reason for work in works for reason in _reasons(work, UNKNOWN)),
        tables=tables,
        unused_columns=tuple(dict.fromkeys(column for work in works for column in work.unused)),
    )


def _rows_of(work: Foreign, file: int) -> int:
    return sum(count(work.connection, f"FROM {table} WHERE file = {file}") for table in (work.table, work.repeated))


def _repeated(work: Foreign) -> list[Reason]:
    rows = work.connection.execute(f"SELECT file, data_row FROM {work.repeated} ORDER BY ALL").fetchall()
    examples = tuple(Example(work.sources[file].file, int(row), "") for file, row in rows[:_EXAMPLES])
    return [Reason("row", REPEATED, len(rows), examples)] if rows else []


def _reasons(work: Foreign, mark: str) -> list[Reason]:
    found: list[Reason] = []
    for place, (name, _) in work.cells.items():
        rows = work.connection.execute(
            f"SELECT split_part(substr(x_{place}, 2), {sql.text(BREAK)}, 1), count(*) FROM {work.table} "
            f"WHERE starts_with(x_{place}, '{mark}') GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        for reason, rows_with_it in rows:
            examples = _examples(work, place, mark + str(reason))
            found.append(Reason(name, str(reason), int(rows_with_it), examples))
    return found


def _examples(work: Foreign, place: str, marked: str) -> tuple[Example, ...]:
    rows = work.connection.execute(
        f"SELECT file, data_row, substr(x_{place}, {len(marked) + 2}) FROM {work.table} "
        f"WHERE starts_with(x_{place}, {sql.text(marked + BREAK)}) ORDER BY file, data_row LIMIT {_EXAMPLES}"
    ).fetchall()
    return tuple(Example(work.sources[file].file, int(row), str(value)[:80]) for file, row, value in rows)
