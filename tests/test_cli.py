"""The command line as people and scripts meet it: exact words, exact exit codes, real work."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from manyi.cli import main

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "policies" / "starter" / "2026-01-01"


def run(*arguments: str | Path, language: str = "en") -> Result:
    """`manyi` with arguments, nothing of the caller's own environment showing through."""
    variables: dict[str, str | None] = {"MANYI_LANG": language, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}
    return CliRunner(env=variables).invoke(main, [str(argument) for argument in arguments], prog_name="manyi")


def said(result: Result) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    return result.exit_code, result.stdout, result.stderr


# ---- how it speaks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "arguments", "chinese"),
    [
        ({}, [], False),
        ({"LANG": "zh_CN.UTF-8"}, [], True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, [], False),
        ({"LANG": "de_DE.UTF-8", "MANYI_LANG": "zh"}, [], True),
        ({"MANYI_LANG": "zh"}, ["--language", "en"], False),
        ({"MANYI_LANG": "en"}, ["--language=zh"], True),
    ],
)
def test_language_is_option_then_variable_then_locale(
    variables: dict[str, str], arguments: list[str], chinese: bool
) -> None:
    silent: dict[str, str | None] = dict.fromkeys(("MANYI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    result = CliRunner(env=silent | variables).invoke(main, [*arguments, "--help"], prog_name="manyi")
    assert (result.exit_code, result.stdout.startswith("用法：manyi"), result.stdout.startswith("Usage: manyi")) == (
        0, chinese, not chinese,
    )  # fmt: skip


def test_help_of_a_command_in_chinese() -> None:
    assert said(run("policy", "check", "--help", language="zh")) == (
        0,
        "用法：manyi policy check [OPTIONS] EDITION\n"
        "\n"
        "  检查版次；逐条列出文件、行号、错误和正确写法。\n"
        "\n"
        "选项:\n"
        "  --language [zh|en]  输出语言；缺省取 MANYI_LANG，其次取系统区域设置。\n"
        "  --json              以 JSON 输出结果。\n"
        "  --help              显示本说明。\n",
        "",
    )


def _commands(group: Any, *names: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        found += _commands(command, *names, name) if hasattr(command, "places") else [(*names, name)]
    return found


@pytest.mark.parametrize("names", _commands(main), ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_helps_in_both_languages(names: tuple[str, ...], language: str) -> None:
    code, out, err = said(run(*names, "--help", language=language))
    assert (code, out.splitlines()[0].partition(" [")[0].replace("用法：", "Usage: "), err) == (
        0, f"Usage: manyi {' '.join(names)}", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        (["polic"], "No such command 'polic'.", "没有命令 polic。"),
        (["policy", "check"], "Missing argument 'EDITION'.", "缺少 EDITION。"),
        (["policy", "check", "--jason"], "No such option '--jason'. Did you mean '--json'?", "没有选项 --jason。"),
        (
            ["policy", "new", "shop", "--edition", "soon"],
            "Invalid value for '--edition': 'soon' is no day; write 2026-03-31",
            "--edition 的值不正确：“soon”不是日期；请写作 2026-03-31",
        ),
    ],
)
def test_a_command_written_wrongly_ends_with_2(arguments: list[str], en: str, zh: str) -> None:
    path = " ".join(["manyi", *arguments[:2]]) if arguments[0] == "policy" else "manyi"
    assert said(run(*arguments)) == (2, "", f"{en}\n  what next: {path} --help\n")
    assert said(run(*arguments, language="zh")) == (2, "", f"{zh}\n  下一步：{path} --help\n")


def test_no_command_at_all_shows_them_and_ends_with_2() -> None:
    result = run()
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", run("--help").stdout)


# ---- editions ---------------------------------------------------------------------------------------------------------


def test_check_of_a_good_edition() -> None:
    assert said(run("policy", "check", STARTER)) == (0, "0 wrong, 0 doubtful.\n", "")
    assert said(run("policy", "check", STARTER / "policy.yaml", language="zh")) == (0, "错误 0 处，可疑 0 处。\n", "")
    assert json.loads(run("policy", "check", STARTER, "--json").stdout) == {"issues": [], "warnings": []}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The starter with one unknown key in the line after the policy's name."""
    folder = tmp_path / "starter" / "2026-01-01"
    shutil.copytree(STARTER, folder)
    file = folder / "policy.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("policy:"))
    lines.insert(place + 1, "policies: none")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_check_of_a_broken_edition_ends_with_1(broken: Path) -> None:
    result = run("policy", "check", broken, "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, [(i["file"], i["path"]) for i in found["issues"]], found["warnings"]) == (
        1, "", [("policy.yaml", "policies")], [],
    )  # fmt: skip


def test_a_broken_edition_is_used_by_nothing(broken: Path) -> None:
    message = json.loads(run("policy", "check", broken, "--json", language="zh").stdout)["issues"][0]
    place = f"{message['file']}:{message['line']} {message['path']}"
    assert said(run("policy", "test", broken, language="zh")) == (
        1,
        "",
        "未通过：该版次不能使用\n"
        f"  原因：{place}：{message['message_zh']}\n"
        "  下一步：请修改后运行 manyi policy check\n",
    )  # fmt: skip


def test_no_edition_here(tmp_path: Path) -> None:
    assert said(run("policy", "check", tmp_path, "--json")) == (
        1,
        json.dumps(
            {
                "refused": {
                    "what": "there is no policy edition here",
                    "where": str(tmp_path),
                    "why": "the folder holds no policy.yaml",
                    "next": "name a folder such as policies/starter/2026-01-01",
                }
            },
            indent=2,
        )
        + "\n",
        "refused: there is no policy edition here\n"
        f"  where: {tmp_path}\n"
        "  why: the folder holds no policy.yaml\n"
        "  what next: name a folder such as policies/starter/2026-01-01\n",
    )


def test_worked_examples_of_the_starter_hold() -> None:
    result = run("policy", "test", STARTER, "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, len(found) > 0, [one["id"] for one in found if not one["holds"]]) == (0, True, [])
    last = run("policy", "test", STARTER).stdout.splitlines()[-1]
    assert last == f"{len(found)} of {len(found)} examples hold."


def test_an_example_that_does_not_hold_ends_with_1(tmp_path: Path) -> None:
    folder = tmp_path / "starter" / "2026-01-01"
    shutil.copytree(STARTER, folder)
    file = folder / "examples.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("expect: []", "expect: [{rule: nothing, subject: nobody}]", 1), encoding="utf-8")
    result = run("policy", "test", folder, "--json")
    assert (result.exit_code, sum(not one["holds"] for one in json.loads(result.stdout))) == (1, 1)


def test_a_new_edition_checks_tests_and_differs_in_words_only(tmp_path: Path) -> None:
    folder = tmp_path / "our-shop" / "2027-01-01"
    begun = run("policy", "new", "our-shop", "--edition", "2027-01-01", "--out", tmp_path, "--json")
    assert said(begun) == (0, json.dumps({"folder": str(folder)}, indent=2) + "\n", "")
    assert [run("policy", verb, folder).exit_code for verb in ("check", "test", "render")] == [0, 0, 0]
    changes = json.loads(run("policy", "compare", STARTER, folder, "--json").stdout)
    assert [(change["path"], change["results"]) for change in changes] == [(["policy"], False), (["edition"], False)]


def test_an_edition_is_never_written_over(tmp_path: Path) -> None:
    arguments = ("policy", "new", "our-shop", "--edition", "2027-01-01", "--out", tmp_path)
    assert [run(*arguments).exit_code, run(*arguments).exit_code] == [0, 1]


def test_the_schema_is_json_with_and_without_asking() -> None:
    plain, asked = run("policy", "schema"), run("policy", "schema", "--json")
    assert (plain.exit_code, plain.stdout, json.loads(plain.stdout)["title"]) == (
        0,
        asked.stdout,
        "Edition of a policy · 办法版次",
    )


# ---- a period from end to end -----------------------------------------------------------------------------------------


together = pytest.mark.xdist_group("one settled period")  # so that parallel workers do not each make the company


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up company."""
    folder = tmp_path_factory.mktemp("company") / "demo"
    assert run("demo-data", "--seed", "1", "--out", folder).exit_code == 0
    return folder


@pytest.fixture(scope="session")
def settled(demo: Path) -> tuple[Path, dict[str, Any]]:
    """A month of it settled, and what the command said as JSON."""
    out = demo.parent / "2026-03"
    result = run(*_settle(demo, out), "--json")
    assert result.exit_code == 0, result.stderr
    return out, json.loads(result.stdout)


def _settle(demo: Path, out: Path, period: str = "2026-03") -> list[str]:
    policy = ROOT / "policies" / "ev-sales" / "2026-01-01"
    return ["settle", "--policy", str(policy), "--period", period, "--evidence", str(demo / "evidence"), "--out", str(out),
            "--taken", "2026-07-01"]  # fmt: skip


@together
def test_demo_data_is_never_written_over(demo: Path) -> None:
    assert said(run("demo-data", "--out", demo)) == (
        1,
        "",
        "refused: results are never written over\n"
        f"  where: {demo}\n"
        "  why: there is something here already\n"
        "  what next: name a new folder, or move this one away\n",
    )


@together
def test_settle_accounts_for_every_row_and_decides(settled: tuple[Path, dict[str, Any]]) -> None:
    _, told = settled
    assert Path(told["report"]).read_text(encoding="utf-8").startswith("<!doctype html>")
    assert told["rows_kept"] + told["rows_excluded"] == told["rows_read"]
    assert (told["awards"] > 0, told["penalties"] > 0, told["held_back"] > 0) == (True, True, True)


@together
def test_settle_is_the_same_whenever_it_runs(demo: Path, settled: tuple[Path, dict[str, Any]]) -> None:
    _, told = settled
    again = json.loads(run(*_settle(demo, demo.parent / "again"), "--json", language="zh").stdout)
    assert {**again, "out": told["out"], "report": told["report"]} == told


@together
def test_a_quarter_settles_too(demo: Path) -> None:
    """Other rules are due then: teams, cases chosen by vote, ideas."""
    result = run(*_settle(demo, demo.parent / "2026-Q1", "2026-Q1"), "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["period"], told["awards"] > 0, told["penalties"]) == (0, "2026-Q1", True, 0)


@together
def test_a_settled_period_recomputes(settled: tuple[Path, dict[str, Any]]) -> None:
    out, told = settled
    result = run("verify", out, "--json")
    digests = {name: told[name] for name in ("input_digest", "result_digest")}
    assert (result.exit_code, json.loads(result.stdout)) == (
        0, {"equal": True, "recorded": digests, "computed": digests, "altered": []},
    )  # fmt: skip


@together
def test_a_file_altered_after_it_was_written_is_named(settled: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    out, _ = settled
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    with (copy / "decisions.csv").open("a", encoding="utf-8") as file:
        file.write("satisfaction_star,award\r\n")
    (copy / "decisions.en.xlsx").unlink()
    (copy / "notes.txt").write_text("a file of somebody else", encoding="utf-8")
    result = run("verify", copy)
    remarks = [line for line in result.stderr.splitlines() if not line.startswith("…")]
    assert (result.exit_code, result.stdout.splitlines()[-1], remarks) == (
        1,
        "The run recomputes.",
        [
            "decisions.csv is no longer as it was written; do not rely on it, settle again to get it back.",
            "decisions.en.xlsx is no longer as it was written; do not rely on it, settle again to get it back.",
        ],
    )


@together
def test_another_result_ends_with_3(settled: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    out, told = settled
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    manifest = copy / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(told["result_digest"], "0" * 64), encoding="utf-8")
    result = run("verify", copy)
    assert (result.exit_code, result.stdout) == (
        3,
        f"input_digest  same\n  {told['input_digest']}\n"
        f"result_digest  differs\n  {'0' * 64}\n  {told['result_digest']}\n"
        "The run does not recompute.\n",
    )


@together
def test_altered_evidence_is_refused(settled: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    out, _ = settled
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    file = copy / "sealed" / "responses.parquet"
    file.write_bytes(file.read_bytes()[:-1000])
    result = run("verify", copy)
    lines = [line for line in result.stderr.splitlines() if not line.startswith("…")]
    assert (result.exit_code, lines[0]) == (1, "refused: the evidence cannot be used")


@together
def test_explain_speaks_of_somebody_decided_about(settled: tuple[Path, dict[str, Any]]) -> None:
    out, _ = settled
    decisions = json.loads((out / "decisions.json").read_text(encoding="utf-8"))["decisions"]
    person = next(one["subject"] for one in decisions if one["subject_kind"] == "person")
    result = run("explain", person, "--run", out, language="zh")
    assert (result.exit_code, f"({person})" in result.stdout.splitlines()[0]) == (0, True)


@together
def test_explain_of_nobody_ends_with_1(settled: tuple[Path, dict[str, Any]]) -> None:
    out, _ = settled
    result = run("explain", "nobody", "--run", out)
    lines = [line for line in result.stderr.splitlines() if not line.startswith("…")]
    assert (result.exit_code, lines) == (
        1,
        [
            "refused: there is nothing to explain",
            f"  where: {out}",
            "  why: Nobody with id 'nobody' is judged in 2026-03; check the id, the period and the assignments.",
            "  what next: look up the id in scores.parquet or decisions.csv",
        ],
    )


@together
def test_a_settled_period_is_never_written_over(demo: Path, settled: tuple[Path, dict[str, Any]]) -> None:
    out, _ = settled
    assert run(*_settle(demo, out)).exit_code == 1


@together
@pytest.mark.parametrize(
    ("period", "what"), [("2026-13", "the period cannot be used"), ("2025-12", "the period cannot be settled")]
)
def test_a_period_that_cannot_be_settled_leaves_nothing(demo: Path, tmp_path: Path, period: str, what: str) -> None:
    result = run(*_settle(demo, tmp_path / "out", period))
    lines = [line for line in result.stderr.splitlines() if not line.startswith("…")]
    assert (result.exit_code, lines[0], list(tmp_path.iterdir())) == (1, f"refused: {what}", [])


# ---- foreign tables ---------------------------------------------------------------------------------------------------

_MAP = """\
mapping: shop
tables:
  - table: customers
    columns:
      customer: {column: Kunde, prefix: K}
      kind: {column: Art, map: {privat: external, Firma: partner}}
"""


def test_import_accounts_for_every_foreign_row(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(_MAP, encoding="utf-8")
    (tmp_path / "shop.csv").write_text("Kunde,Art,Ort\n1,privat,A\n2,Firma,B\n3,Hund,C\n", encoding="utf-8")
    out = tmp_path / "evidence"
    result = run("import", "--map", tmp_path / "map.yaml", "--out", out, tmp_path / "shop.csv", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["read"], told["kept"], told["excluded"], told["unused_columns"]) == (
        0,
        3,
        2,
        1,
        ["Ort"],
    )
    assert (out / "customers.csv").read_text(encoding="utf-8") == "customer,kind\nK1,external\nK2,partner\n"


def test_import_of_a_file_that_is_not_there_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(_MAP, encoding="utf-8")
    result = run(
        "import", "--map", tmp_path / "map.yaml", "--out", tmp_path / "evidence", tmp_path / "none.csv", language="zh"
    )
    assert said(result) == (
        1,
        "",
        "… 正在导入\n未通过：数据不能使用\n  原因：none.csv：没有这个文件。\n  下一步：请修改数据文件后重试；未写出任何结果\n",
    )


# ---- the contract -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "file"), [("en", "evidence-contract.md"), ("zh", "evidence-contract.zh-CN.md")])
def test_the_contract_in_docs_is_what_the_command_prints(language: str, file: str) -> None:
    printed = run("evidence", "docs", language=language).stdout
    assert (ROOT / "docs" / file).read_text(encoding="utf-8") == printed, (
        f"write it anew: manyi evidence docs > docs/{file}"
    )


# ---- the clause map ---------------------------------------------------------------------------------------------------


def test_clauses_are_all_printed() -> None:
    rows = json.loads(run("clauses", "--root", ROOT, "--json").stdout)
    lines = run("clauses", "--root", ROOT).stdout.splitlines()
    works = sum(row["status"] == "works" for row in rows)
    assert lines[-1] == f"{len(rows)} clauses, {works} of them work"
