"""Units of one kind side by side: who lies outside the limits within which units differ by chance and by habit."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from manyi.engine.figures.book import FigureBook
from manyi.engine.statistics.funnel import Limits, between_unit_variance, mean_limits

FEWEST = 5
"""Units below which no limits are drawn: how much units differ as a rule could not be seen."""

INNER, OUTER = 0.95, 0.998
Place = Literal["inside", "above", "below", "far_above", "far_below"]


@dataclass(frozen=True)
class UnitPlace:
    """One unit: its own mean (adjusted for case mix, not shrunken), standard error, answers, and the limits at its size."""

    unit: str
    n: int
    value: float
    se: float
    inner: Limits
    outer: Limits
    place: Place


@dataclass(frozen=True)
class Funnel:
    """Units of one kind in one figure. tau2: variance between units beyond chance, which the limits allow for."""

    figure: str
    group: str
    target: float
    tau2: float
    units: tuple[UnitPlace, ...]


def funnels(book: FigureBook, figure: str) -> tuple[Funnel, ...]:
    """The kinds of unit that have at least five units with a value, each as a funnel, units by falling n.

    Limits are target ± z·√(se² + τ²) at 95 % and 99.8 %, τ² from the winsorised scatter of all units: Spiegelhalter
    (2005), Statistics in Medicine 24, 1185–1202. The target is the mean weighted by 1/se². Empty for a figure that is no
    estimate with one value.
    """
    basis, subjects = book.figure(figure, "unit").basis, book.subjects["unit"]
    if basis is None:
        return ()
    groups: dict[str, list[int]] = {}
    known = ~np.isnan(basis.raw) & (np.nan_to_num(basis.se) > 0.0)
    for place in np.flatnonzero(known).tolist():
        groups.setdefault(subjects.group(place), []).append(place)
    return tuple(_funnels(book, figure, groups))


def _funnels(book: FigureBook, figure: str, groups: dict[str, list[int]]) -> Iterator[Funnel]:
    basis, ids = book.figure(figure, "unit").basis, book.subjects["unit"].ids
    assert basis is not None
    for group, places in sorted(groups.items()):
        if len(places) >= FEWEST:
            means, ses = basis.raw[places].tolist(), basis.se[places].tolist()
            target, tau2 = centre(means, ses)
            ordered = sorted(range(len(places)), key=lambda k: (-int(basis.n[places[k]]), ids[places[k]]))
            units = tuple(
                _placed(ids[places[k]], int(basis.n[places[k]]), means[k], ses[k], target, tau2) for k in ordered
            )
            yield Funnel(figure, group, target, tau2, units)


def centre(means: list[float], ses: list[float]) -> tuple[float, float]:
    """The mean weighted by 1/se², and the variance between units beyond chance."""
    precision = math.fsum(1.0 / (se * se) for se in ses)
    target = math.fsum(mean / (se * se) for mean, se in zip(means, ses, strict=True)) / precision
    z_scores = [(mean - target) / se for mean, se in zip(means, ses, strict=True)]
    return target, between_unit_variance(z_scores, ses)


def _placed(unit: str, n: int, value: float, se: float, target: float, tau2: float) -> UnitPlace:
    inner, outer = (mean_limits(target, se, tau2, confidence) for confidence in (INNER, OUTER))
    place: Place = "inside"
    if value > inner.high:
        place = "far_above" if value > outer.high else "above"
    elif value < inner.low:
        place = "far_below" if value < outer.low else "below"
    return UnitPlace(unit, n, value, se, inner, outer, place)
