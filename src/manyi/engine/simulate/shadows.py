"""Tables that stand in for tables of the evidence while a simulation runs; the evidence itself is never written."""

from types import TracebackType
from typing import Self

import duckdb

from manyi.engine import sql


class Shadows:
    """Temporary tables under the names of evidence tables: whoever asks for the name meets the shadow.

    Used as a context manager; at its end everything is taken away again.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        (self._database,) = connection.execute("select current_database()").fetchone() or ("",)
        self._standing: dict[str, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in list(self._standing):
            self.lift(name)

    def origin(self, table: str) -> str:
        """SQL for the table of the evidence itself, shadowed or not."""
        return f"{sql.name(str(self._database))}.main.{sql.name(table)}"

    def put(self, name: str, select: str) -> None:
        """Make or make anew a shadow (or a working table of the simulation) from a query."""
        self.connection.execute(f"create or replace temp table {sql.name(name)} as {select}")
        self._standing[name] = None

    def lift(self, name: str) -> None:
        """Take one away."""
        self.connection.execute(f"drop table if exists temp.main.{sql.name(name)}")
        self._standing.pop(name, None)
