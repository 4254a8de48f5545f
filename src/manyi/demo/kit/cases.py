"""Cases: complaints that come of visits, feedback that comes by itself, and those that stories tell of."""

from collections.abc import Iterator, Mapping
from datetime import date

from manyi.demo.case import Case, number_cases
from manyi.demo.draws import THOUSAND, Draws, Ints
from manyi.demo.handling import PROMPT, Desk, Pace
from manyi.demo.kit.spec import Company
from manyi.demo.kit.staff import Staff
from manyi.demo.kit.story import Fact, ToldCase
from manyi.demo.kit.visits import Trade, Visit, level
from manyi.demo.months import DAY, Months
from manyi.demo.opening import open_days, opening_minutes

_LOT = 2**40
_FINDINGS, _FINDING_WEIGHTS = ("upheld", "partly", "not_upheld"), (45, 20, 35)
_HANDLER_SHARES = ("0.6", "0.4")
_NEAR = 3  # months
_STAFF_FOUND = 30  # of 1000 cases are found by staff
_REVIEW, _BEST_REVIEW = 80, 98  # mean mark of a review of ordinary and of the finest handling


class CaseBook:
    """Draws every case of a company."""

    def __init__(self, company: Company, staff: Staff, trade: Trade, desk: Desk, months: Months, seed: int) -> None:
        self._company, self._staff, self._trade, self._months = company, staff, trade, months
        self._desk, self._draws = desk, Draws(seed, "cases")
        self._upheld: list[tuple[str, int]] = []
        self._units = staff.unit_effects()
        self._clean = {staff.reference(who) for story in company.stories for who in story.who}

    def draw(self, told: list[ToldCase]) -> list[Case]:
        """All cases by arrival, with their keys."""
        cases = [*self._complaints(), *self._feedback()]
        for case in cases:
            self._desk.handle(case, self._pace(case))
            if case.closed is None and case.finding is not None:
                case.finding = "pending"
        cases += [self._told(one) for one in told]
        number_cases(cases)
        return cases

    def _complaints(self) -> Iterator[Case]:
        lots = self._draws.wholes(0, THOUSAND - 1, len(self._trade.visits)).tolist()
        for visit, lot in zip(self._trade.visits, lots, strict=True):
            month = self._months.month_of(visit.minute)
            if lot < level(self._company, self._months, month).complaints:
                case = self._complaint(visit)
                if case is not None:
                    yield case

    def _complaint(self, visit: Visit) -> Case | None:
        """About the person who served, unless the company enters it for the handler; whoever takes it is a handler."""
        minute = visit.minute + self._draws.whole(60, 2 * DAY)
        taker = self._taker(minute)
        if taker is None:
            return None
        key, unit = taker
        served = self._staff.people[visit.person].key
        about = taker if self._company.handling.about_handler else (served, visit.unit)
        case = self._case(visit.customer, *about, minute, "complaint", visit.service.touchpoint)
        if key != case.person:
            case.handlers = [(served, visit.unit, "0.3"), (key, unit, "0.7")]
            case.departments = 2
        case.finding = self._finding(case)
        order = self._trade.ordered.get(visit.customer)
        case.order = order.key if order is not None and order.delivered < minute else None
        return case

    def _feedback(self) -> Iterator[Case]:
        handling = self._company.handling
        kinds, weights = tuple(handling.kinds), tuple(handling.kinds.values())
        days = open_days(self._months)
        for month in range(self._months.count):
            first, after = (self._months.number(self._months.first(month + n)) for n in (0, 1))
            open_ = days[(days >= first) & (days < after)]
            for group in handling.groups:
                for unit in self._staff.units_with(group):
                    for minute in opening_minutes(
                        open_[self._draws.wholes(0, len(open_) - 1, handling.monthly)], self._draws
                    ).tolist():
                        who = self._staff.met((unit, group), minute // DAY, self._draws.whole(0, _LOT))
                        if who is not None:
                            kind = kinds[self._draws.weighted(weights, 1)[0]]
                            customer = self._draws.whole(0, self._trade.customers - 1)
                            key = self._staff.people[who].key
                            case = self._case(customer, key, unit, minute, kind, handling.touchpoint)
                            case.finding = self._finding(case) if kind == "complaint" else None
                            yield case

    def _taker(self, minute: int) -> tuple[str, str] | None:
        group = self._company.handling.groups[-1]
        unit = self._draws.one(self._staff.units_with(group))
        day = minute // DAY
        who = None if day >= self._months.days else self._staff.met((unit, group), day, self._draws.whole(0, _LOT))
        return None if who is None else (self._staff.people[who].key, unit)

    def _case(self, customer: int, key: str, unit: str, minute: int, kind: str, touchpoint: str) -> Case:
        handling, draws = self._company.handling, self._draws
        found = kind != "complaint" and draws.chance(_STAFF_FOUND)
        return Case(
            customer=customer, person=key, unit=unit, received=minute, kind=kind,
            importance=tuple(handling.importance)[draws.weighted(tuple(handling.importance.values()), 1)[0]],
            touchpoint=touchpoint, topic=draws.one(handling.topics[kind]),
            channel="internal" if found else draws.one(handling.channels), source="staff" if found else "customer",
            reopened=1 if draws.chance(25) else 0,
        )  # fmt: skip

    def _finding(self, case: Case) -> str:
        """What the complaint came to; where upheld complaints are judged, chance gives people of stories none."""
        found = _FINDINGS[self._draws.weighted(_FINDING_WEIGHTS, 1)[0]]
        if found != "upheld" or not self._company.handling.spread_out:
            return found
        month = self._months.month_of(case.received)
        near = [other for who, other in self._upheld if who == case.person and abs(other - month) <= _NEAR]
        if case.person in self._clean or month in near or len(near) > 1:
            return "partly"
        self._upheld.append((case.person, month))
        return found

    def _pace(self, case: Case) -> Pace:
        """The company's level, and how well whoever handles the case works."""
        month = self._months.month_of(case.received)
        late = level(self._company, self._months, month).late
        handler, unit = case.handlers[-1][:2] if case.handlers else (case.person, case.unit)
        effect = handling_effect(self._staff, self._units, handler, unit, month)
        late = max(0, min(900, late - effect * 6 // 10))
        rise = effect // 4 if effect > 0 else effect * 11 // 20
        return Pace(late, late, max(100, min(THOUSAND, 820 - late + rise)))

    def _told(self, one: ToldCase) -> Case:
        staff, months = self._staff, self._months
        case = self._case(
            self._draws.whole(0, self._trade.customers - 1), staff.key(one.seat), staff.unit(one.seat, one.day),
            months.moment(one.day, 10, 15), one.kind, one.touchpoint or self._company.handling.touchpoint,
        )  # fmt: skip
        case.topic, case.importance, case.finding = one.topic, one.importance, one.finding
        case.source, case.outside_body, case.reopened = one.source, one.outside_body, 0
        case.channel = "internal" if one.source == "staff" else case.channel
        case.satisfied, case.departments, case.story = one.satisfied, one.departments, one.name
        case.handlers = [(staff.key(seat), staff.unit(seat, one.day), share) for seat, share in one.parts]
        self._desk.handle(case, PROMPT if one.prompt else Pace())
        return case


def told_cases(facts: list[Fact]) -> list[ToldCase]:
    """The cases among the facts."""
    return [fact for fact in facts if isinstance(fact, ToldCase)]


def review_rows(
    cases: list[Case], company: Company, staff: Staff, told: list[ToldCase], months: Months, seed: int
) -> list[dict[str, object]]:
    """Rows of the table `reviews`: of told cases as told, of others by chance; nobody reviews their own unit."""
    draws = Draws(seed, "reviews")
    units = staff.unit_effects()
    marks = {one.name: one.reviews for one in told}
    rows: list[dict[str, object]] = []
    for case in cases:
        wanted = marks.get(case.story or "") or tuple(_drawn(case, company, staff, units, months, draws))
        for n, (quality, innovation) in enumerate(wanted):
            if case.closed is None or (at := case.closed + (1 + n) * DAY) >= months.days * DAY:
                continue
            rows.append(
                {
                    "review": f"V{len(rows) + 1:05}", "case": case.key, "person": case.person, "unit": case.unit,
                    "reviewer": _reviewer(company, staff, case, n + len(rows), months.day(at // DAY)),
                    "quality": quality, "innovation": innovation, "at": months.text(at),
                }
            )  # fmt: skip
    return rows


def handling_effect(staff: Staff, units: Mapping[str, Ints], person: str, unit: str, month: int) -> int:
    """How much better a person of a unit handles cases in a month: the person's effect and the unit's."""
    own = int(staff.effects[int(person.removeprefix("P")) - 1, month])
    return own + (int(units[unit][month]) if unit in units else 0)


def _drawn(
    case: Case, company: Company, staff: Staff, units: Mapping[str, Ints], months: Months, draws: Draws
) -> Iterator[tuple[int, int]]:
    if case.closed is None or case.story is not None or not draws.chance(company.handling.reviewed):
        return
    effect = handling_effect(staff, units, case.person, case.unit, months.month_of(case.received))
    centre = min(_BEST_REVIEW, _REVIEW + effect * 3 // 100)
    yield max(0, min(100, centre + int(draws.bell(1, 4)[0]))), draws.whole(35, 70)


def _reviewer(company: Company, staff: Staff, case: Case, turn: int, day: date) -> str:
    able = [seat for seat in company.handling.reviewers if staff.unit(seat, day) != case.unit]
    return staff.key(able[turn % len(able)])
