"""`manyi demo-data`: the evidence of a made-up company, with its truth written beside it."""

from pathlib import Path

import click

from manyi.commands.places import new_folder
from manyi.commands.shape import command, option
from manyi.commands.voice import Voice

COMPANIES = ("ev-group", "retail-chain", "service-company", "online-shop", "culture-studio")


@command(
    "demo-data",
    en="Write 18 to 24 months of evidence of a made-up company, an EV sales group by default, and the truth behind it.",
    zh="生成一家虚构公司（默认为电动车销售集团）18 至 24 个月的数据，并附真实情况。",
)
@option(
    "--company",
    type=click.Choice(COMPANIES),
    default="ev-group",
    show_default=True,
    en="Which made-up company.",
    zh="哪一家虚构公司。",
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
def demo_data(voice: Voice, company: str, seed: int, out: Path) -> None:
    """Writes OUT/evidence and OUT/truth.json."""
    from manyi.demo.companies import DEMOS
    from manyi.demo.files import EVIDENCE

    demo = DEMOS[company]
    new_folder(out)
    voice.progress(voice.words("making up a company", "正在生成虚构公司"))
    written = demo.write(out, seed)
    rows = sum(written.rows.values())
    evidence = out / EVIDENCE
    settle = f"manyi settle --policy {demo.policy} --period {demo.period} --evidence {evidence} --out out"
    what = voice.words(*_WHAT["Q" in demo.period])
    text = voice.words(
        f"{rows} rows of {written.start} to {written.end} in {evidence}. {what}:\n  {settle}",
        f"{written.start} 至 {written.end} 的 {rows} 行数据已写入 {evidence}。{what}：\n  {settle}",
    )
    voice.result({"evidence": str(evidence), "rows": written.rows, "start": written.start, "end": written.end}, text)


_WHAT = {
    False: ("Settle a month of them", "可以评定其中一个月"),
    True: ("Settle a quarter of them", "可以评定其中一个季度"),
}
