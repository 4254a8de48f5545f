"""`manyi settle` on evidence sealed by day: the same digests; and Spark refused with what is missing and what to do."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import settle_world
from click.testing import CliRunner

from manyi.cli import main


def run(*arguments: str | Path, language: str = "en") -> tuple[int, str, str]:
    """Exit code, stdout, stderr of `manyi`."""
    variables: dict[str, str | None] = {"MANYI_LANG": language, "LC_ALL": None, "LANG": None}
    done = CliRunner(env=variables).invoke(main, [str(argument) for argument in arguments], prog_name="manyi")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Evidence as files, and sealed by day."""
    place = tmp_path_factory.mktemp("evidence")
    plain = settle_world.write(settle_world.company(), place / "plain")
    code, out, err = run(
        "evidence", "partition", "--evidence", plain, "--out", place / "sealed", "--taken", "2026-04-11"
    )
    lines = out.splitlines()
    assert (code, lines[0].partition(" rows of ")[2], lines[2], err.splitlines()[-1]) == (
        0, "13 tables, responses of 44 days", f"Written to {place / 'sealed'}", "… sealing by day",
    )  # fmt: skip
    return plain, place / "sealed"


def digests(evidence: Path, out: Path, *more: str) -> list[str]:
    code, said, _ = run(
        "settle",
        "--policy",
        settle_world.PACK,
        "--period",
        "2026-01",
        "--evidence",
        evidence,
        "--out",
        out,
        "--json",
        *more,
    )
    assert code == 0
    told = json.loads(said)
    return [told["input_digest"], told["result_digest"]]


def test_sealed_evidence_settles_with_the_same_digests(folders: tuple[Path, Path], tmp_path: Path) -> None:
    plain, sealed = folders
    first = digests(plain, tmp_path / "plain", "--taken", "2026-04-11")
    assert digests(sealed, tmp_path / "sealed") == first
    assert run("verify", tmp_path / "sealed")[:2] == (
        0,
        f"input_digest  same\n  {first[0]}\nresult_digest  same\n  {first[1]}\nThe run recomputes.\n",
    )


def settle_on_spark(evidence: Path, out: Path, *more: str, language: str = "en") -> tuple[int, str, str]:
    return run(
        "settle", "--policy", settle_world.PACK, "--period", "2026-01", "--evidence", evidence, "--out", out,
        "--engine", "spark", *more, language=language,
    )  # fmt: skip


def test_spark_wants_evidence_sealed_by_day(folders: tuple[Path, Path], tmp_path: Path) -> None:
    assert settle_on_spark(folders[0], tmp_path / "out") == (
        1, "",
        f"refused: Spark reads evidence sealed by day\n  where: {folders[0]}\n  why: the folder holds no manifest.json\n"
        f"  what next: run `manyi evidence partition --evidence {folders[0]} --out FOLDER`, then settle FOLDER\n",
    )  # fmt: skip
    assert not (tmp_path / "out").exists()


def test_what_sealing_decided_is_not_decided_again(folders: tuple[Path, Path], tmp_path: Path) -> None:
    assert settle_on_spark(folders[1], tmp_path / "out", "--taken", "2026-04-11", language="zh") == (
        1, "",
        f"未通过：封存数据不能再用 --taken\n  位置：{folders[1]}\n  原因：哪些行过晚，已在封存时确定\n"
        "  下一步：请去掉 --taken，或用它重新封存\n",
    )  # fmt: skip


def test_evidence_of_another_time_zone_is_refused(folders: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "utc"
    run(
        "evidence", "partition", "--evidence", folders[0], "--out", other, "--taken", "2026-04-11", "--time-zone", "UTC"
    )
    assert settle_on_spark(other, tmp_path / "out") == (
        1, "",
        f"refused: the evidence was sealed for another time zone\n  where: {other}\n  why: it says UTC, the edition Asia/Shanghai\n"
        "  what next: seal it again with --time-zone Asia/Shanghai\n",
    )  # fmt: skip


def test_without_pyspark_the_refusal_says_how_to_install_it(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert settle_on_spark(folders[1], tmp_path / "out") == (
        1, "",
        "… starting Spark\nrefused: Spark cannot be used\n  why: Spark is not installed. Install it: pip install 'manyi[spark]'; it needs Java 17.\n"
        "  what next: put this right, or leave out --engine spark\n",
    )  # fmt: skip


def test_without_java_the_refusal_names_it(folders: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'manyi[spark]'")
    if shutil.which("bash") is None:
        pytest.skip("Spark is started by bash, which is not on this machine")
    done = subprocess.run(
        [
            sys.executable, "-c", "from manyi.cli import main; main()", "settle", "--policy", settle_world.PACK,
            "--period", "2026-01", "--evidence", folders[1], "--out", tmp_path / "out", "--engine", "spark",
            "--language", "en",
        ],
        env=os.environ | {"JAVA_HOME": str(tmp_path / "nowhere")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = done.stderr[done.stderr.index("refused: Spark cannot be used") :].splitlines()
    assert (done.returncode, len(said), said[2]) == (1, 3, "  what next: put this right, or leave out --engine spark")
    assert said[1].startswith("  why: Spark did not start on local[2] (")
    assert said[1].endswith(
        "). It needs Java 17, such as the package openjdk-17-jre-headless; a cluster must be running and reachable."
    )
