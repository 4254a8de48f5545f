"""A simulation as tables people open: JSON for programs, CSV for spreadsheets."""

import json
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from manyi.engine.results import decision_record
from manyi.engine.simulate.outcome import Account, EditionRun, NullCheck, RuleCheck, Simulation, sort_of
from manyi.report.tables import csv_text

_ACCOUNT = tuple(field.name for field in fields(Account))


def people_csv(simulation: Simulation) -> str:
    """One line per person of the span: who they are, and what they had from each edition."""
    header = ["person", "name", "position_group", "worker_kind", "unit", "months"]
    header += [f"{name}_{run.name}" for run in simulation.runs for name in _ACCOUNT]
    nothing = (Account(),) * len(simulation.runs)
    rows = (
        [person, worker.name, worker.group, worker.worker_kind, worker.unit, worker.periods]
        + [getattr(one, name) for one in simulation.accounts.get(person, nothing) for name in _ACCOUNT]
        for person, worker in simulation.people.items()
    )
    return csv_text(header, rows)


def null_csv(simulation: Simulation) -> str:
    """One line per edition, rule and sort of decision; `rule` is empty where rules are added up. Numbers of the whole span."""
    header = (
        "edition",
        "rule",
        "sort",
        "to",
        "given",
        "expected",
        "low",
        "high",
        "expected_a_year",
        "rests_also_on",
        "rounds",
    )
    return csv_text(header, (
        (run.name, one.rule, one.sort, one.to, one.given, *(_number(value) for value in (one.expected, one.low, one.high)),
         _number(simulation.span.per_year(one.expected)), " ".join(one.kept), " ".join(map(str, one.rounds)))
        for run in simulation.runs if run.null is not None for one in (*run.null.rules, *run.null.totals)
    ))  # fmt: skip


def simulation_json(simulation: Simulation) -> str:
    """The whole simulation; money as text, decisions without their traces."""
    whole = {
        "format": 1, "periods": simulation.span.label, "months": simulation.span.months, "currency": simulation.currency,
        "input_digest": simulation.input_digest, "editions": [_edition(run) for run in simulation.runs],
        "people": {person: asdict(worker) for person, worker in simulation.people.items()},
        "accounts": {person: [_plain(asdict(one)) for one in of] for person, of in simulation.accounts.items()},
        "groups": [_plain(asdict(part)) for part in simulation.parts],
        "differences": [asdict(versus) for versus in simulation.versus],
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _edition(run: EditionRun) -> dict[str, Any]:
    return {
        "name": run.name, "policy": run.edition.policy, "edition": str(run.edition.edition), "cash": str(run.cash),
        "before_in_force": list(run.early), "decisions_set_aside": run.set_aside,
        "periods": [
            {
                "period": one.period.label, "cash": str(one.cash), "budget": None if one.budget is None else str(one.budget),
                "decisions": [_decision(run, decision) for decision in one.decisions],
            }
            for one in run.periods
        ],
        "near": [asdict(near) for near in run.near], "repeats": [asdict(one) for one in run.repeats],
        "rank_correlations": [asdict(one) for one in run.ranks], "null_check": None if run.null is None else _null(run.null),
    }  # fmt: skip


def _decision(run: EditionRun, decision: Any) -> dict[str, Any]:
    kept = ("rule", "subject_kind", "subject", "measure", "amount", "rank", "of", "below_gate", "exception", "gives")
    record = decision_record(decision)
    return {"sort": sort_of(decision, run.edition), **{name: record[name] for name in kept}}


def _null(null: NullCheck) -> dict[str, Any]:
    return {
        "rounds": null.rounds, "cash_of_luck": str(null.cash), "answers": null.answers, "answers_fixed": null.fixed,
        "rules": [_check(one) for one in null.rules], "totals": [_check(one) for one in null.totals],
        "unchecked": [asdict(one) for one in null.unchecked], "by_period": {sort: list(of) for sort, of in null.by_period.items()},
    }  # fmt: skip


def _check(one: RuleCheck) -> dict[str, Any]:
    return asdict(one)


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """Money as text, also inside."""
    return {name: _text(value) for name, value in record.items()}


def _text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return _plain(value)
    return [_text(item) for item in value] if isinstance(value, list | tuple) else value


def _number(value: float) -> str:
    return f"{value:.4f}"
