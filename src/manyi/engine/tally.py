"""The one big reduction: answers become exact sums per group and cross-products per pool, from which indices follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine.answer_grid import Item, cell, centre, grid, pattern
from manyi.engine.answered_within import AT, Month, answered_within, month_column
from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.packing import MOST_DIGITS, Packing

__all__ = ["Item", "Lookup", "Month", "OffScale", "Pools", "Tally", "TallyPlan", "grid", "tally"]

Rows: TypeAlias = NDArray[np.int64]
Parts: TypeAlias = Sequence[tuple[int, Frame]]  # frames to add (1) or take away (-1)
_NONE: Rows = np.empty(0, dtype=np.int64)

# Groups larger than expected are counted again with roomier sums: the guess decides the time, never the result.
_USUAL_OF_PERSON = 1_000
_USUAL_OF_UNIT = 30_000


class OffScale(ValueError):
    """An answer lies outside its question's scale."""


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """A key not in the responses: `frame` has the column `on`, unique, and the key itself."""

    on: str
    frame: Frame


@dataclass(frozen=True, kw_only=True)
class TallyPlan:
    """What to count by: `keys` are columns of the responses, `month`, or names of lookups; `pools` are few of them, or
    columns besides, within which answers are taken to scatter alike.
    """

    dimensions: Mapping[str, tuple[Item, ...]]
    keys: tuple[str, ...]
    pools: tuple[str, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, kw_only=True)
class Pools:
    """Cross-products of few large groups: keys as in Tally; products[p, d, e] = Σ (x_d − zero_d)(x_e − zero_e) over the
    responses that answered both, int64.
    """

    keys: Arrays
    products: NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Sufficient statistics, groups in the order of keys and pattern (empty keys first).

    keys: per key an array (groups,), integers or objects with None. pattern: bit d set = dimension d answered.
    n: responses. sums[g, d] = Σ x_d, int64, 0 where d is not in the pattern. The index 0-100 of a value x_d is
    100·x_d/scale[d], exactly. pools: Σ x_d·x_e, which only their totals are needed of.
    """

    keys: Arrays
    pattern: NDArray[np.int64]
    n: NDArray[np.int64]
    sums: NDArray[np.int64]
    pools: Pools
    scale: tuple[int, ...]
    zero: tuple[int, ...]


def tally(
    backend: Backend,
    responses: Frame,
    plan: TallyPlan,
    *,
    excluded: Rows | None = None,
    excused: Rows | None = None,
    lookups: Mapping[str, Lookup] | None = None,
) -> Tally:
    """Sums of the responses in the plan's months, without the rows `excluded`.

    Rows `excused` count with an empty person. Both are places (`row`) of responses. Raises OffScale when an
    answer is not on its question's scale, OverflowError when a group is too large for exact sums on a dimension's grid.
    """
    scale = tuple(grid(items) for items in plan.dimensions.values())
    zero = tuple(centre(items) for items in plan.dimensions.values())
    seen = _seen(backend, responses, plan)
    _check_scales(seen, plan)
    lookups = lookups or {}
    parts = _parts(backend, responses, plan, _columns(plan, lookups), excluded, excused)
    reduction = _Reduction(backend, parts, plan, seen.gaps, lookups)
    height = max(steps - steps // 2 for steps in scale)
    size, usual = len(scale), _USUAL_OF_PERSON if "person" in plan.keys else _USUAL_OF_UNIT
    found, sums = reduction.by(plan.keys, Packing(size=size, height=height, digits=MOST_DIGITS, products=False), usual)
    pooled, products = reduction.by(
        plan.pools, Packing(size=size, height=height, digits=MOST_DIGITS, products=True), seen.rows
    )
    bits = (found["pattern"].astype(np.int64)[:, None] >> np.arange(size)) & 1
    return Tally(
        keys={key: found[key] for key in plan.keys},
        pattern=found["pattern"].astype(np.int64),
        n=found["n"].astype(np.int64),
        sums=sums + found["n"].astype(np.int64)[:, None] * bits * np.array(zero, dtype=np.int64),
        pools=Pools(keys={key: pooled[key] for key in plan.pools}, products=products),
        scale=scale,
        zero=zero,
    )


# ---- what is there --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Seen:
    """How many rows, each answer column's least and greatest value, and the columns with empty cells."""

    rows: int
    ends: Mapping[str, tuple[Any, Any]]
    gaps: frozenset[str]


def _seen(backend: Backend, responses: Frame, plan: TallyPlan) -> _Seen:
    columns = sorted({item.column for items in plan.dimensions.values() for item in items})
    asked = {"rows": nw.len()}
    for place, column in enumerate(columns):
        asked |= {
            f"low{place}": nw.col(column).min(),
            f"high{place}": nw.col(column).max(),
            f"count{place}": nw.col(column).count(),
        }
    told = backend.fetch(responses.select(**asked))
    rows = int(told["rows"][0])
    ends = {column: (told[f"low{place}"][0], told[f"high{place}"][0]) for place, column in enumerate(columns)}
    gaps = frozenset(column for place, column in enumerate(columns) if told[f"count{place}"][0] < rows)
    return _Seen(rows, ends, gaps)


def _check_scales(seen: _Seen, plan: TallyPlan) -> None:
    for items in plan.dimensions.values():
        for item in items:
            for value in seen.ends[item.column]:
                if value is not None and not item.low <= value <= item.high:
                    raise OffScale(
                        f"responses: {item.column} holds {value}, but its scale is {item.low} to {item.high}; "
                        "correct the answer or the question's scale and seal again"
                    )


def _parts(
    backend: Backend,
    responses: Frame,
    plan: TallyPlan,
    columns: Sequence[str],
    excluded: Rows | None,
    excused: Rows | None,
) -> Parts:
    """All responses, and the few to take away again; excused ones come back with nobody as their person."""
    out = np.unique(_NONE if excluded is None else excluded)
    moved = np.setdiff1d(_NONE if excused is None or "person" not in plan.keys else excused, out)
    parts: list[tuple[int, Frame]] = [(1, answered_within(backend, responses, plan.months))]

    def held(rows: Rows) -> Frame:
        chosen = responses.join(backend.hold({ROW: rows}), on=ROW, how="semi").select(columns)
        return answered_within(backend, backend.keep(chosen), plan.months)

    if len(out):
        parts.append((-1, held(out)))
    if len(moved):
        rows = held(moved)
        nobody = nw.when(nw.lit(False)).then(nw.col("person")).otherwise(None).alias("person")
        parts += [(-1, rows), (1, rows.with_columns(nobody))]
    return parts


def _columns(plan: TallyPlan, lookups: Mapping[str, Lookup]) -> list[str]:
    """The columns of the responses that are read."""
    keys = {lookups[key].on if key in lookups else key for key in (*plan.keys, *plan.pools) if key != "month"}
    return sorted(keys | {item.column for items in plan.dimensions.values() for item in items} | {AT})


# ---- the reduction --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reduction:
    """Sums of the same answers by different keys."""

    backend: Backend
    parts: Parts
    plan: TallyPlan
    gaps: frozenset[str]
    lookups: Mapping[str, Lookup]

    def by(self, keys: Sequence[str], packing: Packing, usual: int) -> tuple[Arrays, NDArray[np.int64]]:
        """The groups' keys, pattern and n, and their sums; `usual` is the size of group to expect at first.

        Products are not told apart by pattern: where an answer is missing they are 0.
        """
        packing = packing.holding(min(max(1, usual), _least(packing).capacity))
        while True:
            fetched = self.backend.fetch(self._reduce(keys, packing))
            largest = int(fetched["gross"].max(initial=0))
            if largest <= packing.capacity:
                kept = fetched["n"] > 0
                words = [fetched[f"word{place}"][kept] for place in range(len(packing.words))]
                return {name: values[kept] for name, values in fetched.items()}, packing.unpack(words)
            packing = packing.holding(largest)

    def _reduce(self, keys: Sequence[str], packing: Packing) -> Frame:
        lookups = {key: lookup for key, lookup in self.lookups.items() if key in keys}
        direct = sorted({lookups[key].on if key in lookups else key for key in keys})
        totals = ["n", "gross", *(f"word{place}" for place in range(len(packing.words)))]
        grouped = [self._group(frame, direct, packing, sign) for sign, frame in self.parts]
        whole = grouped[0] if len(grouped) == 1 else nw.concat(grouped)
        for key, lookup in lookups.items():
            whole = whole.join(lookup.frame.select(lookup.on, key), on=lookup.on, how="left")
        by = [*keys, "pattern"]
        if len(grouped) > 1 or lookups:
            whole = whole.group_by(by).agg(*(nw.col(total).sum() for total in totals))
        return whole.select(*by, *totals).sort(*by, nulls_last=False)

    def _group(self, frame: Frame, keys: Sequence[str], packing: Packing, sign: int) -> Frame:
        dimensions = list(self.plan.dimensions.values())
        answered = 0 if packing.products else pattern(dimensions, self.gaps)
        fixed = keys and isinstance(answered, int)  # the same for all rows: no key to group by
        named = [month_column(self.plan.months).alias(key) if key == "month" else nw.col(key) for key in keys]
        values = [cell(items, self.gaps).alias(f"x{place}") for place, items in enumerate(dimensions)]
        same = nw.lit(answered) if isinstance(answered, int) else answered
        columns = frame.select(*named, *values, *([] if fixed else [same.alias("pattern")]))
        for layer in packing.layers():
            columns = columns.with_columns(*layer)
        words = [f"word{place}" for place in range(len(packing.words))]
        sums = columns.group_by(*keys, *([] if fixed else ["pattern"])).agg(
            (nw.len() * sign).alias("n"),
            nw.len().alias("gross"),  # what the words had to carry on the way, also where rows are taken out again
            *((nw.col(word).sum() * float(sign)).alias(word) for word in words),
        )
        return sums.with_columns(same.alias("pattern")) if fixed else sums


def _least(packing: Packing) -> Packing:
    return Packing(size=packing.size, height=packing.height, digits=1, products=packing.products)
