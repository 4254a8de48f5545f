"""Durations as a policy writes them: working time in minutes or hours, or a number of working days."""

import re
from dataclasses import dataclass
from typing import Literal

_UNITS: dict[str, tuple[Literal["seconds", "days"], int]] = {
    "min": ("seconds", 60),
    "h": ("seconds", 3600),
    "d": ("days", 1),
    "working_days": ("days", 1),
}
_DURATION = re.compile(r"([1-9][0-9]{0,5}) (min|h|d|working_days)")


class DurationError(ValueError):
    """A text that is no duration; `zh` holds the same sentence in Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} is not a duration. Write a whole number from 1 to 999999, one space and a unit: min, h, "
            "d (working days) or working_days; for example '30 min', '4 h', '3 d', '5 working_days'."
        )
        self.zh = (
            f"{text!r} 不是有效的时长。请写 1 到 999999 的整数、一个空格和单位：min（分钟）、h（小时）、"
            "d 或 working_days（工作日）；例如 '30 min'、'4 h'、'3 d'、'5 working_days'。"
        )


@dataclass(frozen=True, slots=True)
class Duration:
    """`amount` seconds of working time, or `amount` working days; the two never convert into each other."""

    amount: int
    unit: Literal["seconds", "days"]


def duration_from_text(text: str) -> Duration:
    """Read "30 min", "4 h", "3 d" or "5 working_days"; "d" means working days. Raises `DurationError`."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise DurationError(text)
    unit, size = _UNITS[match[2]]
    return Duration(int(match[1]) * size, unit)
