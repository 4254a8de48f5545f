"""Who is chosen by a figure: places counted and rounded as written, ties by rule, and who cannot be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from manyi.engine.figures.exact import Exact
from manyi.engine.figures.figure import Basis
from manyi.engine.policy.language import Select
from manyi.engine.policy.words import Top
from manyi.engine.statistics.certainty import top_probability
from manyi.engine.statistics.ties import tie_band

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Choice:
    """The outcome in one group: winners best first, the tie band around the last, who stood at the cut and just behind."""

    winners: tuple[int, ...]
    places: int
    base: int
    band: tuple[int, ...]
    undecided: bool
    left_at_cut: tuple[int, ...]
    uncertain: tuple[int, ...] = ()
    next_best: tuple[int, ...] = ()


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


def _ranked(candidates: Sequence[int], values: Exact) -> list[int]:
    """Best value first; equal values in subject order (which never decides anything: ties have their rule)."""
    return sorted(candidates, key=lambda place: (-(values.at(place) or Fraction(0)), place))


def choose(rule: Select, candidates: Sequence[int], base: int, values: Exact, basis: Basis | None) -> Choice:
    """Choose among `candidates` (places of subjects whose value is known); `base` is what a share is taken of."""
    places = places_for(rule.top, base, rule.round)
    ranked = _ranked(candidates, values)
    if places == 0 or not ranked:
        return Choice((), places, base, (), undecided=False, left_at_cut=())
    winners, left, undecided = _cut(ranked, places, values, rule.ties)
    winners, uncertain = _certain(rule, winners, candidates, basis, places)
    band, behind = _band(winners, candidates, basis), _next_best(ranked, {*winners, *left, *uncertain}, values)
    return Choice(tuple(winners), places, base, band, undecided, tuple(left), uncertain, behind)


def _next_best(ranked: Sequence[int], passed: set[int], values: Exact) -> tuple[int, ...]:
    """Who comes right behind those already named: the next value, everybody who has it."""
    rest = [place for place in ranked if place not in passed]
    return tuple(place for place in rest if values.at(place) == values.at(rest[0]))


def _cut(ranked: list[int], places: int, values: Exact, ties: str) -> tuple[list[int], list[int], bool]:
    if len(ranked) <= places:
        return ranked, [], False
    last = values.at(ranked[places - 1])
    tied = [place for place in ranked if values.at(place) == last]
    above = ranked[: next(rank for rank, place in enumerate(ranked) if values.at(place) == last)]
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
    inside = tie_band([float(basis.value[p]) for p in known], [float(basis.sd[p]) for p in known], known.index(winners[-1]))
    return tuple(place for place, tied in zip(known, inside, strict=True) if tied)
