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


class Inspector:
    """Every rule due in a period, asked once for everybody; then read for one person after the other."""

    def __init__(self, book: FigureBook, proposals: Proposals) -> None:
        self._index, self._proposals = book.subjects["person"].index, proposals
        history, decide = read_history(book.facts.connection, book.period), book.edition.decide
        self._rules: list[tuple[str, RuleKind, AwardRule | PenaltyRule, Figure | None]] = []
        for name, award in decide.awards.items():
            if award.to == "person" and due(award, book.period.cadence):
                rule = AwardRule(name, award, book, history)
                by = award.select.by if award.select else None
                self._rules.append((name, "award", rule, rule.judge.figure(by) if by is not None else None))
        for name, penalty in decide.penalties.items():
            if penalty.to == "person" and due(penalty, book.period.cadence):
                self._rules.append((name, "penalty", PenaltyRule(name, penalty, book, history), None))
        self._decisions = {(one.rule, one.subject): one for one in reversed(proposals.decisions)}
        self._held: dict[tuple[str, str], list[HeldBack]] = {}
        for held in proposals.held_back:
            self._held.setdefault((held.rule, held.subject), []).append(held)

    def about(self, person: str) -> Iterator[Inspection]:
        """The rules that are about this person, in the edition's order."""
        place = self._index[person]
        for name, kind, rule, ranked in self._rules:
            if rule.about[place]:
                yield self._inspected(name, kind, rule, place, person, ranked)

    def _inspected(
        self, name: str, kind: RuleKind, rule: AwardRule | PenaltyRule, place: int, person: str, ranked: Figure | None
    ) -> Inspection:
        written = rule.award if isinstance(rule, AwardRule) else rule.penalty
        return Inspection(
            rule=name, kind=kind, clause=written.clause, place=place, asked=rule.verdict.asked,
            exceptions=tuple((e, v.asked) for e, v in rule.excepted) if isinstance(rule, PenaltyRule) else (),
            ranked=ranked, last_winner=_last_winner(name, rule, place, self._proposals, ranked),
            decision=self._decisions.get((name, person)), held_back=tuple(self._held.get((name, person), ())),
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
