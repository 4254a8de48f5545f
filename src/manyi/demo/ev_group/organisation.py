"""The people of the group with their posts and leave, and the tables that tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.movements import joiners, leavers, posts, with_leave
from manyi.demo.ev_group.seats import Seat, seats
from manyi.demo.ev_group.units import OPENED
from manyi.demo.months import Months
from manyi.demo.names import draw_names
from manyi.demo.people import Person


@dataclass(frozen=True)
class Organisation:
    """Everybody, in the order of their keys."""

    people: tuple[Person, ...]

    @cached_property
    def by_seat(self) -> dict[str, Person]:
        """People by their place in the cast."""
        return {person.seat: person for person in self.people}

    def key(self, seat: str) -> str:
        """The key of the person in that seat."""
        return self.by_seat[seat].key

    def place(self, key: str) -> int:
        """The position of a person in `people`."""
        return int(key.removeprefix("P")) - 1

    def unit(self, seat: str, day: date) -> str:
        """The unit of the person in that seat on a day."""
        post = self.by_seat[seat].post_on(day)
        if post is None:
            raise ValueError(f"{seat} holds no post on {day}; a story must not happen to somebody who is not there.")
        return post.unit


def build_organisation(months: Months, seed: int) -> Organisation:
    """The group's people."""
    draws = Draws(seed, "organisation")
    long_here = [(seat, OPENED + timedelta(days=draws.whole(0, 2100))) for seat in seats()]
    everybody = long_here + joiners(months)
    names = draw_names(draws, len(everybody))
    numbered = enumerate(zip(everybody, names, strict=True), start=1)
    return Organisation(tuple(_person(n, seat, hired, name, months, draws) for n, ((seat, hired), name) in numbered))


def _person(number: int, seat: Seat, hired: date, name: str, months: Months, draws: Draws) -> Person:
    left = leavers(months).get(seat.name)
    person = Person(
        key=f"P{number:03}",
        seat=seat.name,
        name=name,
        hired=hired,
        left=left,
        worker_kind=cast.KINDS.get(seat.name, "probation" if hired >= months.back(1) else "own"),
        load=seat.load,
        posts=posts(seat, hired, left, months),
    )
    return with_leave(person, months, draws)


def people_rows(people: Iterable[Person]) -> list[dict[str, object]]:
    """Rows of the table `people`."""
    return [
        {
            "person": person.key, "name": person.name, "hired": person.hired, "left": person.left,
            "worker_kind": person.worker_kind,
        }
        for person in people
    ]  # fmt: skip


def assignment_rows(people: Iterable[Person]) -> list[dict[str, object]]:
    """Rows of the table `assignments`."""
    return [
        {
            "person": person.key, "unit": post.unit, "position": post.position, "position_group": post.group,
            "leader": post.leader, "from": post.first, "until": post.until,
        }
        for person in people
        for post in person.posts
    ]  # fmt: skip


def leave_rows(people: Iterable[Person]) -> list[dict[str, object]]:
    """Rows of the table `leave`."""
    return [
        {"person": person.key, "kind": leave.kind, "from": leave.first, "until": leave.back}
        for person in people
        for leave in person.away
    ]
