"""Whom we asked after a visit, in which mode, and what came of it."""

from dataclasses import dataclass

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.customers import Customers
from manyi.demo.ev_group.orders import Orders
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.staffing import NOBODY, Staffing
from manyi.demo.ev_group.surveys import EVENT, FOLLOW_UP, FULL, INTERNAL, OWNERSHIP, Kind, full_months, survey_key
from manyi.demo.ev_group.units import STORES
from manyi.demo.ev_group.visits import INTERNAL as AT_SUPPORT
from manyi.demo.ev_group.visits import TOUCHPOINTS, Visits, owners_by
from manyi.demo.months import DAY, Months

KINDS: tuple[Kind, ...] = (EVENT, FOLLOW_UP, OWNERSHIP, INTERNAL, FULL)
MODES = ("online", "telephone", "onsite")
ONLINE, TELEPHONE, ONSITE = range(3)
DISPOSITIONS = (
    "complete", "partial", "refused", "non_contact", "other", "unknown_household", "unknown_other", "not_eligible"
)  # fmt: skip
COMPLETE, PARTIAL, NON_CONTACT = 0, 1, 3
NOWHERE = -1  # the full survey asks about no touchpoint
_MODE_WEIGHTS = {
    EVENT: (60, 30, 10),
    FOLLOW_UP: (45, 55, 0),
    OWNERSHIP: (75, 25, 0),
    INTERNAL: (1, 0, 0),
    FULL: (70, 30, 0),
}
_COMES_OF_IT = (
    (285, 25, 40, 565, 10, 0, 60, 15),
    (335, 30, 150, 365, 15, 50, 35, 20),
    (480, 20, 380, 60, 30, 0, 0, 30),
)
_COMES_OF_COLLEAGUES = (560, 20, 30, 370, 10, 0, 0, 10)
_ASKED_OF_THOUSAND = 970
_UNTRUTHFUL_ASKED = 600  # the untruthful person leaves out customers who may be unhappy
_OWNERS_ASKED, _FULL_ASKED = 120, 150  # per store


@dataclass(frozen=True)
class Invitations:
    """One entry per invitation by time of sending; `person` is NOBODY where a store as a whole is judged.

    `answered` is the minute of the answer, or -1.
    """

    customer: Ints
    person: Ints
    unit: Ints
    touchpoint: Ints
    served: Ints
    kind: Ints
    mode: Ints
    sent: Ints
    disposition: Ints
    answered: Ints

    def key(self, position: int) -> str:
        """The invitation's identifier."""
        return f"I{position + 1:06}"

    def survey(self, position: int, months: Months) -> str:
        """The survey it belongs to: that of the month of sending."""
        return survey_key(KINDS[self.kind[position]], months, months.month_of(int(self.sent[position])))


def draw_invitations(
    visits: Visits,
    customers: Customers,
    orders: Orders,
    organisation: Organisation,
    staffing: Staffing,
    months: Months,
    seed: int,
) -> Invitations:
    """Invitations after visits, to owners every month and to all kinds of customers in the yearly full survey."""
    draws = Draws(seed, "invitations")
    asked = _asked(visits, organisation, draws)
    parts = [(visits_asked(visits, asked), _kinds_of(visits.touchpoint[asked]))]
    asking: list[tuple[Kind, str | None, int, int]]
    asking = [(OWNERSHIP, "ownership", _OWNERS_ASKED, month) for month in range(months.count)]
    asking += [(FULL, None, _FULL_ASKED, month) for month in full_months(months)]
    parts += [_owners(*plan, customers, orders, staffing, months, draws) for plan in asking]
    whole = Visits.joined([part for part, _ in parts])
    minute = np.concatenate([part.minute for part, _ in parts])
    kind = np.concatenate([kinds for _, kinds in parts])[np.argsort(minute, kind="stable")]
    return _send(whole, kind, months, draws)


def visits_asked(visits: Visits, asked: Ints) -> Visits:
    """The visits at those positions."""
    return Visits(
        visits.customer[asked], visits.person[asked], visits.unit[asked], visits.touchpoint[asked], visits.minute[asked]
    )


def _asked(visits: Visits, organisation: Organisation, draws: Draws) -> Ints:
    limit = np.full(len(organisation.people), _ASKED_OF_THOUSAND, dtype=np.int64)
    limit[organisation.place(organisation.key(cast.UNTRUTHFUL))] = _UNTRUTHFUL_ASKED
    return np.flatnonzero(draws.wholes(0, 999, len(visits.minute)) < limit[visits.person])


def _kinds_of(touchpoint: Ints) -> Ints:
    kinds = np.full(len(touchpoint), KINDS.index(EVENT), dtype=np.int64)
    kinds[touchpoint == TOUCHPOINTS.index("complaint")] = KINDS.index(FOLLOW_UP)
    kinds[touchpoint >= TOUCHPOINTS.index(AT_SUPPORT[0])] = KINDS.index(INTERNAL)
    return kinds


def _owners(
    kind: Kind,
    touchpoint: str | None,
    size: int,
    month: int,
    customers: Customers,
    orders: Orders,
    staffing: Staffing,
    months: Months,
    draws: Draws,
) -> tuple[Visits, Ints]:
    first, after = months.number(months.first(month)), months.number(months.first(month + 1))
    owners = owners_by(customers, orders, first)
    asked = np.concatenate([draws.some(owners[customers.store[owners] == place], size) for place in range(len(STORES))])
    stores = np.array([staffing.units.index(store) for store in STORES], dtype=np.int64)
    days = draws.wholes(first, after - 4, len(asked))
    where = NOWHERE if touchpoint is None else TOUCHPOINTS.index(touchpoint)
    part = Visits(
        customer=asked,
        person=np.full(len(asked), NOBODY, dtype=np.int64),
        unit=stores[customers.store[asked]],
        touchpoint=np.full(len(asked), where, dtype=np.int64),
        minute=days * DAY,
    )
    return part, np.full(len(asked), KINDS.index(kind), dtype=np.int64)


def _send(asked: Visits, kind: Ints, months: Months, draws: Draws) -> Invitations:
    size = len(kind)
    mode = np.zeros(size, dtype=np.int64)
    for number, name in enumerate(KINDS):
        here = np.flatnonzero(kind == number)
        mode[here] = draws.weighted(_MODE_WEIGHTS[name], len(here))
    next_day = (asked.minute // DAY + draws.wholes(1, 2, size)) * DAY + draws.wholes(9 * 60, 19 * 60 + 59, size)
    sent = np.where(mode == ONSITE, asked.minute + draws.wholes(5, 20, size), next_day)
    disposition = _dispositions(mode, kind, draws)
    answered = _answered(sent, mode, draws)
    end = months.days * DAY
    disposition = np.where((disposition <= PARTIAL) & (answered >= end), NON_CONTACT, disposition)
    inside = np.flatnonzero(sent < end)
    order = inside[np.argsort(sent[inside], kind="stable")]
    return Invitations(
        customer=asked.customer[order], person=asked.person[order], unit=asked.unit[order],
        touchpoint=asked.touchpoint[order], served=asked.minute[order], kind=kind[order], mode=mode[order],
        sent=sent[order], disposition=disposition[order],
        answered=np.where(disposition <= PARTIAL, answered, -1)[order],
    )  # fmt: skip


def _dispositions(mode: Ints, kind: Ints, draws: Draws) -> Ints:
    disposition = np.zeros(len(mode), dtype=np.int64)
    colleagues = kind == KINDS.index(INTERNAL)
    groups = [(~colleagues & (mode == number), _COMES_OF_IT[number]) for number in range(len(MODES))]
    for here, weights in [*groups, (colleagues, _COMES_OF_COLLEAGUES)]:
        disposition[here] = draws.weighted(weights, int(here.sum()))
    return disposition


def _answered(sent: Ints, mode: Ints, draws: Draws) -> Ints:
    """Calls and talks are answered at once, links within three days between 8 and 22 o'clock."""
    size = len(sent)
    later = draws.weighted((50, 30, 20), size)
    at_leisure = (sent // DAY + later) * DAY + draws.wholes(8 * 60, 21 * 60 + 50, size)
    soon = sent + draws.wholes(3, 120, size)
    at_leisure = np.where(at_leisure <= sent, soon, at_leisure)
    return np.where(mode == ONLINE, at_leisure, sent + draws.wholes(2, 8, size))


def invitation_rows(
    invitations: Invitations, customers: Customers, organisation: Organisation, staffing: Staffing, months: Months
) -> list[dict[str, object]]:
    """Rows of the table `invitations`."""
    people = [person.key for person in organisation.people]
    return [
        {
            "invitation": invitations.key(n), "survey": invitations.survey(n, months),
            "customer": customers.keys[invitations.customer[n]],
            "person": None if invitations.person[n] == NOBODY else people[invitations.person[n]],
            "unit": staffing.units[invitations.unit[n]],
            "touchpoint": None if invitations.touchpoint[n] == NOWHERE else TOUCHPOINTS[invitations.touchpoint[n]],
            "mode": MODES[invitations.mode[n]], "sent_at": months.text(int(invitations.sent[n])),
            "disposition": DISPOSITIONS[invitations.disposition[n]],
        }
        for n in range(len(invitations.sent))
    ]  # fmt: skip
