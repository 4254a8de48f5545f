"""One customer's answer followed to the line that pays money, and from that line back to the answer."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest
from ruamel.yaml import YAML

from manyi.demo.ev_group import write_demo
from manyi.engine.evidence import read_evidence
from manyi.engine.periods import days_of, read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.policy.verbs import Mean
from manyi.engine.settle import Settlement
from manyi.report.run_folder import settle_with_previous, write_run

PACK = Path(__file__).parents[1] / "policies" / "ev-sales" / "2026-01-01"
RULE, DIMENSION = "satisfaction_star", "sales_service"
Row = dict[str, str]


@dataclass(frozen=True)
class Month:
    """March 2026 of the made-up company: the evidence as written, the settlement, and the folder it left."""

    evidence: Path
    settlement: Settlement
    out: Path

    def written(self, name: str) -> list[Row]:
        """A table of the evidence, as text."""
        return lines(self.evidence / f"{name}.csv")

    def told(self, name: str) -> list[Row]:
        """A table of the run folder, as text."""
        return lines(self.out / f"{name}.csv")


def lines(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    folder = tmp_path_factory.mktemp("company")
    write_demo(folder, seed=7)
    rows = read_evidence(folder / "evidence", time_zone="Asia/Shanghai", until=date(2026, 7, 1))
    run = settle_with_previous(read_edition(PACK), read_questionnaire(PACK), read_period("2026-03"), rows)
    write_run(run, PACK, folder / "out", {})
    yield Month(folder / "evidence", run.settlement, folder / "out")
    rows.close()


@pytest.fixture(scope="module")
def winner(march: Month) -> str:
    """The star of the sellers whose gift line we follow: the first of those who sold."""
    stars = [d.subject for d in march.settlement.proposals.decisions if d.rule == RULE and not d.below_gate]
    people = march.settlement.book.subjects["person"]
    return next(star for star in stars if people.group(people.index[star]) == "sales")


def kept_responses(march: Month, person: str) -> dict[str, Row]:
    """By a plain reading of the files: the person's responses of January to March that nothing took out."""
    gone = {row["response"] for row in march.told("exclusions")}
    gone |= {row["row"] for row in march.written("excuses") if row["table"] == "responses"}
    bad = {int(row["row"]) for row in march.told("problems") if row["file"] == "responses.csv"}
    return {
        row["response"]: row
        for number, row in enumerate(march.written("responses"), start=1)
        if row["person"] == person
        and "2026-01-01" <= row["answered_at"] < "2026-04-01"
        and row["response"] not in gone
        and number not in bad
    }


def index_of(row: Row) -> Fraction | None:
    """A response's index for the dimension: the mean of its answered questions, each from 0 to 100."""
    asked = YAML(typ="safe").load((PACK / "questionnaire.yaml").read_text(encoding="utf-8"))["questions"]
    marks = [row.get(f"answer_{q['id']}", "") for q in asked if q.get("dimension") == DIMENSION]
    points = [Fraction(100 * (int(mark) - 1), 4) for mark in marks if mark]
    return sum(points, Fraction(0)) / len(points) if points else None


def proposed(march: Month, person: str) -> dict[str, Any]:
    """The proposal about the person, from decisions.json."""
    told = json.loads((march.out / "decisions.json").read_text(encoding="utf-8"))
    found = [d for d in told["decisions"] if (d["rule"], d["subject"]) == (RULE, person)]
    assert len(found) == 1
    return dict(found[0])


def score_of(march: Month, person: str, figure: str) -> tuple[str | None, int]:
    """Value and answers of one figure, from scores.parquet."""
    row = duckdb.execute(
        f"select rtrim(rtrim(value::varchar, '0'), '.'), n from '{march.out / 'scores.parquet'}' where kind = 'person' and subject = ? and figure = ?",
        [person, figure],
    ).fetchone()
    assert row is not None
    return row


def test_an_answer_becomes_money(march: Month, winner: str) -> None:
    # An answer, among the responses that count ...
    kept = kept_responses(march, winner)
    assert len(kept) >= 30
    # ... is in the exact sum behind the score of its dimension, with the others and with nothing else;
    book = march.settlement.book
    rule, people = book.edition.figures["dimension_score"], book.subjects["person"]
    assert isinstance(rule, Mean)
    days = days_of(rule.over, book.period, None)
    assert days is not None
    moments, place = book.answers.moments(rule, people, days), people.index[winner]
    dimension = list(book.edition.collect.dimensions).index(DIMENSION)
    indices = [index for row in kept.values() if (index := index_of(row)) is not None]
    assert len(indices) >= 30
    assert int(moments.n(dimension, dimension)[place]) == len(indices)
    assert Fraction(100 * int(moments.totals(dimension)[place]), moments.scale[dimension]) == sum(indices)
    # ... the score stands in the trace of the decision as it was compared and ranked;
    value, n = score_of(march, winner, "satisfaction")
    decision = proposed(march, winner)
    met = [(step["operator"], step["value"], step["n"]) for step in decision["trace"] if step["name"] == "satisfaction"]
    assert met == [(">=", value, n), ("rank", value, n)]
    assert n == len(kept)
    # ... and the decision pays.
    paid = [
        row["amount"] for row in march.told("gifts") if (row["rule"], row["to"], row["kind"]) == (RULE, winner, "cash")
    ]
    assert paid == ["500.00"]
    assert [given["amount"] for given in decision["gives"] if given["kind"] == "cash"] == ["500.00"]


def test_money_leads_back_to_every_answer(march: Month, winner: str) -> None:
    # The line of the gift names rule and subject; the decision of that name holds the evidence ...
    line = next(row for row in march.told("gifts") if row["kind"] == "cash" and row["to"] == winner)
    decision = proposed(march, line["subject"])
    assert decision["rule"] == line["rule"]
    opened = [key.removeprefix("responses:") for key in decision["evidence"] if key.startswith("responses:")]
    # ... which is each response that counts, once ...
    kept = kept_responses(march, winner)
    assert sorted(opened) == sorted(kept)
    # ... sealed with the run as the customer answered it.
    asked = [name for name in next(iter(kept.values())) if name.startswith("answer_")]
    sealed = duckdb.execute(
        f"select response, {', '.join(asked)} from '{march.out / 'sealed' / 'responses.parquet'}' where person = ?",
        [winner],
    ).fetchall()
    answers = {name: ["" if mark is None else str(mark) for mark in marks] for name, *marks in sealed}
    assert [answers[name] for name in opened] == [[kept[name][column] for column in asked] for name in opened]


def test_an_honour_below_the_gate_rests_on_what_earned_it(march: Month) -> None:
    honoured = next(d for d in march.settlement.proposals.decisions if d.rule == RULE and d.below_gate)
    tables = [key.partition(":")[0] for key in honoured.evidence]
    assert list(dict.fromkeys(tables)) == ["praise", "reviews"]
    reviewed = [
        row for row in march.written("reviews") if row["person"] == honoured.subject and row["at"][:7] == "2026-03"
    ]
    assert [key for key in honoured.evidence if key.startswith("reviews:")] == [
        f"reviews:{row['review']}" for row in reviewed
    ]
