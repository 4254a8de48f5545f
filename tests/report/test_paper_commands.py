"""`settle --pdf`, `statement` and `policy render --format docx` as people and scripts meet them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from report_world import PACK, company

from manyi.cli import main
from manyi.report.paper.fonts import NoChineseFont, machine_fonts

ABSENT = "\U000323af"


def run(*arguments: str | Path, language: str = "en") -> Result:
    """`manyi` with arguments, nothing of the caller's own environment showing through."""
    variables: dict[str, str | None] = {"MANYI_LANG": language, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}
    return CliRunner(env=variables).invoke(main, [str(argument) for argument in arguments], prog_name="manyi")


def remarks(result: Result) -> list[str]:
    """What was said on stderr, without progress."""
    return [line for line in result.stderr.splitlines() if not line.startswith("…")]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A month settled with PDF; one name has a character that no font has."""
    try:
        machine_fonts()
    except NoChineseFont:
        pytest.skip("no Chinese font on this machine; install the package fonts-noto-cjk to set papers")
    folder = tmp_path_factory.mktemp("company")
    company(folder / "evidence", people=12, name=lambda number: f"王{ABSENT}" if number == 1 else f"员工{number}")
    arguments: list[str | Path] = ["settle", "--policy", PACK, "--period", "2026-03", "--evidence", folder / "evidence", "--taken", "2026-07-01"]  # fmt: skip
    return folder / "out", run(*arguments, "--out", folder / "out", "--pdf", "--json")


def test_settle_writes_workbooks_and_papers_and_names_what_no_font_has(settled: tuple[Path, Result]) -> None:
    out, result = settled
    assert result.exit_code == 0
    assert {name: (out / name).read_bytes()[:4] for name in _documents(out)} == {
        "decisions.en.xlsx": b"PK\x03\x04", "decisions.zh.xlsx": b"PK\x03\x04", "report.en.pdf": b"%PDF", "report.zh.pdf": b"%PDF",
    }  # fmt: skip
    assert remarks(result) == [
        f"report.{language}.pdf: no font has {ABSENT} U+323AF; 〓 stands in its place. "
        "Install a font that has it and write the paper again."
        for language in ("zh", "en")
    ]


def _documents(out: Path) -> list[str]:
    return [path.name for path in out.iterdir() if path.suffix in (".xlsx", ".pdf")]


def test_a_run_with_papers_verifies(settled: tuple[Path, Result]) -> None:
    result = run("verify", settled[0])
    assert (result.exit_code, result.stdout.splitlines()[-1], remarks(result)) == (0, "The run recomputes.", [])


def test_statements_of_all_and_of_one_are_the_same(settled: tuple[Path, Result], tmp_path: Path) -> None:
    out = settled[0]
    everybody = run("statement", "--run", out, "--all", "--out", tmp_path / "all", "--json", language="zh")
    one = run("statement", "--run", out, "--person", "p0", "--out", tmp_path / "one", language="zh")
    told: dict[str, Any] = json.loads(everybody.stdout)
    assert (everybody.exit_code, told) == (
        0, {"out": str(tmp_path / "all"), "statements": {person: f"{person}.zh.pdf" for person in sorted(f"p{n}" for n in range(12))}},
    )  # fmt: skip
    assert remarks(everybody) == [f"p1.zh.pdf：没有字体包含 {ABSENT} U+323AF，以 〓 代替。请安装含该字的字体后重新生成。"]  # fmt: skip
    assert (one.exit_code, one.stdout) == (0, f"已写出 1 份告知书到 {tmp_path / 'one'}；index.csv 列明各文件属于谁。\n")
    assert (tmp_path / "one" / "p0.zh.pdf").read_bytes() == (tmp_path / "all" / "p0.zh.pdf").read_bytes()


def test_an_unknown_person_is_refused_and_nothing_is_written(settled: tuple[Path, Result], tmp_path: Path) -> None:
    result = run("statement", "--run", settled[0], "--person", "nobody", "--out", tmp_path / "out")
    assert (result.exit_code, remarks(result), (tmp_path / "out").exists()) == (
        1,
        [
            "refused: there is nobody to write to",
            f"  where: {settled[0]}",
            "  why: nobody with id 'nobody' is judged in 2026-03",
            "  what next: look up the id in decisions.en.xlsx or scores.parquet",
        ],
        False,
    )


@pytest.mark.parametrize("asked", [[], ["--person", "p0", "--all"]])
def test_either_people_or_all_of_them(asked: list[str], tmp_path: Path) -> None:
    results = [run("statement", "--run", tmp_path, "--out", tmp_path / "out", *asked, language=lang) for lang in ("en", "zh")]  # fmt: skip
    assert [(result.exit_code, result.stderr) for result in results] == [
        (2, "Name people with --person, or all of them with --all.\n  what next: manyi statement --help\n"),
        (2, "请用 --person 指定人员，或用 --all 表示全部。\n  下一步：manyi statement --help\n"),
    ]


def test_a_policy_is_written_as_word_and_never_over_another_file(tmp_path: Path) -> None:
    file = tmp_path / "policy.docx"
    arguments = ("policy", "render", PACK, "--format", "docx", "--out", file)
    first, second = run(*arguments), run(*arguments)
    assert (first.exit_code, first.stdout, file.read_bytes()[:4]) == (0, f"Written to {file}\n", b"PK\x03\x04")
    assert (second.exit_code, second.stderr) == (
        1,
        "refused: results are never written over\n"
        f"  where: {file}\n"
        "  why: there is something here already\n"
        "  what next: name a new file, or move this one away\n",
    )


def test_markdown_goes_to_a_file_when_one_is_named(tmp_path: Path) -> None:
    printed, written = run("policy", "render", PACK), run("policy", "render", PACK, "--out", tmp_path / "policy.md")
    assert (written.exit_code, written.stdout) == (0, f"Written to {tmp_path / 'policy.md'}\n")
    assert (tmp_path / "policy.md").read_text(encoding="utf-8").rstrip("\n") == printed.stdout.rstrip("\n")


@pytest.mark.parametrize(
    ("asked", "en", "zh"),
    [
        (["--format", "docx"], "A Word document needs --out FILE.docx.", "生成 Word 文档须写 --out 文件名.docx。"),
        (["--template", "a.docx"], "--template is for --format docx.", "--template 只用于 --format docx。"),
    ],
)
def test_options_that_do_not_go_together(asked: list[str], en: str, zh: str) -> None:
    results = [run("policy", "render", PACK, *asked, language=language) for language in ("en", "zh")]
    assert [(result.exit_code, result.stderr.splitlines()[0]) for result in results] == [(2, en), (2, zh)]
