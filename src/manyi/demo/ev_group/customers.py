"""Customers: who lives near which store, what they drive, when they first came; and colleagues as internal customers."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.units import STORES
from manyi.demo.months import Months
from manyi.demo.opening import opening_minutes

LINES = ("city", "sedan", "suv")
_LINE_WEIGHTS = (40, 35, 25)
_SEGMENTS = ("first_car", "family", "young", "business")
_SEGMENT_WEIGHTS = (30, 40, 20, 10)
NEWCOMERS = 330  # new visitors per store and month
_OWNERS = 2000  # customers per store from before the demo
_COMPANIES = 36  # partner companies with fleets
BEFORE = -1


@dataclass(frozen=True)
class Customers:
    """One entry per customer: `came` is the minute of the first visit, or BEFORE for those from earlier.

    `colleague_people` are the people behind the internal customers, in their order; no table tells them.
    """

    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    segments: tuple[str, ...]
    store: Ints
    line: Ints
    came: Ints
    colleague_people: tuple[str, ...]

    @cached_property
    def external(self) -> Ints:
        """Positions of the people who buy for themselves."""
        return np.flatnonzero(np.array([kind == "external" for kind in self.kinds]))

    @cached_property
    def companies(self) -> Ints:
        """Positions of the partner companies."""
        return np.flatnonzero(np.array([kind == "partner" for kind in self.kinds]))

    @cached_property
    def colleagues(self) -> Ints:
        """Positions of the internal customers."""
        return np.flatnonzero(np.array([kind == "internal" for kind in self.kinds]))


def draw_customers(organisation: Organisation, months: Months, days: Ints, seed: int) -> Customers:
    """All customers; `days` are those on which stores are open."""
    draws = Draws(seed, "customers")
    starts = [months.number(months.first(month)) for month in range(months.count + 1)]
    came, store = [], []
    for place in range(len(STORES)):
        came.append(np.full(_OWNERS, BEFORE, dtype=np.int64))
        for first, after in pairwise(starts):
            open_ = days[(days >= first) & (days < after)]
            came.append(np.sort(opening_minutes(open_[draws.wholes(0, len(open_) - 1, NEWCOMERS)], draws)))
        store.append(np.full(_OWNERS + NEWCOMERS * months.count, place, dtype=np.int64))
    people = len(STORES) * (_OWNERS + NEWCOMERS * months.count)
    colleagues = [who for who in organisation.people if who.posts[0].group != "support"]
    others = np.full(_COMPANIES + len(colleagues), BEFORE, dtype=np.int64)
    kinds = ("external",) * people + ("partner",) * _COMPANIES + ("internal",) * len(colleagues)
    drawn = draws.weighted(_SEGMENT_WEIGHTS, people)
    segments = tuple(_SEGMENTS[n] for n in drawn) + ("fleet",) * _COMPANIES + ("colleague",) * len(colleagues)
    return Customers(
        keys=_keys(people, len(colleagues), draws),
        kinds=kinds,
        segments=segments,
        store=np.concatenate([*store, others]),
        line=draws.weighted(_LINE_WEIGHTS, len(kinds)),
        came=np.concatenate([*came, others]),
        colleague_people=tuple(who.key for who in colleagues),
    )


def _keys(people: int, colleagues: int, draws: Draws) -> tuple[str, ...]:
    """Pseudonyms whose order tells nothing about when somebody came."""
    shuffled = draws.some(np.arange(people), people)
    own = tuple(f"C{number:05}" for number in shuffled)
    masked = draws.some(np.arange(colleagues), colleagues)
    return own + tuple(f"F{n:03}" for n in range(_COMPANIES)) + tuple(f"N{n:03}" for n in masked)


def customer_rows(customers: Customers) -> list[dict[str, object]]:
    """Rows of the table `customers`, by key."""
    rows = zip(customers.keys, customers.kinds, customers.segments, strict=True)
    return [{"customer": key, "kind": kind, "segment": segment} for key, kind, segment in sorted(rows)]
