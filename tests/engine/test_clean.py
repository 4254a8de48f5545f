"""Cleaning equals a plain reading of its rules, loses no response, and no flag excludes without a reviewer."""

import random
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyi.engine.backend import DuckDB
from manyi.engine.clean import Cleaned, Counts, Review, State, clean, inspect
from manyi.engine.clean_rules import (
    Duplicate,
    Fast,
    NotEligible,
    Rule,
    StaffDevice,
    StraightLine,
    Trial,
    UnknownSubject,
    evidence,
)
from manyi.engine.tally import Month

Row = dict[str, object]

PERIODS = (
    Month(month=202601, start=datetime(2025, 12, 31, 16), end=datetime(2026, 1, 31, 16)),
    Month(month=202602, start=datetime(2026, 1, 31, 16), end=datetime(2026, 2, 28, 16)),
)
QUESTIONS = ("answer_a", "answer_b", "answer_c")
RULES: tuple[Rule, ...] = (
    Fast(seconds=Fraction(5, 2), clause="E1"),
    Trial(surveys=("TRY",), clause="E2"),
    UnknownSubject(clause="E3"),
    Duplicate(of=("customer", "touchpoint"), keep="first", clause="E4"),
    StraightLine(questions=2, clause="E5"),
    Duplicate(of=("device",), keep="last", clause="E6"),
    StaffDevice(clause="E7"),
    NotEligible(clause="E8"),
)
COLUMNS = {
    "response": "VARCHAR",
    "survey": "VARCHAR",
    "invitation": "VARCHAR",
    "customer": "VARCHAR",
    "person": "VARCHAR",
    "unit": "VARCHAR",
    "touchpoint": "VARCHAR",
    "answered_at": "TIMESTAMP",
    "seconds": "BIGINT",
    "device": "VARCHAR",
    "staff_device": "BOOLEAN",
} | dict.fromkeys(QUESTIONS, "TINYINT")
NORMAL: Row = {
    "survey": "S",
    "invitation": None,
    "customer": None,
    "person": "P",
    "unit": "U",
    "touchpoint": "repair",
    "answered_at": datetime(2026, 1, 10),
    "seconds": 60,
    "device": None,
    "staff_device": False,
    "answer_a": 1,
    "answer_b": 2,
    "answer_c": 3,
}


def rows_strategy() -> st.SearchStrategy[list[Row]]:
    cells: dict[str, st.SearchStrategy[object]] = {
        "survey": st.sampled_from(["S", "TRY", None]),
        "invitation": st.sampled_from(["I1", "I2", None]),
        "customer": st.sampled_from(["C1", "C2", "C3", None]),
        "person": st.sampled_from(["P", None]),
        "unit": st.sampled_from(["U", None]),
        "touchpoint": st.sampled_from(["repair", "sales", None]),
        "answered_at": st.integers(0, 14).map(lambda step: datetime(2025, 12, 27) + timedelta(days=5 * step)),
        "seconds": st.one_of(st.none(), st.integers(0, 10)),
        "device": st.sampled_from(["D1", None, None]),
        "staff_device": st.sampled_from([True, False, None]),
        **{question: st.one_of(st.none(), st.integers(1, 3)) for question in QUESTIONS},
    }
    return st.lists(st.fixed_dictionaries(cells), max_size=25).map(numbered)


def numbered(rows: list[Row]) -> list[Row]:
    return [row | {"response": f"R{place:02}"} for place, row in enumerate(rows)]


@pytest.fixture(scope="module")
def backend() -> DuckDB:
    return DuckDB.open(memory="500MB")


def run(backend: DuckDB, rows: list[Row], reviews: tuple[Review, ...] = (), rules: tuple[Rule, ...] = RULES) -> Cleaned:
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    backend.connection.execute(f"CREATE OR REPLACE TABLE responses ({columns})")
    if rows:
        places = ", ".join(f"({', '.join('?' * len(COLUMNS))})" for _ in rows)
        cells = [row[name] for row in rows for name in COLUMNS]
        backend.connection.execute(f"INSERT INTO responses VALUES {places}", cells)
    invitations = backend.hold(
        {
            "invitation": np.array(["I1", "I2"], dtype=object),
            "disposition": np.array(["complete", "not_eligible"], dtype=object),
        }
    )
    findings = inspect(
        backend,
        backend.table("responses"),
        rules,
        periods=PERIODS,
        questions=QUESTIONS,
        invitations=invitations,
    )
    return clean(findings, rules, reviews)


def flags_of(row: Row) -> dict[str, tuple[object, int, object]]:
    """The flags a row raises, each with seconds, answered and least value."""
    answers = [answer for question in QUESTIONS if isinstance(answer := row[question], int)]
    seconds = row["seconds"]
    raised = {
        "fast": isinstance(seconds, int) and 2 * seconds < 5 * len(answers),
        "straight_line": max((len(list(same)) for _, same in groupby(answers)), default=0) >= 2,
        "staff_device": row["staff_device"] is True,
    }
    runs = [(len(list(same)), value) for value, same in groupby(answers)]
    seen = dict.fromkeys(raised, (seconds, len(answers), min(answers, default=None)))
    seen["straight_line"] = (seconds, len(answers), max(runs, key=lambda run: run[0], default=(0, None))[1])
    return {name: seen[name] for name, holds in raised.items() if holds}


def plain_exclusions(rows: list[Row]) -> dict[object, tuple[str, str]]:
    """Response → (rule, clause), by reading the rules one after the other."""
    start, end = PERIODS[0].start, PERIODS[-1].end
    out: dict[object, tuple[str, str]] = {}
    later = [row["response"] for row in rows if isinstance(row["answered_at"], datetime) and row["answered_at"] >= end]
    out |= dict.fromkeys(later, ("after_period", ""))

    def inside(row: Row) -> bool:
        at = row["answered_at"]
        return isinstance(at, datetime) and start <= at < end and row["response"] not in out

    def exclude(rule: Rule, lost: list[Row]) -> None:
        for row in lost:
            out[row["response"]] = (rule.name, rule.clause)

    for rule in RULES:
        live = [row for row in rows if inside(row)]
        if isinstance(rule, Trial):
            exclude(rule, [row for row in live if row["survey"] == "TRY"])
        elif isinstance(rule, UnknownSubject):
            exclude(rule, [row for row in live if row["person"] is None and row["unit"] is None])
        elif isinstance(rule, NotEligible):
            exclude(rule, [row for row in live if row["invitation"] == "I2"])
        elif isinstance(rule, Duplicate):
            exclude(rule, [row for row in live if counting(rule, row, live) != row["response"]])
    return out


def counting(rule: Duplicate, row: Row, live: list[Row]) -> object:
    """The response that counts among those that are the same as `row`."""
    keys = [row[name] for name in rule.of]
    if None in keys:
        return row["response"]
    same = [other for other in live if [other[name] for name in rule.of] == keys and month_of(other) == month_of(row)]
    order = sorted((str(other["answered_at"]), str(other["response"])) for other in same)
    return order[0 if rule.keep == "first" else -1][1]


def month_of(row: Row) -> int:
    at = row["answered_at"]
    assert isinstance(at, datetime)
    return next(month.month for month in PERIODS if month.start <= at < month.end)


examples = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@examples
@given(rows=rows_strategy(), seed=st.integers(0, 10**6))
def test_equals_a_plain_reading_in_any_row_order(backend: DuckDB, rows: list[Row], seed: int) -> None:
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    cleaned = run(backend, shuffled)
    expected = plain_exclusions(rows)
    excluded = cleaned.excluded
    lines = zip(excluded["rule"], excluded["clause"], strict=True)
    assert dict(zip(excluded["response"], lines, strict=True)) == expected
    assert [shuffled[row]["response"] for row in excluded["row"]] == excluded["response"].tolist()
    earlier = sum(
        1 for row in rows if isinstance(row["answered_at"], datetime) and row["answered_at"] < PERIODS[0].start
    )
    assert cleaned.counts == Counts(
        read=len(rows), earlier=earlier, kept=len(rows) - earlier - len(expected), excluded=len(expected)
    )


@examples
@given(rows=rows_strategy())
def test_flags_are_listed_and_exclude_nothing(backend: DuckDB, rows: list[Row]) -> None:
    cleaned = run(backend, rows)
    out = plain_exclusions(rows)
    start, end = PERIODS[0].start, PERIODS[-1].end
    expected = [
        (
            row["response"],
            rule.name,
            rule.clause,
            *flags_of(row)[rule.name],
            State.EXCLUDED if row["response"] in out else State.KEPT_UNREVIEWED,
        )
        for rule in RULES
        for row in rows
        if isinstance(row["answered_at"], datetime) and start <= row["answered_at"] < end and rule.name in flags_of(row)
    ]
    names = ("response", "flag", "clause", "seconds", "answered", "value", "state")
    assert list(zip(*(cleaned.flagged[name].tolist() for name in names), strict=True)) == expected


def test_only_a_reviewers_verdict_turns_a_flag_into_an_exclusion(backend: DuckDB) -> None:
    rows = [NORMAL | {"response": f"R{place}", "seconds": 1} for place in range(4)]
    rows[2] |= {"staff_device": True}
    rows[3] |= {"person": None, "unit": None}
    never_raised = Review("R0", "staff_device", True, "not raised here")
    reviews = (
        Review("R1", "fast", False, "a regular who knows the form"),
        Review("R2", "fast", True, "filled in by a colleague"),
        Review("R2", "staff_device", False, "a shared tablet"),
        Review("R3", "fast", True, "too fast"),
        never_raised,
    )
    cleaned = run(backend, rows, reviews)
    assert {name: values.tolist() for name, values in cleaned.excluded.items()} == {
        "row": [3, 2],
        "response": ["R3", "R2"],
        "rule": ["unknown_subject", "fast"],
        "clause": ["E3", "E1"],
        "reason": ["neither the person nor the unit it is about is known", "filled in by a colleague"],
        "reason_zh": ["不知道所评的人员和单位", "filled in by a colleague"],
    }
    assert list(zip(cleaned.flagged["response"], cleaned.flagged["flag"], cleaned.flagged["state"], strict=True)) == [
        ("R0", "fast", State.KEPT_UNREVIEWED),
        ("R1", "fast", State.KEPT_REVIEWED),
        ("R2", "fast", State.EXCLUDED),
        ("R3", "fast", State.EXCLUDED),
        ("R2", "staff_device", State.EXCLUDED),
    ]
    assert cleaned.counts == Counts(read=4, earlier=0, kept=2, excluded=2)
    assert cleaned.unused == (never_raised,)


def test_a_duplicate_names_the_response_that_counts(backend: DuckDB) -> None:
    same = NORMAL | {"customer": "C"}
    rows = [
        same | {"response": "R2"},
        same | {"response": "R1"},
        same | {"response": "R0", "answered_at": datetime(2026, 2, 10)},
        same | {"response": "R9", "customer": None},
        same | {"response": "R8", "customer": None},
    ]
    rules = (Duplicate(of=("customer", "touchpoint"), keep="first", clause="E4"),)
    cleaned = run(backend, rows, rules=rules)
    assert cleaned.excluded["response"].tolist() == ["R2"]
    assert cleaned.excluded["reason"].tolist() == [
        "same customer, touchpoint as response R1, which came first and counts"
    ]
    assert cleaned.rows.tolist() == [0]


def test_evidence_in_words() -> None:
    assert evidence("fast", seconds=9, answered=8, value=1) == ("9 s for 8 questions", "8 题用时 9 秒")
    assert evidence("straight_line", seconds=9, answered=10, value=5, measure="8") == (
        "the value 5 in 8 of 10 rating questions in a row",
        "10 道评分题中连续 8 题均为 5",
    )
