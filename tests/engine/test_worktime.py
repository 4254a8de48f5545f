"""Working time: published vectors, the edges of windows, holds, clock changes and coverage."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from manyi.engine.calendar import BeyondCalendar, Calendar, CalendarError
from manyi.engine.calendar_rows import calendar_from_rows, shipped_rows
from manyi.engine.durations import duration_from_text
from manyi.engine.worktime import (
    Hold,
    StillOnHold,
    add_working_days,
    add_working_time,
    due_at,
    is_workday,
    lateness_seconds,
    working_days_between,
    working_seconds,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3600


def china(windows: str) -> Calendar:
    return calendar_from_rows(name="cn", rows=shipped_rows(region="cn"), windows=windows, time_zone="Asia/Shanghai")


def berlin(windows: str) -> Calendar:
    return calendar_from_rows(
        name="berlin",
        rows=(),
        windows=windows,
        time_zone="Europe/Berlin",
        weekend=(),
        first_day=date(2026, 3, 1),
        last_day=date(2026, 11, 30),
    )


NINE_TO_SIX = china("09:00-18:00")
LUNCH = china("09:00-12:00 13:30-18:00")


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hold(since: str, until: str | None) -> Hold:
    return Hold(at(since), None if until is None else at(until))


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-02-13", 7, "2026-03-02"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2025-09-26", 7, "2025-10-13"),
        ("2025-12-30", 3, "2026-01-05"),
    ],
)
def test_published_working_days(start: str, n: int, expected: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(expected)
    assert add_working_days(day=first, n=n, calendar=NINE_TO_SIX) == last
    assert working_days_between(start=first, end=last, calendar=NINE_TO_SIX) == n
    assert working_days_between(start=last, end=first, calendar=NINE_TO_SIX) == -n


def test_published_hours() -> None:
    start, end = at("2026-02-13 17:30"), at("2026-02-24 10:00")
    assert working_seconds(start=start, end=end, calendar=NINE_TO_SIX) == 10 * HOUR + HOUR // 2
    assert add_working_time(start=start, seconds=10 * HOUR + HOUR // 2, calendar=NINE_TO_SIX) == end


def test_kinds_of_days() -> None:
    days = {"2026-02-13": True, "2026-02-14": True, "2026-02-16": False, "2026-02-21": False, "2026-03-07": False}
    assert {day: is_workday(day=date.fromisoformat(day), calendar=LUNCH) for day in days} == days


def test_no_working_days_added_is_the_day_itself_even_a_holiday() -> None:
    assert add_working_days(day=date(2026, 2, 16), n=0, calendar=LUNCH) == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        ("2026-03-02 11:00", HOUR, "2026-03-02 12:00"),  # used up as a window closes: due at the closing
        ("2026-03-02 11:00", HOUR + 1, "2026-03-02 13:30:01"),
        ("2026-03-02 12:00", 1, "2026-03-02 13:30:01"),
        ("2026-03-02 12:30", HOUR, "2026-03-02 14:30"),
        ("2026-03-06 17:00", HOUR, "2026-03-06 18:00"),
        ("2026-03-06 17:00", 2 * HOUR, "2026-03-09 10:00"),
        ("2026-03-07 03:00", 0, "2026-03-07 03:00"),  # nothing to wait for: due at once, worked or not
        ("2026-02-13 18:00", 7 * HOUR + HOUR // 2, "2026-02-14 18:00"),  # a make-up Saturday has weekday windows
    ],
)
def test_due_at_window_edges(start: str, seconds: int, due: str) -> None:
    assert add_working_time(start=at(start), seconds=seconds, calendar=LUNCH) == at(due)


def test_fractions_of_seconds_are_cut_off() -> None:
    start, end = at("2026-03-02 09:00:00.900000"), at("2026-03-02 09:00:02.100000")
    assert working_seconds(start=start, end=end, calendar=LUNCH) == 2
    assert add_working_time(start=start, seconds=1, calendar=LUNCH) == at("2026-03-02 09:00:01")


def test_holds_stop_the_clock_and_overlaps_count_once() -> None:
    holds = [
        hold("2026-03-02 10:30", "2026-03-02 14:00"),
        hold("2026-03-02 10:00", "2026-03-02 11:00"),
        hold("2026-03-02 10:40", "2026-03-02 10:50"),
        hold("2026-03-02 15:00", "2026-03-02 15:00"),
        hold("2026-03-02 17:00", None),
    ]
    start = at("2026-03-02 09:00")
    assert working_seconds(start=start, end=at("2026-03-02 18:00"), calendar=LUNCH, holds=holds) == 4 * HOUR
    assert add_working_time(start=start, seconds=HOUR, calendar=LUNCH, holds=holds) == at("2026-03-02 10:00")
    assert add_working_time(start=start, seconds=HOUR + 1, calendar=LUNCH, holds=holds) == at("2026-03-02 14:00:01")
    assert add_working_time(start=start, seconds=4 * HOUR, calendar=LUNCH, holds=holds) == at("2026-03-02 17:00")
    with pytest.raises(StillOnHold) as refused:
        add_working_time(start=start, seconds=4 * HOUR + 1, calendar=LUNCH, holds=holds)
    assert str(refused.value) == (
        "The clock started at 2026-03-02T09:00:00+08:00 stands still since 2026-03-02T17:00:00+08:00 by a hold "
        "without end, so nothing is due yet. End the hold, or ask again when it has ended."
    )


def test_lateness_is_signed_working_time() -> None:
    due = at("2026-03-06 17:00")
    cases = {
        "2026-03-09 09:30": HOUR + HOUR // 2,
        "2026-03-06 17:00": 0,
        "2026-03-06 14:30": -5 * HOUR // 2,
        "2026-03-06 11:30": -4 * HOUR,
    }
    assert {done: lateness_seconds(due=due, done=at(done), calendar=LUNCH) for done in cases} == cases
    after_closing = lateness_seconds(due=at("2026-03-06 18:00"), done=at("2026-03-08 20:00"), calendar=LUNCH)
    assert after_closing == 0
    paused = [hold("2026-03-06 17:30", "2026-03-09 09:15")]
    assert lateness_seconds(due=due, done=at("2026-03-09 09:30"), calendar=LUNCH, holds=paused) == 3 * HOUR // 4


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("30 min", "2026-03-02 11:45", "2026-03-02 13:45"),
        ("4 h", "2026-03-02 09:00", "2026-03-02 14:30"),
        ("3 d", "2026-03-02 09:00", "2026-03-05 18:00"),
        ("3 working_days", "2026-03-02 23:00", "2026-03-05 18:00"),
        ("1 d", "2026-02-13 10:00", "2026-02-14 18:00"),
    ],
)
def test_promises(text: str, start: str, due: str) -> None:
    assert due_at(start=at(start), duration=duration_from_text(text), calendar=LUNCH) == at(due)


def test_working_time_held_is_added_to_a_promise_in_days() -> None:
    holds = [hold("2026-03-03 17:00", "2026-03-04 10:00")]
    due = due_at(start=at("2026-03-02 09:00"), duration=duration_from_text("3 d"), calendar=LUNCH, holds=holds)
    assert due == at("2026-03-06 11:00")


def test_a_holiday_closes_the_shift_that_starts_on_it() -> None:
    shifts = china("22:00-06:00")
    assert working_seconds(start=at("2025-12-31 12:00"), end=at("2026-01-01 12:00"), calendar=shifts) == 8 * HOUR
    assert working_seconds(start=at("2026-01-01 12:00"), end=at("2026-01-02 12:00"), calendar=shifts) == 0
    assert due_at(start=at("2026-01-05 09:00"), duration=duration_from_text("1 d"), calendar=shifts) == at(
        "2026-01-07 06:00"
    )


@pytest.mark.parametrize(
    ("windows", "start", "end", "hours"),
    [
        ("22:00-06:00", "2026-03-27 12:00", "2026-03-28 12:00", 8),
        ("22:00-06:00", "2026-03-28 12:00", "2026-03-29 12:00", 7),  # 02:00 to 03:00 is skipped
        ("22:00-06:00", "2026-10-24 12:00", "2026-10-25 12:00", 9),  # 02:00 to 03:00 comes twice
        ("02:30-05:00", "2026-03-29 00:00", "2026-03-30 00:00", 2),  # an edge in the gap lies at the jump
        ("02:15-02:45", "2026-03-29 00:00", "2026-03-30 00:00", 0),
        ("01:00-02:30", "2026-10-25 00:00", "2026-10-26 00:00", 1.5),  # an edge that repeats: its first pass
        ("02:30-04:00", "2026-10-25 00:00", "2026-10-26 00:00", 2.5),
        ("00:00-24:00", "2026-10-25 00:00", "2026-10-26 00:00", 25),
        ("00:00-24:00", "2026-03-29 00:00", "2026-03-30 00:00", 23),
    ],
)
def test_clock_changes(windows: str, start: str, end: str, hours: float) -> None:
    first, last = at(start, BERLIN), at(end, BERLIN)
    assert working_seconds(start=first, end=last, calendar=berlin(windows)) == hours * HOUR


def test_repeated_hour_is_told_apart_and_results_are_utc() -> None:
    calendar = berlin("00:00-24:00")
    first = at("2026-10-25 02:30", BERLIN)
    second = first.replace(fold=1)
    assert working_seconds(start=first, end=second, calendar=calendar) == HOUR
    due = add_working_time(start=first, seconds=HOUR, calendar=calendar)
    assert (due, due.tzinfo) == (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), UTC)


def test_days_beyond_the_coverage_are_refused() -> None:
    with pytest.raises(BeyondCalendar) as refused:
        is_workday(day=date(2027, 1, 4), calendar=LUNCH)
    assert str(refused.value) == (
        "2027-01-04 lies beyond calendar 'cn', which covers 2024-01-01 to 2026-12-31: the holidays and make-up "
        "workdays outside it are not known. Import the calendar table of 2027 and run again."
    )
    assert refused.value.zh == (
        "2027-01-04 超出日历“cn”的范围（2024-01-01 至 2026-12-31）：范围以外的节假日和调休工作日未知。"
        "请导入 2027 年的日历表后重试。"
    )
    with pytest.raises(BeyondCalendar, match=r"^Working day 2 after 2026-12-30 lies beyond .* table of 2027 and"):
        add_working_days(day=date(2026, 12, 30), n=2, calendar=LUNCH)
    with pytest.raises(BeyondCalendar) as early:
        working_days_between(start=date(2022, 5, 1), end=date(2024, 5, 1), calendar=LUNCH)
    assert early.value.years == (2022, 2023)


def test_instants_beyond_the_coverage_are_refused() -> None:
    last = at("2027-01-01 00:00")
    assert working_seconds(start=at("2026-12-31 17:00"), end=last, calendar=LUNCH) == HOUR
    with pytest.raises(BeyondCalendar, match=r"^2027-01-01T00:00:01\+08:00 lies beyond"):
        working_seconds(start=at("2026-12-31 17:00"), end=last + timedelta(seconds=1), calendar=LUNCH)
    with pytest.raises(BeyondCalendar, match=r"^9999-12-31T23:59:59\+00:00 lies beyond .* of 2027 to 9999 and"):
        lateness_seconds(due=last, done=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), calendar=LUNCH)
    assert add_working_time(start=at("2026-12-31 17:00"), seconds=HOUR, calendar=LUNCH) == at("2026-12-31 18:00")
    with pytest.raises(BeyondCalendar, match=r"^The end of 3601 seconds of working time from 2026-12-31T17:00:00"):
        add_working_time(start=at("2026-12-31 17:00"), seconds=HOUR + 1, calendar=LUNCH)
    with pytest.raises(BeyondCalendar, match=r"^The end of 3600 seconds of working time"):
        add_working_time(
            start=at("2026-12-31 17:00"),
            seconds=HOUR,
            calendar=LUNCH,
            holds=[Hold(at("2026-12-31 17:30"), at("2027-01-08 00:00"))],
        )


def test_the_first_morning_is_unknown_where_shifts_pass_midnight() -> None:
    shifts = china("22:00-06:00")
    assert working_seconds(start=at("2024-01-01 06:00"), end=at("2024-01-03 12:00"), calendar=shifts) == 8 * HOUR
    with pytest.raises(BeyondCalendar) as refused:
        working_seconds(start=at("2024-01-01 05:59"), end=at("2024-01-03 12:00"), calendar=shifts)
    assert str(refused.value) == (
        "2024-01-01T05:59:00+08:00, when a shift of 2023-12-31 could still run, lies beyond calendar 'cn', which "
        "covers 2024-01-01 to 2026-12-31: the holidays and make-up workdays outside it are not known. Import the "
        "calendar table of 2023 and run again."
    )
    assert working_seconds(start=at("2026-12-31 12:00"), end=at("2027-01-01 00:00"), calendar=shifts) == 2 * HOUR
    with pytest.raises(BeyondCalendar, match=r"^The end of 7201 seconds of working time from 2026-12-31T12:00:00"):
        add_working_time(start=at("2026-12-31 12:00"), seconds=2 * HOUR + 1, calendar=shifts)


def test_questions_without_an_answer_are_refused() -> None:
    nine, ten = at("2026-03-02 09:00"), at("2026-03-02 10:00")
    with pytest.raises(CalendarError, match="^The time asked for runs from 2026-03-02T10:00:00.* which is earlier"):
        working_seconds(start=ten, end=nine, calendar=LUNCH)
    with pytest.raises(CalendarError, match="^A hold runs from 2026-03-02T10:00:00.* which is earlier"):
        Hold(ten, nine)
    with pytest.raises(CalendarError, match=r"^2026-03-02T09:00:00 has no time zone, .* such as \+08:00\.$"):
        working_seconds(start=nine.replace(tzinfo=None), end=ten, calendar=LUNCH)
    with pytest.raises(CalendarError, match="^Cannot add -1 seconds of working time: give 0 or more.$"):
        add_working_time(start=nine, seconds=-1, calendar=LUNCH)
    with pytest.raises(CalendarError, match="^Cannot add -1 working days: give 0 or more.$"):
        add_working_days(day=date(2026, 3, 2), n=-1, calendar=LUNCH)
