"""How much people differ (τ²) and how much answers to one person scatter (σ²), from sufficient statistics per subject.

The model is the one-way random effect x_ij = μ + u_i + e_ij with Var(u_i) = τ² and Var(e_ij) = σ²/w_ij.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from manyi.engine.statistics.likelihood_profile import boundary_minimum, spread_nodes

Method = Literal["anova", "reml"]
Floats = NDArray[np.float64]


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


@dataclass(frozen=True, eq=False)
class Sample:
    """Subjects side by side: weights and means, each (subjects,); the scatter within all of them is one number.

    observations: all subjects together. within: ΣΣw(x − mean)² over all subjects. fitted: case-mix effects already
    taken out of it, each costs one degree of freedom.
    """

    observations: int
    weights: Floats
    means: Floats
    within: float
    fitted: int = 0

    @classmethod
    def of(cls, subjects: Sequence[SubjectMoments]) -> Self:
        """The same subjects, given one by one."""
        return cls(
            observations=sum(s.observations for s in subjects),
            weights=np.array([s.weight for s in subjects], dtype=np.float64),
            means=np.array([s.mean for s in subjects], dtype=np.float64),
            within=math.fsum(s.within for s in subjects),
        )

    @property
    def df(self) -> int:
        """Degrees of freedom within subjects."""
        return self.observations - len(self.means) - self.fitted


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


def variance_components(sample: Sample, method: Method = "reml") -> VarianceComponents:
    """Estimate μ, τ² and σ².

    anova: unbiased moments, τ² cut at 0: Bühlmann & Straub (1970); for equal weights Searle, Casella & McCulloch
    (1992), ch. 3. reml: restricted maximum likelihood, the same model as lme4's `x ~ 1 + (1 | subject)`: Patterson &
    Thompson (1971). Raises ValueError with fewer than 2 subjects, or when no subject has a repeated observation.
    """
    if len(sample.means) < 2:
        raise ValueError(f"Differences between subjects need at least 2 subjects, not {len(sample.means)}.")
    if sample.df < 1:
        raise ValueError("The scatter within subjects needs repeated answers: every subject has one answer only.")
    if method == "anova":
        sigma2 = sample.within / sample.df
        tau2 = _anova_tau2(sample, sigma2)
    elif sample.within == 0.0:
        sigma2, tau2 = 0.0, _sample_variance(sample.means)
    else:
        tau2, sigma2 = _reml(sample)
    return VarianceComponents(_grand_mean(sample, tau2, sigma2), tau2, sigma2, sample.df)


def _anova_tau2(sample: Sample, sigma2: float) -> float:
    total = _sum(sample.weights)
    gap = sample.means - _sum(sample.weights * sample.means) / total
    between = _sum(sample.weights * gap**2)
    scale = total - _sum(sample.weights**2) / total
    return max(0.0, (between - (len(gap) - 1) * sigma2) / scale)


def _grand_mean(sample: Sample, tau2: float, sigma2: float) -> float:
    """Mean weighted by 1/(τ² + σ²/w), that is by reliability; by w alone when τ² = 0."""
    weights = sample.weights if tau2 == 0.0 else 1.0 / (tau2 + sigma2 / sample.weights)
    return _sum(weights * sample.means) / _sum(weights)


def _reml(sample: Sample) -> tuple[float, float]:
    """τ² and σ² at the minimum of the profile of −2·log restricted likelihood over the ratio γ = τ²/σ²."""
    means, inverse = sample.means, 1.0 / sample.weights
    freedom = sample.df + len(means) - 1

    def parts(ratio: float) -> tuple[Floats, float, Floats, float]:
        precision = 1.0 / (ratio + inverse)
        sum_precision = _sum(precision)
        gap = means - _sum(precision * means) / sum_precision
        squares = precision * (gap * gap)
        return precision, sum_precision, squares, sample.within + _sum(squares)

    def deviance(ratio: float) -> float:
        precision, sum_precision, _, residual = parts(ratio)
        # math.log, not numpy's: that one may differ in the last digit from processor to processor
        logs = math.fsum(map(math.log, precision.tolist()))
        return freedom * math.log(residual) - logs + math.log(sum_precision)

    def slope(ratio: float) -> float:
        precision, sum_precision, squares, residual = parts(ratio)
        trace = sum_precision - _sum(precision * precision) / sum_precision
        return trace - freedom * _sum(precision * squares) / residual

    ratio = boundary_minimum(deviance, slope, spread_nodes(_plain_mean(inverse)))
    sigma2 = parts(ratio)[3] / freedom
    return ratio * sigma2, sigma2


def _sum(values: Floats) -> float:
    """The correctly rounded sum: the same on every machine."""
    return math.fsum(values.tolist())


def _plain_mean(values: Floats) -> float:
    return _sum(values) / len(values)


def _sample_variance(values: Floats) -> float:
    return _sum((values - _plain_mean(values)) ** 2) / (len(values) - 1)
