"""Local time and UTC as SQL, from the offsets of a named zone between 1970 and 2100.

DuckDB's own zone conversion needs an extension that is not everywhere; a nested CASE over the zone's offsets does the
same with plain comparisons. A local time that the clock showed twice (summer time ends) means the first of the two; one
that it never showed (summer time begins) has no UTC time: the expression is NULL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from manyi.engine.problems import EvidenceError

FIRST = datetime(1970, 1, 1)
LAST = datetime(2100, 1, 1)
_STEP = timedelta(hours=12)


@dataclass(frozen=True)
class Span:
    """From `start` on, local time is `seconds` ahead of UTC; None = the clock never showed these times."""

    start: datetime
    seconds: int | None


@lru_cache(maxsize=32)
def utc_spans(zone: str) -> tuple[Span, ...]:
    """The zone's offsets by UTC time, earliest first."""
    clock = _zone(zone)
    spans = [Span(FIRST, _offset(clock, FIRST))]
    moment = FIRST
    while moment < LAST:
        following = moment + _STEP
        if _offset(clock, following) != spans[-1].seconds:
            change = _change(clock, moment, following)
            spans.append(Span(change, _offset(clock, change)))
        moment = following
    return tuple(spans)


@lru_cache(maxsize=32)
def local_spans(zone: str) -> tuple[Span, ...]:
    """The zone's offsets by local time, with the gaps where summer time begins."""
    spans: list[Span] = []
    before: int | None = None
    for span in utc_spans(zone):
        after = span.seconds or 0
        if before is not None and after > before:
            spans.append(Span(span.start + timedelta(seconds=before), None))
        spans.append(Span(span.start + timedelta(seconds=max(after, before if before is not None else after)), after))
        before = after
    return tuple(spans)


def to_utc(expression: str, zone: str) -> str:
    """SQL: the UTC time of the local TIMESTAMP `expression`, NULL where the clock never showed it."""
    return _shifted(expression, local_spans(zone), "-")


def to_local(expression: str, zone: str) -> str:
    """SQL: the local time of the UTC TIMESTAMP `expression`."""
    return _shifted(expression, utc_spans(zone), "+")


def day_start(day: date, zone: str) -> datetime:
    """The UTC time (naive) at which `day` begins in the zone."""
    begin = datetime(day.year, day.month, day.day, tzinfo=_zone(zone))
    return begin.astimezone(UTC).replace(tzinfo=None)


def _shifted(expression: str, spans: Sequence[Span], sign: str) -> str:
    tree = _tree(expression, spans)
    return f"make_timestamp(epoch_us({expression}) {sign} ({tree}) * 1000000)"


def _tree(expression: str, spans: Sequence[Span]) -> str:
    """A balanced CASE, so that a zone with 260 changes costs nine comparisons a row."""
    if len(spans) == 1:
        seconds = spans[0].seconds
        return "NULL::BIGINT" if seconds is None else f"{seconds}::BIGINT"
    middle = len(spans) // 2
    return (
        f"CASE WHEN {expression} < TIMESTAMP '{spans[middle].start}' "
        f"THEN {_tree(expression, spans[:middle])} ELSE {_tree(expression, spans[middle:])} END"
    )


def _zone(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise EvidenceError(
            f"unknown time zone {zone!r}; write it like Asia/Shanghai.", f"未知的时区 {zone!r}，应写成 Asia/Shanghai。"
        ) from None


def _offset(clock: ZoneInfo, moment: datetime) -> int:
    offset = moment.replace(tzinfo=UTC).astimezone(clock).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _change(clock: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The second at which the offset changes, in (low, high]."""
    before = _offset(clock, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        low, high = (middle, high) if _offset(clock, middle) == before else (low, middle)
    return high
