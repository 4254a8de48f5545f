"""Conditions over figures, for all subjects at once: held, not held, or not known; estimates pass their gate first."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from manyi.engine.decide.decisions import Step
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.exact import Exact, Why, constant, from_decimals
from manyi.engine.figures.figure import Basis, Figure
from manyi.engine.figures.grading import holds
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.words import Compare, Condition
from manyi.engine.statistics.discovery import benjamini_hochberg, one_sided_p
from manyi.engine.statistics.gates import Gate
from manyi.engine.subjects import Subjects

Flags = NDArray[np.bool_]
Use = Literal["awards", "penalties"]
_MIRROR = {"<": "below", "<=": "below", ">": "above", ">=": "above"}


@dataclass(frozen=True)
class Asked:
    """One comparison answered for all subjects; `beyond` is where the plain value meets it, gates and proof aside."""

    compare: Compare
    held: Flags
    told: Flags
    beyond: Flags
    gate: Flags
    values: Exact | None
    words: list[Any] | None
    basis: Basis | None
    p: NDArray[np.float64] | None = None
    family: int | None = None

    @cached_property
    def condition(self) -> str:
        """The comparison as written."""
        return str(self.compare)

    @cached_property
    def wanted(self) -> str:
        """What it compares with, as text."""
        words = self.compare.operand
        if isinstance(words, tuple):
            return "|".join(words)
        return str(words).lower() if isinstance(words, bool) else str(words)


@dataclass(frozen=True)
class Verdict:
    """A whole condition answered: `held` only where it is known to hold; `beyond` where it would, gates and proof aside;
    `asked` lists its comparisons in order."""

    held: Flags
    told: Flags
    beyond: Flags
    asked: tuple[Asked, ...]


def _all(flags: list[Flags]) -> Flags:
    joined: Flags = np.logical_and.reduce(flags)
    return joined


def _any(flags: list[Flags]) -> Flags:
    joined: Flags = np.logical_or.reduce(flags)
    return joined


class Judge:
    """Answers conditions for the subjects of one kind within `among` (the people a rule is about)."""

    def __init__(self, book: FigureBook, kind: SubjectKind, use: Use, among: Flags) -> None:
        self.book, self.kind, self.use, self.among = book, kind, use, among
        self.subjects: Subjects = book.subjects[kind]

    def verdict(self, condition: Condition | None) -> Verdict:
        """The condition for every subject; no condition always holds."""
        if condition is None:
            every = np.ones(len(self.subjects), dtype=bool)
            return Verdict(every, every.copy(), every.copy(), ())
        if isinstance(condition, Compare):
            asked = self._ask(condition)
            return Verdict(asked.held, asked.told, asked.beyond, (asked,))
        parts = [self.verdict(part) for part in condition.parts]
        listed = tuple(asked for part in parts for asked in part.asked)
        held = [part.held for part in parts]
        refused = [part.told & ~part.held for part in parts]
        if condition.kind == "all":
            every = _all(held)
            return Verdict(every, every | _any(refused), _all([part.beyond for part in parts]), listed)
        some, none = _any(held), _all(refused)
        if condition.kind == "any":
            return Verdict(some, some | none, _any([part.beyond for part in parts]), listed)
        return Verdict(none, some | none, _all([~part.beyond for part in parts]), listed)

    def gate(self, basis: Basis | None) -> Flags:
        """Who passes the edition's gate for this use; facts need none."""
        size, score = len(self.subjects), self.book.edition.score
        if basis is None or score is None:
            return np.ones(size, dtype=bool)
        rule = getattr(score.gates, self.use)
        gate = Gate(rule.responses, float(rule.reliability or 0))
        passed: Flags = (basis.n >= gate.responses) & (basis.reliability >= gate.reliability)
        return passed & (basis.singled if gate.reliability > 0 else True)

    def figure(self, name: str) -> Figure:
        """A figure of this kind of subject."""
        return self.book.figure(name, self.kind)

    def sure_of(self, figure: Figure, compare: Compare) -> Flags:
        """Where one figure (or one dimension of a vector) meets a comparison; `sure` as for rules, gate not asked."""
        assert isinstance(compare.operand, Decimal)
        held, _ = holds(figure.exact, compare.operator, constant(compare.operand, len(self.subjects)))
        if compare.sure is None or figure.basis is None:
            return held
        return held & self._sure(compare, figure.basis, compare.sure)[1]

    def _ask(self, compare: Compare) -> Asked:
        """Several rules of a scheme compare alike: asked once per kind of subject, use and people."""
        key = (self.kind, self.use, compare, str(compare), self.among.tobytes())
        if key not in self.book.answered:
            self.book.answered[key] = self._answer(compare)
        asked: Asked = self.book.answered[key]
        return asked

    def _answer(self, compare: Compare) -> Asked:
        if isinstance(compare.operand, tuple | bool):
            return self._ask_words(compare)
        values, basis = self._values(compare.name)
        held, told = holds(values, compare.operator, self._wanted(compare.operand))
        gate = self.gate(basis)
        if compare.sure is None:
            return Asked(compare, held & gate, told & gate, held, gate, values, None, basis)
        if basis is None:
            raise ValueError(f"`sure` needs an estimate; {compare.name} is a fact")
        p, rejected, family = self._sure(compare, basis, compare.sure)
        return Asked(compare, held & gate & rejected, told & gate, held, gate, values, None, basis, p, family)

    def _ask_words(self, compare: Compare) -> Asked:
        cells = list(self.subjects.columns[compare.name])
        words = compare.operand if isinstance(compare.operand, tuple) else (compare.operand,)
        told = np.array([cell is not None for cell in cells], dtype=bool)
        same = np.array([cell in words for cell in cells], dtype=bool)
        held = (same if compare.operator == "==" else ~same) & told
        return Asked(compare, held, told, held, np.ones(len(cells), dtype=bool), None, cells, None)

    def _values(self, name: str) -> tuple[Exact, Basis | None]:
        if self.book.known(name):
            figure = self.figure(name)
            return figure.exact, figure.basis
        return from_decimals(list(self.subjects.columns[name])), None

    def _wanted(self, operand: Decimal | str) -> Exact:
        return constant(operand, len(self.subjects)) if isinstance(operand, Decimal) else self._values(operand)[0]

    def _sure(self, compare: Compare, basis: Basis, sure: Decimal) -> tuple[NDArray[np.float64], Flags, int]:
        """One-sided p of the unshrunken mean against the line; false discoveries are controlled over everybody judged."""
        line = float(str(compare.operand))
        tested = np.flatnonzero(self.among & ~np.isnan(basis.raw) & (basis.se > 0)).tolist()
        side: Any = _MIRROR[compare.operator]
        p = np.full(len(self.subjects), np.nan)
        for place in tested:
            p[place] = one_sided_p(float(basis.raw[place]), float(basis.se[place]), line, side)
        rejected = np.zeros(len(self.subjects), dtype=bool)
        if tested:
            found = benjamini_hochberg([float(p[place]) for place in tested], float(1 - sure))
            rejected[[place for place, hit in zip(tested, found.rejected, strict=True) if hit]] = True
        return p, rejected, len(tested)


_UNKNOWN = {
    Why.NO_ROWS: "no evidence", Why.TOO_FEW: "too few rows", Why.PART_MISSING: "a part is missing",
    Why.BELOW_SHOW_GATE: "too few answers to show", Why.DIVISION_BY_ZERO: "nothing to divide by",
}  # fmt: skip


def steps(verdict: Verdict, place: int, rule: str, clause: str) -> tuple[Step, ...]:
    """The trace of one subject: every comparison with the value met."""
    return tuple(_step(asked, place, rule, clause) for asked in verdict.asked)


def _step(asked: Asked, place: int, rule: str, clause: str) -> Step:
    compare, value, note = asked.compare, None, ""
    if asked.words is not None:
        cell = asked.words[place]
        value = None if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
    elif asked.values is not None:
        value = asked.values.text(place)
        note = "" if value is not None else _UNKNOWN[Why(int(asked.values.why[place]))]
    if not asked.gate[place]:
        note = note or "below the gate"
    basis, p = asked.basis, asked.p
    return Step(
        rule=rule,
        condition=asked.condition,
        name=compare.name,
        operator=compare.operator,
        wanted=asked.wanted,
        value=value,
        held=bool(asked.held[place]) if asked.told[place] else None,
        clause=clause,
        n=int(basis.n[place]) if basis is not None else None,
        reliability=f"{basis.reliability[place]:.2f}" if basis is not None else None,
        p=f"{p[place]:.4g}" if p is not None and not np.isnan(p[place]) else None,
        family=asked.family,
        note=note,
    )


def ranked_step(figure: Figure, place: int, rule: str, clause: str) -> Step:
    """The trace line of the figure that people are ranked by."""
    value, basis = figure.exact.text(place), figure.basis
    return Step(
        rule=rule, condition=f"ranked by {figure.name}", name=figure.name, operator="rank", wanted="",
        value=value, held=None, clause=clause,
        n=int(basis.n[place]) if basis is not None else int(figure.exact.n[place]),
        reliability=f"{basis.reliability[place]:.2f}" if basis is not None else None,
        note="" if value is not None else _UNKNOWN[Why(int(figure.exact.why[place]))],
    )  # fmt: skip


def groups_mask(subjects: Subjects, groups: list[str] | None, kind: str | None) -> Flags:
    """Who a rule is about: the named position groups, or units of the named kind."""
    mask = np.ones(len(subjects), dtype=bool)
    columns: Mapping[str, Any] = subjects.columns
    if groups is not None and "position_group" in columns:
        mask &= np.array([group in groups for group in columns["position_group"]], dtype=bool)
    if kind is not None and subjects.kind == "unit":
        mask &= np.array([cell == kind for cell in columns["kind"]], dtype=bool)
    return mask
