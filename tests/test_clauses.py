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
    }


def test_every_clause_the_first_packs_cite_is_known_or_their_own() -> None:
    """The starter numbers its clauses S1, S2 …; the other packs cite the schemes."""
    cited = {
        found
        for path in (ROOT / "policies").glob("*/*/policy.yaml")
        for found in re.findall(r"clause: ([A-Z]\d+(?:\.\d+)?)", path.read_text(encoding="utf-8"))
    }
    assert {clause for clause in cited if clause not in known_clauses() and not clause.startswith("S")} == set()


def test_the_awards_and_penalties_of_the_vehicle_pack_work() -> None:
    rows = clause_map(ROOT)
    wanted = ["E5.4", "E5.5", "E5.6", "E5.7", "E5.8", "E5.9", "E5.10", "E5.11", "E5.13", "E5.14"]
    assert [clause for clause in wanted if row(rows, clause).status == "works"] == wanted
