"""A folder of evidence files, read, checked and typed: what was kept, what was excluded and why."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from weakref import finalize

import duckdb

from manyi.engine import sql
from manyi.engine.contract import Table
from manyi.engine.evidence import problems as problem_list
from manyi.engine.evidence.answers import check_answers, merge_answers
from manyi.engine.evidence.cell_types import Reading
from manyi.engine.evidence.corrections import Applied, apply_corrections, prepare_corrections
from manyi.engine.evidence.folder import Layout, lay_out
from manyi.engine.evidence.links import check_links, reading_order
from manyi.engine.evidence.rows import check_rows
from manyi.engine.evidence.stage import Shape, Staged, shape, stage
from manyi.engine.evidence.time_zone import utc_spans
from manyi.engine.evidence.units import Filled, fill_units
from manyi.engine.problems import EvidenceError, Problem, Remark
from manyi.engine.tables import TABLES

MEMORY = "2GB"


@dataclass(frozen=True)
class Counts:
    """Rows of one table: `kept` + `excluded` = `read`; empty units that were filled, and that stayed `open`."""

    read: int = 0
    kept: int = 0
    excluded: int = 0
    filled: int = 0
    open: int = 0


@dataclass(frozen=True)
class Evidence:
    """Checked evidence: every contract table, typed, in `connection`; answers are columns `answer_<question>` of responses.

    `problems` lists the first 10,000 bad cells and rows by table, file and row; `problem_counts` counts the rows with
    each (table, reason), all of them. `answers` is always empty: its rows became columns.
    """

    connection: duckdb.DuckDBPyConnection
    time_zone: str
    counts: Mapping[str, Counts]
    problems: tuple[Problem, ...] = ()
    problem_counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    corrections: tuple[Applied, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def close(self) -> None:
        """Let go of the database."""
        self.connection.close()


@dataclass
class _Intake:
    connection: duckdb.DuckDBPyConnection
    reading: Reading
    layout: Layout
    copies: Path
    shapes: dict[str, Shape] = field(default_factory=dict)
    staged: dict[str, Staged] = field(default_factory=dict)
    filled: dict[str, Filled] = field(default_factory=dict)
    applied: list[Applied] = field(default_factory=list)
    answers_kept: int = 0


def read_evidence(
    folder: Path,
    *,
    time_zone: str,
    until: date | None,
    progress: Callable[[str], None] | None = None,
    scratch: Path | None = None,
    memory: str = MEMORY,
) -> Evidence:
    """Read, check and type the evidence in `folder`.

    Local times are those of `time_zone`. Nothing may have happened on `until` or later (None = no limit): give the day
    on which the evidence was taken, not the end of the period. Bad rows are excluded and listed; what makes a file
    unreadable raises EvidenceError. `scratch` takes what does not fit into `memory`.
    """
    utc_spans(time_zone)
    layout = lay_out(folder)
    connection = open_database(scratch, memory)
    try:
        problem_list.create(connection)
        with TemporaryDirectory(prefix="manyi-", dir=scratch) as copies:
            intake = _Intake(connection, Reading(time_zone, until), layout, Path(copies))
            for name in reading_order():
                if progress is not None:
                    progress(name)
                _read_table(intake, TABLES[name])
        problem_list.exclude(connection, "corrections")
        return _evidence(intake)
    except BaseException as error:
        connection.close()
        if isinstance(error, (duckdb.OutOfMemoryException, duckdb.IOException)):
            raise _no_room(error, memory) from None
        raise


def _no_room(error: duckdb.Error, memory: str) -> EvidenceError:
    reason = str(error).splitlines()[0]
    return EvidenceError(
        f"The evidence does not fit into {memory} of memory and the scratch disk ({reason}). "
        "Allow more memory, or give scratch space on a larger disk.",
        f"数据超出 {memory} 内存和临时磁盘空间（{reason}）。请增加内存，或改用更大的临时磁盘。",
    )


def open_database(scratch: Path | None, memory: str) -> duckdb.DuckDBPyConnection:
    """An in-memory database that spills into `scratch` (None: a folder that goes when it goes) and fetches nothing."""
    place = str(scratch) if scratch is not None else mkdtemp(prefix="manyi-")
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            "temp_directory": place,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    if scratch is None:
        finalize(connection, shutil.rmtree, place, ignore_errors=True)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _read_table(intake: _Intake, table: Table) -> None:
    connection, reading = intake.connection, intake.reading
    form = shape(connection, table)
    intake.shapes[table.name] = form
    staged = stage(connection, form, intake.layout.parts.get(table.name, ()), reading, intake.copies)
    intake.staged[table.name] = staged
    if table.name != "corrections" and intake.staged["corrections"].read:
        intake.applied += apply_corrections(connection, form, reading)
    if staged.read:
        problem_list.exclude(connection, table.name)
        check_rows(connection, table)
        check_links(connection, table, reading.zone)
    if table.name == "corrections" and staged.read:
        prepare_corrections(connection)
    elif table.name == "answers":
        if staged.read:
            check_answers(connection)
            intake.answers_kept = merge_answers(connection, intake.shapes["responses"], intake.staged["responses"])
        _fill(intake, TABLES["responses"])
    elif table.name != "responses":
        _fill(intake, table)


def _fill(intake: _Intake, table: Table) -> None:
    if intake.staged[table.name].read:
        intake.filled[table.name] = fill_units(intake.connection, table, intake.reading.zone)


def _evidence(intake: _Intake) -> Evidence:
    connection = intake.connection
    files = {name: staged.files for name, staged in intake.staged.items()}
    evidence = Evidence(
        connection=connection,
        time_zone=intake.reading.zone,
        counts={name: _counts(intake, name) for name in TABLES},
        problems=problem_list.listed(connection, files, problem_list.LISTED),
        problem_counts=problem_list.counted(connection),
        corrections=tuple(intake.applied),
        remarks=intake.layout.remarks,
    )
    connection.execute("DROP SCHEMA intake CASCADE")
    return evidence


def _counts(intake: _Intake, name: str) -> Counts:
    if not intake.staged[name].read:
        return Counts()
    row = intake.connection.execute(f"SELECT count(*) FROM {sql.name(name)}").fetchone()
    kept = intake.answers_kept if name == "answers" else int(row[0]) if row else 0
    read, filled = intake.staged[name].read, intake.filled.get(name, Filled())
    return Counts(read, kept, read - kept, filled.filled, filled.open)
