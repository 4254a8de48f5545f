"""The rules that say which answers count: flags, which open a review, and facts, which exclude."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Sentences: TypeAlias = tuple[str, str]
"""The same sentence in English and in Chinese."""


@dataclass(frozen=True, kw_only=True)
class Fast:
    """Flag `fast`: fewer than `seconds` per answered question."""

    seconds: Fraction
    clause: str
    name: Literal["fast"] = "fast"


@dataclass(frozen=True, kw_only=True)
class StraightLine:
    """Flag `straight_line`: at least `questions` answered rating questions, all with the same value."""

    questions: int
    clause: str
    name: Literal["straight_line"] = "straight_line"


@dataclass(frozen=True, kw_only=True)
class StaffDevice:
    """Flag `staff_device`: came from a device known to belong to staff."""

    clause: str
    name: Literal["staff_device"] = "staff_device"


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """Fact `duplicate`: agrees with another response of the same period in all columns `of`, none of them empty.

    The first or last by answered_at (then by response) counts.
    """

    of: tuple[str, ...]
    keep: Literal["first", "last"]
    clause: str
    name: Literal["duplicate"] = "duplicate"


@dataclass(frozen=True, kw_only=True)
class NotEligible:
    """Fact `not_eligible`: its invitation turned out to be to somebody outside the survey's population."""

    clause: str
    name: Literal["not_eligible"] = "not_eligible"


@dataclass(frozen=True, kw_only=True)
class UnknownSubject:
    """Fact `unknown_subject`: neither person nor unit is known."""

    clause: str
    name: Literal["unknown_subject"] = "unknown_subject"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Fact `test`: belongs to one of the `surveys` made to try things out."""

    surveys: tuple[str, ...]
    clause: str
    name: Literal["test"] = "test"


Flag: TypeAlias = Fast | StraightLine | StaffDevice
Fact: TypeAlias = Duplicate | NotEligible | UnknownSubject | Trial
Rule: TypeAlias = Flag | Fact

AFTER_PERIOD = "after_period"
"""The one fact that no edition need write: an answer given after the last period waits for the next."""


def reason(rule: Fact, other: str | None) -> Sentences:
    """Why a fact excludes; `other` is the response that counts instead of a duplicate."""
    if isinstance(rule, Duplicate):
        columns = ", ".join(rule.of)
        which = {"first": ("first", "较早"), "last": ("last", "较晚")}[rule.keep]
        return (
            f"same {columns} as response {other}, which came {which[0]} and counts",
            f"与答卷 {other} 的 {columns} 相同，后者作答{which[1]}，以其为准",
        )
    if isinstance(rule, NotEligible):
        return "the person invited turned out not to belong to the survey's population", "受邀人经核实不属于调查对象"
    if isinstance(rule, UnknownSubject):
        return "neither the person nor the unit it is about is known", "不知道所评的人员和单位"
    return "belongs to a survey made to try things out", "属于试测调查"


def after_period_reason() -> Sentences:
    """Why an answer given after the last period does not count yet."""
    return "answered after the period; counts in the next one", "在考核期之后作答，计入下一期"


def evidence(name: str, *, seconds: int | None, answered: int, value: int | None) -> Sentences:
    """What a flag saw: the time taken, the questions answered, the value given throughout."""
    if name == "fast":
        return f"{seconds} s for {answered} questions", f"{answered} 题用时 {seconds} 秒"
    if name == "straight_line":
        return f"the value {value} in all {answered} rating questions", f"{answered} 道评分题均为 {value}"
    return "came from a device known to belong to staff", "来自已知属于员工的设备"
