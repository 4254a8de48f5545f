"""Figures made from answers: exact means, and estimates by dimension or of the weighted composite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from manyi.engine.backend import Arrays
from manyi.engine.figures.combine import weighted
from manyi.engine.figures.estimates import Estimates, composite_estimates, dimension_estimates
from manyi.engine.figures.exact import Exact, Why, column
from manyi.engine.figures.figure import Figure, basis_of
from manyi.engine.figures.moments import Links, Moments, Scatter, gather, level_codes, links, one_number, scatter_within
from manyi.engine.periods import Days
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.scoring import Estimate
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import Mean
from manyi.engine.policy.words import Compare, Condition
from manyi.engine.subjects import Subjects
from manyi.engine.tally import Tally

POOL = "position_group"
"""Answers about people of one position group, as it was when they served, are taken to scatter alike."""


@dataclass
class AnswerFigures:
    """The tallied answers of a period (all months any figure looks at) and how to estimate from them.

    `ancestors` gives for every unit the units it counts for, itself included.
    """

    edition: Edition
    tally: Tally
    ancestors: Mapping[str, Sequence[str]]
    _gathered: dict[tuple[SubjectKind, Days, str], Moments] = field(default_factory=dict)
    _linked: dict[SubjectKind, Links] = field(default_factory=dict)
    _scatters: dict[tuple[Days, str], Scatter] = field(default_factory=dict)

    def figure(self, name: str, rule: Mean, subjects: Subjects, days: Days) -> Figure:
        """`mean: answers`: by dimension a vector, else the plain composite of all dimensions."""
        if rule.by == "dimension":
            return Figure(name, by={
                d: self._one(d, rule, subjects, days, place) for place, d in enumerate(self.edition.collect.dimensions)
            })  # fmt: skip
        width = len(self.edition.collect.dimensions)
        if not rule.estimate:
            return Figure(name, _plain_mean(self.moments(rule, subjects, days), width, rule.at_least))
        return self.composite(name, rule, subjects, days, [1.0] * width, complete=False)

    def composite(
        self, name: str, rule: Mean, subjects: Subjects, days: Days, weights: Sequence[float], complete: bool
    ) -> Figure:
        """The weighted composite, estimated as one figure."""
        moments = self.moments(rule, subjects, days)
        found = composite_estimates(moments, weights, _groups(subjects), self._rules(), complete)
        return self._estimated(name, found, subjects)

    def moments(self, rule: Mean, subjects: Subjects, days: Days) -> Moments:
        """The subjects' moments over the days, for the answers that meet the rule's `where`."""
        key = (subjects.kind, days, str(rule.where))
        if key not in self._gathered:
            keep = self._kept(self.tally.keys, days, rule.where)
            factors = self._rules().case_mix if rule.estimate else []
            linked, levels = self._links(subjects).where(keep), self._levels(factors)
            within = self._scatter(days, rule.where)
            self._gathered[key] = gather(self.tally, len(subjects), linked, levels, factors, within)
        return self._gathered[key]

    def _scatter(self, days: Days, where: Condition | None) -> Scatter:
        key = (days, str(where))
        if key not in self._scatters:
            pools = self.tally.pools
            names = [*self._words(POOL), *pools.keys[POOL].tolist()]
            codes, size = level_codes(names), len(self.tally.n)
            cell = one_number([codes[:size], level_codes(self._words("unit")), level_codes(self._words("person"))])
            self._scatters[key] = scatter_within(
                self.tally, cell, codes[:size], codes[size:],
                self._kept(self.tally.keys, days, where), self._kept(pools.keys, days, where),
            )  # fmt: skip
        return self._scatters[key]

    def _rules(self) -> Estimate:
        if self.edition.score is None:
            raise ValueError("an edition with figures from answers needs a score section")
        return self.edition.score.estimate

    def _one(self, dimension: str, rule: Mean, subjects: Subjects, days: Days, place: int) -> Figure:
        moments = self.moments(rule, subjects, days)
        if not rule.estimate:
            return Figure(dimension, _exact_mean(moments, place, rule.at_least))
        found = dimension_estimates(moments, place, _groups(subjects), self._rules())
        return self._estimated(dimension, found, subjects)

    def _estimated(self, name: str, found: Estimates, subjects: Subjects) -> Figure:
        rule, score = self._rules().round, self.edition.score
        shown = score.gates.show.responses if score is not None else 1
        scale = 10**rule.places
        nums = [_round_half_up(value, scale) if not np.isnan(value) else 0 for value in found.value.tolist()]
        why = np.where(np.isnan(found.value), Why.NO_ROWS, np.where(found.n < shown, Why.BELOW_SHOW_GATE, Why.KNOWN))
        return Figure(name, column(nums, [scale] * len(nums), why, found.n), basis_of(found, _groups(subjects)))

    def _kept(self, keys: Arrays, days: Days, where: Condition | None) -> NDArray[np.bool_]:
        """The groups (or pools) of these days whose answers meet the condition."""
        months = [year_month(number) for number in days.months()]
        return np.isin(np.asarray(keys["month"], dtype=np.int64), months) & _where(keys, where)

    def _links(self, subjects: Subjects) -> Links:
        """A group counts for its subject; a unit's also for every unit above it."""

        def owners(key: str) -> list[int]:
            counted = self.ancestors.get(key, ()) if subjects.kind == "unit" else (key,)
            return [subjects.index[subject] for subject in counted if subject in subjects.index]

        if subjects.kind not in self._linked:
            self._linked[subjects.kind] = links(self._words(subjects.kind), owners)
        return self._linked[subjects.kind]

    def _levels(self, factors: Sequence[str]) -> NDArray[np.int64]:
        levels = np.zeros((len(self.tally.n), len(factors)), np.int64)
        for place, factor in enumerate(factors):
            levels[:, place] = level_codes(self._words(factor))
        return levels

    def _words(self, key: str) -> list[str | None]:
        words: list[str | None] = self.tally.keys[key].tolist()
        return words


def year_month(number: int) -> int:
    """A running month number (year*12 + month-1) as yyyymm."""
    return number // 12 * 100 + number % 12 + 1


def _where(keys: Arrays, condition: Condition | None) -> NDArray[np.bool_]:
    if condition is None:
        return np.ones(len(keys["month"]), dtype=bool)
    if isinstance(condition, Compare):
        words = condition.operand if isinstance(condition.operand, tuple) else (str(condition.operand),)
        held = np.array([word in words for word in keys[condition.name]], dtype=bool)
        return held if condition.operator == "==" else ~held
    parts = [_where(keys, part) for part in condition.parts]
    joined: NDArray[np.bool_] = (np.logical_and if condition.kind == "all" else np.logical_or).reduce(parts)
    return ~joined if condition.kind == "none" else joined


def _groups(subjects: Subjects) -> list[str]:
    return [subjects.group(place) for place in range(len(subjects))]


def _round_half_up(value: float, scale: int) -> int:
    exact = Fraction(value)
    return (2 * exact.numerator * scale + exact.denominator) // (2 * exact.denominator)


def _exact_mean(moments: Moments, place: int, at_least: int | None) -> Exact:
    n = moments.n(place, place)
    tops = [100 * total for total in moments.totals(place).tolist()]
    bottoms = [max(1, int(count)) * moments.scale[place] for count in n]
    why = np.where(n == 0, Why.NO_ROWS, np.where(n < (at_least or 1), Why.TOO_FEW, Why.KNOWN))
    return column(tops, bottoms, why, n)


def _plain_mean(moments: Moments, width: int, at_least: int | None) -> Exact:
    """The mean of the means of the dimensions that were answered; n counts responses."""
    parts = [_exact_mean(moments, place, None) for place in range(width)]
    mean, n = weighted(parts, [1] * width, "reweigh"), moments.responses
    why = np.where(n == 0, Why.NO_ROWS, np.where(n < (at_least or 1), Why.TOO_FEW, Why.KNOWN))
    return column(mean.num, mean.den, why, n)
