"""Tallied groups gathered per subject: pairwise counts, sums and products of dimension values, all integers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

    def cross(self, place: int) -> CrossMoments:
        """One subject's moments as plain integers."""
        return CrossMoments(self.n[place].tolist(), self.sums[place].tolist(), self.products[place].tolist())

    def cross_mean(self, place: int, dimension: int) -> float:
        """One subject's mean of one dimension on its integer grid."""
        return float(int(self.sums[place, dimension, dimension]) / int(self.n[place, dimension, dimension]))

    def cells(self, dimension: int) -> Iterator[tuple[int, tuple[int, ...], int, int, int]]:
        """(subject, levels of the case-mix factors, n, sum, sum of squares) of every cell with answers."""
        keep = self._counts[:, dimension] > 0
        rows = np.column_stack([self._subject[keep], self._levels[keep]]) if keep.any() else np.zeros((0, 1), np.int64)
        if not len(rows):
            return
        cells, owner = np.unique(rows, axis=0, return_inverse=True)
        sums = np.zeros((len(cells), 3), np.int64)
        values = np.column_stack([self._counts[keep, dimension], self._tops[keep, dimension], self._squares[keep, dimension]])
        np.add.at(sums, owner.reshape(-1), values)
        for cell, (n, total, square) in zip(cells.tolist(), sums.tolist(), strict=True):
            yield cell[0], tuple(cell[1:]), n, total, square


def gather(
    tally: Tally, index: Mapping[str, int], owners: Sequence[Sequence[int]], keep: NDArray[np.bool_], factors: Sequence[str]
) -> Moments:
    """Moments of `len(index)` subjects from the tallied groups where `keep` holds; `owners[g]` are the subjects (places)
    that group g counts for: the person, or a unit with all units above it."""
    group, subject = _links(owners, keep)
    bits = (tally.pattern[group][:, None] >> np.arange(len(tally.scale))) & 1
    both = bits[:, :, None] * bits[:, None, :]
    size, width = len(index), len(tally.scale)
    n, sums, products = (np.zeros((size, width, width), np.int64) for _ in range(3))
    np.add.at(n, subject, tally.n[group][:, None, None] * both)
    np.add.at(sums, subject, tally.sums[group][:, :, None] * both)
    np.add.at(products, subject, tally.products[group] * both)
    responses = np.zeros(size, np.int64)
    answered = tally.pattern[group] != 0
    np.add.at(responses, subject[answered], tally.n[group][answered])
    squares = np.diagonal(tally.products[group], axis1=1, axis2=2)
    return Moments(
        n, sums, products, responses, tuple(tally.scale), tuple(factors), subject, _codes(tally, factors, group),
        tally.sums[group] * bits, squares * bits, tally.n[group][:, None] * bits,
    )  # fmt: skip


def _links(owners: Sequence[Sequence[int]], keep: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    pairs = [(g, place) for g in np.flatnonzero(keep).tolist() for place in owners[g]]
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _codes(tally: Tally, factors: Sequence[str], group: Ints) -> Ints:
    codes = np.zeros((len(group), len(factors)), np.int64)
    for place, factor in enumerate(factors):
        words = np.array([str(word) if word is not None else "" for word in tally.keys[factor]], dtype=object)[group]
        _, codes[:, place] = np.unique(words.astype(str), return_inverse=True)
    return codes
