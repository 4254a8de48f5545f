"""Section `clean`: which flags open a review, which facts exclude."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from manyi.engine.policy.words import Strict, problem, shown


def _written(pattern: str, example: str) -> BeforeValidator:
    def read(value: object) -> str:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return value
        raise problem(
            "written",
            f'{shown(value)} is not understood; write it as "{example}"',
            f'无法理解 {shown(value)}；请写成 "{example}"',
        )

    return BeforeValidator(read)


PACE = r"(\d+(?:\.\d+)?) s per question"
QUESTIONS = r"([1-9]\d*) questions"
Pace = Annotated[str, _written(PACE, "2 s per question"), WithJsonSchema({"type": "string", "pattern": f"^{PACE}$"})]
Questions = Annotated[
    str, _written(QUESTIONS, "8 questions"), WithJsonSchema({"type": "string", "pattern": f"^{QUESTIONS}$"})
]


class CleanRule(Strict):
    """`flag` opens a review and removes nothing; `exclude` removes by fact, with its reason listed."""

    flag: Literal["fast", "straight_line", "staff_device"] | None = None
    exclude: Literal["duplicate", "not_eligible"] | None = None
    below: Pace | None = None
    from_: Annotated[Questions | None, Field(alias="from")] = None
    of: list[Literal["customer", "touchpoint", "person", "survey", "case", "project"]] | None = None
    keep: Literal["first", "last"] = "first"
    clause: str | None = None
