"""Evidence sealed by day comes back as it was, says where every row stands, and notices any change to its files."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from manyi.engine.digest import table_digests
from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.problems import EvidenceError
from manyi.engine.seal import read_sealed, seal, table_files

TABLES = {
    "people": "person,name,hired,worker_kind\nP1,张三,2020-01-01,own\n",
    "questions": "question,kind,low,high\n态度,rating,1,5\n",
    "responses": "response,person,answered_at,weight,answer_态度\nR1,P1,2026-03-02 10:00,1.25,5\nR2,,2026-03-01 00:30,,\n"
    "R3,P1,2026-03-02 00:00,,4\nR4,P1,2026-02-28 23:59,,1\n",
    "page_times": "response,page,seconds,questions\nR1,p1,9,1\nR4,p1,3,1\nR3,p1,4,1\n",
}
FIRST, SECOND, THIRD = (f"responses/day=2026-{day}/part.parquet" for day in ("02-28", "03-01", "03-02"))


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_evidence(folder, time_zone="Asia/Shanghai", until=date(2026, 5, 1))


@pytest.fixture
def sealed(evidence: Evidence, tmp_path: Path) -> Path:
    seal(evidence, tmp_path / "sealed", by_day=True)
    return tmp_path / "sealed"


def test_rows_lie_by_local_day_each_with_its_place(sealed: Path) -> None:
    manifest = json.loads((sealed / "manifest.json").read_text(encoding="utf-8"))
    files = manifest["tables"]["responses"]["files"]
    assert {name: (said["first"], said["rows"]) for name, said in files.items()} == {
        FIRST: (0, 1), SECOND: (1, 1), THIRD: (2, 2),
    }  # fmt: skip
    read = {
        name: duckdb.execute(f"SELECT row, response FROM read_parquet('{sealed / name}') ORDER BY 1").fetchall()
        for name in files
    }
    assert read == {FIRST: [(0, "R4")], SECOND: [(1, "R2")], THIRD: [(2, "R1"), (3, "R3")]}
    pages = [path.relative_to(sealed).as_posix() for path in table_files(sealed)["page_times"]]
    assert pages == ["page_times/day=2026-02-28/part.parquet", "page_times/day=2026-03-02/part.parquet"]
    assert table_files(sealed)["people"] == (sealed / "people.parquet",)


def test_it_comes_back_as_it_was_and_places_are_rows_of_the_table(evidence: Evidence, sealed: Path) -> None:
    back = read_sealed(sealed, recompute=True)
    assert table_digests(back.connection) == table_digests(evidence.connection)
    rows = back.connection.execute("SELECT rowid, response FROM responses ORDER BY 1").fetchall()
    assert rows == [(0, "R4"), (1, "R2"), (2, "R1"), (3, "R3")]
    assert back.counts == evidence.counts


def test_the_same_digest_and_the_same_bytes_whatever_the_layout(evidence: Evidence, tmp_path: Path) -> None:
    assert seal(evidence, tmp_path / "one", by_day=True) == seal(evidence, tmp_path / "other")
    seal(evidence, tmp_path / "again", by_day=True)
    assert (tmp_path / "one" / "manifest.json").read_bytes() == (tmp_path / "again" / "manifest.json").read_bytes()


def _alter(folder: Path) -> None:
    with (folder / SECOND).open("ab") as file:
        file.write(b"x")


def _remove(folder: Path) -> None:
    (folder / SECOND).unlink()


def _add(folder: Path) -> None:
    (folder / "responses" / "day=2026-03-09").mkdir()
    shutil.copy(folder / FIRST, folder / "responses" / "day=2026-03-09" / "part.parquet")


def _swap(folder: Path) -> None:
    (folder / FIRST).rename(folder / "kept")
    (folder / SECOND).rename(folder / FIRST)
    (folder / "kept").rename(folder / SECOND)


@pytest.mark.parametrize(
    ("change", "en", "zh"),
    [
        (
            _alter,
            f"{SECOND} was altered or cut off after sealing: it does not match its digest. Restore it from a backup.",
            f"{SECOND} 在封存后被改动或不完整：与摘要不符，请从备份恢复。",
        ),
        (
            _remove,
            f"{SECOND} is missing from the sealed evidence. Restore it from a backup.",
            f"封存数据缺少 {SECOND}，请从备份恢复。",
        ),
        (
            _add,
            "responses/day=2026-03-09/part.parquet is not in the manifest: it was added after sealing. Move it away.",
            "清单中没有 responses/day=2026-03-09/part.parquet：它是封存之后加入的，请移走。",
        ),
        (
            _swap,
            f"{FIRST} was altered or cut off after sealing: it does not match its digest. Restore it from a backup.",
            f"{FIRST} 在封存后被改动或不完整：与摘要不符，请从备份恢复。",
        ),
    ],
    ids=["altered", "missing", "added", "swapped"],
)
def test_a_changed_file_is_refused(sealed: Path, change: Callable[[Path], None], en: str, zh: str) -> None:
    change(sealed)
    with pytest.raises(EvidenceError) as refused:
        read_sealed(sealed)
    assert (str(refused.value), refused.value.zh) == (en, zh)


def test_a_folder_not_sealed_by_day_is_refused(evidence: Evidence, tmp_path: Path) -> None:
    seal(evidence, tmp_path / "sealed")
    with pytest.raises(EvidenceError) as refused:
        table_files(tmp_path / "sealed")
    assert (str(refused.value), refused.value.zh) == (
        "sealed does not hold its tables by day. Write it with `manyi evidence partition`.",
        "sealed 没有按日分区，请用 manyi evidence partition 生成。",
    )
