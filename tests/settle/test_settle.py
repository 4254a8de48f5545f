"""One period settled: the same digests however the evidence is brought, and bad input refused or stated word for word."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import settle_world as world
from settle_world import GOOD, PACK, Settled, Tables, company, settle, write

from manyi.engine.explain import explain
from manyi.engine.periods import read_period
from manyi.engine.policy.issues import PolicyError
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.problems import EvidenceError
from manyi.engine.settle import SettleError, Settlement
from manyi.report.run_folder import RunFolderError, Verification, settle_with_previous, verify, write_run

Digests = tuple[str, str]


def digests(settled: Settled) -> Digests:
    return settled.input_digest, settled.result_digest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(company(), tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def settled(folder: Path) -> Settled:
    return settle(folder)


# ---- the same evidence ----------------------------------------------------------------------------------------------


def test_the_company_has_every_kind_of_outcome(settled: Settled) -> None:
    """What the digests below stand for: awards, an honour below the gate, a ladder, duplicates, no difference shown."""
    proposals = settled.settlement.proposals
    assert [(d.rule, d.subject, d.measure, d.below_gate) for d in proposals.decisions] == [
        ("satisfaction_star", "p01", None, False),
        ("satisfaction_star", "p12", None, True),
        ("service_warning", "p03", "oral_warning", False),
        ("service_warning", "p08", "criticism", False),
    ]
    repeated = set(settled.settlement.cleaned.excluded["response"].tolist())
    assert {"again-1", "again-2", "again-3"} - repeated == {"again-1"}


WAYS: dict[str, Callable[[Tables, Path], Path]] = {
    "rows, part files and columns in another order": world.write_shuffled,
    "Parquet": world.write_parquet,
    "GB18030": lambda tables, folder: write(tables, folder, "gb18030"),
    "UTF-8 with a byte order mark": lambda tables, folder: write(tables, folder, "utf-8-sig"),
    "UTF-16": lambda tables, folder: write(tables, folder, "utf-16"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_digests_do_not_depend_on_how_rows_are_brought(settled: Settled, tmp_path: Path, way: str) -> None:
    assert digests(settle(WAYS[way](company(), tmp_path / "evidence"))) == digests(settled)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_digests_do_not_depend_on_threads(settled: Settled, folder: Path, threads: int) -> None:
    assert digests(settle(folder, threads=threads)) == digests(settled)


@pytest.mark.parametrize(
    "variables",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "424242", "PYTHONUTF8": "0"},
    ],
)
def test_the_digests_do_not_depend_on_the_machine(settled: Settled, folder: Path, variables: dict[str, str]) -> None:
    """Time zone, locale and hash seed of the process."""
    program = str(Path(world.__file__))
    done = subprocess.run(
        [sys.executable, program, str(folder)], env=os.environ | variables, check=True, capture_output=True, text=True
    )
    assert tuple(done.stdout.split()) == digests(settled)


def test_a_changed_answer_changes_both_digests(settled: Settled, tmp_path: Path) -> None:
    tables = company()
    answer = tables["responses"][0]
    answer["answer_listened"] = {"5": "4"}.get(answer["answer_listened"], "5")
    changed = settle(write(tables, tmp_path / "evidence"))
    assert changed.input_digest != settled.input_digest
    assert changed.result_digest != settled.result_digest


def test_a_changed_title_changes_the_input_only(settled: Settled, tmp_path: Path) -> None:
    tables = company()
    tables["units"][0]["title"] = "集团"
    changed = settle(write(tables, tmp_path / "evidence"))
    assert changed.input_digest != settled.input_digest
    assert changed.result_digest == settled.result_digest


# ---- the run folder -------------------------------------------------------------------------------------------------


def settle_into(evidence: Path, out: Path, reports: dict[str, Callable[[], str]] | None = None) -> None:
    rows = world.read(evidence)
    try:
        run = settle_with_previous(read_edition(PACK), read_questionnaire(PACK), read_period("2026-03"), rows)
        write_run(run, PACK, out, reports or {})
    finally:
        rows.close()


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("runs") / "2026-03"
    settle_into(folder, place)
    return place


@pytest.fixture
def copy(out: Path, tmp_path: Path) -> Path:
    return shutil.copytree(out, tmp_path / "2026-03")


def test_a_run_verifies(out: Path, settled: Settled) -> None:
    whole = {"input_digest": settled.input_digest, "result_digest": settled.result_digest}
    assert verify(out) == Verification(whole, whole)
    assert verify(out).equal


@pytest.mark.parametrize("table", ["responses", "decisions"])
def test_a_byte_changed_in_the_sealed_evidence_is_noticed(copy: Path, table: str) -> None:
    file = copy / "sealed" / f"{table}.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    with pytest.raises(EvidenceError) as refused:
        verify(copy)
    assert str(refused.value) == (
        f"{table}.parquet was altered or cut off after sealing: it does not match its digest. Restore it from a backup."
    )


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_rule_is_noticed(copy: Path) -> None:
    """Another pause alters no result of this month; the input digest tells all the same."""
    edit(copy / "policy" / "ev-sales" / PACK.name / "policy.yaml", "pause: 2 months", "pause: 3 months")
    found = verify(copy)
    assert not found.equal
    assert found.computed["input_digest"] != found.recorded["input_digest"]
    assert found.computed["result_digest"] == found.recorded["result_digest"]


def test_a_changed_result_digest_is_noticed(copy: Path, settled: Settled) -> None:
    edit(copy / "manifest.json", settled.result_digest, "0" * 64)
    found = verify(copy)
    assert (found.equal, found.computed["result_digest"]) == (False, settled.result_digest)


def test_a_folder_without_manifest_is_no_run(copy: Path) -> None:
    (copy / "manifest.json").unlink()
    with pytest.raises(RunFolderError) as refused:
        verify(copy)
    assert str(refused.value) == (
        f"{copy} holds no manifest.json: it is no finished run. Name a folder that `manyi settle` wrote."
    )


def test_an_existing_folder_is_never_written_over(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "2026-03"
    place.mkdir()
    (place / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RunFolderError) as refused:
        settle_into(folder, place)
    assert str(refused.value) == (
        f"{place} exists already; a run is never written over. Choose another folder or remove that one."
    )
    assert [path.name for path in place.iterdir()] == ["notes.txt"]


def test_a_failed_report_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    def fails() -> str:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        settle_into(folder, tmp_path / "2026-03", {"report.html": fails})
    assert list(tmp_path.iterdir()) == []


def test_of_two_runs_at_once_the_first_stays_and_the_second_is_told(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "2026-03"

    def rival() -> str:
        place.mkdir()
        (place / "manifest.json").write_text("theirs", encoding="utf-8")
        return "report"

    with pytest.raises(RunFolderError) as refused:
        settle_into(folder, place, {"report.html": rival})
    assert str(refused.value) == (
        f"{place} exists already; a run is never written over. Choose another folder or remove that one."
    )
    assert (place / "manifest.json").read_text(encoding="utf-8") == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["2026-03"]


def test_a_process_killed_while_writing_leaves_no_run(folder: Path, tmp_path: Path) -> None:
    """Killed between the tables and the seal: what was begun stands beside under a hidden name, never as the run."""
    program = (
        "import os, signal, sys; from pathlib import Path; import test_settle as t; "
        "t.settle_into(Path(sys.argv[1]), Path(sys.argv[2]), {'report.html': lambda: os.kill(os.getpid(), signal.SIGKILL)})"
    )
    place = tmp_path / "2026-03"
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder), str(place)],
        cwd=Path(__file__).parent,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL
    left = [path.name for path in tmp_path.iterdir()]
    assert [name for name in left if not name.startswith(".2026-03-")] == []
    settle_into(folder, place)
    assert verify(place).equal


# ---- bad input ------------------------------------------------------------------------------------------------------


def refused(tables: Tables, tmp_path: Path) -> str:
    with pytest.raises(EvidenceError) as error:
        settle(write(tables, tmp_path / "evidence"))
    return str(error.value)


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    tables = company()
    for person in tables["people"]:
        del person["hired"]
    assert refused(tables, tmp_path) == "people.csv: the required column 'hired' is missing."


def test_a_repeated_column_is_refused(tmp_path: Path) -> None:
    evidence = write(company(), tmp_path / "evidence")
    edit(evidence / "people.csv", "person,name,hired,worker_kind", "person,name,name,worker_kind")
    with pytest.raises(EvidenceError) as error:
        settle(evidence)
    assert str(error.value) == "people.csv: the column 'name' is there twice."


def test_a_truncated_parquet_file_is_refused(tmp_path: Path) -> None:
    evidence = world.write_parquet(company(), tmp_path / "evidence")
    file = evidence / "responses.parquet"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(EvidenceError) as error:
        settle(evidence)
    assert str(error.value) == (
        "responses.parquet is not a whole Parquet file: it is damaged or cut off. Fetch it again from its source."
    )


BAD_ROWS = [
    ("responses", {"answer_listened": "good"}, "answer_listened: 'good' is not a whole number"),
    (
        "responses",
        {"answered_at": "2026-04-11 00:00"},
        "answered_at: 2026-04-11 00:00 lies after the last day of the evidence (2026-04-10)",
    ),
    (
        "responses",
        {"served_at": "2022-04-30 12:00"},
        "served_at: 2022-04-30 is before the person was hired (2022-05-01)",
    ),
    ("responses", {"person": "p99"}, "person: 'p99' is not in people"),
    ("assignments", {"from": "2021-01-01"}, "from: 2021-01-01 is before the person was hired (2022-05-01)"),
]


@pytest.mark.parametrize(("table", "change", "sentence"), BAD_ROWS)
def test_a_bad_row_is_excluded_and_named(tmp_path: Path, table: str, change: dict[str, str], sentence: str) -> None:
    tables = company()
    tables[table][0] |= change
    if "served_at" in change:
        tables[table][1:] = [row | {"served_at": ""} for row in tables[table][1:]]
    evidence = settle(write(tables, tmp_path / "evidence")).settlement.evidence
    first = evidence.problems[0]
    assert (first.file, first.row, first.message) == (f"{table}.csv", 1, sentence)
    counts = evidence.counts[table]
    assert (counts.read, counts.kept, counts.excluded) == (len(tables[table]), len(tables[table]) - 1, 1)


def test_assignments_at_the_same_time_are_all_excluded(tmp_path: Path) -> None:
    tables = company()
    tables["assignments"].append(tables["assignments"][0] | {"unit": "north", "from": "2026-02-01"})
    settlement = settle(write(tables, tmp_path / "evidence")).settlement
    assert [(p.row, p.message) for p in settlement.evidence.problems if p.table == "assignments"] == [
        (1, "'p01' has another assignment at the same time, from 2026-02-01"),
        (13, "'p01' has another assignment at the same time, from 2022-05-01"),
    ]
    assert GOOD not in settlement.book.subjects["person"].index


def test_a_rule_whose_clause_is_missing_is_refused(folder: Path, tmp_path: Path) -> None:
    pack = shutil.copytree(PACK, tmp_path / "ev-sales" / PACK.name)
    edit(
        pack / "policy.yaml",
        "when_short: scale_cash}\n      clause: E5.4",
        "when_short: scale_cash}\n      clause: E5.44",
    )
    with pytest.raises(PolicyError) as error:
        settle(folder, pack=pack)
    said = [(issue.file, issue.path, issue.message.partition(" allowed:")[0]) for issue in error.value.issues]
    assert said == [
        (
            "policy.yaml",
            "decide.awards.satisfaction_star.clause",
            "the clause E5.44 is no heading of the text; did you mean `E5.4`?",
        )
    ]


def test_a_period_before_the_edition_is_refused(folder: Path) -> None:
    with pytest.raises(SettleError) as error:
        settle(folder, "2025-12")
    assert str(error.value) == (
        "Period 2025-12 begins before edition 2026-01-01 of ev-sales is in force; "
        "settle it under the edition that was in force then, or choose a later period."
    )


def test_nobody_to_judge_is_refused(tmp_path: Path) -> None:
    tables = {name: rows for name, rows in company().items() if name in ("questions", "surveys", "customers")}
    with pytest.raises(SettleError) as error:
        settle(write(tables, tmp_path / "evidence"))
    assert str(error.value) == (
        "Nobody is employed and assigned, and no unit exists, in 2026-03; "
        "check the tables people, assignments and units, and the period."
    )


# ---- little or nothing to judge by ----------------------------------------------------------------------------------


def satisfaction(settlement: Settlement) -> dict[str, tuple[str | None, str, int]]:
    """Value, why there is none, and answers, of every person with a row."""
    rows = [row for row in settlement.scores if row.figure == "satisfaction" and row.kind == "person"]
    return {row.subject: (row.value, row.why, row.n) for row in rows}


def without(tables: Tables, *names: str) -> Tables:
    return {name: rows for name, rows in tables.items() if name not in names}


def test_an_empty_month_proposes_nothing(tmp_path: Path) -> None:
    tables = without(company(), "responses", "cases", "reviews", "praise", "corrections")
    settlement = settle(write(tables, tmp_path / "evidence")).settlement
    proposals = settlement.proposals
    assert (proposals.decisions, proposals.held_back, proposals.openings) == ((), (), ())
    assert satisfaction(settlement) == {}
    assert {rule.looked_at for rule in proposals.rules if rule.rule != "complaint_excellence"} == {12}


def test_one_answer_in_total_is_not_shown(tmp_path: Path) -> None:
    tables = without(company(), "cases", "reviews", "praise", "corrections")
    tables["responses"] = [tables["responses"][40]]
    said: list[str] = []
    settlement = settle(
        write(tables, tmp_path / "evidence"), then=lambda found: said.extend(explain(found, GOOD, "en").scores)
    ).settlement
    assert satisfaction(settlement) == {GOOD: (None, "below_show_gate", 1)}
    assert (settlement.proposals.decisions, settlement.proposals.held_back) == ((), ())
    assert "satisfaction: too few answers to show" in said


@pytest.mark.parametrize("mark", ["1", "5"])
def test_when_everyone_is_equal_nobody_is_singled_out(tmp_path: Path, mark: str) -> None:
    """All answers the same, at either end of the scale: nobody is best and nobody is worst, and the page says so."""
    tables = without(company(), "cases", "reviews", "praise", "corrections")
    for row in tables["responses"]:
        row |= {name: mark for name in row if name.startswith("answer_") and row[name]}
    said: list[str] = []
    settlement = settle(
        write(tables, tmp_path / "evidence"), then=lambda found: said.append(explain(found, "p02", "en").text())
    ).settlement
    assert settlement.proposals.decisions == ()
    assert {value for value, _, _ in satisfaction(settlement).values()} == {"0" if mark == "1" else "100"}
    reached = {(held.rule, held.reason) for held in settlement.proposals.held_back}
    assert (
        reached == {("satisfaction_star", "no_difference")} if mark == "5" else reached <= {("service_warning", "gate")}
    )
    assert "No difference between people of this group is shown, so nobody is singled out." in said[0]
