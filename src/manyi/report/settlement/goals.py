"""Chapter 1: what the company aims at, where it stands now and where it stood before."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, le, lt

from manyi.engine.policy.sections.telling import Goal
from manyi.engine.policy.words import Bound
from manyi.engine.wording.conditions import comparison_words
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standing, Standings

_HOLDS = {"<": lt, "<=": le, ">": gt, ">=": ge}


@dataclass(frozen=True)
class GoalRow:
    """One goal of one company: its target in words, the value now and before, and whether it is reached (None: not known)."""

    who: Who
    title: str
    target: str
    clause: str
    now: Standing | None
    before_title: str
    before: str | None
    reached: bool | None

    @property
    def state(self) -> str:
        """How the goal stands, as one word for style and reader."""
        return {True: "reached", False: "open", None: "unknown"}[self.reached]


def goals(figures: Standings) -> list[GoalRow]:
    """Every goal of every unit that is a company, in the edition's order; companies in id order."""
    units = figures.reading.settlement.book.subjects["unit"]
    companies = [unit for place, unit in enumerate(units.ids) if units.value("kind", place) == "company"]
    return [row for unit in companies for row in _rows(figures, unit)]


def _rows(figures: Standings, unit: str) -> Iterator[GoalRow]:
    reading = figures.reading
    for name, goal in reading.edition.goals.items():
        now = figures.one(name, "unit", unit)
        before = None if goal.before is None else figures.one(goal.before, "unit", unit)
        yield GoalRow(
            who=reading.names.who("unit", unit), title=reading.figure_title(name), target=_target(reading, goal),
            clause=goal.clause, now=now,
            before_title="" if goal.before is None else reading.figure_title(goal.before),
            before=None if before is None else before.value, reached=_reached(figures, goal.target, unit, now),
        )  # fmt: skip


def _target(reading: Reading, goal: Goal) -> str:
    return comparison_words(*goal.target, reading.edition, reading.lang).strip()


def _reached(figures: Standings, target: Bound, unit: str, now: Standing | None) -> bool | None:
    """Whether the value meets the target; None where the value, or the figure it is compared with, is not known."""
    operator, operand = target
    wanted = operand if isinstance(operand, Decimal) else _known(figures.one(str(operand), "unit", unit))
    value = _known(now)
    return None if value is None or wanted is None else bool(_HOLDS[operator](value, wanted))


def _known(one: Standing | None) -> Decimal | None:
    return None if one is None or one.value is None else Decimal(one.value)
