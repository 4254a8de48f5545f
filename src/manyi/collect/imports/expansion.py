"""Rows with `each`: made once for every heading of the files that the pattern matches."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from manyi.collect.imports.mapping import Rows

SLOT = re.compile(r"\{(heading|nth|\d+)\}")
_PATTERNS = ("extract", "matches", "time", "date")  # braces mean something else there


@dataclass(frozen=True)
class Made:
    """Rows as they are carried out, and the heading they were made for ("" without `each`)."""

    rows: Rows
    heading: str = ""

    def label(self, column: str) -> str:
        """What a column is called in the report."""
        name = f"{self.rows.table}.{column}"
        return f"{name} [{self.heading}]" if self.heading else name


def expanded(rows: Rows, headings: Sequence[str]) -> list[Made]:
    """`rows` for each heading it matches, in the order of the headings; rows without `each` as they are."""
    if rows.each is None:
        return [Made(rows)]
    written = rows.model_dump(by_alias=True, exclude_unset=True, exclude={"each"})
    seen: Counter[str] = Counter()
    made = []
    for heading in headings:
        if match := re.search(rows.each, heading):
            parts = dict(enumerate(match.groups(""), start=1))
            seen[parts.get(1, "")] += 1
            slots = {"heading": heading, "nth": str(seen[parts.get(1, "")])}
            slots |= {str(place): part for place, part in parts.items()}
            made.append(Made(Rows.model_validate(_filled(written, slots)), heading))
    return made


def _filled(value: Any, slots: dict[str, str]) -> Any:
    match value:
        case str():
            return SLOT.sub(lambda slot: slots[slot[1]], value)
        case dict():
            return {
                _filled(key, slots): inner if key in _PATTERNS else _filled(inner, slots)
                for key, inner in value.items()
            }
        case list() | tuple():
            return [_filled(inner, slots) for inner in value]
        case _:
            return value
