"""Penalties: exceptions in order, the ladder over earlier steps, kinds of worker, and rules that replace others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from manyi.engine.decide.decisions import Decision, HeldBack, Reason, RuleTrace, Step
from manyi.engine.decide.earlier import Earlier, History
from manyi.engine.decide.judge import Judge, Verdict, groups_mask, steps
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import to_decimal
from manyi.engine.jurisdiction.kinds import seen_by_law
from manyi.engine.jurisdiction.law import Law, law_of
from manyi.engine.policy.sections.deciding import Exception_, Measure, Penalty

NOTHING = "none"


@dataclass(frozen=True)
class PenaltyOutcome:
    """What one penalty rule came to, before rules replace each other."""

    decisions: tuple[Decision, ...]
    held_back: tuple[HeldBack, ...]
    trace: RuleTrace


class PenaltyRule:
    """One penalty of the edition applied to one period."""

    def __init__(self, name: str, penalty: Penalty, book: FigureBook, history: History) -> None:
        self.name, self.penalty, self.book, self.history = name, penalty, book, history
        self.subjects = book.subjects[penalty.to]
        self.about = groups_mask(self.subjects, penalty.for_, penalty.units)
        self.judge = Judge(book, penalty.to, "penalties", self.about)
        self.verdict: Verdict = self.judge.verdict(penalty.when)
        self.excepted = [(rule, self.judge.verdict(rule.when)) for rule in penalty.except_]
        self.held: list[HeldBack] = []

    @cached_property
    def law(self) -> Law | None:
        """The law in force on the period's first day; None for an edition that neither gives nor takes money."""
        return law_of(self.book.edition, self.book.period.start)

    def outcome(self) -> PenaltyOutcome:
        """Proposals for everybody the condition holds for; exceptions and near misses are named."""
        met: NDArray[np.int64] = np.flatnonzero(self.about & self.verdict.held)
        decisions = [decision for place in met.tolist() if (decision := self._decide(place)) is not None]
        self._near_misses()
        trace = RuleTrace(
            rule=self.name, kind="penalty", looked_at=int(self.about.sum()),
            judged=int((self.about & self.verdict.told).sum()), met=len(met), proposed=len(decisions),
        )  # fmt: skip
        return PenaltyOutcome(tuple(decisions), tuple(self.held), trace)

    def _decide(self, place: int) -> Decision | None:
        exception = self._exception(place)
        if exception is not None:
            self._note(place, "except", exception.id)
            return None if exception.instead == NOTHING else self._propose(place, exception.instead, exception)
        measure, earlier = self._measure(place)
        return self._propose(place, measure, None, earlier)

    def _exception(self, place: int) -> Exception_ | None:
        """The first exception that holds; the trace shows the others that would have held too."""
        return next((rule for rule, verdict in self.excepted if verdict.held[place]), None)

    def _measure(self, place: int) -> tuple[str, list[Earlier]]:
        ladder = self.penalty.ladder
        if ladder is None:
            return str(self.penalty.proposes), []
        taken = self.history.steps_taken(self.name, self.subjects.ids[place], ladder)
        return ladder.steps[min(len(taken), len(ladder.steps) - 1)], taken

    def _propose(
        self, place: int, measure: str, exception: Exception_ | None, earlier: Sequence[Earlier] = ()
    ) -> Decision | None:
        rule = self.book.edition.decide.measures[measure]
        worker, law = self._worker(place), self.law
        if worker is not None and (worker not in rule.workers or (law and law.spares(seen_by_law(rule), worker))):
            self._note(place, "worker_kind", worker)
            return None
        if law is not None and law.limit(seen_by_law(rule)).verdict == "blocked":
            self._note(place, "law_blocks", law.jurisdiction)
            return None
        return Decision(
            rule=self.name, kind="penalty", subject_kind=self.penalty.to, subject=self.subjects.ids[place],
            period=self.book.period.label, clause=exception.clause if exception else self.penalty.clause, measure=measure,
            amount=self._amount(rule, place), major=rule.major, exception=exception.id if exception else None,
            needs=tuple(rule.needs), replaces=() if exception else tuple(self.penalty.replaces),
            earlier=tuple(row.decision for row in earlier), trace=self._trace(place),
        )  # fmt: skip

    def _worker(self, place: int) -> str | None:
        return self.subjects.value("worker_kind", place) if "worker_kind" in self.subjects.columns else None

    def _amount(self, rule: Measure, place: int) -> Decimal | None:
        if rule.amount is None or isinstance(rule.amount, Decimal):
            return rule.amount
        value = self.judge.figure(str(rule.amount)).exact.at(place)
        return None if value is None else to_decimal(value)

    def _trace(self, place: int) -> tuple[Step, ...]:
        own = steps(self.verdict, place, self.name, self.penalty.clause)
        others = [
            replace(step, note=f"exception {rule.id}")
            for rule, verdict in self.excepted
            for step in steps(verdict, place, self.name, rule.clause)
        ]
        return (*own, *others)

    def _near_misses(self) -> None:
        """People whom the whole condition would meet but for a gate, or a low value that is not sure enough."""
        near = self.about & self.verdict.beyond & ~self.verdict.held
        for asked in self.verdict.asked:
            for place in np.flatnonzero(near & asked.beyond & ~asked.held).tolist():
                self._note(place, "not_sure" if asked.gate[place] else "gate", asked.compare.name)

    def _note(self, place: int, reason: Reason, by: str) -> None:
        self.held.append(HeldBack(
            rule=self.name, kind="penalty", subject_kind=self.penalty.to, subject=self.subjects.ids[place], reason=reason,
            clause=self.penalty.clause, by=by, trace=self._trace(place),
        ))  # fmt: skip


def replaced(outcomes: Mapping[str, PenaltyOutcome]) -> tuple[list[Decision], list[HeldBack]]:
    """One fact, one measure: a rule that `replaces` others takes their proposals about the same subject away."""
    by_subject: dict[tuple[str, str], list[Decision]] = {}
    for outcome in outcomes.values():
        for decision in outcome.decisions:
            by_subject.setdefault((decision.subject_kind, decision.subject), []).append(decision)
    kept: list[Decision] = []
    held: list[HeldBack] = []
    for decisions in by_subject.values():
        gone = {other: decision.rule for decision in decisions for other in decision.replaces}
        for decision in decisions:
            if decision.rule in gone:
                held.append(_given_way(decision, gone[decision.rule]))
            else:
                kept.append(decision)
    return kept, held


def _given_way(decision: Decision, to: str) -> HeldBack:
    return HeldBack(
        rule=decision.rule, kind="penalty", subject_kind=decision.subject_kind, subject=decision.subject, reason="replaced",
        clause=decision.clause, by=to, trace=decision.trace,
    )  # fmt: skip
