"""The whole company month by month, and whether the last month differs from the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manyi.engine.figures.answers import year_month
from manyi.engine.figures.pair_sums import PairSums, pair_sums
from manyi.engine.statistics.composite import composite
from manyi.engine.statistics.intervals import Estimate, around, difference
from manyi.engine.tally import Tally

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class MonthMean:
    """One month (yyyymm): responses, and the mean index with its interval."""

    month: int
    n: int
    mean: Estimate


@dataclass(frozen=True)
class Series:
    """One dimension, or all of them weighted (dimension ""), by month; `change` is the last month minus the one before."""

    dimension: str
    months: tuple[MonthMean, ...]
    change: Estimate | None

    @property
    def shown(self) -> bool:
        """Whether the data show a change; that they show none is a finding too."""
        return self.change is not None and self.change.excludes(0.0)


def trend(
    tally: Tally, months: Sequence[int], dimensions: Sequence[str], weights: Sequence[float]
) -> tuple[Series, ...]:
    """The weighted composite first, then each dimension that was answered; months are running numbers, in order.

    Each month's own answers, so that neighbours share none and their difference has the plain interval of independent
    means. The variance is that of all answers of the month together: between people and within. The composite takes the
    dimensions answered in every month, so that months with other questions are not compared with one another. Not
    adjusted for case mix, and not a figure rules use.
    """
    numbers = [year_month(number) for number in months]
    keys = np.asarray(tally.keys["month"], dtype=np.int64)
    pools = np.asarray(tally.pools.keys["month"], dtype=np.int64)
    found = [
        _Month(tally, number, np.flatnonzero(keys == number), np.flatnonzero(pools == number)) for number in numbers
    ]
    found = [month for month in found if len(month.rows)]
    always = [d for d in range(len(dimensions)) if found and all(month.counts[d, d] > 1 for month in found)]
    made = [_series("", found, [(d, weights[d]) for d in always if weights[d] > 0.0])]
    for place, dimension in enumerate(dimensions):
        answered = [month for month in found if month.counts[place, place] > 1]
        made.append(_series(dimension, answered, [(place, 1.0)]))
    return tuple(series for series in made if series.months)


class _Month:
    """Exact sums of one month over the whole company."""

    def __init__(self, tally: Tally, number: int, rows: NDArray[np.int64], pools: NDArray[np.int64]) -> None:
        self.tally, self.number, self.rows = tally, number, rows
        self.products = tally.pools.products[pools].sum(axis=0)
        self.sums: PairSums = pair_sums(tally, rows, np.zeros(len(rows), np.int64))
        width = range(len(tally.scale))
        counts = [[self._only(self.sums.n(a, b)) for b in width] for a in width]
        self.counts = np.array(counts, dtype=np.int64).reshape(len(tally.scale), len(tally.scale))

    def mean(self, parts: Sequence[tuple[int, float]]) -> MonthMean:
        """The weighted mean index of some dimensions, and the responses that answered one of them."""
        unit = [100.0 / steps for steps in self.tally.scale]
        places, whole = [d for d, _ in parts], sum(weight for _, weight in parts)
        means = [(self._total(d, d) / int(self.counts[d, d]) + self.tally.zero[d]) * unit[d] for d in places]
        spread = [[self._covariance(a, b) * unit[a] * unit[b] for b in places] for a in places]
        value, variance = composite(
            np.array([[weight / whole for _, weight in parts]]), np.array([means]), self.counts[np.ix_(places, places)][None], spread
        )  # fmt: skip
        bits = sum(1 << d for d in places)
        answered = (self.tally.pattern[self.rows] & bits) != 0
        n = int(self.tally.n[self.rows][answered].sum())
        return MonthMean(self.number, n, around(float(value[0]), float(np.sqrt(variance[0]))))

    def _covariance(self, a: int, b: int) -> float:
        """Between two dimensions over all responses that answered both; in whole numbers until one division."""
        n = int(self.counts[a, b])
        if n < 2:
            return 0.0
        return (n * int(self.products[a, b]) - self._total(a, b) * self._total(b, a)) / (n * (n - 1))

    def _total(self, a: int, b: int) -> int:
        return self._only(self.sums.total(a, b))

    @staticmethod
    def _only(values: NDArray[np.int64]) -> int:
        return int(values[0]) if len(values) else 0


def _series(dimension: str, months: Sequence[_Month], parts: Sequence[tuple[int, float]]) -> Series:
    means = tuple(month.mean(parts) for month in months) if parts else ()
    neighbours = len(means) > 1 and _next(means[-2].month) == means[-1].month
    return Series(dimension, means, difference(means[-1].mean, means[-2].mean) if neighbours else None)


def _next(month: int) -> int:
    return month + 1 if month % 100 < 12 else month + 89
