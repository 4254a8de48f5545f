"""The vocabulary in which an evidence table is described: columns, types, units, links."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """What a cell may hold, and so how it is read, stored and hashed."""

    ID = "id"  # text that names one thing; trimmed, never empty
    TEXT = "text"
    CHOICE = "choice"  # one of the column's `values`
    INT = "int"
    DECIMAL = "decimal"  # stored as DECIMAL(18, places)
    DATE = "date"
    INSTANT = "instant"  # stored UTC; input without an offset is local time of the edition
    FLAG = "flag"


class Unit(StrEnum):
    """What a number measures; `weigh`, `add` and `subtract` refuse to mix them."""

    COUNT = "count"
    SCORE = "score"  # 0-100: shares, linear indexes, review marks
    NET = "net"  # -100-100: a share less the opposite share
    POINTS = "points"
    MONEY = "money"
    MINUTES = "minutes"
    SECONDS = "seconds"
    DAYS = "days"
    HOURS = "hours"
    RATIO = "ratio"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: `links` names the table whose key it must hold, `derived` means the engine computes it.

    `not_before` names the column of the same row whose moment it cannot precede; `later` allows moments after the
    evidence's last day (plans, promises, reviews); `filled` is taken from the person's assignment when empty.
    """

    name: str
    type: Type
    zh: str
    en: str
    required: bool = False
    unit: Unit | None = None
    values: tuple[str, ...] = ()
    links: str | None = None
    low: int | None = None
    high: int | None = None
    places: int = 2
    derived: bool = False
    not_before: str | None = None
    later: bool = False
    filled: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """One evidence table: `at` dates a row for windows, `subjects` say whom it is about.

    `acted` is the column that says when the person did it: outside the time of employment the row is refused.
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    at: str | None = None
    subjects: Mapping[str, str]
    until: str | None = None
    acted: str | None = None
    wide_prefix: str | None = None

    def column(self, name: str) -> Column | None:
        """The column called `name`, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns a file may bring; derived ones are the engine's."""
        return tuple(column for column in self.columns if not column.derived)
