"""The big reduction equals a brute-force count of the same rows, whatever is missing, excluded or excused."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyi.engine.backend import DuckDB
from manyi.engine.packing import MOST_DIGITS, Packing
from manyi.engine.tally import Item, Lookup, Month, OffScale, Tally, TallyPlan, grid, tally

MONTHS = (
    Month(month=202601, start=datetime(2025, 12, 31, 16), end=datetime(2026, 1, 31, 16)),
    Month(month=202602, start=datetime(2026, 1, 31, 16), end=datetime(2026, 2, 28, 16)),
)
DIMENSIONS = {
    "attitude": (Item(column="answer_a", low=1, high=5),),
    "speed": (Item(column="answer_b", low=0, high=10), Item(column="answer_c", low=1, high=7, reversed=True)),
    "quality": (
        Item(column="answer_d", low=1, high=5),
        Item(column="answer_e", low=1, high=5, reversed=True),
        Item(column="answer_f", low=1, high=5),
    ),
    "delivery": (Item(column="answer_g", low=0, high=1, reversed=True),),
}
ITEMS = [item for items in DIMENSIONS.values() for item in items]
KEYS = ("person", "unit", "month", "mode")
POOLS = ("unit", "month")

Row = dict[str, object]
Group = tuple[int, list[int]]
Products = list[list[int]]


def rows_strategy() -> st.SearchStrategy[list[Row]]:
    row: dict[str, st.SearchStrategy[object]] = {
        "person": st.sampled_from(["P1", "P2", "人员三", None]),
        "unit": st.sampled_from(["U1", "U2"]),
        "mode": st.sampled_from(["online", None]),
        "survey": st.sampled_from(["S1", "S2", None]),
        "answered_at": st.integers(0, 70 * 24).map(lambda hours: datetime(2025, 12, 27) + timedelta(hours=hours)),
    }
    for item in ITEMS:
        row[item.column] = st.one_of(st.none(), st.integers(item.low, item.high))
    return st.lists(st.fixed_dictionaries(row), max_size=40)


def store(backend: DuckDB, rows: list[Row]) -> None:
    """The rows as table `responses`."""
    answers = ", ".join(f"{item.column} TINYINT" for item in ITEMS)
    connection: duckdb.DuckDBPyConnection = backend.connection
    connection.execute(
        "CREATE OR REPLACE TABLE responses "
        f"(person VARCHAR, unit VARCHAR, mode VARCHAR, survey VARCHAR, answered_at TIMESTAMP, {answers})"
    )
    names = ["person", "unit", "mode", "survey", "answered_at", *(item.column for item in ITEMS)]
    if rows:
        places = ", ".join(f"({', '.join('?' * len(names))})" for _ in rows)
        connection.execute(f"INSERT INTO responses VALUES {places}", [row[name] for row in rows for name in names])


def month_of(at: object) -> int | None:
    return next((m.month for m in MONTHS if isinstance(at, datetime) and m.start <= at < m.end), None)


def value(row: Row, items: tuple[Item, ...]) -> int | None:
    """The mean of the answered items as a whole number of grid steps."""
    shares = []
    for item in items:
        answer = row[item.column]
        if isinstance(answer, int):
            share = Fraction(answer - item.low, item.high - item.low)
            shares.append(1 - share if item.reversed else share)
    if not shares:
        return None
    steps = sum(shares, Fraction(0)) / len(shares) * grid(items)
    assert steps.denominator == 1
    return int(steps)


def counted(rows: list[Row]) -> list[tuple[Row, list[int | None]]]:
    """The rows of the plan's months with their month, and the value of each dimension."""
    dated = [row | {"month": month_of(row["answered_at"])} for row in rows]
    return [(row, [value(row, items) for items in DIMENSIONS.values()]) for row in dated if row["month"] is not None]


def brute_force(rows: list[Row], keys: tuple[str, ...]) -> dict[tuple[object, ...], Group]:
    groups: dict[tuple[object, ...], Group] = defaultdict(lambda: (0, [0] * len(DIMENSIONS)))
    for row, values in counted(rows):
        pattern = sum(1 << d for d, x in enumerate(values) if x is not None)
        key = (*(row[name] for name in keys), pattern)
        n, sums = groups[key]
        groups[key] = (n + 1, [total + (x or 0) for total, x in zip(sums, values, strict=True)])
    return dict(groups)


def brute_force_pools(rows: list[Row], zero: tuple[int, ...]) -> dict[tuple[object, ...], Products]:
    size = len(DIMENSIONS)
    pools: dict[tuple[object, ...], Products] = defaultdict(lambda: [[0] * size for _ in range(size)])
    for row, values in counted(rows):
        products = pools[tuple(row[name] for name in POOLS)]
        centred = [None if x is None else x - z for x, z in zip(values, zero, strict=True)]
        for d, x in enumerate(centred):
            for e, y in enumerate(centred):
                products[d][e] += 0 if x is None or y is None else x * y
    return dict(pools)


def as_groups(result: Tally) -> dict[tuple[object, ...], Group]:
    return {
        (*(values[g] for values in result.keys.values()), int(result.pattern[g])): (
            int(result.n[g]),
            result.sums[g].tolist(),
        )
        for g in range(len(result.n))
    }


def as_pools(result: Tally) -> dict[tuple[object, ...], Products]:
    keys = list(result.pools.keys.values())
    return {tuple(key[p] for key in keys): own.tolist() for p, own in enumerate(result.pools.products)}


def plan(keys: tuple[str, ...] = KEYS, pools: tuple[str, ...] = POOLS) -> TallyPlan:
    return TallyPlan(dimensions=DIMENSIONS, keys=keys, pools=pools, months=MONTHS)


@pytest.fixture(scope="module")
def backend() -> DuckDB:
    return DuckDB.open(memory="500MB")


examples = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@examples
@given(rows=rows_strategy(), data=st.data())
def test_equals_brute_force_with_rows_excluded_and_excused(
    backend: DuckDB, rows: list[Row], data: st.DataObject
) -> None:
    places = st.lists(st.integers(0, max(len(rows) - 1, 0)), max_size=len(rows), unique=True)
    excluded, excused = data.draw(places), data.draw(places)
    store(backend, rows)
    responses = backend.table("responses")
    result = tally(
        backend,
        responses,
        plan(),
        excluded=np.array(excluded, dtype=np.int64),
        excused=np.array(excused, dtype=np.int64),
    )
    kept = [row | {"person": None} if g in excused else row for g, row in enumerate(rows) if g not in excluded]
    assert as_groups(result) == brute_force(kept, KEYS)
    assert as_pools(result) == brute_force_pools(kept, result.zero)


@examples
@given(rows=rows_strategy(), seed=st.integers(0, 10**6))
def test_row_order_does_not_matter(backend: DuckDB, rows: list[Row], seed: int) -> None:
    store(backend, rows)
    first = tally(backend, backend.table("responses"), plan())
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    store(backend, shuffled)
    second = tally(backend, backend.table("responses"), plan())
    for name in KEYS:
        assert first.keys[name].tolist() == second.keys[name].tolist()
    for one, other in ((first.pattern, second.pattern), (first.n, second.n), (first.sums, second.sums)):
        assert one.tolist() == other.tolist()
    assert as_pools(first) == as_pools(second)


@examples
@given(rows=rows_strategy())
def test_lookups_gather_groups(backend: DuckDB, rows: list[Row]) -> None:
    kinds = {"S1": "regular", "S2": "regular"}
    store(backend, rows)
    surveys = backend.hold(
        {"survey": np.array(list(kinds), dtype=object), "survey_kind": np.array(list(kinds.values()), dtype=object)}
    )
    result = tally(
        backend,
        backend.table("responses"),
        plan(("survey_kind",)),
        lookups={"survey_kind": Lookup(on="survey", frame=surveys)},
    )
    joined = [row | {"survey_kind": kinds.get(str(row["survey"]))} for row in rows]
    assert as_groups(result) == brute_force(joined, ("survey_kind",))


def test_groups_are_in_order_of_keys_then_pattern(backend: DuckDB) -> None:
    row: Row = {"person": "P2", "unit": "U1", "mode": None, "survey": None, "answered_at": datetime(2026, 1, 5)}
    blank: Row = {item.column: None for item in ITEMS}
    full: Row = {item.column: item.low for item in ITEMS}
    store(backend, [row | full, row | blank, row | full | {"person": "P10"}, row | full | {"person": None}])
    result = tally(backend, backend.table("responses"), plan(("person",)))
    assert result.keys["person"].tolist() == [None, "P10", "P2", "P2"]
    assert result.pattern.tolist() == [15, 15, 0, 15]
    assert (result.scale, result.zero) == ((4, 60, 24, 1), (2, 30, 12, 0))


def test_large_groups_are_read_back_exactly(backend: DuckDB, tmp_path: Path) -> None:
    count = 3_000_000
    path = tmp_path / "responses.parquet"
    backend.connection.execute(
        f"COPY (SELECT TIMESTAMP '2026-01-10' AS answered_at, 5::TINYINT AS a, 10::TINYINT AS b FROM range({count})) "
        f"TO '{path}' (FORMAT parquet)"
    )
    dimensions = {"a": (Item(column="a", low=1, high=5),), "b": (Item(column="b", low=0, high=10),)}
    result = tally(
        backend,
        backend.parquet(path),
        TallyPlan(dimensions=dimensions, keys=("month",), pools=("month",), months=MONTHS),
    )
    assert result.n.tolist() == [count]
    assert result.sums.tolist() == [[4 * count, 10 * count]]
    assert result.pools.products.tolist() == [[[4 * count, 10 * count], [10 * count, 25 * count]]]


def test_an_answer_off_its_scale_is_refused(backend: DuckDB) -> None:
    row: Row = {"person": "P", "unit": "U", "mode": None, "survey": None, "answered_at": datetime(2026, 1, 5)}
    store(backend, [row | {item.column: item.low for item in ITEMS} | {"answer_a": 6}])
    with pytest.raises(OffScale) as refused:
        tally(backend, backend.table("responses"), plan())
    assert str(refused.value) == (
        "responses: answer_a holds 6, but its scale is 1 to 5; "
        "correct the answer or the question's scale and seal again"
    )


@given(
    size=st.integers(1, 9),
    digits=st.integers(1, MOST_DIGITS),
    height=st.sampled_from([1, 2, 5, 12]),
    products=st.booleans(),
    data=st.data(),
)
def test_packing_carries_every_sum(size: int, digits: int, height: int, products: bool, data: st.DataObject) -> None:
    packing = Packing(size=size, height=height, digits=digits, products=products)
    copies = data.draw(st.sampled_from([1, packing.capacity]))
    row = data.draw(st.lists(st.integers(-height, height), min_size=size, max_size=size))
    assert packing.base**packing.digits <= 2**54
    words = []
    for word in packing.words:
        total, shift = 0, 0
        for piece in word:
            for e in piece.block:
                total += copies * (1 if piece.by is None else row[piece.by]) * row[e] * packing.base**shift
                shift += 1
        assert abs(total) <= 2**53
        words.append(np.array([float(total)]))
    expected = [[copies * x * y for y in row] for x in row] if products else [copies * x for x in row]
    assert packing.unpack(words).tolist() == [expected]


def test_a_grid_too_fine_for_the_rows_is_refused() -> None:
    with pytest.raises(OverflowError) as refused:
        Packing(size=2, height=10**6, digits=5, products=True).holding(10**5)
    assert str(refused.value) == (
        "tally: 100000 responses in one group on a grid of 2000000 steps exceed exact sums; give the questions of each "
        "dimension the same scale, or measure a dimension by fewer questions"
    )


def test_a_group_that_shrinks_by_exclusions_is_still_exact(backend: DuckDB, tmp_path: Path) -> None:
    count, out = 400_000, 399_990
    path = tmp_path / "responses.parquet"
    backend.connection.execute(
        f"COPY (SELECT TIMESTAMP '2026-01-10' AS answered_at, (1 + i % 5)::TINYINT AS a, (1 + i % 5)::TINYINT AS b, "
        f"(1 + i % 5)::TINYINT AS c, (1 + i % 5)::TINYINT AS d FROM range({count}) t(i)) TO '{path}' (FORMAT parquet)"
    )
    dimensions = {name: (Item(column=name, low=1, high=5),) for name in "abcd"}
    result = tally(
        backend,
        backend.parquet(path),
        TallyPlan(dimensions=dimensions, keys=(), pools=(), months=MONTHS),
        excluded=np.arange(out, dtype=np.int64),
    )
    assert result.n.tolist() == [10]
    assert result.sums.tolist() == [[20] * 4]
    assert result.pools.products.tolist() == [[[20] * 4] * 4]
