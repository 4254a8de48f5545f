"""The numbers an edition's file holds, and the numbers its text says, in a form in which they can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from manyi.engine.policy.clause_text import CLAUSE
from manyi.engine.policy.document import Document
from manyi.engine.policy.issues import Path

_NAMES = ("clause", "title", "text", "policy", "edition", "not_computed", "time_zone", "id")
_HELD = re.compile(r"(?<![A-Za-z0-9_.:])\d+(?:\.\d+)?(?![A-Za-z0-9_:.])")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_NOT_NUMBERS = re.compile(
    "|".join(
        (
            r"`[^`]*`",
            r"《[^》]*》",
            rf"(?<![A-Za-z0-9]){CLAUSE.pattern}",
            r"\d{4}-\d{2}(?:-\d{2})?",
            r"\d{4}\s*年(?:度|\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*[日号])?",
            r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]",
            rf"\d{{1,2}} {_MONTH}(?: \d{{4}})?",
            rf"{_MONTH} \d{{1,2}}(?:, \d{{4}})?",
            r"第\s*\d+(?:\.\d+)*",
            r"\d+(?:st|nd|rd|th)\b",
            r"\d+(?=\s*(?:平台|热线|hotline|platform))",
            r"^\s*(?:[-*>|]\s*)*(?:\d+[.)、．](?!\d)|[(（]\d+[)）])",
        )
    )
)
_SAID = re.compile(r"(?<![A-Za-z_])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万)?\s*([%％])?")


@dataclass(frozen=True)
class Said:
    """One number of the text as written, and its value; a share in percent may be held as a part of 1."""

    written: str
    value: Decimal
    percent: bool

    def held_by(self, numbers: frozenset[Decimal]) -> bool:
        """Whether the file's numbers hold this one."""
        return self.value in numbers or (self.percent and self.value / 100 in numbers)


def held_numbers(document: Document, path: Path = ()) -> Iterator[Decimal]:
    """The numbers below a path, signs left out; months also in years and minutes also in hours where that is whole."""
    for place, value in document.leaves(path):
        if not any(step in _NAMES for step in place):
            yield from _held(value)


def _held(value: Any) -> Iterator[Decimal]:
    if isinstance(value, bool | date):
        return
    text = str(value)
    for found in _HELD.findall(text):
        number = Decimal(found)
        yield number
        for word, size in (("month", 12), ("min", 60)):
            if word in text and number % size == 0:
                yield number / size


def held_clocks(document: Document) -> frozenset[str]:
    """The times of day the file holds, such as 08:30."""
    return frozenset(
        clock for _, value in document.leaves() if isinstance(value, str) for clock in _CLOCK.findall(value)
    )


def said_numbers(line: str) -> Iterator[Said]:
    """The numbers one line of text says; clause ids, dates, list numbers and names of hotlines are none."""
    rest = _CLOCK.sub(" ", _NOT_NUMBERS.sub(" ", line))
    for found in _SAID.finditer(rest):
        value = Decimal(found[1].replace(",", "")) * (10000 if found[2] else 1)
        yield Said(found[0].strip(), value, found[3] is not None)


def said_clocks(line: str) -> list[str]:
    """The times of day one line of text says."""
    return _CLOCK.findall(_NOT_NUMBERS.sub(" ", line))
