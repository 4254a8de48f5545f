"""85,907 real support contacts from the foreign file to decisions: every agent's estimate is lme4's."""

import csv
import math
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from manyi.collect.imports.report import ImportReport
from manyi.collect.imports.run import import_foreign
from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.examples import read_examples, run_examples
from manyi.engine.figures.estimates import composite_estimates
from manyi.engine.periods import read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.policy.verbs import Mean
from manyi.engine.settle import Settlement, settle_period

POLICIES = Path(__file__).parents[2] / "policies"
PACK = POLICIES / "support-desk" / "2023-08-01"
TOLERANCE = 1e-4  # csat points; the published mean, 4.2018, is itself rounded to half of that


def csat(index: float) -> float:
    """An index from 0 to 100 as points from 1 to 5."""
    return 1 + index / 25


def settled(report: ImportReport, folder: Path) -> tuple[ImportReport, Settlement]:
    edition = read_edition(PACK)
    evidence: Evidence = read_evidence(folder, time_zone=edition.time_zone, until=date(2023, 9, 1))
    return report, settle_period(edition, read_questionnaire(PACK), read_period("2023-08"), evidence)


@pytest.fixture(scope="module")
def full(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ImportReport, Settlement]]:
    folder, file = tmp_path_factory.mktemp("full"), shared_data / "support_csat" / "customer_support_full_85907.csv.gz"
    whole = settled(import_foreign(POLICIES / "mappings" / "support_csat_full.yaml", [file], folder), folder)
    yield whole
    whole[1].evidence.close()


@pytest.fixture(scope="module")
def raw(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ImportReport, Settlement]]:
    folder, file = tmp_path_factory.mktemp("raw"), shared_data / "support_csat" / "customer_support_raw_17182.csv.gz"
    whole = settled(import_foreign(POLICIES / "mappings" / "support_csat_raw.yaml", [file], folder), folder)
    yield whole
    whole[1].evidence.close()


def proposed(settlement: Settlement) -> Counter[tuple[str, str | None]]:
    return Counter((decision.rule, decision.measure) for decision in settlement.proposals.decisions)


def counted(settlement: Settlement, select: str) -> tuple[object, ...] | None:
    return settlement.evidence.connection.execute(select).fetchone()


def test_the_examples_of_the_edition_hold() -> None:
    results = run_examples(read_edition(PACK), read_examples(PACK))
    assert len(results) == 34
    assert [result for result in results if not result.holds] == []


def test_every_agents_estimate_is_lme4s(full: tuple[ImportReport, Settlement], shared_data: Path) -> None:
    """One position group and no case mix: the model is lme4's `CSAT ~ 1 + (1 | Agent)`."""
    book = full[1].book
    with (shared_data / "support_csat" / "reference_agent_blup_lme4.csv").open(encoding="utf-8") as file:
        reference = {row["Agent_name"]: (int(row["n"]), float(row["blup"])) for row in csv.DictReader(file)}
    agents, basis = book.subjects["person"], book.figure("satisfaction", "person").basis
    assert basis is not None
    names = [str(agents.value("name", place)) for place in range(len(agents))]
    found = {
        name: (int(n), csat(float(value)) - 4.2018) for name, n, value in zip(names, basis.n, basis.value, strict=True)
    }
    assert len(found) == 1371
    assert {name: n for name, (n, _) in found.items()} == {name: n for name, (n, _) in reference.items()}
    assert [name for name in found if abs(found[name][1] - reference[name][1]) > TOLERANCE] == []


def test_the_variance_components_are_lme4s(full: tuple[ImportReport, Settlement]) -> None:
    book = full[1].book
    rule, agents, score = book.edition.figures["satisfaction"], book.subjects["person"], book.edition.score
    assert isinstance(rule, Mean)
    assert score is not None
    moments = book.answers.moments(rule, agents, book.period.days)
    pools = composite_estimates(moments, [1.0], ["support"] * len(agents), score.estimate, complete=False).pools
    pool = pools["support"]
    assert list(pools) == ["support"]
    assert [round(x, 4) for x in (csat(pool.mu), math.sqrt(pool.tau2) / 25, math.sqrt(pool.sigma2) / 25)] == [
        4.2018, 0.3165, 1.3476,
    ]  # fmt: skip


def test_the_full_month_has_stars_a_team_and_one_coaching(full: tuple[ImportReport, Settlement]) -> None:
    """46 is 5 % of the 917 agents who reach the gate, rounded up; 440 are sure enough to be judged for a penalty."""
    _, settlement = full
    assert proposed(settlement) == {("star", None): 46, ("best_team", None): 1, ("low_satisfaction", "coaching"): 1}
    judged = {rule.rule: (rule.looked_at, rule.judged) for rule in settlement.proposals.rules}
    assert judged == {"star": (1371, 917), "best_team": (40, 40), "low_satisfaction": (1371, 440)}
    assert sum(decision.cash for decision in settlement.proposals.decisions) == 46 * 300 + 3000
    assert [opening.rule for opening in settlement.proposals.openings] == ["weak_team"]


def test_a_fifth_of_the_month_is_too_little_for_most(raw: tuple[ImportReport, Settlement]) -> None:
    _, settlement = raw
    assert proposed(settlement) == {("star", None): 1, ("best_team", None): 1}
    judged = {rule.rule: (rule.looked_at, rule.judged) for rule in settlement.proposals.rules}
    assert judged == {"star": (1368, 4), "best_team": (40, 29), "low_satisfaction": (1368, 0)}


def test_impossible_response_times_are_reported_and_never_count(raw: tuple[ImportReport, Settlement]) -> None:
    report, settlement = raw
    assert [(unknown.reason, unknown.rows) for unknown in report.unknown] == [("date_only_entry", 635)]
    unknown = "select count(*), count(*) filter (first_reply_late is null) from case_times"
    assert counted(settlement, unknown) == (17_182, 635)
    units = settlement.book.subjects["unit"]
    share = settlement.book.figure("reply_on_time", "unit").exact
    inside = """select count(first_reply_at), count(*) filter (first_reply_at <= received_at + interval 2 hour)
                from cases where received_at >= '2023-07-31 16:00'"""
    known, on_time = 16_491, 13_754
    assert counted(settlement, inside) == (known, on_time)
    assert (int(share.n[units.index["company"]]), share.text(units.index["company"])) == (known, "83.4")
    assert 100 * on_time / known == pytest.approx(83.403, abs=1e-3)


def test_agents_with_fewer_than_ten_cases_have_no_share(raw: tuple[ImportReport, Settlement]) -> None:
    share = raw[1].book.figure("reply_on_time", "person").exact
    assert share.n.sum() > 0
    assert np.array_equal(share.known, share.n >= 10)
