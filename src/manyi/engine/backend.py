"""Where evidence tables live and run: DuckDB in this process, behind a port another engine can fill."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeAlias

import duckdb
import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine import sql

Frame: TypeAlias = nw.LazyFrame[Any]
Arrays: TypeAlias = Mapping[str, NDArray[Any]]

ROW = "row"
"""Every table carries this int64 column: the row's place in its file, from 0; places join far faster than text ids."""

_HASH = "hash_of_row"


class Backend(Protocol):
    """What clean and tally need of an engine besides narwhals itself."""

    def table(self, name: str) -> Frame:
        """The rows of an evidence table; of those that clean and tally point at, each with its place as `row`."""

    def fetch(self, frame: Frame) -> Arrays:
        """The result column by column; a column with empty cells is an object array holding None."""

    def hold(self, columns: Arrays) -> Frame:
        """Integer, instant or text columns of equal length, made a frame that joins with this engine's tables."""

    def keep(self, frame: Frame) -> Frame:
        """The same rows, computed now and once, to be read several times; for few rows."""

    def repeated(self, frame: Frame, by: Sequence[str]) -> Frame:
        """At least the rows that agree with another row in all columns `by`, none of them empty; few others."""


class DuckDB:
    """DuckDB in this process: reads tables of `connection` and sealed Parquet files where they lie.

    Use as a context manager or call `close` when the connection was opened here.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    @classmethod
    def open(cls, *, memory: str = "1GB", threads: int = 2, temp: Path | None = None) -> Self:
        """A new in-memory database that spills to `temp` (None: fails instead) and never fetches an extension."""
        connection = duckdb.connect(
            config={
                "memory_limit": memory,
                "threads": threads,
                "temp_directory": "" if temp is None else str(temp),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "preserve_insertion_order": False,
            }
        )
        connection.execute("SET enable_progress_bar = false; SET parquet_metadata_cache = true")
        return cls(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back all memory; frames handed out before can no longer run."""
        self.connection.close()

    def table(self, name: str) -> Frame:
        """The rows of a table of the connection, each with its place as `row`."""
        return nw.from_native(self.connection.sql(f'SELECT *, rowid AS "{ROW}" FROM {sql.name(name)}'))

    def parquet(self, path: Path) -> Frame:
        """The rows of one Parquet file, each with its place as `row`."""
        rows = self.connection.read_parquet(str(path), file_row_number=True)
        return nw.from_native(rows.project(f'* EXCLUDE (file_row_number), file_row_number AS "{ROW}"'))

    def hold(self, columns: Arrays) -> Frame:
        """Columns of equal length, copied into a table of this connection; object arrays are text."""
        name = f"held_{self._tables_held()}"
        cells = ", ".join(
            f"CAST({sql.name(column)} AS VARCHAR) AS {sql.name(column)}" if values.dtype == object else sql.name(column)
            for column, values in columns.items()
        )
        self.connection.register("incoming", dict(columns))
        try:
            self.connection.execute(f"CREATE TEMP TABLE {name} AS SELECT {cells} FROM incoming")
        finally:
            self.connection.unregister("incoming")
        return nw.from_native(self.connection.table(name))

    def keep(self, frame: Frame) -> Frame:
        """The rows as a table of this connection."""
        name = f"held_{self._tables_held()}"
        self.connection.execute(f"CREATE TEMP TABLE {name} AS {frame.to_native().sql_query()}")
        return nw.from_native(self.connection.table(name))

    def _tables_held(self) -> int:
        """Counted in the connection itself, which other backends may share."""
        held = self.connection.sql("FROM duckdb_tables() WHERE starts_with(table_name, 'held_')")
        return int(held.count("*").fetchall()[0][0])

    def fetch(self, frame: Frame) -> Arrays:
        """The result column by column; a column with empty cells is an object array holding None."""
        fetched: Mapping[str, NDArray[Any]] = frame.to_native().fetchnumpy()
        return {name: _plain(values) for name, values in fetched.items()}

    def repeated(self, frame: Frame, by: Sequence[str]) -> Frame:
        """The rows whose hash of `by` occurs more than once.

        Sorting hashes, 16 bytes a row, costs about half of grouping by the columns themselves.
        """
        complete = frame.filter(*(~nw.col(column).is_null() for column in by))
        marked = complete.to_native().project(f"*, hash({', '.join(map(sql.name, by))}) AS {_HASH}")
        hashes = marked.project(_HASH).fetchnumpy()[_HASH]
        hashes.sort()
        twice = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        rows: Frame = nw.from_native(marked)
        return rows.join(self.hold({_HASH: twice}), on=_HASH, how="semi").drop(_HASH)


def _plain(values: NDArray[Any]) -> NDArray[Any]:
    if not isinstance(values, np.ma.MaskedArray):
        return values
    if not values.mask.any():
        return np.asarray(values.data)
    plain = values.data.astype(object)
    plain[values.mask] = None
    return plain
