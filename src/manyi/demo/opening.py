"""The days on which stores and offices are open, and the calendar by which promises run."""

from functools import cache

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.months import CLOSES, DAY, OPENS, Months
from manyi.engine.calendar import Calendar
from manyi.engine.calendar_rows import SUNDAY, calendar_from_rows, shipped_rows

TIME_ZONE = "Asia/Shanghai"
_SPRING_FESTIVAL = "春节"
_CLOSED_DAYS = 3


@cache
def calendar(windows: str = "09:00-12:00 13:00-18:00", weekend: tuple[int, ...] = (SUNDAY,)) -> Calendar:
    """Working time (the ev-sales pack's, when nothing else is said), with the official holidays and make-up days."""
    return calendar_from_rows(
        name="cn",
        rows=shipped_rows(region="cn"),
        windows=windows,
        time_zone=TIME_ZONE,
        weekend=weekend,
    )


def calendar_rows() -> list[dict[str, object]]:
    """Rows of the table `calendar`."""
    return [{"date": day, "kind": kind, "name": name} for day, kind, name in shipped_rows(region="cn")]


def open_days(months: Months) -> Ints:
    """Numbers of the days on which stores are open: all but the first days of the Spring Festival."""
    rows = shipped_rows(region="cn")
    holidays = sorted(day for day, kind, name in rows if (kind, name) == ("holiday", _SPRING_FESTIVAL))
    closed = {
        months.number(day)
        for year in {day.year for day in holidays}
        for day in [day for day in holidays if day.year == year][:_CLOSED_DAYS]
    }
    return np.array([day for day in range(months.days) if day not in closed], dtype=np.int64)


def work_days(months: Months) -> Ints:
    """Numbers of the official working days."""
    days = [months.number(day) for day in calendar().workdays if months.start <= day < months.end]
    return np.array(days, dtype=np.int64)


def opening_minutes(days: Ints, draws: Draws, earliest: int = OPENS, latest: int = CLOSES - 1) -> Ints:
    """A moment inside opening hours on each of the days."""
    return days * DAY + draws.wholes(earliest, latest, len(days))


def on_open_days(days: Ints, open_: Ints) -> Ints:
    """The days, each moved on to the next open one; the last open day when there is none."""
    return open_[np.minimum(np.searchsorted(open_, days), len(open_) - 1)]
