"""Every service a customer receives: who served whom, where, when and at which touchpoint."""

from dataclasses import dataclass

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group.customers import BEFORE, Customers
from manyi.demo.ev_group.orders import Orders
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.staffing import NOBODY, Pool, Staffing
from manyi.demo.ev_group.units import STORES
from manyi.demo.months import DAY, Months
from manyi.demo.opening import open_days, opening_minutes, work_days

TOUCHPOINTS = (
    "presales", "delivery", "repair", "complaint", "ownership",
    "logistics", "information_technology", "administration", "finance", "human_resources",
)  # fmt: skip
"""Where customers meet the group; the last five are colleagues meeting support staff of that position."""

INTERNAL = TOUCHPOINTS[5:]
_REPAIRS, _DIAGNOSES = 480, 60  # a month: per store, and at headquarters
_CALLS = 400  # a month: enquiries, feedback and complaints that customer service takes
_FLEET = 2  # visits a month of each partner company


@dataclass(frozen=True)
class Visits:
    """One entry per visit: positions of customer, person, unit and touchpoint, and the minute."""

    customer: Ints
    person: Ints
    unit: Ints
    touchpoint: Ints
    minute: Ints

    @classmethod
    def of(cls, customer: Ints, person: Ints, minute: Ints, touchpoint: str, staffing: Staffing) -> "Visits":
        """The visits at one touchpoint that found somebody present."""
        met = person != NOBODY
        return cls(
            customer=customer[met],
            person=person[met],
            unit=staffing.unit_on(person[met], minute[met]),
            touchpoint=np.full(int(met.sum()), TOUCHPOINTS.index(touchpoint), dtype=np.int64),
            minute=minute[met],
        )

    @classmethod
    def joined(cls, parts: list["Visits"]) -> "Visits":
        """All visits in order of time."""
        names = ("customer", "person", "unit", "touchpoint", "minute")
        whole = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
        order = np.argsort(whole["minute"], kind="stable")
        return cls(**{name: column[order] for name, column in whole.items()})

    def at(self, touchpoint: str) -> "Visits":
        """The visits at one touchpoint."""
        here = self.touchpoint == TOUCHPOINTS.index(touchpoint)
        return Visits(self.customer[here], self.person[here], self.unit[here], self.touchpoint[here], self.minute[here])


def first_visits(customers: Customers, staffing: Staffing, seed: int) -> Visits:
    """The first visit of each new customer to a store."""
    draws = Draws(seed, "first visits")
    new = customers.external[customers.came[customers.external] != BEFORE]
    minute = customers.came[new]
    person = np.full(len(new), NOBODY, dtype=np.int64)
    for place, store in enumerate(STORES):
        here = customers.store[new] == place
        person[here] = staffing.assign((store, "sales"), minute[here], draws)
    return Visits.of(new, person, minute, "presales", staffing)


def deliveries(orders: Orders, customers: Customers, staffing: Staffing, months: Months, seed: int) -> Visits:
    """Handing over what was ordered, by whoever sold it if still there."""
    draws = Draws(seed, "deliveries")
    done = orders.delivered < months.days * DAY
    customer, minute, seller = orders.customer[done], orders.delivered[done], orders.person[done]
    person = seller.copy()
    for place, store in enumerate(STORES):
        here = customers.store[customer] == place
        person[here] = staffing.keep_or_assign(seller[here], (store, "sales"), minute[here], draws)
    return Visits.of(customer, person, minute, "delivery", staffing)


def later_visits(
    customers: Customers, orders: Orders, organisation: Organisation, staffing: Staffing, months: Months, seed: int
) -> Visits:
    """Month by month: workshop visits of owners, calls to customer service, fleets, colleagues at support."""
    draws = Draws(seed, "later visits")
    parts: list[Visits] = []
    shops, offices = open_days(months), work_days(months)
    for month in range(months.count):
        first, after = months.number(months.first(month)), months.number(months.first(month + 1))
        open_, worked = (days[(days >= first) & (days < after)] for days in (shops, offices))
        owners = owners_by(customers, orders, first)
        for place, store in enumerate(STORES):
            here = draws.some(owners[customers.store[owners] == place], _REPAIRS)
            parts.append(_plain("repair", here, (store, "after_sales"), open_, staffing, draws))
        remote = draws.some(owners, _DIAGNOSES)
        parts.append(_plain("repair", remote, ("after_sales_dept", "after_sales"), open_, staffing, draws))
        known = customers.external[customers.came[customers.external] < first * DAY]
        calls = draws.some(known, _CALLS)
        parts.append(_plain("complaint", calls, ("service_dept", "customer_service"), open_, staffing, draws))
        fleets = np.repeat(customers.companies, _FLEET)
        parts.append(_plain("presales", fleets, ("sales_dept", "sales"), worked, staffing, draws))
        parts += _at_support(customers, organisation, worked, staffing, draws)
    return Visits.joined(parts)


def owners_by(customers: Customers, orders: Orders, day: int) -> Ints:
    """Positions of external customers who drive one of our cars before that day."""
    before = customers.external[customers.came[customers.external] == BEFORE]
    return np.union1d(before, orders.customer[orders.delivered < day * DAY])


def _moments(days: Ints, size: int, draws: Draws) -> Ints:
    return opening_minutes(days[draws.wholes(0, len(days) - 1, size)], draws)


def _plain(touchpoint: str, who: Ints, pool: Pool, open_: Ints, staffing: Staffing, draws: Draws) -> Visits:
    minute = _moments(open_, len(who), draws)
    return Visits.of(who, staffing.assign(pool, minute, draws), minute, touchpoint, staffing)


def _at_support(
    customers: Customers, organisation: Organisation, worked: Ints, staffing: Staffing, draws: Draws
) -> list[Visits]:
    """Each colleague at work is served once by each support function."""
    parts = []
    colleagues = customers.colleagues
    people = np.array([organisation.place(key) for key in customers.colleague_people], dtype=np.int64)
    for touchpoint in INTERNAL:
        servants = np.array(
            [n for n, who in enumerate(organisation.people) if who.posts[0].position == touchpoint and who.load],
            dtype=np.int64,
        )
        minute = _moments(worked, len(colleagues), draws)
        person = servants[draws.wholes(0, len(servants) - 1, len(colleagues))]
        both = (staffing.unit_on(person, minute) != NOBODY) & (staffing.unit_on(people, minute) != NOBODY)
        parts.append(Visits.of(colleagues, np.where(both, person, NOBODY), minute, touchpoint, staffing))
    return parts
