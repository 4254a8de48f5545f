"""The guide to a run folder names every file there is, and the columns of every table."""

import csv
import re
from pathlib import Path

import pytest
from report_world import PACK, company, settled

from manyi.report.run_folder import Run, write_run

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = [DOCS / "outputs.md", DOCS / "outputs.zh-CN.md"]
PAPERS = {
    "report.zh.html",
    "report.en.html",
    "report.zh.pdf",
    "report.en.pdf",
    "decisions.zh.xlsx",
    "decisions.en.xlsx",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder with a stand-in for each document, which have tests of their own."""
    folder = tmp_path_factory.mktemp("run")
    with settled(company(folder / "evidence", people=4), "2026-03") as (settlement,):
        write_run(Run(settlement, None), PACK, folder / "out", {name: lambda: "document" for name in PAPERS})
    return folder / "out"


def rows(guide: Path) -> list[list[str]]:
    lines = guide.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_is_named_and_no_other(guide: Path, run: Path) -> None:
    named = [name for row in rows(guide) for name in re.findall(r"`([^`]+)`", row[0])]
    there = [path.name + ("/" if path.is_dir() else "") for path in run.iterdir()]
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_columns_of_every_table_are_those_written(guide: Path, run: Path) -> None:
    told = {row[0].strip("`"): row[2].split(", ") for row in rows(guide) if row[0].endswith(".csv`")}
    written = {}
    for file in run.glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            written[file.name] = next(csv.reader(opened))
    assert told == written
