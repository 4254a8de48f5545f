"""How figures are made from each other, and which figures, conditions and ranks the rules use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from manyi.engine.policy.issues import Path
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.sections.telling import OpenMeasure
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import (
    Again,
    AnyFigure,
    DerivedFigure,
    Grade,
    GradeCase,
    InlineAgain,
    Rate,
    RowFigure,
    Value,
    Weigh,
)
from manyi.engine.policy.words import Compare, is_name, read_comparison, read_number

# ---- figures --------------------------------------------------------------------------------------------------------


def operands(figure: AnyFigure) -> Iterator[tuple[Path, str]]:
    """The names a derived figure is made of, each with its place inside the figure; grade cases left out."""
    if isinstance(figure, Again):
        yield ("again",), figure.again
    elif isinstance(figure, Grade):
        yield ("grade",), figure.grade
    elif isinstance(figure, Weigh) and isinstance(figure.weigh, Mapping):
        for name in figure.weigh:
            yield ("weigh", name), name
    elif isinstance(figure, DerivedFigure):
        yield from _parts((figure.verb,), getattr(figure, figure.verb))


def _parts(place: Path, parts: str | list[str | InlineAgain]) -> Iterator[tuple[Path, str]]:
    if isinstance(parts, str):
        yield place, parts
        return
    for number, part in enumerate(parts):
        if isinstance(part, InlineAgain):
            yield (*place, number, "again"), part.again
        else:
            yield (*place, number), part


def case_names(figure: AnyFigure) -> Iterator[tuple[Path, str]]:
    """The names that grade cases compare with, give or draw lines through."""
    if isinstance(figure, Grade):
        for number, case in enumerate(figure.cases):
            yield from ((("cases", number, *place), word) for place, word in _words_of(case) if isinstance(word, str))


def _words_of(case: GradeCase) -> Iterator[tuple[Path, object]]:
    if case.when is not None:
        yield ("when",), case.when[1]
    yield ("is",), case.is_
    for i, pair in enumerate(case.line or []):
        for j, point in enumerate(pair):
            yield ("line", i, j), point


def references(edition: Edition, name: str) -> Iterator[tuple[Path, str]]:
    """Every figure that the figure `name` names, with the place inside it."""
    figure = edition.figures[name]
    columns = edition.standards.columns if edition.standards else []
    yield from operands(figure)
    yield from ((place, word) for place, word in case_names(figure) if word not in columns)


def beneath(edition: Edition, name: str) -> frozenset[str]:
    """The figure and all figures it is made of."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found and current in edition.figures:
            found.add(current)
            waiting.extend(word for _, word in references(edition, current))
    return frozenset(found)


def row_figures(edition: Edition, name: str) -> dict[str, RowFigure]:
    """The figures made from evidence rows that a figure rests on."""
    rows = {word: edition.figures[word] for word in sorted(beneath(edition, name))}
    return {word: figure for word, figure in rows.items() if isinstance(figure, RowFigure)}


def tables_of(figure: RowFigure) -> tuple[str, ...]:
    """The evidence tables a row figure reads."""
    if isinstance(figure, Value):
        return ("values",)
    first = str(getattr(figure, figure.verb))
    return (first, figure.per) if isinstance(figure, Rate) else (first,)


# ---- rules ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """An award, a penalty or an improvement rule: where it stands and whom it judges."""

    kind: Literal["award", "penalty", "improve"]
    name: str
    path: Path
    to: SubjectKind
    model: Award | Penalty | OpenMeasure

    @property
    def groups(self) -> list[str] | None:
        """The position groups it is for; None means all."""
        return None if isinstance(self.model, OpenMeasure) else self.model.for_


def rules(edition: Edition) -> list[Rule]:
    """All rules in the order written."""
    awards = [
        Rule("award", name, ("decide", "awards", name), rule.to, rule) for name, rule in edition.decide.awards.items()
    ]
    penalties = [
        Rule("penalty", name, ("decide", "penalties", name), rule.to, rule)
        for name, rule in edition.decide.penalties.items()
    ]
    improve = [Rule("improve", name, ("improve", name), rule.to, rule) for name, rule in edition.improve.items()]
    return [*awards, *penalties, *improve]


@dataclass(frozen=True)
class Asked:
    """One comparison with its place in the file."""

    path: Path
    compare: Compare


def asked(raw: Any, path: Path) -> Iterator[Asked]:
    """Every comparison of a condition as written, in order, with its path."""
    sure = read_number(raw["sure"]) if "sure" in raw else None
    for name, value in raw.items():
        if name in ("any", "all", "none"):
            for place, item in enumerate(value):
                yield from asked(item, (*path, name, place))
        elif name != "sure":
            operator, operand = read_comparison(value)
            yield Asked((*path, name), Compare(name, operator, operand, sure))


def condition_paths(rule: Rule) -> Iterator[Path]:
    """The paths of a rule's conditions: its own, its exceptions', and those of honour below the gate."""
    model = rule.model
    if model.when is not None:
        yield (*rule.path, "when")
    if isinstance(model, Penalty):
        for place in range(len(model.except_)):
            yield (*rule.path, "except", place, "when")
    if isinstance(model, Award) and model.below_gate is not None and model.below_gate.when is not None:
        yield (*rule.path, "below_gate", "when")


def ranks(rule: Rule) -> Iterator[tuple[Path, str]]:
    """The figures a rule orders its subjects by."""
    model = rule.model
    if isinstance(model, Award) and model.select is not None and model.select.by is not None:
        yield (*rule.path, "select", "by"), model.select.by
    if isinstance(model, Award) and model.below_gate is not None:
        yield (*rule.path, "below_gate", "by"), model.below_gate.by


def is_reserved(name: str) -> bool:
    """Whether a name already means something inside conditions."""
    return is_name(name) and name in ("any", "all", "none", "sure")
