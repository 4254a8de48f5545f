"""A questionnaire of six rating questions and one attention check, answered as a test says."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from manyi.engine.backend import DuckDB
from manyi.engine.clean import Cleaned, clean, inspect
from manyi.engine.clean_rules import Rule
from manyi.engine.tally import Month

MARCH = Month(month=202603, start=datetime(2026, 2, 28, 16), end=datetime(2026, 3, 31, 16))
QUESTIONS = tuple(f"answer_{letter}" for letter in "fedcba")
SCALES = dict.fromkeys(QUESTIONS, (1, 5)) | {"answer_a": (0, 10)}
EXPECTED = {"answer_check": 2}
LINE = ("response", "flag", "seconds", "answered", "value", "measure", "detail", "hard")

Answers = Sequence[int | None]
Given = tuple[str, str | None, int | None, Answers, int | None]  # response, survey, seconds, answers f to a, check
Page = tuple[str, str, int, int]  # response, page, seconds, questions


def plain(
    name: str, answers: Answers, *, survey: str | None = "S", seconds: int | None = 60, check: int | None = 2
) -> Given:
    return name, survey, seconds, answers, check


def flagged(backend: DuckDB, rules: Sequence[Rule], given: Sequence[Given], pages: Sequence[Page] = ()) -> Cleaned:
    """The responses cleaned by these rules."""
    connection = backend.connection
    questions = ", ".join(f"{question} TINYINT" for question in (*QUESTIONS, "answer_check"))
    connection.execute(
        "CREATE OR REPLACE TABLE responses (response VARCHAR, survey VARCHAR, person VARCHAR, unit VARCHAR, "
        f"answered_at TIMESTAMP, seconds BIGINT, staff_device BOOLEAN, {questions})"
    )
    connection.execute(
        "CREATE OR REPLACE TABLE page_times (response VARCHAR, page VARCHAR, seconds BIGINT, questions BIGINT)"
    )
    _insert(backend, "responses", [
        (name, survey, "P", "U", datetime(2026, 3, 9), seconds, False, *answers, check) for name, survey, seconds, answers, check in given
    ])  # fmt: skip
    _insert(backend, "page_times", pages)
    found = inspect(
        backend, backend.table("responses"), rules, periods=[MARCH], questions=QUESTIONS,
        page_times=backend.table("page_times"), scales=SCALES, expected=EXPECTED,
    )  # fmt: skip
    return clean(found, rules)


def _insert(backend: DuckDB, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join(f"({', '.join('?' * len(row))})" for row in rows)
        backend.connection.execute(f"INSERT INTO {table} VALUES {places}", [cell for row in rows for cell in row])


def lines(cleaned: Cleaned) -> list[tuple[object, ...]]:
    """The lines of flags as Python values."""
    columns = [np.asarray(cleaned.flagged[name], dtype=object).tolist() for name in LINE]
    return list(zip(*columns, strict=True))
