"""Estimates per subject from the tally: adjusted, shrunk within the position group, with interval and reliability."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manyi.engine.figures.moments import Moments
from manyi.engine.policy.sections.scoring import Estimate
from manyi.engine.statistics.composite import CrossMoments, composite, pooled_covariance
from manyi.engine.statistics.shrinkage import shrink
from manyi.engine.statistics.variance_components import SubjectMoments, VarianceComponents, variance_components

Floats = NDArray[np.float64]
Z95 = 1.959963984540054


@dataclass(frozen=True)
class Estimates:
    """One figure's estimates on the 0-100 index, one entry per subject; NaN where there is nothing.

    `raw` is unshrunken but case-mix adjusted, `se` its sampling error; `value` is shrunken, `sd` its posterior sd;
    `low`/`high` the 95 % interval; `pools` the variance components (index units) of each group compared.
    """

    raw: Floats
    se: Floats
    value: Floats
    sd: Floats
    low: Floats
    high: Floats
    reliability: Floats
    n: NDArray[np.int64]
    pools: Mapping[str, VarianceComponents]


def _blank(size: int) -> Floats:
    return np.full(size, np.nan)


@dataclass(frozen=True)
class _Shrunk:
    places: Sequence[int]
    means: Sequence[float]
    variances: Sequence[float]
    components: VarianceComponents | None


class _Canvas:
    """Arrays being filled group by group."""

    def __init__(self, size: int, n: NDArray[np.int64]) -> None:
        self.raw, self.se, self.value, self.sd = _blank(size), _blank(size), _blank(size), _blank(size)
        self.low, self.high, self.reliability = _blank(size), _blank(size), _blank(size)
        self.n = n
        self.pools: dict[str, VarianceComponents] = {}

    def paint(self, group: str, shrunk: _Shrunk) -> None:
        """Write one group's estimates; without variance components nothing is told apart (reliability 0)."""
        for place, mean, variance in zip(shrunk.places, shrunk.means, shrunk.variances, strict=True):
            self.raw[place], self.se[place] = mean, math.sqrt(variance)
        if shrunk.components is None:
            self._paint_alone(shrunk)
            return
        self.pools[group] = shrunk.components
        variances = [max(variance, 1e-12) for variance in shrunk.variances]
        scores = shrink(shrunk.means, variances, shrunk.components.mu, shrunk.components.tau2)
        for place, score in zip(shrunk.places, scores, strict=True):
            self.value[place], self.sd[place], self.reliability[place] = score.estimate, score.sd, score.reliability
            self.low[place] = max(0.0, score.estimate - Z95 * score.sd_with_mean)
            self.high[place] = min(100.0, score.estimate + Z95 * score.sd_with_mean)

    def _paint_alone(self, shrunk: _Shrunk) -> None:
        for place, mean, variance in zip(shrunk.places, shrunk.means, shrunk.variances, strict=True):
            self.value[place], self.sd[place], self.reliability[place] = mean, math.sqrt(variance), 0.0
            self.low[place] = max(0.0, mean - Z95 * math.sqrt(variance))
            self.high[place] = min(100.0, mean + Z95 * math.sqrt(variance))

    def done(self) -> Estimates:
        """The finished estimates."""
        return Estimates(
            self.raw, self.se, self.value, self.sd, self.low, self.high, self.reliability, self.n, self.pools
        )


def _groups(groups: Sequence[str], present: NDArray[np.bool_]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place in np.flatnonzero(present):
        found.setdefault(groups[int(place)], []).append(int(place))
    return dict(sorted(found.items()))


def dimension_estimates(moments: Moments, dimension: int, groups: Sequence[str], rules: Estimate) -> Estimates:
    """Estimates of one dimension's mean index for every subject with an answer."""
    n = moments.n[:, dimension, dimension]
    canvas = _Canvas(len(groups), n.copy())
    unit = 100.0 / moments.scale[dimension]
    for group, places in _groups(groups, n > 0).items():
        mix = moments.adjusted(dimension, places)
        scaled = [SubjectMoments(m.observations, m.weight, m.mean * unit, m.within * unit * unit) for m in mix.moments]
        canvas.paint(group, _components(places, scaled, rules, mix.fitted))
    return canvas.done()


def _components(places: Sequence[int], own: Sequence[SubjectMoments], rules: Estimate, fitted: int) -> _Shrunk:
    means = [m.mean for m in own]
    df = sum(m.observations - 1 for m in own) - fitted
    if df < 1:
        spread = math.fsum((x - means[0]) ** 2 for x in means)
        return _Shrunk(places, means, [spread + 1.0 for _ in own], None)
    if len(own) < 2:
        sigma2 = math.fsum(m.within for m in own) / df
        return _Shrunk(places, means, [sigma2 / m.weight for m in own], None)
    found = variance_components(own, rules.method, fitted)
    return _Shrunk(places, means, [found.sigma2 / m.weight for m in own], found)


def composite_estimates(
    moments: Moments, weights: Sequence[float], groups: Sequence[str], rules: Estimate, complete: bool
) -> Estimates:
    """Estimates of the weighted composite; `complete` judges only subjects with answers on every weighted dimension.

    The composite is formed from adjusted dimension means; its sampling variance from pooled integer cross-moments.
    """
    counts = np.stack([moments.n[:, d, d] for d in range(len(weights))], axis=1)
    used = np.array([weight != 0.0 for weight in weights])
    answered = (counts > 0) & used
    present = (answered.sum(axis=1) == used.sum()) if complete else answered.any(axis=1)
    canvas = _Canvas(len(groups), np.where(present, moments.responses, 0))
    for group, places in _groups(groups, present).items():
        canvas.paint(group, _composite_group(moments, weights, places, answered, rules))
    return canvas.done()


def _composite_group(
    moments: Moments, weights: Sequence[float], places: Sequence[int], answered: NDArray[np.bool_], rules: Estimate
) -> _Shrunk:
    width = range(len(weights))
    crossed = [moments.cross(place) for place in places]
    unit = [100.0 / moments.scale[d] for d in width]
    raw = pooled_covariance(crossed)
    covariance = [[raw[a][b] * unit[a] * unit[b] for b in width] for a in width]
    shifts = [_shifts(moments, d, places, answered) for d in width]
    sigma2 = math.fsum(weights[a] * weights[b] * covariance[a][b] for a in width for b in width) / sum(weights) ** 2
    means, variances = [], []
    for rank, (place, own) in enumerate(zip(places, crossed, strict=True)):
        mean, variance = _one(own, [weights[d] if answered[place, d] else 0.0 for d in width], unit, covariance)
        shift = math.fsum(weights[d] * shifts[d].get(rank, 0.0) for d in width if answered[place, d])
        base = math.fsum(weights[d] for d in width if answered[place, d])
        means.append(mean + shift / base)
        variances.append(variance)
    if sigma2 <= 0.0:
        return _components(places, [_equal(own, mean) for own, mean in zip(crossed, means, strict=True)], rules, 0)
    weighted = [
        SubjectMoments(int(moments.responses[p]), sigma2 / max(v, 1e-12), m, sigma2 * (int(moments.responses[p]) - 1))
        for p, m, v in zip(places, means, variances, strict=True)
    ]
    return _components(places, weighted, rules, 0)


def _equal(own: CrossMoments, mean: float) -> SubjectMoments:
    n = max(own.n[d][d] for d in range(len(own.n)))
    return SubjectMoments(n, float(n), mean, 0.0)


def _one(
    own: CrossMoments, weights: Sequence[float], unit: Sequence[float], covariance: Sequence[Sequence[float]]
) -> tuple[float, float]:
    base = math.fsum(weights)
    shares = [weight / base for weight in weights]
    scaled = [[covariance[a][b] / (unit[a] * unit[b]) for b in range(len(unit))] for a in range(len(unit))]
    mean, variance = composite([share * size for share, size in zip(shares, unit, strict=True)], own, scaled)
    return mean, variance


def _shifts(moments: Moments, dimension: int, places: Sequence[int], answered: NDArray[np.bool_]) -> dict[int, float]:
    """Rank in `places` → what case-mix adjustment adds to the subject's mean of one dimension, in index points."""
    if not moments.factors:
        return {}
    ranks = [rank for rank, place in enumerate(places) if answered[place, dimension]]
    own = moments.adjusted(dimension, [places[rank] for rank in ranks]).moments
    unit = 100.0 / moments.scale[dimension]
    plain = [moments.cross_mean(places[rank], dimension) for rank in ranks]
    return {rank: (m.mean - mean) * unit for rank, m, mean in zip(ranks, own, plain, strict=True)}
