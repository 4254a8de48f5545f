"""What a computed figure is: exact values per subject, and for estimates the evidence behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from manyi.engine.figures.estimates import Z95, Estimates
from manyi.engine.figures.exact import Exact

Floats = NDArray[np.float64]
_NOT_COUNTED = np.iinfo(np.int64).max
"""More answers than anybody has: the number of a part that is left out."""


@dataclass(frozen=True)
class Basis:
    """What an estimate (or a figure made from estimates) rests on, one entry per subject.

    `n` answers and `reliability` are the least of all parts, so no gate is passed by wrapping an estimate in a formula;
    `value` is the shrunken estimate before rounding with posterior `sd`, `raw`/`se` serve tests against a line,
    `low`/`high` are the interval shown; NaN where not defined. `singled` is False for subjects of a group in which no
    difference between subjects was shown.
    """

    n: NDArray[np.int64]
    reliability: Floats
    value: Floats
    raw: Floats
    se: Floats
    sd: Floats
    low: Floats
    high: Floats
    singled: NDArray[np.bool_]


@dataclass(frozen=True)
class Figure:
    """One named figure for all subjects of a kind: a scalar (`values`) or a vector (`by`, dimension → values)."""

    name: str
    values: Exact | None = None
    basis: Basis | None = None
    by: Mapping[str, "Figure"] | None = None

    @property
    def exact(self) -> Exact:
        """The scalar values; reading guarantees that rules only ask scalars."""
        if self.values is None:
            raise ValueError(f"{self.name} has a value per dimension, not one value")
        return self.values


def basis_of(estimates: Estimates, groups: list[str]) -> Basis:
    """The basis of a figure estimated directly."""
    pools = estimates.pools
    singled = np.array([group in pools and pools[group].tau2 > 0.0 for group in groups], dtype=bool)
    return Basis(
        estimates.n, np.nan_to_num(estimates.reliability), estimates.value, estimates.raw, estimates.se, estimates.sd,
        estimates.low, estimates.high, singled,
    )  # fmt: skip


def _sum(parts: list[Floats]) -> Floats:
    total = np.zeros(len(parts[0]))
    for part in parts:
        total = total + part
    return total


def joined(
    parts: list[Basis | None], weights: list[float] | None, counted: Sequence[NDArray[np.bool_]] | None = None
) -> Basis | None:
    """The basis of a figure made from others; `weights` when it is a linear form of all of them, else None.

    `counted` says per part for which subjects it went into the figure: a part that was left out is no part of what the
    figure rests on. None: every part counts for everybody.
    """
    known = [part for part in parts if part is not None]
    if not known:
        return None
    if counted is not None:
        known = [_only(part, inside) for part, inside in zip(parts, counted, strict=True) if part is not None]
    size = len(known[0].n)
    blank = np.full(size, np.nan)
    value, raw, se, sd, low, high = blank, blank, blank, blank, blank, blank
    if weights is not None and len(known) == len(parts):
        value = _sum([w * p.value for w, p in zip(weights, known, strict=True)])
        raw = _sum([w * p.raw for w, p in zip(weights, known, strict=True)])
        se = np.sqrt(_sum([w * w * p.se**2 for w, p in zip(weights, known, strict=True)]))
        sd = np.sqrt(_sum([w * w * p.sd**2 for w, p in zip(weights, known, strict=True)]))
        low, high = value - Z95 * sd, value + Z95 * sd
    n = np.minimum.reduce([part.n for part in known])
    nothing = n == _NOT_COUNTED
    return Basis(
        np.where(nothing, 0, n),
        np.where(nothing, 0.0, np.minimum.reduce([part.reliability for part in known])),
        value, raw, se, sd, low, high,
        np.logical_and.reduce([part.singled for part in known]) & ~nothing,
    )  # fmt: skip


def _only(part: Basis, inside: NDArray[np.bool_]) -> Basis:
    """A part that lowers nothing for the subjects it does not count for."""
    return replace(
        part,
        n=np.where(inside, part.n, _NOT_COUNTED),
        reliability=np.where(inside, part.reliability, np.inf),
        singled=part.singled | ~inside,
    )
