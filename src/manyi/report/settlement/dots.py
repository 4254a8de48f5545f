"""Everybody at one look: a dot for each, stacked where they are close, one line of dots per group."""

from collections.abc import Sequence
from dataclasses import dataclass

from manyi.report.settlement.groups import Chart, Group
from manyi.report.settlement.scale import Line, Scale
from manyi.report.settlement.standing import Standing

_BINS = 72
_RISE, _HEIGHT = 7.0, 96.0


@dataclass(frozen=True)
class Dot:
    """One subject: where it is drawn (across in percent, down in pixels) and whether it is judged."""

    x: str
    y: str
    judged: bool
    text: str


@dataclass(frozen=True)
class Strip:
    """One group as a line of dots, with its figures beside it."""

    title: str
    dots: tuple[Dot, ...]
    height: int
    mean: Line | None
    people: int
    judged: int
    low: str
    high: str


def strips(chart: Chart) -> list[Strip]:
    """The groups of a chart as lines of dots over one scale."""
    return [_strip(chart.scale, group) for group in chart.groups if any(one.number is not None for one in group.values)]


def _strip(scale: Scale, group: Group) -> Strip:
    known = [one for one in group.values if one.number is not None]
    stacks = _stacked(scale, known)
    tallest = max(len(stack) for stack in stacks.values())
    rise = min(_RISE, _HEIGHT / tallest)
    height = int(rise * tallest + 14)
    dots = [
        Dot(f"{place / _BINS * 100:.2f}", f"{height - 8 - rise * level:.1f}", one.judged, f"{one.who.name} {one.value}")
        for place, stack in sorted(stacks.items())
        for level, one in enumerate(stack)
    ]
    return Strip(
        group.title, tuple(dots), height, group.mean, group.people, group.judged, str(known[-1].value), str(known[0].value)
    )  # fmt: skip


def _stacked(scale: Scale, known: Sequence[Standing]) -> dict[int, list[Standing]]:
    stacks: dict[int, list[Standing]] = {}
    for one in sorted(known, key=lambda one: (not one.judged, one.number or 0.0, one.who.id)):
        stacks.setdefault(round(float(scale.at(one.number or 0.0)) / 100 * _BINS), []).append(one)
    return stacks
