"""What the law of one place says about each kind of measure and each kind of worker, from which day on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from manyi.engine.policy.sections.deciding import Need, Worker
from manyi.engine.policy.verbs import Titles
from manyi.engine.policy.words import Day, Flag, Positive, Strict, problem

MeasureKind = Literal[
    "support", "criticism", "warning", "points", "performance_pay", "recovery", "fine", "pay_cut", "demotion",
    "dismissal",
]  # fmt: skip
Jurisdiction = Literal["CN", "CN-GD", "CN-SZ"]
KINDS: tuple[MeasureKind, ...] = get_args(MeasureKind)
Sentences = tuple[str, str]


class Limit(Strict):
    """The law on one kind of measure from one day on.

    `share_of_wage` (percent of the month's wage) and `keeps_minimum_wage` are its caps; `rest` says what becomes of what
    they leave over. `needs` must be there before the measure takes effect; `needs_without_grave_fault` too, unless the
    measure rests on intent or gross negligence. `confirm`: the company's counsel has to confirm this limit above all.
    """

    measure: MeasureKind
    from_: Annotated[Day, Field(alias="from")]
    verdict: Literal["allowed", "capped", "blocked"]
    share_of_wage: Positive | None = None
    keeps_minimum_wage: Flag = False
    rest: Literal["carried", "forgone"] | None = None
    needs: list[Need] = []
    needs_without_grave_fault: list[Need] = []
    confirm: Flag = False
    reason: Titles
    basis: Titles

    @model_validator(mode="after")
    def _fits_its_verdict(self) -> "Limit":
        faults = list(_faults(self))
        if faults:
            raise problem("limit", "; ".join(en for en, _ in faults), "；".join(zh for _, zh in faults))
        return self


def _faults(limit: Limit) -> Iterator[Sentences]:
    caps = limit.share_of_wage is not None or limit.keeps_minimum_wage
    if limit.verdict == "capped" and not caps:
        yield ("a capped measure needs `share_of_wage` or `keeps_minimum_wage: true`",
               "capped 的措施要写 `share_of_wage` 或 `keeps_minimum_wage: true`")  # fmt: skip
    if limit.verdict == "capped" and limit.rest is None:
        yield ("a capped measure needs `rest`: carried or forgone", "capped 的措施要写 `rest`：carried 或 forgone")
    if limit.verdict != "capped" and (caps or limit.rest is not None):
        yield (f"a measure that is {limit.verdict} has no cap; leave `share_of_wage`, `keeps_minimum_wage` and `rest` out",
               f"{limit.verdict} 的措施没有限额；请删除 `share_of_wage`、`keeps_minimum_wage` 和 `rest`")  # fmt: skip
    if limit.verdict == "blocked" and (limit.needs or limit.needs_without_grave_fault):
        yield ("what is blocked needs nothing; leave `needs` out", "blocked 的措施不需要条件；请删除 `needs`")
    if limit.share_of_wage is not None and limit.share_of_wage > 100:
        yield ("`share_of_wage` is a percentage; write at most 100", "`share_of_wage` 是百分数；至多写 100")


class WorkerRule(Strict):
    """Kinds of measure that do not reach one kind of worker, and what happens instead."""

    worker: Worker
    from_: Annotated[Day, Field(alias="from")]
    blocks: Annotated[list[MeasureKind], Field(min_length=1)]
    instead: Literal["return_to_agency", "tell_contractor"]
    reason: Titles
    basis: Titles


class Profile(Strict):
    """One jurisdiction; what it leaves unsaid is as in the jurisdiction it lies `within`."""

    jurisdiction: Jurisdiction
    title: Titles
    from_: Annotated[Day, Field(alias="from")]
    within: Jurisdiction | None = None
    limits: Annotated[list[Limit], Field(min_length=1)]
    workers: list[WorkerRule] = []

    @model_validator(mode="after")
    def _dated_once(self) -> "Profile":
        _no_doubles([(one.measure, one.from_) for one in self.limits], "limits", self.from_)
        _no_doubles([(one.worker, one.from_) for one in self.workers], "workers", self.from_)
        said = {one.measure for one in self.limits if one.from_ == self.from_}
        missing = [] if self.within is not None else [kind for kind in KINDS if kind not in said]
        if missing:
            raise problem(
                "unsaid",
                f"nothing is said from {self.from_} on about: {', '.join(missing)}; a profile that lies within no other "
                "says something about every kind of measure from its first day",
                f"自 {self.from_} 起没有写明：{'、'.join(missing)}；不从属于其他法域的文件，须自首日起写明每一类措施",
                ("limits",),
            )
        return self


def _no_doubles(entries: Sequence[tuple[str, date]], where: str, first: date) -> None:
    for place, (name, day) in enumerate(entries):
        if day < first:
            raise problem(
                "too_early",
                f"{name} is dated {day}, but the profile begins on {first}",
                f"{name} 的起始日 {day} 早于本文件的首日 {first}",
                (where, place, "from"),
            )
        if (name, day) in entries[:place]:
            raise problem(
                "twice", f"{name} is written twice from {day} on; keep one", f"{name} 自 {day} 起写了两次；请只留一个",
                (where, place),
            )  # fmt: skip
