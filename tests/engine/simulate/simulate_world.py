"""Made-up companies for simulations: people who are all equally good, or one who is not; a gated and a raw edition."""

import csv
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.simulate.outcome import Simulation
from manyi.engine.simulate.rehearsal import Candidate
from manyi.engine.simulate.simulate import simulate
from manyi.engine.simulate.span import read_span

Row = Mapping[str, object]
Chance = Callable[[int, int], float]
"""The chance that a customer of person `number` in month `number` (from 0) is satisfied."""

_GATED: dict[str, Any] = {
    "policy": "made-up", "edition": date(2025, 1, 1), "time_zone": "Asia/Shanghai", "title": {"zh": "试验办法", "en": "Trial policy"},
    "position_groups": {"desk": {"title": {"zh": "前台", "en": "desk"}, "positions": ["clerk"]}},
    "collect": {"dimensions": {"service": {"title": {"zh": "服务", "en": "service"}, "weight": "1", "clause": "T1"}}},
    "figures": {
        "dimension_score": {"mean": "answers", "by": "dimension", "estimate": True, "clause": "T1"},
        "satisfaction": {"weigh": "dimension_score", "over_all": "dimension", "with": "weight", "missing": "reweigh", "clause": "T1",
                         "title": {"zh": "满意度", "en": "satisfaction"}},
        "complaints_upheld": {"count": "cases", "where": {"kind": "complaint", "finding": "upheld"}, "clause": "T1"},
        "warned": {"count": "decisions", "where": {"rule": "warning", "state": "effective"}, "over": "12 months", "clause": "T1"},
    },
    "score": {
        "estimate": {"round": {"places": 2, "mode": "half_up"}, "clause": "T1"},
        "gates": {"show": {"responses": 5}, "awards": {"responses": 15, "reliability": "0.70"},
                  "penalties": {"responses": 15, "reliability": "0.80"}, "below": "none", "clause": "T1"},
    },
    "decide": {
        "awards": {
            "star": {"to": "person", "every": "month", "title": {"zh": "之星", "en": "star"}, "clause": "T1",
                     "select": {"top": "10%", "of": "judged", "round": "up", "by": "satisfaction", "within": "position_group"},
                     "gives": [{"honour": "certificate"}, {"cash": "100.00"}]},
        },
        "penalties": {
            "warning": {"to": "person", "every": "month", "title": {"zh": "警告", "en": "warning"}, "clause": "T1",
                        "when": {"any": [{"satisfaction": "< 80", "sure": "0.95"}, {"complaints_upheld": ">= 3"}]},
                        "ladder": {"look_back": "12 months", "steps": ["first", "second"]}},
        },
        "measures": {
            "first": {"kind": "warning", "title": {"zh": "首次警告", "en": "first warning"}, "clause": "T1"},
            "second": {"kind": "warning", "title": {"zh": "再次警告", "en": "second warning"}, "clause": "T1"},
        },
    },
}  # fmt: skip


def gated() -> Edition:
    """Shrunken estimates, gates, and penalties only where the line is surely missed."""
    return Edition.model_validate(deepcopy(_GATED))


def raw() -> Edition:
    """The same, but plain means: whoever is below the line this month is warned, whoever is on top wins."""
    plain = deepcopy(_GATED)
    plain["edition"] = date(2025, 7, 1)
    plain["figures"]["dimension_score"] |= {"estimate": False}
    plain["decide"]["penalties"]["warning"]["when"] = {"any": [{"satisfaction": "< 80"}, {"complaints_upheld": ">= 3"}]}
    return Edition.model_validate(plain)


def equal(_person: int, _month: int) -> float:
    """Nine of ten customers of everybody are satisfied."""
    return 0.9


def company(
    folder: Path, *, people: int, months: int, answers: int = 20, chance: Chance = equal, seed: int = 1
) -> Path:
    """Evidence from January 2025 on: one question answered yes or no, two stores, no case unless `add` writes some."""
    draw = random.Random(seed)
    folder.mkdir(parents=True)
    add(folder, "units", [
        {"unit": "c", "title": "Company", "parent": "", "kind": "company", "from": "2020-01-01"},
        {"unit": "north", "title": "North", "parent": "c", "kind": "store", "from": "2020-01-01"},
        {"unit": "south", "title": "South", "parent": "c", "kind": "store", "from": "2020-01-01"},
    ])  # fmt: skip
    names = [f"p{number:02d}" for number in range(people)]
    add(
        folder,
        "people",
        [{"person": p, "name": f"员工 {p}", "hired": "2022-05-01", "worker_kind": "own"} for p in names],
    )
    add(folder, "assignments", [
        {"person": p, "unit": "north" if place % 2 else "south", "position": "clerk", "position_group": "desk", "from": "2022-05-01"}
        for place, p in enumerate(names)
    ])  # fmt: skip
    add(
        folder,
        "surveys",
        [{"survey": "s", "title": "回访", "identity": "confidential", "kind": "event", "from": "2025-01-01"}],
    )
    add(folder, "questions", [{"question": "good", "dimension": "service", "kind": "rating", "low": 0, "high": 1}])
    add(folder, "responses", list(_responses(names, months, answers, chance, draw)))
    return folder


def _responses(names: list[str], months: int, answers: int, chance: Chance, draw: random.Random) -> Iterator[Row]:
    for month in range(months):
        start = datetime(2025 + month // 12, month % 12 + 1, 1, 9)
        for number, person in enumerate(names):
            for answer in range(answers):
                when = start + timedelta(hours=22 * answer, minutes=number)
                yield {
                    "response": f"r{month:02d}-{number:02d}-{answer:02d}", "survey": "s", "person": person,
                    "touchpoint": draw.choice(("shop", "phone")), "answered_at": f"{when:%Y-%m-%d %H:%M}",
                    "answer_good": int(draw.random() < chance(number, month)),
                }  # fmt: skip


def complaint(name: str, person: str, day: str) -> Row:
    """One complaint that was upheld."""
    return {
        "case": name, "kind": "complaint", "importance": "normal", "source": "customer", "person": person, "finding": "upheld",
        "received_at": f"{day} 10:00", "closed_at": f"{day} 16:00", "found_at": f"{day} 16:00",
    }  # fmt: skip


def add(folder: Path, table: str, rows: list[Row]) -> None:
    """Write one table."""
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@contextmanager
def reading(folder: Path) -> Iterator[Evidence]:
    """The evidence, closed at the end."""
    evidence = read_evidence(folder, time_zone="Asia/Shanghai", until=date(2027, 1, 1))
    try:
        yield evidence
    finally:
        evidence.close()


def candidates(*editions: Edition) -> list[Candidate]:
    """Editions with their letters; the question itself names its dimension, so no questionnaire is needed."""
    none: Questionnaire | None = None
    return [Candidate(name, edition, none) for name, edition in zip("ABC", editions, strict=False)]


def simulated(folder: Path, periods: str, rounds: int, *editions: Edition) -> Simulation:
    """Read and simulate."""
    with reading(folder) as evidence:
        return simulate(candidates(*editions), read_span(periods), evidence, rounds)
