"""Reading a calendar: windows, special days, coverage, and the official table that is shipped."""

import runpy
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pytest

from manyi.engine.calendar import Calendar, CalendarError, Window
from manyi.engine.calendar_rows import (
    FRIDAY,
    SATURDAY,
    SUNDAY,
    Row,
    calendar_from_rows,
    shipped_rows,
    windows_from_text,
)

HOUR = 3600
ROOT = Path(__file__).parents[2]


def read(
    rows: Iterable[Row],
    *,
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY),
    other: dict[int, str] | None = None,
    zone: str = "Asia/Shanghai",
    covers: tuple[date | None, date | None] = (None, None),
) -> Calendar:
    return calendar_from_rows(
        name="test",
        rows=rows,
        windows="09:00-18:00",
        time_zone=zone,
        weekend=weekend,
        other_windows=other,
        first_day=covers[0],
        last_day=covers[1],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13:30-18:00 09:00-12:00", [(9, 12), (13.5, 18)]),
        ("22:00-06:00", [(22, 30)]),
        ("00:00-24:00", [(0, 24)]),
        ("08:00-12:00 12:00-00:00", [(8, 12), (12, 24)]),
    ],
)
def test_windows(text: str, expected: list[tuple[float, float]]) -> None:
    assert windows_from_text(text) == tuple(Window(int(a * HOUR), int(b * HOUR)) for a, b in expected)


@pytest.mark.parametrize(
    "part",
    ["9:00-18:00", "09:00\u201318:00", "09:00-09:00", "24:00-06:00", "09:00-24:01", "09:60-10:00", "9-18"],
)
def test_windows_refused(part: str) -> None:
    with pytest.raises(CalendarError) as refused:
        windows_from_text(f"07:00-08:00 {part}")
    assert str(refused.value) == (
        f"{part!r} is not a working window. Write start and end as HH:MM-HH:MM, such as 09:00-12:00; an end before "
        "the start is on the next day, and a whole day is 00:00-24:00."
    )


def test_empty_and_overlapping_windows_refused() -> None:
    with pytest.raises(CalendarError, match="^The text of working windows is empty"):
        windows_from_text("  ")
    with pytest.raises(CalendarError, match="overlap: one starts at 11:30, before another"):
        windows_from_text("09:00-12:00 11:30-18:00")
    with pytest.raises(CalendarError, match="^A window from second 7200 to 3600 is none"):
        Window(7200, 3600)


def test_the_shipped_table_is_what_the_tool_makes() -> None:
    pytest.importorskip("chinese_calendar", reason="chinesecalendar, needed only for development, is not installed")
    made = runpy.run_path(str(ROOT / "tools" / "make_calendar.py"))["special_days"](2024, 2026)
    assert made == list(shipped_rows(region="cn"))


def test_the_shipped_table_covers_three_years() -> None:
    calendar = read(shipped_rows(region="cn"))
    assert (calendar.first_day, calendar.last_day) == (date(2024, 1, 1), date(2026, 12, 31))
    assert len(calendar.days) == 108
    with pytest.raises(CalendarError, match="^No official calendar is shipped for 'de'; there is one for 'cn'"):
        shipped_rows(region="de")


def test_weekend_and_single_weekdays_can_differ() -> None:
    rows: list[Row] = [(date(2026, 3, 8), "workday", None)]
    march = (date(2026, 3, 1), date(2026, 3, 31))
    calendar = read(rows, weekend=(SUNDAY,), other={FRIDAY: "09:00-12:00"}, covers=march)
    day, half = (Window(9 * HOUR, 18 * HOUR),), (Window(9 * HOUR, 12 * HOUR),)
    assert calendar.week == (day, day, day, day, half, day, ())
    assert [calendar.windows_on(date(2026, 3, number)) for number in (6, 7, 8, 15)] == [half, day, day, ()]


def test_a_few_days_of_a_neighbouring_year_do_not_cover_it() -> None:
    rows: list[Row] = [
        (date(2025, 12, 31), "holiday", None),
        (date(2026, 1, 1), "holiday", None),
        (date(2026, 10, 1), "holiday", None),
        (date(2027, 1, 1), "holiday", None),
    ]
    calendar = read(rows)
    assert (calendar.first_day, calendar.last_day) == (date(2026, 1, 1), date(2026, 12, 31))


def test_unclear_coverage_refused() -> None:
    with pytest.raises(CalendarError, match="^The calendar's rows tell of no whole year"):
        read([(date(2026, 1, 1), "holiday", None)])
    gap: list[Row] = [(date(year, month, 1), "holiday", None) for year in (2024, 2026) for month in (1, 10)]
    with pytest.raises(CalendarError, match="^The calendar's rows run from 2024 to 2026 but not through 2025"):
        read(gap)
    with pytest.raises(CalendarError, match="^Calendar 'test' has 7 weekdays and runs from 2026-02-01 to 2026-01-01"):
        read([], covers=(date(2026, 2, 1), date(2026, 1, 1)))


def test_unclear_rows_refused() -> None:
    day = date(2026, 1, 1)
    with pytest.raises(CalendarError) as kind:
        read([(day, "Holiday", None)])
    assert str(kind.value) == "Calendar row 1 (2026-01-01): kind 'Holiday' is not known. Write holiday or workday."
    with pytest.raises(CalendarError) as twice:
        read([(day, "holiday", None), (day, "workday", None)])
    assert str(twice.value) == ("Calendar row 2: 2026-01-01 was already given as holiday. Keep one row for each date.")
    with pytest.raises(CalendarError, match="^Calendar row 1: datetime.datetime.* is not a plain date"):
        read([(datetime(2026, 1, 1), "holiday", None)])


def test_unclear_patterns_refused() -> None:
    covers = (date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(CalendarError, match="^Weekday 7 is not between 0"):
        read([], weekend=(7,), covers=covers)
    with pytest.raises(CalendarError, match=r"^Weekday 5 is not .* or is both a weekend day and given windows"):
        read([], other={SATURDAY: "09:00-12:00"}, covers=covers)
    for zone in ("Asia/Beijing", "../etc/passwd", ""):
        with pytest.raises(CalendarError, match="is not a time zone known here"):
            read([], zone=zone, covers=covers)
