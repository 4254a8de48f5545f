"""What a sheet is: columns with a kind and a width, and rows whose values fit them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Value = str | int | float | Decimal | date | bool | None
Kind = Literal["text", "long", "code", "whole", "number", "estimate", "money", "share", "day", "flag"]
Words = Callable[[str, str], str]
"""One of two texts, Chinese or English, by the language of the workbook."""


@dataclass(frozen=True)
class Column:
    """One column: what stands above it and what kind of value stands in it; its width in characters follows from the kind.

    Columns that are not `printed` stand at the right, beyond what goes on paper.
    """

    title: str
    kind: Kind = "text"
    printed: bool = True


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, a sentence printed above it, its columns, and one sequence of values a row."""

    title: str
    about: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
