"""Sections `improve`, `goals` and `report`: weak figures that open measures, what is aimed at, and what the report tells."""

from typing import Literal

from manyi.engine.policy.sections.terms import Lasting
from manyi.engine.policy.words import Bound, Name, Over, Strict, When


class OpenMeasure(Strict):
    """A weak figure that opens an improvement measure."""

    when: When
    to: Literal["unit"] = "unit"
    over: Over | None = None
    clause: str
    within: Lasting | None = None


class Goal(Strict):
    """What a figure of the company is to reach: a number or another figure; `before` names what it is held against.

    Goals are told in the report and decide nothing.
    """

    target: Bound
    before: Name | None = None
    clause: str
    origin: Literal["ours"] | None = None
    serves: tuple[str, ...] = ()


class Report(Strict):
    """What the period's report contains; `figures` are those it tells besides the ones rules use; `serves` names what its
    analysis (drivers, units in a funnel, months) carries out besides its clause.
    """

    chapters: list[
        Literal["background", "purpose", "method", "findings", "trend", "comparison", "problems", "suggestions"]
    ]
    figures: list[Name] = []
    clause: str | None = None
    serves: tuple[str, ...] = ()
