"""Section `clean`: which flags and signals open a review, which facts exclude."""

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from manyi.engine.policy.words import Probability, Strict, problem, shown

PACE = r"(\d+(?:\.\d+)?) s per question"
QUESTIONS = r"([1-9]\d*) questions"
POINTS = r"(\d+(?:\.\d+)?) points"
ANSWERS = r"([1-9]\d*) answers"
INVITATIONS = r"([1-9]\d*) invitations"
CUSTOMERS = r"([1-9]\d*) customers"
REPORTS = r"([1-9]\d*) reports?"
MINUTES = r"([1-9]\d{0,4}) min"
DAYS = r"([1-9]\d{0,2}) days"
MONTHS = r"([1-9]\d?) months"

Form = tuple[str, str]  # pattern and example
FORMS: dict[str, dict[str, Form]] = {
    "below": {
        "fast": (PACE, "2 s per question"),
        "fast_page": (PACE, "2 s per question"),
        "low_variation": (POINTS, "5 points"),
    },
    "hard": {"fast": (PACE, "1 s per question"), "fast_page": (PACE, "1 s per question")},
    "from": {
        "straight_line": (QUESTIONS, "8 questions"),
        "low_variation": (QUESTIONS, "8 questions"),
        "burst": (ANSWERS, "5 answers"),
        "jump": (POINTS, "10 points"),
        "contact_changed": (INVITATIONS, "3 invitations"),
        "shared_device": (CUSTOMERS, "3 customers"),
        "begging": (REPORTS, "2 reports"),
    },
    "within": {"burst": (MINUTES, "10 min"), "jump": (MONTHS, "3 months"), "contact_changed": (DAYS, "7 days")},
}
"""Amounts by key and by the flag or signal they belong to: how they are written."""

NEEDED: dict[str, tuple[str, ...]] = {
    "fast": ("below",),
    "fast_page": ("below",),
    "straight_line": ("from",),
    "low_variation": ("below", "from"),
    "outlying": ("level",),
    "attention_check": (),
    "staff_device": (),
    "coverage_skew": ("among", "sure"),
    "unhappy_skipped": ("among", "sure"),
    "burst": ("from", "within"),
    "jump": ("from", "within", "sure"),
    "contact_changed": ("from", "within", "sure"),
    "shared_device": ("from",),
    "begging": ("from",),
    "duplicate": ("of",),
    "not_eligible": (),
}
"""The keys that each flag, signal and exclusion needs."""

MAY_HAVE: dict[str, tuple[str, ...]] = {"fast": ("hard",), "fast_page": ("hard",)}


def amount(text: str) -> Fraction:
    """The number an amount begins with, exactly."""
    return Fraction(text.split(" ", 1)[0])


def _written(key: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """An amount in the form of the rule's own flag or signal; where the rule has none, in any form of that key."""
    forms = FORMS[key]

    def read(value: object, info: ValidationInfo) -> str:
        kind = info.data.get("flag") or info.data.get("signal")
        wanted = [forms[kind]] if kind in forms else list(forms.values())
        if isinstance(value, str) and any(re.fullmatch(pattern, value) for pattern, _ in wanted):
            return value
        example = wanted[0][1]
        raise problem(
            "written",
            f'{shown(value)} is not understood; write it as "{example}"',
            f'无法理解 {shown(value)}；请写成 "{example}"',
        )

    patterns = list(dict.fromkeys(pattern for pattern, _ in forms.values()))
    return BeforeValidator(read), WithJsonSchema({"type": "string", "pattern": f"^({'|'.join(patterns)})$"})


Below = Annotated[str, *_written("below")]
Hard = Annotated[str, *_written("hard")]
From = Annotated[str, *_written("from")]
Within = Annotated[str, *_written("within")]


class CleanRule(Strict):
    """`flag` doubts an answer and `signal` a person's or unit's way of getting answers: both open a review and remove
    nothing; `exclude` removes by fact, with its reason listed."""

    flag: (
        Literal[
            "fast", "fast_page", "straight_line", "low_variation", "outlying", "attention_check",
            "staff_device",
        ]
        | None
    ) = None  # fmt: skip
    signal: (
        Literal[
            "coverage_skew", "unhappy_skipped", "burst", "jump", "contact_changed", "shared_device", "begging",
        ]
        | None
    ) = None  # fmt: skip
    exclude: Literal["duplicate", "not_eligible"] | None = None
    below: Below | None = None
    hard: Hard | None = None
    from_: Annotated[From | None, Field(alias="from")] = None
    within: Within | None = None
    level: Probability | None = None
    sure: Probability | None = None
    among: list[Literal["orders", "cases"]] | None = None
    of: list[Literal["customer", "touchpoint", "person", "survey", "case", "project"]] | None = None
    keep: Literal["first", "last"] = "first"
    clause: str | None = None

    @property
    def kind(self) -> str:
        """The word after `flag`, `signal` or `exclude`."""
        return self.flag or self.signal or self.exclude or ""
