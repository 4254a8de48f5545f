"""Papers: the same bytes, text never read as markup, every missing character named, the whole report in them."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_world import company, settled
from typst import Fonts

from manyi.engine.settle import Settlement
from manyi.engine.wording.vocabulary import Language
from manyi.report.paper.blocks import (
    Block,
    Card,
    Cell,
    Chapter,
    Fact,
    Facts,
    Listed,
    Para,
    Section,
    Step,
    Table,
    Trace,
    head,
)
from manyi.report.paper.fonts import NoChineseFont, chinese_fonts
from manyi.report.paper.period_report import period_report
from manyi.report.paper.typeset import Paper, Press

LANGUAGES: tuple[Language, ...] = ("zh", "en")
MARKUP = '#panic("x") *strong* _slanted_ $x^2$ `raw` <label> @ref \\ // comment = heading - list #import "a.typ": b'
WITHOUT = "\U000323af"
"""A rare character of Unicode 15 that fonts-noto-cjk does not have."""


@cache
def one_press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def press() -> Press:
    try:
        return one_press()
    except NoChineseFont:
        pytest.skip("no Chinese font on this machine; install the package fonts-noto-cjk to set papers")


@pytest.fixture(scope="module")
def periods(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Settlement]]:
    folder = company(tmp_path_factory.mktemp("company"), people=24, bad=3)
    with settled(folder, "2026-03", "2026-02") as found:
        yield found


def paper(*blocks: Block, title: str = "Title") -> Paper:
    return Paper(
        lang="en", policy="Policy", title=title, facts="facts", seal=("PROPOSED",), running="running", foot="foot",
        page="page # of @", day=date(2026, 3, 31), blocks=blocks,
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    """The text of a PDF, by poppler; words with single spaces."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine; install the package poppler-utils to read papers back")
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(made.stdout.decode().split())


def test_what_looks_like_markup_is_set_as_it_stands(press: Press) -> None:
    table = Table([head(MARKUP)], [[Cell(MARKUP, MARKUP, note=MARKUP)]])
    blocks = (
        Chapter(MARKUP), Section(MARKUP, MARKUP), Para(MARKUP), Listed((MARKUP,)), table, Trace([Step(MARKUP, MARKUP, MARKUP, MARKUP, "held")]),
        Facts([Fact(MARKUP, MARKUP, code=True)]), Card(MARKUP, MARKUP, MARKUP, [MARKUP], [Para(MARKUP)]),
    )  # fmt: skip
    printed = press.pdf(paper(*blocks, title=MARKUP))
    assert printed.absent == ()
    assert "".join(text_of(printed.pdf).split()).count("#panic(") == 21


def test_the_same_paper_gives_the_same_bytes_in_every_press(press: Press) -> None:
    one = paper(Para("王芳 91.97"))
    assert press.pdf(one) == Press().pdf(one) == press.pdf(one)
    assert press.pdf(replace(one, day=date(2026, 4, 1))) != press.pdf(one)
    assert press.pdf(one).pdf[:5] == b"%PDF-"
    assert b"pdfaid:part>2<" in press.pdf(one).pdf


def test_a_character_no_font_has_is_named_and_replaced(press: Press) -> None:
    printed = press.pdf(paper(Para(f"王{WITHOUT}芳 \x07 𠮷"), Para(f"again {WITHOUT}")))
    assert printed.absent == ("\x07", WITHOUT)
    assert "王〓芳 〓 𠮷 again 〓" in text_of(printed.pdf)
    assert press.pdf(paper(Para(f"王{WITHOUT}"))).absent == (WITHOUT,)
    assert press.pdf(paper(Para("王芳"))).absent == ()


def test_line_breaks_and_tabs_of_the_data_are_spaces(press: Press) -> None:
    assert press.pdf(paper(Para("a\r\n\tb\u2028c"))) == press.pdf(paper(Para("a b c")))


@pytest.mark.usefixtures("press")
@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_can_be_set(text: str) -> None:
    assert one_press().pdf(paper(Para(text), Chapter(text), title=text)).pdf[:5] == b"%PDF-"


def test_a_machine_without_chinese_fonts_is_told_what_to_install() -> None:
    with pytest.raises(NoChineseFont) as error:
        Press(Fonts(include_system_fonts=False))
    assert (str(error.value), error.value.zh) == (
        "No font with Chinese characters was found, so no PDF can be made. Install one: sudo apt-get install "
        "fonts-noto-cjk; without root, put its files into ~/.local/share/fonts.",
        "没有找到中文字体，无法生成 PDF。请安装：sudo apt-get install fonts-noto-cjk；"
        "没有管理员权限时，把字体文件放入 ~/.local/share/fonts 即可。",
    )


def test_a_serif_is_taken_before_any_other_chinese_font() -> None:
    assert chinese_fonts(["Arial", "Noto Sans CJK SC", "SimSun"]) == ["SimSun", "Noto Sans CJK SC"]


# ---- the report ------------------------------------------------------------------------------------------------------


def all_of(found: Paper, kind: str) -> list[dict[str, Any]]:
    def walk(blocks: Any) -> Iterator[dict[str, Any]]:
        for block in blocks if isinstance(blocks, list | tuple) else ():
            if block["kind"] == kind:
                yield block
            yield from walk(block.get("blocks", ()))

    return list(walk(asdict(found)["blocks"]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_has_every_chapter_and_every_proposal(periods: list[Settlement], lang: Language) -> None:
    march, february = periods
    report = period_report(march, lang, february)
    assert len(all_of(report, "chapter")) == 9
    subjects = [one["code"] or one["name"] for one in all_of(report, "card")]
    assert sorted(map(str, subjects)) == sorted(one.subject for one in march.proposals.decisions)
    everything = json.dumps(asdict(report), ensure_ascii=False, default=str)
    near = {one.subject for one in march.proposals.held_back}
    assert {one for one in near if f'"{one}"' not in everything} == set()
    values = [fact["value"] for block in all_of(report, "facts") for fact in block["facts"] if fact["code"]]
    assert {march.input_digest, march.result_digest, *march.table_digests.values()} <= set(values)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_prints_the_same_twice_with_page_numbers_and_digest(
    press: Press, periods: list[Settlement], lang: Language
) -> None:
    march, february = periods
    printed = press.pdf(period_report(march, lang, february))
    assert printed == press.pdf(period_report(march, lang, february))
    assert printed.absent == ()
    text = text_of(printed.pdf)
    assert {"zh": "2026 年 3 月评定报告", "en": "Report for March 2026"}[lang] in text
    assert {"zh": "第 1 页，共", "en": "page 1 of"}[lang] in text
    assert march.result_digest in text


def test_an_interval_bar_lies_within_its_scale_and_around_its_value(periods: list[Settlement]) -> None:
    bars = [
        cell for table in all_of(period_report(periods[0], "en"), "table") for row in table["rows"] for cell in row if cell["kind"] == "bar"
    ]  # fmt: skip
    drawn = [bar for bar in bars if bar["start"] is not None]
    assert len(drawn) > 20
    assert all(0 <= bar["start"] <= bar["at"] <= bar["end"] <= 1 for bar in drawn)


def test_a_month_without_answers_is_a_paper_too(press: Press, tmp_path: Path) -> None:
    folder = company(tmp_path / "evidence", people=3, answers=1, level=lambda _: 4.0)
    with settled(folder, "2026-03") as (settlement,):
        text = text_of(press.pdf(period_report(settlement, "en")).pdf)
    assert "There is no period before to compare with." in text
