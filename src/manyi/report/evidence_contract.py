"""The evidence contract as Markdown: every table and column with type, unit, meaning, 中文."""

from collections.abc import Iterator
from typing import Literal

from manyi.engine.contract import Column, Table
from manyi.engine.tables import TABLES

Language = Literal["zh", "en"]

_TEXT = {
    "en": {
        "title": "# Evidence: every table and column",
        "lead": (
            "Evidence is a folder of files named after the tables below: `cases.csv`, `cases.csv.gz`, `cases.parquet` or\n"
            "`cases.xlsx`, several such files in a folder `cases/`, or one workbook `evidence.xlsx` with a sheet\n"
            "for each table. A table nobody has may be missing. CSV may be UTF-8, with or without a byte order mark, or GB18030.\n"
            "Columns may stand in any order; those marked * must be filled. Times without an offset are local time of the edition.\n"
            "Every row that cannot be used is listed with file, row, column and reason: kept + excluded = read.\n"
            "Printed by `manyi evidence docs`."
        ),
        "head": "| column | 中文 | type | meaning |",
        "key": "Key",
        "computed": "computed by the engine; not in files",
        "filled": "filled from the assignment when empty",
        "wide": "Answers may stand here as columns `{prefix}<question>` instead of in `answers`.",
    },
    "zh": {
        "title": "# 数据约定：全部数据表与列",
        "lead": (
            "数据是一个文件夹，文件以下列表名命名：`cases.csv`、`cases.csv.gz`、`cases.parquet` 或 `cases.xlsx`；\n"
            "也可在文件夹 `cases/` 中放多个文件，或用一个工作簿 `evidence.xlsx`，每表一个工作表。没有的表\n"
            "可以缺省。CSV 可用 UTF-8（有无 BOM 均可）或 GB18030。列的次序不限；带 * 的列必填。\n未带时区的时间按版次所在时区理解。"
            "不能使用的行逐条列出文件、行号、列和原因：采用 + 剔除 = 读入。由 `manyi evidence docs --language zh` 打印。"
        ),
        "head": "| 列 | 中文 | 类型 | 说明 |",
        "key": "主键",
        "computed": "由引擎计算，文件中没有",
        "filled": "为空时取任职记录",
        "wide": "作答可写成本表的列 `{prefix}<题目>`，不必另用 `answers` 表。",
    },
}


def contract_text(language: Language) -> str:
    """The whole contract as Markdown."""
    words = _TEXT[language]
    lines = [words["title"], "", words["lead"]]
    for table in TABLES.values():
        lines += ["", *_table(table, language)]
    return "\n".join(lines) + "\n"


def _table(table: Table, language: Language) -> Iterator[str]:
    words = _TEXT[language]
    yield f"## {table.name} · {table.zh}"
    yield ""
    about = f"{table.zh}。" if language == "zh" else f"{table.en[0].upper()}{table.en[1:]}. "
    yield about + f"{words['key']}: " + ", ".join(f"`{name}`" for name in table.key)
    if table.wide_prefix:
        yield ""
        yield words["wide"].format(prefix=table.wide_prefix)
    yield ""
    yield words["head"]
    yield "|---|---|---|---|"
    for column in table.columns:
        mark = "*" if column.required else ""
        yield f"| `{column.name}`{mark} | {column.zh} | {_type(column)} | {_meaning(column, language)} |"


def _type(column: Column) -> str:
    parts = [f"{column.type}({column.places})" if column.type == "decimal" else str(column.type)]
    if column.unit:
        parts.append(str(column.unit))
    if column.low is not None and column.type in ("int", "decimal"):
        parts.append(f"{column.low}–{column.high}" if column.high is not None else f"≥ {column.low}")
    if column.links:
        parts.append(f"→ {column.links}")
    return ", ".join(parts)


def _meaning(column: Column, language: Language) -> str:
    words = _TEXT[language]
    told = [] if language == "zh" else [column.en]
    if column.values:
        told.append(" / ".join(f"`{value}`" for value in column.values))
    if column.derived:
        told.append(words["computed"])
    if column.filled and language == "zh":
        told.append(words["filled"])
    return "; ".join(told) if language == "en" else "；".join(told)
