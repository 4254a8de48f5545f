"""Two bars under one another: what the evidence gave, and what equals would have had; and columns over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from manyi.report.settlement.scale import scale_of


@dataclass(frozen=True)
class Bar:
    """One bar: what it is, how long in percent, its value in words, and where its interval runs (empty: none)."""

    label: str
    width: str
    text: str
    equal: bool = False
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars that belong together, under a title."""

    title: str
    note: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Column:
    """One column of a chart over time: places in percent of the width and of the height."""

    x: str
    width: str
    y: str
    height: str
    series: int
    text: str


@dataclass(frozen=True)
class Columns:
    """A chart over time: columns, marks of the axis (height in percent, text), and the texts below."""

    columns: tuple[Column, ...]
    ticks: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]


def width(value: float, most: float) -> str:
    """A length in percent of the longest."""
    return f"{max(0.0, min(1.0, value / most if most else 0.0)) * 100:.2f}"


def columns(series: Sequence[Sequence[float]], labels: Sequence[str], texts: Sequence[Sequence[str]]) -> Columns:
    """Columns side by side for each label; the axis begins at 0 and ends on a round number."""
    scale = scale_of([0.0, *(value for one in series for value in one)])
    slot, gap = 100 / len(labels), 0.26
    each = slot * (1 - gap) / len(series)
    found = [
        Column(
            x=f"{slot * (place + gap / 2) + each * number:.2f}", width=f"{each * 0.94:.2f}",
            y=f"{100 - 100 * one[place] / scale.high:.2f}", height=f"{100 * one[place] / scale.high:.2f}", series=number,
            text=texts[number][place],
        )
        for place in range(len(labels)) for number, one in enumerate(series)
    ]  # fmt: skip
    steps = round(scale.high / scale.step)
    ticks = [(f"{100 - 100 * place / steps:.2f}", f"{place * scale.step:,.0f}") for place in range(steps + 1)]
    middles = [(f"{slot * (place + 0.5):.2f}", label) for place, label in enumerate(labels)]
    return Columns(tuple(found), tuple(ticks), tuple(middles))
