"""Where a value stands on a chart: a scale with round ends, in percent of the width, so that text never shrinks."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from manyi.engine.contract import Unit
from manyi.report.settlement.standing import Standing

_MARGIN = 3.0
_NATURAL = {Unit.SCORE: (0.0, 100.0), Unit.NET: (-100.0, 100.0)}


@dataclass(frozen=True)
class Tick:
    """One mark of an axis."""

    at: str
    text: str


@dataclass(frozen=True)
class Line:
    """A value that a rule asks for, or a group's mean, drawn through a chart."""

    value: float
    text: str


@dataclass(frozen=True)
class Mark:
    """A value with its interval on a scale; all in percent, the interval empty where there is none."""

    at: str
    start: str
    end: str


@dataclass(frozen=True)
class Scale:
    """A stretch of numbers laid over the width of a chart."""

    low: float
    high: float
    step: float

    def at(self, value: float) -> str:
        """The place of a value in percent; values beyond the ends stand at the ends."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return f"{_MARGIN + share * (100 - 2 * _MARGIN):.2f}"

    @property
    def ticks(self) -> list[Tick]:
        """The round numbers of the axis."""
        count = round((self.high - self.low) / self.step)
        return [_tick(self, self.low + place * self.step) for place in range(count + 1)]

    def mark(self, one: Standing) -> Mark | None:
        """A standing on this scale; None without a value."""
        if one.number is None:
            return None
        ends = ("", "") if one.low is None or one.high is None else (self.at(one.low), self.at(one.high))
        return Mark(self.at(one.number), *ends)


def _tick(scale: Scale, value: float) -> Tick:
    digits = 0 if scale.step >= 1 else 1 if scale.step >= 0.1 else 2
    text = f"{value:.{digits}f}".replace("-", "−")
    return Tick(scale.at(value), "0" if float(value) == 0 else text)


def scale_for(shown: Sequence[Standing], lines: Iterable[Line] = (), unit: Unit | None = None) -> Scale:
    """A scale that holds all values, intervals and lines, ending on round numbers."""
    numbers = [number for one in shown for number in (one.number, one.low, one.high) if number is not None]
    return scale_of([*numbers, *(line.value for line in lines)], unit)


def scale_of(numbers: Sequence[float], unit: Unit | None = None) -> Scale:
    """A scale over some numbers; within the natural ends of its unit."""
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 100.0)
    if high - low < 1e-9:
        low, high = low - 1.0, high + 1.0
    step = _step((high - low) / 5)
    low, high = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    least, most = _NATURAL.get(unit, (-math.inf, math.inf)) if unit is not None else (-math.inf, math.inf)
    return Scale(max(low, least), min(high, most), step)


def whole_scale(unit: Unit | None, shown: Sequence[Standing]) -> Scale:
    """The natural scale of a unit where it has one, so that single bars are comparable everywhere."""
    if unit is not None and unit in _NATURAL:
        low, high = _NATURAL[unit]
        return Scale(low, high, (high - low) / 4)
    return scale_for(shown)


def _step(rough: float) -> float:
    """The next round step: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(size * power for size in (1.0, 2.0, 5.0, 10.0) if size * power >= rough - 1e-12)
