"""Sealed evidence comes back as it was, and any change to it is noticed."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from manyi.engine.digest import table_digests
from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.problems import EvidenceError
from manyi.engine.seal import read_manifest, read_sealed, seal

TABLES = {
    "people": "person,name,hired,worker_kind\nP1,张三,2020-01-01,own\nP2,李四,x,own\n",
    "questions": "question,kind,low,high\ncsat,rating,1,5\n",
    "responses": "response,person,answered_at,weight,answer_csat\nR1,P1,2026-03-01 10:00,1.25,5\nR2,,2026-03-02,,\n"
    "R3,P2,2026-03-02,,4\n",
    "corrections": "correction,table,row,column,value,reason,by,at\nK1,responses,R2,answer_csat,2,found later,X,2026-04-10\n",
    "letter_of_the_works_council": "x\n",
}


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_evidence(folder, time_zone="Asia/Shanghai", until=date(2026, 5, 1))


@pytest.mark.parametrize("recompute", [False, True])
def test_it_comes_back_as_it_was(evidence: Evidence, tmp_path: Path, recompute: bool) -> None:
    digest = seal(evidence, tmp_path / "sealed")
    back = read_sealed(tmp_path / "sealed", recompute=recompute)
    assert read_manifest(tmp_path / "sealed").digest == digest
    assert table_digests(back.connection) == table_digests(evidence.connection)
    for name in ("people", "responses", "votes"):
        select = f"SELECT column_name, column_type FROM (DESCRIBE {name})"
        assert back.connection.execute(select).fetchall() == evidence.connection.execute(select).fetchall()
    assert back.time_zone == "Asia/Shanghai"
    assert back.counts == evidence.counts
    assert back.problems == evidence.problems
    assert back.problem_counts == {("people", "not_a_date"): 1, ("responses", "unknown_link"): 1}
    assert back.corrections == evidence.corrections
    assert back.remarks == evidence.remarks
    assert [str(remark) for remark in back.remarks] == [
        "letter_of_the_works_council.csv was not read: no table has that name"
    ]


def test_the_digest_does_not_depend_on_the_order_of_rows(evidence: Evidence, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    head, *rows = TABLES["responses"].splitlines()
    (folder / "responses.csv").write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    again = read_evidence(folder, time_zone="Asia/Shanghai", until=date(2026, 5, 1))
    assert seal(again, tmp_path / "one") == seal(evidence, tmp_path / "two")


def refusal(folder: Path, *, recompute: bool = False) -> str:
    with pytest.raises(EvidenceError) as refused:
        read_sealed(folder, recompute=recompute)
    assert refused.value.zh != str(refused.value)
    return str(refused.value)


ALTERED = "{} was altered or cut off after sealing: it does not match its digest. Restore it from a backup."


def truncate(folder: Path) -> None:
    path = folder / "responses.parquet"
    path.write_bytes(path.read_bytes()[:-1])


def flip(folder: Path) -> None:
    path = folder / "people.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(bytes(data))


def remove(folder: Path) -> None:
    (folder / "people.parquet").unlink()


def edit_intake(folder: Path) -> None:
    path = folder / "intake.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"kept": 2', '"kept": 3'), encoding="utf-8")


def edit_digest(folder: Path) -> None:
    path = folder / "manifest.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    entries["tables"]["people"]["digest"] = "0" * 64
    path.write_text(json.dumps(entries), encoding="utf-8")


def cut_manifest(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (truncate, ALTERED.format("responses.parquet")),
        (flip, ALTERED.format("people.parquet")),
        (remove, "people.parquet is missing from the sealed evidence. Restore it from a backup."),
        (edit_intake, ALTERED.format("intake.json")),
        (edit_digest, ALTERED.format("manifest.json")),
        (cut_manifest, ALTERED.format("manifest.json")),
    ],
)
def test_damage_is_noticed(evidence: Evidence, tmp_path: Path, damage: Callable[[Path], None], message: str) -> None:
    folder = tmp_path / "sealed"
    seal(evidence, folder)
    damage(folder)
    assert refusal(folder) == message


def test_a_forger_who_also_mends_the_file_hash_is_noticed_on_recomputing(evidence: Evidence, tmp_path: Path) -> None:
    folder = tmp_path / "sealed"
    seal(evidence, folder)
    path = folder / "responses.parquet"
    forged = folder / "forged.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * REPLACE (5::SMALLINT AS answer_csat) FROM '{path}') TO '{forged}'")
    forged.replace(path)
    manifest = folder / "manifest.json"
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    entries["tables"]["responses"]["file_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(entries), encoding="utf-8")
    assert refusal(folder, recompute=True) == ALTERED.format("responses.parquet")


def test_a_folder_without_manifest(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        f"{tmp_path.name} holds no manifest.json: it is not sealed evidence, or sealing did not finish."
    )


def test_another_format(evidence: Evidence, tmp_path: Path) -> None:
    folder = tmp_path / "sealed"
    seal(evidence, folder)
    path = folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 9'), encoding="utf-8")
    assert refusal(folder) == "manifest.json is of format 9, this program reads 1. Use the version that sealed it."


def test_a_seal_is_never_written_over(evidence: Evidence, tmp_path: Path) -> None:
    seal(evidence, tmp_path / "sealed")
    with pytest.raises(EvidenceError) as refused:
        seal(evidence, tmp_path / "sealed")
    assert str(refused.value) == "sealed is not empty; a seal is never written over. Choose a new folder."
