"""Intervals of shares, funnel limits, jackknifed shares of R² and changes hold as often as they promise.

Each test says what it measured to `measured`, which holds it against the table of docs/fairness.md.
"""

import math

import numpy as np
import pytest
from calibration_world import Measured
from scipy import stats

from manyi.engine.analysis.funnel import centre
from manyi.engine.statistics.drivers import lmg_of
from manyi.engine.statistics.funnel import mean_limits
from manyi.engine.statistics.intervals import around, difference, wilson
from manyi.engine.statistics.jackknife import jackknife
from manyi.engine.statistics.shares import share_posterior, share_prior

pytest_plugins = ["calibration_fixtures"]

pytestmark = pytest.mark.calibration


@pytest.mark.parametrize(("n", "least"), [(10, 0.85), (20, 0.90), (50, 0.91), (200, 0.92)])
def test_wilson_covers_95_percent_on_average_over_shares(n: int, least: float, measured: Measured) -> None:
    """Exactly, by adding up binomial probabilities: no draw."""
    intervals = [wilson(x, n) for x in range(n + 1)]
    covers = []
    for share in (k / 200 for k in range(1, 200)):
        inside = [x for x, interval in enumerate(intervals) if interval.low <= share <= interval.high]
        covers.append(float(stats.binom.pmf(inside, n, share).sum()))
    measured(f"wilson_{n}", float(np.mean(covers)))
    measured(f"wilson_{n}_least", min(covers))
    assert 0.945 <= float(np.mean(covers)) <= 0.96
    assert min(covers) >= least


@pytest.mark.parametrize(("units", "between"), [(8, 0.0), (8, 4.0), (30, 0.0), (30, 4.0), (100, 4.0)])
def test_funnel_limits_hold_95_percent_of_units_in_control(
    units: int, between: float, rounds: int, measured: Measured
) -> None:
    """With chance alone, and where all units differ by habit (standard deviation 4) as much as by chance or more."""
    draw = np.random.default_rng(20260306)
    inside = total = 0
    for _ in range(12_000 // units * rounds):
        ses = 20.0 / np.sqrt(draw.integers(15, 200, units))
        means = 75.0 + between * draw.standard_normal(units) + ses * draw.standard_normal(units)
        target, tau2 = centre(means.tolist(), ses.tolist())
        for mean, se in zip(means.tolist(), ses.tolist(), strict=True):
            limits = mean_limits(target, se, tau2)
            inside, total = inside + (limits.low <= mean <= limits.high), total + 1
    measured(f"funnel_{units}{'_apart' if between else ''}", inside / total)
    assert 0.935 <= inside / total <= 0.99


def test_shares_are_where_their_posterior_says(rounds: int, measured: Measured) -> None:
    """The prior is estimated from the same people each time."""
    draw = np.random.default_rng(20260307)
    held = total = 0
    for _ in range(20 * rounds):
        truth = draw.beta(17.0, 3.0, 60)
        sizes = draw.integers(10, 80, 60)
        counts = [(int(x), int(n)) for x, n in zip(draw.binomial(sizes, truth), sizes, strict=True)]
        prior = share_prior(counts)
        assert prior is not None
        for (x, n), share in zip(counts, truth.tolist(), strict=True):
            found = share_posterior(x, n, prior)
            held, total = held + (found.low <= share <= found.high), total + 1
    measured("shares", held / total)
    assert 0.93 <= held / total <= 0.965


def test_jackknifed_shares_of_r2_cover_their_truth(rounds: int, measured: Measured) -> None:
    """Three drivers of unequal weight, correlated 0.5 with each other; 20 blocks of 30 answers."""
    draw = np.random.default_rng(20260308)
    weights, spread = np.array([0.6, 0.3, 0.1]), np.full((3, 3), 0.5) + 0.5 * np.eye(3)
    root = np.linalg.cholesky(spread)
    joint = np.block(
        [
            [spread, (spread @ weights)[:, None]],
            [(spread @ weights)[None], np.array([[weights @ spread @ weights + 0.6]])],
        ]
    )
    truth = _shares(joint)
    held = total = 0
    for _ in range(60 * rounds):
        x = draw.standard_normal((600, 3)) @ root.T
        columns = np.column_stack([x, x @ weights + math.sqrt(0.6) * draw.standard_normal(600)])
        blocks = [np.delete(columns, np.s_[k * 30 : k * 30 + 30], axis=0) for k in range(20)]
        found = jackknife(_shares(np.cov(columns.T)), [_shares(np.cov(block.T)) for block in blocks])
        held += sum(one.low <= share <= one.high for one, share in zip(found, truth, strict=True))
        total += 3
    measured("driver_shares", held / total)
    assert 0.92 <= held / total <= 0.98


def _shares(covariance: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[float]:
    sds = np.sqrt(np.diag(covariance))
    found = lmg_of((covariance / np.outer(sds, sds)).tolist())
    return [part / found.r2 for part in found.parts]


def test_no_change_is_taken_for_one_in_twenty_times_at_most(rounds: int, measured: Measured) -> None:
    """Two months of 40 five-point answers each, from the same customers' opinion."""
    draw = np.random.default_rng(20260309)
    shown = 0
    for _ in range(4000 * rounds):
        months = draw.choice(5, size=(2, 40), p=[0.05, 0.05, 0.1, 0.3, 0.5]) * 25.0
        before, after = (around(float(m.mean()), float(m.std(ddof=1)) / math.sqrt(40)) for m in months)
        shown += difference(after, before).excludes(0.0)
    measured("change_shown_by_chance", shown / (4000 * rounds))
    assert 0.04 <= shown / (4000 * rounds) <= 0.065
