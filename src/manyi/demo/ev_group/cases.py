"""Cases that come in by themselves: customer service takes them, complaints concern the people of a store."""

from collections.abc import Mapping

import numpy as np

from manyi.demo.case import Case
from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.customers import Customers
from manyi.demo.ev_group.handling import group_desk
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.staffing import Staffing
from manyi.demo.ev_group.units import BEST_STORE, STORES, store_of
from manyi.demo.ev_group.visits import Visits
from manyi.demo.handling import PROMPT, Pace
from manyi.demo.months import Months

_KINDS, _KIND_WEIGHTS = ("enquiry", "feedback", "complaint", "suggestion"), (62, 20, 12, 6)
_IMPORTANCE, _IMPORTANCE_WEIGHTS = ("normal", "urgent", "major"), (85, 10, 5)
_CHANNELS, _CHANNEL_WEIGHTS = ("hotline", "wechat", "web", "email"), (60, 25, 10, 5)
_FINDINGS, _FINDING_WEIGHTS = ("upheld", "partly", "not_upheld"), (30, 28, 42)
_TOPICS: Mapping[str, tuple[str, ...]] = {
    "enquiry": ("充电桩安装", "保养周期", "上牌进度", "权益使用"),
    "feedback": ("车机卡顿", "等候区环境", "预约流程", "充电体验"),
    "suggestion": ("延长营业时间", "增加代步车", "线上取号"),
    "presales": ("价格说明不清", "试驾安排", "承诺未兑现"),
    "repair": ("维修返工", "费用争议", "等候过久", "沟通不及时"),
}
_CLEAN = (*cast.OUTSTANDING, cast.THREE_COMPLAINTS, cast.OUTSOURCED, cast.LOSS)
"""Nobody's by chance: their upheld complaints, if any, belong to stories."""


def draw_cases(
    calls: Visits,
    customers: Customers,
    bought: Mapping[int, tuple[int, str]],
    organisation: Organisation,
    staffing: Staffing,
    months: Months,
    seed: int,
) -> list[Case]:
    """One case per call; `bought` tells when each customer's first car was delivered, and its order."""
    draws = Draws(seed, "cases")
    desk = group_desk(months, draws)
    people = organisation.people
    hero, clean = organisation.key(cast.CASE_HERO), {organisation.key(seat) for seat in _CLEAN}
    upheld: set[tuple[str, int]] = set()
    cases = []
    for n, agent in enumerate(people[who] for who in calls.person):
        kind = _KINDS[draws.weighted(_KIND_WEIGHTS, 1)[0]]
        case = _case(calls, n, agent.key, staffing.units[calls.unit[n]], kind, draws)
        delivered, order = bought.get(case.customer, (case.received, ""))
        case.order = order if delivered < case.received and kind != "enquiry" else None
        if kind == "complaint":
            _concern(case, customers, organisation, staffing, draws)
            case.finding = _finding(case, clean, upheld, months, draws)
        well_handled = agent.key == hero or store_of(case.unit) == BEST_STORE
        desk.handle(case, PROMPT if well_handled else Pace())
        if case.closed is None and case.finding is not None:
            case.finding = "pending"
        cases.append(case)
    return cases


def _case(calls: Visits, n: int, agent: str, unit: str, kind: str, draws: Draws) -> Case:
    staff_found = draws.chance(40)
    return Case(
        customer=int(calls.customer[n]), person=agent, unit=unit, received=int(calls.minute[n]), kind=kind,
        importance=_IMPORTANCE[draws.weighted(_IMPORTANCE_WEIGHTS, 1)[0]],
        touchpoint="complaint",
        topic=draws.one(_TOPICS.get(kind, _TOPICS["repair"])),
        channel="internal" if staff_found else _CHANNELS[draws.weighted(_CHANNEL_WEIGHTS, 1)[0]],
        source="staff" if staff_found else "customer",
        reopened=1 if draws.chance(25) else 0,
    )  # fmt: skip


def _concern(case: Case, customers: Customers, organisation: Organisation, staffing: Staffing, draws: Draws) -> None:
    """Give the complaint to the person of the store it is about; the agent stays a handler."""
    group, place = ("sales", "presales") if draws.chance(450) else ("after_sales", "repair")
    minute = np.array([case.received], dtype=np.int64)
    store = STORES[int(customers.store[case.customer])]
    who = staffing.assign((store, group), minute, draws)
    unit = staffing.units[int(staffing.unit_on(who, minute)[0])]
    key = organisation.people[int(who[0])].key
    case.handlers = [(key, unit, "0.6"), (case.person, case.unit, "0.4")]
    case.person, case.unit, case.touchpoint, case.topic = key, unit, place, draws.one(_TOPICS[place])
    case.departments = 2


def _finding(case: Case, clean: set[str], upheld: set[tuple[str, int]], months: Months, draws: Draws) -> str:
    """What the complaint came to; chance alone never gives a person two upheld complaints in a month."""
    found = _FINDINGS[draws.weighted(_FINDING_WEIGHTS, 1)[0]]
    once = (case.person, months.month_of(case.received))
    if found == "upheld" and (case.person in clean or once in upheld):
        return "partly"
    if found == "upheld":
        upheld.add(once)
    return found
