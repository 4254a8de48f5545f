"""Who can be met where on which day, and who takes each visit."""

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.units import store_of
from manyi.demo.months import DAY, Months

Pool = tuple[str, str]
"""A place (a store, else a unit) and a position group."""

NOBODY = -1


class Staffing:
    """For each pool and day the people present, with their loads."""

    def __init__(self, organisation: Organisation, months: Months) -> None:
        self._people = organisation.people
        self.units: tuple[str, ...] = tuple(dict.fromkeys(p.unit for who in self._people for p in who.posts))
        self._unit_on = np.full((len(self._people), months.days), NOBODY, dtype=np.int64)
        pools = {(store_of(post.unit) or post.unit, post.group) for who in self._people for post in who.posts}
        self._pools: dict[Pool, list[list[int]]] = {pool: [[] for _ in range(months.days)] for pool in sorted(pools)}
        for number in range(months.days):
            self._fill(number, months)

    def _fill(self, number: int, months: Months) -> None:
        day = months.day(number)
        for who, person in enumerate(self._people):
            post = person.post_on(day)
            if post is None or not person.present_on(day):
                continue
            self._unit_on[who, number] = self.units.index(post.unit)
            if person.load:
                pool = (store_of(post.unit) or post.unit, post.group)
                self._pools[pool][number].append(who)

    def unit_on(self, people: Ints, minutes: Ints) -> Ints:
        """Positions in `units` of where the people worked at those moments; NOBODY when absent."""
        return self._unit_on[people, minutes // DAY]

    def assign(self, pool: Pool, minutes: Ints, draws: Draws) -> Ints:
        """The person of the pool who takes each visit, by load; NOBODY when all are away."""
        days = minutes // DAY
        taken = np.full(len(days), NOBODY, dtype=np.int64)
        for day in np.unique(days):
            present = self._pools[pool][int(day)]
            here = np.flatnonzero(days == day)
            if present:
                loads = [self._people[who].load for who in present]
                taken[here] = np.array(present, dtype=np.int64)[draws.weighted(loads, len(here))]
        return taken

    def keep_or_assign(self, people: Ints, pool: Pool, minutes: Ints, draws: Draws) -> Ints:
        """The same people where they still work in that place, else somebody of the pool."""
        units = self.unit_on(people, minutes)
        here = np.array([store_of(unit) == pool[0] or unit == pool[0] for unit in self.units])
        stays = (people != NOBODY) & (units != NOBODY) & here[units]
        return np.where(stays, people, self.assign(pool, minutes, draws))
