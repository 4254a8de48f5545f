"""How a period enters performance appraisal: points after proposals, and the coefficient they would give."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.decide.decisions import Decision, Proposals
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import Exact, constant, from_decimals, rounded, to_decimal
from manyi.engine.figures.grading import grade, resolver
from manyi.engine.jurisdiction.law import law_of


@dataclass(frozen=True)
class AppraisalRow:
    """One person: the indicator (None when not judged), points, and the performance-pay coefficient if the edition has one.

    The coefficient acts on performance pay alone; it is None for a kind of worker whose pay is not the company's.
    """

    person: str
    indicator: str | None
    points: int
    coefficient: str | None
    clause: str | None


def appraisal(book: FigureBook, proposals: Proposals) -> Iterator[AppraisalRow]:
    """Everybody, in id order; nothing when the edition has no appraisal section.

    Points begin at `points_from`; proposed measures of kind points and awarded points are added. Nothing here is in
    force before the proposals are decided.
    """
    rule = book.edition.apply.appraisal if book.edition.apply is not None else None
    if rule is None:
        return
    people = book.subjects["person"]
    indicator = book.figure(rule.indicator, "person").exact
    points = [rule.points_from + _points(book, proposals, person) for person in people.ids]
    pay, law = _coefficients(book, points), law_of(book.edition, book.period.start)
    for place, person in enumerate(people.ids):
        spared = law is not None and law.spares("performance_pay", str(people.value("worker_kind", place))) is not None
        value, factor = indicator.at(place), None if pay is None or spared else pay.at(place)
        yield AppraisalRow(
            person, None if value is None else str(to_decimal(value)), points[place],
            None if factor is None else str(to_decimal(factor)), rule.clause,
        )  # fmt: skip


def _coefficients(book: FigureBook, points: list[int]) -> Exact | None:
    rule = book.edition.apply.appraisal if book.edition.apply is not None else None
    if rule is None or rule.performance_pay is None:
        return None
    pay = rule.performance_pay
    resolve = resolver(len(points), lambda word: constant(Decimal(word), len(points)))
    column = grade(from_decimals(points), pay.cases, resolve)
    return rounded(column, pay.round.places, pay.round.mode)


def _points(book: FigureBook, proposals: Proposals, person: str) -> int:
    return sum(_of(book, decision, person) for decision in proposals.decisions)


def _of(book: FigureBook, decision: Decision, person: str) -> int:
    given = sum(int(g.what) for g in decision.gives if g.kind == "points" and g.to == person)
    measure = book.edition.decide.measures.get(decision.measure or "")
    if measure is None or measure.kind != "points" or decision.subject != person or decision.amount is None:
        return given
    return given + int(decision.amount)
