"""Section `collect`: what is asked and what is promised."""

from typing import Literal

from manyi.engine.policy.sections.terms import Lasting
from manyi.engine.policy.verbs import Titles
from manyi.engine.policy.words import Counted, Name, Positive, Strict


class Dimension(Strict):
    """One thing customers are asked about, and its weight."""

    title: Titles
    weight: Positive | None = None
    clause: str | None = None


class Promise(Strict):
    """Promised times for cases of one importance, in working time."""

    first_reply: Lasting
    solution: Lasting
    title: Titles | None = None
    clause: str | None = None


class WorkingTime(Strict):
    """The week's pattern: which days are worked and in which windows."""

    days: list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] = ["mon", "tue", "wed", "thu", "fri"]
    windows: list[str]
    clause: str | None = None


class Collect(Strict):
    """What is asked and what is promised; `usual_answers` is what a person usually gets in a month."""

    dimensions: dict[Name, Dimension] = {}
    promises: dict[Name, Promise] = {}
    working_time: WorkingTime | None = None
    identity: Literal["anonymous", "confidential", "named"] = "confidential"
    answer_minimum: Counted = 5
    usual_answers: Counted | None = None
