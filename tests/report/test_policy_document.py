"""The policy as Word: read back, it has every heading, every sentence and every rule, and a page to sign."""

import io
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from manyi.engine.policy.clause_text import read_clause_text
from manyi.engine.wording.vocabulary import Language
from manyi.report.policy_text import PolicyText, read_policy_text
from manyi.report.word import TemplateError, render_policy_document, write_policy_document
from manyi.report.word.markdown import Heading, Rows, Text, blocks

PACKS = sorted(path.parent for path in (Path(__file__).parents[2] / "policies").glob("*/*/policy.yaml"))
STARTER = next(pack for pack in PACKS if pack.parent.name == "starter")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def laid_out(pack: Path, language: Language) -> PolicyText:
    return read_policy_text(pack, language)


def starter(language: Language, template: Path | None = None) -> bytes:
    return write_policy_document(laid_out(STARTER, language), language, template)


def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def said(document: Document) -> list[str]:
    """Every paragraph's text, those of tables too, in the order of the document."""
    body = document.element.body
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", PACKS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_headings_are_the_clauses_and_no_text_is_lost(pack: Path, language: Language) -> None:
    policy = laid_out(pack, language)
    document = opened(write_policy_document(policy, language))
    source = (pack / f"text.{language}.md").read_text(encoding="utf-8")
    clauses = [f"{one.clause} {one.title}".strip() for one in read_clause_text(source, "text.md").headings]
    headings = [one.text for one in document.paragraphs if one.style and str(one.style.name).startswith("Heading")]
    assert [one for one in headings if one in set(clauses)] == clauses
    letters = "".join("".join(said(document)).split())
    lines = [line.strip() for line in source.splitlines() if line.strip() and line.strip() != f"# {policy.title}"]
    marks = str.maketrans("", "", "*|")
    lost = [line for line in lines if "".join(line.lstrip("#->").translate(marks).split()) not in letters.translate(marks) and set(line) - set("|-: ")]  # fmt: skip
    assert lost == []
    rules = [sentence for passage in policy.passages for entry in passage.rules for sentence in entry.sentences]
    rules += [sentence for entry in policy.general for sentence in entry.sentences]
    shown = [
        one.text.removeprefix("• ") for one in document.paragraphs if one.style and one.style.name == "Policy Rule"
    ]
    assert [one for one in shown if one in set(rules)] == rules
    assert shown.count("") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_edges_and_the_page_to_sign(language: Language) -> None:
    document = opened(starter(language))
    title = laid_out(STARTER, language).title
    expected = {
        "zh": (f"{title} · 版次 2026-01-01", "第  页，共  页", ["姓名", "工号", "单位与岗位", "签名", "日期"]),
        "en": (f"{title} · edition 2026-01-01", "page  of ", ["Name", "Staff id", "Unit and position", "Signature", "Date"]),
    }[language]  # fmt: skip
    section, signed = document.sections[0], document.tables[-1]
    assert document.paragraphs[0].text == title
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == expected[:2]
    fields = [field.text for field in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert ([row.cells[0].text for row in signed.rows], [row.cells[1].text for row in signed.rows]) == (expected[2], [""] * 5)  # fmt: skip


def test_chinese_has_a_font_of_its_own() -> None:
    document = opened(starter("zh"))
    fonts = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles
        if style.name in ("Normal", "Title", "Heading 1", "Policy Rule", "Policy Rule Heading")
    }
    assert fonts == {
        "Normal": "宋体", "Title": "黑体", "Heading 1": "黑体", "Policy Rule": "宋体", "Policy Rule Heading": "黑体",
    }  # fmt: skip


def test_the_same_edition_gives_the_same_bytes_and_names_nobody() -> None:
    once = render_policy_document(STARTER, "zh")
    assert once == starter("zh")
    about = opened(once).core_properties
    assert (about.author, about.comments, about.last_modified_by, str(about.created)) == ("", "", "", "2026-01-01 00:00:00+00:00")  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(once)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_companys_template_keeps_its_page_styles_and_edges_and_loses_its_text(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("Text that stood in the template")
    own.sections[0].header.paragraphs[0].text = "Star Motors"
    own.styles["Normal"].font.name = "FangSong"
    width = own.sections[0].page_width
    own.save(str(tmp_path / "company.docx"))
    document = opened(starter("en", tmp_path / "company.docx"))
    assert [text for text in said(document) if "template" in text] == []
    assert (document.sections[0].header.paragraphs[0].text, document.sections[0].page_width) == ("Star Motors", width)
    assert document.styles["Normal"].font.name == "FangSong"
    assert document.sections[0].footer.paragraphs[0].text == "page  of "
    assert said(document)[1:] == said(opened(starter("en")))[1:]


def test_a_file_that_is_no_word_document_is_refused_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_text("no zip", encoding="utf-8")
    with pytest.raises(TemplateError) as error:
        starter("en", tmp_path / "notes.docx")
    file = tmp_path / "notes.docx"
    assert (str(error.value), error.value.zh) == (
        f"{file} is no Word document (.docx); open it in Word and save it as .docx.",
        f"{file} 不是 Word 文档（.docx）；请在 Word 中打开后另存为 .docx。",
    )


def test_markdown_becomes_blocks_and_nothing_is_left_out() -> None:
    text = (
        "## S1 Aim\nOne line\ngoes on.\n\n- first\n  goes on\n- second\n1. third\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n"
        "### S1.1 Part\n> said\n> again\n#no heading"
    )
    assert list(blocks(text.splitlines(), "en")) == [
        Heading(1, "S1 Aim"),
        Text("paragraph", "One line goes on."),
        Text("bullet", "first goes on"),
        Text("bullet", "second"),
        Text("number", "1. third"),
        Rows((("a", "b"), ("1", "2"))),
        Heading(2, "S1.1 Part"),
        Text("quote", "said again #no heading"),
    ]
    assert list(blocks(["一句话", "接着写。"], "zh")) == [Text("paragraph", "一句话接着写。")]
