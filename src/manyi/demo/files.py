"""Evidence written as CSV files in the contract's own columns."""

import csv
import io
from datetime import date
from pathlib import Path

from manyi.engine.contract import Table
from manyi.engine.tables import TABLES

EVIDENCE, TRUTH = "evidence", "truth.json"
"""The folder of evidence and the file of truth, in the folder of a demo company."""


def write_table(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    """Write one table: its columns in the order of the contract, those without any value left out.

    Raises KeyError on a column that the contract does not have.
    """
    columns = _columns(TABLES[name], rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


def _columns(table: Table, rows: list[dict[str, object]]) -> list[str]:
    used = {column: None for row in rows for column, value in row.items() if value is not None}
    known = [column.name for column in table.stored if column.name in used]
    wide = [column for column in used if table.wide_prefix and column.startswith(table.wide_prefix)]
    strange = set(used) - set(known) - set(wide)
    if strange:
        raise KeyError(f"{table.name} has no column {min(strange)}; the demo and the contract must agree.")
    return known + wide


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case _:
            return value
