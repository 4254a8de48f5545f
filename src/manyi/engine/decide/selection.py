"""Who is chosen by a figure: places counted and rounded as written, ties by rule, and who cannot be told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from typing import Any

import numpy as np

from manyi.engine.figures.exact import Exact
from manyi.engine.figures.figure import Basis
from manyi.engine.policy.sections.deciding import Select
from manyi.engine.policy.words import Top
from manyi.engine.statistics.certainty import top_probability
from manyi.engine.statistics.ties import tie_band

Worth = Mapping[int, Any]  # place of a subject → a number that compares as its value does


@dataclass(frozen=True)
class Choice:
    """The outcome in one group: winners best first with their `ranks` (equal values share one), the tie band around the
    last, who stood at the cut and just behind."""

    winners: tuple[int, ...]
    places: int
    base: int
    band: tuple[int, ...]
    undecided: bool
    left_at_cut: tuple[int, ...]
    uncertain: tuple[int, ...] = ()
    next_best: tuple[int, ...] = ()
    ranks: tuple[int, ...] = ()


def places_for(top: Top, base: int, rounding: str) -> int:
    """How many places a share of `base` makes, rounded as written; a count is itself."""
    if not top.share:
        return int(top.number)
    exact = Fraction(top.number) * base / 100
    whole, rest = exact.numerator // exact.denominator, exact - exact.numerator // exact.denominator
    if rounding == "up":
        return whole + (rest > 0)
    if rounding == "nearest":
        return whole + (rest >= Fraction(1, 2))
    return whole


def choose(rule: Select, candidates: Sequence[int], base: int, values: Exact, basis: Basis | None) -> Choice:
    """Choose among `candidates` (places of subjects whose value is known); `base` is what a share is taken of."""
    places = places_for(rule.top, base, rule.round)
    worth = dict(zip(candidates, values.ranks(candidates), strict=True))
    # Equal values stand in subject order, which never decides anything: ties have their rule.
    ranked = sorted(candidates, key=lambda place: (-worth[place], place))
    if places == 0 or not ranked:
        return Choice((), places, base, (), undecided=False, left_at_cut=())
    winners, left, undecided = _cut(ranked, places, worth, rule.ties)
    winners, uncertain = _certain(rule, winners, candidates, basis, places)
    band, behind = _band(winners, candidates, basis), _next_best(ranked, {*winners, *left, *uncertain}, worth)
    return Choice(
        tuple(winners), places, base, band, undecided, tuple(left), uncertain, behind, _standing(winners, worth)
    )


def _standing(winners: Sequence[int], worth: Worth) -> tuple[int, ...]:
    """Rank of each winner, best first: 1 + how many winners are strictly better."""
    first: dict[Any, int] = {}
    return tuple(first.setdefault(worth[place], rank) for rank, place in enumerate(winners, start=1))


def _next_best(ranked: Sequence[int], passed: set[int], worth: Worth) -> tuple[int, ...]:
    """Who comes right behind those already named: the next value, everybody who has it."""
    rest = [place for place in ranked if place not in passed]
    return tuple(takewhile(lambda place: worth[place] == worth[rest[0]], rest))


def _cut(ranked: list[int], places: int, worth: Worth, ties: str) -> tuple[list[int], list[int], bool]:
    if len(ranked) <= places:
        return ranked, [], False
    last = worth[ranked[places - 1]]
    tied = [place for place in ranked if worth[place] == last]
    above = ranked[: next(rank for rank, place in enumerate(ranked) if worth[place] == last)]
    if len(above) + len(tied) == places:
        return above + tied, [], False
    if ties == "none":
        return above, tied, False
    return above + tied, [], ties == "management_group"


def _certain(
    rule: Select, winners: list[int], candidates: Sequence[int], basis: Basis | None, places: int
) -> tuple[list[int], tuple[int, ...]]:
    """Keep winners whose probability of belonging to the top reaches `certainty`, where the edition asks for it."""
    if rule.certainty is None or basis is None or places >= len(candidates):
        return winners, ()
    pool = [place for place in candidates if basis.sd[place] > 0]
    chances = top_probability([float(basis.value[p]) for p in pool], [float(basis.sd[p]) for p in pool], places)
    chance = dict(zip(pool, chances, strict=True))
    sure = [place for place in winners if chance.get(place, 0.0) >= float(rule.certainty)]
    return sure, tuple(place for place in winners if place not in sure)


def _band(winners: Sequence[int], candidates: Sequence[int], basis: Basis | None) -> tuple[int, ...]:
    """Everybody the data cannot tell from the last winner; empty for facts, which have no error."""
    if basis is None or not winners:
        return ()
    known = [place for place in candidates if not np.isnan(basis.sd[place])]
    if winners[-1] not in known:
        return ()
    inside = tie_band(
        [float(basis.value[p]) for p in known], [float(basis.sd[p]) for p in known], known.index(winners[-1])
    )
    return tuple(place for place, tied in zip(known, inside, strict=True) if tied)
