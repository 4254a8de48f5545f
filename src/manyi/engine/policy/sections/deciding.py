"""Section `decide`: awards, penalties and the measures they may take."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from manyi.engine.policy.sections.terms import Cadence, Lasting, SubjectKind
from manyi.engine.policy.verbs import Titles
from manyi.engine.policy.words import (
    Counted,
    Flag,
    Months,
    Name,
    Positive,
    Probability,
    Strict,
    TopShare,
    When,
    is_name,
    read_number,
)


class Select(Strict):
    """Who is chosen among those who meet `when`: by a figure, or by nomination and vote."""

    top: TopShare
    of: Literal["judged", "eligible"] = "judged"
    round: Literal["up", "down", "nearest"] = "down"
    by: Name | None = None
    within: Literal["company", "position_group", "unit"] = "company"
    ties: Literal["all", "none", "management_group"] = "all"
    certainty: Probability | None = None
    proposed_by: Literal["nomination"] | None = None
    chosen_by: Literal["vote"] | None = None
    votes_at_least: Counted = 1


class Gift(Strict):
    """One thing given; exactly one of the first seven keys."""

    cash: Positive | None = None
    goods: Name | None = None
    honour: Literal["certificate", "trophy", "title", "banner"] | None = None
    career: Literal["promotion_priority", "training_priority", "project_priority"] | None = None
    publicity: Literal["unit", "company", "public"] | None = None
    points: Counted | None = None
    choice: Annotated[list[Name], Field(min_length=2)] | None = None
    among: Literal["members", "leader", "handlers"] | None = None
    split: Literal["equal", "by_days", "by_share"] | None = None
    valid: Months | None = None
    clause: str | None = None
    choose_within: Lasting | None = None
    default: Name | None = None


class Budget(Strict):
    """The most that may be spent per cadence, and what happens when it is short."""

    per: Literal["month", "quarter", "year"]
    amount: Positive
    when_short: Literal["scale_cash", "fewer", "management_group"]


class Below(Strict):
    """Honour without money for those below the award gate, chosen by a fact."""

    top: TopShare
    by: Name
    round: Literal["up", "down", "nearest"] = "down"
    when: When | None = None


class Award(Strict):
    """A reward: to whom, how often, on which conditions, how many, what is given."""

    to: SubjectKind
    every: Cadence
    clause: str
    title: Titles
    for_: Annotated[list[Name] | None, Field(alias="for")] = None
    units: Literal["company", "region", "department", "store", "team"] | None = None
    when: When | None = None
    select: Select | None = None
    below_gate: Below | None = None
    pause: Months | None = None
    gives: Annotated[list[Gift], Field(min_length=1)]
    budget: Budget | None = None
    major: Flag = False
    origin: Literal["ours"] | None = None
    serves: tuple[str, ...] = ()


class Exception_(Strict):
    """An exception to a penalty: when it holds, something else happens instead."""

    id: Name
    when: When
    instead: Name
    clause: str
    title: Titles | None = None


class Ladder(Strict):
    """Graded steps: the step after as many as took effect within the look-back."""

    look_back: Months
    steps: Annotated[list[Name], Field(min_length=1)]


class Penalty(Strict):
    """A penalty: to whom, on which conditions, with which exceptions, and the measure it proposes."""

    to: Literal["person", "unit"]
    every: Cadence
    clause: str
    title: Titles
    for_: Annotated[list[Name] | None, Field(alias="for")] = None
    units: Literal["company", "region", "department", "store", "team"] | None = None
    when: When
    except_: Annotated[list[Exception_], Field(alias="except")] = []
    ladder: Ladder | None = None
    proposes: Name | None = None
    replaces: list[Name] = []
    origin: Literal["ours"] | None = None
    serves: tuple[str, ...] = ()


Need = Literal[
    "hearing",
    "evidence_file",
    "contract_clause",
    "signed_amendment",
    "union_notice",
    "legal_review",
    "training_first",
    "second_review",
]
Worker = Literal["own", "dispatched", "outsourced", "probation"]


def _amount(value: object) -> Decimal | str:
    return str(value) if is_name(value) else read_number(value)


Amount = Annotated[
    Decimal | str, PlainValidator(_amount), WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}]})
]


class Measure(Strict):
    """A step that a penalty may take: what it is and what it needs before it can take effect."""

    kind: Literal["support", "criticism", "warning", "points", "pay", "recovery", "fine", "position"]
    title: Titles
    clause: str
    amount: Amount | None = None
    rectify_within: Lasting | None = None
    expires: Months | None = None
    needs: list[Need] = []
    guard: Literal["jurisdiction"] | None = None
    major: Flag = False
    workers: list[Worker] = ["own", "dispatched", "outsourced", "probation"]
    origin: Literal["ours"] | None = None
    serves: tuple[str, ...] = ()


class Decide(Strict):
    """Awards, penalties and the measures they may take."""

    awards: dict[Name, Award] = {}
    penalties: dict[Name, Penalty] = {}
    measures: dict[Name, Measure] = {}
