"""Funnel limits."""

import pytest
from scipy import integrate, stats

from manyi.engine.statistics.funnel import between_unit_variance, mean_limits, overdispersion, poisson_limits


@pytest.mark.parametrize(
    ("expected", "low", "high"),
    [(15, 0.5596924, 1.649348), (20, 0.6108260, 1.544419), (30, 0.6746958, 1.427562)],
)
def test_published_poisson_limits(expected: int, low: float, high: float) -> None:
    limits = poisson_limits(expected)
    assert (round(limits.low, 7), round(limits.high, 6)) == (low, high)


def test_overdispersion_moves_the_outermost_inwards() -> None:
    q = float(stats.norm.ppf(0.9))
    left, _ = integrate.quad(lambda z: min(abs(z), q) ** 2 * float(stats.norm.pdf(z)), -8, 8, points=[-q, q])
    assert overdispersion([1.0, -1.0] * 5, 0.0) == 1.0
    assert overdispersion([-50.0, *[1.0, -1.0] * 4, 50.0], 0.1) == pytest.approx(1.0 / left, rel=1e-9)


def test_few_z_scores_lose_nobody_at_the_ends_and_need_no_correction() -> None:
    assert overdispersion([2.0, -2.0] * 4, 0.1) == 4.0


def test_scatter_within_chance_adds_nothing() -> None:
    assert between_unit_variance([0.5, -0.5, 0.4, -0.4], [1.0] * 4) == 0.0


def test_extra_scatter_widens_the_limits() -> None:
    z_scores = [3.0, -3.0, 2.0, -2.0, 1.0, -1.0]
    tau2 = between_unit_variance(z_scores, [2.0] * 6, winsorised=0.0)
    assert tau2 == pytest.approx((28.0 - 5.0) / (6 / 4 - 1 / 4))
    limits = mean_limits(80.0, 2.0, tau2)
    assert limits.high - 80.0 == pytest.approx(1.959964 * (4.0 + tau2) ** 0.5, abs=1e-4)
