"""Sections `improve` and `report`: weak figures that open measures, and what the report tells."""

from typing import Literal

from manyi.engine.policy.sections.terms import Lasting
from manyi.engine.policy.words import Name, Over, Strict, When


class OpenMeasure(Strict):
    """A weak figure that opens an improvement measure."""

    when: When
    to: Literal["unit"] = "unit"
    over: Over | None = None
    clause: str
    within: Lasting | None = None


class Report(Strict):
    """What the period's report contains; `figures` are those it tells besides the ones rules use."""

    chapters: list[
        Literal["background", "purpose", "method", "findings", "trend", "comparison", "problems", "suggestions"]
    ]
    figures: list[Name] = []
    clause: str | None = None
