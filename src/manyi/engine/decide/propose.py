"""All rules of an edition for one period, in order: awards, penalties, what replaces what, what is major, what to improve."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np

from manyi.engine.decide.awards import AwardOutcome, AwardRule
from manyi.engine.decide.decisions import Decision, Opening, Proposals
from manyi.engine.decide.earlier import read_history
from manyi.engine.decide.judge import Judge, groups_mask
from manyi.engine.decide.penalties import PenaltyOutcome, PenaltyRule, replaced
from manyi.engine.decide.takings import within_the_law
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import to_decimal
from manyi.engine.figures.figure import Figure
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.sections.telling import OpenMeasure
from manyi.engine.policy.words import Compare, comparisons

Progress = Callable[[str], None]


def due(rule: Award | Penalty, cadence: str) -> bool:
    """Whether a rule is applied when a period of this cadence closes; per-project rules close with every month."""
    return rule.every == cadence or (rule.every == "project" and cadence == "month")


def propose(book: FigureBook, progress: Progress | None = None) -> Proposals:
    """Every rule of the edition that is due for the period; canonical order: rule as written, then subject."""
    history = read_history(book.facts.connection, book.period)
    decide, tell = book.edition.decide, progress or (lambda _: None)
    awards: dict[str, AwardOutcome] = {}
    for name, award in decide.awards.items():
        if due(award, book.period.cadence):
            tell(f"award {name}")
            awards[name] = AwardRule(name, award, book, history).outcome()
    penalties: dict[str, PenaltyOutcome] = {}
    for name, penalty in decide.penalties.items():
        if due(penalty, book.period.cadence):
            tell(f"penalty {name}")
            penalties[name] = PenaltyRule(name, penalty, book, history).outcome()
    kept, given_way = replaced(penalties)
    kept, beyond_law = within_the_law(kept, penalties, book, history)
    decisions = [d for outcome in awards.values() for d in outcome.decisions] + kept
    outcomes: list[AwardOutcome | PenaltyOutcome] = [*awards.values(), *penalties.values()]
    held = [h for outcome in outcomes for h in outcome.held_back] + given_way + beyond_law
    order = {name: place for place, name in enumerate((*decide.awards, *decide.penalties))}
    return Proposals(
        decisions=tuple(sorted(_with_major(decisions, book), key=lambda d: (order[d.rule], d.subject))),
        held_back=tuple(sorted(set(held), key=lambda h: (order[h.rule], h.subject, h.reason, h.by or ""))),
        budgets=tuple(outcome.budget for outcome in awards.values() if outcome.budget is not None),
        openings=tuple(_openings(book)),
        rules=tuple(outcome.trace for outcome in outcomes),
    )


def _with_major(decisions: Iterable[Decision], book: FigureBook) -> list[Decision]:
    """Mark what the edition keeps for the management group: by amount, or by the number of people of one rule."""
    govern = book.edition.govern
    listed = list(decisions)
    if govern is None:
        return listed
    people: dict[str, int] = {}
    for decision in listed:
        people[decision.rule] = people.get(decision.rule, 0) + 1
    many = {rule for rule, count in people.items() if _over(govern.major.people, Decimal(count))}
    return [
        replace(d, major=True) if not d.major and (d.rule in many or _weighty(d, govern.major.amount)) else d
        for d in listed
    ]


def _weighty(decision: Decision, bound: Any) -> bool:
    return decision.undecided_tie or _over(bound, decision.stake)


def _over(bound: Any, value: Decimal) -> bool:
    if bound is None:
        return False
    operator, line = bound
    if not isinstance(line, Decimal):
        raise ValueError(f"`major` compares with a number, not {line!r}")
    return {">": value > line, ">=": value >= line, "<": value < line, "<=": value <= line, "==": value == line}[
        operator
    ]


def _openings(book: FigureBook) -> Iterable[Opening]:
    """Weak figures of units, dimension by dimension, that open an improvement measure."""
    for name, rule in book.edition.improve.items():
        subjects = book.subjects["unit"]
        judge = Judge(book, "unit", "awards", groups_mask(subjects, None, None))
        for compare in comparisons(rule.when):
            figure = book.figure(compare.name, "unit")
            parts = figure.by or {"": figure}
            for dimension, part in parts.items():
                yield from _opened(name, rule, compare, judge, dimension, part)


def _opened(
    name: str, rule: OpenMeasure, compare: Compare, judge: Judge, dimension: str, part: Figure
) -> Iterable[Opening]:
    held = judge.sure_of(part, compare)
    for place in np.flatnonzero(held).tolist():
        value = part.exact.at(place)
        assert value is not None
        yield Opening(rule=name, subject=judge.subjects.ids[place], dimension=dimension or None,
                      value=str(to_decimal(value)), clause=rule.clause)  # fmt: skip
