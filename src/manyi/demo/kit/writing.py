"""Writes the evidence of a described company and its truth beside it."""

from pathlib import Path

from manyi.demo.bad_row import BadRow, Rows
from manyi.demo.case import case_rows, handler_rows, hold_rows
from manyi.demo.files import EVIDENCE, TRUTH, write_table
from manyi.demo.kit.answers import invitation_rows, question_rows, response_rows
from manyi.demo.kit.asks import survey_rows
from manyi.demo.kit.cases import review_rows, told_cases
from manyi.demo.kit.projects import project_rows
from manyi.demo.kit.routine import inspection_rows, minimum_wage_rows, training_rows, value_rows, wage_rows
from manyi.demo.kit.second_looks import correction_rows, excuse_rows, quality_review_rows
from manyi.demo.kit.spec import Company
from manyi.demo.kit.staff import assignment_rows, leave_rows, people_rows
from manyi.demo.kit.truth import ToldStory, Truth, steps
from manyi.demo.kit.visits import order_rows, return_rows
from manyi.demo.kit.world import World
from manyi.demo.opening import calendar_rows


def write_company(company: Company, folder: Path, *, seed: int) -> Truth:
    """Write `folder`/evidence/<table>.csv and `folder`/truth.json; the same seed gives the same bytes."""
    world = World(company, seed)
    tables = {name: rows for name, rows in _tables(world).items() if rows}
    bad = _add_bad_rows(tables, world)
    evidence = folder / EVIDENCE
    evidence.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_table(evidence, name, rows)
    truth = _truth(world, bad, tables)
    truth.write(folder / TRUTH)
    return truth


def _tables(world: World) -> Rows:
    return _organisation(world) | _voice(world) | _handling(world) | _business(world) | _improvement(world)


def _organisation(world: World) -> Rows:
    company = world.company
    opened = min(person.hired for person in world.staff.people)
    return {
        "units": [
            {"unit": unit.key, "title": unit.title, "parent": unit.parent, "kind": unit.kind,
             "position_group": unit.group, "from": opened}
            for unit in company.units
        ],
        "people": people_rows(world.staff),
        "assignments": assignment_rows(world.staff),
        "leave": leave_rows(world.staff),
        "wages": wage_rows(world.staff, world.months, world.seed),
        "minimum_wages": minimum_wage_rows(company),
        "calendar": calendar_rows(),
    }  # fmt: skip


def _voice(world: World) -> Rows:
    staff, months, customers = world.staff, world.months, world.customers
    size = world.trade.customers
    responses = response_rows(world.answers, staff, customers, months, world.seed)
    return {
        "customers": [
            {"customer": key, "kind": "external" if n < size else "internal"} for n, key in enumerate(customers)
        ],
        "surveys": survey_rows(world.asks, months),
        "questions": question_rows(world.questionnaire),
        "invitations": invitation_rows(world.answers, staff, customers, months),
        "responses": responses,
        "quality_reviews": quality_review_rows(world),
        "praise": world.told.praise(world.trade, customers, world.seed),
        "excuses": excuse_rows(world),
    }


def _handling(world: World) -> Rows:
    cases, months = world.cases, world.months
    return {
        "cases": case_rows(cases, world.customers, months),
        "case_handlers": handler_rows(cases),
        "holds": hold_rows(cases, months),
        "reviews": review_rows(cases, world.company, world.staff, told_cases(world.facts), months, world.seed),
        "findings": world.told.findings(),
        "duty_breaches": world.told.breaches(),
    }


def _business(world: World) -> Rows:
    trade, staff, months, customers = world.trade, world.staff, world.months, world.customers
    projects, members, milestones = project_rows(world.projects, staff, customers, world.company, months)
    return {
        "orders": order_rows(trade, staff, customers, months),
        "returns": return_rows(trade, staff, months, world.seed),
        "projects": projects,
        "project_members": members,
        "milestones": milestones,
        "values": value_rows(world.company, months, world.seed),
        "corrections": correction_rows(world),
    }


def _improvement(world: World) -> Rows:
    ideas, members = world.told.proposals()
    nominations, votes = world.told.votes()
    return {
        "ideas": ideas,
        "idea_members": members,
        "nominations": nominations,
        "votes": votes,
        "trainings": training_rows(world.company, world.staff, world.facts, world.months, world.seed),
        "inspections": inspection_rows(world.company, world.months, world.seed),
        "rectifications": world.told.rectifications(),
        "decisions": world.told.decisions(),
    }


def _add_bad_rows(tables: Rows, world: World) -> list[BadRow]:
    """Append five deliberate bad rows to their tables, and say what is wrong with each."""
    months = world.months
    moment = months.text(months.moment(months.back(1, 10), 10))
    asked = next(question.id for question in world.questionnaire.questions if question.kind == "rating")
    survey = tables["surveys"][-1]["survey"]
    plans: tuple[tuple[str, dict[str, object], str, str], ...] = (
        ("responses", {"response": "A999999", "survey": survey, "answered_at": moment, f"answer_{asked}": 7},
         f"answer_{asked}", "out_of_range"),
        ("praise", {"praise": "L9999", "person": "P999", "kind": "letter", "verified": True, "at": moment},
         "person", "unknown_link"),
        ("inspections", {"inspection": "S9999", "unit": world.company.seats[0].unit, "kind": "服务规范", "score": 130,
                         "at": moment}, "score", "out_of_range"),
        ("cases", {"case": "K99999", "kind": "enquiry", "importance": "normal", "source": "customer",
                   "received_at": f"{months.end.year}-02-30 10:00:00"}, "received_at", "not_a_time"),
        ("trainings", {"person": "P001", "course": "服务规范", "result": "成功", "at": moment}, "result", "not_a_choice"),
    )  # fmt: skip
    bad = []
    for table, row, column, code in plans:
        tables[table].append(row)
        bad.append(BadRow(table, len(tables[table]), str(next(iter(row.values()))), column, str(row[column]), code))
    return bad


def _truth(world: World, bad: list[BadRow], tables: Rows) -> Truth:
    company, staff, months = world.company, world.staff, world.months
    names = {**world.told.cases, **world.told.ideas}
    return Truth(
        company=company.id, pack=company.pack, seed=world.seed, start=months.start, end=months.end,
        scheme=company.scheme, before=company.before, after=company.after,
        people={p.key: steps(staff.effects[n], months) for n, p in enumerate(staff.people) if p.load},
        units={unit: steps(effect, months) for unit, effect in staff.unit_effects().items()},
        seats={person.key: person.seat for person in staff.people},
        stories=[
            ToldStory(story.id, tuple(names.get(who, staff.reference(who)) for who in story.who), story.rule,
                      story.periods, story.answer, story.en, story.zh)
            for story in company.stories
        ],
        bad_rows=bad, rows={name: len(rows) for name, rows in tables.items()},
    )  # fmt: skip
