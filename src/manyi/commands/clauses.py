"""`manyi clauses`: for every clause of the schemes, the policy entries and tests that carry it out."""

from pathlib import Path

import click

from manyi.commands.places import existing_folder
from manyi.commands.shape import command, option
from manyi.commands.voice import Both, Voice


@command(
    "clauses",
    en="Print every clause with its policy entries, worked examples and tests; what is open is marked.",
    zh="列出每个条款对应的规则、算例和测试；未实现的注明。",
)
@option(
    "--root",
    default=".",
    type=click.Path(path_type=Path),
    en="The folder that holds policies and tests.",
    zh="存放 policies 和 tests 的文件夹。",
)
def clauses(voice: Voice, root: Path) -> None:
    """Always exit code 0: an open clause is a fact, not a failure."""
    from manyi.clauses import clause_map, rows_as_dicts, rows_as_text

    existing_folder(root / "policies", Both("policies", "办法"))
    rows = clause_map(root)
    voice.result(rows_as_dicts(rows), rows_as_text(rows, voice.language))
