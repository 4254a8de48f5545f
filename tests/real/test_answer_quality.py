"""Flags on real answers: a survey whose half is straight-lined, and data made to hold careless people."""

import csv
import gzip
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from manyi.engine.backend import DuckDB
from manyi.engine.clean import clean, inspect
from manyi.engine.clean_rules import LowVariation, Outlying, Rule, StraightLine
from manyi.engine.tally import Month

MARCH = Month(month=202603, start=datetime(2026, 3, 1), end=datetime(2026, 4, 1))


def flagged(answers: NDArray[np.int64], high: int, *rules: Rule) -> dict[str, int]:
    """How many of the people carry each flag; nobody is excluded."""
    questions = [f"answer_{place:02}" for place in range(answers.shape[1])]
    with DuckDB.open(memory="1GB") as backend:
        columns = {question: answers[:, place].astype(np.int8) for place, question in enumerate(questions)}
        backend.connection.register("given", columns | {"place": np.arange(len(answers))})
        backend.connection.execute(
            "CREATE TABLE responses AS SELECT 'R' || lpad(place::varchar, 5, '0') AS response, 'S' AS survey, 'P' AS person, "
            "'U' AS unit, TIMESTAMP '2026-03-09' AS answered_at, 60 AS seconds, false AS staff_device, * FROM given"
        )
        found = inspect(
            backend, backend.table("responses"), rules, periods=[MARCH], questions=questions,
            scales=dict.fromkeys(questions, (1, high)),
        )  # fmt: skip
        cleaned = clean(found, rules)
    assert cleaned.counts.kept == len(answers)
    names = cleaned.flagged["flag"].tolist()
    return {rule.name: names.count(rule.name) for rule in rules}


@pytest.fixture(scope="module")
def students(shared_data: Path) -> NDArray[np.int64]:
    """28 answers from 1 to 5 of 5,820 students."""
    with gzip.open(shared_data / "student_eval" / "turkiye_student_evaluation.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return np.array([[int(row[f"Q{number}"]) for number in range(1, 29)] for row in rows], dtype=np.int64)


def test_half_of_the_students_gave_one_answer_throughout(students: NDArray[np.int64]) -> None:
    found = flagged(
        students,
        5,
        StraightLine(questions=28, clause="E1"),
        LowVariation(points=Fraction(1), questions=28, clause="E2"),
    )
    assert (len(students), found) == (5820, {"straight_line": 2985, "low_variation": 2985})
    assert round(100 * found["straight_line"] / len(students), 2) == 51.29


def test_the_careless_are_those_the_publication_counts(shared_data: Path) -> None:
    with (shared_data / "reference" / "careless_dataset.csv").open(encoding="utf-8") as file:
        answers = np.array([[int(cell) for cell in row] for row in list(csv.reader(file))[1:]], dtype=np.int64)
    assert flagged(answers, 7, Outlying(level=0.99, clause="E1")) == {"outlying": 23}
    assert flagged(answers, 7, Outlying(level=0.999, clause="E1")) == {"outlying": 18}
