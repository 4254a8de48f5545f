"""`manyi demo-data`: the evidence of a made-up company, with its truth written beside it."""

from pathlib import Path

import click

from manyi.commands.places import new_folder
from manyi.commands.shape import command, option
from manyi.commands.voice import Voice


@command(
    "demo-data",
    en="Write 24 months of evidence of a made-up EV sales group with three stores, and the truth behind it.",
    zh="生成一家虚构电动车销售集团（三家门店）24 个月的数据，并附真实情况。",
)
@option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    en="The same seed gives the same files.",
    zh="种子相同则文件相同。",
)
@option("--out", required=True, type=click.Path(path_type=Path), en="A new folder.", zh="新文件夹。")
def demo_data(voice: Voice, seed: int, out: Path) -> None:
    """Writes OUT/evidence and OUT/truth.json."""
    from manyi.demo.ev_group import EVIDENCE, write_demo

    new_folder(out)
    voice.progress(voice.words("making up a company", "正在生成虚构公司"))
    truth = write_demo(out, seed=seed)
    rows = sum(truth.rows.values())
    evidence = out / EVIDENCE
    text = voice.words(
        f"{rows} rows of {truth.start} to {truth.end} in {evidence}. Settle a month of them:\n"
        f"  manyi settle --policy policies/ev-sales/2026-01-01 --period 2026-03 --evidence {evidence} --out out",
        f"{truth.start} 至 {truth.end} 的 {rows} 行数据已写入 {evidence}。可以评定其中一个月：\n"
        f"  manyi settle --policy policies/ev-sales/2026-01-01 --period 2026-03 --evidence {evidence} --out out",
    )
    voice.result({"evidence": str(evidence), "rows": truth.rows, "start": truth.start, "end": truth.end}, text)
