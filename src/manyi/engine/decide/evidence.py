"""The evidence behind a decision: the keys of the rows its figures were made from."""

from collections.abc import Iterable

from manyi.engine.decide.decisions import Decision
from manyi.engine.figures.book import FigureBook, View
from manyi.engine.figures.reach import row_figures, source_tables
from manyi.engine.policy.language import Award, Penalty
from manyi.engine.policy.verbs import Share
from manyi.engine.policy.words import comparisons


def asked_figures(rule: Award | Penalty, book: FigureBook) -> list[str]:
    """The figures a rule asks for, in the order written."""
    names = [compare.name for compare in comparisons(rule.when)]
    if isinstance(rule, Award) and rule.select is not None and rule.select.by is not None:
        names.append(rule.select.by)
    return [name for name in dict.fromkeys(names) if book.known(name)]


def evidence_of(decision: Decision, book: FigureBook) -> tuple[str, ...]:
    """`table:key` of every row behind the figures a decision rests on; what the decision named itself comes first."""
    decide = book.edition.decide
    rule = decide.awards.get(decision.rule) or decide.penalties[decision.rule]
    found = list(decision.evidence) + [f"decisions:{key}" for key in decision.earlier]
    for name in asked_figures(rule, book):
        found += _rows_behind(name, decision, book)
    return tuple(dict.fromkeys(found))


def _rows_behind(name: str, decision: Decision, book: FigureBook) -> Iterable[str]:
    for _, figure, days in row_figures(book.edition, name, View(book.period)):
        if days is None:
            continue
        where = figure.among if isinstance(figure, Share) else figure.where
        for table in source_tables(figure):
            if table != "customers":
                keys = book.facts.keys(table, decision.subject_kind, decision.subject, days, where, figure.dated)
                yield from (f"{table}:{key}" for key in keys)
