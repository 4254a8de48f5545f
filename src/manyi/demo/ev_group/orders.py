"""Orders, their deliveries, and the few that are taken back."""

from dataclasses import dataclass

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group.customers import BEFORE, LINES, Customers
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.staffing import NOBODY, Staffing
from manyi.demo.ev_group.units import STORES
from manyi.demo.months import CLOSES, DAY, OPENS, Months
from manyi.demo.opening import on_open_days, opening_minutes

PROMISED_DAYS = 30
_BUYERS = 300  # of 1000 visitors
_AGAIN = 15  # orders per store and month from people who own a car already
_TAKEN_BACK = 8  # of 1000 delivered orders
_PRICES = (79_800, 129_800, 189_800)
_REASONS = ("品质问题", "交付延误", "客户改变主意")


@dataclass(frozen=True)
class Orders:
    """One entry per order by time; `delivered` may lie after the demo's end."""

    customer: Ints
    person: Ints
    unit: Ints
    ordered: Ints
    due: Ints
    delivered: Ints
    price: Ints

    def key(self, position: int) -> str:
        """The order's identifier."""
        return f"O{position + 1:05}"


def draw_orders(
    customers: Customers, seen: tuple[Ints, Ints], staffing: Staffing, months: Months, days: Ints, seed: int
) -> Orders:
    """Orders of new visitors (`seen`: their positions and who served them) and of owners who buy again."""
    draws = Draws(seed, "orders")
    visitors, served_by = seen
    buys = draws.wholes(0, 999, len(visitors)) < _BUYERS
    buyers, sellers = visitors[buys], served_by[buys]
    later = draws.wholes(0, 6, len(buyers))
    came = customers.came[buyers]
    same_day = np.minimum(came + draws.wholes(25, 90, len(buyers)), came // DAY * DAY + CLOSES)
    other_day = opening_minutes(on_open_days(came // DAY + later, days), draws)
    ordered = np.where(later == 0, same_day, np.maximum(other_day, same_day))
    again, again_at = _second_orders(customers, months, days, draws)
    customer = np.concatenate([buyers, again])
    minute = np.concatenate([ordered, again_at])
    known = np.concatenate([sellers, np.full(len(again), NOBODY, dtype=np.int64)])
    inside = minute < months.days * DAY
    order = np.argsort(minute[inside], kind="stable")
    customer, minute, known = customer[inside][order], minute[inside][order], known[inside][order]
    person = _sellers(customers.store[customer], known, minute, staffing, draws)
    wait = draws.wholes(7, 20, len(minute)) + draws.weighted((6, 1), len(minute)) * draws.wholes(4, 21, len(minute))
    delivered = (minute // DAY + wait) * DAY + draws.wholes(OPENS + 60, CLOSES - 60, len(minute))
    return Orders(
        customer=customer,
        person=person,
        unit=staffing.unit_on(person, minute),
        ordered=minute,
        due=(minute // DAY + PROMISED_DAYS) * DAY + CLOSES,
        delivered=_on_open(delivered, days),
        price=np.array(_PRICES, dtype=np.int64)[customers.line[customer]] + draws.wholes(0, 40, len(minute)) * 500,
    )


def _on_open(minutes: Ints, days: Ints) -> Ints:
    moved = on_open_days(minutes // DAY, days)
    return np.where(minutes // DAY > days[-1], minutes, moved * DAY + minutes % DAY)


def _second_orders(customers: Customers, months: Months, days: Ints, draws: Draws) -> tuple[Ints, Ints]:
    people, moments = [], []
    owners = customers.external
    for month in range(months.count):
        first = months.number(months.first(month))
        after = months.number(months.first(month + 1))
        open_ = days[(days >= first) & (days < after)]
        for place in range(len(STORES)):
            known = (customers.came[owners] == BEFORE) | (customers.came[owners] < (first - 60) * DAY)
            here = owners[known & (customers.store[owners] == place)]
            people.append(draws.some(here, _AGAIN))
            moments.append(opening_minutes(open_[draws.wholes(0, len(open_) - 1, _AGAIN)], draws))
    return np.concatenate(people), np.concatenate(moments)


def _sellers(place: Ints, known: Ints, minutes: Ints, staffing: Staffing, draws: Draws) -> Ints:
    people = np.full(len(minutes), NOBODY, dtype=np.int64)
    for number, store in enumerate(STORES):
        here = place == number
        people[here] = staffing.keep_or_assign(known[here], (store, "sales"), minutes[here], draws)
    return people


def order_rows(
    orders: Orders, customers: Customers, organisation: Organisation, staffing: Staffing, months: Months
) -> list[dict[str, object]]:
    """Rows of the table `orders`."""
    end = months.days * DAY
    return [
        {
            "order": orders.key(n), "customer": customers.keys[orders.customer[n]],
            "person": organisation.people[orders.person[n]].key, "unit": staffing.units[orders.unit[n]],
            "product_line": LINES[customers.line[orders.customer[n]]], "amount": f"{orders.price[n]}.00",
            "ordered_at": months.text(int(orders.ordered[n])), "due_at": months.text(int(orders.due[n])),
            "delivered_at": months.text(int(orders.delivered[n])) if orders.delivered[n] < end else None,
        }
        for n in range(len(orders.ordered))
    ]  # fmt: skip


def return_rows(
    orders: Orders, organisation: Organisation, staffing: Staffing, months: Months, seed: int
) -> list[dict[str, object]]:
    """Rows of the table `returns`: some orders, 3 to 20 days after delivery."""
    draws = Draws(seed, "returns")
    chosen = np.flatnonzero(draws.wholes(0, 999, len(orders.ordered)) < _TAKEN_BACK)
    at = (orders.delivered[chosen] // DAY + draws.wholes(3, 20, len(chosen))) * DAY + draws.wholes(
        OPENS, CLOSES, len(chosen)
    )
    rows: list[dict[str, object]] = []
    for position, minute in zip(chosen[at < months.days * DAY], at[at < months.days * DAY], strict=True):
        rows.append(
            {
                "return": f"R{len(rows) + 1:04}", "order": orders.key(int(position)),
                "person": organisation.people[orders.person[position]].key,
                "unit": staffing.units[orders.unit[position]], "reason": draws.one(_REASONS),
                "amount": f"{orders.price[position]}.00", "at": months.text(int(minute)),
            }
        )  # fmt: skip
    return rows
