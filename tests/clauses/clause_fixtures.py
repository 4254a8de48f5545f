"""A pack settled over a small company."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from clause_world import STAFFED, Row, Settle, company, questions, read_edition, read_questionnaire, write

from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.periods import read_period
from manyi.engine.settle import Settlement, settle_period


@pytest.fixture(scope="module")
def settle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settle]:
    """Settles a period of a pack over the given tables and a small company; databases stay open until all is asked."""
    opened: list[Evidence] = []

    def run(pack: Path, period: str, **tables: list[Row]) -> Settlement:
        folder = tmp_path_factory.mktemp("evidence")
        tables = company(STAFFED[pack.parent.name]) | {"questions": questions(pack)} | tables
        for name, rows in tables.items():
            write(folder / f"{name}.csv", rows)
        opened.append(read_evidence(folder, time_zone="Asia/Shanghai", until=date(2028, 1, 1)))
        assert opened[-1].problems == ()
        return settle_period(read_edition(pack), read_questionnaire(pack), read_period(period), opened[-1])

    yield run
    for evidence in opened:
        evidence.close()
