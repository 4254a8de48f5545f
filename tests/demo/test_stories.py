"""The stories of the made-up group, settled under the ev-sales pack: each rule answers as the truth says."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from manyi.demo.ev_group.truth import Truth
from manyi.engine.decide.decisions import Proposals
from manyi.engine.evidence import read_evidence
from manyi.engine.jurisdiction.taking import Taking
from manyi.engine.periods import read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.settle import settle_period

PACK = Path(__file__).parents[2] / "policies" / "ev-sales" / "2026-01-01"
Proposed = dict[tuple[str, str], str | None]


def settle(folder: Path, period: str) -> Proposals:
    evidence = read_evidence(folder / "evidence", time_zone="Asia/Shanghai", until=date(2026, 7, 1))
    try:
        return settle_period(read_edition(PACK), read_questionnaire(PACK), read_period(period), evidence).proposals
    finally:
        evidence.close()


def measures(proposals: Proposals) -> Proposed:
    """Measure of every penalty proposed, by rule and subject."""
    return {(d.rule, d.subject): d.measure for d in proposals.decisions if d.kind == "penalty"}


def held(proposals: Proposals) -> set[tuple[str, str, str]]:
    return {(h.rule, h.subject, h.reason) for h in proposals.held_back}


def winners(proposals: Proposals, rule: str) -> list[str]:
    return sorted(d.subject for d in proposals.decisions if d.rule == rule)


@pytest.fixture(scope="module")
def march(folder: Path) -> Proposals:
    return settle(folder, "2026-03")


def recovery(proposals: Proposals, person: str) -> Taking | None:
    found = [d.taking for d in proposals.decisions if (d.rule, d.subject) == ("loss_recovery", person)]
    return found[0] if found else None


@pytest.fixture(scope="module")
def april(folder: Path) -> Proposals:
    return settle(folder, "2026-04")


@pytest.fixture(scope="module")
def may(folder: Path) -> Proposals:
    return settle(folder, "2026-05")


@pytest.fixture(scope="module")
def first_quarter(folder: Path) -> Proposals:
    return settle(folder, "2026-Q1")


def test_march_punishes_the_weak_and_the_negligent_and_nobody_else(march: Proposals, truth: Truth) -> None:
    away, ladder = truth.story("weak_on_leave").who[0], truth.story("ladder_third_step").who[0]
    loss = truth.story("loss").who[0]
    expected: Proposed = {("service_warning", who): "criticism" for who in truth.story("weak").who if who != away}
    expected |= {("service_warning", ladder): "written_warning"}
    expected |= {("service_fault", loss): "serious_deduction", ("loss_recovery", loss): "recovery"}
    assert measures(march) == expected
    assert ("service_warning", away, "except") in held(march)


def test_the_loss_is_recovered_within_the_law_in_two_months(
    march: Proposals, april: Proposals, may: Proposals, truth: Truth
) -> None:
    """3200 owed on a wage of 8000: a fifth of the wage each month, then nothing is left."""
    loss = truth.story("loss").who[0]
    march_taking, april_taking = (recovery(period, loss) for period in (march, april))
    assert march_taking is not None
    assert (march_taking.owed, march_taking.brought, march_taking.taken, march_taking.carried, str(march_taking.held_by)) == (
        Decimal(3200), Decimal(0), Decimal(1600), Decimal(1600), "share_of_wage",
    )  # fmt: skip
    assert april_taking is not None
    assert (april_taking.owed, april_taking.brought, april_taking.taken, april_taking.carried, str(april_taking.held_by)) == (
        Decimal(0), Decimal(1600), Decimal(1600), Decimal(0), "owed",
    )  # fmt: skip
    assert recovery(may, loss) is None


def test_march_pauses_the_star_of_february(march: Proposals, truth: Truth) -> None:
    caring = truth.story("star_paused").who[0]
    assert ("satisfaction_star", caring, "pause") in held(march)
    assert caring not in winners(march, "satisfaction_star")


def test_may_demotes_coaches_and_spares_the_outsourced(may: Proposals, truth: Truth) -> None:
    ladder, newcomer = truth.story("repeated_problems").who[0], truth.story("newcomer").who[0]
    expected: Proposed = {("service_warning", who): "criticism" for who in truth.story("weak").who if who != ladder}
    expected |= {("repeated_problems", ladder): "demotion", ("service_warning", newcomer): "coaching"}
    assert measures(may) == expected
    assert ("service_warning", truth.story("outsourced").who[0], "worker_kind") in held(may)
    assert ("service_warning", ladder, "replaced") in held(may)


def test_may_rewards_the_outstanding(may: Proposals, truth: Truth) -> None:
    caring = truth.story("star_paused").who[0]
    sellers_and_mechanics = {who for who in truth.story("outstanding").who if "service_dept" not in truth.seats[who]}
    assert sellers_and_mechanics - {caring} <= set(winners(may, "satisfaction_star"))
    assert ("satisfaction_star", caring, "pause") in held(may)


def test_the_first_quarter_rewards_the_best_store_the_idea_and_finds_a_tie(
    first_quarter: Proposals, truth: Truth
) -> None:
    assert winners(first_quarter, "excellent_team") == list(truth.story("best_store").who)
    assert len(winners(first_quarter, "innovation")) == 1
    tied = [d.undecided_tie for d in first_quarter.decisions if d.rule == "collaboration"]
    assert tied == [True, True]
