"""SHA-256 over the content of tables: the same for the same rows, whatever their order, machine or time zone.

The rule, simple enough to be checked by a second program:

1. Columns in the order of their names (by code point); a column without any value does not count, so that a column added
   to the contract later changes no old digest.
2. A cell: text is `<bytes>:<text>`, empty `-`. Any other value is `<value>;`, empty `-;`: decimals with all their places,
   dates as 2026-03-31, instants as microseconds since 1970-01-01 UTC, flags as true or false.
3. A row is its cells put together, and its digest the SHA-256 of that in hexadecimal.
4. The row digests, sorted, are put together and hashed by their first three digits.
5. The table's digest is the SHA-256 of the column names, each `<bytes>:<name>`, followed by the hashes of step 4 in order.
"""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

import duckdb

from manyi.engine import sql

NOTHING = hashlib.sha256(b"").hexdigest()  # the digest of a table without rows
_DIGITS = 3
_AT_ONCE = 4_000_000  # sorted in one go; more rows are sorted in slices, so that memory stays bounded


def table_digests(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The digest of every table with rows in the main schema, by name; so a new, empty table changes nothing."""
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary ORDER BY table_name"
    ).fetchall()
    digests = {str(name): table_digest(connection, sql.name(str(name))) for (name,) in names}
    return {name: digest for name, digest in digests.items() if digest != NOTHING}


def table_digest(connection: duckdb.DuckDBPyConnection, relation: str) -> str:
    """The digest of one relation, given as SQL for FROM."""
    rows, columns = _filled_columns(connection, relation)
    heading = "".join(f"{len(name.encode())}:{name}" for name, _ in columns)
    if not columns:
        return _joined(heading, [])
    hashed = f"SELECT sha256({row_text(columns)}) AS digest FROM {relation}"
    if rows <= _AT_ONCE:
        return _joined(heading, _buckets(connection, hashed))
    connection.execute(f"CREATE TEMP TABLE row_digests AS {hashed}")
    slices = min(16**_DIGITS, 2 ** (rows // _AT_ONCE).bit_length())
    bounds = [f"{part * 16**_DIGITS // slices:0{_DIGITS}x}" for part in range(slices)] + ["g"]
    buckets: list[str] = []
    for low, high in pairwise(bounds):
        chosen = f"SELECT digest FROM row_digests WHERE digest >= '{low}' AND digest < '{high}'"
        buckets += _buckets(connection, chosen)
    connection.execute("DROP TABLE row_digests")
    return _joined(heading, buckets)


def combine(digests: Mapping[str, str]) -> str:
    """One digest of several named ones."""
    lines = "".join(f"{len(name.encode())}:{name}{digest}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def row_text(columns: Sequence[tuple[str, str]]) -> str:
    """SQL: the canonical text of a row with these (name, DuckDB type) columns, in this order."""
    return f"concat({', '.join(_cell(name, kind) for name, kind in columns)})"


def _filled_columns(connection: duckdb.DuckDBPyConnection, relation: str) -> tuple[int, list[tuple[str, str]]]:
    """The number of rows, and the columns with any value, by name."""
    described = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {relation})").fetchall()
    columns = sorted((str(name), str(kind)) for name, kind in described)
    counts = ", ".join(f"count({sql.name(name)})" for name, _ in columns)
    counted = connection.execute(f"SELECT count(*), {counts} FROM {relation}").fetchone() or (0,)
    filled = [column for column, values in zip(columns, counted[1:], strict=False) if values]
    return int(counted[0]), filled


def _cell(name: str, kind: str) -> str:
    column = sql.name(name)
    if kind == "VARCHAR":
        return f"coalesce(strlen({column}) || ':' || {column}, '-')"
    value = f"epoch_us({column})" if kind == "TIMESTAMP" else column
    return f"coalesce({value}::VARCHAR, '-'), ';'"


def _buckets(connection: duckdb.DuckDBPyConnection, digests: str) -> list[str]:
    rows = connection.execute(
        f"SELECT sha256(string_agg(digest, '' ORDER BY digest)) FROM ({digests}) "
        f"GROUP BY left(digest, {_DIGITS}) ORDER BY left(digest, {_DIGITS})"
    ).fetchall()
    return [str(bucket) for (bucket,) in rows]


def _joined(heading: str, buckets: Sequence[str]) -> str:
    return hashlib.sha256((heading + "".join(buckets)).encode()).hexdigest()
