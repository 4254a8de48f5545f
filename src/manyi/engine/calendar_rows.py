"""Reads a calendar: windows from text, special days from rows, and the official tables that are shipped."""

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from importlib import resources
from itertools import pairwise
from typing import cast, get_args

from manyi.engine.calendar import DAY, Calendar, CalendarError, Kind, Window

Row = tuple[date, str, str | None]
"""One row of the evidence table `calendar`: date, kind ('holiday' or 'workday'), name."""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

_WINDOW = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")


def windows_from_text(text: str) -> tuple[Window, ...]:
    """Windows of one day, ascending, from text such as "09:00-12:00 13:30-18:00".

    An end before its start is on the next day ("22:00-06:00"); 24:00 is the midnight that ends the day.
    Refuses an empty text, a time that no clock shows, a window without length, and windows that overlap.
    """
    windows = tuple(sorted(_window(part) for part in text.split()))
    if not windows:
        raise CalendarError(
            "The text of working windows is empty. Write at least one window, such as 09:00-18:00.",
            "工作时段为空。请至少写一个时段，例如 09:00-18:00。",
        )
    for earlier, later in pairwise(windows):
        if later.start < earlier.end:
            raise CalendarError(
                f"Working windows {text!r} overlap: one starts at {_clock(later.start)}, before another that began "
                "earlier has ended. Write each minute once.",
                f"工作时段 {text!r} 重叠：{_clock(later.start)} 开始时，前一时段尚未结束。每一分钟只能写一次。",
            )
    return windows


def calendar_from_rows(
    *,
    name: str,
    rows: Iterable[Row],
    windows: str,
    time_zone: str,
    weekend: Collection[int] = (SATURDAY, SUNDAY),
    other_windows: Mapping[int, str] | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> Calendar:
    """A calendar from the rows of the evidence table `calendar`.

    `windows` are those of every weekday outside `weekend` and of make-up workdays; `other_windows` replaces
    them for single weekdays (0 is Monday). The coverage is `first_day` to `last_day`; where one is not given, it
    is the beginning or end of the whole years that the rows tell of (see `covered_years`).
    Rows outside the coverage are read, but no question can reach them.
    Refuses an unknown kind, a value that is no plain date, and two rows about one date.
    """
    days = _special_days(rows)
    if first_day is None or last_day is None:
        years = covered_years(days)
        first_day = first_day or date(years[0], 1, 1)
        last_day = last_day or date(years[-1], 12, 31)
    usual = windows_from_text(windows)
    return Calendar(
        name=name,
        time_zone=time_zone,
        first_day=first_day,
        last_day=last_day,
        week=_week(usual, weekend, other_windows or {}),
        makeup=usual,
        days=days,
    )


def covered_years(days: Collection[date]) -> tuple[int, ...]:
    """The years a table of special days tells of, ascending and without a gap.

    A year whose rows all lie in one month is not counted: the table of a year often reaches a few days into its
    neighbour (New Year), and that must not pass the whole neighbour off as known.
    """
    months: dict[int, set[int]] = {}
    for day in days:
        months.setdefault(day.year, set()).add(day.month)
    years = sorted(year for year, seen in months.items() if len(seen) > 1)
    if not years:
        raise CalendarError(
            "The calendar's rows tell of no whole year (a year needs days in at least two months). Import the full "
            "table of a year, or give first_day and last_day.",
            "日历表没有完整的年份（一年至少要有两个不同月份的记录）。请导入整年的日历表，或指定首日和末日。",
        )
    missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if missing:
        raise CalendarError(
            f"The calendar's rows run from {years[0]} to {years[-1]} but not through {missing[0]}. Import the table "
            f"of {missing[0]}, or give first_day and last_day.",
            f"日历表从 {years[0]} 年到 {years[-1]} 年，但缺少 {missing[0]} 年。"
            f"请导入 {missing[0]} 年的日历表，或指定首日和末日。",
        )
    return tuple(years)


def shipped_rows(*, region: str) -> tuple[Row, ...]:
    """The official special days shipped for a region; "cn" covers 2024-01-01 to 2026-12-31."""
    table = resources.files("manyi.engine") / "calendars" / f"{region}.csv"
    if not (region.isalpha() and table.is_file()):
        raise CalendarError(
            f"No official calendar is shipped for {region!r}; there is one for 'cn'. Import your own calendar table.",
            f"没有内置地区 {region!r} 的官方日历，目前只有 'cn'。请导入自己的日历表。",
        )
    lines = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return tuple((date.fromisoformat(line["date"]), line["kind"], line["name"]) for line in lines)


def _special_days(rows: Iterable[Row]) -> dict[date, Kind]:
    days: dict[date, Kind] = {}
    for number, (day, kind, _) in enumerate(rows, start=1):
        if type(day) is not date:
            raise CalendarError(
                f"Calendar row {number}: {day!r} is not a plain date. Give a date without a time.",
                f"日历表第 {number} 行：{day!r} 不是日期。请给出不带时间的日期。",
            )
        if kind not in get_args(Kind):
            raise CalendarError(
                f"Calendar row {number} ({day}): kind {kind!r} is not known. Write holiday or workday.",
                f"日历表第 {number} 行（{day}）：未知类别 {kind!r}。请写 holiday（放假）或 workday（上班）。",
            )
        if day in days:
            raise CalendarError(
                f"Calendar row {number}: {day} was already given as {days[day]}. Keep one row for each date.",
                f"日历表第 {number} 行：{day} 已有记录（{days[day]}）。每个日期只保留一行。",
            )
        days[day] = cast(Kind, kind)
    return days


def _week(
    usual: tuple[Window, ...], weekend: Collection[int], other: Mapping[int, str]
) -> tuple[tuple[Window, ...], ...]:
    wrong = sorted({*weekend, *other} - set(range(7))) or sorted(set(weekend) & set(other))
    if wrong:
        raise CalendarError(
            f"Weekday {wrong[0]} is not between 0 (Monday) and 6 (Sunday), or is both a weekend day and given windows.",
            f"星期编号 {wrong[0]} 不在 0（周一）到 6（周日）之间，或既是休息日又给出了时段。",
        )
    return tuple(
        () if weekday in weekend else windows_from_text(other[weekday]) if weekday in other else usual
        for weekday in range(7)
    )


def _window(part: str) -> Window:
    match = _WINDOW.fullmatch(part)
    if match is None:
        raise _no_window(part)
    hours, minutes, end_hours, end_minutes = (int(group) for group in match.groups())
    start, end = (hours * 60 + minutes) * 60, (end_hours * 60 + end_minutes) * 60
    if start >= DAY or end > DAY or start == end:
        raise _no_window(part)
    return Window(start, end if end > start else end + DAY)


def _no_window(part: str) -> CalendarError:
    return CalendarError(
        f"{part!r} is not a working window. Write start and end as HH:MM-HH:MM, such as 09:00-12:00; an end before "
        "the start is on the next day, and a whole day is 00:00-24:00.",
        f"{part!r} 不是有效的工作时段。请写成 HH:MM-HH:MM，例如 09:00-12:00；"
        "结束早于开始表示次日，全天写 00:00-24:00。",
    )


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
