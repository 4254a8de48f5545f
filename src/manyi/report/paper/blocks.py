"""What a paper is made of: headings, paragraphs, lists, tables with interval bars, cards; plain data that the template sets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from manyi.report.settlement.scale import Line, Scale
from manyi.report.settlement.standing import Standing

Tone = Literal["plain", "lead", "quiet"]
Emphasis = Literal["", "quiet", "strong"]
Side = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Cell:
    """Text in a table, with an id and more beside it, or a second line below it, where there is one."""

    text: str
    code: str = ""
    beside: str = ""
    note: str = ""
    tone: Emphasis = ""
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Bar:
    """A value with its interval on a scale; places are shares of the width, from 0 to 1."""

    at: float | None
    start: float | None
    end: float | None
    lines: tuple[float, ...]
    mean: float | None
    judged: bool
    kind: Literal["bar"] = "bar"


@dataclass(frozen=True)
class Tick:
    """A mark of an axis, as a share of the width."""

    at: float
    text: str


@dataclass(frozen=True)
class Axis:
    """The scale above a column of bars."""

    ticks: tuple[Tick, ...]
    kind: Literal["axis"] = "axis"


@dataclass(frozen=True)
class Used:
    """What was used of a budget before, and what would be used now, as shares of it."""

    before: float
    now: float
    kind: Literal["used"] = "used"


AnyCell = Cell | Bar | Axis | Used


@dataclass(frozen=True)
class Column:
    """A table's column: its head, its side, and its share of the width (0: as wide as it needs)."""

    head: Cell | Axis
    side: Side = "left"
    share: float = 0


@dataclass(frozen=True)
class Chapter:
    """A chapter's heading."""

    text: str
    kind: Literal["chapter"] = "chapter"


@dataclass(frozen=True)
class Section:
    """A section's heading with the clause it rests on."""

    text: str
    clause: str = ""
    kind: Literal["section"] = "section"


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    text: str
    tone: Tone = "plain"
    kind: Literal["para"] = "para"


@dataclass(frozen=True)
class Listed:
    """A list, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class Table:
    """A table; its head is repeated on every page."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[AnyCell]]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Step:
    """One line of a trace: mark is held, not, open, or empty."""

    words: str
    met: str = ""
    note: str = ""
    clause: str = ""
    mark: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Trace:
    """How something came about, line by line."""

    steps: Sequence[Step]
    kind: Literal["trace"] = "trace"


@dataclass(frozen=True)
class Fact:
    """A label and its value; codes are set in a typewriter's letters."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels and values below one another."""

    facts: Sequence[Fact]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Card:
    """One subject with what is proposed about it."""

    name: str
    code: str
    place: str
    chips: Sequence[str]
    blocks: Sequence["Block"] = field(default=())
    kind: Literal["card"] = "card"


@dataclass(frozen=True)
class Signature:
    """Lines to be filled in by hand, side by side, with a label above each."""

    labels: Sequence[str]
    kind: Literal["signature"] = "signature"


Block = Chapter | Section | Para | Listed | Table | Trace | Facts | Card | Signature


def share(scale: Scale, value: float) -> float:
    """Where a value stands on a scale, as a share of the width."""
    return float(scale.at(value)) / 100


def bar(scale: Scale, one: Standing, lines: Sequence[Line] = (), mean: Line | None = None) -> Bar:
    """A standing as a bar; facts have a point without an interval."""
    ends = (None, None) if one.low is None or one.high is None else (share(scale, one.low), share(scale, one.high))
    return Bar(
        at=None if one.number is None else share(scale, one.number), start=ends[0], end=ends[1],
        lines=tuple(share(scale, line.value) for line in lines), mean=None if mean is None else share(scale, mean.value),
        judged=one.judged,
    )  # fmt: skip


def axis(scale: Scale) -> Axis:
    """The marks of a scale."""
    return Axis(tuple(Tick(float(tick.at) / 100, tick.text) for tick in scale.ticks))


def head(text: str, side: Side = "left", width: float = 0) -> Column:
    """A column with a text above it."""
    return Column(Cell(text), side, width)
