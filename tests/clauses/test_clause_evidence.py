"""Clauses that worked examples cannot show: they need rows of evidence, an earlier edition, or an edition that is refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from clause_world import (
    FEEDBACK,
    PROGRAMME,
    VEHICLES,
    Row,
    Settle,
    answers,
    cases,
    codes,
    edited,
    known,
    openings,
    questions,
    read_edition,
    values,
)

from manyi.engine.decide.appraisal import appraisal
from manyi.engine.explain import explain
from manyi.engine.periods import read_period
from manyi.engine.policy.compare import compare
from manyi.engine.settle import SettleError, Settlement, settle_period

pytest_plugins = ["clause_fixtures"]

SURVEYED = [
    *answers(20, {"listened": 4, "explained": 4}, person="li", touchpoint="presales"),
    *answers(20, {"listened": 4, "explained": 4, "handed_over": 4}, person="li", touchpoint="delivery"),
    *answers(40, {"repaired": 5, "kept_informed": 5}, person="wang", touchpoint="repair"),
    *answers(20, {"kept_informed": 5, "answered": 5}, person="chen", touchpoint="complaint"),
    *answers(
        40,
        {"car_quality": 3, "range_and_charging": 3, "worth_its_price": 2, "trusted_brand": 4},
        unit="north",
        touchpoint="ownership",
    ),
    *answers(40, {"colleague_in_time": 3, "colleague_solved": 3}, person="he", survey="internal"),
]


@pytest.fixture(scope="module")
def surveyed(settle: Settle) -> Settlement:
    """March with these answers, and a serious fault of li."""
    fault = {"finding": "f1", "person": "li", "fault": "intent", "severity": "serious", "at": "2026-03-09 10:00"}
    return settle(VEHICLES, "2026-03", responses=SURVEYED, findings=[fault])


def test_scores_are_weighed_over_the_dimensions_that_were_asked(surveyed: Settlement) -> None:
    """E3.2 and E3.4: each dimension on 0-100, satisfaction by the weights, what nobody answered left out of both sums.

    E1.2: answers at every touchpoint before, during and after the sale count. X11: he, whom customers do not see, is
    judged by colleagues' answers, and theirs do not count for the store.
    """
    done = surveyed
    assert done.cleaned.counts.kept == len(SURVEYED) == 180
    assert {name: value for name, value in values(done, "dimension_score", "unit").items() if "north" in name} == {
        "north/product_quality": "50", "north/sales_service": "75", "north/after_sales_service": "100",
        "north/price": "25", "north/brand_image": "75",
    }  # fmt: skip
    assert values(done, "satisfaction") == {"li": "75", "wang": "100", "chen": "100", "he": "50"}
    north = Decimal("0.20") * 50 + Decimal("0.25") * 75 + Decimal("0.25") * 100 + Decimal("0.10") * 25 + Decimal("7.5")
    company = north + Decimal("0.10") * 50
    assert values(done, "satisfaction", "unit") == {
        "north": str(round(north / Decimal("0.90"), 2)), "finance": "50", "c": str(company.normalize()),
    }  # fmt: skip


def test_every_dimension_is_asked_and_weighs(tmp_path: Path) -> None:
    """E3.2: the questionnaire asks each dimension, the weights make one, and an edition with other weights says so."""
    edition = read_edition(VEHICLES)
    asked = {row["dimension"] for row in questions(VEHICLES)}
    assert set(edition.collect.dimensions) <= asked
    assert sum(one.weight or 0 for one in edition.collect.dimensions.values()) == 1
    old, new = 'en: price}, weight: "0.10"', 'en: price}, weight: "0.15"'
    later = edited(
        VEHICLES, tmp_path, (old, new), ('en: brand image}, weight: "0.10"', 'en: brand image}, weight: "0.05"'),
        day="2027-01-01",
    )  # fmt: skip
    changed = [change for change in compare(edition, read_edition(later)) if change.results]
    assert [(change.place, change.old, change.new, change.clause) for change in changed] == [
        ("collect.dimensions.price.weight", "0.10", "0.15", "E3.2"),
        ("collect.dimensions.brand_image.weight", "0.10", "0.05", "E3.2"),
    ]


def test_doubtful_answers_are_flagged_and_invalid_ones_excluded(settle: Settle) -> None:
    """E3.3: the pack's own rules. Speed, straight lines and staff devices wait for a reviewer; the rest goes by fact."""
    all_asked = {
        row["question"]: 4
        for row in questions(VEHICLES)
        if row["kind"] == "rating" and row["dimension"] != "internal_service"
    }
    good = answers(3, {"listened": 4, "explained": 5}, person="li", touchpoint="delivery")
    fast = answers(1, {"listened": 5, "explained": 4}, person="wang", touchpoint="presales")[0] | {"seconds": 3}
    line = answers(1, all_asked, unit="north", touchpoint="ownership")[0]
    staff = answers(1, {"listened": 5, "explained": 3}, person="zhao", touchpoint="presales")[0] | {
        "staff_device": "true"
    }
    again = good[0] | {"response": "again", "answered_at": "2026-03-12 09:00"}
    stranger = good[1] | {"response": "stranger", "customer": "c9", "invitation": "i1"}
    invitation = {
        "invitation": "i1",
        "survey": "event",
        "customer": "c9",
        "person": "li",
        "sent_at": "2026-03-01 09:00",
    }
    done = settle(
        VEHICLES, "2026-03", responses=[*good, fast, line, staff, again, stranger],
        invitations=[invitation | {"disposition": "not_eligible"}],
    )  # fmt: skip
    flagged = dict(zip(done.cleaned.flagged["response"], done.cleaned.flagged["flag"], strict=True))
    assert flagged == {fast["response"]: "fast", line["response"]: "straight_line", staff["response"]: "staff_device"}
    excluded = dict(zip(done.cleaned.excluded["response"], done.cleaned.excluded["rule"], strict=True))
    assert excluded == {"again": "duplicate", "stranger": "not_eligible"}
    assert set(done.cleaned.excluded["clause"]) == {"E3.3"}
    assert (done.cleaned.counts.read, done.cleaned.counts.kept, done.cleaned.counts.excluded) == (8, 6, 2)


def test_loyalty_complaints_returns_and_repurchase_are_reported(settle: Settle) -> None:
    """E3.4: the figures that stand in the report beside the scores."""
    recommending = [
        row
        for mark, count in ((9, 24), (8, 8), (6, 8))
        for row in answers(count, {"recommend": mark}, unit="north", touchpoint="ownership")
    ]
    recommending = [row | {"customer": f"c{place}"} for place, row in enumerate(recommending)]
    orders = [
        {"order": f"o{place}", "customer": f"c{place % 40}", "unit": "north", "ordered_at": "2026-02-03 10:00"}
        for place in range(50)
    ]
    returned = [
        {"return": f"b{place}", "order": f"o{place}", "unit": "north", "at": "2026-03-05 10:00"} for place in (1, 2)
    ]
    upheld = cases(1, kind="complaint", finding="upheld", found_at="2026-03-12 09:00", unit="north")
    done = settle(
        VEHICLES, "2026-03", responses=recommending, orders=orders, cases=upheld,
        returns=returned,
    )  # fmt: skip
    reported = read_edition(VEHICLES).report
    assert reported is not None
    assert {name: values(done, name, "unit").get("north") for name in reported.figures[:4]} == {
        "loyalty": "40", "complaint_rate": "20", "repurchase": "25", "return_rate": "4",
    }  # fmt: skip


def test_what_a_person_may_know(surveyed: Settlement) -> None:
    """E4.1: own scores with their number of answers, and for each rule the clause, the figure, the line and the distance."""
    told = explain(surveyed, "li", "en")
    assert [line for line in told.scores if line.startswith("satisfaction: ")] != []
    star, warning = (next(one for one in told.sections if one.clause == clause) for clause in ("E5.4", "E5.10"))
    assert star.title == "Customer Satisfaction Star"
    assert star.lines[0] == "? satisfaction is 80 or more: 75 (n = 40)"
    assert star.lines[2].strip() == "It is 5 away from the line."
    assert [line for line in warning.lines if "complaints upheld" in line] != []


# ---- improvement ----------------------------------------------------------------------------------------------------


def _divided(marks: dict[str, tuple[int, int]], *questions: str, **cells: str) -> list[Row]:
    """Sixty answers about each person, half of them with the first mark and half with the second."""
    return [
        row
        for person, both in marks.items()
        for half, mark in enumerate(both)
        for row in answers(30, dict.fromkeys(questions, mark), first=30 * half, person=person, **cells)
    ]


def test_weak_scores_and_late_solutions_open_measures(settle: Settle) -> None:
    """E3.5: a dimension surely below 75, and fewer than 90 % solved on time; the other store opens nothing."""
    asked = _divided({"li": (2, 3), "zhao": (4, 5)}, "listened", "explained", touchpoint="delivery")
    handled = [
        *cases(8, "a", unit="north"), *cases(2, "b", unit="north", solved_at="2026-03-20 16:00"),
        *cases(9, "c", unit="south"), *cases(1, "d", unit="south", solved_at="2026-03-20 16:00"),
    ]  # fmt: skip
    found = openings(settle(VEHICLES, "2026-03", responses=asked, cases=handled))
    assert [each[:3] for each in found if each[1] in ("north", "south")] == [
        ("late_solutions", "north", None),
        ("weak_dimension", "north", "sales_service"),
    ]


def test_a_unit_inspected_too_rarely_is_not_marked_and_a_low_mark_opens_a_measure(settle: Settle) -> None:
    """E5.1: the mean mark of at least two inspections; below 85 the unit owes a measure, at 85 it does not."""
    marks = {"north": (90, 79.99), "south": (90, 79.9), "finance": (40,)}
    rows = [
        {"inspection": f"{unit}{place}", "unit": unit, "kind": "service", "score": mark, "at": "2026-03-09 10:00"}
        for unit, given in marks.items()
        for place, mark in enumerate(given)
    ]
    done = settle(VEHICLES, "2026-03", inspections=rows)
    found = values(done, "inspection_score", "unit")
    assert {unit: found[unit] for unit in marks} == {"north": "85", "south": "84.95", "finance": None}
    assert [each for each in openings(done) if each[1] in marks] == [("weak_inspection", "south", None, "84.95")]


def test_figures_about_the_scheme_itself(settle: Settle) -> None:
    """E5.3: what a staff survey found; E4.6: the days from period end to payment. Both are in the report."""
    rows = [
        {"measure": name, "unit": "c", "from": "2026-03-01", "until": "2026-04-01", "value": value}
        for name, value in (("staff_satisfaction", "71.5"), ("days_to_payment", "12"))
    ]
    done = settle(VEHICLES, "2026-03", values=rows)
    assert values(done, "staff_satisfaction", "unit") == {"c": "71.5"}
    assert values(done, "days_to_payment", "unit") == {"c": "12"}
    reported = read_edition(VEHICLES).report
    assert reported is not None
    assert {"staff_satisfaction", "days_to_payment"} <= set(reported.figures)


# ---- rewards and penalties ------------------------------------------------------------------------------------------


def test_points_taken_off_lower_the_coefficient_of_performance_pay(surveyed: Settlement) -> None:
    """E5.12: satisfaction stands beside the points; 100 less 10 for a serious fault give 0.90 of performance pay."""
    rows = [
        (one.person, one.indicator, one.points, one.coefficient) for one in appraisal(surveyed.book, surveyed.proposals)
    ]
    assert rows == [
        ("chen", "100", 100, "1"), ("he", "50", 100, "1"), ("li", "75", 90, "0.9"), ("wang", "100", 100, "1"),
        ("zhao", None, 100, "1"),
    ]  # fmt: skip


def test_what_the_scheme_does_not_allow_cannot_be_written(tmp_path: Path) -> None:
    """E4.5: a fine under another name, and money taken without the jurisdiction's guard, are refused."""
    hidden = edited(VEHICLES, tmp_path / "a", ("zh: 批评教育,", "zh: 乐捐,"))
    assert codes(hidden) == [("hidden_fine", "decide.measures.criticism.title.zh")]
    unguarded = edited(VEHICLES, tmp_path / "b", ("guard: jurisdiction, ", ""))
    assert [place for _, place in codes(unguarded)] == ["decide.measures.recovery"]


def test_choices_are_worth_the_same() -> None:
    """F3.5: whatever a winner chooses, the value is that of every other choice."""
    edition = read_edition(FEEDBACK)
    assert edition.apply is not None
    catalogue = edition.apply.catalogue
    gifts = [gift for award in edition.decide.awards.values() for gift in award.gives if gift.choice]
    assert [{catalogue[name].value for name in gift.choice or ()} for gift in gifts] == [{Decimal("300.00")}] * 2


# ---- from a day on ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pack", [FEEDBACK, VEHICLES, PROGRAMME], ids=["feedback-excellence", "ev-sales", "satisfaction-programme"]
)
def test_a_later_edition_leaves_earlier_periods_as_they_are(settle: Settle, pack: Path, tmp_path: Path) -> None:
    """Clause F5, clause E6, P5.2: changed standards hold for periods that begin on their day or later, and for no earlier one."""
    later = edited(pack, tmp_path, ("pause: 2 months", "pause: 3 months"), day="2027-01-01")
    done = settle(later, "2027-01")
    assert done.edition.edition == date(2027, 1, 1)
    for folder, period, refusal in (
        (later, "2026-12", "Period 2026-12 begins before edition 2027-01-01"),
        (pack, "2025-12", "Period 2025-12 begins before edition 2026-01-01"),
    ):
        with pytest.raises(SettleError, match=refusal):
            settle_period(read_edition(folder), None, read_period(period), done.evidence)
    changed = [change for change in compare(read_edition(pack), read_edition(later)) if change.results]
    assert [(change.old, change.new) for change in changed] == [("2", "3")]


def test_opening_balances_count_in_look_backs(settle: Settle) -> None:
    """Clause X3: awards, penalties and answers from before the scheme began are read like any other.

    Clause X5: a penalty that expired, or was removed or revoked, counts no more. Clause X6: nor does a revoked award.
    """
    stood = [
        ("star", "award", "satisfaction_star", "effective", ""),
        ("void", "award", "satisfaction_star", "revoked", ""),
        ("old", "penalty", "service_warning", "effective", ""),
        ("over", "penalty", "service_warning", "effective", "2026-03-31"),
        ("lifted", "penalty", "service_warning", "removed", ""),
        ("wrong", "penalty", "service_warning", "revoked", ""),
    ]
    decisions = [
        {"decision": name, "kind": kind, "rule": rule, "person": "li", "state": state, "effective": "2025-10-08",
         "expires": expires, "measure": "criticism" if kind == "penalty" else "certificate"}
        for name, kind, rule, state, expires in stood
    ]  # fmt: skip
    earlier = answers(40, {"listened": 3, "explained": 3}, "2025-10-10", person="li", touchpoint="delivery")
    now = answers(40, {"listened": 4, "explained": 4}, person="li", touchpoint="delivery")
    done = settle(
        VEHICLES, "2026-03", responses=[*earlier, *now], decisions=decisions
    )  # fmt: skip
    assert values(done, "stars_year")["li"] == "1"
    assert values(done, "warnings_year")["li"] == "1"
    assert known(values(done, "improvement")) == {"li": "25"}


# ---- cases and praise ------------------------------------------------------------------------------------------------


def test_only_verified_praise_counts(settle: Settle) -> None:
    """Clause X1: a letter counts for the person praised once somebody found it genuine."""
    rows = [
        {"praise": f"p{place}", "person": "li", "kind": "letter", "verified": verified, "at": "2026-03-05 10:00"}
        for place, verified in enumerate(("true", "true", "false"))
    ]
    assert known(values(settle(VEHICLES, "2026-03", praise=rows), "praise_verified")) == {"li": "2"}


def test_complaints_of_outside_bodies_keep_their_own_deadlines(settle: Settle) -> None:
    """Clause X2: the body's deadline goes before the edition's promise, and upheld ones count apart."""
    sent = {"unit": "north", "kind": "complaint", "source": "outside_body", "outside_body": "12315"}
    strict = sent | {"first_reply_due_at": "2026-03-10 10:30", "solution_due_at": "2026-03-10 17:00"}
    rows = [
        *cases(6, "a", **strict, finding="upheld", found_at="2026-03-12 09:00"),
        *cases(4, "b", **sent, finding="not_upheld", found_at="2026-03-12 09:00"),
        *cases(10, "c", unit="south"),
    ]
    done = settle(VEHICLES, "2026-03", cases=rows)
    assert {unit: values(done, "reply_on_time", "unit")[unit] for unit in ("north", "south")} == {
        "north": "40",
        "south": "100",
    }
    assert values(done, "solved_on_time", "unit")["north"] == "100"
    assert known(values(done, "complaints_outside", "unit")) == {"north": "6", "c": "6"}


def test_importance_decides_the_promise_and_types_are_counted(settle: Settle) -> None:
    """F2.2: forty minutes are too long for an urgent case and soon enough for a normal one."""
    rows = [
        *cases(10, "u", importance="urgent", kind="complaint", person="an"),
        *cases(10, "n", importance="normal", kind="enquiry", person="bo"),
    ]
    done = settle(FEEDBACK, "2026-03", cases=rows)
    assert values(done, "first_reply_on_time") == {"an": "0", "bo": "100"}
    assert known(values(done, "complaints_received")) == {"an": "10"}
    assert known(values(done, "urgent_received")) == {"an": "10"}


# ---- effect and learning --------------------------------------------------------------------------------------------


def _desk(day: str, mark: int, kept: int, name: str) -> dict[str, list[Row]]:
    """A month of the desk: ten cases of an, `kept` of them answered and solved in time, reviewed at 90, and 40 answers."""
    hours = {"received_at": "10:00", "first_reply_at": "10:40", "solved_at": "16:00", "closed_at": "17:00"}
    at = {name: f"{day} {hour}" for name, hour in hours.items()}
    late = {"first_reply_due_at": f"{day} 10:30", "solution_due_at": f"{day} 15:00"}
    rows = [*cases(kept, name, person="an", **at), *cases(10 - kept, f"{name}late", person="an", **at, **late)]
    marked = {"person": "an", "reviewer": "gu", "quality": 90, "at": f"{day} 18:00"}
    reviewed = [{"review": f"{name}{place}", "case": f"{name}{place}"} | marked for place in range(3)]
    marks = {"reply_speed": mark, "respect": mark, "effective": mark}
    asked = [row | {"survey": "follow_up"} for row in answers(40, marks, day, person="an")]
    return {"cases": rows, "reviews": reviewed, "responses": asked}


def test_the_effect_is_told_against_the_time_before(settle: Settle) -> None:
    """Clause F6: speed, quality and satisfaction now, less what they were in the half year before the scheme."""
    before, now = _desk("2025-09-09", 3, 5, "x"), _desk("2026-03-10", 4, 9, "y")
    tables = {name: [*before[name], *now[name]] for name in before}
    done = settle(FEEDBACK, "2026-03", **tables)
    base = Decimal("0.20") * 90 + Decimal("0.25") * 90 + Decimal("0.30") * 90 + Decimal("0.25") * 100
    assert values(done, "base_points")["an"] == str(base.normalize())
    assert values(done, "points_change")["an"] == str((Decimal("0.45") * (90 - 50)).normalize())
    assert values(done, "satisfaction_change")["an"] == "25"


def test_causes_found_in_feedback_open_measures(settle: Settle) -> None:
    """Clause F7: fewer than 80 % solved in time, and a dimension surely below 75, for the unit they belong to."""
    tables = _desk("2026-03-10", 3, 7, "x")
    tables["responses"] = _divided(
        {"an": (2, 3), "gu": (4, 5)}, "reply_speed", "respect", "effective", survey="follow_up"
    )
    found = openings(settle(FEEDBACK, "2026-03", **tables))
    assert [each[:3] for each in found if each[1] in ("desk", "lab")] == [
        ("slow_solutions", "desk", None),
        ("weak_dimension", "desk", "attitude"),
        ("weak_dimension", "desk", "solution"),
        ("weak_dimension", "desk", "timeliness"),
    ]


def test_a_group_that_nothing_judges_is_an_error(tmp_path: Path) -> None:
    """Clause X11: with no figure over colleagues' answers left, the support group is refused."""
    deaf = edited(
        VEHICLES,
        tmp_path,
        ("by: dimension, estimate: true,", "by: dimension, where: {survey_kind: event}, estimate: true,"),
    )
    assert ("no_evidence", "position_groups.support") in codes(deaf)
