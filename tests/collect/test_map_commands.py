"""`manyi map`: a proposal is written and told; what was accepted is remembered and met again."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from manyi.cli import main
from manyi.collect.imports.assistant.memory import recall, remember
from manyi.collect.imports.reading import read_mapping
from manyi.engine.problems import EvidenceError

SURVEY = "序号,提交时间,满意度评分,门店,手机号\n1,2026-03-02 10:00,5,城东门店,13800138000\n2,2026-03-02 11:00,1,城西门店,13900139000\n"


def run(*arguments: str | Path, language: str = "en") -> Result:
    variables: dict[str, str | None] = {"MANYI_LANG": language, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}
    return CliRunner(env=variables).invoke(main, [str(argument) for argument in arguments], prog_name="manyi")


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    (tmp_path / "march.csv").write_text(SURVEY, encoding="utf-8")
    return tmp_path / "march.csv"


@pytest.fixture
def memory(survey: Path, tmp_path: Path) -> Path:
    """A memory with the accepted proposal for the survey."""
    assert run("map", "propose", survey, "--out", tmp_path / "map.yaml").exit_code == 0
    result = run("map", "remember", tmp_path / "map.yaml", survey, "--memory", tmp_path / "kept" / "memory.json")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Remembered map.yaml; 1 kept in {tmp_path / 'kept' / 'memory.json'}\n",
    )
    return tmp_path / "kept" / "memory.json"


def test_a_proposal_is_told(survey: Path, tmp_path: Path) -> None:
    result = run("map", "propose", survey, "--out", tmp_path / "map.yaml", language="zh")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"march.csv：responses 的 4 列\n  不采用（个人信息）：手机号\n已写入 {tmp_path / 'map.yaml'}\n"
    )
    again = run("map", "propose", survey, "--out", tmp_path / "map.yaml")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == (
        f"refused: a mapping is never written over\n  where: {tmp_path / 'map.yaml'}\n"
        "  what next: name a new file, or move this one away\n"
    )


def test_what_is_missing_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("序号,满意度评分,备注\n1,5,x\n2,4,y\n", encoding="utf-8")
    result = run("map", "propose", tmp_path / "f.csv", "--out", tmp_path / "map.yaml", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (
        1,
        {
            "complete": False,
            "proposed": [["responses.answer_q2", "满意度评分"], ["responses.response", "序号"]],
            "left_out": [],
            "unmapped": ["备注"],
            "missing": ["responses.answered_at"],
        },
    )
    with pytest.raises(EvidenceError) as refused:
        read_mapping(tmp_path / "map.yaml")
    assert str(refused.value) == "map.yaml:13 tables[1].columns: responses needs the column `answered_at`"


def test_the_same_headings_are_met_again(memory: Path, survey: Path, tmp_path: Path) -> None:
    result = run("map", "propose", survey, "--out", tmp_path / "april.yaml", "--memory", memory)
    assert (result.exit_code, result.stdout) == (
        0,
        f"From memory: the mapping march\nThe headings are the same.\nWritten to {tmp_path / 'april.yaml'}\n",
    )
    assert (tmp_path / "april.yaml").read_bytes() == (tmp_path / "map.yaml").read_bytes()


def test_nearly_the_same_headings_are_adapted_and_the_differences_named(memory: Path, tmp_path: Path) -> None:
    changed = SURVEY.replace("提交时间", "提交的时间").replace("手机号", "微信昵称")
    (tmp_path / "april.csv").write_text(changed, encoding="utf-8")
    result = run("map", "propose", tmp_path / "april.csv", "--out", tmp_path / "april.yaml", "--memory", memory)
    assert (result.exit_code, result.stdout) == (
        0,
        "From memory: the mapping march\nrenamed: '提交时间' is taken to be '提交的时间' now\n"
        f"new, not mapped: '微信昵称'\ngone: '手机号'\nWritten to {tmp_path / 'april.yaml'}\n",
    )
    before = (tmp_path / "map.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "april.yaml").read_text(encoding="utf-8") == before.replace(
        "{column: 提交时间,", "{column: 提交的时间,"
    )
    read_mapping(tmp_path / "april.yaml")


def test_a_needed_column_that_is_gone_ends_with_1(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "april.csv").write_text("序号,提交时间,门店,手机号\n1,2026-03-02 10:00,城东门店,1\n", encoding="utf-8")
    result = run(
        "map", "propose", tmp_path / "april.csv", "--out", tmp_path / "april.yaml", "--memory", memory, language="zh"
    )
    assert (result.exit_code, result.stdout) == (
        1,
        f"取自记忆：映射 march\n已不存在：“满意度评分”，而映射需要它\n已写入 {tmp_path / 'april.yaml'}\n",
    )


def test_other_headings_are_not_remembered(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("客户编号,客户等级\nx,金\n", encoding="utf-8")
    assert recall(memory, [tmp_path / "other.csv"]) is None


def test_a_mapping_for_the_same_headings_is_replaced(memory: Path, survey: Path, tmp_path: Path) -> None:
    text = (tmp_path / "map.yaml").read_text(encoding="utf-8").replace("mapping: march", "mapping: better")
    (tmp_path / "better.yaml").write_text(text, encoding="utf-8")
    assert remember(memory, tmp_path / "better.yaml", [survey]) == 1
    known = recall(memory, [survey])
    assert known is not None
    assert (known.name, known.same, known.text) == ("better", True, text)


def test_a_mapping_of_other_files_is_not_kept(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("序号,门店\nx,金\n", encoding="utf-8")
    result = run("map", "remember", tmp_path / "map.yaml", tmp_path / "other.csv", "--memory", memory)
    assert (result.exit_code, result.stderr) == (
        1,
        "refused: the evidence cannot be used\n"
        "  why: map.yaml is not for these files: they have no column '提交时间', '满意度评分'.\n"
        "  what next: correct the files and run again; no result was written\n",
    )


def test_a_file_that_is_no_memory(survey: Path, tmp_path: Path) -> None:
    (tmp_path / "memory.json").write_text("[]", encoding="utf-8")
    with pytest.raises(EvidenceError) as refused:
        recall(tmp_path / "memory.json", [survey])
    assert str(refused.value) == "memory.json is not a memory of mappings. Name another file, or move this one away."
