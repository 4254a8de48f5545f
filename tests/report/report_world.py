"""Small companies for reports: as many people, answers and strange names as a test asks for."""

import csv
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from manyi.engine.evidence import read_evidence
from manyi.engine.periods import read_period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import Questionnaire, read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.settle import Settlement, settle_period

PACK = Path(__file__).parents[2] / "policies" / "ev-sales" / "2026-01-01"
Row = Mapping[str, object]
Level = Callable[[int], float]


def usual(number: int) -> float:
    """The first is excellent, every seventh is weak, the others are alike."""
    return 4.95 if number == 0 else 1.9 if number % 7 == 6 else 4.2


def company(
    folder: Path,
    *,
    people: int = 16,
    answers: int = 40,
    level: Level = usual,
    name: Callable[[int], str] | None = None,
    bad: int = 0,
) -> Path:
    """Evidence of January to March 2026: two stores, two position groups, answers, complaints, and `bad` bad rows."""
    named = name or (lambda number: f"Worker {number}")
    draw = random.Random(20260311)
    folder.mkdir(parents=True, exist_ok=True)
    _organisation(folder, people, named)
    _survey(folder)
    _write(folder, "responses", [*_responses(people, answers, level, draw), *_unreadable(bad)])
    _write(folder, "cases", [_complaint(place) for place in range(4)])
    _write(folder, "reviews", [
        {"review": f"v{place}", "case": f"k{place}", "person": "p0", "reviewer": "p1", "quality": 90, "at": "2026-03-28 09:00"}
        for place in range(2)
    ])  # fmt: skip
    return folder


def _organisation(folder: Path, people: int, named: Callable[[int], str]) -> None:
    _write(folder, "units", [
        {"unit": "c", "title": "Company", "parent": "", "kind": "company", "from": "2020-01-01"},
        {"unit": "north", "title": "North store", "parent": "c", "kind": "store", "from": "2020-01-01"},
        {"unit": "south", "title": "South store", "parent": "c", "kind": "store", "from": "2020-01-01"},
    ])  # fmt: skip
    _write(folder, "people", [
        {"person": f"p{number}", "name": named(number), "hired": "2022-05-01", "worker_kind": "own"} for number in range(people)
    ])  # fmt: skip
    _write(folder, "assignments", [
        {
            "person": f"p{number}", "unit": "north" if number % 2 else "south", "position": "sales_consultant",
            "position_group": "after_sales" if number % 4 == 3 else "sales", "leader": number < 2, "from": "2022-05-01",
        }
        for number in range(people)
    ])  # fmt: skip


def _survey(folder: Path) -> None:
    _write(folder, "customers", [{"customer": f"c{number}", "kind": "external"} for number in range(300)])
    _write(
        folder,
        "surveys",
        [{"survey": "s1", "title": "Follow-up", "identity": "confidential", "kind": "event", "from": "2026-01-01"}],
    )
    _write(folder, "questions", [
        {"question": "listened", "dimension": "sales_service", "kind": "rating", "low": 1, "high": 5},
        {"question": "explained", "dimension": "after_sales_service", "kind": "rating", "low": 1, "high": 5},
    ])  # fmt: skip


def _responses(people: int, answers: int, level: Level, draw: random.Random) -> Iterator[Row]:
    for number in range(people):
        for answer in range(answers):
            when = datetime(2026, 1, 2, 9) + timedelta(hours=53 * answer % 2000, minutes=number % 600)
            marks = [max(1, min(5, round(level(number) + draw.uniform(-1.4, 1.4)))) for _ in range(2)]
            yield {
                "response": f"r{number}-{answer}", "survey": "s1", "customer": f"c{draw.randrange(300)}", "person": f"p{number}",
                "touchpoint": f"t{answer}", "mode": "online", "answered_at": f"{when:%Y-%m-%d %H:%M}",
                "seconds": 2 if answer == 3 else 60, "staff_device": "false", "answer_listened": marks[0], "answer_explained": marks[1],
            }  # fmt: skip


def _unreadable(bad: int) -> Iterator[Row]:
    for number in range(bad):
        yield {
            "response": f"bad{number}", "survey": "s1", "customer": "c1", "person": "p0", "touchpoint": "t", "mode": "online",
            "answered_at": "2026-03-09 10:00", "seconds": 60, "staff_device": "false", "answer_listened": 9, "answer_explained": 3,
        }  # fmt: skip


def _complaint(place: int) -> Row:
    return {
        "case": f"k{place}", "kind": "complaint", "importance": "normal", "source": "customer", "person": "p2",
        "received_at": f"2026-03-{place + 3:02d} 10:00", "first_reply_at": f"2026-03-{place + 3:02d} 11:00",
        "solved_at": f"2026-03-{place + 4:02d} 16:00", "closed_at": f"2026-03-{place + 6:02d} 09:00",
        "found_at": f"2026-03-{place + 6:02d} 09:00", "finding": "upheld", "reopened": 0, "departments": 1, "satisfied": "true",
    }  # fmt: skip


def _write(folder: Path, table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@cache
def _rules(pack: Path) -> tuple[Edition, Questionnaire]:
    return read_edition(pack), read_questionnaire(pack)


@contextmanager
def settled(folder: Path, *periods: str, pack: Path = PACK) -> Iterator[list[Settlement]]:
    """The periods settled, each from evidence of its own, which stays open inside the block."""
    edition, questionnaire = _rules(pack)
    taken = [read_evidence(folder, time_zone=edition.time_zone, until=None) for _ in periods]
    try:
        yield [
            settle_period(edition, questionnaire, read_period(one), evidence)
            for one, evidence in zip(periods, taken, strict=True)
        ]
    finally:
        for evidence in taken:
            evidence.close()
