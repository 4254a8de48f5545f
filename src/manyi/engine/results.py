"""The canonical result of a settlement: rows that are the same on every machine, and their digest."""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from manyi.engine.decide.decisions import Decision, Proposals
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import Why, decimal_text
from manyi.engine.figures.figure import Figure
from manyi.engine.figures.reach import kinds_of
from manyi.engine.policy.sections.terms import SubjectKind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SCORED: tuple[SubjectKind, ...] = ("person", "unit")


class ScoreRow(NamedTuple):
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
    exact, ids = part.exact, book.subjects[kind].ids
    shown = (exact.why == Why.KNOWN) if part.basis is not None else np.zeros(len(ids), dtype=bool)
    basis = [_floats(getattr(part.basis, column, None), shown) for column in ("reliability", "low", "high", "raw")]
    columns = zip(ids, exact.why.tolist(), exact.num, exact.den, exact.n.tolist(), *basis, strict=True)
    for subject, why, num, den, n, reliability, low, high, raw in columns:
        if why != Why.NO_ROWS:
            value = decimal_text(num, den) if why == Why.KNOWN else None
            yield ScoreRow(kind, subject, name, dimension, value, _WHY[why], n, reliability, low, high, raw)


_WHY = [why.name.lower() for why in Why]


def _floats(column: NDArray[np.float64] | None, shown: NDArray[np.bool_]) -> list[float | None]:
    """Numbers to show, None where there is none."""
    if column is None:
        return [None] * len(shown)
    return [
        number if show and number == number else None
        for number, show in zip(column.tolist(), shown.tolist(), strict=True)
    ]


def decision_record(decision: Decision) -> dict[str, Any]:
    """One decision as plain data, money as text; the trace included."""
    return _record(decision)


def _record(item: "DataclassInstance", leave_out: Container[str] = ()) -> dict[str, Any]:
    return {each.name: _plain(getattr(item, each.name)) for each in fields(item) if each.name not in leave_out}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _record(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def canonical_lines(proposals: Proposals, rows: Iterable[ScoreRow]) -> Iterator[str]:
    """The rows that the promise is about: decisions, what was held back, budgets, openings, figures (value, n, why).

    Traces and float intervals are not hashed: they explain the result, they are not the result. A tie band, which all
    winners of a group share, stands in each of their lines as its own digest.
    """
    bands: dict[int, str] = {}
    for decision in proposals.decisions:
        key = id(
            decision.band
        )  # one object for all who share it; comparing long bands would cost more than hashing them
        if key not in bands:
            bands[key] = result_digest(decision.band)
        yield _line("decision", _record(decision, _untold(decision)) | {"band": bands[key]})
    for group, items in (
        ("held_back", proposals.held_back), ("budget", proposals.budgets), ("opening", proposals.openings),
    ):  # fmt: skip
        yield from (_line(group, _record(item, ("trace",))) for item in items)
    for row in rows:
        yield f"score {row.kind}|{row.subject}|{row.figure}|{row.dimension}|{row.value}|{row.why}|{row.n}"


def _untold(decision: Decision) -> tuple[str, ...]:
    """What no line tells: traces and bands never, a taking only where wages are touched, so that other lines stay as old
    versions wrote them."""
    return ("trace", "band") if decision.taking is not None else ("trace", "band", "taking")


def _line(group: str, record: Mapping[str, Any]) -> str:
    return f"{group} {json.dumps(record, ensure_ascii=False, sort_keys=True)}"


def result_digest(lines: Iterable[str]) -> str:
    """SHA-256 over the canonical lines, sorted."""
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
