"""One proposal as a card: who, how well it is known, what is given, what is still needed, and how it came about."""

from collections.abc import Iterator
from dataclasses import dataclass

from manyi.engine.decide.decisions import Decision
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.wording.evidence_words import table_words
from manyi.engine.wording.names import name_words
from manyi.engine.wording.vocabulary import NEEDS, word_of
from manyi.report.settlement.gifts import Share, gives, shares, terms
from manyi.report.settlement.headline import lines_of
from manyi.report.settlement.naming import Who
from manyi.report.settlement.ranks import rank_words
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line as ScaleLine
from manyi.report.settlement.scale import Mark, Scale, whole_scale
from manyi.report.settlement.standing import Standing, Standings
from manyi.report.settlement.trace import Line, evidence_by_table, trace_lines

LISTED = 200
"""Keys of evidence listed for one table of one decision; the result's own file holds all of them."""


@dataclass(frozen=True)
class Behind:
    """The evidence of one table behind a decision."""

    table: str
    count: int
    keys: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many keys are not listed here."""
        return self.count - len(self.keys)


@dataclass(frozen=True)
class Card:
    """One proposal, ready to be read by the person it is about."""

    anchor: str
    who: Who
    measure: str
    one: Standing | None
    mark: Mark | None
    scale: Scale | None
    lines: tuple[ScaleLine, ...]
    rank: str
    gives: tuple[str, ...]
    terms: tuple[str, ...]
    shares: tuple[Share, ...]
    major: bool
    marks: tuple[str, ...]
    needs: tuple[str, ...]
    trace: tuple[Line, ...]
    evidence: tuple[Behind, ...]


def card(figures: Standings, decision: Decision, place: int) -> Card:
    """The card of one proposal; `place` counts the proposals of its rule from 0."""
    reading = figures.reading
    rule = reading.rule(decision.rule)
    name = _figure(reading, decision, rule)
    one = None if name is None else figures.one(name, decision.subject_kind, decision.subject)
    scale = None if name is None or one is None else whole_scale(reading.units.get(name), [one])
    evidence = evidence_by_table(decision.evidence)
    return Card(
        anchor=f"{decision.rule}-{place + 1}",
        who=reading.names.who(decision.subject_kind, decision.subject),
        measure="" if decision.measure is None else name_words(decision.measure, reading.edition, reading.lang),
        one=one, mark=None if one is None or scale is None else scale.mark(one), scale=scale,
        lines=() if name is None else tuple(lines_of(reading, name, decision.subject_kind)),
        rank=rank_words(reading, decision),
        gives=tuple(gives(reading, decision)), terms=tuple(terms(reading, decision)), shares=tuple(shares(reading, decision)),
        major=decision.major, marks=tuple(_marks(reading, decision)),
        needs=tuple(_needs(reading, decision)),
        trace=tuple(trace_lines(reading, decision)),
        evidence=tuple(Behind(table_words(table, reading.lang), len(keys), tuple(keys[:LISTED])) for table, keys in evidence.items()),
    )  # fmt: skip


def _figure(reading: Reading, decision: Decision, rule: Award | Penalty) -> str | None:
    """The figure a proposal turns on: what people are ranked by, else the first that held, else the first asked."""
    if isinstance(rule, Award):
        if decision.below_gate and rule.below_gate is not None:
            return rule.below_gate.by
        if rule.select is not None and rule.select.by is not None:
            return rule.select.by
    named = [
        step
        for step in decision.trace
        if step.name in reading.edition.figures and not step.note.startswith("exception")
    ]
    held = [step.name for step in named if step.held]
    return held[0] if held else named[0].name if named else None


def _marks(reading: Reading, decision: Decision) -> Iterator[str]:
    if decision.undecided_tie:
        yield reading.t("末位并列，待裁定", "tie for the last place, to be decided")
    if decision.below_gate:
        yield reading.t("只授荣誉", "honour only")


def _needs(reading: Reading, decision: Decision) -> Iterator[str]:
    yield from (word_of(NEEDS, need, reading.lang) for need in decision.needs)
