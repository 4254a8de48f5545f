"""Writes the evidence of a made-up EV sales group: months of work in three stores, with a known truth."""

from datetime import date
from pathlib import Path

from manyi.demo.bad_row import Rows
from manyi.demo.case import case_rows, handler_rows, hold_rows
from manyi.demo.ev_group import faults, improvement
from manyi.demo.ev_group.anonymous import anonymous_rows
from manyi.demo.ev_group.bad_rows import add_bad_rows
from manyi.demo.ev_group.balances import decision_rows, rectification_rows
from manyi.demo.ev_group.customers import customer_rows
from manyi.demo.ev_group.group import Group
from manyi.demo.ev_group.invitations import invitation_rows
from manyi.demo.ev_group.measured_elsewhere import value_rows
from manyi.demo.ev_group.orders import order_rows, return_rows
from manyi.demo.ev_group.organisation import assignment_rows, leave_rows, people_rows
from manyi.demo.ev_group.praise import praise_rows
from manyi.demo.ev_group.projects import project_rows
from manyi.demo.ev_group.questions import question_rows
from manyi.demo.ev_group.responses import response_rows
from manyi.demo.ev_group.reviews import review_rows
from manyi.demo.ev_group.spoiled import quality_review_rows, repeated_rows
from manyi.demo.ev_group.stories import tell
from manyi.demo.ev_group.surveys import survey_rows
from manyi.demo.ev_group.truth import Truth, people_effects, stores_steps
from manyi.demo.ev_group.units import unit_rows
from manyi.demo.ev_group.wages import instalment_rows, minimum_wage_rows, wage_rows
from manyi.demo.files import EVIDENCE, TRUTH, write_table
from manyi.demo.months import Months
from manyi.demo.opening import calendar_rows


def write_demo(folder: Path, *, seed: int, months: int = 24, end: date = date(2026, 7, 1)) -> Truth:
    """Write `folder`/evidence/<table>.csv and `folder`/truth.json; the same seed gives the same bytes.

    Covers `months` whole months before `end`. Raises ValueError for months outside the known holidays.
    """
    group = Group(Months(end, months), seed)
    tables = _tables(group)
    bad = add_bad_rows(tables, group.months)
    evidence = folder / EVIDENCE
    evidence.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_table(evidence, name, rows)
    truth = Truth(
        seed=seed,
        start=group.months.start,
        end=end,
        people=people_effects(group.organisation, group.people_effects, group.months),
        stores=stores_steps(group.store_effects.visits, group.months),
        ownership=stores_steps(group.store_effects.ownership, group.months),
        seats={person.key: person.seat for person in group.organisation.people},
        stories=tell(group.organisation, group.months),
        bad_rows=bad,
        rows={name: len(rows) for name, rows in tables.items()},
    )
    truth.write(folder / TRUTH)
    return truth


def _tables(group: Group) -> Rows:
    return _organisation(group) | _voice(group) | _handling(group) | _business(group) | _improvement(group)


def _organisation(group: Group) -> Rows:
    people = group.organisation.people
    return {
        "units": unit_rows(),
        "people": people_rows(people),
        "assignments": assignment_rows(people),
        "leave": leave_rows(people),
        "calendar": calendar_rows(),
        "wages": wage_rows(group.organisation, group.months),
        "minimum_wages": minimum_wage_rows(),
    }


def _voice(group: Group) -> Rows:
    who, months, seed = group.organisation, group.months, group.seed
    responses, spoiled = group.answers
    keys = [person.key for person in who.people]
    rows = response_rows(responses, group.invitations, group.customers, keys, group.staffing, group.followed, months)
    return {
        "customers": customer_rows(group.customers),
        "surveys": survey_rows(months),
        "questions": question_rows(),
        "invitations": invitation_rows(group.invitations, group.customers, who, group.staffing, months),
        "responses": [
            *rows,
            *repeated_rows(rows, spoiled, responses, months),
            *anonymous_rows(group.store_effects.visits, months, seed),
        ],
        "quality_reviews": quality_review_rows(spoiled, responses, who, months, seed),
        "praise": praise_rows(group.visits, group.customers, group.staffing.units, who, months, seed),
        "excuses": faults.excuse_rows(group.cases, responses, rows, who, months),
    }


def _handling(group: Group) -> Rows:
    cases, who, months = group.cases, group.organisation, group.months
    return {
        "cases": case_rows(cases, group.customers.keys, months),
        "case_handlers": handler_rows(cases),
        "holds": hold_rows(cases, months),
        "reviews": review_rows(cases, who, months, group.seed),
        "findings": faults.finding_rows(cases, months),
        "duty_breaches": faults.breach_rows(who, months),
    }


def _business(group: Group) -> Rows:
    who, months = group.organisation, group.months
    orders = order_rows(group.orders, group.customers, who, group.staffing, months)
    projects, members, milestones = project_rows(group.customers, who, months)
    return {
        "orders": orders,
        "returns": return_rows(group.orders, who, group.staffing, months, group.seed),
        "projects": projects,
        "project_members": members,
        "milestones": milestones,
        "values": value_rows(months, group.seed),
        "corrections": faults.correction_rows(group.cases, orders, who, months),
    }


def _improvement(group: Group) -> Rows:
    who, months, seed = group.organisation, group.months, group.seed
    ideas, members = improvement.idea_rows(who, months)
    nominations, votes = improvement.nomination_rows(group.cases, who, months)
    return {
        "ideas": ideas,
        "idea_members": members,
        "nominations": nominations,
        "votes": votes,
        "trainings": improvement.training_rows(who, months, seed),
        "inspections": improvement.inspection_rows(who, months, seed),
        "rectifications": rectification_rows(who, months),
        "decisions": [*decision_rows(who, months), *instalment_rows(who, months)],
    }
