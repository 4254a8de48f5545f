"""`manyi import`: foreign tables turned into evidence by a map, every row accounted for."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manyi.commands.kinds import MEMORY
from manyi.commands.places import new_folder
from manyi.commands.shape import command, option
from manyi.commands.voice import Voice

if TYPE_CHECKING:
    from manyi.collect.imports.report import ImportReport


@command(
    "import",
    en="Turn foreign tables (CSV, Parquet, xlsx) into evidence by a map; rows that do not fit are listed with reasons.",
    zh="按映射把外部表（CSV、Parquet、xlsx）转成数据表；不合要求的行逐条列出原因。",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "--map",
    "mapping",
    required=True,
    type=click.Path(path_type=Path),
    en="The map, a YAML file.",
    zh="映射文件（YAML）。",
)
@option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    en="A new folder for the evidence.",
    zh="存放数据的新文件夹。",
)
@option(
    "--format",
    "file_format",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    en="Kind of file to write.",
    zh="写出的文件格式。",
)
@option("--memory", type=MEMORY, default="1GB", show_default=True, en="Memory for the tables.", zh="数据表可用内存。")
def import_(voice: Voice, files: tuple[Path, ...], mapping: Path, out: Path, file_format: str, memory: str) -> None:
    """Writes one file for each table, and import-report.json."""
    from manyi.collect.imports.run import import_foreign

    new_folder(out)
    voice.progress(voice.words("importing", "正在导入"))
    report = import_foreign(
        mapping, files, out, file_format="parquet" if file_format == "parquet" else "csv", memory=memory
    )
    voice.result(asdict(report), "\n".join(_lines(voice, report, out)))


def _lines(voice: Voice, report: "ImportReport", out: Path) -> list[str]:
    lines = [
        voice.words(
            f"Rows: {report.kept} kept + {report.excluded} excluded = {report.read} read",
            f"行：采用 {report.kept} + 剔除 {report.excluded} = 读入 {report.read}",
        )
    ]
    lines += [
        voice.words(f"  {one.rows} rows: {one.cell}: {one.reason}", f"  {one.rows} 行：{one.cell}：{one.reason}")
        for one in (*report.refused, *report.unknown)
    ]
    lines += [
        voice.words(f"{name}: {table.written} rows written", f"{name}：写出 {table.written} 行")
        for name, table in report.tables.items()
    ]
    lines.append(voice.words(f"Written to {out}", f"已写入 {out}"))
    return lines
