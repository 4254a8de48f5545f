"""How a case is handled in working time: first reply, holds, solution, closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from manyi.demo.case import Case
from manyi.demo.draws import Draws
from manyi.demo.months import DAY, Months
from manyi.demo.opening import TIME_ZONE
from manyi.engine.calendar import Calendar
from manyi.engine.durations import Duration
from manyi.engine.worktime import Hold, add_working_time, due_at, working_seconds

Promises = Mapping[str, tuple[Duration, Duration]]
"""First reply and solution promised, by importance."""

_ZONE = ZoneInfo(TIME_ZONE)
_HOUR = 3600


@dataclass(frozen=True)
class Pace:
    """Of 1000 cases, how many are answered late, solved late, and leave the customer satisfied."""

    late_reply: int = 70
    late_solution: int = 80
    satisfied: int = 820


PROMPT = Pace(0, 0, 965)


class Desk:
    """Gives cases their moments, by the promises and the working calendar of a pack."""

    def __init__(self, months: Months, draws: Draws, promises: Promises, calendar: Calendar) -> None:
        self._months, self._draws = months, draws
        self._promises, self._calendar = promises, calendar
        self._end = months.days * DAY

    def handle(self, case: Case, pace: Pace) -> None:
        """Fill the case's moments; what lies after the demo's end has not happened yet."""
        reply, solution = self._promises[case.importance]
        start = self._aware(case.received)
        replied = self._after(start, start, reply, self._percent(pace.late_reply, (8, 90), (110, 260)))
        usual = (1, 25) if case.kind == "enquiry" else (20, 90)
        holds = self._hold(case, start)
        percent = self._percent(pace.late_solution, usual, (106, 170))
        solved = max(self._after(start, start, solution, percent, holds), replied)
        closed = max(
            add_working_time(start=solved, seconds=self._draws.whole(1, 12) * _HOUR, calendar=self._calendar), solved
        )
        case.first_reply, case.solved, case.closed = (self._passed(moment) for moment in (replied, solved, closed))
        if case.closed is not None and case.satisfied is None and self._draws.chance(850):
            case.satisfied = self._draws.chance(pace.satisfied if percent <= 100 else pace.satisfied // 2)

    def _percent(self, late: int, usual: tuple[int, int], slow: tuple[int, int]) -> int:
        return self._draws.whole(*(slow if self._draws.chance(late) else usual))

    def _after(
        self, start: datetime, since: datetime, promise: Duration, percent: int, holds: tuple[Hold, ...] = ()
    ) -> datetime:
        due = due_at(start=start, duration=promise, calendar=self._calendar)
        whole = working_seconds(start=since, end=due, calendar=self._calendar)
        return add_working_time(start=since, seconds=whole * percent // 100, calendar=self._calendar, holds=holds)

    def _hold(self, case: Case, start: datetime) -> tuple[Hold, ...]:
        if case.kind == "enquiry" or case.story is not None or not self._draws.chance(60):
            return ()
        since = add_working_time(start=start, seconds=2 * _HOUR, calendar=self._calendar)
        until = add_working_time(start=since, seconds=self._draws.whole(8, 30) * _HOUR, calendar=self._calendar)
        first, last = self._passed(since), self._passed(until)
        if first is None or last is None:
            return ()
        case.hold = (first, last, self._draws.one(("等待配件到货", "等待客户补充材料", "客户要求改约时间")))
        return (Hold(self._aware(first), self._aware(last)),)

    def _aware(self, minute: int) -> datetime:
        return self._months.instant(minute).replace(tzinfo=_ZONE)

    def _passed(self, moment: datetime) -> int | None:
        minute = self._months.minutes(moment.astimezone(_ZONE).replace(tzinfo=None))
        return minute if minute < self._end else None
