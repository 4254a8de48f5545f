"""The rules that say which answers count: flags, which open a review, and facts, which exclude."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Sentences: TypeAlias = tuple[str, str]
"""The same sentence in English and in Chinese."""


@dataclass(frozen=True, kw_only=True)
class Fast:
    """Flag `fast`: fewer than `seconds` per answered rating question; fewer than `hard` are marked apart."""

    seconds: Fraction
    clause: str
    hard: Fraction | None = None
    name: Literal["fast"] = "fast"


@dataclass(frozen=True, kw_only=True)
class FastPage:
    """Flag `fast_page`: a page with fewer than `seconds` per question answered on it; the fastest page is told."""

    seconds: Fraction
    clause: str
    hard: Fraction | None = None
    name: Literal["fast_page"] = "fast_page"


@dataclass(frozen=True, kw_only=True)
class StraightLine:
    """Flag `straight_line`: the same value to at least `questions` rating questions in a row, in the questionnaire's
    order; questions not answered are passed over."""

    questions: int
    clause: str
    name: Literal["straight_line"] = "straight_line"


@dataclass(frozen=True, kw_only=True)
class LowVariation:
    """Flag `low_variation`: answers to at least `questions` whose standard deviation, each question taken as 0 to 100,
    is below `points`."""

    points: Fraction
    questions: int
    clause: str
    name: Literal["low_variation"] = "low_variation"


@dataclass(frozen=True, kw_only=True)
class Outlying:
    """Flag `outlying`: squared Mahalanobis distance above the χ² quantile at `level`, among those of the same survey who
    answered the same rating questions (and perhaps more)."""

    level: float
    clause: str
    name: Literal["outlying"] = "outlying"


@dataclass(frozen=True, kw_only=True)
class AttentionCheck:
    """Flag `attention_check`: another answer than the expected one to a question that has one."""

    clause: str
    name: Literal["attention_check"] = "attention_check"


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


Flag: TypeAlias = Fast | FastPage | StraightLine | LowVariation | Outlying | AttentionCheck | StaffDevice
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


def evidence(
    name: str,
    *,
    seconds: int | None,
    answered: int,
    value: int | None,
    measure: str | None = None,
    detail: str | None = None,
) -> Sentences:
    """What a flag saw, from the columns of `Cleaned.flagged`."""
    if name == "fast":
        return f"{seconds} s for {answered} questions", f"{answered} 题用时 {seconds} 秒"
    if name == "fast_page":
        return (
            f"{seconds} s for {answered} questions on page {detail}",
            f"第 {detail} 页 {answered} 题用时 {seconds} 秒",
        )
    if name == "straight_line":
        return (
            f"the value {value} in {measure} of {answered} rating questions in a row",
            f"{answered} 道评分题中连续 {measure} 题均为 {value}",
        )
    if name == "low_variation":
        return (
            f"a standard deviation of {measure} points over {answered} rating questions",
            f"{answered} 道评分题的标准差为 {measure} 分",
        )
    if name == "outlying":
        return (
            f"squared distance {measure}, limit {detail}, over {answered} rating questions",
            f"{answered} 道评分题的马氏距离平方为 {measure}，界限为 {detail}",
        )
    if name == "attention_check":
        return f"{value} to the check {detail}, expected {measure}", f"检查题 {detail} 选 {value}，应选 {measure}"
    return "came from a device known to belong to staff", "来自已知属于员工的设备"
