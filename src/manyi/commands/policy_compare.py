"""`manyi policy compare`: what differs between two editions, and whether results can change."""

from dataclasses import asdict
from pathlib import Path

import click

from manyi.commands.places import edition_folder
from manyi.commands.shape import command
from manyi.commands.voice import Voice


@command(
    "compare",
    en="Say in sentences what differs between two editions, what can change results first.",
    zh="用语句说明两个版次的差异，可能影响结果的在前。",
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def compare(voice: Voice, old: Path, new: Path) -> None:
    """Markdown for those who are consulted; with --json one entry for each difference."""
    from manyi.engine.policy.compare import compare as differences
    from manyi.engine.policy.reading import read_edition
    from manyi.report.policy_changes import render_comparison

    before, after = read_edition(edition_folder(old)), read_edition(edition_folder(new))
    value = [asdict(change) for change in differences(before, after)] if voice.as_json else []
    voice.result(value, render_comparison(before, after, voice.language).rstrip("\n"))
