"""Working time over a calendar: how much passed, when it is due, how late, and in working days.

Instants are datetimes with an offset, read to the whole second (fractions cut off); results are UTC. Windows
follow the local wall clock, durations are time that really elapsed, so a night shift lasts an hour less or more
when the clocks change. Everything past the calendar's coverage is refused with `BeyondCalendar`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from manyi.engine.calendar import (
    EPOCH,
    BeyondCalendar,
    Calendar,
    CalendarError,
    OpenTime,
    epoch_seconds,
)
from manyi.engine.durations import Duration

_NEVER = 2**62  # the end of a hold that has none


class StillOnHold(CalendarError):
    """The clock stopped before the due instant and has not been started again, so there is none yet."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The clock stands still in [since, until); `until` None means that the hold has not ended."""

    since: datetime
    until: datetime | None

    def __post_init__(self) -> None:
        since = epoch_seconds(self.since)
        if self.until is not None and epoch_seconds(self.until) < since:
            raise _backwards("A hold", "暂停", self.since, self.until)


def working_seconds(*, start: datetime, end: datetime, calendar: Calendar, holds: Sequence[Hold] = ()) -> int:
    """Working time in [start, end) outside all holds, in seconds; O(log windows + holds · log windows).

    Additive over adjoining intervals. Refuses an end before the start.
    """
    first, last = _known(start, calendar), _known(end, calendar)
    if last < first:
        raise _backwards("The time asked for", "所求时间", start, end)
    passed = calendar.open_time.elapsed
    held = sum(passed(until) - passed(since) for since, until in _standstills(holds, first, last))
    return passed(last) - passed(first) - held


def add_working_time(*, start: datetime, seconds: int, calendar: Calendar, holds: Sequence[Hold] = ()) -> datetime:
    """The earliest instant t >= start with working_seconds(start, t) == seconds.

    So time that is used up exactly when a window closes is due at that closing (18:00, not 09:00 the next day),
    or when a hold begins at that beginning; and no seconds are due at the start itself, worked or not.
    Raises `StillOnHold` if a hold without end comes first.
    """
    if seconds < 0:
        raise CalendarError(
            f"Cannot add {seconds} seconds of working time: give 0 or more.",
            f"不能增加 {seconds} 秒工作时间：须为 0 或以上。",
        )
    first = _known(start, calendar)
    if seconds == 0:
        return _utc(first)
    hours = calendar.open_time
    target = hours.elapsed(first) + seconds
    due = hours.reached(target)
    for since, until in _standstills(holds, first, _NEVER):
        if due is not None and due <= since:
            break
        if until == _NEVER:
            raise _still_on_hold(start, since)
        target += hours.elapsed(until) - hours.elapsed(since)
        due = hours.reached(target)
    if due is None:
        raise _due_beyond(start, seconds, calendar)
    return _utc(due)


def due_at(*, start: datetime, duration: Duration, calendar: Calendar, holds: Sequence[Hold] = ()) -> datetime:
    """When a promise made at `start` is due.

    Minutes and hours are working time. Working days run to the close of the last window of the n-th working day
    after the start's local day (the first day does not count, and business hours end the last one: Civil Code
    of China, articles 201 and 203); working time held on the way is added at the end.
    """
    if duration.unit == "seconds":
        return add_working_time(start=start, seconds=duration.amount, calendar=calendar, holds=holds)
    first = _known(start, calendar)
    day = add_working_days(day=calendar.local_day(first), n=duration.amount, calendar=calendar)
    close = min(calendar.edge(day, calendar.windows_on(day)[-1].end), calendar.known_until)
    passed = calendar.open_time.elapsed
    return add_working_time(start=start, seconds=passed(close) - passed(first), calendar=calendar, holds=holds)


def lateness_seconds(*, due: datetime, done: datetime, calendar: Calendar, holds: Sequence[Hold] = ()) -> int:
    """Working time from `due` to `done`: positive is late, negative early.

    0 also when `done` is after `due` but before any working time has passed since.
    """
    if epoch_seconds(done) < epoch_seconds(due):
        return -working_seconds(start=done, end=due, calendar=calendar, holds=holds)
    return working_seconds(start=due, end=done, calendar=calendar, holds=holds)


def is_workday(*, day: date, calendar: Calendar) -> bool:
    """Whether `day` is worked: a weekday with windows or a make-up workday, and no holiday."""
    calendar.check_day(day)
    return bool(calendar.windows_on(day))


def add_working_days(*, day: date, n: int, calendar: Calendar) -> date:
    """The n-th working day after `day`, which itself never counts; `day` itself for n = 0."""
    calendar.check_day(day)
    if n < 0:
        raise CalendarError(f"Cannot add {n} working days: give 0 or more.", f"不能增加 {n} 个工作日：须为 0 或以上。")
    if n == 0:
        return day
    found = bisect_right(calendar.workdays, day) + n - 1
    if found >= len(calendar.workdays):
        after = calendar.last_day + timedelta(days=1)
        raise BeyondCalendar(f"Working day {n} after {day}", f"{day} 之后第 {n} 个工作日", calendar, after)
    return calendar.workdays[found]


def working_days_between(*, start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`, the inverse of `add_working_days`.

    When `end` comes first, minus the working days after `end` up to and including `start`.
    """
    calendar.check_day(start)
    calendar.check_day(end)
    return bisect_right(calendar.workdays, end) - bisect_right(calendar.workdays, start)


def _known(instant: datetime, calendar: Calendar) -> int:
    seconds = epoch_seconds(instant)
    if calendar.known_from <= seconds <= calendar.known_until:
        return seconds
    text = instant.isoformat()
    if calendar.edge(calendar.first_day, 0) <= seconds < calendar.known_from:
        eve = calendar.first_day - timedelta(days=1)
        en, zh = f"{text}, when a shift of {eve} could still run,", f"{text}（{eve} 的班次可能尚未结束）"
        raise BeyondCalendar(en, zh, calendar, eve)
    day = instant.date()
    if calendar.first_day <= day <= calendar.last_day:  # another date in the calendar's own time zone
        day = calendar.local_day(seconds)
    raise BeyondCalendar(text, f"{text} ", calendar, day)


def _standstills(holds: Sequence[Hold], start: int, end: int) -> list[tuple[int, int]]:
    """The holds within [start, end), ascending, each instant once."""
    spans = (
        (max(epoch_seconds(hold.since), start), end if hold.until is None else min(epoch_seconds(hold.until), end))
        for hold in holds
    )
    still = OpenTime.union(spans)
    return list(zip(still.starts, still.ends, strict=True))


def _due_beyond(start: datetime, seconds: int, calendar: Calendar) -> BeyondCalendar:
    after = calendar.last_day + timedelta(days=1)
    return BeyondCalendar(
        f"The end of {seconds} seconds of working time from {start.isoformat()}",
        f"自 {start.isoformat()} 起 {seconds} 秒工作时间的终点",
        calendar,
        after,
    )


def _still_on_hold(start: datetime, since: int) -> StillOnHold:
    stopped = _utc(since).astimezone(start.tzinfo).isoformat()
    return StillOnHold(
        f"The clock started at {start.isoformat()} stands still since {stopped} by a hold without end, so nothing "
        "is due yet. End the hold, or ask again when it has ended.",
        f"自 {start.isoformat()} 起的计时于 {stopped} 暂停且尚未恢复，暂无到期时刻。请结束暂停，或在恢复后再查询。",
    )


def _backwards(en: str, zh: str, start: datetime, end: datetime) -> CalendarError:
    return CalendarError(
        f"{en} runs from {start.isoformat()} to {end.isoformat()}, which is earlier. Exchange or correct the two.",
        f"{zh}从 {start.isoformat()} 到 {end.isoformat()}，终点早于起点。请对调或更正。",
    )


def _utc(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)
