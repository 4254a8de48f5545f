"""Which figures a report shows of everybody: those that rules ask for, the appraisal's, and those the edition wants reported."""

from collections.abc import Iterator
from decimal import Decimal

from manyi.engine.figures.book import parts_of
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.units import infer_natures
from manyi.engine.policy.verbs import DerivedFigure
from manyi.engine.policy.words import Condition, comparisons
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line
from manyi.report.settlement.standing import Standings


def shown_figures(reading: Reading, kind: SubjectKind) -> list[str]:
    """Figures of this kind of subject that have a value for somebody, in the edition's order."""
    asked = set(_asked(reading, kind))
    asked |= {part for name in asked for part in _dimensions_of(reading, name)}
    known = {
        name
        for (of, name, _), rows in reading.rows.items()
        if of == kind and any(row.value is not None for row in rows.values())
    }
    return [name for name in reading.edition.figures if name in asked & known]


def _dimensions_of(reading: Reading, name: str) -> list[str]:
    """The figure by dimension that a figure over all dimensions is made of."""
    figure = reading.edition.figures.get(name)
    if not isinstance(figure, DerivedFigure) or figure.over_all is None:
        return []
    return [part for part in parts_of(figure) if isinstance(part, str)]


def unanswered(reading: Reading, kind: SubjectKind) -> list[str]:
    """Estimates that rules ask for and nobody has a value of, in the edition's order."""
    natures, asked, shown = (
        infer_natures(reading.edition),
        set(_asked(reading, kind)),
        set(shown_figures(reading, kind)),
    )
    found = ((name, natures.of(name)) for name in reading.edition.figures if name in asked - shown)
    return [name for name, nature in found if nature is not None and nature.testable and not nature.vector]


def estimates(figures: Standings, kind: SubjectKind) -> list[str]:
    """Those that are estimates with one value, which have an interval and pass a gate."""
    return [
        name
        for name in shown_figures(figures.reading, kind)
        if _is_scalar(figures.reading, name, kind) and _estimated(figures, name, kind)
    ]


def facts(figures: Standings, kind: SubjectKind) -> list[str]:
    """Those that are facts with one value."""
    return [
        name
        for name in shown_figures(figures.reading, kind)
        if _is_scalar(figures.reading, name, kind) and not _estimated(figures, name, kind)
    ]


def vectors(reading: Reading, kind: SubjectKind) -> list[str]:
    """Those that have a value per dimension."""
    return [name for name in shown_figures(reading, kind) if not _is_scalar(reading, name, kind)]


def lines_of(reading: Reading, name: str, kind: SubjectKind) -> list[Line]:
    """The numbers that rules compare a figure with, each with the rule that does."""
    found: dict[Decimal, str] = {}
    for title, condition in _conditions(reading, kind):
        for compare in comparisons(condition):
            if compare.name == name and isinstance(compare.operand, Decimal):
                found.setdefault(compare.operand, title)
    return [Line(float(value), f"{value} {title}") for value, title in sorted(found.items())]


def _is_scalar(reading: Reading, name: str, kind: SubjectKind) -> bool:
    return (kind, name, "") in reading.rows


def _estimated(figures: Standings, name: str, kind: SubjectKind) -> bool:
    return figures.reading.figure(name, kind).basis is not None


def _rules(reading: Reading) -> Iterator[Award | Penalty]:
    decide = reading.edition.decide
    yield from decide.awards.values()
    yield from decide.penalties.values()


def _conditions(reading: Reading, kind: SubjectKind) -> Iterator[tuple[str, Condition | None]]:
    """Every condition over this kind of subject, with the title of what it decides."""
    for rule in _rules(reading):
        if rule.to == kind:
            yield (rule.title.zh if reading.lang == "zh" else rule.title.en), rule.when
            if isinstance(rule, Penalty):
                yield from ((reading.t("例外", "exception"), exception.when) for exception in rule.except_)
            elif rule.below_gate is not None:
                yield reading.t("未达门槛的荣誉", "honour below the gate"), rule.below_gate.when
    if kind == "unit":
        yield from ((reading.t("改进措施", "improvement"), rule.when) for rule in reading.edition.improve.values())


def _asked(reading: Reading, kind: SubjectKind) -> Iterator[str]:
    for _, condition in _conditions(reading, kind):
        yield from (compare.name for compare in comparisons(condition))
    for rule in _rules(reading):
        if isinstance(rule, Award) and rule.to == kind:
            yield from [rule.select.by] if rule.select is not None and rule.select.by is not None else []
            yield from [rule.below_gate.by] if rule.below_gate is not None else []
    if reading.edition.apply is not None and reading.edition.apply.appraisal is not None:
        yield reading.edition.apply.appraisal.indicator
    if reading.edition.report is not None:
        yield from reading.edition.report.figures
