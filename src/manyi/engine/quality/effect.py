"""What flags could do to scores: every estimate as it counts, and as it would be without the answers in doubt."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import duckdb
import numpy as np
from numpy.typing import NDArray

from manyi.engine.backend import ROW, Backend
from manyi.engine.clean import Cleaned, State
from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import Exact, decimal_text
from manyi.engine.figures.reach import KINDS, answer_months, kinds_of
from manyi.engine.plan import tally_answers
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.tally import Tally

ALL, RESTORED = "all", "excluded_by_review"
"""Beside the names of flags: all flagged answers left out; the answers that reviewers excluded counted again."""

_KINDS: tuple[SubjectKind, ...] = ("person", "unit")
Rows = NDArray[np.int64]
Counting = Callable[[Rows], Tally]


@dataclass(frozen=True)
class Effect:
    """One subject's estimate as it counts and as it would be; `answers` is how many fewer (or, below 0, more) it would
    rest on. Scores are the exact decimals that rules compare, None where there is none; so is their difference."""

    kind: SubjectKind
    subject: str
    figure: str
    without: str
    answers: int
    score: str | None
    other: str | None
    difference: str | None


def quality_effect(
    book: FigureBook,
    cleaned: Cleaned,
    questionnaire: Questionnaire | None,
    connection: duckdb.DuckDBPyConnection,
    backend: Backend | None = None,
) -> tuple[Effect, ...]:
    """The effect on every estimate with one value: all flagged-but-kept answers left out (a line for everybody who has a
    score), each flag's alone, and the answers excluded by review counted again (a line where the answers or the score change:
    answers of a look-back, or of colleagues, move a score too).

    The answers are tallied again once for each different set of rows, the same way as for the settlement; where nothing is
    flagged they are not. A figure made of facts besides keeps its facts.
    """
    excluded = cleaned.rows

    def count(rows: Rows) -> Tally:
        months = answer_months(book.edition, book.period)
        return tally_answers(book.edition, questionnaire, connection, months, rows, backend)

    return tuple(_effects(book, variants(cleaned, excluded), count))


def variants(cleaned: Cleaned, excluded: Rows) -> dict[str, Rows]:
    """Name → the rows that would not count: none where nothing is in doubt and no reviewer excluded anything."""
    kept = cleaned.flagged["state"] != State.EXCLUDED
    rows, names = cleaned.flagged[ROW].astype(np.int64), cleaned.flagged["flag"]
    found: dict[str, Rows] = {}
    if kept.any():
        found[ALL] = np.union1d(excluded, rows[kept])
        for name in dict.fromkeys(names[kept].tolist()):
            found[name] = np.union1d(excluded, rows[kept & (names == name)])
    by_review = np.isin(cleaned.excluded["rule"], list(dict.fromkeys(names.tolist())))
    if by_review.any():
        found[RESTORED] = excluded[~by_review]
    return found


def _effects(book: FigureBook, asked: Mapping[str, Rows], count: Counting) -> Iterator[Effect]:
    figures = [
        (kind, name)
        for kind in _KINDS
        for name in (book.edition.figures if asked else ())
        if _is_estimate(book, kind, name)
    ]
    books: dict[bytes, FigureBook] = {}
    for without, rows in asked.items() if figures else ():
        key = np.sort(rows).tobytes()
        if key not in books:
            books[key] = _book_with(book, count(rows))
        for kind, name in figures:
            now, then = book.figure(name, kind).exact, books[key].figure(name, kind).exact
            yield from _compared(kind, name, without, book.subjects[kind].ids, now, then)


def _is_estimate(book: FigureBook, kind: SubjectKind, name: str) -> bool:
    if kind not in KINDS or kind not in kinds_of(book.edition, name, book.period):
        return False
    figure = book.figure(name, kind)
    return figure.values is not None and figure.basis is not None


def _book_with(book: FigureBook, counted: Tally) -> FigureBook:
    """The same book over other answers."""
    answers = AnswerFigures(book.edition, counted, book.answers.ancestors)
    return FigureBook(book.edition, book.period, book.subjects, book.facts, answers)


def _compared(
    kind: SubjectKind, name: str, without: str, ids: Sequence[str], now: Exact, then: Exact
) -> Iterator[Effect]:
    for row, subject in enumerate(ids):
        answers, score, other = int(now.n[row] - then.n[row]), now.at(row), then.at(row)
        if answers or score != other or (without == ALL and score is not None):
            yield Effect(
                kind, subject, name, without, answers, now.text(row), then.text(row), _difference(score, other)
            )


def _difference(score: Fraction | None, other: Fraction | None) -> str | None:
    if score is None or other is None:
        return None
    difference = other - score
    return decimal_text(difference.numerator, difference.denominator)
