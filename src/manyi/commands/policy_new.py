"""`manyi policy new`: a company's own edition, begun from a pack."""

from datetime import date
from pathlib import Path

import click

from manyi.commands.kinds import DAY
from manyi.commands.shape import command, option
from manyi.commands.voice import Voice


@command(
    "new",
    en="Begin a company's own edition: a copy of a pack under a new name, from a new day.",
    zh="以现有办法为底本，用新的名称和施行日开始编写本单位的版次。",
)
@click.argument("name")
@option("--edition", required=True, type=DAY, en="First day in force.", zh="施行日。")
@option("--from", "template", default="starter", show_default=True, en="The pack to begin from.", zh="所用底本。")
@option(
    "--out",
    default="policies",
    show_default=True,
    type=click.Path(path_type=Path),
    en="Folder of all policies.",
    zh="存放各办法的文件夹。",
)
def new(voice: Voice, name: str, edition: date, template: str, out: Path) -> None:
    """Writes OUT/NAME/EDITION; nothing is written over."""
    from manyi.engine.policy.new import new_policy

    folder = new_policy(out, policy=name, edition=edition, template=template)
    text = voice.words(
        f"{folder} is begun. Change policy.yaml and the texts, then:\n"
        f"  manyi policy check {folder}\n  manyi policy test {folder}",
        f"已建立 {folder}。请修改 policy.yaml 和文本，然后运行：\n  manyi policy check {folder}\n  manyi policy test {folder}",
    )
    voice.result({"folder": str(folder)}, text)
