"""One person under one rule: every comparison with the value met, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from manyi.engine.decide.awards import AwardRule
from manyi.engine.decide.decisions import Decision, HeldBack, Proposals, RuleKind
from manyi.engine.decide.earlier import read_history
from manyi.engine.decide.judge import Asked
from manyi.engine.decide.penalties import PenaltyRule
from manyi.engine.decide.propose import due
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.figure import Figure
from manyi.engine.policy.sections.deciding import Exception_


@dataclass(frozen=True)
class Inspection:
    """One rule's view of one subject: `place` opens every array; `line` is the last winner's value, when people are ranked."""

    rule: str
    kind: RuleKind
    clause: str
    place: int
    asked: tuple[Asked, ...]
    exceptions: tuple[tuple[Exception_, tuple[Asked, ...]], ...]
    ranked: Figure | None
    last_winner: str | None
    decision: Decision | None
    held_back: tuple[HeldBack, ...]


def inspect(book: FigureBook, proposals: Proposals, person: str) -> Iterator[Inspection]:
    """Every rule due in the period that is about this person, in the edition's order."""
    place = book.subjects["person"].index[person]
    history = read_history(book.facts.connection, book.period)
    for name, award in book.edition.decide.awards.items():
        if award.to == "person" and due(award, book.period.cadence):
            rule = AwardRule(name, award, book, history)
            if rule.about[place]:
                by = award.select.by if award.select else None
                ranked = rule.judge.figure(by) if by is not None else None
                yield _inspected(name, "award", award.clause, rule, place, proposals, person, ranked)
    for name, penalty in book.edition.decide.penalties.items():
        if penalty.to == "person" and due(penalty, book.period.cadence):
            strict = PenaltyRule(name, penalty, book, history)
            if strict.about[place]:
                yield _inspected(name, "penalty", penalty.clause, strict, place, proposals, person, None)


def _inspected(
    name: str,
    kind: RuleKind,
    clause: str,
    rule: AwardRule | PenaltyRule,
    place: int,
    proposals: Proposals,
    person: str,
    ranked: Figure | None,
) -> Inspection:
    own = [d for d in proposals.decisions if d.rule == name and d.subject == person]
    return Inspection(
        rule=name, kind=kind, clause=clause, place=place, asked=rule.verdict.asked,
        exceptions=tuple((e, v.asked) for e, v in rule.excepted) if isinstance(rule, PenaltyRule) else (),
        ranked=ranked, last_winner=_last_winner(name, rule, place, proposals, ranked), decision=own[0] if own else None,
        held_back=tuple(h for h in proposals.held_back if h.rule == name and h.subject == person),
    )  # fmt: skip


def _last_winner(
    name: str, rule: AwardRule | PenaltyRule, place: int, proposals: Proposals, ranked: Figure | None
) -> str | None:
    """The subject with the lowest value among those chosen in the same group."""
    if ranked is None or not isinstance(rule, AwardRule) or rule.award.select is None:
        return None
    within = rule.award.select.within
    column = rule.subjects.columns.get({"position_group": "position_group", "unit": "unit"}.get(within, ""))
    won = [
        rule.subjects.index[d.subject] for d in proposals.decisions if d.rule == name and not d.below_gate
    ]  # fmt: skip
    same = [other for other in won if column is None or column[other] == column[place]]
    if not same:
        return None
    return rule.subjects.ids[min(same, key=lambda other: (ranked.exact.at(other) or 0, rule.subjects.ids[other]))]
