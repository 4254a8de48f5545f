"""The evidence behind decisions: the keys of the rows their figures were made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from manyi.engine.decide.decisions import Decision, Proposals
from manyi.engine.figures.book import FigureBook, View
from manyi.engine.figures.reach import row_figures, source_tables
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import Share
from manyi.engine.policy.words import comparisons

Keys = Mapping[str, Sequence[str]]


def asked_figures(rule: Award | Penalty, book: FigureBook, below_gate: bool = False) -> list[str]:
    """The figures a rule asks for, in the order written; for an honour below the gate those that earn it."""
    names = [compare.name for compare in comparisons(rule.when)]
    if isinstance(rule, Award):
        if below_gate and rule.below_gate is not None:
            names = [compare.name for compare in comparisons(rule.below_gate.when or rule.when)] + [rule.below_gate.by]
        elif rule.select is not None and rule.select.by is not None:
            names.append(rule.select.by)
    return [name for name in dict.fromkeys(names) if book.known(name)]


def with_evidence(proposals: Proposals, book: FigureBook) -> Proposals:
    """The proposals with `table:key` of every row behind the figures each decision rests on; what a decision named itself
    comes first. Rows are looked up once per rule, for everybody the rule decided about."""
    alike: dict[tuple[str, SubjectKind, bool], list[Decision]] = {}
    for decision in proposals.decisions:
        alike.setdefault(_sort(decision), []).append(decision)
    found = {sort: list(_rows_behind(decisions, book)) for sort, decisions in alike.items()}
    return replace(proposals, decisions=tuple(_opened(d, found[_sort(d)]) for d in proposals.decisions))


def _sort(decision: Decision) -> tuple[str, SubjectKind, bool]:
    """Decisions that rest on the same figures of the same kind of subject."""
    return decision.rule, decision.subject_kind, decision.below_gate


def _opened(decision: Decision, tables: Sequence[tuple[str, Keys]]) -> Decision:
    keys = [*decision.evidence, *(f"decisions:{key}" for key in decision.earlier)]
    for table, by_subject in tables:
        keys += [f"{table}:{key}" for key in by_subject.get(decision.subject, ())]
    return replace(decision, evidence=tuple(dict.fromkeys(keys)))


def _rows_behind(decisions: Sequence[Decision], book: FigureBook) -> Iterator[tuple[str, Keys]]:
    """For every table below the figures that decisions alike rest on: its name, and the keys of its rows by subject."""
    first, decide = decisions[0], book.edition.decide
    rule = decide.awards.get(first.rule) or decide.penalties[first.rule]
    subjects = [decision.subject for decision in decisions]
    for name in asked_figures(rule, book, first.below_gate):
        yield from _tables_below(name, first.subject_kind, subjects, book)


def _tables_below(
    name: str, kind: SubjectKind, subjects: Sequence[str], book: FigureBook
) -> Iterator[tuple[str, Keys]]:
    for _, figure, days in row_figures(book.edition, name, View(book.period)):
        if days is None:
            continue
        where = figure.among if isinstance(figure, Share) else figure.where
        for table in source_tables(figure):
            if table != "customers":
                yield table, book.facts.keys(table, kind, subjects, days, where, figure.dated)
