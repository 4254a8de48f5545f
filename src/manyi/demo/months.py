"""The months the demo covers, and its moments as minutes since the first midnight."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

DAY = 24 * 60
OPENS, CLOSES = 9 * 60, 18 * 60
"""Opening hours of stores, hotline and offices, in minutes of the day."""


def month_after(first: date, months: int) -> date:
    """The first day of the month `months` after (before, when negative) the month of `first`."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True)
class Months:
    """`count` whole months before `end`, the first day no longer covered."""

    end: date
    count: int

    def __post_init__(self) -> None:
        if self.end.day != 1 or not self.count >= 18:
            raise ValueError(
                f"The demo covers at least 18 whole months and ends on the first of a month; not {self.count} before {self.end}."
            )
        if self.start < date(2024, 1, 1) or self.end > date(2026, 12, 1):
            raise ValueError(
                f"The demo needs months from January 2024 to November 2026, for which holidays are known; not {self.start} "
                f"to {self.end}."
            )

    @cached_property
    def start(self) -> date:
        """The first day."""
        return month_after(self.end, -self.count)

    @property
    def days(self) -> int:
        """Number of days covered."""
        return (self.end - self.start).days

    def first(self, index: int) -> date:
        """The first day of month `index`, counted from 0."""
        return month_after(self.start, index)

    def month_of(self, minute: int) -> int:
        """The month, counted from 0, in which a minute lies."""
        day = self.day(minute // DAY)
        return (day.year - self.start.year) * 12 + day.month - self.start.month

    def back(self, months: int, day: int = 1) -> date:
        """A day of the month `months` before the end: 1 is the last month covered."""
        return month_after(self.end, -months).replace(day=day)

    def label(self, months_back: int) -> str:
        """That month as people write it, such as 2026-03."""
        return self.back(months_back).isoformat()[:7]

    def number(self, day: date) -> int:
        """Days from the first day to `day`."""
        return (day - self.start).days

    def day(self, number: int) -> date:
        """The day `number` days after the first."""
        return self.start + timedelta(days=number)

    def moment(self, day: date, hour: int = 9, minute: int = 0) -> int:
        """Minutes since the first midnight."""
        return self.number(day) * DAY + hour * 60 + minute

    def minutes(self, instant: datetime) -> int:
        """A local instant as minutes since the first midnight, seconds cut off."""
        return int((instant - self.instant(0)).total_seconds()) // 60

    def instant(self, minutes: int) -> datetime:
        """The local instant `minutes` after the first midnight."""
        return datetime.combine(self.start, time()) + timedelta(minutes=minutes)

    def text(self, minutes: int) -> str:
        """That instant as a cell of a table."""
        return self.instant(minutes).isoformat(sep=" ")
