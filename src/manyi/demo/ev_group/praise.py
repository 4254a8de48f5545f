"""Customers' praise: letters, banners, calls; mostly verified."""

from datetime import timedelta

from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.customers import Customers
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.reviews import FEW_BACK
from manyi.demo.ev_group.visits import TOUCHPOINTS, Visits
from manyi.demo.months import Months

_OFTEN, _SELDOM, _USUAL = 12, 0, 3  # of 1000 visits
_KINDS, _KIND_WEIGHTS = ("call", "online", "letter", "banner"), (35, 40, 17, 8)


def praise_rows(
    visits: Visits, customers: Customers, units: tuple[str, ...], organisation: Organisation, months: Months, seed: int
) -> list[dict[str, object]]:
    """Rows of the table `praise`, a few days after the visit."""
    draws = Draws(seed, "praise")
    often = {organisation.key(seat) for seat in cast.OUTSTANDING}
    seldom = {organisation.key(seat) for seat in cast.WEAK}
    rows = [_story(customers, organisation, months)]
    outside = visits.touchpoint < TOUCHPOINTS.index("logistics")
    lots = draws.wholes(0, 999, len(outside))
    for n in (lots < _OFTEN).nonzero()[0]:
        person = organisation.people[visits.person[n]]
        limit = _OFTEN if person.key in often else _SELDOM if person.key in seldom else _USUAL
        day = months.day(int(visits.minute[n]) // 1440) + timedelta(days=draws.whole(1, 4))
        if not outside[n] or lots[n] >= limit or day >= months.end:
            continue
        rows.append(
            {
                "person": person.key, "unit": units[visits.unit[n]], "customer": customers.keys[visits.customer[n]],
                "kind": _KINDS[draws.weighted(_KIND_WEIGHTS, 1)[0]], "verified": draws.chance(850),
                "at": months.text(months.moment(day, draws.whole(9, 17), draws.whole(0, 59))),
            }
        )  # fmt: skip
    rows.sort(key=lambda row: str(row["at"]))
    return [{"praise": f"L{n:04}", **row} for n, row in enumerate(rows, start=1)]


def _story(customers: Customers, organisation: Organisation, months: Months) -> dict[str, object]:
    """A verified banner for somebody with few answers."""
    day = months.back(FEW_BACK, 18)
    return {
        "person": organisation.key(cast.PRAISED_FEW), "unit": organisation.unit(cast.PRAISED_FEW, day),
        "customer": customers.keys[int(customers.external[0])], "kind": "banner", "verified": True,
        "at": months.text(months.moment(day, 11)),
    }  # fmt: skip
