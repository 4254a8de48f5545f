"""The people of a company: who holds which post, who is present, how much better or worse each one works."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.kit.spec import Company, Seat
from manyi.demo.kit.story import Shift
from manyi.demo.months import Months
from manyi.demo.names import draw_names
from manyi.demo.people import Person, Post

SMALL_SPREAD = 60  # of people without a story, in thousandths of an answer's spread
_LONG_AGO = date(2018, 3, 1)
Pool = tuple[str, str]
"""A unit and a position group."""


class Staff:
    """Everybody, in the order of their keys."""

    def __init__(self, company: Company, months: Months, seed: int) -> None:
        self._company, self._months = company, months
        draws = Draws(seed, "staff")
        names = draw_names(draws, len(company.seats))
        self.people = tuple(
            _person(n, seat, name, draws)
            for n, (seat, name) in enumerate(zip(company.seats, names, strict=True), start=1)
        )
        self.place = {person.seat: n for n, person in enumerate(self.people)}
        self.effects = self._effects(seed)

    def key(self, seat: str) -> str:
        """The key of the person in a seat."""
        return self.people[self.place[seat]].key

    def unit(self, seat: str, day: date) -> str:
        """The unit of the person in a seat on a day. Raises ValueError when nobody is there."""
        post = self.people[self.place[seat]].post_on(day)
        if post is None:
            raise ValueError(f"{seat} holds no post on {day}; a story must not happen to somebody who is not there.")
        return post.unit

    def reference(self, who: str) -> str:
        """The key of a person when `who` is a seat, else `who`: a unit."""
        return self.key(who) if who in self.place else who

    @cached_property
    def pools(self) -> dict[Pool, list[tuple[list[int], list[int]]]]:
        """For each unit and group and each day: positions of people present, and the running sum of their loads."""
        days = [self._months.day(number) for number in range(self._months.days)]
        where = sorted({(post.unit, post.group) for person in self.people for post in person.posts})
        found: dict[Pool, list[tuple[list[int], list[int]]]] = {pool: [] for pool in where}
        for day in days:
            here: dict[Pool, list[int]] = {pool: [] for pool in where}
            for n, person in enumerate(self.people):
                post = person.post_on(day)
                if post is not None and person.load and person.present_on(day):
                    here[post.unit, post.group].append(n)
            for pool, present in here.items():
                found[pool].append((present, list(accumulate(self.people[n].load for n in present))))
        return found

    def met(self, pool: Pool, day: int, lot: int) -> int | None:
        """Who of a pool takes a visit on that day, by load, drawn with a large whole number; None when all are away."""
        present, loads = self.pools[pool][day]
        if not present:
            return None
        mark = lot % loads[-1]
        return next(who for who, load in zip(present, loads, strict=True) if mark < load)

    def units_with(self, group: str) -> tuple[str, ...]:
        """Units in which somebody of a group serves, in order."""
        return tuple(unit for unit, held in self.pools if held == group)

    def in_group(self, group: str) -> tuple[int, ...]:
        """Positions of the people who begin in a group and serve anybody."""
        return tuple(n for n, person in enumerate(self.people) if person.posts[0].group == group and person.load)

    def _effects(self, seed: int) -> Ints:
        months = self._months
        small = Draws(seed, "effects").bell(len(self.people), SMALL_SPREAD)
        effects = np.repeat(small[:, None], months.count, axis=1)
        for shift in self._shifts():
            if shift.who in self.place:
                since, until = span(shift, months)
                effects[self.place[shift.who], since:until] = shift.quality
        return effects

    def unit_effects(self) -> dict[str, Ints]:
        """True effect of each unit that has one, by month."""
        found: dict[str, Ints] = {}
        for shift in self._shifts():
            if shift.who not in self.place:
                since, until = span(shift, self._months)
                found.setdefault(shift.who, np.zeros(self._months.count, dtype=np.int64))[since:until] = shift.quality
        return found

    def _shifts(self) -> Iterator[Shift]:
        facts = [*self._company.facts, *(fact for story in self._company.stories for fact in story.facts)]
        return (fact for fact in facts if isinstance(fact, Shift))


def span(shift: Shift, months: Months) -> tuple[int, int]:
    """First month of a shift, and the first after it, counted from 0."""
    since = 0 if shift.since is None else months.month_of(months.moment(shift.since))
    return since, months.count if shift.until is None else months.month_of(months.moment(shift.until))


def _person(number: int, seat: Seat, name: str, draws: Draws) -> Person:
    hired = seat.hired or _LONG_AGO + timedelta(days=draws.whole(0, 2100))
    until = seat.later[0].first if seat.later else seat.left
    first = Post(unit=seat.unit, position=seat.position, group=seat.group, first=hired, until=until, leader=seat.leader)
    return Person(
        key=f"P{number:03}", seat=seat.name, name=name, hired=hired, left=seat.left, worker_kind=seat.worker_kind,
        load=seat.load, posts=(first, *seat.later), away=seat.away,
    )  # fmt: skip


def people_rows(staff: Staff) -> list[dict[str, object]]:
    """Rows of the table `people`."""
    return [
        {
            "person": person.key, "name": person.name, "hired": person.hired, "left": person.left,
            "worker_kind": person.worker_kind,
        }
        for person in staff.people
    ]  # fmt: skip


def assignment_rows(staff: Staff) -> list[dict[str, object]]:
    """Rows of the table `assignments`."""
    return [
        {
            "person": person.key, "unit": post.unit, "position": post.position, "position_group": post.group,
            "leader": post.leader, "from": post.first, "until": post.until,
        }
        for person in staff.people
        for post in person.posts
    ]  # fmt: skip


def leave_rows(staff: Staff) -> list[dict[str, object]]:
    """Rows of the table `leave`."""
    return [
        {"person": person.key, "kind": leave.kind, "from": leave.first, "until": leave.back}
        for person in staff.people
        for leave in person.away
    ]
