"""`manyi simulate` as people and scripts meet it: exact words, exact exit codes, nothing half written."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from report_world import company

from manyi.cli import main

ROOT = Path(__file__).parents[1]
PACK = ROOT / "policies" / "ev-sales" / "2026-01-01"


def run(*arguments: str | Path, language: str = "en") -> Result:
    variables: dict[str, str | None] = {"MANYI_LANG": language, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}
    return CliRunner(env=variables).invoke(main, [str(argument) for argument in arguments], prog_name="manyi")


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return company(tmp_path_factory.mktemp("simulate") / "evidence", people=14)


def asked(evidence: Path, out: Path, periods: str = "2026-03", rounds: int = 1) -> list[str | Path]:
    return [
        "simulate", "--policy", PACK, "--periods", periods, "--evidence", evidence, "--out", out, "--rounds", str(rounds),
        "--taken", "2026-04-11",
    ]  # fmt: skip


def test_the_result_as_json_is_what_the_folder_holds(evidence: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(*asked(evidence, out), "--policy", PACK, "--json")
    told: dict[str, Any] = json.loads(result.stdout)
    whole = json.loads((out / "simulation.json").read_text(encoding="utf-8"))
    assert (result.exit_code, told["report"]) == (0, str(out / "report.en.html"))
    assert told["input_digest"] == whole["input_digest"]
    assert [(one["name"], one["cash"], one["null_check"]) for one in told["editions"]] == [
        (one["name"], one["cash"], {total["sort"]: 12 * total["expected"] for total in one["null_check"]["totals"]})
        for one in whole["editions"]
    ]
    assert told["differing"] == [0]


def test_it_says_what_it_found_in_chinese(evidence: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(*asked(evidence, out, rounds=0), language="zh")
    whole = json.loads((out / "simulation.json").read_text(encoding="utf-8"))
    (edition,) = whole["editions"]
    sorts = [decision["sort"] for period in edition["periods"] for decision in period["decisions"]]
    penalties = sorts.count("penalty") + sorts.count("support")
    assert result.stdout == (
        f"A ev-sales 2026-01-01：奖励 {len(sorts) - penalties} 项，处罚 {penalties} 项，奖金 {edition['cash']} CNY\n"
        f"输入摘要 {whole['input_digest']}\n已写入 {out}，请阅读 {out}/report.zh.html\n"
    )
    assert "… A: 清洗\n" in result.stderr


@pytest.mark.parametrize(
    ("periods", "why"),
    [
        ("2026-03..2026-01", "2026-03..2026-01 ends before it begins; write the earlier period first."),
        (
            "2026-01..2026-12",
            "2026-01..2026-12 is not covered: the evidence goes from 2026-01 to 2026-03. "
            "Choose periods inside, or give the evidence of the missing months.",
        ),
    ],
)
def test_what_cannot_be_simulated_is_refused_and_leaves_nothing(
    evidence: Path, tmp_path: Path, periods: str, why: str
) -> None:
    result = run(*asked(evidence, tmp_path / "out", periods))
    lines = [line for line in result.stderr.splitlines() if not line.startswith("…")]
    assert (result.exit_code, result.stdout, lines) == (
        1,
        "",
        [
            "refused: the simulation cannot be run",
            f"  why: {why}",
            "  what next: check editions, periods and evidence; no result was written",
        ],
    )
    assert list(tmp_path.iterdir()) == []


def test_results_are_never_written_over(evidence: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept.txt").write_text("mine", encoding="utf-8")
    result = run(*asked(evidence, tmp_path / "out"))
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, "refused: results are never written over")


def test_rounds_below_zero_are_a_mistake_of_writing(evidence: Path, tmp_path: Path) -> None:
    assert run(*asked(evidence, tmp_path / "out", rounds=-1)).exit_code == 2
