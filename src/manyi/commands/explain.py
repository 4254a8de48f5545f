"""`manyi explain`: one person's period in sentences, from a settled period."""

from dataclasses import asdict
from pathlib import Path

import click

from manyi.commands.places import existing_folder
from manyi.commands.progress import told
from manyi.commands.shape import command, option
from manyi.commands.voice import Both, Refusal, Voice


@command(
    "explain",
    en="Say what a person scored, which rules were tried, by which values, and what would have been different.",
    zh="说明某人的得分、适用过的规则、所依据的数值，以及怎样才会不同。",
)
@click.argument("person")
@option(
    "--run",
    required=True,
    type=click.Path(path_type=Path),
    en="Folder that `settle` wrote.",
    zh="settle 写出的文件夹。",
)
def explain(voice: Voice, person: str, run: Path) -> None:
    """Computed again from the sealed evidence, so that every value can be opened."""
    from manyi.engine.explain import UnknownPerson
    from manyi.engine.explain import explain as explained
    from manyi.report.run_folder import recompute

    settlement = recompute(existing_folder(run, Both("a settled period", "评定结果")), told(voice))
    try:
        found = explained(settlement, person, voice.language)
    except UnknownPerson as error:
        said = str(error.args[0])
        raise Refusal(
            Both("there is nothing to explain", "没有可说明的内容"),
            where=str(run),
            why=Both(said, said),
            next_=Both("look up the id in scores.parquet or decisions.csv", "请在 decisions.csv 中核对人员编号"),
        ) from None
    finally:
        settlement.evidence.close()
    voice.result(asdict(found), found.text().rstrip("\n"))
