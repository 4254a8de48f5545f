"""`manyi policy render`: the edition as people read and sign it."""

from pathlib import Path

import click

from manyi.commands.places import edition_folder
from manyi.commands.shape import command
from manyi.commands.voice import Voice


@command(
    "render",
    en="Print the edition as Markdown: its text, with the rules in sentences under each clause.",
    zh="以 Markdown 打印办法文本，各条款下附规则语句。",
)
@click.argument("edition", type=click.Path(path_type=Path))
def render(voice: Voice, edition: Path) -> None:
    """In the language of the call."""
    from manyi.report.policy_text import render as render_text

    text = render_text(edition_folder(edition), voice.language)
    voice.result({"language": voice.language, "markdown": text}, text.rstrip("\n"))
