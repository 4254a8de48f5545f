"""Estimates per subject from the tally: adjusted, shrunk within the position group, with interval and reliability."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from manyi.engine.figures.moments import Moments
from manyi.engine.policy.sections.scoring import Estimate
from manyi.engine.statistics.composite import composite
from manyi.engine.statistics.shrinkage import shrink
from manyi.engine.statistics.variance_components import Sample, VarianceComponents, variance_components

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
class _Compared:
    """One group's means with their sampling variances; without components nothing is told apart."""

    places: NDArray[np.int64]
    means: Floats
    variances: Floats
    components: VarianceComponents | None


class _Canvas:
    """Arrays being filled group by group."""

    def __init__(self, size: int, n: NDArray[np.int64]) -> None:
        self.raw, self.se, self.value, self.sd = _blank(size), _blank(size), _blank(size), _blank(size)
        self.low, self.high, self.reliability = _blank(size), _blank(size), _blank(size)
        self.n = n
        self.pools: dict[str, VarianceComponents] = {}

    def paint(self, group: str, found: _Compared) -> None:
        """Write one group's estimates; without variance components nothing is told apart (reliability 0)."""
        at = found.places
        self.raw[at], self.se[at] = found.means, np.sqrt(found.variances)
        if found.components is None:
            self.value[at], self.sd[at], self.reliability[at] = found.means, self.se[at], 0.0
            spread = self.se[at]
        else:
            self.pools[group] = found.components
            variances = np.maximum(found.variances, 1e-12)
            scores = shrink(found.means, variances, found.components.mu, found.components.tau2)
            self.value[at], self.sd[at], self.reliability[at] = scores.estimate, scores.sd, scores.reliability
            spread = scores.sd_total
        self.low[at] = np.maximum(0.0, self.value[at] - Z95 * spread)
        self.high[at] = np.minimum(100.0, self.value[at] + Z95 * spread)

    def done(self) -> Estimates:
        """The finished estimates."""
        return Estimates(
            self.raw, self.se, self.value, self.sd, self.low, self.high, self.reliability, self.n, self.pools
        )


def _groups(groups: Sequence[str], present: NDArray[np.bool_]) -> dict[str, NDArray[np.int64]]:
    found: dict[str, list[int]] = {}
    for place in np.flatnonzero(present).tolist():
        found.setdefault(groups[place], []).append(place)
    return {group: np.array(places, dtype=np.int64) for group, places in sorted(found.items())}


def dimension_estimates(moments: Moments, dimension: int, groups: Sequence[str], rules: Estimate) -> Estimates:
    """Estimates of one dimension's mean index for every subject with an answer."""
    n = moments.n(dimension, dimension)
    canvas = _Canvas(len(groups), n.copy())
    unit = 100.0 / moments.scale[dimension]
    for group, places in _groups(groups, n > 0).items():
        found = moments.adjusted(dimension, places.tolist()).sample
        scaled = replace(found, means=found.means * unit, within=found.within * unit * unit)
        canvas.paint(group, _compared(places, scaled, rules))
    return canvas.done()


def _compared(places: NDArray[np.int64], sample: Sample, rules: Estimate) -> _Compared:
    means = sample.means
    if sample.df < 1:
        spread = math.fsum(((means - means[0]) ** 2).tolist())
        return _Compared(places, means, np.full(len(means), spread + 1.0), None)
    if len(means) < 2:
        return _Compared(places, means, sample.within / sample.df / sample.weights, None)
    found = variance_components(sample, rules.method)
    return _Compared(places, means, found.sigma2 / sample.weights, found)


def composite_estimates(
    moments: Moments, weights: Sequence[float], groups: Sequence[str], rules: Estimate, complete: bool
) -> Estimates:
    """Estimates of the weighted composite; `complete` judges only subjects with answers on every weighted dimension.

    The composite is formed from adjusted dimension means; its sampling variance from pooled integer cross-moments.
    """
    counts = np.stack([moments.n(d, d) for d in range(len(weights))], axis=1)
    used = np.array([weight != 0.0 for weight in weights])
    answered = (counts > 0) & used
    present = (answered.sum(axis=1) == used.sum()) if complete else answered.any(axis=1)
    canvas = _Canvas(len(groups), np.where(present, moments.responses, 0))
    for group, places in _groups(groups, present).items():
        canvas.paint(group, _compared(places, _composite(moments, np.array(weights), places, answered[places]), rules))
    return canvas.done()


def _composite(moments: Moments, weights: Floats, places: NDArray[np.int64], answered: NDArray[np.bool_]) -> Sample:
    """The composites of one group's subjects, each with the number of answers that would make it as sure."""
    covariance = _covariance(moments, places)
    own = np.where(answered, weights, 0.0)
    own = own / own.sum(axis=1, keepdims=True)
    means = np.stack([_adjusted_means(moments, d, places, answered[:, d]) for d in range(len(weights))], axis=1)
    n = np.stack(
        [np.stack([moments.n(a, b)[places] for b in range(len(weights))], axis=1) for a in range(len(weights))], axis=1
    )
    mean, variance = composite(own, means, n, covariance)
    width = range(len(weights))
    sigma2 = math.fsum(float(weights[a] * weights[b]) * covariance[a][b] for a in width for b in width)
    sigma2 /= math.fsum(weights.tolist()) ** 2
    responses = moments.responses[places]
    if sigma2 <= 0.0:
        most = n.max(axis=(1, 2))
        return Sample(int(most.sum()), most.astype(np.float64), mean, 0.0)
    answers = int(responses.sum())
    return Sample(answers, sigma2 / np.maximum(variance, 1e-12), mean, sigma2 * (answers - len(places)))


def _covariance(moments: Moments, places: NDArray[np.int64]) -> list[list[float]]:
    """Covariance of two dimensions within subjects in squared index points, pooled over them, pairwise complete.

    0.0 for a pair that no subject has twice: no information, and no response in which the two errors could meet.
    """
    width = range(len(moments.scale))
    unit = [100.0 / steps for steps in moments.scale]
    found = [[0.0 for _ in width] for _ in width]
    for a in width:
        for b in width[a:]:
            n = moments.n(a, b)[places]
            df = int(n.sum()) - int((n > 0).sum())
            if df:
                found[a][b] = found[b][a] = moments.within(a, b, places.tolist()) / df * unit[a] * unit[b]
    return found


def _adjusted_means(moments: Moments, dimension: int, places: NDArray[np.int64], answered: NDArray[np.bool_]) -> Floats:
    """Index means of one dimension, adjusted for case mix; 0 where it is not answered."""
    means = np.zeros(len(places))
    if answered.any():
        unit = 100.0 / moments.scale[dimension]
        means[answered] = moments.adjusted(dimension, places[answered].tolist()).sample.means * unit
    return means
