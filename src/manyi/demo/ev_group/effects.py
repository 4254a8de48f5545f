"""The truth behind the answers: how much better or worse each person and store is, month by month.

Effects are thousandths of the spread of a single answer's hidden quality; `quality.index_points`
says what that means on the linear index from 0 to 100.
"""

from dataclasses import dataclass

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.movements import middle
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.units import BEST_STORE, IMPROVING_STORE
from manyi.demo.months import Months
from manyi.demo.people import Person

OUTSTANDING, WEAK, RECOVERING, BEGINNER = 650, -1200, -900, -1200
SMALL_SPREAD = 80
BEST, BEFORE, AFTER = 150, -220, 60
"""Effects of the best store, and of the improving store before and after its step."""

CARE, CARE_MONTHS = 300, 6
"""What the best store's new care for owners adds, and for how many of the last months."""

BEGINNER_MONTHS = 3


def recovered_from(months: Months) -> int:
    """The month (counted from 0) from which the rectified person works like the others."""
    return months.count - 8


def person_effects(organisation: Organisation, months: Months, seed: int) -> Ints:
    """Effect of each person (row) in each month (column)."""
    small = Draws(seed, "effects").bell(len(organisation.people), SMALL_SPREAD)
    effects = np.repeat(small[:, None], months.count, axis=1)
    for row, person in enumerate(organisation.people):
        _tell_story(effects[row], person, months)
    return effects


def _tell_story(effect: Ints, person: Person, months: Months) -> None:
    if person.seat in cast.OUTSTANDING:
        effect[:] = OUTSTANDING
    elif person.seat in cast.WEAK:
        effect[:] = WEAK
    elif person.seat == cast.RECOVERED:
        effect[: recovered_from(months)] = RECOVERING
    elif person.seat == cast.NEWCOMER:
        effect[months.count - BEGINNER_MONTHS :] = BEGINNER


@dataclass(frozen=True)
class StoreEffects:
    """Effects of stores by month: on visits, and on what owners say of car, price and brand."""

    visits: dict[str, Ints]
    ownership: dict[str, Ints]


def store_effects(months: Months) -> StoreEffects:
    """Effects of the two stores whose customers answer differently; the third has none."""
    step = months.number(middle(months))
    starts = np.array([months.number(months.first(month)) for month in range(months.count)], dtype=np.int64)
    improving = np.where(starts < step, BEFORE, AFTER).astype(np.int64)
    best = np.full(months.count, BEST, dtype=np.int64)
    cared_for = best.copy()
    cared_for[months.count - CARE_MONTHS :] += CARE
    return StoreEffects(
        visits={BEST_STORE: best, IMPROVING_STORE: improving},
        ownership={BEST_STORE: cared_for, IMPROVING_STORE: improving},
    )
