"""An edition as a Word document: its text clause by clause, the rules below their clause, and a page to sign."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from manyi.engine.wording.vocabulary import Language, pick
from manyi.report.policy_text import Passage, PolicyText, read_policy_text
from manyi.report.word.markdown import Heading, Rows, blocks, spans
from manyi.report.word.styles import RULE, RULE_HEAD, SMALL, dress, field, ruled

_TEXT_STYLES = {"paragraph": "Normal", "bullet": "List Bullet", "number": "Normal", "quote": "Normal"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day a zip file knows; all parts carry it, so that the same edition gives the same bytes."""


class TemplateError(ValueError):
    """A template that cannot be used; `zh` says the same in Chinese."""

    def __init__(self, template: Path) -> None:
        super().__init__(f"{template} is no Word document (.docx); open it in Word and save it as .docx.")
        self.zh = f"{template} 不是 Word 文档（.docx）；请在 Word 中打开后另存为 .docx。"


def render_policy_document(folder: Path, lang: Language, template: Path | None = None) -> bytes:
    """The edition in `folder` as .docx. Raises PolicyError when it does not pass its check, TemplateError for a template."""
    return write_policy_document(read_policy_text(folder, lang), lang, template)


def write_policy_document(policy: PolicyText, lang: Language, template: Path | None = None) -> bytes:
    """A policy laid out in `lang` as .docx; `template` gives page, styles, headers and footers, its own text is left out.

    The same policy and template give the same bytes. Raises TemplateError when the template is no Word document.
    """
    document = _opened(template)
    dress(document, own=template is None)
    writer = _Writer(document, policy, lang)
    writer.write(own=template is None)
    _describe(writer.document, policy.title, date.fromisoformat(policy.edition))
    return _bytes(writer.document)


def _opened(template: Path | None) -> Document:
    """A document without text."""
    try:
        document = docx.Document(None if template is None else str(template))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        assert template is not None
        raise TemplateError(template) from None
    body = document.element.body
    for part in [part for part in body if part.tag != qn("w:sectPr")]:
        body.remove(part)
    return document


class _Writer:
    """Writes one policy into one document, from top to bottom."""

    def __init__(self, document: Document, policy: PolicyText, lang: Language) -> None:
        self.document, self.policy, self.lang = document, policy, lang
        # Asked by name, a document looks through all its styles again for every paragraph.
        self._styles = {str(one.name): one for one in document.styles if isinstance(one, ParagraphStyle)}

    def t(self, zh: str, en: str) -> str:
        return pick(self.lang, zh, en)

    def write(self, own: bool) -> None:
        """Everything; `own` also writes header and footer, which a template may have."""
        policy = self.policy
        self._edges(own)
        self._said(policy.title, "Title")
        self._said(self.t(f"版次 {policy.edition}，适用于 {policy.day}起开始的考核期", f"Edition {policy.edition}, in force for periods that begin on {policy.day} or later"), "Subtitle")  # fmt: skip
        self._said(self.t("带竖线的段落由规则文件生成，系统照此执行；其余文字为办法原文。", "Paragraphs with a line at their left are made from the file of rules and are what the system carries out; everything else is the authored text."), SMALL)  # fmt: skip
        for passage in policy.passages:
            self._passage(passage)
        if policy.general:
            self._said(self.t("适用于全办法的规则", "Rules for the whole policy"), "Heading 1")
            self._rules([entry.sentences for entry in policy.general])
        if policy.not_computed:
            self._said(self.t("由人执行、系统不计算的条款", "Clauses carried out by people, not computed"), "Heading 1")
            for clause in policy.not_computed:
                self._said(clause, "List Bullet")
        self._signed()

    def _passage(self, passage: Passage) -> None:
        for block in blocks(passage.lines, self.lang):
            if isinstance(block, Heading):
                self._said(block.text, f"Heading {min(block.level, 5)}")
            elif isinstance(block, Rows):
                self._table(block)
            else:
                self._said(block.text, _TEXT_STYLES[block.kind])
        if passage.rules:
            self._said(self.t("系统执行的规则", "Rules the system carries out"), RULE_HEAD)
            self._rules([entry.sentences for entry in passage.rules])
        if passage.elsewhere:
            listed = self.t("、", ", ").join(passage.elsewhere)
            self._said(self.t(f"另见：{listed}。", f"See also: {listed}."), RULE)

    def _rules(self, rules: Sequence[Sequence[str]]) -> None:
        for sentences in rules:
            for place, sentence in enumerate(sentences):
                paragraph = self._said(("• " if place == 0 else "") + sentence, RULE)
                paragraph.paragraph_format.left_indent = Cm(0.5 if place == 0 else 0.9)

    def _table(self, found: Rows) -> None:
        widest = max(len(row) for row in found.rows)
        table = ruled(self.document, len(found.rows), widest)
        for place, row in enumerate(found.rows):
            for at, text in enumerate(row):
                cell = table.cell(place, at).paragraphs[0]
                _runs(cell, text, strong=place == 0)
        self.document.add_paragraph()

    def _said(self, text: str, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=self._styles.get(style, self._styles["Normal"]))
        _runs(paragraph, text)
        return paragraph

    def _signed(self) -> None:
        """The page on which a member of staff confirms having read the edition."""
        policy, t = self.policy, self.t
        self._said(t("签收页", "Acknowledgement"), "Heading 1").paragraph_format.page_break_before = True
        self._said(t(f"本人已阅读《{policy.title}》{policy.edition} 版全文，了解其中的权利、义务和申诉办法，并已收到副本一份。",
                     f"I have read the whole of “{policy.title}”, edition {policy.edition}. I understand the rights and duties in it and how to appeal, and have received a copy."), "Normal")  # fmt: skip
        labels = (t("姓名", "Name"), t("工号", "Staff id"), t("单位与岗位", "Unit and position"), t("签名", "Signature"), t("日期", "Date"))  # fmt: skip
        table = ruled(self.document, len(labels), 2)
        for column, width in zip(table.columns, (Cm(4), Cm(11)), strict=True):
            column.width = width
        for place, label in enumerate(labels):
            table.cell(place, 0).paragraphs[0].add_run(label)
            table.rows[place].height = Cm(1.2)

    def _edges(self, own: bool) -> None:
        """Title and edition above, the page and how many below; a template's own header and footer stay."""
        section = self.document.sections[0]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        if own or not any(paragraph.text.strip() for paragraph in section.header.paragraphs):
            header.text = f"{self.policy.title} · {self.t('版次', 'edition')} {self.policy.edition}"
        if own or not any(paragraph.text.strip() for paragraph in section.footer.paragraphs):
            footer.text = self.t("第 ", "page ")
            field(footer, "PAGE")
            footer.add_run(self.t(" 页，共 ", " of "))
            field(footer, "NUMPAGES")
            footer.add_run(self.t(" 页", ""))


def _runs(paragraph: Paragraph, text: str, strong: bool = False) -> None:
    for piece, is_strong in spans(text):
        run = paragraph.add_run(piece)
        run.bold = True if strong or is_strong else None


def _describe(document: Document, title: str, day: date) -> None:
    """What the file says of itself: nothing of this machine or of its clock."""
    about, when = document.core_properties, datetime(day.year, day.month, day.day)
    about.title, about.author, about.last_modified_by, about.comments = title, "", "", ""
    about.created = about.modified = when
    about.revision = 1


def _bytes(document: Document) -> bytes:
    """The document's zip, written again with the same day on every part."""
    made, steady = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(part, parts.read(name))
    return steady.getvalue()
