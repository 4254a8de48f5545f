"""Seeded draws made of whole numbers only, so that every machine draws the same."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Item = TypeVar("Item")

THOUSAND = 1000
_TERMS = 12  # twelve uniform terms of 0-999 have a standard deviation of almost exactly 1000
_CENTRE = _TERMS * (THOUSAND - 1) // 2


def whole_numbers(numbers: Iterable[int]) -> Ints:
    """Whole numbers as an array."""
    return np.array(list(numbers), dtype=np.int64)


class Draws:
    """One stream of draws; each subject of the demo has its own, so that changing one leaves the others alone."""

    def __init__(self, seed: int, subject: str) -> None:
        self._source = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, crc32(subject.encode())])))

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self._source.integers(low, high + 1))

    def wholes(self, low: int, high: int, size: int) -> Ints:
        """`size` whole numbers from `low` to `high`, both included."""
        return self._source.integers(low, high + 1, size=size, dtype=np.int64)

    def one(self, items: Sequence[Item]) -> Item:
        """One of the items, each as likely as the others."""
        return items[self.whole(0, len(items) - 1)]

    def chance(self, per_thousand: int) -> bool:
        """True in `per_thousand` of 1000 draws."""
        return self.whole(0, THOUSAND - 1) < per_thousand

    def weighted(self, weights: Sequence[int], size: int) -> Ints:
        """`size` positions in `weights`, each as often as its weight says."""
        ends = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(ends, self.wholes(0, int(ends[-1]) - 1, size), side="right").astype(np.int64)

    def some(self, pool: Ints, size: int) -> Ints:
        """`size` different members of the pool, or all of it when it is smaller."""
        keys = self.wholes(0, 2**62, len(pool))
        return pool[np.argsort(keys, kind="stable")[:size]]

    def bell(self, size: int, spread: int = THOUSAND) -> Ints:
        """Bell-shaped whole numbers around 0 with standard deviation `spread` (in thousandths)."""
        drawn = self._source.integers(0, THOUSAND, size=(size, _TERMS), dtype=np.int64).sum(axis=1) - _CENTRE
        return np.asarray(drawn * spread // THOUSAND, dtype=np.int64)
