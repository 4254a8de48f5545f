"""Chapter 5, what the doubts could do: scores as they count, beside those without the answers in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.quality.effect import ALL, RESTORED, Effect
from manyi.report.settlement.cleaning import flag_title
from manyi.report.settlement.headline import estimates
from manyi.report.settlement.naming import Who, counted
from manyi.report.settlement.standing import Standings


@dataclass(frozen=True)
class Moved:
    """One subject's score that counts, the other score, and the difference."""

    who: Who
    score: str
    other: str
    difference: str
    answers: int


@dataclass(frozen=True)
class Without:
    """One thing left out (or put back): how many answers and subjects it concerns, and the largest moves."""

    title: str
    answers: int
    subjects: str
    down: str
    up: str


@dataclass(frozen=True)
class FigureEffect:
    """One estimate of one kind of subject; `moved` holds those whose score all doubts together would move, most first."""

    title: str
    kinds: tuple[Without, ...]
    moved: tuple[Moved, ...]


def effects(figures: Standings) -> list[FigureEffect]:
    """The estimates this report shows, where an answer in doubt or excluded by review concerns them."""
    found = figures.reading.settlement.effects
    kinds: tuple[SubjectKind, ...] = ("person", "unit")
    shown = [(kind, name) for kind in kinds for name in estimates(figures, kind)] if found else []
    made = []
    for kind, name in shown:
        mine = [effect for effect in found if (effect.kind, effect.figure) == (kind, name)]
        if any(effect.answers for effect in mine):
            made.append(_one(figures, kind, name, mine))
    return made


def _one(figures: Standings, kind: SubjectKind, name: str, found: Sequence[Effect]) -> FigureEffect:
    reading = figures.reading
    title = f"{reading.figure_title(name)} · {reading.t('人员', 'people') if kind == 'person' else reading.t('单位', 'units')}"
    kinds = dict.fromkeys(effect.without for effect in found)
    moved = [effect for effect in found if effect.without == ALL and effect.score != effect.other]
    moved.sort(key=lambda effect: (-abs(Decimal(effect.difference or "Infinity")), effect.subject))
    return FigureEffect(
        title, tuple(_without(figures, kind, one, [e for e in found if e.without == one]) for one in kinds),
        tuple(_moved(figures, kind, effect) for effect in moved),
    )  # fmt: skip


def _without(figures: Standings, kind: SubjectKind, without: str, found: Sequence[Effect]) -> Without:
    reading = figures.reading
    titles = {
        ALL: reading.t("全部存疑答卷剔除", "all answers in doubt left out"),
        RESTORED: reading.t("复核剔除的答卷恢复计入", "answers excluded by review counted again"),
    }
    moves = [Decimal(effect.difference) for effect in found if effect.difference is not None]
    concerned = sum(effect.answers != 0 for effect in found)
    return Without(
        titles.get(without) or flag_title(reading, without), sum(abs(effect.answers) for effect in found),
        counted(concerned, kind, reading.lang), _signed(min([Decimal(0), *moves])), _signed(max([Decimal(0), *moves])),
    )  # fmt: skip


def _moved(figures: Standings, kind: SubjectKind, effect: Effect) -> Moved:
    none = figures.reading.t("不作评定", "not judged")
    difference = "" if effect.difference is None else _signed(Decimal(effect.difference))
    return Moved(
        figures.reading.names.who(kind, effect.subject),
        effect.score or none,
        effect.other or none,
        difference,
        effect.answers,
    )


def _signed(number: Decimal) -> str:
    return "0" if not number else f"{number:+f}".replace("-", "−")
