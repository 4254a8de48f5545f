"""The stretch of time a simulation runs over, and the periods in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from manyi.engine.periods import MONTHS, Cadence, Period, PeriodError, read_period

_CADENCES: tuple[Cadence, ...] = ("month", "quarter", "year")


class SimulationError(ValueError):
    """A simulation that cannot be run: what is wrong, why, what to do next; `zh` says the same in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


@dataclass(frozen=True)
class Span:
    """Days from `start` up to but not including `end`; both begin a month."""

    label: str
    start: date
    end: date

    @property
    def months(self) -> int:
        """Whole months inside."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month

    def per_year(self, number: float) -> float:
        """A number counted over the span, as it would be in twelve months."""
        return number * 12 / self.months


def read_span(text: str) -> Span:
    """`2025-01..2025-12`, from the first period to the last, or one period. Raises SimulationError."""
    first, dots, last = text.partition("..")
    try:
        begin, end = read_period(first), read_period(last if dots else first)
    except PeriodError as error:
        raise SimulationError(
            f"{error}; a stretch of periods is written 2025-01..2025-12",
            f"{error.zh}；一段考核期写作 2025-01..2025-12",
        ) from None
    if begin.start >= end.end:
        raise SimulationError(
            f"{text} ends before it begins; write the earlier period first.",
            f"{text} 的结束早于开始；请把较早的考核期写在前面。",
        )
    return Span(text, begin.start, end.end)


def periods_in(span: Span, cadences: Collection[str]) -> list[Period]:
    """The months, quarters and years of these cadences that lie whole inside, by end; a month before the quarter it ends."""
    found = [period for cadence in _CADENCES if cadence in cadences for period in _whole(span, cadence)]
    return sorted(found, key=lambda period: (period.end, MONTHS[period.cadence]))


def _whole(span: Span, cadence: Cadence) -> list[Period]:
    labels = {
        "month": f"{span.start:%Y-%m}",
        "quarter": f"{span.start.year}-Q{(span.start.month - 1) // 3 + 1}",
        "year": f"{span.start.year}",
    }
    period, found = read_period(labels[cadence]), []
    while period.end <= span.end:
        if period.start >= span.start:
            found.append(period)
        period = period.shifted(MONTHS[cadence])
    return found
