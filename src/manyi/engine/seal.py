"""Checked evidence frozen in a folder: Parquet files per table and a manifest with digests, and read back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from manyi.engine import sql
from manyi.engine.digest import combine, table_digest, table_digests
from manyi.engine.evidence import MEMORY, Counts, Evidence, open_database
from manyi.engine.evidence.corrections import Applied
from manyi.engine.evidence.links import reading_order
from manyi.engine.evidence.stage import create_table, shape
from manyi.engine.problems import EvidenceError, Problem, Remark
from manyi.engine.seal_days import DAILY, FILES, read_days, write_days
from manyi.engine.tables import TABLES

FORMAT = 1
MANIFEST = "manifest.json"
INTAKE = "intake.json"


@dataclass(frozen=True)
class Manifest:
    """What a sealed folder holds: `digest` stands for the content of all its tables."""

    digest: str
    time_zone: str
    tables: Mapping[str, Mapping[str, Any]]
    intake: str


def seal(evidence: Evidence, folder: Path, digests: Mapping[str, str] | None = None, *, by_day: bool = False) -> str:
    """Write the tables that have rows, the intake record and the manifest into the empty or new `folder`.

    Returns the digest over all tables, the same with the large ones in a file `by_day`; `digests` of the tables, when
    known, are not made again. The manifest is written last: a folder without one is not sealed.
    """
    if folder.exists() and any(folder.iterdir()):
        raise EvidenceError(
            f"{folder.name} is not empty; a seal is never written over. Choose a new folder.",
            f"{folder.name} 不为空；封存不会覆盖已有内容，请另选文件夹。",
        )
    folder.mkdir(parents=True, exist_ok=True)
    digests = digests or table_digests(evidence.connection)
    tables: dict[str, dict[str, Any]] = {}
    for name in TABLES:
        rows = _rows(evidence.connection, name)
        if rows:
            tables[name] = _write(evidence, name, folder, by_day and name in DAILY) | {
                "rows": rows, "digest": digests[name],
            }  # fmt: skip
    intake = _intake_text(evidence)
    (folder / INTAKE).write_text(intake, encoding="utf-8")
    digest = combine({name: str(entry["digest"]) for name, entry in tables.items()})
    manifest = {
        "format": FORMAT,
        "digest": digest,
        "time_zone": evidence.time_zone,
        "intake_sha256": hashlib.sha256(intake.encode()).hexdigest(),
        "tables": tables,
    }
    unfinished = folder / (MANIFEST + ".part")
    unfinished.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    unfinished.replace(folder / MANIFEST)
    return digest


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a sealed folder; its digest must follow from those of its tables."""
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(entries["digest"], entries["time_zone"], entries["tables"], entries["intake_sha256"])
        tables = {name: str(entry["digest"]) for name, entry in manifest.tables.items()}
        known = entries["format"] == FORMAT
    except FileNotFoundError:
        raise EvidenceError(
            f"{folder.name} holds no {MANIFEST}: it is not sealed evidence, or sealing did not finish.",
            f"{folder.name} 中没有 {MANIFEST}：不是封存数据，或封存没有完成。",
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _altered(MANIFEST) from None
    if not known:
        raise EvidenceError(
            f"{MANIFEST} is of format {entries['format']}, this program reads {FORMAT}. Use the version that sealed it.",
            f"{MANIFEST} 的格式为 {entries['format']}，本程序只读 {FORMAT}，请使用封存时的版本。",
        )
    if combine(tables) != manifest.digest:
        raise _altered(MANIFEST)
    return manifest


def read_sealed(
    folder: Path, *, recompute: bool = False, scratch: Path | None = None, memory: str = MEMORY
) -> Evidence:
    """Sealed evidence as it was when it was sealed; an altered, cut off or missing file raises EvidenceError.

    Always compares the bytes of each file with the manifest; `recompute` also computes each table's digest anew.
    """
    manifest = read_manifest(folder)
    record = _checked_bytes(folder / INTAKE, manifest.intake)
    connection = open_database(scratch, memory)
    try:
        for name in reading_order():
            create_table(connection, shape(connection, TABLES[name]))
            if name in manifest.tables:
                _read(connection, name, folder, manifest.tables[name], recompute)
    except BaseException:
        connection.close()
        raise
    return _evidence(connection, manifest.time_zone, json.loads(record))


def table_files(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The files of each table of a folder sealed by day; `read_sealed` compares their bytes.

    Raises EvidenceError when the folder is not sealed by day.
    """
    tables = read_manifest(folder).tables
    if not any(FILES in entry for entry in tables.values()):
        raise EvidenceError(
            f"{folder.name} does not hold its tables by day. Write it with `manyi evidence partition`.",
            f"{folder.name} 没有按日分区，请用 manyi evidence partition 生成。",
        )
    return {
        name: tuple(folder / file for file in entry[FILES]) if FILES in entry else (folder / f"{name}.parquet",)
        for name, entry in tables.items()
    }


def _write(evidence: Evidence, name: str, folder: Path, by_day: bool) -> dict[str, Any]:
    connection, path = evidence.connection, folder / f"{name}.parquet"
    columns = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE {sql.name(name)})").fetchall()
    described = {"columns": {str(column): str(kind) for column, kind in columns}}
    if by_day:
        return described | write_days(connection, name, folder, evidence.time_zone)
    connection.execute(f"COPY {sql.name(name)} TO {sql.text(str(path))} (FORMAT parquet, COMPRESSION zstd)")
    return described | {"file_sha256": _file_hash(path)}


def _read(
    connection: duckdb.DuckDBPyConnection, name: str, folder: Path, entry: Mapping[str, Any], recompute: bool
) -> None:
    path = folder / f"{name}.parquet"
    try:
        if FILES in entry:
            read_days(connection, name, folder, entry)
        else:
            where = sql.path(_checked(path, entry))
            connection.execute(f"INSERT INTO {sql.name(name)} BY NAME FROM read_parquet({where})")
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise EvidenceError(
            f"{path.name} does not fit today's evidence tables ({reason}). Use the version that sealed it.",
            f"{path.name} 与现在的数据表不符（{reason}），请使用封存时的版本。",
        ) from None
    if _rows(connection, name) != entry["rows"]:
        raise _altered(path.name)
    if recompute and table_digest(connection, sql.name(name)) != entry["digest"]:
        raise _altered(path.name)


def _checked(path: Path, entry: Mapping[str, Any]) -> Path:
    if not path.is_file():
        raise EvidenceError(
            f"{path.name} is missing from the sealed evidence. Restore it from a backup.",
            f"封存数据缺少 {path.name}，请从备份恢复。",
        )
    if _file_hash(path) != entry["file_sha256"]:
        raise _altered(path.name)
    return path


def _altered(file: str) -> EvidenceError:
    return EvidenceError(
        f"{file} was altered or cut off after sealing: it does not match its digest. Restore it from a backup.",
        f"{file} 在封存后被改动或不完整：与摘要不符，请从备份恢复。",
    )


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {sql.name(name)}").fetchone()
    return int(row[0]) if row else 0


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checked_bytes(path: Path, digest: str) -> str:
    if not path.is_file() or _file_hash(path) != digest:
        raise _altered(path.name)
    return path.read_text(encoding="utf-8")


def _intake_text(evidence: Evidence) -> str:
    """What reading found, beside the tables: counts, problems, corrections and remarks."""
    record = {
        "counts": {name: asdict(counts) for name, counts in evidence.counts.items() if counts.read},
        "problem_counts": [[table, code, count] for (table, code), count in evidence.problem_counts.items()],
        "problems": [asdict(problem) for problem in evidence.problems],
        "corrections": [asdict(applied) for applied in evidence.corrections],
        "remarks": [asdict(remark) for remark in evidence.remarks],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _evidence(connection: duckdb.DuckDBPyConnection, zone: str, record: Mapping[str, Any]) -> Evidence:
    return Evidence(
        connection=connection,
        time_zone=zone,
        counts={name: Counts(**record["counts"].get(name, {})) for name in TABLES},
        problems=tuple(Problem(**problem) for problem in record["problems"]),
        problem_counts={(table, code): count for table, code, count in record["problem_counts"]},
        corrections=tuple(Applied(**applied) for applied in record["corrections"]),
        remarks=tuple(Remark(**remark) for remark in record["remarks"]),
    )
