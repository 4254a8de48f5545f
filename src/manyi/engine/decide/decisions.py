"""What the engine proposes and what it held back, and the trace that shows how it came to it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from manyi.engine.jurisdiction.taking import Taking
from manyi.engine.policy.sections.terms import SubjectKind

RuleKind = Literal["award", "penalty"]
Reason = Literal[
    "condition", "except", "gate", "not_sure", "pause", "replaced", "not_selected", "worker_kind", "budget",
    "no_difference", "not_nominated", "votes", "certainty", "law_blocks", "wage_unknown", "minimum_wage_unknown",
    "wage_too_low", "no_receiver",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One thing that one receiver gets: `what` names it, `amount` is money in the policy's currency."""

    kind: Literal["cash", "goods", "honour", "career", "publicity", "points", "choice"]
    what: str
    to: str
    amount: Decimal | None = None
    options: tuple[str, ...] = ()
    default: str | None = None
    valid_months: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One comparison of the trace: what was asked, the value met, whether it held (None: not known)."""

    rule: str
    condition: str
    name: str
    operator: str
    wanted: str
    value: str | None
    held: bool | None
    clause: str
    n: int | None = None
    reliability: str | None = None
    p: str | None = None
    family: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """One proposal about one subject, with the clause, what it gives or takes, and its trace.

    `amount` is what the measure takes in this period; `taking` shows how the law's limit on wages made it so.
    """

    rule: str
    kind: RuleKind
    subject_kind: SubjectKind
    subject: str
    period: str
    clause: str
    measure: str | None = None
    gives: tuple[Given, ...] = ()
    amount: Decimal | None = None
    rank: int | None = None
    of: int | None = None
    band: tuple[str, ...] = ()
    below_gate: bool = False
    undecided_tie: bool = False
    major: bool = False
    exception: str | None = None
    needs: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    taking: Taking | None = None
    trace: tuple[Step, ...] = field(default=(), compare=False)

    @property
    def stake(self) -> Decimal:
        """The money that is decided about: all cash given, or all that is claimed, also what only later months will take."""
        return self.cash + ((self.amount or 0) if self.taking is None else self.taking.claim)

    @property
    def cash(self) -> Decimal:
        """All money given."""
        return sum((given.amount for given in self.gives if given.kind == "cash" and given.amount), Decimal(0))


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldBack:
    """Somebody a rule came close to but did not reach, and the one thing that stood between."""

    rule: str
    kind: RuleKind
    subject_kind: SubjectKind
    subject: str
    reason: Reason
    clause: str
    by: str | None = None
    value: str | None = None
    line: str | None = None
    trace: tuple[Step, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetUse:
    """What an award's budget was, what earlier decisions spent, what is proposed, what was cut."""

    rule: str
    amount: Decimal
    spent: Decimal
    asked: Decimal
    proposed: Decimal
    when_short: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """A weak figure of a unit that opens an improvement measure."""

    rule: str
    subject: str
    dimension: str | None
    value: str
    clause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleTrace:
    """How many a rule looked at, how many met each condition, how many it proposes: the funnel of one rule."""

    rule: str
    kind: RuleKind
    looked_at: int
    judged: int
    met: int
    proposed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposals:
    """Everything decided about one period, in canonical order (rule, subject)."""

    decisions: tuple[Decision, ...]
    held_back: tuple[HeldBack, ...]
    budgets: tuple[BudgetUse, ...]
    openings: tuple[Opening, ...]
    rules: tuple[RuleTrace, ...]
