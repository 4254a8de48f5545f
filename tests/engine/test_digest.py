"""A table's digest is the one its documented rule gives, and nothing but content changes it."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyi.engine import digest
from manyi.engine.digest import combine, table_digest, table_digests

COLUMNS = {
    "name": "VARCHAR",
    "n": "BIGINT",
    "day": "DATE",
    "moment": "TIMESTAMP",
    "share": "DECIMAL(18,4)",
    "f": "BOOLEAN",
}
Row = tuple[str | None, int | None, date | None, datetime | None, Decimal | None, bool | None]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as database:
        yield database


def by_the_rule(rows: Sequence[Row]) -> str:
    """The rule of the module's docstring in plain Python."""
    names = [name for place, name in enumerate(COLUMNS) if any(row[place] is not None for row in rows)]
    order = sorted(names)
    places = [list(COLUMNS).index(name) for name in order]
    digests = sorted(
        hashlib.sha256("".join(cell(row[place], order[i]) for i, place in enumerate(places)).encode()).hexdigest()
        for row in rows
    )
    buckets: dict[str, str] = {}
    for one in digests if names else []:
        buckets[one[:3]] = buckets.get(one[:3], "") + one
    heading = "".join(f"{len(name)}:{name}" for name in order)
    text = heading + "".join(hashlib.sha256(joined.encode()).hexdigest() for joined in buckets.values())
    return hashlib.sha256(text.encode()).hexdigest()


def cell(value: object, column: str) -> str:
    if column == "name":
        return "-" if value is None else f"{len(str(value).encode())}:{value}"
    match value:
        case None:
            return "-;"
        case bool():
            return f"{str(value).lower()};"
        case datetime():
            return f"{round((value - datetime(1970, 1, 1)).total_seconds() * 1_000_000)};"
        case Decimal():
            return f"{value + 0:.4f};"
        case _:
            return f"{value};"


def fill(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[Row], table: str = "t", order: Sequence[str] = ()
) -> None:
    names = list(order or COLUMNS)
    connection.execute(f"CREATE OR REPLACE TABLE {table} ({', '.join(f'{name} {COLUMNS[name]}' for name in names)})")
    for row in rows:
        cells = dict(zip(COLUMNS, row, strict=True))
        connection.execute(
            f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", [cells[name] for name in names]
        )


ROWS: list[Row] = [
    ("张三", 1, date(2026, 3, 31), datetime(2026, 3, 31, 14, 5), Decimal("0.5"), True),
    ("张三", 1, date(2026, 3, 31), datetime(2026, 3, 31, 14, 5), Decimal("0.5"), True),
    ("", None, None, None, None, None),
    (None, -7, None, datetime(1969, 1, 1), Decimal("-0.0001"), False),
]


def test_a_known_digest(connection: duckdb.DuckDBPyConnection) -> None:
    """Fixed once and for all: certificates hold digests made by this rule."""
    fill(connection, ROWS)
    assert table_digest(connection, "t") == by_the_rule(ROWS)
    assert table_digest(connection, "t") == "9978f92ada7c1bcc328e66461f683dc3cccbbdbfdb9666fb3618631d97fab675"


rows_of_any_kind = st.lists(
    st.tuples(
        st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6),
        st.none() | st.integers(-(2**62), 2**62),
        st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)),
        st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)),
        st.none() | st.decimals(-(10**9), 10**9, places=4),
        st.none() | st.booleans(),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows_of_any_kind, st.randoms())
def test_it_is_the_documented_rule_whatever_the_order(
    connection: duckdb.DuckDBPyConnection, rows: list[Row], chance: random.Random
) -> None:
    fill(connection, rows)
    expected = by_the_rule(rows)
    assert table_digest(connection, "t") == expected
    shuffled, columns = list(rows), list(COLUMNS)
    chance.shuffle(shuffled)
    chance.shuffle(columns)
    fill(connection, shuffled, order=columns)
    assert table_digest(connection, "t") == expected


def test_empty_is_not_missing_and_neighbours_do_not_run_together(connection: duckdb.DuckDBPyConnection) -> None:
    texts = [
        [("a", "b"), (None, None)],
        [("a", "b"), ("", None)],
        [("a", "b"), (None, "")],
        [("ab", ""), (None, None)],
        [("a1:b", ""), (None, None)],
        [("a", "b")],
        [("b", "a"), (None, None)],
        [("a", "b"), ("a", "b")],
    ]
    found = set()
    for rows in texts:
        connection.execute("CREATE OR REPLACE TABLE t (x VARCHAR, y VARCHAR)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        found.add(table_digest(connection, "t"))
    assert len(found) == len(texts)


def test_a_column_without_values_changes_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    fill(connection, ROWS)
    before = table_digest(connection, "t")
    connection.execute("ALTER TABLE t ADD COLUMN later VARCHAR")
    assert table_digest(connection, "t") == before
    connection.execute("UPDATE t SET later = 'x' WHERE n = -7")
    assert table_digest(connection, "t") != before


def test_time_zone_threads_and_integer_width_change_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    fill(connection, ROWS)
    before = table_digest(connection, "t")
    connection.execute("SET threads = 1")
    connection.execute("SET TimeZone = 'America/New_York'")
    connection.execute("ALTER TABLE t ALTER n TYPE INTEGER")
    assert table_digest(connection, "t") == before


def test_many_rows_are_sorted_in_slices(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.execute("CREATE TABLE t AS SELECT range AS n FROM range(20000)")
    at_once = table_digest(connection, "t")
    monkeypatch.setattr(digest, "_AT_ONCE", 1000)
    assert table_digest(connection, "t") == at_once


def test_all_tables_and_their_combination(connection: duckdb.DuckDBPyConnection) -> None:
    fill(connection, ROWS, "b")
    fill(connection, [], "a")
    fill(connection, ROWS[:2], "c")
    digests = table_digests(connection)
    assert digests == {"b": by_the_rule(ROWS), "c": by_the_rule(ROWS[:2])}
    lines = f"1:b{digests['b']}\n1:c{digests['c']}\n"
    assert combine(digests) == hashlib.sha256(lines.encode()).hexdigest()
    assert combine(dict(reversed(digests.items()))) == combine(digests)
