"""The canonical result of a settlement: rows that are the same on every machine, and their digest."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from manyi.engine.decide.decisions import Decision, Proposals
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import Why, to_decimal
from manyi.engine.figures.figure import Figure
from manyi.engine.figures.reach import kinds_of
from manyi.engine.policy.language import SubjectKind

SCORED: tuple[SubjectKind, ...] = ("person", "unit")


@dataclass(frozen=True)
class ScoreRow:
    """One figure of one subject: `value` is the exact decimal that rules compared (at most 6 places), None with `why`."""

    kind: str
    subject: str
    figure: str
    dimension: str
    value: str | None
    why: str
    n: int
    reliability: float | None
    low: float | None
    high: float | None
    raw: float | None


def scores(book: FigureBook) -> Iterator[ScoreRow]:
    """Every figure for everybody it can be made for, in canonical order: kind, figure as written, dimension, subject."""
    for kind in SCORED:
        for name in book.edition.figures:
            if kind in kinds_of(book.edition, name, book.period):
                figure = book.figure(name, kind)
                for dimension, part in (figure.by or {"": figure}).items():
                    yield from _rows(book, kind, name, dimension, part)


def _rows(book: FigureBook, kind: SubjectKind, name: str, dimension: str, part: Figure) -> Iterator[ScoreRow]:
    exact, basis, ids = part.exact, part.basis, book.subjects[kind].ids
    for place, subject in enumerate(ids):
        value, why = exact.at(place), Why(int(exact.why[place]))
        if value is None and why is Why.NO_ROWS:
            continue
        told = basis is not None and why is Why.KNOWN
        yield ScoreRow(
            kind, subject, name, dimension, None if value is None else str(to_decimal(value)), why.name.lower(),
            int(exact.n[place]),
            _float(basis.reliability[place]) if told and basis is not None else None,
            _float(basis.low[place]) if told and basis is not None else None,
            _float(basis.high[place]) if told and basis is not None else None,
            _float(basis.raw[place]) if told and basis is not None else None,
        )  # fmt: skip


def _float(value: Any) -> float | None:
    number = float(value)
    return None if number != number else number


def decision_record(decision: Decision) -> dict[str, Any]:
    """One decision as plain data, money as text; the trace included."""
    return dict(_plain(asdict(decision)))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def canonical_lines(proposals: Proposals, rows: Iterable[ScoreRow]) -> Iterator[str]:
    """The rows that the promise is about: decisions, what was held back, budgets, openings, figures (value, n, why).

    Traces and float intervals are not hashed: they explain the result, they are not the result.
    """
    for group, items in (
        ("decision", proposals.decisions), ("held_back", proposals.held_back), ("budget", proposals.budgets),
        ("opening", proposals.openings),
    ):  # fmt: skip
        for item in items:
            record = {key: value for key, value in _plain(asdict(item)).items() if key != "trace"}
            yield f"{group} {json.dumps(record, ensure_ascii=False, sort_keys=True)}"
    for row in rows:
        yield f"score {row.kind}|{row.subject}|{row.figure}|{row.dimension}|{row.value}|{row.why}|{row.n}"


def result_digest(lines: Iterable[str]) -> str:
    """SHA-256 over the canonical lines, sorted."""
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
