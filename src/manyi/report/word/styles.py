"""How the Word document looks: A4, Chinese and Latin fonts by name, real heading styles, page numbers that count themselves."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

INK, QUIET = RGBColor(0x1A, 0x2B, 0x45), RGBColor(0x62, 0x6D, 0x7D)
BODY, HEAD = ("Times New Roman", "宋体"), ("Arial", "黑体")
RULE_HEAD, RULE, SMALL = "Policy Rule Heading", "Policy Rule", "Policy Small"
"""Styles of ours: the sentences that the system carries out, and small print."""
_HEADINGS: dict[str, float] = {
    "Title": 22,
    "Subtitle": 11,
    "Heading 1": 14,
    "Heading 2": 12,
    "Heading 3": 11,
    "Heading 4": 11,
    "Heading 5": 11,
}


def dress(document: Document, own: bool) -> None:
    """Styles of ours in any document; with `own` also the page, the body and the headings, which a template brings itself."""
    if own:
        _page(document)
        _simplified(document)
        _font(document.styles["Normal"], BODY, 10.5)
        document.styles["Normal"].paragraph_format.line_spacing = 1.5
        document.styles["Normal"].paragraph_format.space_after = Pt(6)
        for name, size in _HEADINGS.items():
            _heading(document.styles[name], size)
    for name, size in ((RULE_HEAD, 9.5), (RULE, 9.5), (SMALL, 9.0)):
        if name not in [style.name for style in document.styles]:
            _added(document, name, size)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)


def _simplified(document: Document) -> None:
    """Chinese text is simplified: it decides the shapes of characters and where full stops stand."""
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")


def _heading(style: Any, size: float) -> None:
    _font(style, HEAD, size)
    style.font.color.rgb = QUIET if style.name == "Subtitle" else INK
    style.font.bold, style.font.italic = style.name != "Subtitle", False
    style.paragraph_format.space_before = Pt(0 if style.name in ("Title", "Subtitle") else 14)
    style.paragraph_format.space_after = Pt(6)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _font(style: Any, names: tuple[str, str], size: float) -> None:
    """Latin and East Asian font by name; without the second, Word sets Chinese in whatever the theme says."""
    style.font.name, style.font.size = names[0], Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), names[0])
    fonts.set(qn("w:eastAsia"), names[1])


def _added(document: Document, name: str, size: float) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    _font(style, HEAD if name == RULE_HEAD else BODY, size)
    style.font.color.rgb = QUIET if name == SMALL else INK
    style.font.bold = style.paragraph_format.keep_with_next = name == RULE_HEAD
    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.line_spacing = 1.3
    if name != SMALL:
        style.paragraph_format.left_indent = Cm(0.5)
        _edge(style)


def _edge(style: ParagraphStyle) -> None:
    """A vermilion edge at the left and a quiet ground: what stands here is made from the file of rules."""
    properties = style.element.get_or_add_pPr()
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "B3372A")):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    ground = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "F7F3EA")):
        ground.set(qn(f"w:{key}"), value)
    # Word wants the children of a paragraph's properties in the order of its schema: borders and ground before spacing.
    properties.insert_element_before(
        ground, "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )
    ground.addprevious(borders)


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out itself, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            written = OxmlElement("w:instrText")
            written.set(qn("xml:space"), "preserve")
            written.text = text
            run._r.append(written)


def ruled(document: Document, rows: int, columns: int) -> Any:
    """An empty table with lines, centred."""
    table = document.add_table(rows=rows, cols=columns)
    table.autofit = False
    if "Table Grid" in [style.name for style in document.styles]:
        table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    return table
