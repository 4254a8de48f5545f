"""How much people differ (τ²) and how much answers to one person scatter (σ²), from sufficient statistics per subject.

The model is the one-way random effect x_ij = μ + u_i + e_ij with Var(u_i) = τ² and Var(e_ij) = σ²/w_ij.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from manyi.engine.statistics.likelihood_profile import boundary_minimum, spread_nodes

Method = Literal["anova", "reml"]
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SubjectMoments:
    """One subject: number of observations, Σw, weighted mean, and Σw(x − mean)² within the subject."""

    observations: int
    weight: float
    mean: float
    within: float

    def __post_init__(self) -> None:
        if self.observations < 1 or not self.weight > 0.0 or not self.within >= 0.0 or not math.isfinite(self.mean):
            raise ValueError(
                f"A subject needs ≥ 1 observation, weight > 0, a mean and within ≥ 0; this one is {self!r}."
            )


@dataclass(frozen=True, slots=True)
class VarianceComponents:
    """μ (in the answers' unit), τ² between subjects and σ² within (both in its square). τ² = 0: no difference shown.

    df are the degrees of freedom within subjects: √(σ²/weight) with df is the standard error of an unshrunken mean.
    """

    mu: float
    tau2: float
    sigma2: float
    df: int


def from_sums(n: int, total: int, sumsq: int) -> SubjectMoments:
    """Moments of n unweighted integer answers from Σx and Σx²; each field is rounded once from the exact value."""
    if n < 1 or n * sumsq < total * total:
        raise ValueError(f"n = {n}, Σx = {total}, Σx² = {sumsq} are not the sums of one sample; check the tally.")
    return SubjectMoments(n, float(n), total / n, (n * sumsq - total * total) / n)


def from_observations(values: Sequence[float], weights: Sequence[float]) -> SubjectMoments:
    """Moments of weighted observations (weight: exposure, as number of answers behind each value)."""
    if len(values) != len(weights):
        raise ValueError(f"{len(values)} values came with {len(weights)} weights; each value needs one.")
    weight = math.fsum(weights)
    mean = math.fsum(w * x for w, x in zip(weights, values, strict=True)) / weight
    within = math.fsum(w * (x - mean) ** 2 for w, x in zip(weights, values, strict=True))
    return SubjectMoments(len(values), weight, mean, within)


def variance_components(
    subjects: Sequence[SubjectMoments], method: Method = "reml", fitted: int = 0
) -> VarianceComponents:
    """Estimate μ, τ² and σ².

    anova: unbiased moments, τ² cut at 0: Bühlmann & Straub (1970); for equal weights Searle, Casella & McCulloch
    (1992), ch. 3. reml: restricted maximum likelihood, the same model as lme4's `x ~ 1 + (1 | subject)`: Patterson &
    Thompson (1971). fitted: number of case-mix effects already taken out of the within sums, each costs one degree of
    freedom. Raises ValueError with fewer than 2 subjects, or when no subject has a repeated observation.
    """
    if len(subjects) < 2:
        raise ValueError(f"Differences between subjects need at least 2 subjects, not {len(subjects)}.")
    df = sum(s.observations - 1 for s in subjects) - fitted
    if df < 1:
        raise ValueError("The scatter within subjects needs repeated answers: every subject has one answer only.")
    within = math.fsum(s.within for s in subjects)
    if method == "anova":
        sigma2 = within / df
        tau2 = _anova_tau2(subjects, sigma2)
    elif within == 0.0:
        sigma2, tau2 = 0.0, _sample_variance([s.mean for s in subjects])
    else:
        tau2, sigma2 = _reml(subjects, within, df)
    return VarianceComponents(_grand_mean(subjects, tau2, sigma2), tau2, sigma2, df)


def _anova_tau2(subjects: Sequence[SubjectMoments], sigma2: float) -> float:
    total = math.fsum(s.weight for s in subjects)
    mean = math.fsum(s.weight * s.mean for s in subjects) / total
    between = math.fsum(s.weight * (s.mean - mean) ** 2 for s in subjects)
    scale = total - math.fsum(s.weight**2 for s in subjects) / total
    return max(0.0, (between - (len(subjects) - 1) * sigma2) / scale)


def _grand_mean(subjects: Sequence[SubjectMoments], tau2: float, sigma2: float) -> float:
    """Mean weighted by 1/(τ² + σ²/w), that is by reliability; by w alone when τ² = 0."""
    if tau2 == 0.0:
        weights = [s.weight for s in subjects]
    else:
        weights = [1.0 / (tau2 + sigma2 / s.weight) for s in subjects]
    return _weighted_mean(weights, [s.mean for s in subjects])


def _reml(subjects: Sequence[SubjectMoments], within: float, df: int) -> tuple[float, float]:
    """τ² and σ² at the minimum of the profile of −2·log restricted likelihood over the ratio γ = τ²/σ²."""
    means, inverse = np.array([s.mean for s in subjects]), np.array([1.0 / s.weight for s in subjects])
    freedom = df + len(subjects) - 1

    def parts(ratio: float) -> tuple[_Floats, float, _Floats, float]:
        precision = 1.0 / (ratio + inverse)
        sum_precision = _sum(precision)
        gap = means - _sum(precision * means) / sum_precision
        squares = precision * (gap * gap)
        return precision, sum_precision, squares, within + _sum(squares)

    def deviance(ratio: float) -> float:
        precision, sum_precision, _, residual = parts(ratio)
        # math.log, not numpy's: that one may differ in the last digit from processor to processor
        logs = math.fsum(map(math.log, precision.tolist()))
        return freedom * math.log(residual) - logs + math.log(sum_precision)

    def slope(ratio: float) -> float:
        precision, sum_precision, squares, residual = parts(ratio)
        trace = sum_precision - _sum(precision * precision) / sum_precision
        return trace - freedom * _sum(precision * squares) / residual

    ratio = boundary_minimum(deviance, slope, spread_nodes(_plain_mean(inverse.tolist())))
    sigma2 = parts(ratio)[3] / freedom
    return ratio * sigma2, sigma2


def _sum(values: _Floats) -> float:
    """The correctly rounded sum: the same on every machine."""
    return math.fsum(values.tolist())


def _weighted_mean(weights: Sequence[float], values: Sequence[float]) -> float:
    return math.fsum(w * x for w, x in zip(weights, values, strict=True)) / math.fsum(weights)


def _plain_mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _sample_variance(values: Iterable[float]) -> float:
    listed = list(values)
    centre = _plain_mean(listed)
    return math.fsum((x - centre) ** 2 for x in listed) / (len(listed) - 1)
