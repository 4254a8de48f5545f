"""Working time against an oracle that walks the wall clock minute by minute."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from manyi.engine.calendar import BeyondCalendar
from manyi.engine.calendar_rows import Row, calendar_from_rows
from manyi.engine.worktime import (
    Hold,
    add_working_days,
    add_working_time,
    is_workday,
    working_days_between,
    working_seconds,
)

DAYS = 8
MINUTE = timedelta(minutes=1)
# Around changes of the clock: an hour, half an hour, and one that skips midnight itself.
BEGINNINGS = [
    ("Asia/Shanghai", date(2026, 2, 11)),
    ("Europe/Berlin", date(2026, 3, 26)),
    ("Europe/Berlin", date(2026, 10, 21)),
    ("Australia/Lord_Howe", date(2026, 4, 2)),
    ("Australia/Lord_Howe", date(2026, 10, 1)),
    ("America/Sao_Paulo", date(2018, 11, 1)),
    ("America/Sao_Paulo", date(2018, 2, 14)),
]
Minutes = list[tuple[int, int]]


@dataclass(frozen=True)
class Plan:
    """What a calendar is made from, in minutes after midnight; an end before its start is on the next day."""

    zone: str
    first: date
    usual: Minutes
    weekend: set[int]
    other: dict[int, Minutes]
    rows: list[Row]

    def windows_on(self, day: date) -> Minutes:
        kinds = {special: kind for special, kind, _ in self.rows}
        if day in kinds:
            return self.usual if kinds[day] == "workday" else []
        return [] if day.weekday() in self.weekend else self.other.get(day.weekday(), self.usual)


def text(windows: Minutes) -> str:
    return " ".join(f"{a // 60:02d}:{a % 60:02d}-{b // 60:02d}:{b % 60:02d}" for a, b in windows)


@st.composite
def windows(draw: st.DrawFn) -> Minutes:
    size = 2 * draw(st.integers(1, 3))
    points = sorted(draw(st.lists(st.integers(0, 95), min_size=size, max_size=size, unique=True)))
    if draw(st.booleans()):
        points = [*points[1:], points[0]]
    return [(15 * a, 15 * b) for a, b in zip(points[::2], points[1::2], strict=True)]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    zone, first = draw(st.sampled_from(BEGINNINGS))
    weekend = draw(st.sets(st.integers(0, 6), max_size=4))
    other = draw(st.dictionaries(st.integers(0, 6), windows(), max_size=2))
    kinds = draw(st.dictionaries(st.integers(0, DAYS - 1), st.sampled_from(["holiday", "workday"]), max_size=4))
    return Plan(
        zone=zone,
        first=first,
        usual=draw(windows()),
        weekend=weekend,
        other={weekday: value for weekday, value in other.items() if weekday not in weekend},
        rows=[(first + timedelta(days=offset), kind, None) for offset, kind in kinds.items()],
    )


def open_minutes(plan: Plan, begin: int, count: int) -> list[bool]:
    """Whether each minute from epoch minute `begin` on is worked: is the latest time shown so far in a window?"""
    zone, shown, result = ZoneInfo(plan.zone), datetime.min, []
    for minute in range(begin - 180, begin + count):
        wall = datetime.fromtimestamp(60 * minute, zone).replace(tzinfo=None)
        shown = max(shown, wall)
        if minute < begin:
            continue
        since_midnight = (shown - datetime.combine(shown.date(), time())) // MINUTE
        today, yesterday = plan.windows_on(shown.date()), plan.windows_on(shown.date() - timedelta(days=1))
        result.append(
            any(a <= since_midnight < (b if b > a else b + 1440) for a, b in today)
            or any(b <= a and since_midnight < b for a, b in yesterday)
        )
    return result


@settings(max_examples=80, deadline=None)
@given(
    plan=plans(),
    moments=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    stops=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3000)), max_size=5),
    seconds=st.integers(1, 200_000),
)
def test_working_time_equals_the_walk(
    plan: Plan, moments: tuple[float, float], stops: list[tuple[float, int]], seconds: int
) -> None:
    zone = ZoneInfo(plan.zone)
    calendar = calendar_from_rows(
        name="random",
        rows=plan.rows,
        windows=text(plan.usual),
        time_zone=plan.zone,
        weekend=plan.weekend,
        other_windows={weekday: text(value) for weekday, value in plan.other.items()},
        first_day=plan.first,
        last_day=plan.first + timedelta(days=DAYS - 1),
    )
    # The walk begins on the second day: a shift of the unknown day before the coverage may reach into the first.
    begin, finish = (
        int(datetime.combine(plan.first + timedelta(days=offset), time(), zone).timestamp()) // 60
        for offset in (1, DAYS)
    )
    count = finish - begin
    works = open_minutes(plan, begin, count)
    holds = []
    for share, length in stops:
        since = int(share * count)
        works[since : since + length] = [False] * len(works[since : since + length])
        since_at, until_at = (datetime.fromtimestamp(60 * (begin + m), zone) for m in (since, since + length))
        holds.append(Hold(since_at, until_at))
    totals = [0, *accumulate(60 * work for work in works)]

    def walked(second: int) -> int:
        minute, rest = divmod(second, 60)
        return totals[minute] + (rest if rest and works[minute] else 0)

    def instant(second: int) -> datetime:
        return datetime.fromtimestamp(60 * begin + second, zone)

    first, last = sorted(int(share * 60 * count) for share in moments)
    passed = walked(last) - walked(first)
    start = instant(first)
    assert working_seconds(start=start, end=instant(last), calendar=calendar, holds=holds) == passed

    if passed:
        back = add_working_time(start=start, seconds=passed, calendar=calendar, holds=holds)
        assert back <= instant(last).astimezone(UTC)
        assert working_seconds(start=start, end=back, calendar=calendar, holds=holds) == passed

    target = walked(first) + seconds
    if target > totals[-1]:
        try:
            add_working_time(start=start, seconds=seconds, calendar=calendar, holds=holds)
        except BeyondCalendar:
            return
        raise AssertionError("a due instant past the coverage was not refused")
    minute = bisect_left(totals, target) - 1
    due = 60 * minute + target - totals[minute]
    expected = datetime.fromtimestamp(60 * begin + due, UTC)
    assert add_working_time(start=start, seconds=seconds, calendar=calendar, holds=holds) == expected


@given(plan=plans(), offset=st.integers(0, DAYS - 1), n=st.integers(1, DAYS))
def test_working_days_equal_counting(plan: Plan, offset: int, n: int) -> None:
    calendar = calendar_from_rows(
        name="random",
        rows=plan.rows,
        windows=text(plan.usual),
        time_zone=plan.zone,
        weekend=plan.weekend,
        other_windows={weekday: text(value) for weekday, value in plan.other.items()},
        first_day=plan.first,
        last_day=plan.first + timedelta(days=DAYS - 1),
    )
    every = [plan.first + timedelta(days=number) for number in range(DAYS)]
    worked = [bool(plan.windows_on(day)) for day in every]
    assert [is_workday(day=day, calendar=calendar) for day in every] == worked
    later = [day for day, works in zip(every, worked, strict=True) if works and day > every[offset]]
    if n > len(later):
        try:
            add_working_days(day=every[offset], n=n, calendar=calendar)
        except BeyondCalendar:
            return
        raise AssertionError("a working day past the coverage was not refused")
    assert add_working_days(day=every[offset], n=n, calendar=calendar) == later[n - 1]
    assert working_days_between(start=every[offset], end=later[n - 1], calendar=calendar) == n
    assert working_days_between(start=later[n - 1], end=every[offset], calendar=calendar) == -n
