"""An upheld complaint counts in the month it was found so; without that day, in the month the case was closed."""

from pathlib import Path

import pytest
from settle_world import COMPLAINED, company, settle, write


@pytest.mark.parametrize(
    ("found_at", "counted"),
    [("", "4"), ("2026-03-31 23:59", "4"), ("2026-04-01 00:00", "0"), ("2026-02-28 23:59", "0")],
)
def test_the_month_of_an_upheld_complaint(found_at: str, counted: str, tmp_path: Path) -> None:
    tables = company()
    for case in tables["cases"]:
        case["found_at"] = found_at if case["finding"] == "upheld" else ""
    found = settle(write(tables, tmp_path / "evidence")).settlement
    assert [
        row.value
        for row in found.scores
        if (row.kind, row.subject, row.figure) == ("person", COMPLAINED, "complaints_upheld")
    ] == [counted]
