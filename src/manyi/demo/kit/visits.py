"""Every service of a customer by somebody, the orders that come of it, and the customers themselves."""

from dataclasses import dataclass, field
from functools import cached_property

from manyi.demo.draws import THOUSAND, Draws, Ints
from manyi.demo.kit.spec import Company, Level, Service
from manyi.demo.kit.staff import Staff
from manyi.demo.months import DAY, Months
from manyi.demo.opening import open_days, opening_minutes

_LOT = 2**40
_RECENT = 260  # the latest buyers of a unit, among whom returning customers are found
_KNOWN = 40  # customers of a unit from before the data
_DAYS_TO_DELIVER = (0, 4)


@dataclass(frozen=True, slots=True)
class Visit:
    """One service: positions of customer and person, the unit, the touchpoint, and the minute."""

    customer: int
    person: int
    unit: str
    service: Service
    minute: int


@dataclass(frozen=True, slots=True)
class Order:
    """One order out of a visit; `returned` is the minute at which it was taken back, or None."""

    key: str
    visit: Visit
    line: str
    amount: int
    delivered: int
    returned: int | None


@dataclass
class Trade:
    """What customers did: visits by time, orders by time, and how many customers there are."""

    visits: list[Visit] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    customers: int = 0
    recent: dict[str, list[int]] = field(default_factory=dict)

    def newcomer(self) -> int:
        """The position of a customer who was never seen before."""
        self.customers += 1
        return self.customers - 1

    @cached_property
    def ordered(self) -> dict[int, Order]:
        """The first order of each customer."""
        found: dict[int, Order] = {}
        for order in self.orders:
            found.setdefault(order.visit.customer, order)
        return found


def level(company: Company, months: Months, month: int) -> Level:
    """How the company works in a month, counted from 0."""
    return company.before if months.first(month) < company.scheme else company.after


def draw_trade(company: Company, staff: Staff, months: Months, seed: int) -> Trade:
    """Month by month: visits at each service in each unit, and what was bought."""
    draws = Draws(seed, "trade")
    trade = Trade()
    for known in company.units:
        trade.recent[known.key] = [trade.newcomer() for _ in range(_KNOWN)]
    days = open_days(months)
    for month in range(months.count):
        first, after = months.number(months.first(month)), months.number(months.first(month + 1))
        open_ = days[(days >= first) & (days < after)]
        now = level(company, months, month)
        for service in company.services:
            for unit in staff.units_with(service.group):
                _serve(service, unit, open_, now, company, staff, trade, draws)
    trade.visits.sort(key=lambda visit: (visit.minute, visit.customer))
    trade.orders = _orders(company, trade, months, draws)
    return trade


def _serve(
    service: Service, unit: str, open_: Ints, now: Level, company: Company, staff: Staff, trade: Trade, draws: Draws
) -> None:
    size = service.visits * now.visits // THOUSAND
    minutes = opening_minutes(open_[draws.wholes(0, len(open_) - 1, size)], draws)
    minutes.sort()
    lots = draws.wholes(0, _LOT, size)
    back = draws.wholes(0, THOUSAND - 1, size) < (now.returning if service.buys else THOUSAND)
    which = draws.wholes(0, _LOT, size)
    recent = trade.recent[unit] if service.buys else _buyers(company, trade)
    for minute, lot, returns, which_one in zip(minutes.tolist(), lots.tolist(), back, which.tolist(), strict=True):
        person = staff.met((unit, service.group), minute // DAY, lot)
        if person is None:
            continue
        customer = recent[which_one % len(recent)] if returns else trade.newcomer()
        trade.visits.append(Visit(customer, person, unit, service, minute))
        if service.buys and not returns:
            recent.append(customer)
            del recent[:-_RECENT]


def _buyers(company: Company, trade: Trade) -> list[int]:
    return [customer for unit in company.units for customer in trade.recent[unit.key]]


def _orders(company: Company, trade: Trade, months: Months, draws: Draws) -> list[Order]:
    end = months.days * DAY
    orders: list[Order] = []
    for visit in trade.visits:
        if not visit.service.buys or not draws.chance(visit.service.buys):
            continue
        line, low, high = draws.one(company.goods)
        delivered = visit.minute + draws.whole(*_DAYS_TO_DELIVER) * DAY + 30
        now = level(company, months, months.month_of(visit.minute))
        back = delivered + draws.whole(1, 6) * DAY if draws.chance(now.returned) else end
        orders.append(
            Order(
                f"O{len(orders) + 1:05}", visit, line, draws.whole(low, high), min(delivered, end),
                back if back < end else None,
            )
        )  # fmt: skip
    return orders


def order_rows(trade: Trade, staff: Staff, customers: list[str], months: Months) -> list[dict[str, object]]:
    """Rows of the table `orders`."""
    end = months.days * DAY
    return [
        {
            "order": order.key, "customer": customers[order.visit.customer],
            "person": staff.people[order.visit.person].key, "unit": order.visit.unit, "product_line": order.line,
            "amount": f"{order.amount}.00", "ordered_at": months.text(order.visit.minute),
            "delivered_at": months.text(order.delivered) if order.delivered < end else None,
        }
        for order in trade.orders
    ]  # fmt: skip


def return_rows(trade: Trade, staff: Staff, months: Months, seed: int) -> list[dict[str, object]]:
    """Rows of the table `returns`."""
    draws = Draws(seed, "returns")
    back = [order for order in trade.orders if order.returned is not None]
    return [
        {
            "return": f"R{n:04}", "order": order.key, "person": staff.people[order.visit.person].key,
            "unit": order.visit.unit, "reason": draws.one(("与描述不符", "质量问题", "不合适", "不想要了")),
            "amount": f"{order.amount}.00", "at": months.text(order.returned or 0),
        }
        for n, order in enumerate(back, start=1)
    ]  # fmt: skip
