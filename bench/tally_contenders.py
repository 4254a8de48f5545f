"""Ways to reduce responses to sums per person, each returning how many responses and points it counted, to compare."""

import pickle
import sqlite3
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import duckdb
import pyarrow.parquet

from bench.responses import QUESTIONS
from manyi.engine.backend import DuckDB
from manyi.engine.clean import Findings, Review, clean, inspect
from manyi.engine.clean_rules import Duplicate, Fast, Rule, StaffDevice, StraightLine, UnknownSubject
from manyi.engine.tally import Item, Month, TallyPlan, tally

Totals = tuple[int, int]
"""Responses counted, and the sum of their answers to all questions."""
Prepared = Callable[[], Totals]

RULES: tuple[Rule, ...] = (
    Fast(seconds=Fraction(2), clause="1"),
    StraightLine(questions=8, clause="1"),
    StaffDevice(clause="1"),
    Duplicate(of=("customer", "touchpoint"), keep="first", clause="1"),
    UnknownSubject(clause="1"),
)
MONTHS = tuple(
    Month(month=202600 + month, start=datetime(2026, month, 1), end=datetime(2026, month + 1, 1)) for month in (1, 2, 3)
)
SETTLED = ("person", "unit", "position_group", "month", "mode", "touchpoint")
"""What ev-sales groups answers by: subjects, month and its two case-mix factors."""
POOLED = ("position_group", "month")
_REVIEWED = 500


def prepare_ours(path: Path, keys: tuple[str, ...], pools: tuple[str, ...] = ("position_group",)) -> Prepared:
    """Clean from findings made before and 500 verdicts, then tally."""
    backend = DuckDB.open(memory="1GB", temp=path.parent)
    responses = backend.parquet(path)
    findings: Findings = pickle.loads(path.with_suffix(".findings").read_bytes())
    reviews = [Review(name, "fast", True, "checked by hand") for name in findings.flags["response"][:_REVIEWED]]
    dimensions = {question: (Item(column=question, low=1, high=5),) for question in QUESTIONS}
    plan = TallyPlan(dimensions=dimensions, keys=keys, pools=pools, months=MONTHS)

    def run() -> Totals:
        cleaned = clean(findings, RULES, reviews)
        result = tally(backend, responses, plan, excluded=cleaned.rows)
        answered = sum(int(n) * int(pattern).bit_count() for n, pattern in zip(result.n, result.pattern, strict=True))
        return int(result.n.sum()) + cleaned.counts.excluded, int(result.sums.sum()) + answered

    return run


def find(path: Path) -> Totals:
    """What sealing adds: every response looked at for flags and duplicates."""
    with DuckDB.open(memory="1GB", temp=path.parent) as backend:
        responses = backend.parquet(path)
        findings = inspect(backend, responses, RULES, periods=MONTHS, questions=QUESTIONS)
    path.with_suffix(".findings").write_bytes(pickle.dumps(findings))
    return findings.read, len(findings.flags["row"])


def prepare_duckdb(path: Path, measures: str) -> Prepared:
    """One statement per person over the Parquet file, in DuckDB set up as ours is."""
    connection = duckdb.connect(config={"memory_limit": "1GB", "threads": 2, "temp_directory": str(path.parent)})
    connection.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")
    statement = f"SELECT person, count(*) AS n, {measures} FROM '{path}' GROUP BY person"

    def run() -> Totals:
        found = connection.execute(statement).fetchnumpy()
        return int(found["n"].sum()), sum(int(found[question].sum()) for question in QUESTIONS)

    return run


def prepare_pandas(path: Path) -> Prepared:
    """Read the columns and group by person; sums only, no squares or products."""

    def run() -> Totals:
        frame = pyarrow.parquet.read_table(path, columns=["person", *QUESTIONS]).to_pandas()
        grouped = frame.groupby("person")[list(QUESTIONS)]
        return int(grouped.size().sum()), int(grouped.sum().to_numpy().sum())

    return run


def prepare_sqlite(path: Path) -> Prepared:
    """A table loaded beforehand; sums only."""
    store = sqlite3.connect(path.with_suffix(".sqlite"))
    if not store.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        store.execute(f"CREATE TABLE responses (person TEXT, {', '.join(QUESTIONS)})")
        rows = duckdb.connect().execute(f"SELECT person, {', '.join(QUESTIONS)} FROM '{path}'")
        places = ", ".join("?" * (1 + len(QUESTIONS)))
        while batch := rows.fetchmany(50_000):
            store.executemany(f"INSERT INTO responses VALUES ({places})", batch)
        store.commit()
    sums = ", ".join(f"sum({question})" for question in QUESTIONS)

    def run() -> Totals:
        found = store.execute(f"SELECT person, count(*), {sums} FROM responses GROUP BY person").fetchall()
        return sum(row[1] for row in found), sum(sum(row[2:]) for row in found)

    return run


SUMS = ", ".join(f"sum({question}) AS {question}" for question in QUESTIONS)
SQUARES = SUMS + ", " + ", ".join(f"sum({question} * {question})" for question in QUESTIONS)
PRODUCTS = (
    SQUARES
    + ", "
    + ", ".join(f"sum({one} * {other})" for place, one in enumerate(QUESTIONS) for other in QUESTIONS[place + 1 :])
)

CONTENDERS: dict[str, tuple[str, Callable[[Path], Prepared]]] = {
    "bare": ("DuckDB, sums", lambda path: prepare_duckdb(path, SUMS)),
    "ours": ("manyi, by person", lambda path: prepare_ours(path, ("person",))),
    "squares": ("DuckDB, sums and squares", lambda path: prepare_duckdb(path, SQUARES)),
    "products": ("DuckDB, all 44 sums ours gives", lambda path: prepare_duckdb(path, PRODUCTS)),
    "ours_settle": ("manyi, by all keys of a settlement", lambda path: prepare_ours(path, SETTLED, POOLED)),
    "pandas": ("pandas, sums", prepare_pandas),
    "sqlite": ("SQLite, sums", prepare_sqlite),
}
"""Name → what the table calls it, and how to get it ready; the first is what ratios refer to."""
