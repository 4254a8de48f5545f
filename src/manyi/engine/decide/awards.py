"""Awards: who is eligible, chosen, paused or below the gate, what is given to whom, and what the budget allows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from manyi.engine.decide.decisions import BudgetUse, Decision, Given, HeldBack, Reason, RuleTrace, Step
from manyi.engine.decide.earlier import History
from manyi.engine.decide.judge import Judge, Verdict, groups_mask, ranked_step, steps
from manyi.engine.decide.money import scaled, split
from manyi.engine.decide.receivers import shares
from manyi.engine.decide.selection import Choice, choose
from manyi.engine.decide.teams import TeamJudging
from manyi.engine.decide.votes import Standing, standings
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import from_decimals, to_decimal
from manyi.engine.policy.sections.deciding import Award, Gift, Select
from manyi.engine.subjects import Subjects

Flags = NDArray[np.bool_]
_HONOURS = ("honour", "publicity")


@dataclass(frozen=True)
class AwardOutcome:
    """What one award rule came to."""

    decisions: tuple[Decision, ...]
    held_back: tuple[HeldBack, ...]
    budget: BudgetUse | None
    trace: RuleTrace


class AwardRule:
    """One award of the edition applied to one period."""

    def __init__(self, name: str, award: Award, book: FigureBook, history: History) -> None:
        self.name, self.award, self.book, self.history = name, award, book, history
        self.subjects: Subjects = book.subjects[award.to]
        self.about = groups_mask(self.subjects, award.for_, award.units)
        self.judge = Judge(book, award.to, "awards", self.about)
        self.verdict: Verdict = self.judge.verdict(award.when)
        self.connection: duckdb.DuckDBPyConnection = book.facts.connection
        self.held: list[HeldBack] = []

    def outcome(self) -> AwardOutcome:
        """Decisions in canonical order, near misses, budget and funnel."""
        select = self.award.select
        paused = self._paused()
        if select is None:
            chosen = [
                self._decision(place) for place in np.flatnonzero(self.about & self.verdict.held & ~paused).tolist()
            ]
            judged = self.about & self.verdict.told
        elif select.chosen_by is not None:
            chosen, judged = self._voted(select, paused)
        else:
            chosen, judged = self._selected(select, paused)
        self._note(np.flatnonzero(self.about & self.verdict.held & paused), "pause")
        decisions, budget = self._within_budget(chosen)
        self._note([self.subjects.index[d.subject] for d in decisions if self._unreceived(d)], "no_receiver")
        met = int((self.about & self.verdict.held).sum())
        trace = RuleTrace(rule=self.name, kind="award", looked_at=int(self.about.sum()), judged=int(judged.sum()), met=met,
                          proposed=len(decisions))  # fmt: skip
        return AwardOutcome(tuple(decisions), tuple(self.held), budget, trace)

    # ---- who ------------------------------------------------------------------------------------------------------

    def _paused(self) -> Flags:
        paused = np.zeros(len(self.subjects), dtype=bool)
        if self.award.pause is not None:
            for subject in self.history.subjects_of(self.name):
                place = self.subjects.index.get(subject)
                if place is not None:
                    paused[place] = self.history.paused_by(self.name, subject, self.award.pause) is not None
        return paused

    def _selected(self, select: Select, paused: Flags) -> tuple[list[Decision], Flags]:
        assert select.by is not None
        figure = self.judge.figure(select.by)
        gate = self.judge.gate(figure.basis)
        known = figure.exact.known & self.about
        judged = known & gate
        eligible = judged & self.verdict.held & ~paused
        decisions: list[Decision] = []
        for places in self._partitions(select.within):
            inside = np.zeros(len(self.subjects), dtype=bool)
            inside[places] = True
            base = int((judged & inside).sum()) if select.of == "judged" else int((eligible & inside).sum())
            candidates = np.flatnonzero(eligible & inside).tolist()
            choice = choose(select, candidates, base, figure.exact, figure.basis)
            decisions += self._winners(choice)
            self._near_misses(choice, select.by, inside & known & self.verdict.beyond & ~paused & ~gate)
            decisions += self._below_gate(inside & self.about & ~gate, paused)
        if self._below() == "team":
            members = self.about & ~gate & self.verdict.beyond & ~paused
            decisions += TeamJudging(self.book, self.award, select, self.subjects, members).decisions(
                self.name, self._given_to
            )
        return decisions, judged

    def _below(self) -> str:
        score = self.book.edition.score
        return "none" if score is None else score.gates.below

    def _partitions(self, within: str) -> Iterable[NDArray[np.int64]]:
        everyone = np.flatnonzero(self.about)
        if within == "company":
            return [everyone]
        column = self.subjects.columns["position_group" if within == "position_group" else "unit"]
        groups: dict[str, list[int]] = {}
        for place in everyone.tolist():
            groups.setdefault(str(column[place]), []).append(place)
        return [np.array(groups[group], dtype=np.int64) for group in sorted(groups)]

    def _winners(self, choice: Choice) -> list[Decision]:
        band = tuple(self.subjects.ids[place] for place in choice.band)
        return [
            self._decision(place, rank=rank, of=choice.base, band=band, undecided_tie=choice.undecided)
            for place, rank in zip(choice.winners, choice.ranks, strict=True)
        ]

    def _near_misses(self, choice: Choice, by: str, below: Flags) -> None:
        values = self.judge.figure(by).exact
        line = values.at(choice.winners[-1]) if choice.winners else None
        reached = [p for p in np.flatnonzero(below).tolist() if line is None or (values.at(p) or 0) >= line]
        basis = self.judge.figure(by).basis
        alike = basis is not None and not basis.singled[reached].any() if reached else False
        self._note(reached, "no_difference" if alike else "gate", by=by)
        self._note(choice.left_at_cut, "not_selected", by="tie", line=line)
        self._note(choice.uncertain, "certainty", by=by)
        winners = set(choice.winners)
        band = [place for place in choice.band if place not in winners and place not in choice.left_at_cut]
        self._note(band, "not_selected", by="tie_band", line=line)
        self._note([place for place in choice.next_best if place not in band], "not_selected", by="next", line=line)

    def _below_gate(self, below: Flags, paused: Flags) -> list[Decision]:
        rule = self.award.below_gate
        if rule is None or self._below() != "honour_only":
            return []
        figure = self.judge.figure(rule.by)
        qualified = self.judge.verdict(rule.when).held if rule.when is not None else self.verdict.beyond
        eligible = below & qualified & ~paused & figure.exact.known
        select = Select(top=rule.top, by=rule.by, round=rule.round, ties="all")
        candidates = np.flatnonzero(eligible).tolist()
        choice = choose(select, candidates, len(candidates), figure.exact, None)
        return [self._decision(place, below_gate=True, of=choice.base) for place in choice.winners]

    def _voted(self, select: Select, paused: Flags) -> tuple[list[Decision], Flags]:
        found = standings(self.connection, self.name, self.award.to, self.book.period, self.book.edition.time_zone)
        nominated = np.array([subject in found for subject in self.subjects.ids], dtype=bool) & self.about
        held = nominated & self.verdict.held & ~paused
        enough = np.array(
            [_approved(found.get(subject)) >= select.votes_at_least for subject in self.subjects.ids], dtype=bool
        )
        self._note(np.flatnonzero(nominated & ~self.verdict.held), "condition")
        self._note(np.flatnonzero(held & ~enough), "votes")
        votes = self._vote_column(found)
        candidates = np.flatnonzero(held & enough).tolist()
        choice = choose(select, candidates, len(candidates), votes, None)
        evidence = {place: _named(found[self.subjects.ids[place]]) for place in choice.winners}
        winners = [replace(d, evidence=evidence[self.subjects.index[d.subject]]) for d in self._winners(choice)]
        self._note([p for p in candidates if p not in choice.winners], "not_selected", by="votes")
        return winners, nominated

    def _vote_column(self, found: dict[str, Standing]) -> Any:
        return from_decimals([_approved(found.get(subject)) for subject in self.subjects.ids])

    # ---- what -----------------------------------------------------------------------------------------------------

    def _decision(self, place: int, **details: Any) -> Decision:
        subject = self.subjects.ids[place]
        below = bool(details.get("below_gate"))
        gifts = [gift for gift in self.award.gives if not below or _kind(gift) in _HONOURS]
        return Decision(
            rule=self.name, kind="award", subject_kind=self.award.to, subject=subject, period=self.book.period.label,
            clause=self.award.clause, gives=tuple(given for gift in gifts for given in self._given(gift, subject)),
            major=self.award.major, trace=steps(self.verdict, place, self.name, self.award.clause) + self._by_step(place),
            **details,
        )  # fmt: skip

    def _by_step(self, place: int) -> tuple[Step, ...]:
        select = self.award.select
        if select is None or select.by is None:
            return ()
        return (ranked_step(self.judge.figure(select.by), place, self.name, self.award.clause),)

    def _given(self, gift: Gift, subject: str, reduced: Decimal | None = None) -> list[Given]:
        parts = shares(self.connection, gift, self.award.to, subject, self.book.period)
        return self._given_to(gift, parts, reduced)

    def _given_to(self, gift: Gift, parts: Mapping[str, Decimal | int], reduced: Decimal | None = None) -> list[Given]:
        kind = _kind(gift)
        what = kind if kind in ("cash", "choice") else str(getattr(gift, kind))
        amount = gift.cash if reduced is None else reduced
        amounts = split(amount, parts) if amount is not None else {}
        return [
            Given(kind=kind, what=what, to=receiver, amount=amounts.get(receiver), options=tuple(gift.choice or ()),
                  default=gift.default, valid_months=gift.valid)
            for receiver in sorted(parts)
        ]  # fmt: skip

    def _within_budget(self, decisions: list[Decision]) -> tuple[list[Decision], BudgetUse | None]:
        rule = self.award.budget
        if rule is None:
            return decisions, None
        spent = self.history.spent(self.name, rule)
        available = rule.amount - spent
        asked = sum((decision.cash for decision in decisions), Decimal(0))
        kept = decisions
        if asked > available:
            kept = {"scale_cash": self._scaled, "fewer": self._fewer, "management_group": _all_major}[rule.when_short](
                decisions, available
            )
        proposed = sum((decision.cash for decision in kept), Decimal(0))
        return kept, BudgetUse(rule=self.name, amount=rule.amount, spent=spent, asked=asked, proposed=proposed,
                               when_short=rule.when_short)  # fmt: skip

    def _scaled(self, decisions: list[Decision], available: Decimal) -> list[Decision]:
        """Scale each whole gift first and split it then, so that no cent of it is lost between its receivers."""
        cash = [gift for gift in self.award.gives if gift.cash is not None]
        paid = [decision for decision in decisions if decision.cash > 0]
        amounts = iter(scaled([self._payable(gift, decision) for decision in paid for gift in cash], available))
        smaller = {d.subject: {gift: next(amounts) for gift in range(len(cash))} for d in paid}
        return [
            replace(decision, gives=tuple(self._regiven(decision, cash, smaller[decision.subject])))
            if decision.subject in smaller else decision
            for decision in decisions
        ]  # fmt: skip

    def _unreceived(self, decision: Decision) -> bool:
        """Whether a part of what is given has nobody to receive it: a leader's extra without a leader, say."""
        gifts = [gift for gift in self.award.gives if not decision.below_gate or _kind(gift) in _HONOURS]
        about = (self.award.to, decision.subject, self.book.period)
        return any(gift.among is not None and not shares(self.connection, gift, *about) for gift in gifts)

    def _payable(self, gift: Gift, decision: Decision) -> Decimal:
        """What of a gift has a receiver; a leader's extra without a leader is not paid."""
        assert gift.cash is not None
        parts = shares(self.connection, gift, self.award.to, decision.subject, self.book.period)
        return sum(split(gift.cash, parts).values(), Decimal(0))

    def _regiven(self, decision: Decision, cash: Sequence[Gift], amounts: Mapping[int, Decimal]) -> Iterable[Given]:
        less = (
            given for place, gift in enumerate(cash) for given in self._given(gift, decision.subject, amounts[place])
        )
        return [next(less) if given.kind == "cash" else given for given in decision.gives]

    def _fewer(self, decisions: list[Decision], available: Decimal) -> list[Decision]:
        kept: list[Decision] = []
        left = available
        for decision in sorted(decisions, key=lambda d: (d.rank or 0, d.subject)):
            if decision.cash <= left:
                kept.append(decision)
                left -= decision.cash
            else:
                self._note([self.subjects.index[decision.subject]], "budget")
        return kept

    def _note(self, places: Iterable[int], reason: Reason, by: str | None = None, line: Any = None) -> None:
        select = self.award.select
        values = self.judge.figure(select.by).exact if select is not None and select.by is not None else None
        for place in places:
            self.held.append(HeldBack(
                rule=self.name, kind="award", subject_kind=self.award.to, subject=self.subjects.ids[int(place)],
                reason=reason, clause=self.award.clause, by=by, value=values.text(int(place)) if values is not None else None,
                line=None if line is None else str(to_decimal(line)),
                trace=steps(self.verdict, int(place), self.name, self.award.clause) + self._by_step(int(place)),
            ))  # fmt: skip


def _named(standing: Standing) -> tuple[str, ...]:
    return tuple(f"nominations:{nomination}" for nomination in standing.nominations)


def _approved(standing: Standing | None) -> int:
    return standing.approved if standing is not None else 0


def _all_major(decisions: Sequence[Decision], _available: Decimal) -> list[Decision]:
    return [replace(decision, major=True) for decision in decisions]


_GIFT_KINDS = ("cash", "goods", "honour", "career", "publicity", "points", "choice")


def _kind(gift: Gift) -> Any:
    return next(kind for kind in _GIFT_KINDS if getattr(gift, kind) is not None)
