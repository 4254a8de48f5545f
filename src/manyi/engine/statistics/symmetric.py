"""Correlations and the square root of a symmetric matrix, in a fixed order of operations on every machine."""

from __future__ import annotations

import math
from collections.abc import Sequence

Matrix = list[list[float]]
_MOST_SWEEPS = 100


def covariance(columns: Sequence[Sequence[float]]) -> Matrix:
    """Sample covariances (divisor n − 1) of p columns of n values each, p × p."""
    n = len(columns[0])
    if n < 2 or any(len(column) != n for column in columns):
        raise ValueError("Covariances need columns of equal length with 2 or more values.")
    centred = []
    for column in columns:
        mean = math.fsum(column) / n
        centred.append([x - mean for x in column])
    return [[math.fsum(x * y for x, y in zip(a, b, strict=True)) / (n - 1) for b in centred] for a in centred]


def correlation(columns: Sequence[Sequence[float]]) -> Matrix:
    """Pearson correlations, p × p; raises ValueError for a column that does not vary."""
    table = covariance(columns)
    constant = [k for k in range(len(table)) if not table[k][k] > 0.0]
    if constant:
        raise ValueError(f"Column(s) {constant} do not vary, so they correlate with nothing; leave them out.")
    sds = [math.sqrt(table[k][k]) for k in range(len(table))]
    return [[value / (sds[a] * sds[b]) for b, value in enumerate(row)] for a, row in enumerate(table)]


def eigen(matrix: Sequence[Sequence[float]]) -> tuple[list[float], Matrix]:
    """Eigenvalues and the matrix whose columns are the eigenvectors, by cyclic Jacobi rotations.

    Golub & Van Loan, Matrix Computations, 4th ed., § 8.5.
    """
    a = [list(row) for row in matrix]
    p = len(a)
    vectors = [[float(i == j) for j in range(p)] for i in range(p)]
    for _ in range(_MOST_SWEEPS):
        off = math.fsum(a[i][j] ** 2 for i in range(p) for j in range(p) if i != j)
        if off <= 1e-30 * math.fsum(x * x for row in a for x in row):
            return [a[i][i] for i in range(p)], vectors
        for i in range(p):
            for j in range(i + 1, p):
                _rotate(a, vectors, i, j)
    raise ArithmeticError(f"Jacobi's rotations did not settle in {_MOST_SWEEPS} sweeps.")


def square_root(matrix: Sequence[Sequence[float]]) -> Matrix:
    """The symmetric square root V·√Δ·V' of a positive semidefinite matrix."""
    values, vectors = eigen(matrix)
    roots = [math.sqrt(max(0.0, v)) for v in values]
    return [[math.fsum(x * r * y for x, r, y in zip(a, roots, b, strict=True)) for b in vectors] for a in vectors]


def _rotate(a: Matrix, vectors: Matrix, i: int, j: int) -> None:
    if a[i][j] == 0.0:
        return
    theta = (a[j][j] - a[i][i]) / (2.0 * a[i][j])
    t = math.copysign(1.0, theta) / (abs(theta) + math.sqrt(theta * theta + 1.0))
    c = 1.0 / math.sqrt(t * t + 1.0)
    s = t * c
    for row in (*a, *vectors):
        row[i], row[j] = c * row[i] - s * row[j], s * row[i] + c * row[j]
    for k in range(len(a)):
        a[i][k], a[j][k] = c * a[i][k] - s * a[j][k], s * a[i][k] + c * a[j][k]
