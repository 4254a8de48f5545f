"""A proposal as a mapping file with its reasons as comments, in one language."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from manyi.collect.imports.assistant.matching import Match
from manyi.collect.imports.assistant.proposal import Proposal, ProposedFile, ProposedTable, Question
from manyi.engine.tables import TABLES

Language = Literal["zh", "en"]
_BARE = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*( [A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*)*")
_NOT_BARE = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


def written(proposal: Proposal, language: Language) -> str:
    """The mapping as text. It runs as it is when `proposal.complete`; else it names what is missing where."""
    say = _Say(language)
    single = len(proposal.files) == 1
    name = re.sub(r"\W+", "_", proposal.files[0].sample.files[0].partition(".")[0]).strip("_") or "files"
    lines = [
        say("# Proposed by the mapping assistant from headings and values. Read every line before you use it.",
            "# 由映射助手根据表头和取值提出。使用前请逐行核对。"),
        f"mapping: {_text(name)}",
        say("# time_zone: Asia/Shanghai   # the files do not say their zone; without it times are the edition's local times",
            "# time_zone: Asia/Shanghai   # 文件没有写明时区；不填则按办法版次的当地时间"),
    ]  # fmt: skip
    if single:
        lines += _file(proposal.files[0], say, "")
    else:
        lines.append("files:")
        for place, one in enumerate(proposal.files, start=1):
            lines.append(f"  part{place}:")
            lines.append(f"    named: [{', '.join(_text(file) for file in one.sample.files)}]")
            lines += _file(one, say, "    ")
    return "\n".join(lines) + "\n"


class _Say:
    """Chooses one of two languages."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, en: str, zh: str) -> str:
        return zh if self.language == "zh" else en


def _file(one: ProposedFile, say: _Say, indent: str) -> list[str]:
    lines = [f"# {remark}" for remark in _remarks(one, say)]
    lines.append("tables:")
    lines += _questions(one.questions, say)
    if any("key" in match.cell and match.column == "unit" for table in one.tables for match in table.matched):
        lines += _units(one.tables)
    for place, table in enumerate(one.tables):
        answers = one.questions if table.table == "responses" else ()
        lines += _table(table, answers, say, {t.table for t in one.tables[: place + 1]})
    return [indent + line for line in lines]


def _remarks(one: ProposedFile, say: _Say) -> Iterator[str]:
    sample = one.sample
    codes = ", ".join(sorted({code for code in sample.encodings if code}))
    read = say(f", read as {codes}", f"，编码 {codes}") if codes else ""
    yield say(f"{', '.join(sample.files)}: {sample.rows} rows looked at{read}",
              f"{'、'.join(sample.files)}：查看了 {sample.rows} 行{read}")  # fmt: skip
    for heading, why in one.left_out.items():
        yield say(f"left out, personal data: {heading!r} ({why[0]})", f"不采用（个人信息）：“{heading}”（{why[1]}）")
    if one.unmapped:
        yield say(f"not mapped: {', '.join(map(repr, one.unmapped))}", f"未映射：{'、'.join(one.unmapped)}")
    for table in one.tables:
        for column in table.missing:
            yield say(f"REQUIRED AND MISSING: {table.table}.{column}; no column fits",
                      f"必填但缺少：{table.table}.{column}，没有合适的列")  # fmt: skip


def _questions(questions: Sequence[Question], say: _Say) -> list[str]:
    if not questions:
        return []
    note = say("# name the dimension each one measures, when the edition has it", "# 请补上各题所属维度（dimension）")
    lines = ["  - table: questions", f"    {note}", "    rows:"]
    for one in questions:
        kind = "recommend" if (one.low, one.high) == (0, 10) else "rating"
        row = {"question": one.question, "kind": kind, "low": one.low, "high": one.high, "text": one.heading}
        lines.append(f"      - {_flow(row)}")
    return lines


def _units(tables: Sequence[ProposedTable]) -> list[str]:
    """Units that are known by their names only."""
    match = next(m for table in tables for m in table.matched if m.column == "unit" and "key" in m.cell)
    cells = {
        "unit": match.cell, "title": {"column": match.heading}, "kind": {"constant": "store"},
        "from": {"constant": "2000-01-01"},
    }  # fmt: skip
    return ["  - table: units", "    columns:", *(f"      {name}: {_flow(cell)}" for name, cell in cells.items())]


def _table(table: ProposedTable, questions: Sequence[Question], say: _Say, made: set[str]) -> list[str]:
    lines = [f"  - table: {table.table}", "    columns:"]
    for match in table.matched:
        lines += [f"      # {_reason(match, say, made)}", f"      {match.column}: {_flow(match.cell)}"]
    for column, value in table.assumed.items():
        note = say("assumed, no column says it", "假定值，没有列说明")
        lines += [f"      # {note}", f"      {column}: {_flow({'constant': value})}"]
    for column in table.missing:
        lines.append(f"      # {column}: {say('REQUIRED, no column fits', '必填，没有合适的列')}")
    for one in questions:
        lines += [f"      # {one.sure} %: {say(*one.why)}", f"      answer_{one.question}: {_flow(one.cell)}"]
    return lines


def _reason(match: Match, say: _Say, made: set[str]) -> str:
    described = TABLES[match.table].column(match.column)
    links = described.links if described is not None else None
    if links is None or links in made or (links == "units" and "key" in match.cell):
        needs = ""
    else:
        needs = say(f"; the evidence needs {links} besides", f"；另需 {links} 表")
    return f"{match.sure} %: {say(*match.why)}{needs}"


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(str(key))}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    """Bare where YAML reads it as the same text, else in double quotes."""
    plain = _BARE.fullmatch(text) and text.lower() not in _NOT_BARE
    return text if plain else json.dumps(text, ensure_ascii=False)
