"""Customer-satisfaction path models (partial least squares, mode A): how image, quality and value lead to loyalty."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from manyi.engine.statistics.cholesky import factorise
from manyi.engine.statistics.symmetric import Matrix, correlation, covariance

Scheme = Literal["centroid", "factorial", "path"]
_MOST_ROUNDS = 1000
_CLOSE = 1e-11


@dataclass(frozen=True, slots=True)
class PathModel:
    """weights and loadings per construct and item (standardised items); paths per (from, to); r2 per endogenous one.

    item_weights: weights for items on their own scale, adding up to 1 in each construct, for the construct's index.
    """

    weights: Mapping[str, tuple[float, ...]]
    loadings: Mapping[str, tuple[float, ...]]
    paths: Mapping[tuple[str, str], float]
    r2: Mapping[str, float]
    item_weights: Mapping[str, tuple[float, ...]]

    def index(self, construct: str, means: Sequence[float], low: float, high: float) -> float:
        """The construct's index 0–100 from its items' means on a scale from low to high."""
        score = math.fsum(w * x for w, x in zip(self.item_weights[construct], means, strict=True))
        return (score - low) / (high - low) * 100.0


def path_model(
    blocks: Mapping[str, Sequence[Sequence[float]]], arrows: Sequence[tuple[str, str]], scheme: Scheme = "centroid"
) -> PathModel:
    """Estimate the model by Lohmöller's algorithm on correlations, all items reflective (mode A).

    blocks: construct → its items, one column of answers each, all of one length, no missing answers. arrows: (from, to)
    between constructs, without cycles; each construct has at least one. Inner weights: sign of the correlation
    (centroid), the correlation (factorial), or regression coefficients for predecessors and correlations for
    successors (path).
    Lohmöller (1989), Latent Variable Path Modeling with Partial Least Squares; Tenenhaus et al. (2005), Computational
    Statistics & Data Analysis 48, 159–205.
    """
    _check(blocks, arrows)
    items = [column for block in blocks.values() for column in block]
    table = correlation(items)
    places = _places(blocks)
    weights = _settle(table, places, arrows, scheme)
    latent = _latent_correlations(table, places, weights)
    paths, r2 = _regressions(latent, list(blocks), arrows)
    sds = [math.sqrt(covariance([column])[0][0]) for column in items]
    return PathModel(
        weights={name: tuple(w) for name, w in weights.items()},
        loadings={
            name: tuple(_with_construct(table, a, places[name], weights[name]) for a in places[name]) for name in blocks
        },
        paths=paths,
        r2=r2,
        item_weights={name: _own_scale(weights[name], [sds[a] for a in places[name]]) for name in blocks},
    )


def _check(blocks: Mapping[str, Sequence[Sequence[float]]], arrows: Sequence[tuple[str, str]]) -> None:
    named = {name for arrow in arrows for name in arrow}
    if named != set(blocks):
        raise ValueError(
            f"Arrows and blocks must name the same constructs; they differ in {sorted(named ^ set(blocks))}."
        )
    remaining = list(arrows)
    while remaining:
        targets = {target for _, target in remaining}
        later = [(source, target) for source, target in remaining if source in targets]
        if len(later) == len(remaining):
            raise ValueError(f"The arrows {later} run in a circle; a path model has a first construct.")
        remaining = later


def _places(blocks: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, range]:
    places: dict[str, range] = {}
    start = 0
    for name, block in blocks.items():
        places[name] = range(start, start + len(block))
        start += len(block)
    return places


def _settle(
    table: Matrix, places: Mapping[str, range], arrows: Sequence[tuple[str, str]], scheme: Scheme
) -> dict[str, list[float]]:
    weights = {name: _normalised(table, place, [1.0] * len(place)) for name, place in places.items()}
    for _ in range(_MOST_ROUNDS):
        inner = _INNER[scheme](_latent_correlations(table, places, weights), list(places), arrows)
        updated = {name: _mode_a(table, name, places, weights, inner) for name in places}
        change = max(abs(x - y) for name in places for x, y in zip(weights[name], updated[name], strict=True))
        weights = updated
        if change < _CLOSE:
            return weights
    raise ValueError(f"The path model did not settle in {_MOST_ROUNDS} rounds; check for blocks that measure nothing.")


def _mode_a(
    table: Matrix,
    name: str,
    places: Mapping[str, range],
    weights: Mapping[str, Sequence[float]],
    inner: Mapping[tuple[str, str], float],
) -> list[float]:
    """Covariance of each item with the construct's inner estimate, scaled to a construct of variance 1."""
    neighbours = [other for other in places if (name, other) in inner]
    raw = [
        math.fsum(inner[name, other] * _with_construct(table, a, places[other], weights[other]) for other in neighbours)
        for a in places[name]
    ]
    return _normalised(table, places[name], raw)


def _with_construct(table: Matrix, item: int, place: range, weights: Sequence[float]) -> float:
    return math.fsum(table[item][b] * w for b, w in zip(place, weights, strict=True))


def _normalised(table: Matrix, place: range, weights: Sequence[float]) -> list[float]:
    variance = math.fsum(w * _with_construct(table, a, place, weights) for a, w in zip(place, weights, strict=True))
    return [w / math.sqrt(variance) for w in weights]


def _latent_correlations(
    table: Matrix, places: Mapping[str, range], weights: Mapping[str, Sequence[float]]
) -> dict[tuple[str, str], float]:
    return {
        (one, other): math.fsum(
            w * _with_construct(table, a, places[other], weights[other])
            for a, w in zip(places[one], weights[one], strict=True)
        )
        for one in places
        for other in places
    }


_Pairs = Mapping[tuple[str, str], float]
_Inner = Callable[[_Pairs, Sequence[str], Sequence[tuple[str, str]]], dict[tuple[str, str], float]]


def _centroid(latent: _Pairs, _names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    return {pair: math.copysign(1.0, latent[pair]) for pair in _both_ways(arrows)}


def _factorial(
    latent: _Pairs, _names: Sequence[str], arrows: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], float]:
    return {pair: latent[pair] for pair in _both_ways(arrows)}


def _path(latent: _Pairs, names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    coefficients, _ = _regressions(latent, names, arrows)
    inner = {pair: latent[pair] for pair in arrows}
    inner.update({(target, source): value for (source, target), value in coefficients.items()})
    return inner


_INNER: dict[Scheme, _Inner] = {"centroid": _centroid, "factorial": _factorial, "path": _path}


def _both_ways(arrows: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*arrows, *((target, source) for source, target in arrows)]


def _regressions(
    latent: _Pairs, names: Sequence[str], arrows: Sequence[tuple[str, str]]
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Standardised coefficient of every arrow, and R² of every construct that an arrow points to."""
    paths: dict[tuple[str, str], float] = {}
    r2: dict[str, float] = {}
    for name in names:
        sources = [source for source, target in arrows if target == name]
        if sources:
            factor = factorise([[latent[a, b] for b in sources] for a in sources])
            right = [latent[source, name] for source in sources]
            paths.update({(s, name): value for s, value in zip(sources, factor.solve(right), strict=True)})
            r2[name] = factor.quadratic(right)
    return paths, r2


def _own_scale(weights: Sequence[float], sds: Sequence[float]) -> tuple[float, ...]:
    raw = [w / sd for w, sd in zip(weights, sds, strict=True)]
    total = math.fsum(raw)
    return tuple(w / total for w in raw)
