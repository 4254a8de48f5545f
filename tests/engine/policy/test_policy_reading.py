"""Reading an edition: what is accepted, what files it needs, and where each key stands."""

import shutil
from pathlib import Path

import pytest

from manyi.engine.policy.document import read_document
from manyi.engine.policy.issues import PolicyError, Report, dotted
from manyi.engine.policy.reading import check_edition, read_edition, read_rules

BASE = Path(__file__).parent / "base"
SHOP = BASE / "corner-shop" / "2026-01-01"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the corner shop's edition that a test may spoil."""
    folder = tmp_path / "corner-shop" / "2026-01-01"
    shutil.copytree(SHOP, folder)
    return folder


@pytest.mark.parametrize("name", ["corner-shop", "published-standards"])
def test_accepts_the_base_editions_without_a_warning(name: str) -> None:
    assert check_edition(BASE / name / "2026-01-01") == Report((), ())
    assert read_edition(BASE / name / "2026-01-01").policy == name


def test_reads_rules_without_the_files_beside_them() -> None:
    assert read_rules((SHOP / "policy.yaml").read_text(encoding="utf-8")) == read_edition(SHOP)


def test_a_byte_order_mark_is_no_part_of_the_text(shop: Path) -> None:
    for name in ("policy.yaml", "text.zh.md", "text.en.md"):
        path = shop / name
        path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert check_edition(shop) == Report((), ())


def test_line_ends_of_other_systems_change_nothing(shop: Path) -> None:
    for path in shop.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_edition(shop) == Report((), ())


def test_an_error_lists_all_mistakes_in_the_order_of_the_file() -> None:
    text = (SHOP / "policy.yaml").read_text(encoding="utf-8")
    text = text.replace("by: team_score", "by: team_scores").replace(
        "again: satisfaction, over: last", "again: satisfied, over: last"
    )
    with pytest.raises(PolicyError) as caught:
        read_rules(text)
    assert str(caught.value) == (
        "policy.yaml:35 figures.satisfaction_year.again: `satisfied` is not a figure; did you mean `satisfaction`?\n"
        "policy.yaml:92 decide.awards.team.select.by: `team_scores` is not a figure; did you mean `team_score`?"
    )
    assert caught.value.zh == (
        "policy.yaml:35 figures.satisfaction_year.again：`satisfied` 不是指标；是否想写 `satisfaction`？\n"
        "policy.yaml:92 decide.awards.team.select.by：`team_scores` 不是指标；是否想写 `team_score`？"
    )


def test_says_which_file_is_missing(shop: Path) -> None:
    (shop / "text.en.md").unlink()
    (issue,) = check_edition(shop).issues
    assert str(issue) == (
        "text.en.md:1: the file text.en.md is missing; an edition is policy.yaml with text.zh.md and text.en.md beside it"
    )
    assert issue.zh == "text.en.md:1：缺少文件 text.en.md；一个版次由 policy.yaml 和 text.zh.md、text.en.md 组成"


def test_says_which_line_is_not_utf_8(shop: Path) -> None:
    path = shop / "text.zh.md"
    path.write_bytes(path.read_bytes() + "## A10 附则\n".encode("gb18030"))
    (issue,) = check_edition(shop).issues
    assert str(issue) == "text.zh.md:30: this line is not UTF-8; save the file as UTF-8"
    assert issue.zh == "text.zh.md:30：本行不是 UTF-8 编码；请将文件另存为 UTF-8"


def test_an_empty_file_is_no_edition() -> None:
    with pytest.raises(PolicyError) as caught:
        read_rules("# nothing yet\n")
    assert str(caught.value) == "policy.yaml:1: the file is empty"


def test_a_list_is_no_edition() -> None:
    with pytest.raises(PolicyError) as caught:
        read_rules("- a\n- b\n")
    assert str(caught.value) == "policy.yaml:1: […] stands where keys with values such as {a: b} belongs"


def test_knows_the_line_of_every_key() -> None:
    document = read_document("a: 1\nb:\n  - {c: x, d: true}\n  - 2026-01-01\n", "f.yaml")
    assert {dotted(path): line for path, line in document.lines.items()} == {
        "": 1, "a": 1, "b": 2, "b[0]": 3, "b[0].c": 3, "b[0].d": 3, "b[1]": 4,
    }  # fmt: skip
    assert [(dotted(path), value) for path, value in document.leaves()] == [
        ("a", 1), ("b[0].c", "x"), ("b[0].d", True), ("b[1]", document.at(("b", 1))),
    ]  # fmt: skip


def test_words_that_other_readers_turn_into_something_else_stay_words() -> None:
    document = read_document("a: yes\nb: off\nc: 1_000\nd: v010\ne: 12:30\nf: 0x1f\ng: 10%\nh: '1'\n", "f.yaml")
    assert document.issues == []
    assert document.value == {
        "a": "yes", "b": "off", "c": "1_000", "d": "v010", "e": "12:30", "f": "0x1f", "g": "10%", "h": "1",
    }  # fmt: skip
