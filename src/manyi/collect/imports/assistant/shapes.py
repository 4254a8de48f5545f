"""What the values of a column look like: dates with their formats, ratings, phones, yes and no, keys."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal[
    "empty", "phone", "email", "id_number", "address", "clock", "day", "moment", "seconds", "yes_no", "satisfaction",
    "integer", "number", "text",
]  # fmt: skip

ENOUGH = 0.95  # of the different values must look so
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("phone", r"(\+?86[- ]?)?1[3-9]\d{9}"),
    ("email", r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),
    ("id_number", r"\d{17}[\dXx]"),
    ("address", r"\d{1,3}(\.\d{1,3}){3}(\(.*\))?"),
    ("seconds", r"\d+ ?(秒|s|sec|seconds)"),
    ("clock", r"\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?"),
)
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%d-%b-%y", "%d-%b-%Y", "%d/%m/%Y", "%m/%d/%Y",
         "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%y", "%m-%d-%y")  # fmt: skip
_CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
_MOMENTS = tuple(f"{day} {clock}" for day in _DAYS for clock in _CLOCKS)
_ISO = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?"

SATISFACTION = {
    "很不满意": 1, "非常不满意": 1, "不满意": 2, "较不满意": 2, "比较不满意": 2, "一般": 3, "满意": 4, "较满意": 4,
    "比较满意": 4, "很满意": 5, "非常满意": 5, "very dissatisfied": 1, "somewhat dissatisfied": 2, "dissatisfied": 2,
    "neither satisfied nor dissatisfied": 3, "neutral": 3, "somewhat satisfied": 4, "satisfied": 4, "very satisfied": 5,
}  # fmt: skip
"""Words of the usual scale from 1 to 5; in one column 比较满意 and 满意, both 4, do not stand together."""
YES, NO = ("是", "yes", "true", "y", "有"), ("否", "no", "false", "n", "无")


@dataclass(frozen=True)
class Shape:
    """The kind of values; for days, moments and clocks the formats that read them, for integers their range.

    `either` says that the day could as well come first as the month: the formats take the first that fits.
    """

    kind: Kind
    formats: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    either: bool = False


def shape_of(values: Sequence[str]) -> Shape:
    """The shape of a column by its different values."""
    if not values:
        return Shape("empty")
    for kind, pattern in _PATTERNS:
        if _share(values, pattern) >= ENOUGH:
            return Shape(kind, _formats(values, _CLOCKS)) if kind == "clock" else Shape(kind)
    lowered = {value.lower() for value in values}
    if lowered <= {*YES, *NO}:
        return Shape("yes_no")
    if lowered <= set(SATISFACTION):
        return Shape("satisfaction", low=1, high=5)
    return _dated(values) or _numeric(values)


def _dated(values: Sequence[str]) -> Shape | None:
    if _share(values, _ISO) >= ENOUGH:
        return Shape("moment")
    if _share(values, r"[\dA-Za-z年月日:/. -]{6,30}") < ENOUGH:
        return None
    if _share(values, r"\d+") >= ENOUGH and _share(values, r"(19|20)\d{6}") < ENOUGH:
        return None
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (("day", _DAYS), ("moment", _MOMENTS))
    for kind, known in kinds:
        if formats := _formats(values, known):
            return Shape(kind, formats, either=_either(values, formats))
    return None


def _numeric(values: Sequence[str]) -> Shape:
    if all(re.fullmatch(r"-?\d{1,15}(\.0+)?", value) for value in values):
        numbers = [int(value.partition(".")[0]) for value in values]
        return Shape("integer", low=min(numbers), high=max(numbers))
    return Shape("number") if _share(values, r"-?\d+([.,]\d+)*") >= ENOUGH else Shape("text")


def _share(values: Sequence[str], pattern: str) -> float:
    return sum(1 for value in values if re.fullmatch(pattern, value)) / len(values)


def _reads(value: str, written: str) -> bool:
    try:
        datetime.strptime(value, written)
    except ValueError:
        return False
    return True


def _formats(values: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The fewest formats, best first, that read enough of the values; () when none do."""
    left, chosen = list(values), []
    while left:
        counts = {written: sum(1 for value in left if _reads(value, written)) for written in known}
        best = max(known, key=lambda written: (counts[written], -known.index(written)))
        if counts[best] == 0:
            break
        chosen.append(best)
        left = [value for value in left if not _reads(value, best)]
    return tuple(chosen) if len(left) <= (1 - ENOUGH) * len(values) else ()


def _either(values: Sequence[str], formats: Sequence[str]) -> bool:
    """Whether day and month could change places in every value."""
    swapped = [
        f.replace("%d", "%?").replace("%m", "%d").replace("%?", "%m") for f in formats if "%d" in f and "%m" in f
    ]
    turned = [f for f in swapped if not f.startswith("%Y")]
    return bool(turned) and all(any(_reads(value, written) for written in turned) for value in values)
