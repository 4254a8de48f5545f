"""Estimates that trust each subject's own answers as far as they are reliable, and the common mean for the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from manyi.engine.statistics.variance_components import Method, SubjectMoments, VarianceComponents, variance_components


@dataclass(frozen=True, slots=True)
class ShrunkenScore:
    """One subject's estimate in the answers' unit.

    reliability λ = τ²/(τ² + v), 0–1. sd = √(λv) is the posterior standard deviation with μ and τ² taken as known; it is
    0 when τ² = 0, which says "no difference shown", not "known exactly". sd_with_mean = √(λv + (1−λ)²·Var(μ̂)) adds the
    uncertainty of μ̂: use it for the interval shown to people. Neither adds the uncertainty of τ²: a simulated 95 %
    interval covers 95 % among 120 people and 93.5 % among 30.
    """

    estimate: float
    reliability: float
    sd: float
    sd_with_mean: float


def shrink(means: Sequence[float], variances: Sequence[float], mu: float, tau2: float) -> list[ShrunkenScore]:
    """Best linear unbiased predictions μ + λ(ȳ − μ), each mean with its own sampling variance v > 0.

    The general form: v = σ²/n for one question, or the variance of a weighted composite. Bühlmann & Straub (1970),
    Bulletin of the Swiss Association of Actuaries 70, 111–133; Henderson (1975), Biometrics 31, 423–447 for the
    uncertainty of μ̂. v = 0 is allowed only with τ² > 0 (λ = 1).
    """
    if len(means) != len(variances):
        raise ValueError(f"{len(means)} means came with {len(variances)} sampling variances; each mean needs one.")
    if not tau2 >= 0.0 or any(not v >= 0.0 or (v == 0.0 and tau2 == 0.0) for v in variances):
        raise ValueError("Shrinkage needs τ² ≥ 0 and sampling variances above 0; pool the variance over subjects.")
    mean_variance = 1.0 / math.fsum(1.0 / (tau2 + v) for v in variances)
    return [_score(x, v, mu, tau2, mean_variance) for x, v in zip(means, variances, strict=True)]


def shrink_subjects(
    subjects: Sequence[SubjectMoments], method: Method = "reml", fitted: int = 0
) -> tuple[VarianceComponents, list[ShrunkenScore]]:
    """Variance components (see there for method and fitted) and each subject's score, in the order given."""
    components = variance_components(subjects, method, fitted)
    if components.sigma2 == 0.0 and components.tau2 == 0.0:
        return components, [ShrunkenScore(components.mu, 0.0, 0.0, 0.0) for _ in subjects]
    variances = [components.sigma2 / s.weight for s in subjects]
    return components, shrink([s.mean for s in subjects], variances, components.mu, components.tau2)


def _score(mean: float, variance: float, mu: float, tau2: float, mean_variance: float) -> ShrunkenScore:
    reliability = tau2 / (tau2 + variance)
    own = reliability * variance
    return ShrunkenScore(
        estimate=mu + reliability * (mean - mu),
        reliability=reliability,
        sd=math.sqrt(own),
        sd_with_mean=math.sqrt(own + (1.0 - reliability) ** 2 * mean_variance),
    )
