"""Money taken from wages: held to the law's limit person by person, and what stays owed goes on in later months."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from manyi.engine.decide.decisions import Decision, HeldBack, Reason
from manyi.engine.decide.earlier import History
from manyi.engine.decide.wages import Wages, read_wages
from manyi.engine.figures.book import FigureBook
from manyi.engine.jurisdiction.kinds import WAGE_KINDS, seen_by_law
from manyi.engine.jurisdiction.law import law_of
from manyi.engine.jurisdiction.taking import Taking, take

NONE = Decimal(0)
Outcome = tuple[list[Decision], list[HeldBack]]


def takes_wages(decision: Decision, book: FigureBook) -> bool:
    """Whether a proposal would take money from a wage."""
    measure = book.edition.decide.measures.get(decision.measure or "")
    return measure is not None and measure.kind in WAGE_KINDS


def within_the_law(decisions: Sequence[Decision], rules: Iterable[str], book: FigureBook, history: History) -> Outcome:
    """The proposals with every taking from a wage cut to its limit, and those that cannot be taken held back.

    `rules` are the penalties due; recoveries of theirs that are still owed from earlier months go on. What one rule takes
    from a month's wage is no longer there for the next.
    """
    owing = [one for name in rules for one in _still_owed(name, decisions, book, history)]
    if not owing and not any(takes_wages(decision, book) for decision in decisions):
        return list(decisions), []
    return _Month(book, history).outcome([*decisions, *owing])


def _still_owed(name: str, decisions: Sequence[Decision], book: FigureBook, history: History) -> Iterator[Decision]:
    """Recoveries that no new fact proposes this month, but that an earlier decision left open."""
    penalty, people = book.edition.decide.penalties[name], book.subjects["person"]
    measure = book.edition.decide.measures.get(penalty.proposes or "")
    if measure is None or measure.kind != "recovery" or penalty.to != "person":
        return
    proposed = {decision.subject for decision in decisions if decision.rule == name}
    for person in history.subjects_of(name):
        if person in people.index and person not in proposed and history.carried(name, person)[1] > 0:
            yield Decision(
                rule=name, kind="penalty", subject_kind="person", subject=person, period=book.period.label,
                clause=penalty.clause, measure=penalty.proposes, amount=NONE, major=measure.major, needs=tuple(measure.needs),
            )  # fmt: skip


class _Month:
    """One month's wages, and what is already taken from each of them."""

    def __init__(self, book: FigureBook, history: History) -> None:
        law = law_of(book.edition, book.period.start)
        assert law is not None  # an edition that takes money without a jurisdiction is refused on reading
        self.book, self.history, self.law = book, history, law
        self.wages: Wages = read_wages(book.facts.connection, book.period)
        self.taken: dict[str, Decimal] = {}

    def outcome(self, decisions: Iterable[Decision]) -> Outcome:
        kept: list[Decision] = []
        held: list[HeldBack] = []
        for decision in decisions:
            found = self._decided(decision) if takes_wages(decision, self.book) else decision
            if isinstance(found, HeldBack):
                held.append(found)
            else:
                kept.append(found)
        return kept, held

    def _decided(self, decision: Decision) -> Decision | HeldBack:
        earlier, brought = self.history.carried(decision.rule, decision.subject)
        people = self.book.subjects["person"]
        wage = self.wages.of_person.get(decision.subject)
        minimum = self.wages.minimum(people.value("unit", people.index[decision.subject]))
        if wage is None:
            return _held(decision, "wage_unknown")
        if minimum is None:
            return _held(decision, "minimum_wage_unknown")
        taking = self._taking(decision, brought, wage, minimum)
        if taking.taken == 0 and taking.owed == 0:
            return _held(decision, "wage_too_low")
        before = () if earlier is None else (f"decisions:{earlier.decision}",)
        return replace(decision, amount=taking.taken, taking=taking, evidence=(*decision.evidence, *before))

    def _taking(self, decision: Decision, brought: Decimal, wage: Decimal, minimum: Decimal) -> Taking:
        limit = self.law.limit(seen_by_law(self.book.edition.decide.measures[str(decision.measure)]))
        before = self.taken.get(decision.subject, NONE)
        taking = take(
            limit, owed=decision.amount or NONE, brought=brought if limit.rest == "carried" else NONE, wage=wage,
            minimum_wage=minimum, already=before,
        )  # fmt: skip
        self.taken[decision.subject] = before + taking.taken
        return taking


def _held(decision: Decision, reason: Reason) -> HeldBack:
    return HeldBack(
        rule=decision.rule, kind="penalty", subject_kind=decision.subject_kind, subject=decision.subject, reason=reason,
        clause=decision.clause, by=decision.measure, trace=decision.trace,
    )  # fmt: skip
