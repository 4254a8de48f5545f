"""What a simulation comes to, as plain data: runs, the null check, steadiness, gains and losses."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from manyi.engine.decide.decisions import Decision
from manyi.engine.periods import Period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.simulate.span import Span

Sort = Literal["award", "honour", "penalty", "support"]
"""An award; an honour without money below the gate; a penalty; help that an exception puts in a penalty's place."""

SORTS: tuple[Sort, ...] = ("award", "honour", "penalty", "support")


def sort_of(decision: Decision, edition: Edition) -> Sort:
    """What a decision is to the one it is about."""
    if decision.kind == "award":
        return "honour" if decision.below_gate and not decision.cash else "award"
    measure = edition.decide.measures.get(decision.measure or "")
    return "support" if measure is not None and measure.kind == "support" else "penalty"


@dataclass(frozen=True, kw_only=True)
class Worker:
    """A person as last known inside the span; `periods` is in how many months they were there."""

    name: str
    group: str
    worker_kind: str
    unit: str
    unit_title: str
    periods: int


@dataclass(frozen=True, kw_only=True)
class Near:
    """How often a rule came close in all periods together, by the one thing that stood between."""

    rule: str
    reason: str
    count: int


@dataclass(frozen=True, kw_only=True)
class PeriodRun:
    """One period of one run: its decisions, what was held back, what a budget allowed (None: no budget) and what was paid."""

    period: Period
    decisions: tuple[Decision, ...]
    held_back: Mapping[tuple[str, str], str]
    cash: Decimal
    budget: Decimal | None


@dataclass(frozen=True, kw_only=True)
class RuleCheck:
    """One rule and sort of decision: `given` on the evidence as it is, `rounds` the number in each exchange.

    `expected` is their mean over the whole span; `low` and `high` bound it (95 %, Garwood's limits of a Poisson mean on
    the sum of all rounds, which is cautious: also where nothing fell there is an upper limit). `kept` are tables below
    the rule that are not exchanged: what rests on them is no luck of the draw.
    """

    rule: str
    sort: Sort
    to: SubjectKind
    given: int
    rounds: tuple[int, ...]
    expected: float
    low: float
    high: float
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unchecked:
    """A rule that the exchange says nothing about, with the evidence tables it rests on."""

    rule: str
    to: SubjectKind
    given: int
    tables: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NullCheck:
    """What fell on people who were in truth equal.

    `totals` adds the rules of a sort; `cash` is the mean money of a round, `by_period` per sort the mean number in each
    period; `answers` is how many answers about people were looked at, `fixed` how many of them had nobody to be
    exchanged with.
    """

    rounds: int
    rules: tuple[RuleCheck, ...]
    unchecked: tuple[Unchecked, ...]
    totals: tuple[RuleCheck, ...]
    cash: Decimal
    by_period: Mapping[str, tuple[float, ...]]
    answers: int
    fixed: int

    def total(self, sort: Sort) -> RuleCheck | None:
        """The rules of a sort added up; None where the edition has none that is checked."""
        return next((total for total in self.totals if total.sort == sort), None)


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """How often those of one period were there again in the next: `again` of `chances`; `equal` is the share that came
    about among equals (None: nobody won there or no null check was made)."""

    rule: str
    sort: Sort
    won: int
    people: int
    most: int
    again: int
    chances: int
    equal: float | None


@dataclass(frozen=True, kw_only=True)
class RankCorrelation:
    """How alike the order of people is in two periods `apart` periods apart: Spearman's ρ within groups, mean over
    `pairs`; `equal` is the same among equals. Periods that are near each other share answers, which alone makes ρ large.
    """

    figure: str
    cadence: str
    apart: int
    shares_answers: bool
    pairs: int
    rho: float | None
    equal: float | None


@dataclass(frozen=True, kw_only=True)
class EditionRun:
    """One edition over the whole span; `early` are the periods before it was in force."""

    name: str
    edition: Edition
    periods: tuple[PeriodRun, ...]
    near: tuple[Near, ...]
    null: NullCheck | None
    repeats: tuple[Repeat, ...]
    ranks: tuple[RankCorrelation, ...]
    early: tuple[str, ...]
    set_aside: int

    @property
    def cash(self) -> Decimal:
        """All money proposed."""
        return sum((run.cash for run in self.periods), Decimal(0))

    def decisions(self) -> list[tuple[Period, Decision]]:
        """Every decision with its period, in order."""
        return [(run.period, decision) for run in self.periods for decision in run.decisions]


@dataclass(frozen=True, kw_only=True)
class Account:
    """What one person had from one edition: money, awards and honours shared in, penalties, appraisal points."""

    cash: Decimal = Decimal(0)
    awards: int = 0
    honours: int = 0
    penalties: int = 0
    points: int = 0


Grouping = Literal["position_group", "worker_kind", "unit"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A group of people: how many, their months, and per edition what they had together and how many had anything."""

    by: Grouping
    group: str
    people: int
    months: int
    accounts: tuple[Account, ...]


@dataclass(frozen=True, kw_only=True)
class Differing:
    """One decision that the first edition makes and another does not, or otherwise; `reason` is why the one without it
    held it back: a reason of near misses, `no_rule`, `not_met`, or `other` where only the measure or the money differs."""

    period: str
    subject_kind: SubjectKind
    subject: str
    rule: str
    sort: Sort
    first: bool
    second: bool
    detail: tuple[str, str]
    reason: str


@dataclass(frozen=True, kw_only=True)
class Versus:
    """The first edition against another, and what is different."""

    first: str
    second: str
    differing: tuple[Differing, ...]


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """All editions over one span of evidence; `accounts` holds one entry per edition for every person who had anything
    from one. `input_digest` stands for editions, evidence, span and number of rounds."""

    span: Span
    runs: tuple[EditionRun, ...]
    people: Mapping[str, Worker]
    accounts: Mapping[str, tuple[Account, ...]]
    parts: tuple[Part, ...]
    versus: tuple[Versus, ...]
    currency: str
    input_digest: str
