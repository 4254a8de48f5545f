"""Clauses of project-based companies that worked examples cannot show: they need rows of evidence or a correction."""

import csv
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from manyi.engine.decide.appraisal import appraisal
from manyi.engine.decide.decisions import Decision
from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.figures.exact import to_decimal
from manyi.engine.periods import read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import check_edition, read_edition
from manyi.engine.settle import Settlement, settle_period

Row = dict[str, Any]

STUDIO = Path(__file__).parents[2] / "policies" / "culture-company" / "2026-01-01"
STAFF = {
    "an": ("plans", "planning"),
    "bo": ("creation", "creative"),
    "fu": ("making", "production"),
    "gu": ("accounts", "customer_service"),
    "he": ("office", "support"),
}
QUESTIONS = ("fits_need", "craft", "respected", "answered_soon", "understood", "kept_informed", "kept_dates")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Settles a period of the studio over the given tables; databases stay open until all is asked."""
    opened: list[Evidence] = []

    def run(period: str, **tables: list[Row]) -> Settlement:
        folder = tmp_path_factory.mktemp("studio")
        for name, rows in (_studio() | tables).items():
            write(folder / f"{name}.csv", rows)
        opened.append(read_evidence(folder, time_zone="Asia/Shanghai", until=date(2028, 1, 1)))
        assert opened[-1].problems == ()
        return settle_period(read_edition(STUDIO), read_questionnaire(STUDIO), read_period(period), opened[-1])

    yield run
    for evidence in opened:
        evidence.close()


def _studio() -> dict[str, list[Row]]:
    return {
        "units": [{"unit": "c", "title": "c", "kind": "company", "from": "2020-01-01"}]
        + [
            {"unit": unit, "title": unit, "kind": "department", "parent": "c", "position_group": group, "from": "2020-01-01"}
            for unit, group in STAFF.values()
        ],
        "people": [{"person": one, "name": one, "hired": "2020-01-01", "worker_kind": "own"} for one in STAFF],
        "assignments": [
            {"person": one, "unit": unit, "position_group": group, "from": "2020-01-01"}
            for one, (unit, group) in STAFF.items()
        ],
        "customers": [{"customer": f"c{place}", "kind": "external"} for place in range(200)],
        "surveys": [
            {"survey": kind, "identity": "confidential", "kind": kind, "from": "2025-01-01"}
            for kind in ("regular", "project", "internal")
        ],
        "questions": _questions(),
    }  # fmt: skip


def write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)


def _questions() -> list[Row]:
    """The pack's own questions as rows of evidence."""
    found = read_questionnaire(STUDIO)
    assert found is not None
    return [
        {"question": one.id, "dimension": one.dimension, "kind": one.kind, "low": one.scale[0], "high": one.scale[1]}
        for one in found.questions
        if one.scale is not None
    ]


def answers(count: int, marks: dict[str, int], day: str = "2026-03-10", first: int = 0, **cells: str) -> list[Row]:
    """As many responses with the same marks, a minute apart, each of another customer from number `first` on."""
    opens = datetime.fromisoformat(f"{day} 09:00")
    name = "-".join([day, *cells.values(), *(f"{question}{mark}" for question, mark in marks.items())])
    return [
        {
            "response": f"{name}-{place}", "mode": "online", "seconds": 300, "customer": f"c{first + place}",
            "answered_at": f"{opens + timedelta(minutes=place):%Y-%m-%d %H:%M}",
            **{f"answer_{question}": mark for question, mark in marks.items()}, **cells,
        }
        for place in range(count)
    ]  # fmt: skip


def cases(count: int, prefix: str, **cells: Any) -> list[Row]:
    """As many cases, received on a Tuesday at ten, answered after 40 minutes and solved on the same day."""
    usual = {
        "kind": "feedback", "importance": "normal", "source": "customer", "received_at": "2026-03-10 10:00",
        "first_reply_at": "2026-03-10 10:40", "solved_at": "2026-03-10 16:00", "closed_at": "2026-03-11 10:00",
        "satisfied": "true", "reopened": 0,
    }  # fmt: skip
    return [{"case": f"{prefix}{place}"} | usual | cells for place in range(count)]


def values(settlement: Settlement, figure: str, kind: str = "person") -> dict[str, str | None]:
    """The figure of everybody who has rows for it."""
    return {row.subject: row.value for row in settlement.scores if (row.kind, row.figure) == (kind, figure)}


def known(figures: dict[str, str | None]) -> dict[str, str]:
    """Those who have the figure."""
    return {name: value for name, value in figures.items() if value is not None}


def openings(settlement: Settlement) -> list[tuple[str, str, str | None, str]]:
    return sorted((each.rule, each.subject, each.dimension, each.value) for each in settlement.proposals.openings)


def decided(settlement: Settlement) -> list[tuple[str, str]]:
    return [(each.rule, each.subject) for each in settlement.proposals.decisions]


def shares(decision: Decision) -> dict[str, str]:
    return {given.to: str(given.amount) for given in decision.gives if given.amount is not None}


def of_projects(settlement: Settlement, figure: str, dimension: str | None = None) -> dict[str, str | None]:
    """The figure of every project that ended; results list figures of people and units only."""
    found = settlement.book.figure(figure, "project")
    exact = (found.by or {})[dimension].exact if dimension else found.exact
    told = [exact.at(place) for place in range(len(exact))]
    names = settlement.book.subjects["project"].ids
    return {name: None if value is None else str(to_decimal(value)) for name, value in zip(names, told, strict=True)}


# ---- projects -------------------------------------------------------------------------------------------------------

EXPO = {
    "projects": [
        {"project": "expo", "title": "expo", "unit": "plans", "major": "true", "from": "2026-01-01", "due": "2026-03-20", "delivered": "2026-03-31"},
        {"project": "film", "title": "film", "unit": "making", "major": "true", "from": "2026-01-10", "due": "2026-06-30", "delivered": ""},
    ],
    "project_members": [
        {"project": "expo", "person": "an", "share": "0.5", "from": "2026-01-01"},
        {"project": "expo", "person": "bo", "share": "0.3", "from": "2026-01-01", "until": "2026-02-15"},
        {"project": "expo", "person": "fu", "share": "0.2", "from": "2026-03-02"},
        {"project": "film", "person": "fu", "share": "1", "from": "2026-01-10"},
    ],
    "milestones": [
        {"project": "expo", "milestone": "brief", "due": "2026-01-10", "done": "2026-01-09"},
        {"project": "expo", "milestone": "sketch", "due": "2026-01-31", "done": "2026-01-31"},
        {"project": "expo", "milestone": "proof", "due": "2026-02-14", "done": "2026-02-16"},
        {"project": "expo", "milestone": "stage", "due": "2026-03-10", "done": "2026-03-10"},
        {"project": "film", "milestone": "script", "due": "2026-03-15", "done": "2026-03-01"},
        {"project": "film", "milestone": "shoot", "unit": "creation", "due": "2026-03-31", "done": ""},
        {"project": "film", "milestone": "cut", "due": "2026-04-01", "done": ""},
    ],
}  # fmt: skip
WEIGHED = [
    *answers(3, dict.fromkeys(QUESTIONS, 5), survey="project", project="expo", unit="plans"),
    *answers(2, dict.fromkeys(QUESTIONS, 4), day="2026-03-11", survey="project", project="expo", unit="plans", first=3),
    *answers(4, {"fits_need": 1}, day="2026-03-12", survey="project", project="film", unit="making", first=9),
    *answers(
        9, dict.fromkeys(QUESTIONS, 1), day="2026-03-13", survey="regular", project="expo", unit="plans", first=20
    ),
]


def test_a_project_is_judged_by_its_own_survey(folders: Any) -> None:
    """C4.2: plain means of the special survey by the weights, from five answers on; the quarterly survey is another one."""
    done = folders("2026-03", **EXPO, responses=WEIGHED)
    assert of_projects(done, "project_satisfaction") == {"expo": "90"}
    assert of_projects(done, "project_dimension", "communication") == {"expo": "90"}
    assert of_projects(done, "project_dimension", "internal_service") == {"expo": None}
    assert of_projects(folders("2026-03", **EXPO, responses=WEIGHED[1:]), "project_satisfaction") == {"expo": None}


def test_milestones_on_time_are_facts(folders: Any) -> None:
    """C4.3: done on the promised day is on time, undone when due is late; a milestone belongs to its own department or its
    project's, and to the people on the project when it fell due. What falls due after the period does not count yet."""
    done = folders("2026-03", **EXPO)
    assert of_projects(done, "milestones_on_time") == {"expo": "75"}
    assert known(values(done, "milestones_on_time", "unit")) == {"c": "66.67", "plans": "75"}
    assert values(done, "milestones_on_time") == {"an": "75", "bo": "66.67", "fu": "66.67"}


def test_members_share_the_result_by_their_days(folders: Any) -> None:
    """C4.2: in the month in which the project ended; leave is taken off, and the cents add up to the whole."""
    kept = [row | {"done": row["due"]} for row in EXPO["milestones"][:4]]
    tables = EXPO | {"milestones": kept, "responses": WEIGHED}
    away = [{"person": "an", "kind": "annual", "from": "2026-01-12", "until": "2026-01-27"}]
    done = folders("2026-03", **tables, leave=away)
    assert decided(done) == [("project_result", "expo")]
    assert shares(done.proposals.decisions[0]) == {"an": "2500.00", "bo": "1500.00", "fu": "1000.00"}
    quarter = folders("2026-Q1", **tables, leave=away)
    assert decided(quarter) == [("excellent_project", "expo")]
    assert shares(quarter.proposals.decisions[0]) == {"an": "3000.00", "bo": "1800.00", "fu": "1200.00"}


# ---- answers to customers -------------------------------------------------------------------------------------------


def test_customers_are_answered_fast(folders: Any) -> None:
    """C1.1: a first reply after 40 minutes is late for an urgent case; times are working time, told as a mean as well."""
    handled = [*cases(10, "u", unit="accounts", person="gu", importance="urgent"), *cases(10, "n", unit="accounts")]
    done = folders("2026-03", cases=handled)
    assert values(done, "reply_on_time", "unit")["accounts"] == "50"
    assert values(done, "reply_on_time")["gu"] == "0"
    assert values(done, "reply_lateness")["gu"] == "10"
    assert values(done, "reply_lateness", "unit")["accounts"] == "-35"
    assert values(done, "promise_kept", "unit")["accounts"] == "75"


def test_important_opinions_are_followed_up(folders: Any) -> None:
    """C4.6: told to the customer means that the customer said whether satisfied; C4.5: too few open a measure."""
    handled = [
        *cases(7, "a", unit="accounts", importance="major"),
        *cases(1, "b", unit="accounts", importance="urgent", satisfied="false", reopened=2),
        *cases(2, "c", unit="accounts", importance="urgent", satisfied=""),
        *cases(9, "d", unit="accounts", satisfied=""),
    ]
    done = folders("2026-03", cases=handled)
    assert values(done, "opinions_told", "unit")["accounts"] == "80"
    assert values(done, "opinions_satisfied", "unit")["accounts"] == "87.5"
    assert values(done, "reopened_cases", "unit")["accounts"] == "1"
    assert [each for each in openings(done) if each[1] == "accounts"] == [
        ("opinions_left_alone", "accounts", None, "80")
    ]


# ---- scores, measures, appraisal ------------------------------------------------------------------------------------


def test_late_milestones_and_weak_dimensions_open_measures(folders: Any) -> None:
    """C4.5: fewer than 80 % of a department's milestones on time, and a dimension surely below 75."""
    asked = [
        row
        for unit, marks in {"plans": (2, 3), "making": (4, 5)}.items()
        for half, mark in enumerate(marks)
        for row in answers(30, {"respected": mark, "kept_dates": 5}, first=30 * half, survey="regular", unit=unit)
    ]
    found = openings(folders("2026-Q1", **EXPO, responses=asked))
    assert [each[:3] for each in found if each[1] in ("plans", "making")] == [
        ("late_milestones", "plans", None),
        ("weak_dimension", "plans", "service_attitude"),
    ]


def test_strengths_and_weaknesses_are_told(folders: Any) -> None:
    """C4.8: the best and the worst dimension of each department; C4.4: doubtful answers wait for a reviewer and count."""
    asked = answers(40, {"craft": 5, "respected": 4, "kept_dates": 2}, survey="regular", person="an")
    line = answers(1, dict.fromkeys(QUESTIONS, 5), day="2026-03-11", survey="regular", unit="making", first=50)[0]
    fast = answers(1, {"craft": 4, "kept_dates": 5}, day="2026-03-12", survey="regular", unit="making", first=60)[0]
    again = asked[0] | {"response": "again", "answered_at": "2026-03-19 10:00"}
    done = folders("2026-Q1", responses=[*asked, line, fast | {"seconds": 3}, again])
    assert (values(done, "strongest", "unit")["plans"], values(done, "weakest", "unit")["plans"]) == ("99.98", "25")
    flagged = dict(zip(done.cleaned.flagged["response"], done.cleaned.flagged["flag"], strict=True))
    assert flagged == {fast["response"]: "fast", line["response"]: "straight_line"}
    assert list(done.cleaned.excluded["response"]) == ["again"]
    assert set(done.cleaned.excluded["clause"]) == {"C4.4"}
    report = read_edition(STUDIO).report
    assert report is not None
    assert {"strongest", "weakest", "improvement", "opinions_satisfied"} <= set(report.figures)


def test_points_act_on_performance_pay(folders: Any) -> None:
    """C3.4 and C4.7: satisfaction stands beside the points; 100 less 5 for a proven breach give 0.95 of performance pay.

    C5.5: what is not proven, and what is no matter of truth, changes nothing."""
    kinds = {"an": ("distortion", "proven"), "bo": ("concealment", "not_proven"), "fu": ("training_missed", "proven")}
    breaches = [
        {"breach": one, "person": one, "kind": kind, "finding": finding, "at": "2026-03-05 10:00"}
        for one, (kind, finding) in kinds.items()
    ]
    before = [{"decision": "d", "rule": "truth_breach", "kind": "penalty", "person": "an", "state": "effective",
               "measure": "written_warning", "effective": "2025-08-14"}]  # fmt: skip
    done = folders("2026-03", duty_breaches=breaches, decisions=before)
    assert decided(done) == [("truth_breach", "an")]
    rows = {one.person: (one.points, one.coefficient) for one in appraisal(done.book, done.proposals)}
    assert rows == {"an": (95, "0.95")} | dict.fromkeys(("bo", "fu", "gu", "he"), (100, "1"))


# ---- appeal ---------------------------------------------------------------------------------------------------------


def test_a_re_check_judges_the_corrected_evidence(folders: Any, tmp_path: Path) -> None:
    """C5.2: with the finding of one complaint corrected, the quarter judged again holds no warning; the row's first value
    stays on record. A body may not answer appeals against its own decision."""
    upheld = cases(3, "k", unit="accounts", person="gu", kind="complaint", finding="upheld", satisfied="false")
    assert decided(folders("2026-Q1", cases=upheld)) == [("service_warning", "gu")]
    mended = [{"correction": "x", "table": "cases", "row": "k0", "column": "finding", "value": "not_upheld",
               "reason": "re-checked on appeal", "by": "panel", "at": "2026-04-20 10:00"}]  # fmt: skip
    assert decided(folders("2026-Q1", cases=upheld, corrections=mended)) == []
    own = tmp_path / STUDIO.parent.name / STUDIO.name
    shutil.copytree(STUDIO, own)
    text = (own / "policy.yaml").read_text(encoding="utf-8")
    changed = text.replace("by_if_it_decided: review_panel", "by_if_it_decided: management_group")
    (own / "policy.yaml").write_text(changed, encoding="utf-8")
    found = [(issue.code, issue.path) for issue in check_edition(own).issues]
    assert found == [("own_judge", "govern.appeal.by_if_it_decided")]


def test_support_staff_are_judged_by_those_they_serve(folders: Any) -> None:
    """Clause X11: colleagues' answers make the support group's satisfaction. C5.3: days to payment are a figure."""
    asked = answers(40, {"colleague_in_time": 4, "colleague_solved": 4}, survey="internal", person="he")
    paid = [{"measure": "days_to_payment", "unit": "c", "from": "2026-01-01", "until": "2026-04-01", "value": "18"}]
    done = folders("2026-Q1", responses=asked, values=paid)
    assert known(values(done, "satisfaction")) == {"he": "75"}
    assert values(done, "days_to_payment", "unit") == {"c": "18"}
