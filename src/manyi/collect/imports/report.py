"""What an import did, row by row accounted for: kept + excluded = read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Example:
    """One cell: file, data row (from 1) and what stood there."""

    file: str
    row: int
    value: str


@dataclass(frozen=True)
class Reason:
    """Why values of one cell were refused, or taken as unknown: how many, and the first few."""

    cell: str
    reason: str
    rows: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class TableReport:
    """Rows of one evidence table: `made` from foreign rows = `written` + `merged` + `without_key`; some are `fixed`."""

    made: int
    written: int
    merged: int
    without_key: int


@dataclass(frozen=True)
class ImportReport:
    """The whole import. A foreign row with any refused value is excluded from every table."""

    mapping: str
    files: Mapping[str, int]
    read: int
    kept: int
    excluded: int
    refused: tuple[Reason, ...]
    unknown: tuple[Reason, ...]
    tables: Mapping[str, TableReport]
    unused_columns: tuple[str, ...]

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
