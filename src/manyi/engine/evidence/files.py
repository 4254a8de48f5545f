"""One file (csv, csv.gz, parquet, xlsx) as a DuckDB relation of text columns, or a clear refusal."""

import csv
import io
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from tempfile import mkstemp

import duckdb

from manyi.engine import sql
from manyi.engine.evidence.encoding import detect, open_bytes, to_utf8
from manyi.engine.evidence.workbook import sheet_to_csv
from manyi.engine.problems import EvidenceError

ENDINGS = (".csv", ".csv.gz", ".parquet", ".xlsx")
_HEADER_LIMIT = 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A file ready to be read: `relation` is SQL for FROM, giving `columns` as VARCHAR in the file's row order."""

    file: str
    columns: tuple[str, ...]
    relation: str

    @property
    def numbered(self) -> str:
        """SQL for FROM with the column `data_row` (1 = first row after the header) in front."""
        return f"(SELECT row_number() OVER () AS data_row, * FROM {self.relation})"


def open_source(connection: duckdb.DuckDBPyConnection, path: Path, scratch: Path, sheet: str | None = None) -> Source:
    """The file at `path` as text columns; copies that must be made (UTF-8, sheets) go into the folder `scratch`.

    Raises EvidenceError for a missing or empty file, an unreadable encoding, broken headings or a damaged file.
    """
    if not path.is_file():
        raise EvidenceError(f"{path.name}: there is no such file.", f"{path.name}：没有这个文件。")
    if path.stat().st_size == 0:
        raise _empty(path)
    if path.name.endswith(".parquet"):
        return _parquet(connection, path)
    if path.name.endswith(".xlsx"):
        copy = _scratch_file(scratch)
        sheet_to_csv(path, sheet, copy)
        return _csv(path.name if sheet is None else f"{path.name}[{sheet}]", copy)
    if path.name.endswith((".csv", ".csv.gz")):
        encoding = detect(path)
        if encoding == "utf-8":
            return _csv(path.name, path)
        copy = _scratch_file(scratch)
        to_utf8(path, encoding, copy)
        return _csv(path.name, copy)
    raise EvidenceError(
        f"{path.name}: a table is a file ending in {', '.join(ENDINGS)}.",
        f"{path.name}：表格文件的扩展名应为 {'、'.join(ENDINGS)}。",
    )


def check_columns(source: Source, known: Sequence[str], required: Sequence[str], prefix: str | None = None) -> None:
    """Refuse a file with a column that is not `known` (nor starts with `prefix`) or without a `required` one."""
    for column in source.columns:
        if column in known or (prefix is not None and column.startswith(prefix) and column != prefix):
            continue
        near = get_close_matches(column.lower(), known, n=1, cutoff=0.6)
        hint, zh = (
            (f"did you mean {near[0]}?", f"是否应为 {near[0]}？")
            if near
            else (f"known are {', '.join(known)}.", f"可用的列：{'、'.join(known)}。")
        )
        raise EvidenceError(
            f"{source.file}: unknown column {column!r}; {hint}", f"{source.file}：未知的列 {column!r}；{zh}"
        )
    for column in required:
        if column not in source.columns:
            raise EvidenceError(
                f"{source.file}: the required column {column!r} is missing.",
                f"{source.file}：缺少必需的列 {column!r}。",
            )


def explain(file: str, error: duckdb.Error) -> EvidenceError:
    """What DuckDB found while reading `file`, in plain words with the line number."""
    message = str(error)
    line = re.search(r"CSV Error on Line: (\d+)", message)
    place, ort = (f" line {line[1]}", f"第 {line[1]} 行") if line else ("", "")
    columns = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", message)
    if columns:
        return EvidenceError(
            f"{file}{place}: {columns[2]} values where the heading has {columns[1]} columns. "
            "A value that holds a comma needs quotes around it.",
            f"{file}{ort}：有 {columns[2]} 个值，而表头有 {columns[1]} 列。含逗号的值需要加引号。",
        )
    if "quote" in message or "state machine" in message:
        return EvidenceError(
            f'{file}{place}: a quote (") is opened and not closed, or text follows the closing one. '
            'A quote inside a value is written twice ("").',
            f'{file}{ort}：引号（"）没有配对，或结束引号之后还有文字。值内的引号应写两次（""）。',
        )
    if "maximum line size" in message.lower():
        return EvidenceError(
            f'{file}{place}: one row is longer than 2 MB; probably a quote (") is not closed.',
            f"{file}{ort}：一行超过 2 MB，可能有引号没有配对。",
        )
    first = message.splitlines()[0]
    return EvidenceError(f"{file}{place}: it cannot be read ({first}).", f"{file}{ort}：无法读取（{first}）。")


def _scratch_file(scratch: Path) -> Path:
    handle, name = mkstemp(suffix=".csv", dir=scratch)
    os.close(handle)
    return Path(name)


def _empty(path: Path) -> EvidenceError:
    return EvidenceError(
        f"{path.name} is empty. A table needs at least its heading.", f"{path.name} 是空文件，表格至少要有表头。"
    )


def _csv(file: str, path: Path) -> Source:
    with open_bytes(path) as stream:
        start = stream.read(_HEADER_LIMIT).decode("utf-8-sig", "ignore")
    if not start.strip():
        raise _empty(Path(file))
    delimiter = _delimiter(start)
    header = next(csv.reader(io.StringIO(start), delimiter=delimiter), [])
    columns = _checked_header(file, header)
    types = ", ".join(f"{sql.text(column)}: 'VARCHAR'" for column in columns)
    return Source(
        file,
        columns,
        f"read_csv({sql.path(path)}, auto_detect = false, header = true, strict_mode = true, null_padding = false, "
        f"delim = {sql.text(delimiter)}, quote = '\"', escape = '\"', columns = {{{types}}}, "
        f"compression = '{'gzip' if path.name.endswith('.gz') else 'none'}')",
    )


def _delimiter(start: str) -> str:
    """Comma, or what the first line has instead of any: a semicolon or a tab."""
    line = start.splitlines()[0]
    return next((mark for mark in ",;\t" if mark in line), ",")


def _checked_header(file: str, header: Sequence[str]) -> tuple[str, ...]:
    """The trimmed headings. DuckDB tells no upper from lower case in names, so `A` and `a` are one column."""
    columns = tuple(cell.strip() for cell in header)
    seen: dict[str, str] = {}
    for place, column in enumerate(columns, start=1):
        if not column:
            raise EvidenceError(f"{file}: column {place} has no heading.", f"{file}：第 {place} 列没有表头。")
        if column.lower() in seen:
            raise EvidenceError(f"{file}: the column {column!r} is there twice.", f"{file}：列 {column!r} 重复出现。")
        seen[column.lower()] = column
    return columns


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Source:
    place = sql.path(path)
    try:
        rows = connection.execute(
            f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet({place}))"
        )
        described = [(str(column), str(kind)) for column, kind in rows.fetchall()]
    except duckdb.Error:
        raise EvidenceError(
            f"{path.name} is not a whole Parquet file: it is damaged or cut off. Fetch it again from its source.",
            f"{path.name} 不是完整的 Parquet 文件：已损坏或不完整，请重新获取。",
        ) from None
    columns = _checked_header(path.name, [column for column, _ in described])
    texts = ", ".join(
        f"CAST({sql.name(column)} AS VARCHAR) AS {sql.name(heading)}"
        for (column, _), heading in zip(described, columns, strict=True)
    )
    return Source(path.name, columns, f"(SELECT {texts} FROM read_parquet({place}))")
