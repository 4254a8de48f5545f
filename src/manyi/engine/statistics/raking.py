"""Weights that make a sample match known margins of its population."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

_MOST_ROUNDS = 1000
_CLOSE = 1e-10


def rake(
    groups: Sequence[tuple[int, ...]], targets: Sequence[Mapping[int, float]], weights: Sequence[float] | None = None
) -> list[float]:
    """Weights whose sums over each group of each margin equal the targets (iterative proportional fitting).

    groups: per respondent one group code per margin; targets: per margin the population total of every group; weights:
    starting weights, 1 by default. One margin is post-stratification. Deming & Stephan (1940), Annals of Mathematical
    Statistics 11, 427–444. Raises ValueError when a group has no respondent or no target, when margins disagree on the
    total, or when no weights fit.
    """
    _check(groups, targets)
    fitted = [1.0] * len(groups) if weights is None else list(weights)
    for _ in range(_MOST_ROUNDS):
        worst = 0.0
        for margin, target in enumerate(targets):
            factors = _factors(groups, margin, target, fitted)
            worst = max(worst, *(abs(f - 1.0) for f in factors.values()))
            fitted = [w * factors[codes[margin]] for w, codes in zip(fitted, groups, strict=True)]
        if worst < _CLOSE:
            return fitted
    raise ValueError(f"Raking did not settle in {_MOST_ROUNDS} rounds: merge small groups of the margins.")


def _factors(
    groups: Sequence[tuple[int, ...]], margin: int, target: Mapping[int, float], weights: Sequence[float]
) -> dict[int, float]:
    members: dict[int, list[float]] = {code: [] for code in target}
    for codes, weight in zip(groups, weights, strict=True):
        members[codes[margin]].append(weight)
    return {code: target[code] / math.fsum(values) for code, values in members.items()}


def _check(groups: Sequence[tuple[int, ...]], targets: Sequence[Mapping[int, float]]) -> None:
    if not groups or not targets:
        raise ValueError("Raking needs respondents and at least one margin with targets.")
    total = math.fsum(targets[0].values())
    for margin, target in enumerate(targets):
        found = {codes[margin] for codes in groups}
        if found != set(target) or not min(target.values()) > 0.0:
            unmatched = sorted(found ^ set(target))
            raise ValueError(
                f"Margin {margin}: group(s) {unmatched} lack a respondent or a target; merge them with a neighbour."
            )
        if not math.isclose(math.fsum(target.values()), total, rel_tol=1e-9):
            raise ValueError(f"Margin {margin} adds up to {math.fsum(target.values())!r}, margin 0 to {total!r}.")
