"""One table's files, read into a typed DuckDB table of the same name; faulty cells go onto the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from manyi.engine import sql
from manyi.engine.contract import Column, Table, Type
from manyi.engine.evidence.cell_types import Reading, answer_type, stored_type, typed_select
from manyi.engine.evidence.files import Source, check_columns, explain, open_source
from manyi.engine.evidence.folder import Part
from manyi.engine.evidence.problems import Files, fault_select, record
from manyi.engine.problems import EvidenceError

INTEGER_LOW, INTEGER_HIGH = -(2**31), 2**31 - 1


@dataclass(frozen=True)
class Staged:
    """What was read for one table: its files, how many rows, which columns the files brought."""

    files: Files
    read: int
    brought: frozenset[str]


@dataclass(frozen=True)
class Shape:
    """A table as it is stored: the contract's columns, then one answer column per question, each with its type."""

    table: Table
    columns: tuple[Column, ...]
    types: dict[str, str]

    def column(self, name: str) -> Column | None:
        """The column called `name`, or None."""
        return next((column for column in self.columns if column.name == name), None)


def shape(connection: duckdb.DuckDBPyConnection, table: Table) -> Shape:
    """The stored shape of `table`; for responses the questions must have been read."""
    columns = list(table.stored)
    types = {column.name: stored_type(column) for column in columns}
    if table.wide_prefix is not None:
        for question, low, high in connection.execute(
            "SELECT question, low, high FROM questions WHERE kind <> 'text' ORDER BY question"
        ).fetchall():
            name = f"{table.wide_prefix}{question}"
            types[name] = answer_type(low, high)
            columns.append(_answer(name, low, high))
    return Shape(table, tuple(columns), types)


def create_table(connection: duckdb.DuckDBPyConnection, shape: Shape) -> None:
    """Make the empty table."""
    fields = ", ".join(f"{sql.name(column.name)} {shape.types[column.name]}" for column in shape.columns)
    connection.execute(f"CREATE TABLE {sql.name(shape.table.name)} ({fields})")


def stage(
    connection: duckdb.DuckDBPyConnection, shape: Shape, parts: Sequence[Part], reading: Reading, scratch: Path
) -> Staged:
    """Read all `parts` into the table, in order; rowid then counts the rows of all files from 0."""
    table = sql.name(shape.table.name)
    create_table(connection, shape)
    if not parts:
        return Staged(Files((), ()), 0, frozenset())
    connection.execute(f"ALTER TABLE {table} ADD COLUMN _faults VARCHAR")
    names, starts, brought, read = [], [], set[str](), 0
    for part in parts:
        source = open_source(connection, part.path, scratch, part.sheet)
        _check_header(shape, source)
        names.append(source.file)
        starts.append(read)
        brought |= set(source.columns)
        read += _insert(
            connection,
            table,
            typed_select(shape.columns, shape.types, source.columns, source.relation, reading),
            source,
        )
    record(connection, shape.table.name, fault_select(f"SELECT rowid, _faults FROM {table} WHERE _faults IS NOT NULL"))
    connection.execute(f"ALTER TABLE {table} DROP COLUMN _faults")
    return Staged(Files(tuple(names), tuple(starts)), read, frozenset(brought))


def _answer(name: str, low: int | None, high: int | None) -> Column:
    return Column(
        name=name,
        type=Type.INT,
        zh="作答",
        en="an answer",
        low=INTEGER_LOW if low is None else low,
        high=INTEGER_HIGH if high is None else high,
    )


def _check_header(shape: Shape, source: Source) -> None:
    known = [column.name for column in shape.columns]
    for column in source.columns:
        described = shape.table.column(column)
        if described is not None and described.derived:
            raise EvidenceError(
                f"{source.file}: {column} is computed, never brought. Remove the column.",
                f"{source.file}：{column} 由系统计算，不能提供。请删除该列。",
            )
        if column not in known and shape.table.wide_prefix and column.startswith(shape.table.wide_prefix):
            question = column.removeprefix(shape.table.wide_prefix)
            raise EvidenceError(
                f"{source.file}: column {column!r} needs the question {question!r}, "
                "which is not among the good rows of questions (or is of kind text).",
                f"{source.file}：列 {column!r} 需要题目 {question!r}，但 questions 的有效行中没有它（或题型为 text）。",
            )
    check_columns(source, known, [column.name for column in shape.table.stored if column.required])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, select: str, source: Source) -> int:
    try:
        done = connection.execute(f"INSERT INTO {table} {select}").fetchone()
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        raise
    except duckdb.Error as error:
        raise explain(source.file, error) from None
    return int(done[0]) if done else 0
