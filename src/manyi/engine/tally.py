"""The one big reduction: answers become exact sums and cross-products per group, from which every index follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine.answer_grid import Item, cell, centre, grid, pattern
from manyi.engine.answered_within import Month, answered_within, month_column
from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.packing import MOST_DIGITS, Packing

__all__ = ["Item", "Lookup", "Month", "OffScale", "Tally", "TallyPlan", "check_scales", "grid", "tally"]

Rows: TypeAlias = NDArray[np.int64]
Cells: TypeAlias = tuple[list[nw.Expr], nw.Expr | int]  # a value per dimension, and the answer pattern
_NONE: Rows = np.empty(0, dtype=np.int64)

# Groups larger than expected are counted again with roomier sums: the guess decides the time, never the result.
_USUAL_OF_PERSON = 1_000
_USUAL_OF_UNIT = 30_000
_GLANCE = 1_000


class OffScale(ValueError):
    """An answer lies outside its question's scale."""


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """A key not in the responses: `frame` has the column `on`, unique, and the key itself."""

    on: str
    frame: Frame


@dataclass(frozen=True, kw_only=True)
class TallyPlan:
    """What to count by: `keys` are columns of the responses, `month`, or names of lookups."""

    dimensions: Mapping[str, tuple[Item, ...]]
    keys: tuple[str, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Sufficient statistics per group, groups in the order of keys and pattern (empty keys first).

    keys: per key an array (groups,), integers or objects with None. pattern: bit d set = dimension d answered.
    n: responses. sums[g, d] = Σ x_d and products[g, d, e] = Σ x_d·x_e, all int64; both are 0 where d or e is not in
    the pattern. The index 0-100 of a value x_d is 100·x_d/scale[d], exactly.
    """

    keys: Arrays
    pattern: NDArray[np.int64]
    n: NDArray[np.int64]
    sums: NDArray[np.int64]
    products: NDArray[np.int64]
    scale: tuple[int, ...]


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

    Rows `excused` count with an empty person. Both are places (`row`) of responses. Raises OffScale when an answer is
    not on its question's scale, OverflowError when a group is too large for exact sums on a dimension's grid.
    """
    check_scales(backend, responses, plan)
    scale = tuple(grid(items) for items in plan.dimensions.values())
    within = answered_within(backend, responses, plan.months)
    cells = _cells(plan, _gaps(backend, responses, plan))
    parts = _parts(backend, within, plan, excluded=excluded, excused=excused)
    packing = Packing(size=len(scale), height=max(steps - steps // 2 for steps in scale), digits=1)
    usual = _USUAL_OF_PERSON if "person" in plan.keys else _USUAL_OF_UNIT
    packing = replace(packing, digits=MOST_DIGITS).holding(min(usual, packing.capacity))
    while True:
        fetched = backend.fetch(_reduce(parts, plan, packing, cells, lookups or {}))
        largest = int(fetched["gross"].max(initial=0))
        if largest <= packing.capacity:
            kept = fetched["n"] > 0
            return _read_back({name: values[kept] for name, values in fetched.items()}, plan, packing, scale)
        packing = packing.holding(largest)


def check_scales(backend: Backend, responses: Frame, plan: TallyPlan) -> None:
    """Raise OffScale when an answer is not on its question's scale."""
    items = [item for items in plan.dimensions.values() for item in items]
    ends = backend.fetch(
        responses.select(
            *(nw.col(item.column).min().alias(f"low{place}") for place, item in enumerate(items)),
            *(nw.col(item.column).max().alias(f"high{place}") for place, item in enumerate(items)),
        )
    )
    for place, item in enumerate(items):
        for value in (ends[f"low{place}"][0], ends[f"high{place}"][0]):
            if value is not None and not item.low <= value <= item.high:
                raise OffScale(
                    f"responses: {item.column} holds {value}, but its scale is {item.low} to {item.high}; "
                    "correct the answer or the question's scale and seal again"
                )


def _gaps(backend: Backend, responses: Frame, plan: TallyPlan) -> frozenset[str]:
    """The columns with an empty cell; where there is none, the sums cost far less."""
    columns = sorted({item.column for items in plan.dimensions.values() for item in items})
    start = backend.fetch(responses.select(columns).head(_GLANCE))
    gaps = {column for column, cells in start.items() if cells.dtype == object}
    full = [column for column in columns if column not in gaps]
    if full:
        counts = backend.fetch(responses.select(nw.len().alias("n"), *(nw.col(column).count() for column in full)))
        gaps |= {column for column in full if counts[column][0] < counts["n"][0]}
    return frozenset(gaps)


def _parts(
    backend: Backend, responses: Frame, plan: TallyPlan, *, excluded: Rows | None, excused: Rows | None
) -> list[tuple[int, Frame]]:
    """Frames to add (1) or subtract (-1): the few excused rows are moved from their person to nobody afterwards."""
    out = np.unique(_NONE if excluded is None else excluded)
    moved = np.setdiff1d(_NONE if excused is None or "person" not in plan.keys else excused, out)
    counted = responses.join(backend.hold({ROW: out}), on=ROW, how="anti") if len(out) else responses
    if not len(moved):
        return [(1, counted)]
    rows = responses.join(backend.hold({ROW: moved}), on=ROW, how="semi")
    nobody = nw.when(nw.lit(False)).then(nw.col("person")).otherwise(None).alias("person")
    return [(1, counted), (-1, rows), (1, rows.with_columns(nobody))]


def _reduce(
    parts: Sequence[tuple[int, Frame]],
    plan: TallyPlan,
    packing: Packing,
    cells: Cells,
    lookups: Mapping[str, Lookup],
) -> Frame:
    direct = _direct(plan, lookups)
    totals = ["n", "gross", *(f"word{place}" for place in range(len(packing.words)))]
    grouped = [_group(frame, direct, plan, packing, cells, sign) for sign, frame in parts]
    whole = grouped[0] if len(grouped) == 1 else nw.concat(grouped)
    for key, lookup in lookups.items():
        if key in plan.keys:
            whole = whole.join(lookup.frame.select(lookup.on, key), on=lookup.on, how="left")
    by = [*plan.keys, "pattern"]
    if len(grouped) > 1 or lookups:
        whole = whole.group_by(by).agg(*(nw.col(total).sum() for total in totals))
    return whole.select(*by, *totals).sort(*by, nulls_last=False)


def _direct(plan: TallyPlan, lookups: Mapping[str, Lookup]) -> list[str]:
    """The keys to group the responses by; lookups replace theirs afterwards."""
    return sorted({lookups[key].on if key in lookups else key for key in plan.keys})


def _key_columns(plan: TallyPlan, keys: Sequence[str]) -> list[nw.Expr]:
    return [month_column(plan.months).alias(key) if key == "month" else nw.col(key) for key in keys]


def _group(frame: Frame, keys: Sequence[str], plan: TallyPlan, packing: Packing, cells: Cells, sign: int) -> Frame:
    values, answered = cells
    fixed = answered if keys and isinstance(answered, int) else None  # the same for all rows: no key to group by
    columns = frame.select(
        *_key_columns(plan, keys), *values, *([] if fixed else [_literal(answered).alias("pattern")])
    )
    for layer in packing.layers():
        columns = columns.with_columns(*layer)
    words = [f"word{place}" for place in range(len(packing.words))]
    sums = columns.group_by(*keys, *([] if fixed else ["pattern"])).agg(
        (nw.len() * sign).alias("n"),
        nw.len().alias("gross"),  # what the words had to carry on the way, also where rows are taken out again
        *((nw.col(word).sum() * float(sign)).alias(word) for word in words),
    )
    return sums.with_columns(nw.lit(fixed).alias("pattern")) if fixed else sums


def _literal(answered: nw.Expr | int) -> nw.Expr:
    return nw.lit(answered) if isinstance(answered, int) else answered


def _cells(plan: TallyPlan, gaps: frozenset[str]) -> Cells:
    dimensions = list(plan.dimensions.values())
    return [cell(items, gaps).alias(f"x{place}") for place, items in enumerate(dimensions)], pattern(dimensions, gaps)


def _read_back(fetched: Arrays, plan: TallyPlan, packing: Packing, scale: tuple[int, ...]) -> Tally:
    """Unpack the words and move every value from its centre back to the grid's low end."""
    sums, products = packing.unpack([fetched[f"word{place}"] for place in range(len(packing.words))])
    pattern, n = fetched["pattern"].astype(np.int64), fetched["n"].astype(np.int64)
    zero = np.array([centre(items) for items in plan.dimensions.values()], dtype=np.int64)
    shift = zero * ((pattern[:, None] >> np.arange(len(scale))) & 1)
    counted = n[:, None] * shift
    for d in range(len(scale)):  # one dimension at a time: products are the largest thing here
        products[:, d, :] += shift[:, d, None] * sums + sums[:, d, None] * shift + counted[:, d, None] * shift
    return Tally(
        keys={key: fetched[key] for key in plan.keys},
        pattern=pattern,
        n=n,
        sums=sums + counted,
        products=products,
        scale=scale,
    )
