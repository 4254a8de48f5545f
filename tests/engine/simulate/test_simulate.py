"""A simulation settles as settling does, chains its decisions, compares editions, and is the same every time."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from simulate_world import Chance, add, candidates, company, complaint, gated, raw, reading, simulated

from manyi.engine.periods import read_period
from manyi.engine.policy.language import Edition
from manyi.engine.settle import settle_period
from manyi.engine.simulate.outcome import Account, Simulation
from manyi.engine.simulate.simulate import simulate
from manyi.engine.simulate.span import SimulationError, read_span
from manyi.report.simulation import render_simulation
from manyi.report.simulation.tables import simulation_json

QUARTER = "2025-01..2025-03"


def _weak(number: int, _month: int) -> float:
    """The first is bad, the second excellent."""
    return (0.35, 1.0)[number] if number < 2 else 0.9


def _decided(simulation: Simulation, place: int = 0) -> list[tuple[str, str, str, str | None]]:
    return [(period.label, d.rule, d.subject, d.measure) for period, d in simulation.runs[place].decisions()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve people of whom one is bad and one excellent; three upheld complaints about a third in February."""
    chance: Chance = _weak
    found = company(tmp_path_factory.mktemp("simulate") / "evidence", people=12, months=3, answers=30, chance=chance)
    add(found, "cases", [complaint(f"k{place}", "p05", f"2025-02-{place + 3:02d}") for place in range(3)])
    add(found, "decisions", [
        {"decision": "d0", "rule": "warning", "kind": "penalty", "person": "p05", "period": "2024-11", "measure": "first",
         "state": "effective", "effective": "2024-12-05"},
        {"decision": "d1", "rule": "warning", "kind": "penalty", "person": "p03", "period": "2025-01", "measure": "first",
         "state": "effective", "effective": "2025-02-05"},
    ])  # fmt: skip
    return found


@pytest.fixture(scope="module")
def compared(folder: Path) -> Simulation:
    return simulated(folder, QUARTER, 1, gated(), raw())


def test_the_first_period_is_decided_as_settling_decides_it(folder: Path, compared: Simulation) -> None:
    with reading(folder) as evidence:
        settled = settle_period(gated(), None, read_period("2025-01"), evidence)
    first = compared.runs[0].periods[0]
    assert [(d.rule, d.subject, d.measure, d.cash) for d in first.decisions] == [
        (d.rule, d.subject, d.measure, d.cash) for d in settled.proposals.decisions
    ]
    assert first.decisions != ()


def test_what_is_decided_feeds_the_ladders_of_later_periods(compared: Simulation) -> None:
    """The bad one climbs; what was decided before the span counts, what was really decided inside is set aside."""
    assert [one for one in _decided(compared) if one[1] == "warning"] == [
        ("2025-01", "warning", "p00", "first"),
        ("2025-02", "warning", "p00", "second"),
        ("2025-02", "warning", "p05", "second"),
        ("2025-03", "warning", "p00", "second"),
    ]
    assert compared.runs[0].set_aside == 1


def test_the_evidence_is_left_as_it_was(folder: Path) -> None:
    with reading(folder) as evidence:
        before = [
            evidence.connection.execute(f"from {table} order by all").fetchall()
            for table in ("responses", "cases", "decisions")
        ]
        simulate(candidates(gated()), read_span("2025-01"), evidence, 1)
        after = [
            evidence.connection.execute(f"from {table} order by all").fetchall()
            for table in ("responses", "cases", "decisions")
        ]
        again = settle_period(gated(), None, read_period("2025-02"), evidence)
    assert after == before
    assert [(d.subject, d.measure) for d in again.proposals.decisions if d.kind == "penalty"] == [
        ("p00", "first"),
        ("p05", "second"),
    ]


def test_rows_in_another_order_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned"
    turned.mkdir()
    for file in folder.iterdir():
        head, *lines = file.read_text(encoding="utf-8").splitlines()
        (turned / file.name).write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    first, second = (simulated(place, "2025-01..2025-02", 1, raw()) for place in (folder, turned))
    assert simulation_json(first) == simulation_json(second)
    assert render_simulation(first, "zh") == render_simulation(second, "zh")


def test_other_rounds_or_other_periods_make_another_digest(folder: Path) -> None:
    found = [simulated(folder, *of, gated()).input_digest for of in (("2025-01", 0), ("2025-02", 0), ("2025-01", 1))]
    assert len(set(found)) == 3


def test_equal_editions_leave_nobody_better_or_worse_off(folder: Path) -> None:
    found = simulated(folder, "2025-01..2025-02", 1, gated(), gated())
    assert found.versus[0].differing == ()
    assert [one for one in found.accounts.values() if one[0] != one[1]] == []
    first, second = (run.null for run in found.runs)
    assert first == second


def test_a_difference_names_both_sides_and_the_reason(compared: Simulation) -> None:
    (versus,) = compared.versus
    assert {(one.reason, one.first, one.second) for one in versus.differing if one.sort == "penalty"} == {
        ("not_sure", False, True)
    }
    assert (versus.first, versus.second) == ("A", "B")


def test_accounts_add_up_to_what_was_decided(compared: Simulation) -> None:
    for place, run in enumerate(compared.runs):
        mine = [accounts[place] for accounts in compared.accounts.values()]
        assert sum((one.cash for one in mine), Decimal(0)) == run.cash
        assert sum(one.penalties for one in mine) == sum(d.kind == "penalty" for _, d in run.decisions())
        assert sum(one.awards for one in mine) == sum(d.kind == "award" for _, d in run.decisions())
    assert compared.accounts["p00"][0] == Account(penalties=3)


def test_groups_hold_everybody_once(compared: Simulation) -> None:
    for by in ("position_group", "worker_kind", "unit"):
        parts = [part for part in compared.parts if part.by == by]
        assert (sum(part.people for part in parts), sum(part.months for part in parts)) == (12, 36)
        assert sum((part.accounts[1].cash for part in parts), Decimal(0)) == compared.runs[1].cash


def test_an_edition_runs_before_its_day_and_says_so(compared: Simulation) -> None:
    assert [run.early for run in compared.runs] == [(), ("2025-01", "2025-02", "2025-03")]


def test_periods_the_evidence_does_not_cover_are_refused(folder: Path) -> None:
    with pytest.raises(SimulationError) as refused:
        simulated(folder, "2025-01..2025-12", 0, gated())
    assert str(refused.value) == (
        "2025-01..2025-12 is not covered: the evidence goes from 2025-01 to 2025-03. "
        "Choose periods inside, or give the evidence of the missing months."
    )


def test_a_span_without_a_whole_period_of_any_rule_is_refused(folder: Path) -> None:
    plain = gated().decide
    once = {
        "awards": {"star": plain.awards["star"].model_copy(update={"every": "year"})},
        "penalties": {"warning": plain.penalties["warning"].model_copy(update={"every": "year"})},
    }
    yearly = gated().model_copy(update={"decide": plain.model_copy(update=once)})
    with pytest.raises(SimulationError) as refused:
        simulated(folder, QUARTER, 0, yearly)
    assert str(refused.value) == (
        "2025-01..2025-03 holds no whole period that made-up 2025-01-01 has a rule for; choose a longer stretch."
    )


def test_editions_of_two_clocks_are_refused(folder: Path) -> None:
    elsewhere: Edition = gated().model_copy(update={"time_zone": "Asia/Urumqi", "edition": date(2025, 2, 1)})
    with pytest.raises(SimulationError) as refused:
        simulated(folder, QUARTER, 0, gated(), elsewhere)
    assert str(refused.value) == (
        "The editions differ in their time zone (Asia/Shanghai, Asia/Urumqi), so their results cannot stand side by side; "
        "simulate them one by one."
    )


def test_of_a_policy_that_rests_on_nothing_exchangeable_the_null_check_says_nothing(folder: Path) -> None:
    """The only rule goes by trainings, which are no luck of the draw."""
    plain = gated().model_dump(by_alias=True, exclude={"decide", "figures"}, exclude_unset=True)
    star = {"to": "person", "every": "month", "title": {"zh": "之星", "en": "star"}, "clause": "T1", "when": {"trained": ">= 1"},
            "gives": [{"honour": "certificate"}]}  # fmt: skip
    trained = {"figures": {"trained": {"count": "trainings", "clause": "T1"}}, "decide": {"awards": {"star": star}}}
    found = simulated(folder, "2025-01", 1, Edition.model_validate(plain | trained))
    null = found.runs[0].null
    assert null is not None
    assert (null.rules, null.totals, [(one.rule, one.tables) for one in null.unchecked]) == (
        (),
        (),
        [("star", ("trainings",))],
    )
    page = render_simulation(found, "en")
    assert "The null check says nothing about this policy: no rule rests on anything that could be exchanged." in page
