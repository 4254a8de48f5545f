"""What is kept of one run: numbers per period and rule, who was chosen, and the scores people are ordered by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import isnan

from manyi.engine.decide.decisions import Proposals
from manyi.engine.decide.propose import due
from manyi.engine.figures.book import FigureBook, View
from manyi.engine.figures.reach import row_figures
from manyi.engine.periods import MONTHS, Cadence, Period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.units import infer_natures
from manyi.engine.policy.words import comparisons
from manyi.engine.simulate.outcome import Sort, sort_of
from manyi.engine.simulate.steadiness import Ranked

RuleSort = tuple[str, Sort]


@dataclass
class Watch:
    """Filled while a run goes through its periods: `counts[period place][rule, sort]`, money by rule, winners by rule and
    sort in every period the rule is due, and values by (figure, cadence)."""

    edition: Edition
    ordered: Sequence[str]
    counts: list[Counter[RuleSort]] = field(default_factory=list)
    cash: dict[str, Decimal] = field(default_factory=dict)
    winners: dict[RuleSort, list[frozenset[str]]] = field(default_factory=dict)
    values: dict[tuple[str, Cadence], list[Ranked]] = field(default_factory=dict)

    def see(self, book: FigureBook, proposals: Proposals) -> None:
        """Keep what one period came to."""
        chosen: dict[RuleSort, set[str]] = {}
        for decision in proposals.decisions:
            key = (decision.rule, sort_of(decision, self.edition))
            chosen.setdefault(key, set()).add(decision.subject)
            if decision.kind == "award":
                self.cash[decision.rule] = self.cash.get(decision.rule, Decimal(0)) + decision.cash
        self.counts.append(Counter({key: len(subjects) for key, subjects in chosen.items()}))
        for rule, sort in _sorts_due(self.edition, book.period.cadence):
            self.winners.setdefault((rule, sort), []).append(frozenset(chosen.get((rule, sort), ())))
        for figure in self.ordered:
            self.values.setdefault((figure, book.period.cadence), []).append(_ranked(book, figure))

    def total(self, key: RuleSort) -> int:
        """How many in all periods together."""
        return sum(count[key] for count in self.counts)


def rules_of(edition: Edition) -> Iterator[tuple[str, Award | Penalty]]:
    """Every rule with its name, as written."""
    yield from edition.decide.awards.items()
    yield from edition.decide.penalties.items()


def ordered_by(edition: Edition) -> list[str]:
    """Figures made from answers that people are chosen or penalised by, in the edition's order."""
    asked: set[str] = set()
    for _, rule in rules_of(edition):
        if rule.to == "person":
            asked |= {compare.name for compare in comparisons(rule.when) if compare.sure is not None}
            if isinstance(rule, Award) and rule.select is not None and rule.select.by is not None:
                asked.add(rule.select.by)
    natures = infer_natures(edition)
    found = ((name, natures.of(name)) for name in edition.figures if name in asked)
    return [name for name, nature in found if nature is not None and not nature.vector]


def window(edition: Edition, figure: str, period: Period) -> int:
    """After how many periods the figure shares no answer with today's: the longest look-back below it, in periods."""
    months = MONTHS[period.cadence]
    spans = [
        len(days.months())
        for _, _, days in row_figures(edition, figure, View(period))
        if days is not None and days.end == period.end
    ]
    return -(-max(spans, default=months) // months)


def _sorts_due(edition: Edition, cadence: Cadence) -> Iterator[RuleSort]:
    for name, rule in rules_of(edition):
        if due(rule, cadence):
            yield name, ("award" if isinstance(rule, Award) else "penalty")


def _ranked(book: FigureBook, figure: str) -> Ranked:
    """What people are ordered by before any shrinking, which would leave equals without an order; facts as they are."""
    subjects, found = book.subjects["person"], book.figure(figure, "person")
    known = found.exact.known.tolist()
    own = found.basis.raw.tolist() if found.basis is not None else found.exact.floats().tolist()
    return {
        subject: (subjects.group(place), own[place])
        for place, subject in enumerate(subjects.ids)
        if known[place] and not isnan(own[place])
    }
