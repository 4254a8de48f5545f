"""`manyi evidence partition`: evidence checked once and sealed by day, for settling on one machine or on many."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manyi.commands.kinds import DAY, MEMORY
from manyi.commands.places import existing_folder, new_folder
from manyi.commands.progress import told
from manyi.commands.settle_source import tomorrow
from manyi.commands.shape import command, option
from manyi.commands.voice import Both, Voice

if TYPE_CHECKING:
    from manyi.engine.seal import Manifest


@command(
    "partition",
    en="Check evidence and seal it by day, with a manifest; `manyi settle` reads it on either engine.",
    zh="核对数据并按日封存，附清单；manyi settle 的两种引擎都可读取。",
)
@option("--evidence", required=True, type=click.Path(path_type=Path), en="Folder of evidence.", zh="数据文件夹。")
@option("--out", required=True, type=click.Path(path_type=Path), en="A new folder.", zh="新文件夹。")
@option(
    "--time-zone",
    default="Asia/Shanghai",
    show_default=True,
    en="Zone of times without an offset, and of the days; as in the edition.",
    zh="未写时差的时间和按日划分所用的时区，与版次一致。",
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
def partition(voice: Voice, evidence: Path, out: Path, time_zone: str, taken: date | None, memory: str) -> None:
    """Nothing appears in OUT unless everything does."""
    from manyi.engine.evidence import read_evidence
    from manyi.engine.seal import read_manifest, seal
    from manyi.report.run_folder import write_whole

    new_folder(out)
    existing_folder(evidence, Both("evidence", "数据"))
    tell, until = told(voice), taken or tomorrow(time_zone)
    rows = read_evidence(evidence, time_zone=time_zone, until=until, progress=tell, memory=memory)
    try:
        for remark in rows.remarks:
            voice.remark(voice.words(remark.en, remark.zh))
        tell("sealing by day")
        write_whole(out, lambda folder: seal(rows, folder, by_day=True))
    finally:
        rows.close()
    _say(voice, read_manifest(out), out)


def _say(voice: Voice, manifest: "Manifest", out: Path) -> None:
    tables = {name: int(entry["rows"]) for name, entry in manifest.tables.items()}
    days = len(manifest.tables["responses"]["files"]) if "responses" in tables else 0
    value = {"out": str(out), "tables": tables, "days": days, "digest": manifest.digest}
    text = voice.words(
        f"{sum(tables.values())} rows of {len(tables)} tables, responses of {days} days\n"
        f"Digest {manifest.digest}\nWritten to {out}",
        f"{len(tables)} 张表共 {sum(tables.values())} 行，答卷分布于 {days} 天\n摘要 {manifest.digest}\n已写入 {out}",
    )
    voice.result(value, text)
