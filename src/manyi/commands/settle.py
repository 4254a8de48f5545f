"""`manyi settle`: one period of evidence under one edition becomes scores, decisions with reasons, and a report."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manyi.commands.glyphs import tell_absent
from manyi.commands.kinds import DAY, MEMORY
from manyi.commands.places import edition_folder, existing_folder, new_folder
from manyi.commands.progress import told
from manyi.commands.settle_source import ENGINES, opened
from manyi.commands.shape import command, option
from manyi.commands.voice import LANGUAGES, Both, Language, Voice

if TYPE_CHECKING:
    from manyi.report.paper.typeset import Press
    from manyi.report.run_folder import Run


@command(
    "settle",
    en="Settle one period: read the evidence, clean, score, decide; write scores, decisions and a report to a new folder.",
    zh="评定一个考核期：读取数据、清洗、评分、评定，把得分、评定和报告写入新文件夹。",
)
@option("--policy", required=True, type=click.Path(path_type=Path), en="Folder of the edition.", zh="版次文件夹。")
@option("--period", required=True, en="2026-03, 2026-Q1 or 2026.", zh="2026-03、2026-Q1 或 2026。")
@option("--evidence", required=True, type=click.Path(path_type=Path), en="Folder of evidence.", zh="数据文件夹。")
@option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    en="A new folder for the results.",
    zh="存放结果的新文件夹。",
)
@option(
    "--taken",
    type=DAY,
    en="The first day the evidence cannot know; later rows are refused. Default: tomorrow.",
    zh="数据截止日之次日，晚于它的行不予采用。缺省为明天。",
)
@option(
    "--memory",
    type=MEMORY,
    default="1GB",
    show_default=True,
    en="Memory for the tables; more spills to disk.",
    zh="数据表可用内存，超出部分写入磁盘。",
)
@option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    en="What cleans and tallies; spark reads evidence that `manyi evidence partition` wrote.",
    zh="由哪种引擎清洗和汇总；spark 读取 manyi evidence partition 写出的数据。",
)
@option(
    "--master",
    default="local[2]",
    show_default=True,
    en="Where Spark runs: local[2], or spark://host:7077.",
    zh="Spark 在何处运行：local[2] 或 spark://主机:7077。",
)
@option(
    "--pdf",
    is_flag=True,
    en="Write the report as PDF too; needs a Chinese font (package fonts-noto-cjk).",
    zh="同时写出 PDF 报告；需要中文字体（软件包 fonts-noto-cjk）。",
)
def settle(
    voice: Voice,
    policy: Path,
    period: str,
    evidence: Path,
    out: Path,
    taken: date | None,
    memory: str,
    engine: str,
    master: str,
    pdf: bool,
) -> None:
    """Nothing appears in OUT unless everything does."""
    from manyi.engine.periods import read_period
    from manyi.engine.policy.questionnaire import read_questionnaire
    from manyi.engine.policy.reading import read_edition
    from manyi.report.run_folder import settle_with_previous, write_run

    new_folder(out)
    press = _press() if pdf else None
    existing_folder(evidence, Both("evidence", "数据"))
    folder, asked = edition_folder(policy), read_period(period)
    edition, questionnaire = read_edition(folder), read_questionnaire(folder)
    tell = told(voice)
    with opened(evidence, edition.time_zone, taken, tell, memory, master if engine == "spark" else None) as source:
        for remark in source.evidence.remarks:
            voice.remark(voice.words(remark.en, remark.zh))
        run = settle_with_previous(edition, questionnaire, asked, source.evidence, tell, source.digests, source.backend)
        tell("writing")
        write_run(run, folder, out, _reports(run) | ({} if press is None else _papers(voice, run, press)))
        _say(voice, run, out)


def _reports(run: "Run") -> dict[str, Callable[[], str | bytes]]:
    """The report and the workbook in each language, each made when it is written."""
    from manyi.report.settlement import render_report
    from manyi.report.workbook import render_workbook

    made: dict[str, Callable[[], str | bytes]] = {}
    for language in LANGUAGES:
        made[_report(language)] = partial(render_report, run.settlement, language, run.previous)
        made[f"decisions.{language}.xlsx"] = partial(render_workbook, run.settlement, language)
    return made


def _press() -> "Press":
    """What sets papers; refused before any work is done where there is no font for it."""
    from manyi.report.paper.typeset import Press

    return Press()


def _papers(voice: Voice, run: "Run", press: "Press") -> dict[str, Callable[[], bytes]]:
    """The report in each language as PDF."""
    from manyi.report.paper.period_report import period_report

    def printed(language: Language, name: str) -> bytes:
        paper = press.pdf(period_report(run.settlement, language, run.previous))
        tell_absent(voice, paper.absent, name)
        return paper.pdf

    return {
        name: partial(printed, language, name) for language in LANGUAGES for name in [f"report.{language}.pdf"]
    }  # fmt: skip


def _report(language: Language) -> str:
    return f"report.{language}.html"


def _say(voice: Voice, run: "Run", out: Path) -> None:
    settled = run.settlement
    counts = settled.evidence.counts.values()
    read, kept, excluded = (sum(getattr(count, name) for count in counts) for name in ("read", "kept", "excluded"))
    proposals = settled.proposals
    awards = sum(decision.kind == "award" for decision in proposals.decisions)
    penalties = len(proposals.decisions) - awards
    report = out / _report(voice.language)
    value = {
        "out": str(out),
        "report": str(report),
        "period": settled.period.label,
        "rows_read": read,
        "rows_kept": kept,
        "rows_excluded": excluded,
        "awards": awards,
        "penalties": penalties,
        "held_back": len(proposals.held_back),
        "openings": len(proposals.openings),
        "input_digest": settled.input_digest,
        "result_digest": settled.result_digest,
    }
    text = voice.words(
        f"Rows: {kept} kept + {excluded} excluded = {read} read\n"
        f"Proposed: {awards} awards, {penalties} penalties; {len(proposals.held_back)} held back, "
        f"{len(proposals.openings)} improvement measures to open\n"
        f"Input  {settled.input_digest}\nResult {settled.result_digest}\nWritten to {out}; read {report}",
        f"数据行：采用 {kept} + 剔除 {excluded} = 读入 {read}\n"
        f"提议：奖励 {awards} 项，处罚 {penalties} 项；未达成 {len(proposals.held_back)} 项，"
        f"应立改进措施 {len(proposals.openings)} 项\n"
        f"输入摘要 {settled.input_digest}\n结果摘要 {settled.result_digest}\n已写入 {out}，请阅读 {report}",
    )
    voice.result(value, text)
