"""Money taken from wages, and appraisal and taxes beside it: limits, order, kinds of worker, what earlier months left owed."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from manyi.engine.decide.appraisal import AppraisalRow, appraisal
from manyi.engine.decide.decisions import Decision, Given, Proposals
from manyi.engine.decide.propose import propose
from manyi.engine.decide.taxable import TaxableValue, taxable_values
from manyi.engine.evidence import open_database
from manyi.engine.examples import Example, book_of
from manyi.engine.figures.book import FigureBook
from manyi.engine.policy.language import Edition
from manyi.engine.policy.reading import read_edition
from manyi.engine.results import canonical_lines

PACK = Path(__file__).parents[3] / "policies" / "ev-sales" / "2026-01-01"
HERE = {"wage": "5000.00", "minimum_wage": "2490.00"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(PACK)


@pytest.fixture
def settle(edition: Edition, tmp_path: Path) -> Iterator[Callable[..., tuple[FigureBook, Proposals]]]:
    """Settles people with given figures, closing each database at the end of the test."""

    def settled(of: Edition = edition, **cells: Any) -> tuple[FigureBook, Proposals]:
        example = Example.model_validate({
            "id": "wages", "title": {"zh": "工资", "en": "wages"}, "clause": "E5.11", "period": "2026-03", **cells,
        })  # fmt: skip
        connection = open_database(tmp_path / str(len(list(tmp_path.iterdir()))), "256MB")
        opened.append(connection)
        book = book_of(of, example, connection)
        return book, propose(book)

    opened: list[Any] = []
    yield settled
    for connection in opened:
        connection.close()


Settle = Callable[..., tuple[FigureBook, Proposals]]


def recoveries(proposals: Proposals) -> dict[str, str]:
    return {d.subject: str(d.amount) for d in proposals.decisions if d.rule == "loss_recovery"}


def held(proposals: Proposals) -> set[tuple[str, str, str | None]]:
    return {(h.subject, h.reason, h.by) for h in proposals.held_back if h.rule == "loss_recovery"}


# ---- wages ----------------------------------------------------------------------------------------------------------


def test_without_a_wage_or_a_minimum_wage_nothing_is_taken_and_it_says_so(settle: Settle) -> None:
    loss = {"loss_proven": "300.00"}
    _, found = settle(
        people={"li": {}, "wang": {"wage": "5000.00"}, "zhao": {**HERE, "unit": "store_b"}},
        units={"store_b": {"kind": "store"}}, figures={"li": loss, "wang": loss, "zhao": loss},
    )  # fmt: skip
    assert recoveries(found) == {"zhao": "300.00"}
    assert held(found) == {("li", "wage_unknown", "recovery"), ("wang", "minimum_wage_unknown", "recovery")}


def test_the_minimum_wage_is_that_of_the_nearest_unit_above(settle: Settle) -> None:
    """2490 for the company, 2700 for the store: of 2800 the store's people keep more."""
    loss = {"loss_proven": "900.00"}
    _, found = settle(
        units={"group": {"kind": "company"}, "store_b": {"kind": "store", "parent": "group"},
               "store_c": {"kind": "store", "parent": "group"}},
        people={"head": {"unit": "group", **HERE}, "li": {"unit": "store_b", "wage": "2800.00"},
                "wang": {"unit": "store_c", "wage": "2800.00", "minimum_wage": "2700.00"}},
        figures={"li": loss, "wang": loss},
    )  # fmt: skip
    assert recoveries(found) == {"li": "310.00", "wang": "100.00"}


def test_a_wage_too_low_leaves_a_new_debt_standing(settle: Settle) -> None:
    _, found = settle(people={"li": {**HERE, "wage": "2490.00"}}, figures={"li": {"loss_proven": "300.00"}})
    taking = next(d.taking for d in found.decisions if d.rule == "loss_recovery")
    assert taking is not None
    assert (taking.taken, taking.carried, taking.held_by) == (0, Decimal("300.00"), "minimum_wage")


# ---- what earlier months left owed ----------------------------------------------------------------------------------


def _instalment(effective: str, carried: str, state: str = "effective", **more: str) -> dict[str, str]:
    return {"rule": "loss_recovery", "kind": "penalty", "person": "li", "measure": "recovery", "effective": effective,
            "state": state, "amount": "1000.00", "carried": carried} | more  # fmt: skip


@pytest.mark.parametrize(
    ("earlier", "taken"),
    [
        ([_instalment("2026-02-10", "700.00")], {"li": "700.00"}),
        ([_instalment("2026-02-10", "700.00", "expired")], {"li": "700.00"}),
        ([_instalment("2026-01-10", "700.00"), _instalment("2026-02-10", "0.00")], {}),
        ([_instalment("2026-01-10", "700.00"), _instalment("2026-02-10", "0.00", "revoked")], {"li": "700.00"}),
        ([_instalment("2026-02-10", "700.00", "pending")], {}),
        ([_instalment("2026-04-10", "700.00")], {}),
        ([_instalment("2026-03-31", "700.00", period="2026-03")], {}),
    ],
)
def test_the_latest_decision_that_took_effect_says_what_is_still_owed(
    settle: Settle, earlier: list[dict[str, str]], taken: dict[str, str]
) -> None:
    assert recoveries(settle(people={"li": HERE}, earlier=earlier)[1]) == taken


def test_old_and_new_debts_are_one_claim_and_the_whole_claim_is_what_is_major(settle: Settle) -> None:
    """1500 new and 700 old are more than the 2000 that the edition keeps for the management group, whatever the month takes."""
    _, found = settle(
        people={"li": HERE}, figures={"li": {"loss_proven": "1500.00"}}, earlier=[_instalment("2026-02-10", "700.00")]
    )
    decision = next(d for d in found.decisions if d.rule == "loss_recovery")
    assert decision.taking is not None
    assert (decision.amount, decision.taking.brought, decision.taking.carried, decision.major, decision.evidence) == (
        Decimal("1000.00"), Decimal("700.00"), Decimal("1200.00"), True, ("decisions:earlier-1",),
    )  # fmt: skip


# ---- two measures, one wage -----------------------------------------------------------------------------------------


def with_fine(edition: Edition, place: str) -> Edition:
    """The edition with a fine of 1400 for a proven breach of duty, in another place; not checked."""
    recovery = edition.decide.measures["recovery"]
    fine = recovery.model_copy(update={"kind": "fine", "amount": Decimal(1400)})
    breach = edition.decide.penalties["truth_breach"].model_copy(update={"ladder": None, "proposes": "sanction"})
    decide = edition.decide.model_copy(update={
        "measures": {**edition.decide.measures, "sanction": fine},
        "penalties": {"loss_recovery": edition.decide.penalties["loss_recovery"], "truth_breach": breach},
    })  # fmt: skip
    assert edition.apply is not None
    return edition.model_copy(
        update={"decide": decide, "apply": edition.apply.model_copy(update={"jurisdiction": place})}
    )


def test_what_one_measure_takes_is_gone_for_the_next(settle: Settle, edition: Edition) -> None:
    """Of 5000 a recovery takes 1000, so the zone's 30 % leave 500 for the fine; what is beyond it is given up."""
    people, figures = {"li": HERE}, {"li": {"loss_proven": "1500.00", "breaches_proven": 1}}
    _, found = settle(with_fine(edition, "CN-SZ"), people=people, figures=figures)
    takings = {d.rule: d.taking for d in found.decisions if d.taking is not None}
    assert {rule: (str(t.taken), str(t.carried), str(t.already)) for rule, t in takings.items()} == {
        "loss_recovery": ("1000.00", "500.00", "0"), "truth_breach": ("500.00", "0", "1000.00"),
    }  # fmt: skip


def test_what_the_law_of_the_place_blocks_is_held_back(settle: Settle, edition: Edition) -> None:
    _, found = settle(with_fine(edition, "CN-GD"), people={"li": HERE}, figures={"li": {"breaches_proven": 1}})
    assert [(h.rule, h.subject, h.reason, h.by) for h in found.held_back] == [
        ("truth_breach", "li", "law_blocks", "CN-GD")
    ]
    assert [d.rule for d in found.decisions] == []


# ---- kinds of worker ------------------------------------------------------------------------------------------------


def test_the_law_keeps_measures_from_workers_that_the_edition_would_reach(settle: Settle, edition: Edition) -> None:
    """X8: with every kind of worker named, recovery still reaches own staff and people on probation only."""
    everybody = ["own", "dispatched", "outsourced", "probation"]
    measures = {name: one.model_copy(update={"workers": everybody}) for name, one in edition.decide.measures.items()}
    wide = edition.model_copy(update={"decide": edition.decide.model_copy(update={"measures": measures})})
    facts = {"loss_proven": "300.00", "complaints_upheld": 3}
    _, found = settle(
        wide,
        people={kind: {**HERE, "worker_kind": kind} for kind in everybody},
        figures=dict.fromkeys(everybody, facts),
    )
    assert {(d.rule, d.subject) for d in found.decisions} == {
        ("loss_recovery", "own"), ("loss_recovery", "probation"), ("service_warning", "own"),
        ("service_warning", "probation"), ("service_warning", "dispatched"),
    }  # fmt: skip
    assert {(h.rule, h.subject, h.reason, h.by) for h in found.held_back} == {
        ("loss_recovery", "dispatched", "worker_kind", "dispatched"),
        ("loss_recovery", "outsourced", "worker_kind", "outsourced"),
        ("service_warning", "outsourced", "worker_kind", "outsourced"),
    }  # fmt: skip


# ---- the canonical result -------------------------------------------------------------------------------------------


def test_only_lines_about_wages_tell_of_takings(settle: Settle) -> None:
    """Lines of other decisions stay as they were before wages were limited, and so do the digests made of them."""
    _, found = settle(people={"li": HERE}, figures={"li": {"loss_proven": "300.00", "complaints_upheld": 3}})
    lines = [line for line in canonical_lines(found, ()) if line.startswith("decision ")]
    assert {rule: '"taking"' in line for line in lines for rule in ("loss_recovery", "service_warning") if rule in line} == {
        "loss_recovery": True, "service_warning": False,
    }  # fmt: skip


# ---- appraisal ------------------------------------------------------------------------------------------------------


def test_points_become_a_coefficient_and_outsourced_people_have_none(settle: Settle) -> None:
    book, found = settle(
        people={"li": {}, "wang": {"worker_kind": "outsourced"}, "zhao": {"worker_kind": "dispatched"}},
        figures={"li": {"serious_faults": 1}},
    )
    assert list(appraisal(book, found)) == [
        AppraisalRow("li", None, 90, "0.9", "E5.12"), AppraisalRow("wang", None, 100, None, "E5.12"),
        AppraisalRow("zhao", None, 100, "1", "E5.12"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("points", "coefficient"),
    [(0, "0.6"), (59, "0.6"), (60, "0.6"), (61, "0.61"), (90, "0.9"), (100, "1"), (101, "1.01"), (119, "1.19"), (120, "1.2"),
     (121, "1.2"), (500, "1.2")],
)  # fmt: skip
def test_the_coefficient_between_and_beyond_its_ends(
    settle: Settle, edition: Edition, points: int, coefficient: str
) -> None:
    assert edition.apply is not None
    assert edition.apply.appraisal is not None
    begun = edition.apply.appraisal.model_copy(update={"points_from": points})
    other = edition.model_copy(update={"apply": edition.apply.model_copy(update={"appraisal": begun})})
    book, found = settle(other, people={"li": {}})
    assert list(appraisal(book, found)) == [AppraisalRow("li", None, points, coefficient, "E5.12")]


# ---- taxes ----------------------------------------------------------------------------------------------------------


def test_cash_goods_and_each_option_have_a_taxable_value(settle: Settle, edition: Edition) -> None:
    """Leave and first places on a course are no income and have no line."""
    _, found = settle(people={"li": {}, "wang": {}}, figures={"li": {"complaints_upheld": 3}})
    assert list(taxable_values(found, edition)) == []
    awards = [(name, gift) for name, award in edition.decide.awards.items() for gift in award.gives if gift.choice]
    name, gift = awards[0]
    assert gift.choice is not None
    given = found.decisions[0]
    star = Decision(
        rule=name, kind="award", subject_kind="person", subject="wang", period="2026-03", clause="E5.4",
        gives=(_given("cash", "cash", amount=Decimal("500.00")), _given("goods", "gift_card_200"),
               _given("choice", "choice", options=tuple(gift.choice)), _given("honour", "certificate")),
    )  # fmt: skip
    proposals = Proposals(decisions=(given, star), held_back=(), budgets=(), openings=(), rules=())
    worth = Decimal("200.00")
    assert list(taxable_values(proposals, edition)) == [
        TaxableValue(name, "wang", "wang", "cash", "cash", Decimal("500.00"), "amount", choice=False),
        TaxableValue(name, "wang", "wang", "goods", "gift_card_200", worth, "voucher", choice=False),
        TaxableValue(name, "wang", "wang", "goods", "gift_card_200", worth, "voucher", choice=True),
    ]  # fmt: skip


def _given(kind: Any, what: str, **more: Any) -> Given:
    return Given(kind=kind, what=what, to="wang", **more)
