"""A book of figures with six stores, one of them far below, and two departments."""

import numpy as np
import pytest
from calibration_world import EDITION, UNUSED

from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.book import FigureBook, given_figure
from manyi.engine.figures.facts import Facts
from manyi.engine.figures.figure import Basis
from manyi.engine.periods import read_period
from manyi.engine.plan import nothing
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.subjects import Subjects, make_subjects


@pytest.fixture
def book_of_units() -> FigureBook:
    """Means 80 to 81.2 of five stores with 400 to 440 answers, 55 of the sixth; two departments are too few."""
    raw = np.array([80.0, 80.4, 80.8, 81.2, 80.6, 55.0, 20.0, 90.0])
    n = np.array([400, 410, 420, 430, 440, 415, 300, 300])
    size, ones = len(raw), np.ones(len(raw))
    basis = Basis(n, ones, raw, raw, 20.0 / np.sqrt(n), ones, raw - 2, raw + 2, np.ones(size, dtype=bool))
    kinds = ["store"] * 6 + ["department"] * 2
    subjects: dict[SubjectKind, Subjects] = {
        "unit": make_subjects("unit", [(f"u{k}", kind) for k, kind in enumerate(kinds)], ["kind"])
    }
    period = read_period("2026-03")
    return FigureBook(
        EDITION, period, subjects, Facts(UNUSED, EDITION.time_zone, period.days),
        AnswerFigures(EDITION, nothing(("month",), ("month",), (1, 1, 1)), {}),
        given={
            ("satisfaction", "unit"): given_figure("satisfaction", [None] * size, basis),
            ("praise", "unit"): given_figure("praise", [None] * size, None),
        },
    )  # fmt: skip
