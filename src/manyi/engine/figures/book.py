"""The figure graph: each named figure is computed once per kind of subject and span of time, parts first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from manyi.engine.figures import combine, grading
from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.exact import Exact, Flags, Why, add, compare, constant, divide, from_decimals, rounded, times
from manyi.engine.figures.facts import Facts
from manyi.engine.figures.figure import Basis, Figure, joined
from manyi.engine.periods import Days, Period, days_of
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import (
    Add,
    Again,
    Best,
    DerivedFigure,
    Divide,
    Grade,
    InlineAgain,
    Mean,
    RowFigure,
    Subtract,
    Weigh,
    Worst,
)
from manyi.engine.policy.words import Span
from manyi.engine.subjects import Subjects


@dataclass(frozen=True)
class View:
    """Which time is looked at: the period, and a span that replaces every row figure's own (from `again`)."""

    period: Period
    span: Span | None = None


Key = tuple[str, SubjectKind, View]


@dataclass
class FigureBook:
    """All figures of one edition for one period; `given` values (worked examples) go before computing, and `answered`
    keeps what rules found out about the figures for the next rule that asks the same.

    >>> book.figure("satisfaction", "person").exact.at(0)
    """

    edition: Edition
    period: Period
    subjects: Mapping[SubjectKind, Subjects]
    facts: Facts
    answers: AnswerFigures
    given: Mapping[tuple[str, SubjectKind], Figure] = field(default_factory=dict)
    answered: dict[Any, Any] = field(default_factory=dict)
    _made: dict[Key, Figure] = field(default_factory=dict)

    def figure(self, name: str, kind: SubjectKind, view: View | None = None) -> Figure:
        """One figure for all subjects of a kind, in subject order."""
        if view is None and (name, kind) in self.given:
            return self.given[name, kind]
        key = (name, kind, view or View(self.period))
        if key not in self._made:
            self._made[key] = self._rounded(name, self._make(name, kind, key[2]))
        return self._made[key]

    def known(self, name: str) -> bool:
        """Whether the edition (or the example) has a figure of that name."""
        return name in self.edition.figures

    def _rounded(self, name: str, figure: Figure) -> Figure:
        rule = self.edition.figures[name].round
        if rule is None:
            return figure
        if figure.by is not None:
            return Figure(name, by={d: self._rounded(name, part) for d, part in figure.by.items()})
        return Figure(name, rounded(figure.exact, rule.places, rule.mode), figure.basis)

    def _make(self, name: str, kind: SubjectKind, view: View) -> Figure:
        rule = self.edition.figures[name]
        if isinstance(rule, RowFigure):
            return self._row_figure(name, rule, kind, view)
        if isinstance(rule, Again):
            return self._again(rule, kind, view)
        assert isinstance(rule, DerivedFigure)
        return self._derived(name, rule, kind, view)

    # ---- rows ----------------------------------------------------------------------------------------------------

    def _row_figure(self, name: str, rule: RowFigure, kind: SubjectKind, view: View) -> Figure:
        subjects, days = self.subjects[kind], self._days(rule.over, view)
        if days is None:
            return Figure(name, from_decimals([None] * len(subjects)))
        if isinstance(rule, Mean) and rule.mean == "answers":
            return self.answers.figure(name, rule, subjects, days)
        if rule.by == "dimension":
            return Figure(
                name, by={d: Figure(d, self.facts.figure(rule, subjects, days, d)) for d in self._dimensions()}
            )
        return Figure(name, self.facts.figure(rule, subjects, days))

    def _days(self, over: Span, view: View) -> Days | None:
        baseline = self.edition.baseline
        return days_of(view.span or over, view.period, Days(baseline.from_, baseline.until) if baseline else None)

    def _dimensions(self) -> list[str]:
        return list(self.edition.collect.dimensions)

    # ---- other figures ---------------------------------------------------------------------------------------------

    def _again(self, rule: Again | InlineAgain, kind: SubjectKind, view: View) -> Figure:
        return self.figure(rule.again, kind, seen(view, rule.over))

    def _part(self, part: str | InlineAgain, kind: SubjectKind, view: View) -> Figure:
        if isinstance(part, InlineAgain):
            return self._again(part, kind, view)
        return self.figure(part, kind, None if view == View(self.period) else view)

    def _derived(self, name: str, rule: DerivedFigure, kind: SubjectKind, view: View) -> Figure:
        if isinstance(rule, Weigh) and self._is_composite(rule):
            return self._composite(name, rule, kind, view)
        if isinstance(rule, Grade):
            return self._graded(name, rule, kind, view)
        parts = [self._part(part, kind, view) for part in parts_of(rule)]
        if rule.over_all is not None:
            vector = parts[0].by or {}
            return self._joined(name, rule, [vector[d] for d in self._dimensions()], self._weights(rule))
        if all(part.by is None for part in parts):
            return self._joined(name, rule, parts, self._weights(rule))
        return Figure(name, by={
            d: self._joined(d, rule, [part.by[d] if part.by else part for part in parts], self._weights(rule))
            for d in self._dimensions()
        })  # fmt: skip

    def _weights(self, rule: DerivedFigure) -> list[Fraction]:
        if not isinstance(rule, Weigh):
            return []
        if isinstance(rule.weigh, Mapping):
            return [Fraction(weight) for weight in rule.weigh.values()]
        if rule.with_ == "weight":
            return [Fraction(d.weight or 0) for d in self.edition.collect.dimensions.values()]
        return [self._standard(str(rule.with_), d) for d in self._dimensions()]

    def _standard(self, name: str, dimension: str) -> Fraction:
        standards = self.edition.standards
        assert standards is not None
        return Fraction(standards.rows[dimension][standards.columns.index(name)])

    def _joined(self, name: str, rule: DerivedFigure, parts: Sequence[Figure], weights: Sequence[Fraction]) -> Figure:
        columns = [part.exact for part in parts]
        bases = [part.basis for part in parts]
        found = _combined(rule, columns, weights)
        return Figure(name, found, joined(bases, _linear(rule, weights), _counted(rule, columns, bases, found)))

    # ---- composites of estimates -----------------------------------------------------------------------------------

    def _is_composite(self, rule: Weigh) -> bool:
        part = self.edition.figures.get(rule.weigh) if isinstance(rule.weigh, str) else None
        return isinstance(part, Mean) and part.mean == "answers" and part.estimate and rule.over_all is not None

    def _composite(self, name: str, rule: Weigh, kind: SubjectKind, view: View) -> Figure:
        """One estimator: the composite is estimated itself, not weighed from estimated parts."""
        source = str(rule.weigh)
        part, subjects = self.edition.figures[source], self.subjects[kind]
        if (source, kind) in self.given and view == View(self.period):
            vector = self.given[source, kind].by or {}
            return self._joined(name, rule, [vector[d] for d in self._dimensions()], self._weights(rule))
        assert isinstance(part, Mean)
        days = self._days(part.over, view)
        if days is None:
            return Figure(name, from_decimals([None] * len(subjects)))
        complete = rule.missing not in ("reweigh", "leave_out")
        return self.answers.composite(name, part, subjects, days, [float(w) for w in self._weights(rule)], complete)

    # ---- grades ----------------------------------------------------------------------------------------------------

    def _graded(self, name: str, rule: Grade, kind: SubjectKind, view: View) -> Figure:
        graded = self._part(rule.grade, kind, view)
        if graded.by is not None:
            return Figure(name, by={d: self._grade_one(rule, part, kind, view, d) for d, part in graded.by.items()})
        return self._grade_one(rule, graded, kind, view, None)

    def _grade_one(self, rule: Grade, graded: Figure, kind: SubjectKind, view: View, dimension: str | None) -> Figure:
        size, bases = len(graded.exact), [graded.basis]

        def named(word: str) -> Exact:
            if word in self.edition.figures:
                found = self._part(word, kind, view)
                chosen = found.by[dimension] if found.by is not None and dimension is not None else found
                bases.append(chosen.basis)
                return chosen.exact
            return constant(self._standard(word, str(dimension)), size)

        values = grading.grade(graded.exact, rule.cases, grading.resolver(size, named))
        return Figure(dimension or "", values, joined(bases, None))


def seen(view: View, over: Span) -> View:
    """`again` over another period moves the view; over a number of months or the baseline it replaces the spans."""
    if over.kind in ("months", "baseline"):
        return View(view.period, over)
    if over.kind == "period":
        return view
    months = (view.period.end.year - view.period.start.year) * 12 + view.period.end.month - view.period.start.month
    return View(view.period.shifted(-12 if over.kind == "last_year" else -months), view.span)


def parts_of(rule: DerivedFigure) -> list[str | InlineAgain]:
    """The figures a figure is made from, in the order written (bounds of grade cases not included)."""
    written: Any = getattr(rule, rule.verb)
    if isinstance(written, Mapping):
        return list(written)
    return [written] if isinstance(written, str) else list(written)


def _combined(rule: DerivedFigure, columns: Sequence[Exact], weights: Sequence[Fraction]) -> Exact:
    makers: dict[type[DerivedFigure], Callable[[], Exact]] = {
        Weigh: lambda: combine.weighted(columns, weights, rule.missing),
        Add: lambda: combine.total(columns, rule.missing),
        Subtract: lambda: _difference(*_prepared(columns, rule)),
        Divide: lambda: times(divide(*_prepared(columns, rule)), getattr(rule, "times", 1)),
        Best: lambda: combine.extreme(columns, rule.missing, 1),
        Worst: lambda: combine.extreme(columns, rule.missing, -1),
    }
    return makers[type(rule)]()


def _counted(
    rule: DerivedFigure, columns: Sequence[Exact], bases: Sequence[Basis | None], found: Exact
) -> list[Flags] | None:
    """Which parts a figure rests on, per subject; None: on all of them.

    The best or worst of several rests on the part that gives its value (on all that do, in a tie), anything else made
    without its missing parts on those that are known. Where a fact gives the value, the estimates beside it stay asked.
    """
    if isinstance(rule, Best | Worst):
        giving = [part.known & (compare(part, found) == 0) for part in columns]
        estimated = [mask for mask, basis in zip(giving, bases, strict=True) if basis is not None]
        if not estimated:
            return None
        by_fact = ~np.logical_or.reduce(estimated)
        return [mask | (by_fact & part.known) for mask, part in zip(giving, columns, strict=True)]
    return [part.known for part in columns] if rule.missing in ("leave_out", "reweigh") else None


def _difference(first: Exact, second: Exact) -> Exact:
    return add(first, second, -1)


def _prepared(columns: Sequence[Exact], rule: DerivedFigure) -> Sequence[Exact]:
    return [combine.total([part], "zero") if rule.missing == "zero" else part for part in columns]


def _linear(rule: DerivedFigure, weights: Sequence[Fraction]) -> list[float] | None:
    if isinstance(rule, Subtract):
        return [1.0, -1.0]
    if isinstance(rule, Weigh):
        whole = float(sum(weights))
        return [float(weight) / whole for weight in weights]
    return None


def given_figure(name: str, values: Sequence[Any], basis: Basis | None, missing: Why = Why.NO_ROWS) -> Figure:
    """A figure from written values, for worked examples; None is missing."""
    return Figure(name, from_decimals(values, basis.n if basis else None, missing), basis)
