"""`manyi statement`: what each person is told about a settled period, as PDF, one file a person."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manyi.commands.glyphs import tell_absent
from manyi.commands.kinds import DAY
from manyi.commands.places import existing_folder, new_folder
from manyi.commands.progress import told
from manyi.commands.shape import command, option
from manyi.commands.voice import Both, Refusal, Voice

if TYPE_CHECKING:
    from manyi.engine.settle import Settlement


@command(
    "statement",
    en="Write each person's statement of a settled period as PDF: own figures, what is proposed and why, money, how to appeal.",
    zh="为每人生成评定告知书（PDF）：本人得分、提议及理由、款项、如何申诉。",
)
@option(
    "--run",
    required=True,
    type=click.Path(path_type=Path),
    en="Folder that `settle` wrote.",
    zh="settle 写出的文件夹。",
)
@option("--person", multiple=True, en="A person's id; may be repeated.", zh="人员编号，可写多次。")
@option("--all", "everybody", is_flag=True, en="Everybody judged in the period.", zh="本期全部被评人员。")
@option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    en="A new folder for the statements.",
    zh="存放告知书的新文件夹。",
)
@option(
    "--delivered",
    type=DAY,
    en="The day the statements are handed over: the last day for an appeal is printed.",
    zh="送达日期；填写后印出申诉的最后一日。",
)
def statement(
    voice: Voice, run: Path, person: tuple[str, ...], everybody: bool, out: Path, delivered: date | None
) -> None:
    """Nothing appears in OUT unless everything does."""
    from manyi.report.paper.statement import Statements
    from manyi.report.paper.statement_folder import write_statements
    from manyi.report.paper.typeset import Press
    from manyi.report.run_folder import recompute

    if bool(person) == everybody:
        raise click.UsageError(voice.words("Name people with --person, or all of them with --all.", "请用 --person 指定人员，或用 --all 表示全部。"))  # fmt: skip
    new_folder(out)
    folder = existing_folder(run, Both("a settled period", "评定结果"))
    press = Press()
    settlement = recompute(folder, told(voice))
    try:
        statements = Statements(settlement, voice.language, delivered)
        people = statements.people if everybody else _known(settlement, person, run)
        written = write_statements(statements, people, out, press, told(voice))
    finally:
        settlement.evidence.close()
    for one, letters in written.absent.items():
        tell_absent(voice, letters, written.files[one])
    voice.result(
        {"out": str(out), "statements": dict(written.files)},
        voice.words(
            f"{len(written.files)} statements written to {out}; index.csv says whose each file is.",
            f"已写出 {len(written.files)} 份告知书到 {out}；index.csv 列明各文件属于谁。",
        ),
    )


def _known(settlement: "Settlement", people: tuple[str, ...], run: Path) -> list[str]:
    """The people asked for, each once, in the order asked."""
    index = settlement.book.subjects["person"].index
    for one in people:
        if one not in index:
            period = settlement.period.label
            raise Refusal(
                Both("there is nobody to write to", "没有可告知的人员"),
                where=str(run),
                why=Both(f"nobody with id {one!r} is judged in {period}", f"{period} 没有编号为“{one}”的被评人员"),
                next_=Both("look up the id in decisions.en.xlsx or scores.parquet", "请在 decisions.zh.xlsx 中核对人员编号"),
            )  # fmt: skip
    return list(dict.fromkeys(people))
