"""The clause map knows every clause, and whether it works is found, never typed in."""

import json
import re
from pathlib import Path

import pytest

from manyi.clauses import (
    ClauseRow,
    Entry,
    citations_in_test,
    clause_map,
    known_clauses,
    rows_as_dicts,
    rows_as_text,
)

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT.parent / "shared" / "design" / "requirements.md"
POLICY = """
decide:
  awards:
    star: {clause: E5.4}
    career: {clause: E5.7, origin: ours, serves: [X1, P2.2]}
  penalties:
    warning:
      except:
        - {clause: E5.10}
      clause: C2.2
"""
EXAMPLES = """
examples:
  - {id: a, clause: E5.4}
  - id: b
    clause: E5.10
    serves: [X1]
"""


def row(rows: list[ClauseRow], clause: str) -> ClauseRow:
    return next(each for each in rows if each.id == clause)


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    pack = tmp_path / "policies" / "shop" / "2026-01-01"
    pack.mkdir(parents=True)
    (pack / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (pack / "examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    (tmp_path / "tests" / "engine").mkdir(parents=True)
    (tmp_path / "tests" / "engine" / "test_it.py").write_text('"""First."""\n\n# C2.2 holds\n', encoding="utf-8")
    return tmp_path


def test_the_list_is_that_of_the_requirements() -> None:
    if not REQUIREMENTS.is_file():
        pytest.skip("the requirements of ../shared/design are not on this machine")
    text = REQUIREMENTS.read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![A-Za-z0-9.])([FPECX]\d+(?:\.\d+)?)(?!\d)", text))
    assert set(known_clauses()) == named


def test_entries_tests_and_status_are_found(made_up: Path) -> None:
    rows = clause_map(made_up)
    file = "policies/shop/2026-01-01/policy.yaml"
    assert row(rows, "E5.4") == ClauseRow(
        id="E5.4",
        zh="客户满意度之星",
        en="monthly star of customer satisfaction",
        by="engine",
        entries=(Entry("shop", "decide.awards.star", file, 4, False),),
        pages=(),
        tests=("policies/shop/2026-01-01/examples.yaml:3",),
        status="works",
    )
    assert row(rows, "E5.7").entries == (Entry("shop", "decide.awards.career", file, 5, True),)
    assert row(rows, "E5.10").entries == (Entry("shop", "decide.penalties.warning.except[0]", file, 9, False),)
    assert row(rows, "P2.2").entries == row(rows, "X1").entries == row(rows, "E5.7").entries
    assert row(rows, "X1").tests == ("policies/shop/2026-01-01/examples.yaml:6",)
    assert row(rows, "C2.2").tests == ("tests/engine/test_it.py:3",)
    assert [each.id for each in rows if each.status == "works"] == ["E5.4", "E5.10", "C2.2", "X1"]


def test_an_entry_without_a_test_is_open(made_up: Path) -> None:
    assert row(clause_map(made_up), "E5.7").status == "open"


def test_a_test_without_an_entry_is_open(made_up: Path) -> None:
    (made_up / "policies" / "shop" / "2026-01-01" / "policy.yaml").write_text("figures: {}\n", encoding="utf-8")
    found = row(clause_map(made_up), "E5.4")
    assert (found.entries, found.tests, found.status) == ((), ("policies/shop/2026-01-01/examples.yaml:3",), "open")


def test_only_docstrings_and_comments_of_tests_cite() -> None:
    source = "\n".join([
        '"""Ladders of E5.10 and of', 'E5.13."""',
        'POLICY = "clause: E5.11"',
        "def test_it():", '    """E5.1, not E5.12x; clause F6 but not P1."""',
        "    value = 1  # 条款 X5", "    # C1 is a case", "",
    ])  # fmt: skip
    found = citations_in_test(source)
    assert found == [("E5.10", 1), ("E5.13", 2), ("E5.1", 5), ("F6", 5), ("X5", 6)]


def test_text_and_json(made_up: Path) -> None:
    rows = [each for each in clause_map(made_up) if each.id in ("E5.7", "E5.8")]
    assert rows_as_text(rows) == (
        "E5.7   open  engine career incentives\n"
        "         policies/shop/2026-01-01/policy.yaml:5 decide.awards.career (origin: ours)\n"
        "E5.8   open  engine excellent team\n"
        "2 clauses, 0 of them work"
    )
    assert rows_as_text(rows, "zh").splitlines()[-1] == "2 条，0 条已实现"
    assert json.loads(json.dumps(rows_as_dicts(rows)))[1] == {
        "id": "E5.8",
        "zh": "优秀团队",
        "en": "excellent team",
        "by": "engine",
        "entries": [],
        "pages": [],
        "tests": [],
        "status": "open",
        "rest": None,
        "parts": None,
    }


def test_a_clause_with_parts_works_when_all_of_them_do(made_up: Path) -> None:
    """C2.1 is carried out here too, so that both parts of its chapter work; a chapter with one open part stays open."""
    assert {each.id: each.parts for each in clause_map(made_up) if each.id in ("C2", "E5", "E5.4")} == {
        "C2": (1, 2), "E5": (2, 14), "E5.4": None,
    }  # fmt: skip
    (made_up / "tests" / "test_more.py").write_text('"""C2.1 holds."""\n', encoding="utf-8")
    policy = made_up / "policies" / "shop" / "2026-01-01" / "policy.yaml"
    policy.write_text(POLICY.replace("serves: [X1, P2.2]", "serves: [X1, P2.2, C2.1]"), encoding="utf-8")
    rows = clause_map(made_up)
    assert [(each.id, each.by, each.status, each.parts) for each in rows if each.id in ("C2", "E5")] == [
        ("E5", "site", "open", (2, 14)),
        ("C2", "engine", "works", (2, 2)),
    ]
    assert rows_as_text([row(rows, "E5")]).splitlines()[0] == (
        "E5     open  site   oversight, rewards and penalties (2 of 14 parts work)"
    )
    assert rows_as_text([row(rows, "C2")], "zh").splitlines()[0] == (
        "C2     已实现   引擎     公平公正公开、以数据为据（2 款中已实现 2 款）"
    )


def test_a_clause_of_the_site_needs_a_page(made_up: Path) -> None:
    """Whatever an edition says about it: E4.2 is cited here, by an entry and by this test, but nobody can appeal yet."""
    policy = made_up / "policies" / "shop" / "2026-01-01" / "policy.yaml"
    policy.write_text("govern: {appeal: {clause: E4.2}}\n", encoding="utf-8")
    (made_up / "tests" / "test_more.py").write_text('"""E4.2 is asked about."""\n', encoding="utf-8")
    found = row(clause_map(made_up), "E4.2")
    assert (len(found.entries), len(found.tests), found.by, found.status) == (1, 1, "site", "open")


def test_the_clause_of_the_edition_itself_is_an_entry(made_up: Path) -> None:
    policy = made_up / "policies" / "shop" / "2026-01-01" / "policy.yaml"
    policy.write_text("edition: 2026-01-01\nclause: E6\n", encoding="utf-8")
    rows = clause_map(made_up)
    assert [entry.place for entry in row(rows, "E6").entries] == ["edition"]
    assert rows_as_text([row(rows, "E6")]).splitlines()[-2] == (
        "         left to pages: acknowledgements and interpretations"
    )
    assert rows_as_text([row(rows, "E6")], "zh").splitlines()[-2] == "         待页面补充：员工签收与管理小组的解释"


@pytest.mark.parametrize(
    ("pack", "added"),
    [("ev-sales", ""), ("feedback-excellence", ""), ("satisfaction-programme", ""), ("culture-company", "C6 C7 C8")],
)
def test_every_clause_the_packs_of_the_schemes_cite_is_known(pack: str, added: str) -> None:
    """The other packs have texts of their own, with numbers of their own; so have the chapters that a company added."""
    (file,) = (ROOT / "policies" / pack).glob("*/policy.yaml")
    text = file.read_text(encoding="utf-8")
    cited = set(re.findall(r"clause: ([A-Z]\d+(?:\.\d+)?)", text))
    served = {clause for listed in re.findall(r"serves: \[(.*?)\]", text) for clause in listed.split(", ")}
    unknown = (cited | served) - set(known_clauses())
    assert {clause.split(".")[0] for clause in unknown} == set(added.split())


OPEN_SITE = [
    "F1.6", "F2.1", "F2.3", "F4.1", "F4.2", "F4.4",
    "P3.1", "P4.3", "P5.3",
    "E2.2", "E2.4", "E3.1", "E3.6", "E4.2", "E5.2",
    "C3.1", "C3.2", "C3.3", "C4.1", "C4.6", "C5.1", "C5.4",
    "X4", "X7", "X9", "X10",
]  # fmt: skip
"""Those that people carry out with pages, none of which is there yet."""


def test_every_clause_that_the_engine_can_carry_out_works() -> None:
    rows = [each for each in clause_map(ROOT) if each.id[0] in "CEFPX" and each.parts is None]
    assert [each.id for each in rows if each.by == "engine" and each.status == "open"] == []
    assert [each.id for each in rows if each.by == "site"] == OPEN_SITE
    assert [each.id for each in rows if each.by == "site" and each.status == "works"] == []


def test_the_chapters_say_how_many_of_their_parts_work() -> None:
    rows = [each for each in clause_map(ROOT) if each.id[0] in "CEFP" and each.parts is not None]
    assert {each.id: each.parts for each in rows} == {
        "F1": (5, 6), "F2": (3, 5), "F3": (5, 5), "F4": (1, 4),
        "P2": (3, 3), "P3": (2, 3), "P4": (2, 3), "P5": (2, 3),
        "E1": (2, 2), "E2": (2, 4), "E3": (4, 6), "E4": (5, 6), "E5": (13, 14),
        "C1": (2, 2), "C2": (2, 2), "C3": (1, 4), "C4": (6, 8), "C5": (3, 5),
    }  # fmt: skip
    assert [each.id for each in rows if each.status == "works"] == ["F3", "P2", "E1", "C1", "C2"]


def test_titles_are_whole() -> None:
    """A comma in a title that is not quoted would end it and make the rest a key."""
    allowed = {"zh", "en", "by", "rest"}
    assert {clause for clause, about in known_clauses().items() if set(about) - allowed} == set()
    chapters = {each.id for each in clause_map(ROOT) if each.parts is not None}
    assert {clause for clause, about in known_clauses().items() if "by" not in about} == chapters
