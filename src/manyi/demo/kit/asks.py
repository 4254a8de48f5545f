"""Whom the company asks: after a visit, after a case, about a unit, within the house, about a project."""

from dataclasses import dataclass

from manyi.demo.case import Case
from manyi.demo.draws import THOUSAND, Draws, whole_numbers
from manyi.demo.kit.projects import Project, project_contacts
from manyi.demo.kit.spec import Company
from manyi.demo.kit.staff import Staff
from manyi.demo.kit.visits import Trade
from manyi.demo.months import DAY, Months, month_after

KINDS = {
    "event": ("EV", "服务触点调查"), "follow_up": ("FU", "工单回访"), "regular": ("RG", "定期满意度调查"),
    "internal": ("IN", "内部客户调查"), "project": ("PJ", "项目结束调查"),
}  # fmt: skip
REGULAR = "regular"
RELATIONSHIP, PROJECT_END = "relationship", "project_end"
_INTERNAL = 900  # of 1000 colleagues are asked about each supporter every month


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One person asked: customer and person by position, and what about; `minute` is that of the service.

    A customer below zero is the colleague at that place from the end.
    """

    customer: int
    person: int | None
    unit: str
    touchpoint: str | None
    kind: str
    minute: int
    case: Case | None = None
    project: str | None = None
    line: str | None = None


def survey_key(kind: str, months: Months, month: int) -> str:
    """The key of the survey of a kind in a month."""
    return f"{KINDS[kind][0]}-{months.first(month).isoformat()[:7]}"


def survey_rows(asks: list[Ask], months: Months) -> list[dict[str, object]]:
    """Rows of the table `surveys`: one of each kind in use a month."""
    used = [kind for kind in KINDS if any(ask.kind == kind for ask in asks)]
    return [
        {
            "survey": survey_key(kind, months, month), "title": f"{KINDS[kind][1]} {months.first(month).isoformat()[:7]}",
            "identity": "confidential", "kind": kind, "from": months.first(month),
            "until": month_after(months.first(month), 1),
        }
        for month in range(months.count)
        for kind in used
    ]  # fmt: skip


def draw_asks(
    company: Company, staff: Staff, trade: Trade, cases: list[Case], projects: list[Project], months: Months, seed: int
) -> list[Ask]:
    """Everybody asked, by the time of the service."""
    draws = Draws(seed, "asks")
    asks = [
        *_after_visits(trade, draws),
        *_after_cases(company, staff, cases, draws),
        *_regular(company, trade, months, draws),
        *_within(company, staff, months, draws),
        *_about_projects(company, staff, projects, months),
    ]
    return sorted(asks, key=lambda ask: (ask.minute, ask.customer, ask.person or 0))


def _after_visits(trade: Trade, draws: Draws) -> list[Ask]:
    lots = draws.wholes(0, THOUSAND - 1, len(trade.visits)).tolist()
    return [
        Ask(customer=visit.customer, person=visit.person, unit=visit.unit, touchpoint=visit.service.touchpoint,
            kind="event", minute=visit.minute)
        for visit, lot in zip(trade.visits, lots, strict=True) if lot < visit.service.asked
    ]  # fmt: skip


def _after_cases(company: Company, staff: Staff, cases: list[Case], draws: Draws) -> list[Ask]:
    place = {person.key: n for n, person in enumerate(staff.people)}
    asked = [case for case in cases if case.closed is not None and draws.chance(company.handling.followed)]
    asks = []
    for case in asked:
        handler, unit, _ = case.handlers[-1] if case.handlers else (case.person, case.unit, "1")
        asks.append(
            Ask(customer=case.customer, person=place[handler], unit=unit, touchpoint=company.handling.touchpoint,
                kind="follow_up", minute=case.closed or 0, case=case)
        )  # fmt: skip
    return asks


def _regular(company: Company, trade: Trade, months: Months, draws: Draws) -> list[Ask]:
    asks = []
    for month in range(months.count):
        first, after = months.number(months.first(month)) * DAY, months.number(months.first(month + 1)) * DAY
        for unit in company.surveyed:
            known = {
                order.visit.customer
                for order in trade.orders
                if order.visit.minute < after and order.visit.unit == unit
            }
            asks += [
                Ask(customer=customer, person=None, unit=unit, touchpoint=REGULAR, kind=REGULAR,
                    minute=first + draws.whole(0, 24) * DAY)
                for customer in draws.some(whole_numbers(sorted(known)), company.regular).tolist()
            ]  # fmt: skip
    return asks


def _within(company: Company, staff: Staff, months: Months, draws: Draws) -> list[Ask]:
    """Each colleague at work judges each supporter at work once a month."""
    if company.colleagues is None:
        return []
    asks = []
    for month in range(months.count):
        day = months.first(month).replace(day=12)
        minute = months.moment(day, 15)
        colleagues = colleagues_of(company, staff)
        for n, who in enumerate(colleagues, start=1):
            for supporter in staff.in_group(company.colleagues):
                person = staff.people[supporter]
                if draws.chance(_INTERNAL) and person.present_on(day) and staff.people[who].present_on(day):
                    asks.append(
                        Ask(customer=-n, person=supporter, unit=staff.unit(person.seat, day), touchpoint="colleague",
                            kind="internal", minute=minute)
                    )  # fmt: skip
    return asks


def colleagues_of(company: Company, staff: Staff) -> list[int]:
    """Positions of the people who are internal customers, in the order of their pseudonyms."""
    if company.colleagues is None:
        return []
    return [n for n, person in enumerate(staff.people) if person.posts[0].group != company.colleagues]


def _about_projects(company: Company, staff: Staff, projects: list[Project], months: Months) -> list[Ask]:
    """Every quarter about the people of a running project; once more, about the project, when a major one ends."""
    asks = []
    for project in projects:
        for contact in project_contacts(company, project):
            for minute in project.quarters:
                asks += [
                    Ask(customer=contact, person=member, unit=unit, touchpoint=RELATIONSHIP, kind=REGULAR,
                        minute=minute, project=project.key)
                    for member, unit in project.members if staff.people[member].present_on(months.day(minute // DAY))
                ]  # fmt: skip
            if project.major and project.delivered is not None:
                asks.append(
                    Ask(customer=contact, person=None, unit=project.unit, touchpoint=PROJECT_END, kind="project",
                        minute=project.delivered * DAY + 10 * 60, project=project.key)
                )  # fmt: skip
    return asks
