"""What a mapping means must hold together: known tables and columns, values before their use, readable patterns."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Dict

import duckdb

from manyi.collect.imports.expansion import SLOT
from manyi.collect.imports.mapping import Cell, Content, Mapping, Rows, Test
from manyi.engine.contract import Table
from manyi.engine.evidence.time_zone import utc_spans
from manyi.engine.policy.document import Document
from manyi.engine.policy.issues import Issue, Path, suggestion
from manyi.engine.problems import EvidenceError
from manyi.engine.tables import TABLES


def check(mapping: Mapping, document: Document) -> Iterator[Issue]:
    """Every mistake of meaning, in the order of the file."""
    if mapping.time_zone is not None:
        try:
            utc_spans(mapping.time_zone)
        except EvidenceError as error:
            yield document.issue(("time_zone",), "time_zone", str(error), error.zh)
    if mapping.files and (mapping.values or mapping.tables):
        yield document.issue(
            ("files",), "files", "with `files`, each kind has its own `values` and `tables`",
            "使用 `files` 时，`values` 和 `tables` 写在各类文件之下",
        )  # fmt: skip
    if not mapping.files and "tables" not in mapping.model_fields_set:
        yield document.issue(
            ("tables",), "missing", "`tables` is missing; it is required here", "缺少 `tables`；此处必须填写"
        )
    for name, part in mapping.parts.items():
        path: Path = ("files", name) if name else ()
        yield from _check_part(part, path, mapping, document)


def _check_part(part: Content, start: Path, mapping: Mapping, document: Document) -> Iterator[Issue]:
    seen: dict[str, Cell] = {}
    for name, cell in part.values.items():
        path: Path = (*start, "values", name)
        yield from _check_cell(cell, path, document)
        for used in cell.inputs:
            if used in part.values and used not in seen and used != name:
                yield document.issue(
                    path,
                    "order",
                    f"`{used}` is used before it is made; move it up",
                    f"`{used}` 在生成之前就被使用；请移到前面",
                )
        if cell.take is not None:
            yield document.issue(path, "take", "`take` belongs to a table's column", "`take` 只能用于表的列")
        if cell.lookup is not None and cell.lookup.in_ not in mapping.files:
            en, zh = suggestion(cell.lookup.in_, mapping.files)
            message = f"there are no files `{cell.lookup.in_}`; {en}", f"没有 `{cell.lookup.in_}` 这类文件；{zh}"
            yield document.issue((*path, "lookup", "in"), "in", *message)
        yield from _check_clocks(cell, path, {**seen, name: cell}, document)
        seen[name] = cell
    for place, rows in enumerate(part.tables):
        yield from _check_rows(rows, (*start, "tables", place), seen, document)


def is_time(cell: Cell, values: Dict[str, Cell]) -> bool:
    """Whether a cell holds a time or a date: parsed here, or the copy of a value that does."""
    if cell.time is not None or cell.date is not None:
        return True
    copied = values.get(cell.column or "")
    return (
        copied is not None
        and cell.plain
        and is_time(copied, {name: one for name, one in values.items() if one is not copied})
    )


def _check_rows(rows: Rows, path: Path, values: Dict[str, Cell], document: Document) -> Iterator[Issue]:
    table = TABLES.get(rows.table)
    if table is None:
        en, zh = suggestion(rows.table, TABLES, all_of_them=False)
        where = (*path, "table")
        yield document.issue(where, "table", f"there is no table `{rows.table}`; {en}", f"没有 `{rows.table}` 表；{zh}")
        return
    if bool(rows.columns) == bool(rows.rows):
        yield document.issue(
            path, "rows", "a table needs either `columns` or `rows`", "每个表需要 `columns` 或 `rows` 之一"
        )
    yield from _check_columns(table, set(rows.columns), (*path, "columns"), document) if rows.columns else ()
    for place, row in enumerate(rows.rows):
        yield from _check_columns(table, set(row), (*path, "rows", place), document)
    if rows.each is not None:
        yield from _check_each(rows, path, document)
    for name, cell in rows.columns.items():
        where = (*path, "columns", name)
        yield from _check_cell(cell, where, document)
        if cell.lookup is not None:
            yield document.issue(
                where,
                "lookup",
                "`lookup` belongs to `values`; use the value here",
                "`lookup` 写在 `values` 中，此处使用该值",
            )
        yield from _check_clocks(cell, where, {**values, "": cell}, document)
    for place, test in enumerate(rows.only_if):
        where = (*path, "only_if", place)
        if test.of is None:
            yield _no_subject(where, document)
        else:
            yield from _check_test(
                test, where, test.of in values and is_time(values[test.of], values), values, document
            )


def _check_columns(table: Table, given: set[str], path: Path, document: Document) -> Iterator[Issue]:
    known = {column.name for column in table.stored}
    for name in sorted(given - known):
        if table.wide_prefix and name.startswith(table.wide_prefix):
            continue
        en, zh = suggestion(name, known, all_of_them=False)
        message = f"{table.name} has no column `{name}`; {en}", f"{table.name} 没有 `{name}` 列；{zh}"
        yield document.issue((*path, name), "column", *message)
    for column in table.stored:
        if column.required and column.name not in given:
            message = f"{table.name} needs the column `{column.name}`", f"{table.name} 需要 `{column.name}` 列"
            yield document.issue(path, "required", *message)


def _check_cell(cell: Cell, path: Path, document: Document) -> Iterator[Issue]:
    if cell.time is not None and cell.date is not None:
        yield document.issue(path, "time", "a value is a time or a date, not both", "一个值不能既是时间又是日期")
    yield from _check_formats(cell, path, document)
    if cell.otherwise == "keep" and (cell.map is None or cell.extract or cell.time or cell.date):
        yield document.issue(
            path, "keep", "`otherwise: keep` goes with `map` alone", "`otherwise: keep` 只能与 `map` 同用"
        )
    if cell.extract is not None:
        yield from _check_pattern(cell.extract, path, document)
    if (cell.holds is None) != (cell.split is None):
        yield document.issue(
            path, "holds", "`split` and `holds` go together: the sign between choices, and the choice",
            "`split` 与 `holds` 须同时使用：选项之间的符号，以及所问的选项",
        )  # fmt: skip
    for place, choice in enumerate(cell.choose or ()):
        if choice.of is None:
            yield _no_subject((*path, "choose", place), document)


def _check_formats(cell: Cell, path: Path, document: Document) -> Iterator[Issue]:
    for formats in (cell.time, cell.date):
        for written in formats or ():
            if "%z" in written or "%Z" in written:
                yield document.issue(
                    path,
                    "offset",
                    "a time with its offset is understood as it is; leave `time` out",
                    "带时差的时间可直接识别；请去掉 `time`",
                )
            elif not _readable_format(written):
                yield document.issue(path, "format", f"`{written}` is no time format", f"`{written}` 不是时间格式")


def _no_subject(path: Path, document: Document) -> Issue:
    return document.issue(path, "of", "`of` is missing: which value is tested?", "缺少 `of`：检验的是哪个值？")


def _check_each(rows: Rows, path: Path, document: Document) -> Iterator[Issue]:
    wrong = list(_check_pattern(str(rows.each), (*path, "each"), document))
    yield from wrong
    texts = [text for cell in rows.columns.values() for text in (*cell.inputs, cell.constant or "")]
    slots = {slot for text in texts for slot in SLOT.findall(text)}
    groups = 0 if wrong else re.compile(str(rows.each)).groups
    beyond = sorted(slot for slot in slots if slot.isdigit() and not 1 <= int(slot) <= groups)
    if beyond and not wrong:
        yield document.issue(
            (*path, "each"), "each", f"{{{beyond[0]}}}: the pattern has {groups} parts in brackets",
            f"{{{beyond[0]}}}：该模式只有 {groups} 个括号部分",
        )  # fmt: skip
    if not slots:
        yield document.issue(
            (*path, "each"), "each", "`each` needs {heading} or {1} somewhere in `columns`",
            "`each` 要求 `columns` 中出现 {heading} 或 {1}",
        )  # fmt: skip


def _check_clocks(cell: Cell, path: Path, values: Dict[str, Cell], document: Document) -> Iterator[Issue]:
    for place, choice in enumerate(cell.choose or ()):
        clock = choice.of is not None and choice.of in values and is_time(values[choice.of], values)
        yield from _check_test(choice, (*path, "choose", place), clock, values, document)
    for place, trap in enumerate(cell.unknown_when):
        yield from _check_test(trap, (*path, "unknown_when", place), is_time(cell, values), values, document)


def _check_test(test: Test, path: Path, clock: bool, values: Dict[str, Cell], document: Document) -> Iterator[Issue]:
    if test.matches is not None:
        yield from _check_pattern(test.matches, path, document)
    for word in ("clock", "before", "after"):
        other = getattr(test, word)
        if other is None:
            continue
        known = word == "clock" or (other in values and is_time(values[other], values))
        if not clock or not known:
            yield document.issue(
                path, "clock", f"`{word}` compares times: both must be read with `time` or `date`",
                f"`{word}` 比较时间：两边都必须用 `time` 或 `date` 读取",
            )  # fmt: skip
    if test.clock is not None and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", test.clock):
        yield document.issue(
            path, "clock", f"`{test.clock}` is not a time such as 00:00", f"`{test.clock}` 不是 00:00 这样的时刻"
        )
    if not any(getattr(test, word) not in (None, ()) for word in Test.model_fields if word != "of"):
        yield document.issue(path, "test", "nothing is tested here", "此处没有任何条件")


def _check_pattern(pattern: str, path: Path, document: Document) -> Iterator[Issue]:
    try:
        re.compile(pattern)
        with duckdb.connect() as connection:
            connection.execute("SELECT regexp_matches('', ?)", [pattern]).fetchall()
    except (duckdb.Error, re.error):
        yield document.issue(path, "pattern", f"`{pattern}` is no readable pattern", f"`{pattern}` 不是可用的模式")


def _readable_format(written: str) -> bool:
    try:
        with duckdb.connect() as connection:
            connection.execute("SELECT try_strptime('', ?)", [written]).fetchall()
    except duckdb.Error:
        return False
    return "%" in written
