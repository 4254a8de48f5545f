"""`manyi policy check`: what is wrong with an edition, and what is doubtful."""

from dataclasses import asdict
from pathlib import Path

import click

from manyi.commands.places import edition_folder
from manyi.commands.shape import command
from manyi.commands.voice import REFUSED, Voice, end_with


@command(
    "check",
    en="Read an edition; every mistake with file, line and what would be right.",
    zh="检查版次；逐条列出文件、行号、错误和正确写法。",
)
@click.argument("edition", type=click.Path(path_type=Path))
def check(voice: Voice, edition: Path) -> None:
    """Exit code 0 when nothing is wrong; warnings do not refuse an edition."""
    from manyi.engine.policy.issues import Issue
    from manyi.engine.policy.reading import check_edition

    report = check_edition(edition_folder(edition))

    def line(issue: Issue, en: str, zh: str) -> str:
        return voice.words(f"{en}: {issue}", f"{zh}：{issue.zh}")

    lines = [line(issue, "wrong", "错误") for issue in report.issues]
    lines += [line(warning, "doubtful", "可疑") for warning in report.warnings]
    wrong, doubtful = len(report.issues), len(report.warnings)
    lines.append(voice.words(f"{wrong} wrong, {doubtful} doubtful.", f"错误 {wrong} 处，可疑 {doubtful} 处。"))
    value = {"issues": [asdict(i) for i in report.issues], "warnings": [asdict(w) for w in report.warnings]}
    voice.result(value, "\n".join(lines))
    end_with(REFUSED if wrong else 0)
