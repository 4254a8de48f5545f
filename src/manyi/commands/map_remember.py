"""`manyi map remember`: an accepted mapping is kept for the next file with the same headings."""

from pathlib import Path

import click

from manyi.commands.shape import command, option
from manyi.commands.voice import Voice


@command(
    "remember",
    en="Keep an accepted mapping for files with the headings of FILES.",
    zh="为具有这些表头的文件记住已采用的映射。",
)
@click.argument("mapping", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "--memory",
    required=True,
    type=click.Path(path_type=Path),
    en="The file of remembered mappings; made when it is not there.",
    zh="映射记忆文件；没有时新建。",
)
def remember_(voice: Voice, mapping: Path, files: tuple[Path, ...], memory: Path) -> None:
    """A mapping for the same headings is replaced."""
    from manyi.collect.imports.assistant.memory import remember

    kept = remember(memory, mapping, files)
    voice.result(
        {"kept": kept},
        voice.words(
            f"Remembered {mapping.name}; {kept} kept in {memory}", f"已记住 {mapping.name}；{memory} 中共 {kept} 份"
        ),
    )
