"""Every mistake of the catalogue is refused with exactly its message, in both languages, and nothing else."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from manyi.engine.policy.issues import Issue
from manyi.engine.policy.reading import check_edition

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
READER = ROOT / "src" / "manyi" / "engine" / "policy"
CHAPTERS = {
    path.stem: YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "errors").glob("*.yaml"))
}
MISTAKES = [
    pytest.param(name, mistake, id=f"{name}-{mistake['id']}")
    for name, chapter in CHAPTERS.items()
    for mistake in chapter["mistakes"]
]

_PLACE_OF_CODE = {
    "issue": 1,
    "unknown": 1,
    "Mismatch": 1,
    "problem": 0,
    "_refuse": 2,
    "Issue": 3,
    "_names": 2,
    "_issue": 5,
}
_OF_FILES = {"file_missing", "encoding"}  # see test_policy_reading
_OF_LAW = {"law_unknown"}  # needs an edition older than its law: see tests/engine/jurisdiction


def _found(mistake: dict[str, Any], folder: Path) -> tuple[tuple[Issue, ...], tuple[Issue, ...]]:
    edition = folder / mistake["base"] / "2026-01-01"
    shutil.copytree(HERE / "base" / mistake["base"] / "2026-01-01", edition)
    for change in mistake["changes"]:
        path = edition / change["file"]
        text = path.read_text(encoding="utf-8")
        assert text.count(change["old"]) == 1
        path.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")
    report = check_edition(edition)
    return report.issues, report.warnings


@pytest.mark.parametrize(("chapter", "mistake"), MISTAKES)
def test_says_exactly_what_is_wrong(chapter: str, mistake: dict[str, Any], tmp_path: Path) -> None:
    issues, warnings = _found(mistake, tmp_path)
    told, other = (warnings, issues) if chapter == "9_warnings" else (issues, ())
    assert {issue.code for issue in told} == {mistake["code"]}
    assert [str(issue) for issue in told] == mistake["en"]
    assert [issue.zh for issue in told] == mistake["zh"]
    assert other == ()


def test_every_message_of_the_reader_is_in_the_catalogue() -> None:
    catalogued = {mistake["code"] for chapter in CHAPTERS.values() for mistake in chapter["mistakes"]}
    assert _codes() - _OF_FILES - _OF_LAW - catalogued == set()


def _codes() -> set[str]:
    """Every code written in the reader's modules as the argument of a call that reports."""
    codes = set()
    for path in READER.rglob("*.py"):
        if path.stem in ("questionnaire", "examples"):  # files beside the edition, with tests of their own
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                place = _PLACE_OF_CODE.get(name, len(node.args))
                argument = node.args[place] if place < len(node.args) else None
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    codes.add(argument.value)
    return codes


def test_the_generated_pages_are_current() -> None:
    tool = ROOT / "tools" / "make_policy_docs.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)
