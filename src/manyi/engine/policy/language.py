"""The shape of an edition: its sections put together; each section's keys are in `sections`."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from manyi.engine.policy.sections.applying import Apply
from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.policy.sections.collecting import Collect
from manyi.engine.policy.sections.deciding import Decide
from manyi.engine.policy.sections.governing import Govern
from manyi.engine.policy.sections.scoring import Score
from manyi.engine.policy.sections.telling import Goal, OpenMeasure, Report
from manyi.engine.policy.sections.who import Baseline, PositionGroup, Standards, _standards, _standards_schema
from manyi.engine.policy.verbs import AnyFigure, Titles
from manyi.engine.policy.words import Day, Name, Strict


class Edition(Strict):
    """One complete, dated edition of a policy; `clause` is the clause of its text that says from when it is in force."""

    policy: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    edition: Day
    clause: str | None = None
    time_zone: str
    title: Titles
    position_groups: dict[Name, PositionGroup] = {}
    not_computed: list[str] = []
    baseline: Baseline | None = None
    standards: Annotated[Standards | None, BeforeValidator(_standards), WithJsonSchema(_standards_schema())] = None
    collect: Collect = Collect()
    clean: list[CleanRule] = []
    figures: dict[Name, AnyFigure]
    score: Score | None = None
    decide: Decide = Decide()
    govern: Govern | None = None
    apply: Apply | None = None
    improve: dict[Name, OpenMeasure] = {}
    goals: dict[Name, Goal] = {}
    report: Report | None = None
