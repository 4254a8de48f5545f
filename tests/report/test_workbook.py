"""The workbook: typed cells that come back as written, nothing a spreadsheet would run, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from report_world import company, settled

from manyi.engine.settle import Settlement
from manyi.engine.wording.vocabulary import Language, pick
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings
from manyi.report.workbook import render_workbook
from manyi.report.workbook.book import sheets
from manyi.report.workbook.measured import scores
from manyi.report.workbook.sheet import Column, Sheet, Value, Words
from manyi.report.workbook.writer import LONGEST, fitting, workbook_bytes

LANGUAGES: tuple[Language, ...] = ("zh", "en")
HOSTILE = {
    0: '=HYPERLINK("http://example.com","open")', 1: "+1", 2: "-2+3", 3: "@SUM(A1:A9)", 4: "{=1+1}", 5: "http://example.com/?a=1&b=<2>",
    6: "\U0001f600 𠮷", 7: "_x0041_", 8: "internal:Sheet1!A1", 9: "007", 10: "1e5", 11: "TRUE", 12: "'quoted", 13: "x" * 100_000,
}  # fmt: skip


def words(lang: Language) -> Words:
    return lambda zh, en: pick(lang, zh, en)


def back(workbook: bytes) -> dict[str, list[list[Any]]]:
    """Sheet → rows, as a reader of ours gets them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(workbook: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settlement]:
    folder = company(tmp_path_factory.mktemp("company"), people=20, bad=3)
    with settled(folder, "2026-03") as (settlement,):
        yield settlement


def as_read(value: Value, t: Words) -> Any:
    """A value as a cell gives it back: numbers are floats, an empty cell is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("是", "yes") if value else ""
    return float(value) if isinstance(value, int | float | Decimal) else value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_comes_back_with_its_type(march: Settlement, lang: Language) -> None:
    reading = Reading(march, lang)
    written = {
        sheet.title: [[column.title for column in sheet.columns], *([as_read(value, reading.t) for value in row] for row in sheet.rows)]
        for sheet in sheets(reading)
    }  # fmt: skip
    assert back(render_workbook(march, lang)) == written


def test_the_sheets_hold_what_was_settled(march: Settlement) -> None:
    read = back(render_workbook(march, "en"))
    assert list(read) == [
        "Decisions", "Money lines", "Near misses", "Scores", "Budgets", "Read and excluded", "Why excluded", "About",
    ]  # fmt: skip
    found, rows = march.proposals, {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in read.items()}  # fmt: skip
    assert [(row["rule id"], row["id"], row["clause"], row["first day"], row["last day"]) for row in rows["Decisions"]] == [
        (one.rule, one.subject, one.clause, date(2026, 3, 1), date(2026, 3, 31)) for one in found.decisions
    ]  # fmt: skip
    assert sum(row["money given"] or 0 for row in rows["Decisions"]) == float(sum(one.cash for one in found.decisions))
    given = [gift for one in found.decisions for gift in one.gives]
    assert [row["id"] for row in rows["Money lines"] if row["given or taken"] == "given"] == [gift.to for gift in given]
    assert [(row["rule id"], row["id"], row["reason code"]) for row in rows["Near misses"]] == [
        (one.rule, one.subject, one.reason) for one in found.held_back
    ]  # fmt: skip
    assert [(row["figure id"], row["id"], row["value"]) for row in rows["Scores"]] == [
        (one.figure, one.subject, "" if one.value is None else float(one.value)) for one in march.scores
    ]  # fmt: skip
    assert all(row["read"] == row["kept"] + row["excluded"] for row in rows["Read and excluded"])
    about = {row["item"]: row["value"] for row in rows["About"]}
    assert (about["edition"], about["result digest"], about["last day"]) == (
        march.edition.edition, march.result_digest, date(2026, 3, 31),
    )  # fmt: skip


def test_names_that_look_like_formulas_and_links_stay_text(tmp_path: Path) -> None:
    folder = company(tmp_path / "evidence", people=16, answers=12, name=lambda number: HOSTILE.get(number, "plain"))
    with settled(folder, "2026-03") as (settlement,):
        book = render_workbook(settlement, "zh")
        shown = {row[1]: row[2] for row in back(book)["得分"][1:] if row[0] == "员工"}
    longest = 32_767 - len("……（共 100000 字，此处放不下，全文见 decisions.json）")
    whole = {f"p{number}": name for number, name in HOSTILE.items() if number < 13}
    assert {person: name for person, name in shown.items() if person in whole} == whole
    assert shown["p13"] == "x" * longest + "……（共 100000 字，此处放不下，全文见 decisions.json）"
    sheet_parts = {name: text for name, text in parts(book).items() if name.startswith("xl/worksheets/")}
    assert {name for name, text in sheet_parts.items() if re.search(r"<f[ >]|<hyperlink|t=\"str\"", text)} == set()
    assert [name for name in sheet_parts if name.endswith(".rels")] == []


def test_the_same_settlement_gives_the_same_bytes_and_no_day_of_the_machine(march: Settlement) -> None:
    once = render_workbook(march, "zh")
    assert once == render_workbook(march, "zh")
    core = parts(once)["docProps/core.xml"]
    assert re.findall(r">(\d{4}-[^<]*)<", core) == ["2026-03-31T00:00:00Z", "2026-03-31T00:00:00Z"]


def test_every_sheet_prints_on_a4_across_with_its_header_and_page_numbers(march: Settlement) -> None:
    made = parts(render_workbook(march, "zh"))
    pages = {name: text for name, text in made.items() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)}
    assert {
        (
            'paperSize="9" ' in text, 'orientation="landscape"' in text, 'fitToHeight="0"' in text, 'state="frozen"' in text,
            "<autoFilter" in text, "第 &amp;P 页，共 &amp;N 页" in text,
        )
        for text in pages.values()
    } == {(True,) * 6}  # fmt: skip
    assert made["xl/workbook.xml"].count("_xlnm.Print_Titles") == len(pages) == 8


def test_a_sheet_goes_on_where_it_is_full() -> None:
    sheet = Sheet("Rows", "about", [Column("number", "whole")], [[number] for number in range(7)])
    made = back(workbook_bytes([sheet], "title", date(2026, 3, 31), words("en"), most_rows=3))
    assert made == {
        "Rows": [["number"], [0.0], [1.0], [2.0]],
        "Rows 2": [["number"], [3.0], [4.0], [5.0]],
        "Rows 3": [["number"], [6.0]],
    }


def test_of_too_many_scores_those_decided_about_are_listed_and_the_sheet_says_so(march: Settlement) -> None:
    figures = Standings(Reading(march, "en"))
    about = {(one.subject_kind, one.subject) for one in march.proposals.decisions}
    about |= {(one.subject_kind, one.subject) for one in march.proposals.held_back}
    sheet = scores(figures, most=10)
    expected = [row.subject for row in march.scores if (row.kind, row.subject) in about]
    assert [row[1] for row in sheet.rows] == expected
    assert sheet.about == (
        f"{len(expected):,} of {len(march.scores):,} scores: those of proposals and near misses; the others in scores.parquet"
    )


def test_an_empty_month_has_every_sheet(tmp_path: Path) -> None:
    folder = company(tmp_path / "evidence", people=4, answers=1, level=lambda _: 4.0)
    with settled(folder, "2026-03") as (settlement,):
        read = back(render_workbook(settlement, "en"))
    assert [len(rows) for name, rows in read.items() if name in ("Decisions", "Near misses")] == [
        1 + len(settlement.proposals.decisions), 1 + len(settlement.proposals.held_back),
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(0, 3), st.sampled_from(LANGUAGES))
def test_a_cell_never_gets_more_than_excel_takes(text: str, beyond: int, lang: Language) -> None:
    filled = text + "𠮷" * ((LONGEST - len(text.encode("utf-16-le")) // 2) // 2 + beyond)
    made = fitting(filled, words(lang))
    units = len(filled.encode("utf-16-le")) // 2
    assert len(made.encode("utf-16-le")) // 2 <= LONGEST
    assert (made == filled) == (units <= LONGEST)
    assert filled.startswith(made.partition("…")[0]) or "…" in text
