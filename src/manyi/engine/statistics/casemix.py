"""Means adjusted for what a person does not control (touchpoint, mode, product line), compared within persons only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manyi.engine.statistics.cholesky import PivotedFactor, factorise
from manyi.engine.statistics.scatter import Ints, between, scatter
from manyi.engine.statistics.variance_components import Sample

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cells:
    """Answers of a subject with the same levels, one entry per cell: subject index from 0, levels (cells, factors) as
    integer codes, n answers, their integer sum `total`. `within` is Σ(x − x̄)² around subjects' own means, of all cells.
    """

    subject: Ints
    levels: Ints
    n: Ints
    total: Ints
    within: float


@dataclass(frozen=True, slots=True)
class Effect:
    """One level against the most frequent level of its factor; value is None when the data cannot tell it apart."""

    factor: int
    level: int
    n: int
    value: float | None


@dataclass(frozen=True, eq=False)
class CaseMix:
    """sample: adjusted means, their weights, and the residual scatter. effects: every level but each factor's first."""

    sample: Sample
    effects: tuple[Effect, ...]


def adjust(cells: Cells, subjects: int) -> CaseMix:
    """adjusted = ȳ − β'(x̄ − x̄_all), β by least squares with one fixed effect per subject.

    O'Malley et al. (2005), Health Services Research 40, 2162–2181 (CAHPS hospital survey). The n-weighted mean over
    subjects stays the same. A level that cannot be told from the person, or from levels before it (more frequent ones
    come first), gets no effect and is named with value None. The weight of a subject is 1/(1/n + d'A⁻¹d) with
    d = x̄ − x̄_all and A the within-subject cross-products: σ² over it is the sampling variance of the adjusted mean.
    Raises ValueError for a cell or a subject without answers.
    """
    design = _Design(cells, subjects)
    factor = factorise(design.cross_products())
    beta = factor.solve(design.cross_answers())
    effects = tuple(
        Effect(f, level, n, value if kept else None)
        for (f, level, n), value, kept in zip(design.columns, beta, factor.kept, strict=True)
    )
    return CaseMix(design.sample(beta, factor), effects)


def _columns(cells: Cells) -> list[tuple[int, int, int]]:
    """(factor, level, n) of every level but each factor's most frequent, by factor, then falling n, then code."""
    columns: list[tuple[int, int, int]] = []
    for factor in range(cells.levels.shape[1]):
        levels, place = np.unique(cells.levels[:, factor], return_inverse=True)
        counts = _added(place, cells.n, len(levels)).tolist()
        ordered = sorted(zip(levels.tolist(), counts, strict=True), key=lambda item: (-item[1], item[0]))
        columns.extend((factor, level, n) for level, n in ordered[1:])
    return columns


def _added(place: Ints, values: Ints, size: int) -> Ints:
    out = np.zeros(size, np.int64)
    np.add.at(out, place, values)
    return out


class _Design:
    """Counts of the dummy columns per subject, and what least squares needs from them."""

    def __init__(self, cells: Cells, subjects: int) -> None:
        self.cells = cells
        self.columns = _columns(cells)
        self.active = [cells.levels[:, factor] == level for factor, level, _ in self.columns]
        self.n = _added(cells.subject, cells.n, subjects)
        if not np.all(cells.n > 0) or not np.all(self.n > 0):
            raise ValueError("A cell or a subject has no answers; leave out what cannot be judged.")
        self.totals = _added(cells.subject, cells.total, subjects)
        self.counts = [_added(cells.subject[on], cells.n[on], subjects) for on in self.active]

    def cross_products(self) -> list[list[float]]:
        """Σ x_k x_l − Σᵢ n_ik n_il / nᵢ."""
        width = range(len(self.columns))
        joint = [[int(self.cells.n[self.active[k] & self.active[m]].sum()) for m in width] for k in width]
        return [[scatter(joint[k][m], self.counts[k], self.counts[m], self.n) for m in width] for k in width]

    def cross_answers(self) -> list[float]:
        """Σ x_k y − Σᵢ n_ik Σyᵢ / nᵢ."""
        return [
            scatter(int(self.cells.total[on].sum()), count, self.totals, self.n)
            for on, count in zip(self.active, self.counts, strict=True)
        ]

    def sample(self, beta: Sequence[float], factor: PivotedFactor) -> Sample:
        """Adjusted mean and weight of each subject, and the residual sum of squares."""
        answers = int(self.n.sum())
        shifts = [count / self.n - int(count.sum()) / answers for count in self.counts]
        means = self.totals / self.n
        for b, shift in zip(beta, shifts, strict=True):
            means = means - b * shift
        weights = 1.0 / (1.0 / self.n + factor.quadratics(shifts, len(self.n)))
        return Sample(answers, weights, means, self._residual(beta), sum(factor.kept))

    def _residual(self, beta: Sequence[float]) -> float:
        """Σ(y − ȳ − (fit − mean fit))²: scatter within cells, and each cell's gap to what was fitted."""
        cells, subject = self.cells, self.cells.subject
        if not self.columns:
            return cells.within
        inside = cells.within - between(cells.total, cells.total, cells.n) + between(self.totals, self.totals, self.n)
        fitted = np.zeros(len(cells.n))
        for b, on in zip(beta, self.active, strict=True):
            fitted = fitted + b * on
        centre = np.bincount(subject, weights=cells.n * fitted, minlength=len(self.n)) / self.n
        own = (cells.total * self.n[subject] - self.totals[subject] * cells.n) / (cells.n * self.n[subject])
        gap = own - (fitted - centre[subject])
        return max(0.0, inside) + math.fsum((cells.n * gap * gap).tolist())
