"""Figures with a value per dimension: one row per subject, one column per dimension, each value with interval and n."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.wording.figures import figure_sentence
from manyi.engine.wording.names import name_words
from manyi.report.settlement.groups import FIRST
from manyi.report.settlement.headline import vectors
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standing, Standings


@dataclass(frozen=True)
class MatrixRow:
    """One subject's value in every dimension; None where there is no row."""

    who: Who
    cells: tuple[Standing | None, ...]


@dataclass(frozen=True)
class Matrix:
    """One figure by dimension."""

    title: str
    definition: str
    finding: str
    dimensions: tuple[str, ...]
    first: tuple[MatrixRow, ...]
    rest: tuple[MatrixRow, ...]


def matrices(figures: Standings, kind: SubjectKind) -> list[Matrix]:
    """Every figure that has a value per dimension, for all subjects of a kind."""
    return [_matrix(figures, name, kind) for name in vectors(figures.reading, kind)]


def _matrix(figures: Standings, name: str, kind: SubjectKind) -> Matrix:
    reading = figures.reading
    parts = {d: figures.all(name, kind, d) for d in _dimensions(reading) if (kind, name, d) in reading.rows}
    subjects = [
        one for one in reading.settlement.book.subjects[kind].ids if any(one in part for part in parts.values())
    ]
    rows = [
        MatrixRow(reading.names.who(kind, one), tuple(part.get(one) for part in parts.values())) for one in subjects
    ]
    return Matrix(
        reading.figure_title(name), figure_sentence(name, reading.edition, reading.lang), _finding(reading, parts),
        tuple(name_words(d, reading.edition, reading.lang) for d in parts), tuple(rows[:FIRST]), tuple(rows[FIRST:]),
    )  # fmt: skip


def _dimensions(reading: Reading) -> Sequence[str]:
    standards = reading.edition.standards
    return list(reading.edition.collect.dimensions) or (list(standards.rows) if standards is not None else [])


def _finding(reading: Reading, parts: Mapping[str, Mapping[str, Standing]]) -> str:
    """The lowest value that is judged, and where."""
    judged = [
        (one.number, d, one)
        for d, part in parts.items()
        for one in part.values()
        if one.judged and one.number is not None
    ]
    cells = sum(len(part) for part in parts.values())
    if not judged:
        return reading.t(f"{cells} 个数值都未达到证据门槛", f"none of the {cells} values passes the gate")
    _, dimension, one = min(judged, key=lambda item: (item[0], item[1], item[2].who.id))
    title = name_words(dimension, reading.edition, reading.lang)
    short = cells - len(judged)
    return reading.t(
        f"证据足够的数值中，最低的是{one.who.name}的{title} {one.value}；{short} 个数值未达门槛，以灰色显示",
        f"of the values with evidence enough, the lowest is {title} of {one.who.name}, {one.value}; {short} below the gate are grey",
    )
