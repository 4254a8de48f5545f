"""Several exact integer sums carried by one float64 sum: digits of a balanced number system.

A float64 holds every integer up to 2**53, and summing float64 is what databases do fastest. So several small integers
a, b, c, … travel as a + b·B + c·B² + …; after summing n of them each digit is the exact sum of its column as long as
none exceeds (B − 1)/2. One multiplication x·(y + B·z + …) writes several products at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_SPAN = 2**54  # balanced digits reach half of this either way: 2**53
MOST_DIGITS = 5


@dataclass(frozen=True)
class Piece:
    """Products of one integer (None: of 1) with consecutive integers; one word holds several pieces."""

    by: int | None
    block: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Packing:
    """How integers x_0 … x_{size−1}, each within ±`height`, share words of `digits` digits: either the integers
    themselves or, with `products`, every x_d·x_e with d ≤ e.
    """

    size: int
    height: int
    digits: int
    products: bool

    @property
    def base(self) -> int:
        """B, the largest with B**digits ≤ 2**54."""
        base = int(_SPAN ** (1 / self.digits)) + 1
        while base**self.digits > _SPAN:
            base -= 1
        return base

    @property
    def capacity(self) -> int:
        """The most rows whose sums can surely be read back."""
        return (self.base - 1) // (2 * self.height ** (2 if self.products else 1))

    def holding(self, rows: int) -> Self:
        """The same with the most digits, at most these, that have room for `rows` rows. Raises OverflowError."""
        for digits in range(self.digits, 0, -1):
            packing = replace(self, digits=digits)
            if packing.capacity >= rows:
                return packing
        raise OverflowError(
            f"tally: {rows} responses in one group on a grid of {2 * self.height} steps exceed exact sums; give the "
            "questions of each dimension the same scale, or measure a dimension by fewer questions"
        )

    @cached_property
    def words(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces of each word, lowest digits first; every sum occurs once."""
        words: list[list[Piece]] = []
        for piece in sorted(self._pieces(), key=lambda piece: -len(piece.block)):
            room = (word for word in words if sum(len(p.block) for p in word) + len(piece.block) <= self.digits)
            word = next(room, None)
            if word is None:
                words.append([piece])
            else:
                word.append(piece)
        return tuple(tuple(word) for word in words)

    def _blocks(self) -> Iterator[tuple[int, ...]]:
        for start in range(0, self.size, self.digits):
            yield tuple(range(start, min(start + self.digits, self.size)))

    def _pieces(self) -> Iterator[Piece]:
        for block in self._blocks():
            if not self.products:
                yield Piece(None, block)
                continue
            for offset, d in enumerate(block):
                yield Piece(d, block[offset:])
            for later in range(block[-1] + 1, self.size):
                yield Piece(later, block)

    def layers(self) -> Iterator[list[nw.Expr]]:
        """Columns to add one layer after another to a frame with float64 columns x0, x1, …; the last are the words."""
        ends = (block[start:] for block in self._blocks() for start in range(len(block) - 1 if self.products else 1))
        suffixes = [end for end in ends if len(end) > 1]
        if suffixes:
            yield [self._pack(suffix).alias(_column(suffix)) for suffix in suffixes]
        yield [self._word(word).alias(f"word{place}") for place, word in enumerate(self.words)]

    def _pack(self, block: tuple[int, ...]) -> nw.Expr:
        """x_a + B·(x_b + B·(x_c + …)), so that engines find one pack inside the other."""
        first = nw.col(f"x{block[0]}")
        return first if len(block) == 1 else first + self._pack(block[1:]) * float(self.base)

    def _word(self, word: tuple[Piece, ...]) -> nw.Expr:
        shift = 0
        terms = []
        for piece in word:
            term = nw.col(_column(piece.block))
            if piece.by is not None:
                term = nw.col(f"x{piece.by}") * term
            terms.append(term * float(self.base**shift) if shift else term)
            shift += len(piece.block)
        total = terms[0]
        for term in terms[1:]:
            total = total + term
        return total

    def unpack(self, words: list[NDArray[np.float64]]) -> Ints:
        """Sums (groups, size), or with `products` (groups, size, size), from the summed words, each (groups,)."""
        shape = (len(words[0]), self.size, self.size) if self.products else (len(words[0]), self.size)
        out = np.zeros(shape, dtype=np.int64)
        half = self.base // 2
        for pieces, word in zip(self.words, words, strict=True):
            rest = word.astype(np.int64)
            for piece in pieces:
                for e in piece.block:
                    rest, digit = np.divmod(rest + half, self.base)
                    digit -= half
                    if piece.by is None:
                        out[:, e] = digit
                    else:
                        out[:, piece.by, e] = out[:, e, piece.by] = digit
        return out


def _column(block: tuple[int, ...]) -> str:
    return f"x{block[0]}" if len(block) == 1 else f"x{block[0]}to{block[-1]}"
