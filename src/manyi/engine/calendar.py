"""The working-day table: which days are worked, in which windows, and from when to when that is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Literal
from zoneinfo import ZoneInfo

DAY = 24 * 60 * 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)

Kind = Literal["holiday", "workday"]


class CalendarError(ValueError):
    """A calendar or a question about one that cannot be used; `zh` holds the same sentence in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


class BeyondCalendar(CalendarError):
    """The answer depends on days whose holidays and make-up workdays are not known: those of `years`."""

    def __init__(self, en: str, zh: str, calendar: "Calendar", day: date) -> None:
        first, last, name = calendar.first_day, calendar.last_day, calendar.name
        if day > last:
            self.years = ((last + timedelta(days=1)).year, day.year)
        else:
            self.years = (day.year, (first - timedelta(days=1)).year)
        oldest, newest = self.years
        en_years, zh_years = (f"{oldest}{to}{newest}" if oldest < newest else f"{oldest}" for to in (" to ", " 至 "))
        super().__init__(
            f"{en} lies beyond calendar {name!r}, which covers {first} to {last}: the holidays and make-up workdays "
            f"outside it are not known. Import the calendar table of {en_years} and run again.",
            f"{zh}超出日历“{name}”的范围（{first} 至 {last}）：范围以外的节假日和调休工作日未知。"
            f"请导入 {zh_years} 年的日历表后重试。",
        )


def epoch_seconds(instant: datetime) -> int:
    """Whole seconds since 1970-01-01 UTC, fractions cut off; refuses a time without an offset."""
    if instant.utcoffset() is None:
        raise CalendarError(
            f"{instant.isoformat()} has no time zone, so it names no instant. Give it an offset, such as +08:00.",
            f"{instant.isoformat()} 没有时区，不能确定时刻。请补充时区，例如 +08:00。",
        )
    return (instant - EPOCH) // _SECOND


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Working time [start, end) in seconds after the midnight that begins its day; `end` > 24 h passes midnight."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < DAY and self.start < self.end <= self.start + DAY):
            raise CalendarError(
                f"A window from second {self.start} to {self.end} is none: it must start within its day and last "
                "more than 0 and at most 24 hours.",
                f"时段（第 {self.start} 秒至第 {self.end} 秒）无效：必须在当日开始，且时长大于 0、不超过 24 小时。",
            )


@dataclass(frozen=True)
class OpenTime:
    """Working time as separate, ascending spans of epoch seconds, with the running total at each span's end."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    totals: tuple[int, ...]

    @classmethod
    def union(cls, spans: Iterable[tuple[int, int]]) -> "OpenTime":
        """The union of half-open spans; empty ones vanish, overlapping ones count once."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(span for span in spans if span[0] < span[1]):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return cls(
            starts=tuple(start for start, _ in merged),
            ends=tuple(end for _, end in merged),
            totals=tuple(accumulate(end - start for start, end in merged)),
        )

    def elapsed(self, at: int) -> int:
        """Open seconds before `at`, in O(log spans)."""
        found = bisect_right(self.starts, at) - 1
        if found < 0:
            return 0
        return self.totals[found] - max(self.ends[found] - at, 0)

    def reached(self, total: int) -> int | None:
        """The earliest instant before which `total` > 0 seconds were open; None if there are never that many."""
        found = bisect_left(self.totals, total)
        if found == len(self.totals):
            return None
        return self.ends[found] - (self.totals[found] - total)


@dataclass(frozen=True, eq=False, kw_only=True)
class Calendar:
    """Working windows by weekday (Monday first, local wall clock), with the days that differ, over a known range.

    `week` holds seven tuples of windows, `makeup` the windows of a make-up workday, `days` the exceptions.
    A window belongs to the day on which it starts, also when it passes midnight: a holiday closes the shift
    that would begin on it, not the one that began the evening before. Compared by identity, for its tables are
    computed once and kept.
    """

    name: str
    time_zone: str
    first_day: date
    last_day: date
    week: tuple[tuple[Window, ...], ...]
    makeup: tuple[Window, ...]
    days: Mapping[date, Kind]

    def __post_init__(self) -> None:
        if len(self.week) != 7 or self.first_day > self.last_day:
            raise CalendarError(
                f"Calendar {self.name!r} has {len(self.week)} weekdays and runs from {self.first_day} to "
                f"{self.last_day}: give windows for 7 weekdays and a first day that is not after the last.",
                f"日历“{self.name}”有 {len(self.week)} 个星期日程，范围为 {self.first_day} 至 {self.last_day}："
                "须给出 7 天的时段，且首日不得晚于末日。",
            )
        _ = self.zone

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone whose wall clock the windows are read on."""
        try:
            return ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError) as error:
            raise CalendarError(
                f"Calendar {self.name!r}: {self.time_zone!r} is not a time zone known here. Use a name of the "
                "IANA time zone database, such as Asia/Shanghai.",
                f"日历“{self.name}”：未知时区 {self.time_zone!r}。请使用 IANA 时区名称，例如 Asia/Shanghai。",
            ) from error

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """The windows that start on `day`; none means it is not worked. Does not check the coverage."""
        kind = self.days.get(day)
        if kind is None:
            return self.week[day.weekday()]
        return self.makeup if kind == "workday" else ()

    def check_day(self, day: date) -> None:
        """Refuse a day of which nothing is known."""
        if not self.first_day <= day <= self.last_day:
            raise BeyondCalendar(str(day), f"{day} ", self, day)

    @cached_property
    def workdays(self) -> tuple[date, ...]:
        """Every worked day of the coverage, ascending."""
        return tuple(day for day in self._covered_days() if self.windows_on(day))

    @cached_property
    def open_time(self) -> OpenTime:
        """All working time of the coverage, cut at its ends."""
        spans = (
            (self.edge(day, window.start), min(self.edge(day, window.end), self.known_until))
            for day in self._covered_days()
            for window in self.windows_on(day)
        )
        return OpenTime.union(spans)

    @cached_property
    def known_from(self) -> int:
        """The first second that no shift of the unknown day before the coverage can reach into."""
        spill = max((window.end - DAY for windows in (*self.week, self.makeup) for window in windows), default=0)
        return self.edge(self.first_day, max(spill, 0))

    @cached_property
    def known_until(self) -> int:
        """The midnight that ends the last day."""
        return self.edge(self.last_day, DAY)

    def edge(self, day: date, seconds: int) -> int:
        """The first instant at which the local clock shows `seconds` after `day`'s midnight, or a later time.

        So an edge inside the hour a clock skips lies at the jump, and one inside a repeated hour at its first pass.
        """
        wall = datetime.combine(day, time()) + timedelta(seconds=seconds)
        local = wall.replace(tzinfo=self.zone)
        instant = epoch_seconds(local)
        if self._wall_clock(instant) == wall:
            return instant
        before = epoch_seconds(local.replace(fold=1))
        jump = bisect_left(range(before, instant), True, key=lambda at: self._wall_clock(at) >= wall)
        return before + jump

    def local_day(self, instant: int) -> date:
        """The date the local clock shows."""
        return self._wall_clock(instant).date()

    def _wall_clock(self, instant: int) -> datetime:
        return datetime.fromtimestamp(instant, self.zone).replace(tzinfo=None)

    def _covered_days(self) -> Iterable[date]:
        count = (self.last_day - self.first_day).days + 1
        return (self.first_day + timedelta(days=offset) for offset in range(count))
