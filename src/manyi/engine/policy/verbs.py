"""The verbs of the figures section: each figure is named, has exactly one verb and cites its clause."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, PlainValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from manyi.engine.contract import Unit
from manyi.engine.policy.words import (
    Bound,
    BoundText,
    Counted,
    Flag,
    Name,
    Over,
    Positive,
    Rounding,
    Span,
    Strict,
    When,
    inside,
    is_name,
    problem,
    read_name,
    read_number,
    shown,
)

Missing = Literal["reweigh", "leave_out", "unjudged", "zero"]


class Titles(Strict):
    """What people read, in both languages."""

    zh: str
    en: str


class Figure(Strict):
    """What every figure has; `round` is applied once to its exact value, `serves` names requirements met besides the clause."""

    verb: ClassVar[str]
    clause: str
    title: Titles | None = None
    round: Rounding | None = None
    origin: Literal["ours"] | None = None
    serves: tuple[str, ...] = ()


class RowFigure(Figure):
    """A figure made from rows of an evidence table; fewer than `at_least` rows make it missing.

    A row belongs to the span in which its date falls: the table's own date, or the column named by `dated`, such as
    closed_at; a row whose date is still empty does not count yet.
    """

    where: When | None = None
    over: Over = Span("period")
    dated: str | None = None
    by: Literal["dimension"] | None = None
    at_least: Counted | None = None


class Mean(RowFigure):
    """Mean of a column; of answers: the linear index 0-100, an estimate when `estimate` is true."""

    verb = "mean"
    mean: str
    of: str | None = None
    estimate: Flag = False


class Share(RowFigure):
    """100 x rows that meet `where` / rows that meet `among` (all rows with known values when absent)."""

    verb = "share"
    share: str
    where: When
    among: When | None = None


class Count(RowFigure):
    """Number of rows; no rows is a true zero."""

    verb = "count"
    count: str


class Sum(RowFigure):
    """Exact sum of a column; no rows is a true zero."""

    verb = "sum"
    sum: str
    of: str


class Rate(RowFigure):
    """`times` x rows of one table / rows of another, such as complaints per 1000 orders."""

    verb = "rate"
    rate: str
    per: str
    per_where: When | None = None
    times: Positive


class Net(RowFigure):
    """100 x (share of answers `above` - share of answers `below`), such as NPS; names its formula by its bounds."""

    verb = "net"
    net: Literal["answers"]
    of: str
    above: BoundText
    below: BoundText


class Value(RowFigure):
    """A figure measured elsewhere (table `values`); several rows in the span are averaged by days, or the last is used."""

    verb = "value"
    value: str
    unit: Unit = Unit.POINTS
    use: Literal["last", "mean"] = "last"


class Again(Figure):
    """The same figure over another span of time."""

    verb = "again"
    again: Name
    over: Over


class InlineAgain(Strict):
    """`again` written inside another figure, which carries the clause."""

    again: Name
    over: Over


def _part_tag(value: object) -> str:
    return "<again>" if isinstance(value, Mapping | InlineAgain) else "<name>"


def _parts_tag(value: object) -> str:
    return "<list>" if isinstance(value, list) else "<name>"


# Tags in angle brackets cannot be keys of an edition: the reader drops them from the place of an error.
Part = Annotated[
    Annotated[Name, Tag("<name>")] | Annotated[InlineAgain, Tag("<again>")],
    Discriminator(_part_tag),
]
Parts = Annotated[
    Annotated[Name, Tag("<name>")] | Annotated[list[Part], Field(min_length=2), Tag("<list>")],
    Discriminator(_parts_tag),
]


class DerivedFigure(Figure):
    """A figure made from other figures; `missing` says what a part without value means."""

    missing: Missing = "unjudged"
    over_all: Literal["dimension"] | None = None


def _read_weighed(value: object) -> str | Mapping[str, Decimal]:
    if isinstance(value, str):
        return read_name(value)
    if not isinstance(value, Mapping) or not value:
        raise problem(
            "weigh",
            f'{shown(value)} cannot be weighed; name one figure, with over_all, or several with weights: {{a: "0.5", b: "0.5"}}',
            f'{shown(value)} 不能加权；请写一个指标名（配合 over_all），或写各指标及其权重：{{a: "0.5", b: "0.5"}}',
        )
    weights = {}
    for name, weight in value.items():
        try:
            weights[read_name(name)] = read_number(weight)
        except PydanticCustomError as error:
            raise inside(error, str(name)) from None
    return weights


_WEIGHED_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "additionalProperties": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}},
    ]
}


class Weigh(DerivedFigure):
    """Weighted mean: sum of weight x value / sum of weights; `reweigh` drops missing parts from both sums."""

    verb = "weigh"
    weigh: Annotated[str | Mapping[str, Decimal], PlainValidator(_read_weighed), WithJsonSchema(_WEIGHED_SCHEMA)]
    with_: Annotated[Name | None, Field(alias="with")] = None


class Add(DerivedFigure):
    """Sum of figures, or of one figure over all dimensions."""

    verb = "add"
    add: Parts


class Subtract(DerivedFigure):
    """First minus second."""

    verb = "subtract"
    subtract: Annotated[list[Part], Field(min_length=2, max_length=2)]


class Divide(DerivedFigure):
    """First divided by second, times `times`."""

    verb = "divide"
    divide: Annotated[list[Part], Field(min_length=2, max_length=2)]
    times: Positive = Decimal(1)


class Best(DerivedFigure):
    """The highest of several figures, or of one figure over all dimensions."""

    verb = "best"
    best: Parts


class Worst(DerivedFigure):
    """The lowest of several figures, or of one figure over all dimensions."""

    verb = "worst"
    worst: Parts


def _read_point(value: object) -> Decimal | str:
    if is_name(value):
        return str(value)
    return read_number(value)


_POINT_SCHEMA = {"anyOf": [{"type": "integer"}, {"type": "string"}]}
Point = Annotated[Decimal | str, PlainValidator(_read_point), WithJsonSchema(_POINT_SCHEMA)]


class GradeCase(Strict):
    """`when` the graded figure compares so, it `is` a number; `line` joins points and is flat outside its ends."""

    when: Bound | None = None
    is_: Annotated[Point | None, Field(alias="is")] = None
    line: Annotated[list[tuple[Point, Point]], Field(min_length=2)] | None = None


class Grade(DerivedFigure):
    """Turn a figure into another scale: the first case that holds decides."""

    verb = "grade"
    grade: Name
    cases: Annotated[list[GradeCase], Field(min_length=1)]
    unit: Unit = Unit.POINTS


VERBS: dict[str, type[Figure]] = {
    kind.verb: kind
    for kind in (Mean, Share, Count, Sum, Rate, Net, Value, Weigh, Add, Subtract, Divide, Best, Worst, Grade, Again)
}
"""Every verb with its model."""


def _verb_of(value: object) -> str | None:
    if isinstance(value, Figure):
        return f"<{value.verb}>"
    if not isinstance(value, Mapping):
        return None
    found = [verb for verb in VERBS if verb in value]
    return f"<{found[0]}>" if len(found) == 1 else None


AnyFigure = Annotated[
    Annotated[Mean, Tag("<mean>")]
    | Annotated[Share, Tag("<share>")]
    | Annotated[Count, Tag("<count>")]
    | Annotated[Sum, Tag("<sum>")]
    | Annotated[Rate, Tag("<rate>")]
    | Annotated[Net, Tag("<net>")]
    | Annotated[Value, Tag("<value>")]
    | Annotated[Weigh, Tag("<weigh>")]
    | Annotated[Add, Tag("<add>")]
    | Annotated[Subtract, Tag("<subtract>")]
    | Annotated[Divide, Tag("<divide>")]
    | Annotated[Best, Tag("<best>")]
    | Annotated[Worst, Tag("<worst>")]
    | Annotated[Grade, Tag("<grade>")]
    | Annotated[Again, Tag("<again>")],
    Discriminator(
        _verb_of,
        custom_error_type="verb",
        custom_error_message="a figure has exactly one verb: " + ", ".join(VERBS),
    ),
]
