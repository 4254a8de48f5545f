"""What is true in the made-up group, written beside the evidence for whoever checks the engine."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from manyi.demo.bad_row import BadRow
from manyi.demo.draws import Ints
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.stories import Story
from manyi.demo.months import Months
from manyi.demo.quality import index_points


@dataclass(frozen=True)
class Effect:
    """From this month on, the hidden quality added, and the linear index it means at an average touchpoint."""

    since: str
    quality: int
    index: float


@dataclass(frozen=True)
class Truth:
    """True effects of people and stores (on visits; on what owners say), stories, bad rows, and rows per table."""

    seed: int
    start: date
    end: date
    people: dict[str, list[Effect]]
    stores: dict[str, list[Effect]]
    ownership: dict[str, list[Effect]]
    seats: dict[str, str]
    stories: list[Story]
    bad_rows: list[BadRow]
    rows: dict[str, int]

    def good_rows(self, table: str) -> int:
        """Rows of a table that reading must keep."""
        return self.rows[table] - sum(bad.table == table for bad in self.bad_rows)

    def story(self, name: str) -> Story:
        """The story called `name`."""
        return next(story for story in self.stories if story.id == name)

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str)
        path.write_text(text + "\n", encoding="utf-8", newline="")


def steps(effect: Ints, months: Months) -> list[Effect]:
    """An effect by month as its steps."""
    runs = groupby(range(len(effect)), key=lambda month: int(effect[month]))
    return [Effect(months.first(next(run)).isoformat()[:7], quality, index_points(quality)) for quality, run in runs]


def people_effects(organisation: Organisation, effects: Ints, months: Months) -> dict[str, list[Effect]]:
    """True effects by person; those who take no visits have none."""
    return {person.key: steps(effects[row], months) for row, person in enumerate(organisation.people) if person.load}


def stores_steps(effects: Mapping[str, Ints], months: Months) -> dict[str, list[Effect]]:
    """True effects by store."""
    return {store: steps(effect, months) for store, effect in effects.items()}
