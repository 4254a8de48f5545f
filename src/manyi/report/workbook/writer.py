"""Sheets as the bytes of an xlsx file: typed cells, no formula, no link, ready to be filtered and printed, without a clock."""

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import xlsxwriter

from manyi.report.workbook.sheet import Column, Kind, Sheet, Value, Words

MOST_ROWS = 1_048_575
"""Rows of data a sheet can hold below its header; more go on in a further sheet."""
LONGEST = 32_767
"""Characters a cell can hold; Excel refuses files with more."""
_A4 = 9
_WIDEST = {
    "text": 22,
    "long": 36,
    "code": 20,
    "whole": 10,
    "number": 10,
    "estimate": 10,
    "money": 13,
    "share": 9,
    "day": 11,
    "flag": 8,
}
_FORMATS: dict[Kind, dict[str, object]] = {
    "text": {"text_wrap": True},
    "long": {"text_wrap": True},
    "code": {"font_color": "#626D7D"},
    "whole": {"num_format": "#,##0"},
    "number": {"num_format": "0.00####"},
    "estimate": {"num_format": "0.00"},
    "money": {"num_format": "#,##0.00;[Red]-#,##0.00"},
    "share": {"num_format": "0.00%"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "flag": {"align": "center"},
}
_ALIGNED: dict[Kind, str] = {
    "text": "left", "long": "left", "code": "left", "whole": "right", "number": "right", "estimate": "right", "money": "right",
    "share": "right", "day": "left", "flag": "center",
}  # fmt: skip
_LINE = 13.5
"""Height of one line of text in points."""
_WHOLE_BOOK: dict[str, object] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def workbook_bytes(sheets: Sequence[Sheet], title: str, created: date, t: Words, most_rows: int = MOST_ROWS) -> bytes:
    """The sheets as one xlsx file; the same sheets and `created` give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _WHOLE_BOOK)
    book.set_properties({"title": title, "created": datetime(created.year, created.month, created.day)})
    formats = _formats(book)
    for sheet in (part for whole in sheets for part in _parts(whole, most_rows)):
        _write(book.add_worksheet(sheet.title), sheet, formats, title, t)
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "bottom": 7, "bottom_color": "#C9C0AE"}
    made = {kind: book.add_format(base | form) for kind, form in _FORMATS.items()}
    head: dict[str, object] = {"bold": True, "text_wrap": True, "bottom": 2, "bottom_color": "#1A2B45", "bg_color": "#F3EEE3", "font_color": "#1A2B45"}  # fmt: skip
    return made | {f"head {kind}": book.add_format(base | head | {"align": side}) for kind, side in _ALIGNED.items()}


def _parts(sheet: Sheet, most_rows: int) -> Iterator[Sheet]:
    """The sheet, cut where it has more rows than a sheet can hold."""
    yield replace(sheet, rows=sheet.rows[:most_rows])
    for number, start in enumerate(range(most_rows, len(sheet.rows), most_rows), start=2):
        yield replace(sheet, title=f"{sheet.title} {number}", rows=sheet.rows[start : start + most_rows])


def _write(page: Any, sheet: Sheet, formats: Mapping[str, Any], title: str, t: Words) -> None:
    widths = [_width(column, [row[at] for row in sheet.rows[:500]]) for at, column in enumerate(sheet.columns)]
    page.set_row(0, _height([column.title for column in sheet.columns], widths))
    for at, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        page.set_column(at, at, width)
        page.write_string(0, at, column.title, formats[f"head {column.kind}"])
    for line, row in enumerate(sheet.rows, start=1):
        page.set_row(line, _height(row, widths))
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, line, at, value, formats["day" if isinstance(value, date) else column.kind], t)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    _printed(page, sheet, title, t)


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """High enough for the longest text when it is broken into lines, which not every program works out by itself."""
    texts = ((value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str))
    lines = max((math.ceil(_places(text) / (width - 1)) for text, width in texts), default=1)
    return _LINE * min(max(lines, 1), 8)


def _width(column: Column, values: Sequence[Value]) -> float:
    """As wide as the title and most values need, within what suits the kind; a Chinese character takes two places."""
    needed = max([_places(column.title), *(_places(str(value)) for value in values if value is not None)])
    return min(max(needed + 2, 6), _WIDEST[column.kind])


def _places(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text[:200])


def _cell(page: Any, line: int, place: int, value: Value, form: Any, t: Words) -> None:
    """One typed cell; text is always written as text, whatever it begins with; a day looks like one in any column."""
    if value is None:
        page.write_blank(line, place, None, form)
    elif isinstance(value, bool):
        page.write_string(line, place, t("是", "yes") if value else "", form)
    elif isinstance(value, str):
        page.write_string(line, place, fitting(value, t), form)
    elif isinstance(value, date):
        page.write_datetime(line, place, value, form)
    else:
        page.write_number(line, place, value, form)


def fitting(text: str, t: Words) -> str:
    """A text that fits a cell; what had to be left out is said at its end.

    Excel counts UTF-16 units, so that a rare character counts twice.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    whole = len(units) // 2
    note = t(f"……（共 {whole} 字，此处放不下，全文见 decisions.json）", f"… ({whole} characters, too many for a cell; whole in decisions.json)")  # fmt: skip
    return units[: 2 * (LONGEST - len(note))].decode("utf-16-le", "ignore") + note


def _printed(page: Any, sheet: Sheet, title: str, t: Words) -> None:
    """A4 across, all columns on one page's width, the header on every page, and which page of how many."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, len(sheet.rows), sum(column.printed for column in sheet.columns) - 1)
    page.repeat_rows(0)
    page.set_header(f"&L{_plain(title)}&R{_plain(sheet.title)}")
    page.set_footer(f"&L&8{_plain(sheet.about)}&R&8{t('第 &P 页，共 &N 页', 'page &P of &N')}")


def _plain(text: str) -> str:
    """Text for a page's header, where & begins a command; Excel takes 255 characters for a whole line."""
    return text[:90].replace("&", "&&")
