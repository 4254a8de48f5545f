"""What a foreign file holds, column by column: its headings and its most frequent values."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from manyi.collect.imports.assistant.shapes import Shape, shape_of
from manyi.collect.imports.run import encoding_of
from manyi.engine import sql
from manyi.engine.evidence import MEMORY, open_database
from manyi.engine.evidence.files import explain, open_source

ROWS = 20_000
_VALUES = 300
NOTHING = ("", "(空)", "(跳过)", "N/A", "n/a", "NULL", "null", "-")


@dataclass(frozen=True)
class ForeignColumn:
    """A column: how many of the rows looked at have a value, how many different, the most frequent, and their shape."""

    heading: str
    filled: int
    distinct: int
    values: tuple[str, ...]
    shape: Shape


@dataclass(frozen=True)
class Sample:
    """The first rows of files with the same headings."""

    files: tuple[str, ...]
    encodings: tuple[str, ...]
    rows: int
    columns: tuple[ForeignColumn, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in the order of the file."""
        return tuple(column.heading for column in self.columns)


def read_samples(paths: Sequence[Path], memory: str = MEMORY) -> list[Sample]:
    """One sample for each set of headings, in the order of the files; looks at the first 20,000 rows of each file.

    Raises EvidenceError for a file that cannot be read, with its reason.
    """
    connection = open_database(None, memory)
    try:
        with TemporaryDirectory(prefix="manyi-") as copies:
            sources = [open_source(connection, path, Path(copies)) for path in paths]
            groups: dict[frozenset[str], list[int]] = {}
            for place, source in enumerate(sources):
                groups.setdefault(frozenset(source.columns), []).append(place)
            found = []
            for places in groups.values():
                headings = sources[places[0]].columns
                chosen = sql.names(headings)
                relations = [f"SELECT {chosen} FROM (SELECT * FROM {sources[p].relation} LIMIT {ROWS})" for p in places]
                try:
                    connection.execute(f"CREATE OR REPLACE TABLE seen AS {' UNION ALL '.join(relations)}")
                except duckdb.Error as error:
                    raise explain(sources[places[0]].file, error) from None
                columns = tuple(_column(connection, heading) for heading in headings)
                names, encodings = tuple(sources[p].file for p in places), tuple(encoding_of(paths[p]) for p in places)
                found.append(Sample(names, encodings, _rows(connection), columns))
            return found
    finally:
        connection.close()


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(*) FROM seen").fetchone()
    return int(row[0]) if row else 0


def _column(connection: duckdb.DuckDBPyConnection, heading: str) -> ForeignColumn:
    nothing = ", ".join(map(sql.text, NOTHING))
    counted = connection.execute(
        f"SELECT v, count(*) FROM (SELECT trim({sql.name(heading)}, ' \t\r\n\u3000') AS v FROM seen) "
        f"WHERE v NOT IN ({nothing}) GROUP BY v ORDER BY count(*) DESC, v"
    ).fetchall()
    values = tuple(str(value) for value, _ in counted[:_VALUES])
    return ForeignColumn(heading, sum(int(times) for _, times in counted), len(counted), values, shape_of(values))
