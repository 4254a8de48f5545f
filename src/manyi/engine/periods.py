"""Periods and the spans of time that figures look at; months are whole, ends are exclusive."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from manyi.engine.policy.words import Span

_PERIOD = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?\Z")
Cadence = Literal["month", "quarter", "year"]
MONTHS: dict[Cadence, int] = {"month": 1, "quarter": 3, "year": 12}


class PeriodError(ValueError):
    """A text that names no period; `zh` holds the same sentence in Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a period; write a month as 2026-03, a quarter as 2026-Q1 or a year as 2026")
        self.zh = f"{text!r} 不是考核期；月份写作 2026-03，季度写作 2026-Q1，年度写作 2026"


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later; days past the month's end become its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True)
class Days:
    """Days from `start` up to but not including `end`."""

    start: date
    end: date

    def months(self) -> range:
        """The months touched, as running numbers year*12 + month-1."""
        last = self.end.year * 12 + self.end.month - 1 - (1 if self.end.day == 1 else 0)
        return range(self.start.year * 12 + self.start.month - 1, last + 1)


@dataclass(frozen=True)
class Period:
    """A month, quarter or year that is judged as a whole."""

    label: str
    cadence: Cadence
    days: Days

    @property
    def start(self) -> date:
        """First day."""
        return self.days.start

    @property
    def end(self) -> date:
        """First day after."""
        return self.days.end

    def shifted(self, months: int) -> "Period":
        """The period of the same length that begins `months` later."""
        start = add_months(self.start, months)
        return _period(start, self.cadence)


def _period(start: date, cadence: Cadence) -> Period:
    label = {
        "month": f"{start:%Y-%m}",
        "quarter": f"{start.year}-Q{(start.month - 1) // 3 + 1}",
        "year": f"{start.year}",
    }[cadence]
    return Period(label, cadence, Days(start, add_months(start, MONTHS[cadence])))


def read_period(text: str) -> Period:
    """`2026-03`, `2026-Q1` or `2026`. Raises PeriodError for anything else."""
    found = _PERIOD.match(text)
    if not found:
        raise PeriodError(text)
    year, month, quarter = found.groups()
    if month:
        return _period(date(int(year), int(month), 1), "month")
    if quarter:
        return _period(date(int(year), int(quarter) * 3 - 2, 1), "quarter")
    return _period(date(int(year), 1, 1), "year")


def days_of(span: Span, period: Period, baseline: Days | None) -> Days | None:
    """The days a span covers for a period; None when the edition has no baseline."""
    if span.kind == "period":
        return period.days
    if span.kind == "months":
        return Days(add_months(period.end, -span.months), period.end)
    if span.kind == "previous":
        return period.shifted(-MONTHS[period.cadence]).days
    if span.kind == "last_year":
        return period.shifted(-12).days
    return baseline


def instant_bounds(days: Days, zone: str) -> tuple[datetime, datetime]:
    """The UTC instants (naive) at which the local days begin and end."""
    return _midnight(days.start, zone), _midnight(days.end, zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
