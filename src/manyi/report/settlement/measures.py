"""Chapter 7: weak figures of units that open an improvement measure."""

from dataclasses import dataclass

from manyi.engine.decide.decisions import Opening
from manyi.engine.policy.words import comparisons
from manyi.engine.wording.amounts import sentence
from manyi.engine.wording.governing import opening_words
from manyi.engine.wording.names import name_words
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standing, Standings


@dataclass(frozen=True)
class Opened:
    """One unit with the weak figure and what is known about it."""

    who: Who
    figure: str
    dimension: str
    value: str
    one: Standing | None


@dataclass(frozen=True)
class MeasureBlock:
    """One rule of the edition's `improve` section and the units it reaches."""

    words: str
    clause: str
    opened: tuple[Opened, ...]


def measures(figures: Standings) -> list[MeasureBlock]:
    """Every improvement rule; one that opens nothing is listed too."""
    reading = figures.reading
    openings = reading.settlement.proposals.openings
    return [
        MeasureBlock(
            sentence(opening_words(rule, reading.edition, reading.lang), reading.lang), rule.clause,
            tuple(_opened(figures, opening) for opening in openings if opening.rule == name),
        )
        for name, rule in reading.edition.improve.items()
    ]  # fmt: skip


def _opened(figures: Standings, opening: Opening) -> Opened:
    reading = figures.reading
    name, one = _weak(figures, opening)
    return Opened(
        who=reading.names.who("unit", opening.subject), figure=reading.figure_title(name),
        dimension="" if opening.dimension is None else name_words(opening.dimension, reading.edition, reading.lang),
        value=opening.value, one=one,
    )  # fmt: skip


def _weak(figures: Standings, opening: Opening) -> tuple[str, Standing | None]:
    """The figure an opening speaks of: of those the rule compares, the one with this value."""
    rows, names = (
        figures.reading.rows,
        [compare.name for compare in comparisons(figures.reading.edition.improve[opening.rule].when)],
    )
    for name in names:
        row = rows.get(("unit", name, opening.dimension or ""), {}).get(opening.subject)
        if row is not None and row.value == opening.value:
            return name, figures.one(name, "unit", opening.subject, opening.dimension or "")
    return names[0], None


def opened(reading: Reading) -> int:
    """How many measures are opened."""
    return len(reading.settlement.proposals.openings)
