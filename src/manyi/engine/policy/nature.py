"""What one figure measures: its unit, range and shape, and where that comes from for figures made of rows."""

from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.contract import Unit
from manyi.engine.policy.columns import row_columns
from manyi.engine.policy.graph import tables_of
from manyi.engine.policy.issues import Path
from manyi.engine.policy.ranges import ANY, FROM_ZERO, NET, SHARE, Range
from manyi.engine.policy.verbs import Count, Mean, Net, Rate, RowFigure, Share, Sum, Value


@dataclass(frozen=True)
class Nature:
    """A figure's unit, its range, whether it is a vector over dimensions, and how it comes from answers.

    `estimate`: it rests on an estimate; `testable`: it is one whose error is known, so that `sure` and `certainty` apply.
    """

    unit: Unit
    range: Range = ANY
    vector: bool = False
    estimate: bool = False
    testable: bool = False


@dataclass(frozen=True)
class Mismatch:
    """Figures that do not go together: where, a code, and the sentence in English and 中文."""

    path: Path
    code: str
    en: str
    zh: str


@dataclass(frozen=True)
class Standard:
    """A column of standards: numbers per dimension, in whatever unit they are compared with."""

    range: Range
    vector: bool = True


def row_nature(figure: RowFigure) -> Nature | None:
    """The nature of a figure made of evidence rows; None when its column is not one of numbers."""
    vector = figure.by is not None
    if isinstance(figure, Mean) and figure.mean == "answers":
        return Nature(Unit.SCORE, SHARE, vector, figure.estimate, figure.estimate)
    if isinstance(figure, Mean | Sum):
        return _column_nature(figure)
    if isinstance(figure, Value):
        return Nature(figure.unit, {Unit.SCORE: SHARE, Unit.NET: NET}.get(figure.unit, ANY), vector)
    simple = {
        Share: (Unit.SCORE, SHARE),
        Count: (Unit.COUNT, FROM_ZERO),
        Rate: (Unit.RATIO, FROM_ZERO),
        Net: (Unit.NET, NET),
    }
    unit, span = simple[type(figure)]
    return Nature(unit, span)


def _column_nature(figure: Mean | Sum) -> Nature | None:
    column = row_columns(tables_of(figure)[0]).get(figure.of or "")
    if column is None or column.unit is None:
        return None
    low = None if column.low is None else Decimal(column.low)
    high = None if column.high is None else Decimal(column.high)
    if isinstance(figure, Mean):
        return Nature(column.unit, Range(low, high))
    return Nature(column.unit, FROM_ZERO if low is not None and low >= 0 else ANY)
