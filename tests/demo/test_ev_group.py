"""The made-up EV group: the same bytes from the same seed, clean reading, and a truth that shows in the answers."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from manyi.demo.ev_group import cast, handling, seats, write_demo
from manyi.demo.ev_group.questions import QUESTIONS, SCORED
from manyi.demo.ev_group.truth import Truth
from manyi.demo.months import Months
from manyi.demo.quality import index_points
from manyi.engine.evidence import Evidence, read_evidence

END = date(2026, 7, 1)
PACK = Path(__file__).parents[2] / "policies" / "ev-sales" / "2026-01-01"


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def evidence(folder: Path) -> Iterator[Evidence]:
    read = read_evidence(folder / "evidence", time_zone="Asia/Shanghai", until=END)
    yield read
    read.close()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another seed, fewer months, another end."""
    place = tmp_path_factory.mktemp("other")
    write_demo(place, seed=8, months=18, end=date(2026, 1, 1))
    return place


def marks(evidence: Evidence, since: str, until: str) -> dict[str, tuple[float, int]]:
    """Mean linear index and number of answers of each person between two days, tablet answers left out."""
    names = [question.key for question in SCORED if question.kind == "rating"]
    columns = ", ".join(f"answer_{name}" for name in names)
    rows = evidence.connection.execute(
        f"SELECT person, avg((value - 1) * 25.0), count(DISTINCT response) FROM "
        f"(SELECT person, response, unnest([{columns}]) AS value FROM responses WHERE person IS NOT NULL "
        f"AND answered_at >= '{since}' AND answered_at < '{until}' AND NOT staff_device) GROUP BY person"
    ).fetchall()
    return {person: (mean, n) for person, mean, n in rows if mean is not None}


def group_of(evidence: Evidence, group: str, day: date) -> set[str]:
    rows = evidence.connection.execute(
        'SELECT person FROM assignments WHERE position_group = ? AND "from" <= ? AND (until IS NULL OR until > ?)',
        [group, day, day],
    ).fetchall()
    return {person for (person,) in rows}


def test_the_same_seed_writes_the_same_bytes_in_another_process(other: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; from manyi.demo.ev_group import write_demo; "
    )
    code += "write_demo(Path(sys.argv[1]), seed=8, months=18, end=date(2026, 1, 1))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=os.environ | {"PYTHONHASHSEED": "99"})
    assert digests(tmp_path) == digests(other)


def test_another_seed_gives_other_people_and_answers(folder: Path, other: Path) -> None:
    first, second = digests(folder), digests(other)
    assert first.keys() == second.keys()
    for table in ("people", "responses", "cases", "orders"):
        assert first[f"evidence/{table}.csv"] != second[f"evidence/{table}.csv"]


def test_reads_with_exactly_the_rows_written_and_the_bad_rows_told(evidence: Evidence, truth: Truth) -> None:
    assert evidence.remarks == ()
    assert {name: count.read for name, count in evidence.counts.items() if count.read} == truth.rows
    assert {name: evidence.counts[name].kept for name in truth.rows} == {
        name: truth.good_rows(name) for name in truth.rows
    }
    found = [(p.table, p.row, p.column, p.value, p.code) for p in evidence.problems]
    assert found == sorted((bad.table, bad.row, bad.column, bad.value, bad.code) for bad in truth.bad_rows)
    assert len(evidence.corrections) == truth.rows["corrections"]
    assert {name: count.open for name, count in evidence.counts.items() if count.open} == {}


def test_another_end_reads_as_clean(other: Path) -> None:
    read = read_evidence(other / "evidence", time_zone="Asia/Shanghai", until=date(2026, 1, 1))
    assert sorted(read.problem_counts.items()) == [
        (("cases", "not_a_time"), 1),
        (("inspections", "out_of_range"), 1),
        (("praise", "unknown_link"), 1),
        (("responses", "out_of_range"), 1),
        (("trainings", "not_a_choice"), 1),
    ]
    read.close()


@pytest.mark.parametrize(
    "window", [("2025-11-01", "2026-02-01"), ("2026-01-01", "2026-04-01"), ("2026-04-01", "2026-07-01")]
)
@pytest.mark.parametrize("group", ["sales", "after_sales"])
def test_the_best_and_the_worst_stand_out(
    evidence: Evidence, truth: Truth, group: str, window: tuple[str, str]
) -> None:
    here = group_of(evidence, group, date.fromisoformat(window[0]))
    found = {who: mean for who, (mean, n) in marks(evidence, *window).items() if who in here and n >= 30}
    ranked = sorted(found, key=lambda who: found[who])
    newcomer = set(truth.story("newcomer").who)
    ranked = [who for who in ranked if who not in newcomer]
    assert set(ranked[:2]) == set(truth.story("weak").who) & here
    assert set(ranked[-2:]) == set(truth.story("outstanding").who) & here
    assert max(found[who] for who in ranked[:2]) < 62
    assert min(found[who] for who in ranked[-2:]) > 88


def test_true_effects_are_recovered_roughly(evidence: Evidence, truth: Truth) -> None:
    whole = marks(evidence, "2024-07-01", "2026-07-01")
    steady = [who for who, steps in truth.people.items() if len(steps) == 1 and who in whole and whole[who][1] >= 300]
    assert len(steady) >= 40
    gaps = [abs(whole[who][0] - truth.people[who][0].index) for who in steady]
    assert max(gaps) < 10
    assert sum(gaps) / len(gaps) < 4


def test_gates_are_passed_by_many_and_missed_by_some(evidence: Evidence) -> None:
    counts = [n for _, n in marks(evidence, "2026-01-01", "2026-04-01").values()]
    enough = sum(n >= 30 for n in counts)
    assert 40 <= enough <= len(counts) - 10


def test_the_improving_store_steps_up_in_the_middle(evidence: Evidence, truth: Truth) -> None:
    before, after = (
        evidence.connection.execute(
            "SELECT avg((value - 1) * 25.0) FROM (SELECT unnest([answer_car_quality, answer_range_and_charging, "
            "answer_worth_its_price, answer_trusted_brand]) AS value FROM responses WHERE unit = 'store_b' "
            f"AND touchpoint = 'ownership' AND answered_at {sign} TIMESTAMP '2025-07-02')"
        ).fetchone()
        for sign in ("<", ">=")
    )
    assert before is not None
    assert after is not None
    assert truth.story("improving_store").months == ("2025-07",)
    assert [step.since for step in truth.stores["store_b"]] == ["2024-07", "2025-07"]
    assert 3 < after[0] - before[0] < 11


def test_chance_gives_nobody_three_upheld_complaints(evidence: Evidence, truth: Truth) -> None:
    rows = evidence.connection.execute(
        "SELECT person, strftime(received_at, '%Y-%m') FROM cases WHERE kind = 'complaint' AND finding = 'upheld' "
        "GROUP BY ALL HAVING count(*) >= 3 ORDER BY ALL"
    ).fetchall()
    stories = [truth.story(name) for name in ("three_complaints", "outsourced")]
    assert rows == sorted((story.who[0], story.months[0]) for story in stories)


def test_the_stories_have_the_facts_their_rules_ask_for(evidence: Evidence, truth: Truth) -> None:
    def one(question: str, *values: object) -> object:
        row = evidence.connection.execute(question, list(values)).fetchone()
        return row[0] if row is not None else None

    ladder = truth.story("ladder_third_step").who[0]
    steps = "SELECT list(measure ORDER BY effective) FROM decisions WHERE person = ? AND state = 'effective'"
    assert one(steps, ladder) == ["criticism", "oral_warning", "written_warning"]
    assert one("SELECT count(*) FROM rectifications WHERE person = ? AND outcome = 'failed'", ladder) == 1
    lost = "SELECT sum(loss)::VARCHAR FROM findings WHERE person = ? AND fault = 'gross_negligence' AND severity = 'serious'"
    assert one(lost, truth.story("loss").who[0]) == "3200.00"
    untrue = "('concealment', 'distortion', 'begging')"
    breach = f"SELECT list(person) FROM duty_breaches WHERE finding = 'proven' AND kind IN {untrue}"
    assert one(breach) == list(truth.story("untruthful").who)
    assert (
        one("SELECT count(*) FROM responses WHERE staff_device AND person = ?", truth.story("untruthful").who[0]) == 9
    )
    rest = "SELECT max(until - \"from\") FROM leave WHERE person = ? AND kind = 'sick'"
    assert one(rest, truth.story("weak_on_leave").who[0]) == 19
    few = "SELECT count(*) >= 3 FROM reviews WHERE person = ? AND \"at\" >= '2026-05-31 16:00' AND quality >= 93"
    assert one(few, truth.story("honour_below_gate").who[0]) is True


def test_nobody_is_reviewed_by_their_own_unit_and_anonymous_answers_name_nobody(evidence: Evidence) -> None:
    same = evidence.connection.execute(
        "SELECT count(*) FROM reviews r JOIN assignments a ON a.person = r.reviewer AND a.unit = r.unit"
    ).fetchone()
    named = evidence.connection.execute(
        "SELECT count(*), count(person), count(customer), count(device) FROM responses r JOIN surveys s USING (survey) "
        "WHERE s.identity = 'anonymous'"
    ).fetchone()
    assert same == (0,)
    assert named == (1800, 0, 0, 0)


def test_every_story_seat_exists() -> None:
    names = {seat.name for seat in seats.seats()}
    played = {*cast.OUTSTANDING, *cast.WEAK, cast.LADDER, cast.RECOVERED, cast.OUTSOURCED, cast.LOSS, cast.CASE_HERO}
    assert played <= names


def test_questions_are_those_of_the_pack() -> None:
    asked = YAML(typ="safe").load((PACK / "questionnaire.yaml").read_text(encoding="utf-8"))["questions"]
    pack = [
        (q["id"], q.get("dimension"), tuple(q.get("touchpoints", ())), q["kind"], q["ask"], q["text"]["zh"])
        for q in asked
    ]
    assert [(q.key, q.dimension, q.touchpoints, q.kind, q.audience, q.text) for q in QUESTIONS] == pack


def test_positions_and_promises_are_those_of_the_pack() -> None:
    edition = YAML(typ="safe").load((PACK / "policy.yaml").read_text(encoding="utf-8"))
    groups = {name: set(group["positions"]) for name, group in edition["position_groups"].items()}
    assert [seat for seat in seats.seats() if seat.position not in groups[seat.group]] == []
    promises = edition["collect"]["promises"]
    assert {name: (p["first_reply"], p["solution"]) for name, p in promises.items()} == handling.PROMISES


def test_hidden_quality_maps_to_the_index() -> None:
    assert index_points(0) == 80.53
    assert index_points(650) > 90
    assert index_points(-1200) < 50


@pytest.mark.parametrize(
    ("end", "count"), [(date(2026, 7, 2), 24), (date(2026, 7, 1), 6), (date(2027, 1, 1), 24), (date(2025, 1, 1), 24)]
)
def test_months_without_known_holidays_are_refused(end: date, count: int) -> None:
    with pytest.raises(ValueError, match="The demo"):
        Months(end, count)
