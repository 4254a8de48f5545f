"""Tallied groups gathered per subject: pairwise counts, sums and products of dimension values, all integers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from manyi.engine.statistics.casemix import CaseMix, Cell, adjust
from manyi.engine.statistics.composite import CrossMoments
from manyi.engine.tally import Tally

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Moments:
    """Per subject s and dimensions d, e: over responses that answered both, `n[s,d,e]` how many, `sums[s,d,e]` the sum
    of x_d, `products[s,d,e]` the sum of x_d x_e; x runs from 0 to `scale[d]`. `responses[s]` answered anything at all.
    """

    n: Ints
    sums: Ints
    products: Ints
    responses: Ints
    scale: tuple[int, ...]
    factors: tuple[str, ...]
    _subject: Ints
    _levels: Ints
    _tops: Ints
    _squares: Ints
    _counts: Ints
    _adjusted: dict[tuple[int, tuple[int, ...]], CaseMix] = field(default_factory=dict)

    def cross(self, place: int) -> CrossMoments:
        """One subject's moments as plain integers."""
        return CrossMoments(self.n[place].tolist(), self.sums[place].tolist(), self.products[place].tolist())

    def cross_mean(self, place: int, dimension: int) -> float:
        """One subject's mean of one dimension on its integer grid."""
        return float(int(self.sums[place, dimension, dimension]) / int(self.n[place, dimension, dimension]))

    def adjusted(self, dimension: int, places: Sequence[int]) -> CaseMix:
        """One dimension of these subjects (ranked as given) adjusted for case mix, on its integer grid; made once."""
        key = (dimension, tuple(places))
        if key not in self._adjusted:
            self._adjusted[key] = adjust(self._cells(dimension, places), len(places))
        return self._adjusted[key]

    def _cells(self, dimension: int, places: Sequence[int]) -> list[Cell]:
        """Answers of these subjects with the same levels of the case-mix factors, added up; by subject, then levels."""
        rank = np.full(len(self.responses), -1, np.int64)
        rank[np.asarray(places, dtype=np.int64)] = np.arange(len(places))
        keep = (self._counts[:, dimension] > 0) & (rank[self._subject] >= 0)
        rows = np.column_stack([rank[self._subject[keep]], self._levels[keep]])
        runs = _runs(_one_number(rows))
        firsts = rows[runs.firsts].tolist()
        n, total, square = (
            runs.sums(column[keep, dimension]).tolist() for column in (self._counts, self._tops, self._squares)
        )
        return [Cell(row[0], tuple(row[1:]), *sums) for row, *sums in zip(firsts, n, total, square, strict=True)]


@dataclass(frozen=True)
class Links:
    """Which group counts for which subject: pairs of a place among the tallied groups and a subject's place."""

    group: Ints
    subject: Ints

    def where(self, keep: NDArray[np.bool_]) -> "Links":
        """The pairs whose group is kept."""
        chosen = keep[self.group]
        return Links(self.group[chosen], self.subject[chosen])


def links(keys: Sequence[str | None], owners: Callable[[str], Sequence[int]]) -> Links:
    """Links of groups to subjects; `owners` gives the places of the subjects a group's key counts for."""
    distinct = list(dict.fromkeys(keys))
    code = {key: place for place, key in enumerate(distinct)}
    owned = [list(owners(key)) if key else [] for key in distinct]
    flat = np.array([place for places in owned for place in places], dtype=np.int64)
    lengths = np.array([len(places) for places in owned], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    codes = np.array([code[key] for key in keys], dtype=np.int64)
    counts = lengths[codes]
    group = np.repeat(np.arange(len(keys)), counts)
    within = np.arange(len(group)) - np.repeat(np.cumsum(counts) - counts, counts)
    return Links(group, flat[np.repeat(starts[codes], counts) + within])


def level_codes(words: Sequence[str | None]) -> Ints:
    """A number for each word, numbers in the order of the words; no word counts as an empty one."""
    order = {word: place for place, word in enumerate(sorted({word or "" for word in words}))}
    return np.array([order[word or ""] for word in words], dtype=np.int64)


def gather(tally: Tally, size: int, linked: Links, levels: Ints, factors: Sequence[str]) -> Moments:
    """Moments of `size` subjects from the tallied groups linked to them; `levels[g, f]` codes factor f of group g."""
    group, subject = linked.group, linked.subject
    counts, pattern = tally.n[group], tally.pattern[group]
    bits = (pattern[:, None] >> np.arange(len(tally.scale))) & 1
    runs, width = _runs(subject), len(tally.scale)

    def added(values: Ints) -> Ints:
        return runs.spread(runs.sums(values), size)

    n, sums, products = (np.zeros((size, width, width), np.int64) for _ in range(3))
    for a in range(width):
        for b in range(width):
            sums[:, a, b] = added(tally.sums[group, a] * bits[:, b])
            if b >= a:
                n[:, a, b] = n[:, b, a] = added(counts * bits[:, a] * bits[:, b])
                products[:, a, b] = products[:, b, a] = added(tally.products[group, a, b])
    squares = np.stack([tally.products[group, d, d] for d in range(width)], axis=1)
    return Moments(
        n, sums, products, added(counts * (pattern != 0)), tuple(tally.scale), tuple(factors), subject, levels[group],
        tally.sums[group] * bits, squares * bits, counts[:, None] * bits,
    )  # fmt: skip


@dataclass(frozen=True)
class _Runs:
    """Rows in the order of a key, cut where it changes: `firsts` is a row of each run, `keys` the runs' keys."""

    order: Ints
    starts: Ints
    firsts: Ints
    keys: Ints

    def sums(self, values: Ints) -> Ints:
        """Sum of the rows of each run."""
        return np.add.reduceat(values[self.order], self.starts) if len(self.starts) else np.zeros(0, np.int64)

    def spread(self, sums: Ints, size: int) -> Ints:
        """The sums at the places their keys name, 0 elsewhere."""
        out = np.zeros(size, np.int64)
        out[self.keys] = sums
        return out


def _runs(key: Ints) -> _Runs:
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(key) else np.zeros(0, np.int64)
    return _Runs(order, starts, order[starts], ordered[starts])


def _one_number(rows: Ints) -> Ints:
    """Each row of small whole numbers as one number; they sort as the rows do, column by column."""
    key = np.zeros(len(rows), np.int64)
    for column in rows.T:
        key = key * (int(column.max(initial=0)) + 1) + column
    return key
