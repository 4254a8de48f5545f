"""The large tables of sealed evidence by day: `responses/day=2026-03-01/part.parquet`, for engines on many machines.

Days are those of the evidence's time zone. Every file carries the column `row`, its rows' places in the whole table from 0
on, day after day, so that every engine that reads them speaks of the same row by the same number.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from manyi.engine import sql
from manyi.engine.backend import ROW
from manyi.engine.evidence.time_zone import to_local
from manyi.engine.problems import EvidenceError

DAILY = {
    "invitations": "SELECT *, rowid AS place, sent_at AS moment FROM invitations",
    "responses": "SELECT *, rowid AS place, answered_at AS moment FROM responses",
    "page_times": "SELECT t.*, t.rowid AS place, r.answered_at AS moment FROM page_times t JOIN responses r USING (response)",
}
"""What clean and tally read: each table's rows, their places and the moments whose days they belong to."""

FILES = "files"
_PART = "part.parquet"


def write_days(connection: duckdb.DuckDBPyConnection, name: str, folder: Path, zone: str) -> dict[str, Any]:
    """Write the table below `folder`, one file a day; its entry in the manifest: each file's first row, rows and SHA-256."""
    day = to_local("moment", zone)
    connection.execute(
        f'CREATE TEMP TABLE by_day AS SELECT row_number() OVER (ORDER BY {day}::DATE, place) - 1 AS "{ROW}", '
        f"{day}::DATE AS day, * EXCLUDE (moment, place) FROM ({DAILY[name]}) ORDER BY 1"
    )
    files: dict[str, dict[str, Any]] = {}
    counted = f'SELECT day::VARCHAR, min("{ROW}"), count(*) FROM by_day GROUP BY day ORDER BY day'
    for written, first, rows in connection.execute(counted).fetchall():
        path = folder / name / f"day={written}" / _PART
        path.parent.mkdir(parents=True)
        connection.execute(
            f'COPY (SELECT * EXCLUDE (day) FROM by_day WHERE "{ROW}" BETWEEN {first} AND {first + rows - 1} ORDER BY "{ROW}") '
            f"TO {sql.text(str(path))} (FORMAT parquet, COMPRESSION zstd)"
        )
        files[path.relative_to(folder).as_posix()] = {"first": first, "rows": rows, "sha256": _sha256(path)}
    connection.execute("DROP TABLE by_day")
    return {FILES: files}


def read_days(connection: duckdb.DuckDBPyConnection, name: str, folder: Path, entry: Mapping[str, Any]) -> None:
    """Insert the rows of all days into the table, in the order of their places; files are checked as `checked_days` says."""
    for path in checked_days(folder, name, entry):
        connection.execute(
            f'INSERT INTO {sql.name(name)} BY NAME SELECT * EXCLUDE ("{ROW}") FROM read_parquet({sql.path(path)}, hive_partitioning = false)'
        )


def checked_days(folder: Path, name: str, entry: Mapping[str, Any]) -> tuple[Path, ...]:
    """The files of the table, by day; a missing, altered or added one raises EvidenceError."""
    files = entry[FILES]
    there = {path.relative_to(folder).as_posix() for path in (folder / name).rglob("*") if path.is_file()}
    for added in sorted(there - set(files)):
        raise EvidenceError(
            f"{added} is not in the manifest: it was added after sealing. Move it away.",
            f"清单中没有 {added}：它是封存之后加入的，请移走。",
        )
    for missing in sorted(set(files) - there):
        raise EvidenceError(
            f"{missing} is missing from the sealed evidence. Restore it from a backup.",
            f"封存数据缺少 {missing}，请从备份恢复。",
        )
    return tuple(_unaltered(folder, files))


def _unaltered(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> Iterator[Path]:
    place = 0
    for name, said in sorted(files.items(), key=lambda item: int(item[1]["first"])):
        if int(said["first"]) != place or _sha256(folder / name) != said["sha256"]:
            raise EvidenceError(
                f"{name} was altered or cut off after sealing: it does not match its digest. Restore it from a backup.",
                f"{name} 在封存后被改动或不完整：与摘要不符，请从备份恢复。",
            )
        place += int(said["rows"])
        yield folder / name


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
