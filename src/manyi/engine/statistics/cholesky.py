"""Least squares with columns that may depend on each other, in a fixed order of operations on every machine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ALIASED = 1e-9


@dataclass(frozen=True, slots=True)
class PivotedFactor:
    """Rows of the lower Cholesky factor of the kept columns; a dropped column has an empty row."""

    rows: tuple[tuple[float, ...], ...]
    kept: tuple[bool, ...]

    def solve(self, right: Sequence[float]) -> list[float]:
        """β with A β = right over the kept columns; 0.0 for dropped ones."""
        columns = [k for k, kept in enumerate(self.kept) if kept]
        half = self._forward(right)
        beta = [0.0] * len(self.kept)
        for place in reversed(range(len(columns))):
            later = (-self.rows[columns[q]][place] * beta[columns[q]] for q in range(place + 1, len(columns)))
            beta[columns[place]] = math.fsum([half[place], *later]) / self.rows[columns[place]][place]
        return beta

    def quadratic(self, vector: Sequence[float]) -> float:
        """v' A⁻¹ v over the kept columns."""
        return math.fsum(x * x for x in self._forward(vector))

    def quadratics(self, vectors: Sequence[Floats], size: int) -> Floats:
        """v' A⁻¹ v for `size` vectors at once: `vectors` holds, column by column, their entries, (size,)."""
        half: list[Floats] = []
        total = np.zeros(size)
        for k, row in enumerate(self.rows):
            if self.kept[k]:
                rest = vectors[k]
                for a, b in zip(row, half, strict=False):
                    rest = rest - a * b
                half.append(rest / row[-1])
                total = total + half[-1] * half[-1]
        return total

    def _forward(self, right: Sequence[float]) -> list[float]:
        half: list[float] = []
        for k, row in enumerate(self.rows):
            if self.kept[k]:
                known = (-a * b for a, b in zip(row, half, strict=False))
                half.append(math.fsum([right[k], *known]) / row[-1])
        return half


def factorise(matrix: Sequence[Sequence[float]]) -> PivotedFactor:
    """Cholesky factor of a symmetric positive semidefinite matrix, column by column in the order given.

    A column is dropped when less than 1e-9 of its diagonal remains after the columns before it: it depends on them.
    """
    rows: list[tuple[float, ...]] = []
    kept: list[bool] = []
    for k, values in enumerate(matrix):
        row: list[float] = []
        for j in range(k):
            if kept[j]:
                known = (-a * b for a, b in zip(row, rows[j], strict=False))
                row.append(math.fsum([values[j], *known]) / rows[j][-1])
        pivot = math.fsum([values[k], *(-a * a for a in row)])
        kept.append(pivot > _ALIASED * values[k])
        rows.append((*row, math.sqrt(pivot)) if kept[k] else ())
    return PivotedFactor(tuple(rows), tuple(kept))
