"""How much subjects differ (τ²) when each mean comes with its own known sampling variance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from manyi.engine.statistics.distributions import bisect
from manyi.engine.statistics.likelihood_profile import boundary_minimum, spread_nodes

Method = Literal["dl", "pm", "reml"]


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """μ weighted by 1/(τ² + v), its standard error, and τ² (0: no difference shown)."""

    mu: float
    mu_se: float
    tau2: float


def heterogeneity(means: Sequence[float], variances: Sequence[float], method: Method = "reml") -> Heterogeneity:
    """Estimate μ and τ² of y_i ~ N(μ, τ² + v_i).

    dl: DerSimonian & Laird (1986), Controlled Clinical Trials 7, 177–188. pm: Paule & Mandel (1982), the τ² at which
    Σ(y−μ)²/(τ²+v) equals its expectation k − 1. reml: restricted maximum likelihood, Viechtbauer (2005), Journal of
    Educational and Behavioral Statistics 30, 261–293. Raises ValueError with fewer than 2 means or a variance not
    above 0 (a person whose answers are all equal has no variance of their own: pool it over persons).
    """
    if len(means) != len(variances) or len(means) < 2:
        raise ValueError(
            f"Needs 2 or more means, one variance each; got {len(means)} means, {len(variances)} variances."
        )
    if any(not v > 0.0 for v in variances):
        raise ValueError(
            "Every sampling variance must be above 0; pool the variance within subjects over all subjects."
        )
    tau2 = {"dl": _dersimonian_laird, "pm": _paule_mandel, "reml": _reml}[method](means, variances)
    mu, precision = _centre(means, variances, tau2)
    return Heterogeneity(mu, 1.0 / math.sqrt(precision), tau2)


def _weights(variances: Sequence[float], tau2: float) -> list[float]:
    return [1.0 / (tau2 + v) for v in variances]


def _centre(means: Sequence[float], variances: Sequence[float], tau2: float) -> tuple[float, float]:
    weights = _weights(variances, tau2)
    total = math.fsum(weights)
    return math.fsum(w * y for w, y in zip(weights, means, strict=True)) / total, total


def _weighted_squares(means: Sequence[float], variances: Sequence[float], tau2: float, power: int) -> float:
    """Σ wᵖ(y − μ)² with w = 1/(τ² + v)."""
    mu, _ = _centre(means, variances, tau2)
    return math.fsum(w**power * (y - mu) ** 2 for w, y in zip(_weights(variances, tau2), means, strict=True))


def _dersimonian_laird(means: Sequence[float], variances: Sequence[float]) -> float:
    weights = _weights(variances, 0.0)
    total = math.fsum(weights)
    excess = _weighted_squares(means, variances, 0.0, 1) - (len(means) - 1)
    return max(0.0, excess / (total - math.fsum(w * w for w in weights) / total))


def _paule_mandel(means: Sequence[float], variances: Sequence[float]) -> float:
    def shortfall(tau2: float) -> float:
        return len(means) - 1 - _weighted_squares(means, variances, tau2, 1)

    if shortfall(0.0) >= 0.0:
        return 0.0
    high = max(variances)
    while shortfall(high) < 0.0:
        high *= 2.0
    return bisect(shortfall, 0.0, high)


def _reml(means: Sequence[float], variances: Sequence[float]) -> float:
    def deviance(tau2: float) -> float:
        weights = _weights(variances, tau2)
        squares = _weighted_squares(means, variances, tau2, 1)
        return squares - math.fsum(math.log(w) for w in weights) + math.log(math.fsum(weights))

    def slope(tau2: float) -> float:
        weights = _weights(variances, tau2)
        total = math.fsum(weights)
        trace = total - math.fsum(w * w for w in weights) / total
        return trace - _weighted_squares(means, variances, tau2, 2)

    return boundary_minimum(deviance, slope, spread_nodes(math.fsum(variances) / len(variances)))
