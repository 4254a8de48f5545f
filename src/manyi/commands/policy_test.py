"""`manyi policy test`: the worked examples of an edition, run through the real engine."""

from dataclasses import asdict
from pathlib import Path

import click

from manyi.commands.places import edition_folder
from manyi.commands.shape import command
from manyi.commands.voice import REFUSED, Voice, end_with


@command(
    "test",
    en="Run the edition's worked examples; a difference is told in sentences.",
    zh="运行版次的算例；不一致之处用语句说明。",
)
@click.argument("edition", type=click.Path(path_type=Path))
def test(voice: Voice, edition: Path) -> None:
    """Exit code 0 when every example holds."""
    from manyi.engine.examples import read_examples, run_examples
    from manyi.engine.policy.reading import read_edition

    folder = edition_folder(edition)
    results = run_examples(read_edition(folder), read_examples(folder))
    lines = []
    for result in results:
        mark = voice.words("holds", "一致") if result.holds else voice.words("differs", "不一致")
        lines.append(f"{mark}  {result.id} ({result.clause})")
        lines += [f"    {difference}" for difference in result.differences]
    held = sum(result.holds for result in results)
    lines.append(voice.words(f"{held} of {len(results)} examples hold.", f"{len(results)} 个算例中 {held} 个一致。"))
    voice.result([asdict(result) | {"holds": result.holds} for result in results], "\n".join(lines))
    end_with(0 if held == len(results) else REFUSED)
