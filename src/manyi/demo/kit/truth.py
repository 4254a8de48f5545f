"""What is true of a made-up company, written beside its evidence for whoever checks the engine."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from manyi.demo.bad_row import BadRow
from manyi.demo.draws import Ints
from manyi.demo.kit.spec import Level
from manyi.demo.months import Months
from manyi.demo.quality import index_points


@dataclass(frozen=True)
class Effect:
    """From this month on, the hidden quality added, and the linear index it means at an average touchpoint."""

    since: str
    quality: int
    index: float


@dataclass(frozen=True)
class ToldStory:
    """A story with keys: in each period `rule` should answer so about each of `who`."""

    id: str
    who: tuple[str, ...]
    rule: str
    periods: tuple[str, ...]
    answer: str
    en: str
    zh: str


@dataclass(frozen=True)
class Truth:
    """The scheme and its true step, true effects of people and units, stories, bad rows, and rows per table."""

    company: str
    pack: str
    seed: int
    start: date
    end: date
    scheme: date
    before: Level
    after: Level
    people: dict[str, list[Effect]]
    units: dict[str, list[Effect]]
    seats: dict[str, str]
    stories: list[ToldStory]
    bad_rows: list[BadRow]
    rows: dict[str, int]

    def good_rows(self, table: str) -> int:
        """Rows of a table that reading must keep."""
        return self.rows[table] - sum(bad.table == table for bad in self.bad_rows)

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str)
        path.write_text(text + "\n", encoding="utf-8", newline="")


def steps(effect: Ints, months: Months) -> list[Effect]:
    """An effect by month as its steps."""
    runs = groupby(range(len(effect)), key=lambda month: int(effect[month]))
    return [Effect(months.first(next(run)).isoformat()[:7], quality, index_points(quality)) for quality, run in runs]
