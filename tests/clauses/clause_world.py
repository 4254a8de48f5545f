"""Small companies of the packs, their answers and cases, for tests of single clauses."""

import csv
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from manyi.engine.policy import questionnaire, reading
from manyi.engine.settle import Settlement

PACKS = Path(__file__).parents[2] / "policies"
VEHICLES = PACKS / "ev-sales" / "2026-01-01"
FEEDBACK = PACKS / "feedback-excellence" / "2026-01-01"
PROGRAMME = PACKS / "satisfaction-programme" / "2026-01-01"

Row = dict[str, Any]
Settle = Callable[..., Settlement]

read_edition = cache(reading.read_edition)
read_questionnaire = cache(questionnaire.read_questionnaire)

STAFF = {
    "li": ("north", "sales"),
    "zhao": ("south", "sales"),
    "wang": ("north", "after_sales"),
    "chen": ("north", "customer_service"),
    "he": ("finance", "support"),
}
DESK = {"an": ("desk", "handlers"), "bo": ("desk", "handlers"), "gu": ("lab", "experts")}
SHOP = {"wu": ("east", "store_sales"), "xu": ("east", "store_sales"), "yan": ("hotline", "specialists")}
STAFFED = {"ev-sales": STAFF, "feedback-excellence": DESK, "satisfaction-programme": SHOP}
UNITS = {
    "north": "store",
    "south": "store",
    "finance": "department",
    "desk": "team",
    "lab": "team",
    "east": "store",
    "hotline": "team",
}


def company(staff: dict[str, tuple[str, str]]) -> dict[str, list[Row]]:
    used = {unit for unit, _ in staff.values()}
    return {
        "units": [{"unit": "c", "title": "c", "kind": "company", "parent": "", "from": "2020-01-01"}]
        + [
            {"unit": unit, "title": unit, "kind": kind, "parent": "c", "from": "2020-01-01"}
            for unit, kind in UNITS.items()
            if unit in used
        ],
        "people": [{"person": one, "name": one, "hired": "2020-01-01", "worker_kind": "own"} for one in staff],
        "assignments": [
            {"person": one, "unit": unit, "position_group": group, "from": "2020-01-01"}
            for one, (unit, group) in staff.items()
        ],
        "customers": [{"customer": f"c{place}", "kind": "external"} for place in range(400)],
        "surveys": [
            {"survey": kind, "identity": "confidential", "kind": kind, "from": "2025-01-01"}
            for kind in ("event", "internal", "follow_up")
        ],
    }


def write(path: Path, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def questions(pack: Path) -> list[Row]:
    """The pack's own questions as rows of evidence."""
    found = read_questionnaire(pack)
    assert found is not None
    return [
        {"question": one.id, "dimension": one.dimension, "kind": one.kind, "low": one.scale[0], "high": one.scale[1]}
        for one in found.questions
        if one.scale is not None
    ]


def answers(count: int, marks: dict[str, int], day: str = "2026-03-10", first: int = 0, **cells: str) -> list[Row]:
    """As many responses with the same marks, a minute apart, each of another customer from number `first` on."""
    opens = datetime.fromisoformat(f"{day} 09:00")
    name = "-".join([day, *cells.values(), *(f"{question}{mark}" for question, mark in marks.items())])
    return [
        {
            "response": f"{name}-{place}", "survey": "event", "mode": "online", "seconds": 300, "staff_device": "false",
            "customer": f"c{first + place}", "answered_at": f"{opens + timedelta(minutes=place):%Y-%m-%d %H:%M}",
            **{f"answer_{question}": mark for question, mark in marks.items()}, **cells,
        }
        for place in range(count)
    ]  # fmt: skip


def cases(count: int, prefix: str = "k", **cells: Any) -> list[Row]:
    """As many cases, received on a Tuesday at ten, answered within the hour and solved on the same day."""
    usual = {
        "kind": "feedback", "importance": "normal", "source": "customer", "received_at": "2026-03-10 10:00",
        "first_reply_at": "2026-03-10 10:40", "solved_at": "2026-03-10 16:00", "closed_at": "2026-03-11 10:00",
        "satisfied": "true", "reopened": 0,
    }  # fmt: skip
    return [{"case": f"{prefix}{place}"} | usual | cells for place in range(count)]


def values(settlement: Settlement, figure: str, kind: str = "person") -> dict[str, str | None]:
    """The figure of everybody who has rows for it; figures by dimension as subject/dimension."""
    return {
        "/".join(filter(None, (row.subject, row.dimension))): row.value
        for row in settlement.scores
        if (row.kind, row.figure) == (kind, figure)
    }


def known(figures: dict[str, str | None]) -> dict[str, str]:
    """Those who have the figure, and more than none of what it counts."""
    return {name: value for name, value in figures.items() if value not in (None, "0")}


def openings(settlement: Settlement) -> list[tuple[str, str, str | None, str]]:
    return sorted((each.rule, each.subject, each.dimension, each.value) for each in settlement.proposals.openings)


def edited(pack: Path, folder: Path, *changes: tuple[str, str], day: str = "2026-01-01") -> Path:
    """A copy of a pack as an edition of another day, each change made once in policy.yaml."""
    target = folder / pack.parent.name / day
    shutil.copytree(pack, target)
    text = (target / "policy.yaml").read_text(encoding="utf-8")
    for old, new in (*changes, ("edition: 2026-01-01", f"edition: {day}")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (target / "policy.yaml").write_text(text, encoding="utf-8")
    return target


def codes(folder: Path) -> Iterable[tuple[str, str]]:
    return [(issue.code, issue.path) for issue in reading.check_edition(folder).issues]


# ---- surveys and scores ---------------------------------------------------------------------------------------------
