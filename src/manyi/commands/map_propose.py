"""`manyi map propose`: from memory where the headings are known, else from headings and values."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from manyi.commands.shape import command, option
from manyi.commands.voice import REFUSED, Both, Refusal, Voice, end_with

if TYPE_CHECKING:
    from manyi.collect.imports.assistant.memory import Remembered
    from manyi.collect.imports.assistant.proposal import Proposal


@command(
    "propose",
    en="Propose a mapping of foreign tables from their headings and values, with the reason for every column. "
    "Exit code 1 when a required column is missing.",
    zh="根据外部表的表头和取值提出映射建议，逐列说明理由。缺少必填列时退出码为 1。",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--out", required=True, type=click.Path(path_type=Path), en="The new mapping file.", zh="要写出的映射文件。")
@option(
    "--memory",
    type=click.Path(path_type=Path),
    en="The file of remembered mappings, asked first.",
    zh="映射记忆文件；先由其中查找。",
)
def propose_(voice: Voice, files: tuple[Path, ...], out: Path, memory: Path | None) -> None:
    """Writes the mapping with its reasons as comments."""
    from manyi.collect.imports.assistant.memory import recall
    from manyi.collect.imports.assistant.proposal import propose
    from manyi.collect.imports.assistant.writing import written

    if out.exists():
        raise Refusal(
            Both("a mapping is never written over", "不会覆盖已有映射"),
            where=str(out),
            next_=Both("name a new file, or move this one away", "请另选文件名，或移走现有文件"),
        )
    known = recall(memory, files) if memory is not None else None
    if known is not None:
        out.write_text(known.text, encoding="utf-8")
        _tell_remembered(voice, known, out)
        return end_with(REFUSED) if known.missing else None
    proposal = propose(files)
    out.write_text(written(proposal, voice.language), encoding="utf-8")
    _tell_proposed(voice, proposal, out)
    return None if proposal.complete else end_with(REFUSED)


def _tell_remembered(voice: Voice, known: "Remembered", out: Path) -> None:
    lines = [voice.words(f"From memory: the mapping {known.name}", f"取自记忆：映射 {known.name}")]
    if known.same:
        lines.append(voice.words("The headings are the same.", "表头相同。"))
    lines += [
        voice.words(f"renamed: {old!r} is taken to be {new!r} now", f"改名：“{old}”视为现在的“{new}”")
        for old, new in known.renamed.items()
    ]
    lines += [voice.words(f"new, not mapped: {heading!r}", f"新增，未映射：“{heading}”") for heading in known.new]
    for heading in known.gone:
        needed = heading in known.missing
        needs = voice.words(", and the mapping needs it", "，而映射需要它") if needed else ""
        lines.append(voice.words(f"gone: {heading!r}{needs}", f"已不存在：“{heading}”{needs}"))
    lines.append(voice.words(f"Written to {out}", f"已写入 {out}"))
    value = {
        "from_memory": known.name,
        "renamed": known.renamed,
        "new": known.new,
        "gone": known.gone,
        "missing": known.missing,
    }
    voice.result(value, "\n".join(lines))


def _tell_proposed(voice: Voice, proposal: "Proposal", out: Path) -> None:
    lines = []
    for one in proposal.files:
        count = sum(len(table.matched) for table in one.tables) + len(one.questions)
        tables = ", ".join(table.table for table in one.tables)
        files = ", ".join(one.sample.files)
        lines.append(voice.words(f"{files}: {count} columns of {tables}", f"{files}：{tables} 的 {count} 列"))
        if one.left_out:
            left = ", ".join(one.left_out)
            lines.append(voice.words(f"  left out, personal data: {left}", f"  不采用（个人信息）：{left}"))
        if one.unmapped:
            rest = ", ".join(one.unmapped)
            lines.append(voice.words(f"  not mapped: {rest}", f"  未映射：{rest}"))
    lines += [
        voice.words(f"  required and missing: {column}", f"  必填但缺少：{column}") for column in proposal.missing
    ]
    lines.append(voice.words(f"Written to {out}", f"已写入 {out}"))
    value = {
        "complete": proposal.complete,
        "proposed": [list(pair) for pair in sorted(proposal.pairs)],
        "left_out": [heading for one in proposal.files for heading in one.left_out],
        "unmapped": [heading for one in proposal.files for heading in one.unmapped],
        "missing": proposal.missing,
    }
    voice.result(value, "\n".join(lines))
