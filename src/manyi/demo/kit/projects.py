"""Projects: who works on them for which customer, their milestones, and when they are delivered."""

from dataclasses import dataclass
from datetime import timedelta

from manyi.demo.draws import Draws
from manyi.demo.kit.spec import Company, Studio
from manyi.demo.kit.staff import Staff
from manyi.demo.kit.visits import level
from manyi.demo.months import DAY, Months

_LASTS, _FINE_LASTS = (75, 125), 95  # days promised; a told project is delivered in the month its story says
_MAJOR_EVERY = 3
_ASKED_AT = (3, 6, 9, 12)  # the quarterly survey is carried out in these months
_LATELY, _LOADS = 100, 12  # days; so that loads of 1 to 12 weigh as whole numbers
_GOOD = 300  # the true effect from which on a project keeps every date
_SHARES = ("0.25", "0.2", "0.15", "0.1", "0.1", "0.1", "0.1")

Taken = dict[int, list[int]]
"""Days on which each person (by position) began a project."""


@dataclass(frozen=True)
class Project:
    """One project; days are counted from the first, `members` are positions of people with their units."""

    key: str
    title: str
    customer: int
    unit: str
    major: bool
    first: int
    due: int
    delivered: int | None
    members: tuple[tuple[int, str], ...]
    milestones: tuple[tuple[str, int, int | None], ...]
    quarters: tuple[int, ...]


def draw_projects(company: Company, staff: Staff, months: Months, seed: int) -> list[Project]:
    """Every project by its first day; none for a company without a studio."""
    studio = company.studio
    if studio is None:
        return []
    draws = Draws(seed, "projects")
    projects: list[Project] = []
    taken: Taken = {}
    for month in range(months.count):
        starts = sorted(months.number(months.first(month)) + draws.whole(0, 20) for _ in range(studio.monthly))
        for first in starts:
            number = len(projects) + 1
            chosen = _members(number, first, studio, staff, months, taken)
            projects.append(_project(number, first, chosen, company, staff, months, draws))
    return projects


def _project(
    number: int, first: int, chosen: list[int], company: Company, staff: Staff, months: Months, draws: Draws
) -> Project:
    studio = company.studio
    if studio is None:
        raise ValueError(f"{company.id} has no studio, and so no projects.")
    month = months.month_of(first * DAY)
    effects = staff.unit_effects().get(f"J{number:03}")
    fine = effects is not None and effects[month] >= _GOOD
    lasts = _FINE_LASTS if fine else draws.whole(*_LASTS)
    late = 0 if fine else level(company, months, month).late
    days_late = draws.whole(2, 9) if draws.chance(late) else -draws.whole(0, 4)
    done = first + lasts + days_late
    day = months.day(first)
    members = tuple((who, staff.unit(staff.people[who].seat, day)) for who in chosen)
    steps = len(studio.milestones)
    milestones = []
    for n, name in enumerate(studio.milestones, start=1):
        due = first + lasts * n // steps
        took = due + (days_late if n == steps else draws.whole(1, 5) if draws.chance(late) else -draws.whole(0, 3))
        milestones.append((name, due, took if took < months.days else None))
    return Project(
        key=f"J{number:03}", title=f"{studio.titles[number % len(studio.titles)]}（{number}）",
        customer=number % studio.customers, unit=members[0][1], major=number % _MAJOR_EVERY == 0, first=first,
        due=first + lasts, delivered=done if done < months.days else None, members=members,
        milestones=tuple(milestones), quarters=_quarters(first, min(done, months.days), months),
    )  # fmt: skip


def _members(number: int, first: int, studio: Studio, staff: Staff, months: Months, taken: Taken) -> list[int]:
    """One member of each group, the leading group first: whoever of those present took fewest projects of late."""
    day = months.day(first)
    chosen: list[int] = []
    for group in (studio.lead, *studio.makers):
        able = [n for n in staff.in_group(group) if staff.people[n].present_on(day) and n not in chosen]
        turn = {who: (place - number) % len(able) for place, who in enumerate(able)}
        busy = {who: sum(first - _LATELY < since for since in taken.get(who, ())) for who in able}
        chosen.append(min(able, key=lambda who: (busy[who] * _LOADS // staff.people[who].load, turn[who])))
        taken.setdefault(chosen[-1], []).append(first)
    return chosen


def _quarters(first: int, until: int, months: Months) -> tuple[int, ...]:
    asked = [months.first(n).replace(day=16) for n in range(months.count) if months.first(n).month in _ASKED_AT]
    days = [months.number(day) for day in asked]
    return tuple(day * DAY + 10 * 60 for day in days if first + 10 <= day < until)


def project_contacts(company: Company, project: Project) -> range:
    """Positions of the customers on the side of a project's customer; the first of them signs."""
    contacts = company.studio.contacts if company.studio is not None else 0
    return range(project.customer * contacts, (project.customer + 1) * contacts)


Rows = list[dict[str, object]]


def project_rows(
    projects: list[Project], staff: Staff, customers: list[str], company: Company, months: Months
) -> tuple[Rows, Rows, Rows]:
    """Rows of the tables `projects`, `project_members` and `milestones`."""
    told: Rows = []
    members: Rows = []
    milestones: Rows = []
    for project in projects:
        told.append(
            {
                "project": project.key, "title": project.title,
                "customer": customers[project_contacts(company, project)[0]], "unit": project.unit,
                "major": project.major, "from": months.day(project.first), "due": months.day(project.due),
                "delivered": None if project.delivered is None else months.day(project.delivered),
            }
        )  # fmt: skip
        members += [
            {
                "project": project.key, "person": staff.people[who].key, "role": staff.people[who].posts[0].group,
                "share": share, "from": months.day(project.first),
                "until": None if project.delivered is None else months.day(project.delivered) + timedelta(days=1),
            }
            for (who, _), share in zip(project.members, _SHARES, strict=False)
        ]  # fmt: skip
        milestones += [
            {"project": project.key, "milestone": name, "unit": project.unit, "due": months.day(due),
             "done": None if done is None else months.day(done)}
            for name, due, done in project.milestones
        ]  # fmt: skip
    return told, members, milestones
