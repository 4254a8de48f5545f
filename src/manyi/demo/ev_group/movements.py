"""Joiners, leavers, transfers and leave: what changes the seats over time."""

from dataclasses import replace
from datetime import date, timedelta

from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.seats import Seat
from manyi.demo.months import Months, month_after
from manyi.demo.people import Away, Person, Post


def joiners(months: Months) -> list[tuple[Seat, date]]:
    """People hired while the demo runs, with their first day."""

    def seat(unit: str, name: str, position: str, group: str, load: int) -> Seat:
        return Seat(f"{unit}/{name}", unit, position, group, load)

    return [
        (Seat(cast.NEW_MANAGER, "store_b", "store_manager", "sales", 1, leader=True), middle(months)),
        (seat("store_a_sales", "9", "sales_consultant", "sales", 4), months.back(14)),
        (seat("store_a_sales", "joiner", "sales_consultant", "sales", 7), months.back(3, 20)),
        (seat("store_b_service", "8", "technician", "after_sales", 4), months.back(9, 10)),
        (seat("service_dept", "10", "customer_service_specialist", "customer_service", 4), months.back(6, 8)),
        (seat("store_b_sales", "9", "sales_consultant", "sales", 3), months.back(4, 16)),
        (seat("store_c_service", "8", "technician", "after_sales", 2), months.back(1, 9)),
    ]


def middle(months: Months) -> date:
    """The day on which one store gets a new manager and begins to improve."""
    return months.first(months.count // 2)


def leavers(months: Months) -> dict[str, date]:
    """First day no longer employed, by seat."""
    return {
        cast.OLD_MANAGER: middle(months),
        "store_a_sales/8": months.back(15, 16),
        "store_b_service/5": months.back(10),
        "service_dept/9": months.back(7, 20),
        "store_c_sales/4": months.back(4, 11),
        "store_c_service/1": months.back(9),
    }


def _moves(months: Months) -> dict[str, Post]:
    """The later post of everybody who changes posts, by seat."""
    return {
        cast.MOVER: Post(unit="store_c_sales", position="sales_consultant", group="sales", first=months.back(8)),
        cast.CHANGER: Post(
            unit="service_dept", position="customer_service_specialist", group="customer_service", first=months.back(12)
        ),
        cast.PROMOTED: Post(
            unit="store_c_service", position="workshop_manager", group="after_sales", first=months.back(9), leader=True
        ),
    }


def posts(seat: Seat, hired: date, left: date | None, months: Months) -> tuple[Post, ...]:
    """The posts of one seat in order of time."""
    first = Post(unit=seat.unit, position=seat.position, group=seat.group, first=hired, until=left, leader=seat.leader)
    later = _moves(months).get(seat.name)
    return (first,) if later is None else (replace(first, until=later.first), later)


def with_leave(person: Person, months: Months, draws: Draws) -> Person:
    """The person with a yearly holiday, some sick days and the leaves that stories need."""
    fixed = {
        cast.PARENT: Away(kind="parental", first=months.back(11), back=months.back(6)),
        cast.WEAK_ON_LEAVE: Away(kind="sick", first=months.back(4, 5), back=months.back(4, 24)),
    }.get(person.seat)
    taken = [fixed] if fixed else []
    for year_back in range((months.count + 11) // 12):
        for kind, low, high in (("annual", 4, 7), ("sick", 1, 4)):
            if kind == "sick" and not draws.chance(350):
                continue
            first = month_after(months.start, 12 * year_back) + timedelta(days=draws.whole(5, 350))
            leave = Away(kind=kind, first=first, back=first + timedelta(days=draws.whole(low, high)))
            if _fits(leave, person, months) and not any(_meet(leave, other) for other in taken):
                taken.append(leave)
    return replace(person, away=tuple(sorted(taken, key=lambda leave: leave.first)))


def _fits(leave: Away, person: Person, months: Months) -> bool:
    end = months.end if person.left is None else min(person.left, months.end)
    return person.hired <= leave.first and leave.back <= end


def _meet(one: Away, other: Away) -> bool:
    return one.first <= other.back and other.first <= one.back
