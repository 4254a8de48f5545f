"""What a figure reaches: the row figures below it, the spans they look at, and the kinds of subject it can be made for."""

from collections.abc import Iterator

from manyi.engine.figures.book import View, parts_of, seen
from manyi.engine.periods import Days, Period, days_of
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import Again, DerivedFigure, Grade, InlineAgain, Rate, RowFigure
from manyi.engine.tables import TABLES

KINDS: tuple[SubjectKind, ...] = ("person", "unit", "case", "idea", "project")


def row_figures(edition: Edition, name: str, view: View) -> Iterator[tuple[str, RowFigure, Days | None]]:
    """Every row figure below `name` (itself included) with the days it looks at, in the order reached."""
    rule = edition.figures[name]
    if isinstance(rule, RowFigure):
        baseline = Days(edition.baseline.from_, edition.baseline.until) if edition.baseline else None
        yield name, rule, days_of(view.span or rule.over, view.period, baseline)
    elif isinstance(rule, Again):
        yield from row_figures(edition, rule.again, seen(view, rule.over))
    elif isinstance(rule, DerivedFigure):
        for part in (*parts_of(rule), *_bounds(edition, rule)):
            if isinstance(part, InlineAgain):
                yield from row_figures(edition, part.again, seen(view, part.over))
            else:
                yield from row_figures(edition, part, view)


def _bounds(edition: Edition, rule: DerivedFigure) -> list[str]:
    """Figures named as bounds or points of grade cases."""
    if not isinstance(rule, Grade):
        return []
    points = [case.when[1] for case in rule.cases if case.when] + [
        p for case in rule.cases for xy in case.line or [] for p in xy
    ]
    return [point for point in points if isinstance(point, str) and point in edition.figures]


def source_tables(rule: RowFigure) -> tuple[str, ...]:
    """The evidence tables a row figure reads."""
    table = str(getattr(rule, rule.verb))
    named = {"value": "values"}.get(rule.verb, "responses" if table == "answers" else table)
    return (named, rule.per) if isinstance(rule, Rate) else (named,)


def kinds_of(edition: Edition, name: str, period: Period) -> set[SubjectKind]:
    """The kinds of subject whose rows all tables below the figure can name."""
    kinds: set[SubjectKind] = set(KINDS)
    for _, rule, _ in row_figures(edition, name, View(period)):
        for table in source_tables(rule):
            kinds &= {kind for kind in KINDS if kind in TABLES[table].subjects}
    return kinds


def answer_months(edition: Edition, period: Period) -> list[int]:
    """The months (running numbers), without a gap, from the first to the last in which any figure looks at answers."""
    months: set[int] = set()
    for name in edition.figures:
        for _, rule, days in row_figures(edition, name, View(period)):
            if rule.verb == "mean" and "responses" in source_tables(rule) and days is not None:
                months |= set(days.months())
    return list(range(min(months), max(months) + 1)) if months else []
