"""Clauses of the programme of rewards that worked examples cannot show: goals, before and after, figures from rows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from clause_world import PROGRAMME, SHOP, Row, answers, cases, company, edited, questions, values, write

from manyi.engine.evidence import read_evidence
from manyi.engine.periods import read_period
from manyi.engine.policy.compare import compare
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition, read_rules
from manyi.engine.settle import Settlement, settle_period
from manyi.engine.wording.vocabulary import Language
from manyi.report.settlement import render_report
from manyi.report.settlement.goals import goals
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings


def _trade(
    day: str, customers: int, returning: int, amount: str, upheld: int, returned: int, name: str
) -> dict[str, list[Row]]:
    """Orders of wu's customers on one day, those of the first `returning` twice, with complaints and returns of some."""
    bought = [*range(customers), *range(returning)]
    sold = {"person": "wu", "amount": amount, "ordered_at": f"{day} 11:00"}
    times = {column: f"{day} {hour}" for column, hour in
             (("received_at", "12:00"), ("first_reply_at", "12:10"), ("solved_at", "13:00"), ("closed_at", "14:00"))}  # fmt: skip
    return {
        "orders": [{"order": f"{name}{place}", "customer": f"c{one}"} | sold for place, one in enumerate(bought)],
        "returns": [{"return": f"{name}r{place}", "order": f"{name}{place}", "at": f"{day} 16:00"} for place in range(returned)],
        "cases": cases(upheld, f"{name}k", kind="complaint", finding="upheld", unit="east", **times),
    }  # fmt: skip


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settlement]:
    """June 2026 beside the half year before the programme, and beside June 2025."""
    before, now = _trade("2025-10-14", 40, 10, "100.00", 2, 3, "a"), _trade("2026-06-09", 40, 24, "120.00", 1, 1, "b")
    asked = {"welcomed": 3, "advised": 3, "recommend": 7}, {"welcomed": 4, "advised": 5, "recommend": 9}
    surveyed = [
        *answers(40, asked[0], "2025-10-14", person="wu", touchpoint="store"),
        *answers(40, asked[1], "2026-06-09", person="wu", touchpoint="store"),
        *answers(40, asked[1], "2026-06-09", person="xu", touchpoint="store"),
    ]
    staff = [
        {"measure": name, "unit": "c", "from": day, "until": until, "value": value}
        for name, values_ in {"staff_satisfaction": ("70", "80"), "staff_motivation": ("75", "79.9")}.items()
        for (day, until), value in zip((("2025-07-01", "2026-01-01"), ("2026-01-01", "2026-07-01")), values_, strict=True)
    ]  # fmt: skip
    courses = [
        {"person": "wu", "course": course, "result": result, "hours": hours, "at": "2026-02-03 09:00"}
        for course, result, hours in (("a", "passed", "4"), ("b", "failed", "2"), ("c", "absent", "0"), ("d", "attended", "1.5"))
    ]  # fmt: skip
    year_ago = [
        {"order": "old", "customer": "c1", "person": "wu", "amount": "6144.00", "ordered_at": "2025-06-10 11:00"}
    ]
    tables = {name: [*before[name], *now[name]] for name in before}
    tables["orders"] += year_ago
    tables |= {"responses": surveyed, "trainings": courses, "values": staff, "questions": questions(PROGRAMME)}
    folder = tmp_path_factory.mktemp("programme")
    for name, rows in (company(SHOP) | tables).items():
        write(folder / f"{name}.csv", rows)
    with_evidence = read_evidence(folder, time_zone="Asia/Shanghai", until=date(2026, 7, 1))
    assert with_evidence.problems == ()
    yield settle_period(read_edition(PROGRAMME), read_questionnaire(PROGRAMME), read_period("2026-06"), with_evidence)
    with_evidence.close()


def test_goals_are_told_beside_what_is_and_what_was(programme: Settlement) -> None:
    """Clause P1, clause P6: targets, the values of the company now and before, and whether each goal is reached."""
    told = goals(Standings(Reading(programme, "en")))
    assert [(one.title, one.target, one.now and one.now.value, one.before, one.reached) for one in told] == [
        ("satisfaction", "85 or more", "87.5", "50", True),
        ("upheld complaints per thousand orders", "5 or less", "15.63", "40", False),
        ("return rate", "3 or less", "1.56", "6", True),
        ("net promoter score", "40 or more", "100", "0", True),
        ("repurchase rate", "30 or more", "60", "25", True),
        ("staff motivation", "80 or more", "79.9", "75", False),
        ("staff satisfaction", "80 or more", "80", "70", True),
        ("sales", "sales in the same months a year ago or more", "7680", "6144", True),
    ]
    assert {(one.who.id, one.clause) for one in told} == {("c", "P1"), ("c", "P6")}


@pytest.mark.parametrize(("language", "words"), [("zh", ("已达到", "未达到")), ("en", ("reached", "not reached"))])
def test_the_report_shows_goals_in_the_summary(
    programme: Settlement, language: Language, words: tuple[str, str]
) -> None:
    """Clause P1: eight goals, six of them reached, told in the first chapter."""
    page = render_report(programme, language)
    summary = page[page.index('<section id="summary"') : page.index('<section id="proposals"')]
    assert [summary.count(f">{word}</td>") for word in words] == [6, 2]


def test_the_better_of_achievement_and_rise_counts(programme: Settlement) -> None:
    """P2.2, P5.1: wu rose by 37.5 from 50, which is full points; xu was not asked about before and has achievement alone.

    xu's evidence is xu's own 40 answers: a baseline that is not there neither helps nor hinders.
    """
    assert values(programme, "improvement") == {"wu": "37.5", "xu": None, "yan": None}
    assert values(programme, "achievement_points") == {"wu": "87.5", "xu": "87.5", "yan": None}
    assert values(programme, "rising_points") == {"wu": "100", "xu": "87.5", "yan": None}
    basis = programme.book.figure("rising_points", "person").basis
    assert basis is not None
    assert basis.n.tolist() == [40, 40, 0]


def test_repurchase_counts_customers_who_came_again(programme: Settlement) -> None:
    """P3.3, P2.1: 24 of 40 customers within six months; before the programme 10 of 40."""
    assert values(programme, "repurchase")["wu"] == "60"
    assert values(programme, "repurchase_before")["wu"] == "25"
    assert values(programme, "repurchase_change")["wu"] == "35"
    assert values(programme, "repurchase_points")["wu"] == "100"


def test_sales_are_compared_with_the_same_months_a_year_ago(programme: Settlement) -> None:
    """Clause P6: trade has its seasons, so sales stand beside those of a year ago."""
    assert values(programme, "sales", "unit")["east"] == "7680"
    assert values(programme, "sales_before", "unit")["east"] == "6144"
    assert values(programme, "sales_index", "unit")["east"] == "125"


def test_training_counts_by_result_and_hours(programme: Settlement) -> None:
    """P4.1: one course passed, five and a half hours; absent from one course of four."""
    figures = {
        name: values(programme, name)["wu"] for name in ("training_passed", "training_hours", "training_attendance")
    }
    assert figures == {"training_passed": "1", "training_hours": "5.5", "training_attendance": "75"}


def test_other_weights_are_a_new_edition_that_says_so(tmp_path: Path) -> None:
    """P5.2: a changed weight and a changed goal are told with their clauses; only the weight can change results."""
    weights = 'rising_points: "0.50", handling_points: "0.30"', 'rising_points: "0.40", handling_points: "0.40"'
    later = edited(PROGRAMME, tmp_path, weights, ('target: ">= 85"', 'target: ">= 88"'), day="2027-01-01")
    changed = compare(read_edition(PROGRAMME), read_rules((later / "policy.yaml").read_text(encoding="utf-8")))
    assert [(one.place, one.clause, one.results) for one in changed if one.place != "edition"] == [
        ("figures.reward_points.weigh.rising_points", "P2.1", True),
        ("figures.reward_points.weigh.handling_points", "P2.1", True),
        ("goals.satisfaction.target", "P1", False),
    ]
