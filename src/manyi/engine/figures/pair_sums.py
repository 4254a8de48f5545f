"""Sums of tallied groups by a key, pair of dimensions by pair: only responses that answered both count."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from manyi.engine.tally import Tally

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Runs:
    """Rows in the order of a key, cut where it changes: `firsts` is a row of each run, `keys` the runs' keys."""

    order: Ints
    starts: Ints
    firsts: Ints
    keys: Ints

    def sums(self, values: Ints) -> Ints:
        """Sum of the rows of each run."""
        return np.add.reduceat(values[self.order], self.starts) if len(self.starts) else np.zeros(0, np.int64)


def runs_of(key: Ints) -> Runs:
    """The rows of each key, keys in rising order."""
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(key) else np.zeros(0, np.int64)
    return Runs(order, starts, order[starts], ordered[starts])


@dataclass(frozen=True)
class PairSums:
    """Sums of rows (places among the tallied groups) by key; each result is (keys,), made when first asked."""

    _tally: Tally
    _rows: Ints
    _runs: Runs
    _made: dict[tuple[str, int, int], Ints] = field(default_factory=dict)

    @property
    def keys(self) -> Ints:
        """The keys that have rows, rising."""
        return self._runs.keys

    @property
    def firsts(self) -> Ints:
        """For each key the place of one of its rows."""
        return self._runs.firsts

    @property
    def answered(self) -> Ints:
        """Responses that answered anything."""
        return self._runs.sums(self._tally.n[self._rows] * (self._pattern != 0))

    def n(self, a: int, b: int) -> Ints:
        """Responses that answered both dimensions."""
        key = ("n", min(a, b), max(a, b))
        if key not in self._made:
            self._made[key] = self._runs.sums(self._tally.n[self._rows] * self._answered(a) * self._answered(b))
        return self._made[key]

    def total(self, a: int, b: int) -> Ints:
        """Σ(x_a − zero_a) over the responses that answered both dimensions."""
        key = ("total", a, b)
        if key not in self._made:
            tally, rows = self._tally, self._rows
            centred = tally.sums[rows, a] - tally.n[rows] * tally.zero[a]
            self._made[key] = self._runs.sums(centred * self._answered(a) * self._answered(b))
        return self._made[key]

    @property
    def _pattern(self) -> Ints:
        return self._tally.pattern[self._rows]

    def _answered(self, dimension: int) -> Ints:
        return (self._pattern >> dimension) & 1


def pair_sums(tally: Tally, rows: Ints, key: Ints) -> PairSums:
    """Sums of the tallied groups `rows`, a group as often as it is named, by `key` (one whole number per row)."""
    return PairSums(tally, rows, runs_of(key))
