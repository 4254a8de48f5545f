"""Spark and DuckDB clean, tally and settle the same evidence to the last cell; skipped where pyspark or Java is missing."""

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import settle_world

from manyi.engine.backend import Arrays, Backend, DuckDB
from manyi.engine.clean import inspect
from manyi.engine.clean_rules import (
    AttentionCheck,
    Duplicate,
    Fast,
    FastPage,
    LowVariation,
    NotEligible,
    Outlying,
    Rule,
    StaffDevice,
    StraightLine,
    Trial,
    UnknownSubject,
)
from manyi.engine.evidence import Evidence
from manyi.engine.periods import read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.seal import read_sealed, seal, table_files
from manyi.engine.settle import Settlement, settle_period
from manyi.engine.tally import Item, Lookup, Month, TallyPlan, tally

if TYPE_CHECKING:
    from manyi.engine.backend_spark import Spark

pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]

MONTHS = (
    Month(month=202601, start=datetime(2025, 12, 31, 16), end=datetime(2026, 1, 31, 16)),
    Month(month=202602, start=datetime(2026, 1, 31, 16), end=datetime(2026, 2, 28, 16)),
)
QUESTIONS = ("answer_态度", "answer_b", "answer_c", "answer_d")
SCALES = dict.fromkeys(QUESTIONS, (1, 5)) | {"answer_b": (0, 10)}
RULES: tuple[Rule, ...] = (
    Fast(seconds=Fraction(5, 2), hard=Fraction(1), clause="E1"),
    Trial(surveys=("试点",), clause="E2"),
    UnknownSubject(clause="E3"),
    Duplicate(of=("customer", "touchpoint"), keep="first", clause="E4"),
    StraightLine(questions=3, clause="E5"),
    Duplicate(of=("device",), keep="last", clause="E6"),
    StaffDevice(clause="E7"),
    NotEligible(clause="E8"),
    LowVariation(points=Fraction(12), questions=3, clause="E9"),
    Outlying(level=0.05, clause="E10"),
    AttentionCheck(clause="E11"),
    FastPage(seconds=Fraction(3), hard=Fraction(1, 2), clause="E12"),
)
PLAN = TallyPlan(
    dimensions={
        "attitude": (Item(column="answer_态度", low=1, high=5),),
        "speed": (Item(column="answer_b", low=0, high=10, reversed=True), Item(column="answer_c", low=1, high=5)),
        "quality": (Item(column="answer_d", low=1, high=5),),
    },
    keys=("person", "unit", "month", "survey_kind"),
    pools=("unit", "month"),
    months=MONTHS,
)
TYPES = {
    "response": "VARCHAR", "survey": "VARCHAR", "invitation": "VARCHAR", "customer": "VARCHAR", "person": "VARCHAR",
    "unit": "VARCHAR", "touchpoint": "VARCHAR", "answered_at": "TIMESTAMP", "seconds": "BIGINT", "device": "VARCHAR",
    "staff_device": "BOOLEAN", **dict.fromkeys(QUESTIONS, "TINYINT"), "answer_check": "TINYINT",
}  # fmt: skip
SMALL = {
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
}


def responses() -> list[list[object]]:
    """Answers with gaps, empty keys, repeats and Chinese ids, from before the first month to after the last."""
    draw = random.Random(11)
    rows: list[list[object]] = []
    for place in range(400):
        alike = draw.randint(1, 5) if draw.random() < 0.2 else None
        answers = [
            None if draw.random() < 0.1 else alike or min(high, max(low, round(draw.gauss(high * 0.8, 1))))
            for low, high in SCALES.values()
        ]
        rows.append(
            [
                f"答卷{place:03}",
                draw.choice(["S1", "S1", "S2", "试点", None]),
                draw.choice(["I1", "I2", None]),
                draw.choice([None, *(f"客户{one}" for one in range(60))]),
                draw.choice(["P1", "P2", "人员三", None]),
                draw.choice(["U1", "门店二", None]),
                draw.choice(["repair", "sales", None]),
                datetime(2025, 12, 29) + timedelta(minutes=draw.randrange(64 * 1440)),
                draw.choice([None, *range(3, 40)]),
                draw.choice([None, None, *(f"D{one}" for one in range(90))]),
                draw.choice([None, False, False, True]),
                *answers,
                draw.choice([None, 3, 3, 3, 4]),
            ]
        )
    return rows


def make(duckdb: DuckDB) -> None:
    """The tables of made-up evidence in the connection."""
    execute = duckdb.connection.execute
    columns = ", ".join(f'"{name}" {kind}' for name, kind in TYPES.items())
    execute(f"CREATE TABLE responses ({columns})")
    rows = responses()
    duckdb.connection.executemany(f"INSERT INTO responses VALUES ({', '.join('?' * len(TYPES))})", rows)
    execute(
        "CREATE TABLE invitations AS FROM (VALUES ('I1', 'complete'), ('I2', 'not_eligible')) t(invitation, disposition)"
    )
    execute("CREATE TABLE surveys AS FROM (VALUES ('S1', 'event'), ('S2', 'regular')) t(survey, kind)")
    execute(
        "CREATE TABLE page_times AS SELECT response, 'p' || page AS page, ((r.rowid * 7 + page * 3) % 30)::BIGINT AS seconds, "
        "2::BIGINT AS questions FROM responses r, range(1, 4) t(page) WHERE r.rowid % 5 = 0"
    )


@pytest.fixture(scope="module")
def spark() -> Iterator["Spark"]:
    """One session for all tests of this file."""
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'manyi[spark]'")
    if shutil.which("java") is None:
        pytest.skip("Java is not on this machine; install openjdk-17-jre-headless")
    from manyi.engine.backend_spark import Spark

    with Spark.open({}, master="local[1]", settings=SMALL) as opened:
        yield opened


@pytest.fixture(scope="module")
def both(spark: "Spark", tmp_path_factory: pytest.TempPathFactory) -> tuple[DuckDB, "Spark"]:
    """The same made-up evidence on both engines."""
    folder = tmp_path_factory.mktemp("tables")
    duckdb = DuckDB.open(memory="300MB")
    make(duckdb)
    names = ("responses", "invitations", "surveys", "page_times")
    for name in names:
        duckdb.connection.execute(
            f"COPY (SELECT rowid AS \"row\", * FROM {name}) TO '{folder / name}.parquet' (FORMAT parquet)"
        )
    return duckdb, type(spark)(spark.session, {name: (folder / f"{name}.parquet",) for name in names})


def cells(columns: Arrays) -> dict[str, list[object]]:
    return {name: values.tolist() for name, values in columns.items()}


def test_findings_are_equal_cell_by_cell(both: tuple[DuckDB, "Spark"]) -> None:
    found = [
        inspect(
            backend, backend.table("responses"), RULES, periods=MONTHS, questions=QUESTIONS, scales=SCALES,
            invitations=backend.table("invitations"), page_times=backend.table("page_times"), expected={"answer_check": 3},
        )
        for backend in both
    ]  # fmt: skip
    one, other = found
    assert (one.read, one.earlier) == (other.read, other.earlier)
    assert cells(one.facts) == cells(other.facts)
    assert cells(one.flags) == cells(other.flags)
    rules = range(len(RULES))
    assert set(one.facts["rule"].tolist()) == {-1} | {p for p in rules if RULES[p].name not in FLAGGED}
    assert set(one.flags["rule"].tolist()) == {p for p in rules if RULES[p].name in FLAGGED}


FLAGGED = {
    "fast", "straight_line", "staff_device", "low_variation", "outlying", "attention_check", "fast_page",
}  # fmt: skip


def test_sums_are_equal_cell_by_cell(both: tuple[DuckDB, "Spark"]) -> None:
    excluded, excused = np.arange(0, 400, 7), np.arange(0, 400, 9)

    def lookup(backend: Backend) -> Lookup:
        return Lookup(on="survey", frame=backend.table("surveys").rename({"kind": "survey_kind"}))

    one, other = (
        tally(
            backend, backend.table("responses"), PLAN, excluded=excluded, excused=excused,
            lookups={"survey_kind": lookup(backend)},
        )
        for backend in both
    )  # fmt: skip
    assert cells(one.keys) == cells(other.keys)
    assert (one.pattern.tolist(), one.n.tolist()) == (other.pattern.tolist(), other.n.tolist())
    assert one.sums.tolist() == other.sums.tolist()
    assert cells(one.pools.keys) == cells(other.pools.keys)
    assert one.pools.products.tolist() == other.pools.products.tolist()
    assert (one.scale, one.zero) == (other.scale, other.zero)
    assert [values.dtype for values in one.keys.values()] == [values.dtype for values in other.keys.values()]


def test_a_table_without_rows_has_its_columns(spark: "Spark") -> None:
    found = spark.fetch(type(spark)(spark.session, {}).table("invitations").select("invitation", "sent_at"))
    assert {name: (len(values), str(values.dtype)) for name, values in found.items()} == {
        "invitation": (0, "object"), "sent_at": (0, "datetime64[us]"),
    }  # fmt: skip


def test_a_settlement_has_the_same_digests(spark: "Spark", tmp_path: Path) -> None:
    evidence = settle_world.read(settle_world.write(settle_world.company(), tmp_path / "evidence"))
    seal(evidence, tmp_path / "sealed", by_day=True)
    files = table_files(tmp_path / "sealed")
    assert len(files["responses"]) == 44
    plain = settled(evidence, None)
    sealed = read_sealed(tmp_path / "sealed", recompute=True)
    on_spark = settled(sealed, type(spark)(spark.session, files))
    assert len(plain.cleaned.rows) > 0
    assert cells(plain.cleaned.excluded) | {"row": None} == cells(on_spark.cleaned.excluded) | {"row": None}
    assert (plain.input_digest, plain.result_digest) == (on_spark.input_digest, on_spark.result_digest)
    evidence.close()
    sealed.close()


def settled(evidence: Evidence, backend: Backend | None) -> Settlement:
    pack = settle_world.PACK
    period = read_period("2026-03")
    return settle_period(read_edition(pack), read_questionnaire(pack), period, evidence, backend=backend)
