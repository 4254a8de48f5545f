"""Means adjusted for what a person does not control (touchpoint, mode, product line), compared within persons only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manyi.engine.statistics.cholesky import PivotedFactor, factorise
from manyi.engine.statistics.variance_components import SubjectMoments

_Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cell:
    """All answers of one subject with the same levels: n, Σx, Σx² of integer answers.

    subject is an index from 0; levels holds one integer code per factor.
    """

    subject: int
    levels: tuple[int, ...]
    n: int
    total: int
    sumsq: int


@dataclass(frozen=True, slots=True)
class Effect:
    """One level against the most frequent level of its factor; value is None when the data cannot tell it apart."""

    factor: int
    level: int
    n: int
    value: float | None


@dataclass(frozen=True, slots=True)
class CaseMix:
    """moments: per subject the adjusted mean and the residual scatter, ready for variance_components(fitted=fitted).

    effects: every level but the most frequent of each factor. fitted: number of effects estimated.
    """

    moments: tuple[SubjectMoments, ...]
    effects: tuple[Effect, ...]
    fitted: int


def adjust(cells: Sequence[Cell], subjects: int) -> CaseMix:
    """adjusted = ȳ − β'(x̄ − x̄_all), β by least squares with one fixed effect per subject.

    O'Malley et al. (2005), Health Services Research 40, 2162–2181 (CAHPS hospital survey). The n-weighted mean over
    subjects stays the same. A level that cannot be told from the person, or from levels before it (more frequent ones
    come first), gets no effect and is named with value None. The weight of a subject is 1/(1/n + d'A⁻¹d) with
    d = x̄ − x̄_all and A the within-subject cross-products: σ² over it is the sampling variance of the adjusted mean.
    Raises ValueError for cells with no answers, unequal numbers of factors, or a subject without a cell.
    """
    _check(cells, subjects)
    columns = _columns(cells)
    design = _Design(cells, subjects, columns)
    factor = factorise(design.cross_products())
    beta = factor.solve(design.cross_answers())
    effects = tuple(
        Effect(f, level, n, value if kept else None)
        for (f, level, n), value, kept in zip(columns, beta, factor.kept, strict=True)
    )
    return CaseMix(design.moments(beta, factor), effects, sum(factor.kept))


def _check(cells: Sequence[Cell], subjects: int) -> None:
    for cell in cells:
        if cell.n < 1 or cell.n * cell.sumsq < cell.total**2 or not 0 <= cell.subject < subjects:
            raise ValueError(f"{cell!r} is not a tally of answers of a subject from 0 to {subjects - 1}.")
        if len(cell.levels) != len(cells[0].levels):
            raise ValueError(f"{cell!r} has {len(cell.levels)} factors, the first cell {len(cells[0].levels)}.")
    missing = set(range(subjects)) - {cell.subject for cell in cells}
    if missing:
        raise ValueError(f"Subject {min(missing)} has no answers; leave out subjects that cannot be judged.")


def _columns(cells: Sequence[Cell]) -> list[tuple[int, int, int]]:
    """(factor, level, n) of every level but each factor's most frequent, by factor, then falling n, then code."""
    columns: list[tuple[int, int, int]] = []
    for factor in range(len(cells[0].levels) if cells else 0):
        counts: dict[int, int] = {}
        for cell in cells:
            level = cell.levels[factor]
            counts[level] = counts.get(level, 0) + cell.n
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        columns.extend((factor, level, n) for level, n in ordered[1:])
    return columns


class _Design:
    """Counts of the dummy columns per subject, and what least squares needs from them."""

    def __init__(self, cells: Sequence[Cell], subjects: int, columns: Sequence[tuple[int, int, int]]) -> None:
        index = {(factor, level): k for k, (factor, level, _) in enumerate(columns)}
        self.cells = cells
        self.active = [[index[key] for key in enumerate(cell.levels) if key in index] for cell in cells]
        self.n = [0] * subjects
        self.totals = [0] * subjects
        self.counts: _Counts = np.zeros((subjects, len(columns)), dtype=np.int64)
        for cell, active in zip(cells, self.active, strict=True):
            self.n[cell.subject] += cell.n
            self.totals[cell.subject] += cell.total
            for k in active:
                self.counts[cell.subject, k] += cell.n

    def cross_products(self) -> list[list[float]]:
        """Σ x_k x_l − Σᵢ n_ik n_il / nᵢ: exact integers before each division, one rounding after the sum."""
        width = self.counts.shape[1]
        joint = [[0] * width for _ in range(width)]
        for cell, active in zip(self.cells, self.active, strict=True):
            for k in active:
                for m in active:
                    joint[k][m] += cell.n
        return [
            [self._less_between(joint[k][m], k, self.counts[:, m].tolist()) for m in range(width)] for k in range(width)
        ]

    def cross_answers(self) -> list[float]:
        """Σ x_k y − Σᵢ n_ik Σyᵢ / nᵢ."""
        width = self.counts.shape[1]
        sums = [0] * width
        for cell, active in zip(self.cells, self.active, strict=True):
            for k in active:
                sums[k] += cell.total
        return [self._less_between(sums[k], k, self.totals) for k in range(width)]

    def _less_between(self, value: int, column: int, other: Sequence[int]) -> float:
        own = self.counts[:, column].tolist()
        return math.fsum([float(value), *(-(a * b) / n for a, b, n in zip(own, other, self.n, strict=True) if a and b)])

    def moments(self, beta: Sequence[float], factor: PivotedFactor) -> tuple[SubjectMoments, ...]:
        """Adjusted mean, weight and residual sum of squares of each subject."""
        overall = [sum(column) / sum(self.n) for column in self.counts.T.tolist()]
        fitted = [math.fsum(beta[k] for k in active) for active in self.active]
        weighted: list[list[float]] = [[] for _ in self.n]
        for cell, fit in zip(self.cells, fitted, strict=True):
            weighted[cell.subject].append(cell.n * fit)
        centre = [math.fsum(terms) / n for terms, n in zip(weighted, self.n, strict=True)]
        residual = self._residual(fitted, centre)
        result = []
        for i, (n, total) in enumerate(zip(self.n, self.totals, strict=True)):
            shift = [c / n - o for c, o in zip(self.counts[i].tolist(), overall, strict=True)]
            mean = total / n - math.fsum(b * d for b, d in zip(beta, shift, strict=True))
            weight = 1.0 / (1.0 / n + factor.quadratic(shift))
            result.append(SubjectMoments(n, weight, mean, residual[i]))
        return tuple(result)

    def _residual(self, fitted: Sequence[float], centre: Sequence[float]) -> list[float]:
        """Per subject Σ(y − ȳ − (fit − mean fit))²; only squares are added, so nothing cancels."""
        terms: list[list[float]] = [[] for _ in self.n]
        for cell, fit in zip(self.cells, fitted, strict=True):
            i = cell.subject
            scatter = (cell.n * cell.sumsq - cell.total**2) / cell.n
            gap = (cell.total * self.n[i] - self.totals[i] * cell.n) / (cell.n * self.n[i]) - (fit - centre[i])
            terms[i] += [scatter, cell.n * gap * gap]
        return [math.fsum(row) for row in terms]
