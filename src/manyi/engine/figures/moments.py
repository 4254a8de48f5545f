"""Tallied groups gathered per subject: counts and sums of dimension values, and how answers scatter within subjects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from manyi.engine.figures.pair_sums import PairSums, pair_sums, runs_of
from manyi.engine.statistics.casemix import CaseMix, Cells, adjust
from manyi.engine.statistics.scatter import between, scatter
from manyi.engine.tally import Tally

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Links:
    """Which group counts for which subject: pairs of a place among the tallied groups and a subject's place."""

    group: Ints
    subject: Ints

    def where(self, keep: Flags) -> "Links":
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


def one_number(columns: Sequence[Ints]) -> Ints:
    """Rows of small whole numbers, given by columns, as one number each; they sort as the rows do."""
    key = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        key = np.unique(key * (int(column.max(initial=0)) + 1) + column, return_inverse=True)[1].astype(np.int64)
    return key


@dataclass(frozen=True)
class Scatter:
    """How answers scatter within one person in one unit: per pool p and dimensions d ≤ e the sum of cross-products
    around the cells' own means and its degrees of freedom. Answers within a pool are taken to scatter alike.
    """

    cell: Ints  # of each tallied group: its cell, a person in a unit
    pool: Ints  # of each tallied group: its pool
    products: NDArray[np.float64]  # (pools, dimensions, dimensions)
    df: Ints


def scatter_within(tally: Tally, cell: Ints, pool: Ints, codes: Ints, groups: Flags, pools: Flags) -> Scatter:
    """Scatter of the kept groups and pools; `codes` numbers the tally's pools as `pool` does."""
    width = len(tally.scale)
    chosen = np.flatnonzero(groups)
    cells = pair_sums(tally, chosen, cell[chosen])
    own = pool[chosen][cells.firsts]
    size = int(max(codes.max(initial=-1), pool.max(initial=-1))) + 1
    products, df = np.zeros((size, width, width)), np.zeros((size, width, width), np.int64)
    for a in range(width):
        for b in range(a, width):
            n, first, second = cells.n(a, b), cells.total(a, b), cells.total(b, a)
            for p in range(size):
                on = (own == p) & (n > 0)
                whole = int(tally.pools.products[pools & (codes == p), a, b].sum())
                products[p, a, b] = products[p, b, a] = scatter(whole, first[on], second[on], n[on])
                df[p, a, b] = df[p, b, a] = int(n[on].sum()) - int(on.sum())
    return Scatter(cell, pool, products, df)


@dataclass(frozen=True)
class Moments:
    """Counts and sums per subject (`size` of them) over the groups linked to it; see `pair_sums` for n and totals."""

    size: int
    scale: tuple[int, ...]
    factors: tuple[str, ...]
    _tally: Tally
    _linked: Links
    _levels: Ints
    _scatter: Scatter
    _adjusted: dict[tuple[int, tuple[int, ...]], CaseMix] = field(default_factory=dict)

    @cached_property
    def _subjects(self) -> PairSums:
        return pair_sums(self._tally, self._linked.group, self._linked.subject)

    @cached_property
    def _cells(self) -> tuple[PairSums, Ints, Ints]:
        """Sums per cell within a subject, and each one's subject and pool."""
        group, subject = self._linked.group, self._linked.subject
        found = pair_sums(self._tally, group, one_number([subject, self._scatter.cell[group]]))
        return found, subject[found.firsts], self._scatter.pool[group][found.firsts]

    @cached_property
    def responses(self) -> Ints:
        """Responses of each subject that answered anything at all."""
        return self._spread(self._subjects.answered)

    def n(self, a: int, b: int) -> Ints:
        """Responses of each subject that answered both dimensions."""
        return self._spread(self._subjects.n(a, b))

    def totals(self, dimension: int) -> Ints:
        """Σx of each subject; x runs from 0 to the dimension's scale."""
        return self._spread(self._subjects.total(dimension, dimension)) + self.n(dimension, dimension) * self._zero(
            dimension
        )

    def within(self, a: int, b: int, places: Sequence[int]) -> float:
        """Σ(x − x̄)(y − ȳ) around these subjects' own means, over their responses that answered both.

        Within a cell it is the pool's scatter in proportion to degrees of freedom; what cells of one subject differ by
        is added exactly.
        """
        chosen = np.zeros(self.size, dtype=bool)
        chosen[np.asarray(places, dtype=np.int64)] = True
        cells, subject, pool = self._cells
        n = cells.n(a, b)
        on = chosen[subject] & (n > 0)
        inside = 0.0
        for p in np.unique(pool[on]).tolist():
            own = on & (pool == p)
            df, all_df = int(n[own].sum()) - int(own.sum()), int(self._scatter.df[p, a, b])
            inside += float(self._scatter.products[p, a, b]) * df / all_df if all_df else 0.0
        held = self._subjects
        keep = chosen[held.keys] & (held.n(a, b) > 0)
        apart = between(cells.total(a, b)[on], cells.total(b, a)[on], n[on])
        whole = between(held.total(a, b)[keep], held.total(b, a)[keep], held.n(a, b)[keep])
        return inside + (apart - whole)

    def adjusted(self, dimension: int, places: Sequence[int]) -> CaseMix:
        """One dimension of these subjects (ranked as given) adjusted for case mix, on its integer grid; made once."""
        key = (dimension, tuple(places))
        if key not in self._adjusted:
            self._adjusted[key] = adjust(self._case_mix(dimension, places), len(places))
        return self._adjusted[key]

    def _case_mix(self, dimension: int, places: Sequence[int]) -> Cells:
        """Answers of these subjects with the same levels of the case-mix factors, added up; by subject, then levels."""
        tally, group = self._tally, self._linked.group
        rank = np.full(self.size, -1, np.int64)
        rank[np.asarray(places, dtype=np.int64)] = np.arange(len(places))
        answered = ((tally.pattern[group] >> dimension) & 1).astype(bool)
        keep = answered & (rank[self._linked.subject] >= 0)
        rows, ranks = group[keep], rank[self._linked.subject[keep]]
        levels = self._levels[rows]
        runs = runs_of(one_number([ranks, *levels.T]))
        within = max(0.0, self.within(dimension, dimension, places))
        return Cells(
            ranks[runs.firsts], levels[runs.firsts], runs.sums(tally.n[rows]), runs.sums(tally.sums[rows, dimension]),
            within,
        )  # fmt: skip

    def _zero(self, dimension: int) -> int:
        return self._tally.zero[dimension]

    def _spread(self, sums: Ints) -> Ints:
        out = np.zeros(self.size, np.int64)
        out[self._subjects.keys] = sums
        return out


def gather(tally: Tally, size: int, linked: Links, levels: Ints, factors: Sequence[str], within: Scatter) -> Moments:
    """Moments of `size` subjects from the tallied groups linked to them; `levels[g, f]` codes factor f of group g."""
    return Moments(size, tuple(tally.scale), tuple(factors), tally, linked, levels, within)
