"""Limits within which units may differ by chance alone, widened when all units scatter more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from manyi.engine.statistics.distributions import gamma_quantile, normal_quantile, two_sided_z


@dataclass(frozen=True, slots=True)
class Limits:
    """Lower and upper control limit, in the figure's unit."""

    low: float
    high: float


def poisson_limits(expected: float, confidence: float = 0.95) -> Limits:
    """Limits of observed/expected for a Poisson count with this expectation, by the χ²–Poisson link.

    χ²(α/2; 2E)/2E and χ²(1−α/2; 2E+2)/2E: Spiegelhalter (2005), Statistics in Medicine 24, 1185–1202.
    """
    if not expected > 0.0:
        raise ValueError(f"A funnel needs an expected count above 0, not {expected!r}.")
    tail = (1.0 - confidence) / 2.0
    return Limits(gamma_quantile(tail, expected) / expected, gamma_quantile(1.0 - tail, expected + 1.0) / expected)


def overdispersion(z_scores: Sequence[float], winsorised: float = 0.1) -> float:
    """φ = Σz²/I after moving the outermost share of z-scores at each end to the next inner one; 1 is chance alone.

    Moving them makes φ too small by what a normal distribution loses that way; φ is divided by it, so that limits keep
    their promise when all units scatter alike: without, 95 % limits would hold about 89 % at twice the chance scatter.
    """
    if not z_scores or not 0.0 <= winsorised < 0.5:
        raise ValueError("Over-dispersion needs z-scores and a winsorised share from 0 to below 0.5.")
    ordered = sorted(z_scores)
    cut = math.floor(winsorised * len(ordered))
    low, high = ordered[cut], ordered[-1 - cut]
    squares = math.fsum(min(max(z, low), high) ** 2 for z in ordered)
    return squares / len(ordered) / _left_of_square(cut / len(ordered))


def _left_of_square(moved: float) -> float:
    """E min(|Z|, q)² of a standard normal Z, where q leaves this share at each end: what moving the ends leaves of 1."""
    if moved == 0.0:
        return 1.0
    q = normal_quantile(1.0 - moved)
    density = math.exp(-0.5 * q * q) / math.sqrt(2.0 * math.pi)
    return (1.0 - 2.0 * moved) - 2.0 * q * density + 2.0 * moved * q * q


def between_unit_variance(z_scores: Sequence[float], ses: Sequence[float], winsorised: float = 0.1) -> float:
    """τ² ≥ 0 to add to every unit's se²: (Iφ − (I−1))/(Σw − Σw²/Σw), w = 1/se² (Spiegelhalter (2005), § 3.3)."""
    if len(z_scores) != len(ses) or len(ses) < 2 or not min(ses) > 0.0:
        raise ValueError("The variance between units needs 2 or more z-scores, each with a standard error above 0.")
    weights = [1.0 / (se * se) for se in ses]
    scale = math.fsum(weights) - math.fsum(w * w for w in weights) / math.fsum(weights)
    excess = len(ses) * overdispersion(z_scores, winsorised) - (len(ses) - 1)
    return max(0.0, excess / scale)


def mean_limits(target: float, se: float, tau2: float = 0.0, confidence: float = 0.95) -> Limits:
    """target ± z·√(se² + τ²) for a unit whose mean has this standard error."""
    half = two_sided_z(confidence) * math.sqrt(se * se + tau2)
    return Limits(target - half, target + half)
