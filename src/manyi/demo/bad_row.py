"""A deliberate bad row, so that the list of what was not read can be seen."""

from dataclasses import dataclass

Rows = dict[str, list[dict[str, object]]]
"""Rows by table."""


@dataclass(frozen=True)
class BadRow:
    """A row that reading must refuse: `row` is its number in the file, the first data row being 1."""

    table: str
    row: int
    key: str
    column: str
    value: str
    code: str
