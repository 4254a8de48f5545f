"""Shares of few answers, estimated with what is known about all subjects (beta-binomial)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from manyi.engine.statistics.distributions import beta_quantile
from manyi.engine.statistics.variance_components import Sample, from_sums, variance_components


@dataclass(frozen=True, slots=True)
class BetaPrior:
    """How true shares (0–1) vary over subjects: Beta(a, b), mean a/(a + b), worth a + b answers."""

    a: float
    b: float

    def __post_init__(self) -> None:
        if not (self.a > 0.0 and self.b > 0.0):
            raise ValueError(f"A beta prior needs a > 0 and b > 0, not {self.a!r} and {self.b!r}.")


@dataclass(frozen=True, slots=True)
class SharePosterior:
    """Posterior mean and standard deviation of a share, equal-tailed interval, reliability λ = n/(n + a + b)."""

    estimate: float
    sd: float
    low: float
    high: float
    reliability: float


def share_posterior(successes: int, n: int, prior: BetaPrior, confidence: float = 0.95) -> SharePosterior:
    """Beta(a + x, b + n − x): Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 5."""
    if not 0 <= successes <= n:
        raise ValueError(f"A share needs 0 ≤ successes ≤ n, not {successes} of {n}.")
    a, b = prior.a + successes, prior.b + (n - successes)
    total = a + b
    tail = (1.0 - confidence) / 2.0
    return SharePosterior(
        estimate=a / total,
        sd=math.sqrt(a * b / (total * total * (total + 1.0))),
        low=beta_quantile(tail, a, b),
        high=beta_quantile(1.0 - tail, a, b),
        reliability=n / (n + prior.a + prior.b),
    )


def prior_from_moments(mean: float, variance: float) -> BetaPrior:
    """The beta distribution with this mean and variance: a + b = mean(1 − mean)/variance − 1 (ibid., appendix A)."""
    if not 0.0 < mean < 1.0 or not 0.0 < variance < mean * (1.0 - mean):
        raise ValueError(f"No beta distribution has mean {mean!r} and variance {variance!r}.")
    size = mean * (1.0 - mean) / variance - 1.0
    return BetaPrior(mean * size, (1.0 - mean) * size)


def share_prior(counts: Sequence[tuple[int, int]]) -> BetaPrior | None:
    """Prior from (successes, n) per subject by moments: one-way analysis of variance of the 0/1 answers, a + b = σ²/τ².

    The same τ² and σ² as for means, so shares and means share one reliability: Kleinman (1973), JASA 68, 46–54.
    None when τ² = 0 (no difference shown) or when no subject has both outcomes.
    """
    components = variance_components(Sample.of([from_sums(n, x, x) for x, n in counts]), "anova")
    if components.tau2 == 0.0 or components.sigma2 == 0.0:
        return None
    size = components.sigma2 / components.tau2
    return BetaPrior(components.mu * size, (1.0 - components.mu) * size)
