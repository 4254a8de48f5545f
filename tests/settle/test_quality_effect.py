"""Scores with and without answers in doubt, signals, and their tables; neither changes what is proposed."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from settle_world import PACK, Settled, Tables, company, settle, write

from manyi.engine.settle import Settlement
from manyi.report.quality_tables import quality_effect_csv, signals_csv, signals_json
from manyi.report.settlement import render_report

_RULES = """clean:
  - {flag: outlying, level: "0.99", clause: E3.3}
  - {flag: low_variation, below: 5 points, from: 2 questions, clause: E3.3}
  - {signal: begging, from: 1 report, clause: E3.3}
  - {signal: burst, from: 3 answers, within: 5 min, clause: E3.3}
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack with two more flags and two signals."""
    folder = tmp_path_factory.mktemp("packs") / "ev-sales" / "2026-01-01"
    shutil.copytree(PACK, folder)
    text = (folder / "policy.yaml").read_text(encoding="utf-8")
    (folder / "policy.yaml").write_text(text.replace("clean:\n", _RULES, 1), encoding="utf-8")
    return folder


def doubtful() -> Tables:
    """The company with hasty answers, a few of them reviewed, and a report of begging."""
    tables = company()
    for row in tables["responses"][:200:9]:
        row["seconds"] = "1"
    hasty = [row["response"] for row in tables["responses"] if row["seconds"] == "1"]
    tables["quality_reviews"] = [
        {
            "response": name,
            "flag": "fast",
            "verdict": verdict,
            "reason": "looked into",
            "by": "desk",
            "at": "2026-04-02 09:00",
        }
        for name, verdict in ((hasty[0], "keep"), (hasty[1], "exclude"), (hasty[9], "exclude"))
    ]
    tables["duty_breaches"] = [
        {"breach": "b1", "person": "p02", "kind": "begging", "finding": "pending", "at": "2026-03-11 10:00"}
    ]
    return tables


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, pack: Path) -> dict[str, str]:
    """What the settlement of the doubtful company says, by name."""
    found: dict[str, str] = {}

    def look(settlement: Settlement) -> None:
        found["effects"] = quality_effect_csv(settlement)
        found["signals"], found["rows"] = signals_csv(settlement), signals_json(settlement)
        found["page"] = render_report(settlement, "en")
        found["doubted"] = json.dumps([
            [response, flag] for response, flag, state in zip(
                *(settlement.cleaned.flagged[name].tolist() for name in ("response", "flag", "state")), strict=True
            ) if state != "excluded"
        ])  # fmt: skip

    settle(write(doubtful(), tmp_path_factory.mktemp("doubtful")), pack=pack, then=look)
    return found


def _scores(done: Settled) -> dict[tuple[str, str, str], str | None]:
    return {(r.kind, r.subject, r.figure): r.value for r in done.settlement.scores if not r.dimension}


def test_the_effect_is_what_excluding_by_review_would_give(told: dict[str, str], pack: Path, tmp_path: Path) -> None:
    tables = doubtful()
    reviewed = {(row["response"], row["flag"]) for row in tables["quality_reviews"]}
    doubted = [(response, flag) for response, flag in json.loads(told["doubted"])]
    for row in tables["quality_reviews"]:
        row["verdict"] = "exclude"
    tables["quality_reviews"] += [
        {"response": response, "flag": flag, "verdict": "exclude", "reason": "all", "by": "desk", "at": "2026-04-02 09:00"}
        for response, flag in doubted if (response, flag) not in reviewed
    ]  # fmt: skip
    scores = _scores(settle(write(tables, tmp_path / "all"), pack=pack))
    lines = [row for row in _rows(told["effects"]) if row["without"] == "all"]
    assert len(lines) > 12
    assert {(row["kind"], row["subject"], row["figure"]): row["other"] or None for row in lines} == {
        key: scores.get(key) for key in ((row["kind"], row["subject"], row["figure"]) for row in lines)
    }
    assert any(row["score"] != row["other"] for row in lines)


def test_answers_excluded_by_review_come_back(told: dict[str, str], pack: Path, tmp_path: Path) -> None:
    tables = doubtful()
    for row in tables["quality_reviews"]:
        row["verdict"] = "keep"
    scores = _scores(settle(write(tables, tmp_path / "kept"), pack=pack))
    lines = [row for row in _rows(told["effects"]) if row["without"] == "excluded_by_review"]
    assert {int(row["answers"]) for row in lines if row["kind"] == "person"} == {-1, 0}
    assert {row["score"] != row["other"] for row in lines if row["answers"] == "0"} == {
        True
    }  # moved by colleagues' answers
    assert {(row["kind"], row["subject"], row["figure"]): row["other"] or None for row in lines} == {
        (kind, subject, figure): scores[kind, subject, figure] for kind, subject, figure in
        ((row["kind"], row["subject"], row["figure"]) for row in lines)
    }  # fmt: skip


def test_flags_and_signals_change_no_proposal(pack: Path, tmp_path: Path) -> None:
    folder = write(doubtful(), tmp_path / "evidence")
    with_rules, without = settle(folder, pack=pack), settle(folder)
    assert with_rules.result_digest == without.result_digest
    assert with_rules.input_digest != without.input_digest


def test_nothing_in_doubt_has_no_effect_and_is_not_tallied_again(tmp_path: Path) -> None:
    seen: list[tuple[object, object]] = []
    settle(write(company(), tmp_path), then=lambda settlement: seen.append((settlement.effects, settlement.signals)))
    assert seen == [((), ())]


def test_signals_name_their_rows(told: dict[str, str]) -> None:
    shown = [
        (row["signal"], row["kind"], row["subject"], row["n"], row["found"], row["rows"])
        for row in _rows(told["signals"])
    ]
    assert shown == [
        ("begging", "person", "p02", "1", "1", "1"), ("begging", "unit", "north", "1", "1", "1"),
        ("burst", "person", "p04", "17", "3", "3"),
    ]  # fmt: skip
    whole = json.loads(told["rows"])
    assert [one["rows"] for one in whole["signals"][:2]] == [[["duty_breaches", "b1"]], [["duty_breaches", "b1"]]]
    assert whole["signals"][2]["rows"] == [["responses", f"again-{place}"] for place in (1, 2, 3)]


def test_the_report_shows_both(told: dict[str, str]) -> None:
    page = told["page"]
    assert "What the answers in doubt could do to scores" in page
    assert "Reported 1 times for begging for scores; among peers 0.00 on average." in page
    assert "3 answers within 5 min by the same channel" in page
