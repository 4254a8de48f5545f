"""`manyi simulate`: editions run over past periods; who gains, who loses, what it costs, and what luck alone would earn."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

import click

from manyi.commands.kinds import DAY, MEMORY
from manyi.commands.places import edition_folder, existing_folder, new_folder
from manyi.commands.settle_source import tomorrow
from manyi.commands.shape import command, option
from manyi.commands.voice import Both, Refusal, Voice

if TYPE_CHECKING:
    from manyi.engine.simulate.outcome import Simulation
    from manyi.engine.simulate.rehearsal import Candidate

_CHINESE = {
    "digest of the evidence": "计算数据摘要", "working time of cases": "计算工单工作时间", "cleaning": "清洗",
    "null check": "运气检验", "writing": "写入结果",
}  # fmt: skip


@command(
    "simulate",
    en="Run editions over past periods and show who gains, who loses, the cost, the stability, and how much is luck.",
    zh="用过去的数据模拟若干版次：谁得谁失、花费、稳定性，以及有多少出于运气。",
)
@option(
    "--policy", "policies", required=True, multiple=True, type=click.Path(path_type=Path),
    en="Folder of an edition; several times to compare, the first with each other.", zh="版次文件夹；可多次给出，第一个与其余各个比较。",
)  # fmt: skip
@option("--periods", required=True, en="From the first to the last, such as 2025-01..2025-12.", zh="起止考核期，例如 2025-01..2025-12。")  # fmt: skip
@option("--evidence", required=True, type=click.Path(path_type=Path), en="Folder of evidence.", zh="数据文件夹。")
@option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    en="A new folder for the results.",
    zh="存放结果的新文件夹。",
)
@option(
    "--rounds", type=click.IntRange(0, 10_000), default=20, show_default=True,
    en="Rounds of the null check; 0 leaves it out.", zh="运气检验的轮数；0 表示不做。",
)  # fmt: skip
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
def simulate(
    voice: Voice,
    policies: Sequence[Path],
    periods: str,
    evidence: Path,
    out: Path,
    rounds: int,
    taken: date | None,
    memory: str,
) -> None:
    """Nothing appears in OUT unless everything does."""
    from manyi.engine.evidence import read_evidence
    from manyi.engine.simulate.simulate import check_together, simulate
    from manyi.engine.simulate.span import read_span
    from manyi.report.simulation.folder import write_simulation

    new_folder(out)
    existing_folder(evidence, Both("evidence", "数据"))
    span, candidates, tell = read_span(periods), _candidates(policies), _told(voice)
    check_together([candidate.edition for candidate in candidates])
    zone = candidates[0].edition.time_zone
    rows = read_evidence(evidence, time_zone=zone, until=taken or tomorrow(zone), progress=tell, memory=memory)
    try:
        for remark in rows.remarks:
            voice.remark(voice.words(remark.en, remark.zh))
        found = simulate(candidates, span, rows, rounds, tell)
    finally:
        rows.close()
    tell("writing")
    write_simulation(found, out)
    _say(voice, found, out)


def _candidates(policies: Sequence[Path]) -> "list[Candidate]":
    from manyi.engine.policy.reading import read_edition
    from manyi.engine.simulate.rehearsal import Candidate
    from manyi.report.run_folder import questionnaire_of

    if len(policies) > len(ascii_uppercase):
        raise Refusal(
            Both("too many editions at once", "版次太多"),
            why=Both(
                f"{len(policies)} editions, at most {len(ascii_uppercase)}",
                f"共 {len(policies)} 个，最多 {len(ascii_uppercase)} 个",
            ),
            next_=Both("simulate them in parts", "请分批模拟"),
        )
    folders = [edition_folder(policy) for policy in policies]
    return [
        Candidate(name, read_edition(folder), questionnaire_of(folder))
        for name, folder in zip(ascii_uppercase, folders, strict=False)
    ]


def _told(voice: Voice) -> Callable[[str], None]:
    """A function that tells each step; what is done stands between the edition and the period."""

    def tell(step: str) -> None:
        zh = step
        for english, chinese in _CHINESE.items():
            zh = zh.replace(english, chinese)
        voice.progress(voice.words(step, zh))

    return tell


def _say(voice: Voice, found: "Simulation", out: Path) -> None:
    report = out / f"report.{voice.language}.html"
    value = {
        "out": str(out), "report": str(report), "periods": found.span.label, "input_digest": found.input_digest,
        "editions": [
            {
                "name": run.name, "policy": run.edition.policy, "edition": str(run.edition.edition), "cash": str(run.cash),
                "decisions": len(run.decisions()), "null_check": _null(found, place),
            }
            for place, run in enumerate(found.runs)
        ],
        "differing": [len(versus.differing) for versus in found.versus],
    }  # fmt: skip
    lines = [_line(voice, found, place) for place in range(len(found.runs))]
    lines += [
        voice.words(
            f"{one.first} and {one.second} differ in {len(one.differing)} decisions",
            f"{one.first} 与 {one.second} 有 {len(one.differing)} 项评定不同",
        )
        for one in found.versus
    ]
    lines += [
        voice.words(f"Input {found.input_digest}", f"输入摘要 {found.input_digest}"),
        voice.words(f"Written to {out}; read {report}", f"已写入 {out}，请阅读 {report}"),
    ]
    voice.result(value, "\n".join(lines))


def _null(found: "Simulation", place: int) -> dict[str, float] | None:
    """Decisions a year that would fall on equals, by sort; None without a null check."""
    null = found.runs[place].null
    return None if null is None else {one.sort: found.span.per_year(one.expected) for one in null.totals}


def _line(voice: Voice, found: "Simulation", place: int) -> str:
    run, luck = found.runs[place], _null(found, place)
    what = f"{run.name} {run.edition.policy} {run.edition.edition}"
    awards = sum(decision.kind == "award" for _, decision in run.decisions())
    en = f"{what}: {awards} awards, {len(run.decisions()) - awards} penalties, {run.cash} {found.currency}"
    zh = f"{what}：奖励 {awards} 项，处罚 {len(run.decisions()) - awards} 项，奖金 {run.cash} {found.currency}"
    if luck is None:
        return voice.words(en, zh)
    a, p = luck.get("award", 0.0), luck.get("penalty", 0.0)
    return voice.words(
        f"{en}; on equals {a:.1f} awards and {p:.1f} penalties a year",
        f"{zh}；若人人同样好，每年仍有奖励 {a:.1f} 项、处罚 {p:.1f} 项",
    )
