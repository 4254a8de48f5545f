"""Figures that are facts: counted exactly, no gate needed; zeros are told by their number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import Count, Sum
from manyi.engine.wording.figures import figure_sentence
from manyi.report.settlement.groups import FIRST
from manyi.report.settlement.headline import facts, lines_of
from manyi.report.settlement.naming import counted, measure_word
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line
from manyi.report.settlement.standing import Standing, Standings


@dataclass(frozen=True)
class FactList:
    """One fact: its definition, who has it, and in words who does not."""

    title: str
    definition: str
    finding: str
    lines: tuple[Line, ...]
    first: tuple[Standing, ...]
    rest: tuple[Standing, ...]


def fact_lists(figures: Standings, kind: SubjectKind) -> list[FactList]:
    """Every fact shown for a kind of subject, in the edition's order."""
    return [_fact(figures, name, kind) for name in facts(figures, kind)]


def _fact(figures: Standings, name: str, kind: SubjectKind) -> FactList:
    reading = figures.reading
    everybody = list(figures.all(name, kind).values())
    zero = isinstance(reading.edition.figures[name], Count | Sum)
    listed = [one for one in everybody if one.number is not None and (one.number != 0 or not zero)]
    listed.sort(key=lambda one: (-(one.number or 0.0), one.who.id))
    return FactList(
        reading.figure_title(name), figure_sentence(name, reading.edition, reading.lang), _finding(reading, everybody, listed, kind),
        tuple(lines_of(reading, name, kind)), tuple(listed[:FIRST]), tuple(listed[FIRST:]),
    )  # fmt: skip


def _finding(reading: Reading, everybody: Sequence[Standing], listed: Sequence[Standing], kind: SubjectKind) -> str:
    t, measure = reading.t, measure_word(kind)
    zeros = sum(one.number == 0 for one in everybody) - sum(one.number == 0 for one in listed)
    told = [counted(len(listed), kind, reading.lang)] if listed else []
    if zeros and not listed:
        told.append(t(f"{counted(zeros, kind, 'zh')}都为 0", f"0 for all {counted(zeros, kind, 'en')}"))
    elif zeros:
        told.append(t(f"其余 {zeros} {measure}为 0", f"0 for the other {zeros}"))
    missing = Counter(one.note for one in everybody if one.value is None)
    told += [t(f"{number} {measure}{note}", f"{number}: {note}") for note, number in sorted(missing.items())]
    return t("；", "; ").join(told)
