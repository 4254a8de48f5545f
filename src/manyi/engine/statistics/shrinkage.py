"""Estimates that trust each subject's own answers as far as they are reliable, and the common mean for the rest."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manyi.engine.statistics.variance_components import Method, Sample, VarianceComponents, variance_components

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shrunken:
    """Estimates in the answers' unit, each field (subjects,).

    reliability λ = τ²/(τ² + v), 0–1. sd = √(λv) is the posterior standard deviation with μ and τ² taken as known; it is
    0 when τ² = 0, which says "no difference shown", not "known exactly". sd_total adds what is not known about μ and τ²:
    use it for the interval shown to people. What simulated companies come to is in docs/fairness.md.
    """

    estimate: Floats
    reliability: Floats
    sd: Floats
    sd_total: Floats


def shrink(means: Floats, variances: Floats, mu: float, tau2: float) -> Shrunken:
    """Best linear unbiased predictions μ + λ(ȳ − μ), each mean with its own sampling variance v > 0; both (subjects,).

    The general form: v = σ²/n for one question, or the variance of a weighted composite. Bühlmann & Straub (1970),
    Bulletin of the Swiss Association of Actuaries 70, 111–133; Henderson (1975), Biometrics 31, 423–447 for the
    uncertainty of μ̂, (1−λ)²/Σw with w = 1/(τ² + v); Prasad & Rao (1990), JASA 85, 163–171 for that of τ², which is
    twice v²w³·2/Σw² (once for the spread of λ, once because λv is too small on average). v = 0 is allowed only with
    τ² > 0 (λ = 1).
    """
    if len(means) != len(variances):
        raise ValueError(f"{len(means)} means came with {len(variances)} sampling variances; each mean needs one.")
    if not tau2 >= 0.0 or not np.all(variances >= 0.0) or (tau2 == 0.0 and np.any(variances == 0.0)):
        raise ValueError("Shrinkage needs τ² ≥ 0 and sampling variances above 0; pool the variance over subjects.")
    precision = 1.0 / (tau2 + variances)
    mean_variance = 1.0 / math.fsum(precision.tolist())
    tau2_variance = 2.0 / math.fsum((precision * precision).tolist())
    reliability = tau2 / (tau2 + variances)
    own = reliability * variances
    of_tau2 = variances * variances * (precision * precision * precision) * tau2_variance
    return Shrunken(
        estimate=mu + reliability * (means - mu),
        reliability=reliability,
        sd=np.sqrt(own),
        sd_total=np.sqrt(own + (1.0 - reliability) ** 2 * mean_variance + 2.0 * of_tau2),
    )


def shrink_subjects(sample: Sample, method: Method = "reml") -> tuple[VarianceComponents, Shrunken]:
    """Variance components (see there for method) and each subject's estimate, in the order given."""
    components = variance_components(sample, method)
    if components.sigma2 == 0.0 and components.tau2 == 0.0:
        nothing = np.zeros(len(sample.means))
        return components, Shrunken(nothing + components.mu, nothing, nothing, nothing)
    variances = components.sigma2 / sample.weights
    return components, shrink(sample.means, variances, components.mu, components.tau2)
