"""The shape of an edition: every section and key an edition may have, as typed models."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from manyi.engine.durations import Duration, DurationError, duration_from_text
from manyi.engine.policy.verbs import AnyFigure, GradeCase, Titles
from manyi.engine.policy.words import (
    Bound,
    Counted,
    Day,
    Flag,
    Months,
    Name,
    Number,
    Over,
    Positive,
    Probability,
    Rounding,
    Strict,
    TopShare,
    When,
    Whole,
    is_name,
    problem,
    read_number,
    shown,
)

SubjectKind = Literal["person", "unit", "case", "idea", "project"]
Cadence = Literal["month", "quarter", "year", "project"]


def _duration(value: object) -> Duration:
    if isinstance(value, Duration):
        return value
    try:
        return duration_from_text(str(value))
    except DurationError as error:
        raise problem("duration", str(error), error.zh) from None


Lasting = Annotated[
    Duration,
    PlainValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": r"^[1-9][0-9]{0,5} (min|h|d|working_days)$"}),
]

# ---- who ------------------------------------------------------------------------------------------------------------


def _group(value: object) -> object:
    return {"positions": value} if isinstance(value, list) else value


class GroupRules(Strict):
    """A position group: its positions and whose answers judge it."""

    positions: list[str] = []
    judged_by: Literal["customers", "internal_customers", "facts"] = "customers"
    title: Titles | None = None


PositionGroup = Annotated[GroupRules, BeforeValidator(_group)]


class Baseline(Strict):
    """The days `over: baseline` looks at."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day


def _standards_schema() -> dict[str, object]:
    return {
        "type": "object",
        "properties": {"columns": {"type": "array", "items": {"type": "string"}}},
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    }


class Standards(Strict):
    """Standards published beforehand, one row per dimension; each column is usable by name."""

    columns: list[Name]
    rows: Mapping[str, list[Number]]
    clause: str | None = None


def _standards(value: object) -> object:
    if isinstance(value, Mapping) and "rows" not in value:
        rest = {key: row for key, row in value.items() if key not in ("columns", "clause")}
        return {**{key: value[key] for key in ("columns", "clause") if key in value}, "rows": rest}
    return value


# ---- collect, clean -------------------------------------------------------------------------------------------------


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
    """What is asked and what is promised."""

    dimensions: dict[Name, Dimension] = {}
    promises: dict[Name, Promise] = {}
    working_time: WorkingTime | None = None
    identity: Literal["anonymous", "confidential", "named"] = "confidential"
    answer_minimum: Counted = 5


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


# ---- score ----------------------------------------------------------------------------------------------------------


class Estimate(Strict):
    """How estimates are made: variance method, things a person does not control, rounding."""

    method: Literal["reml", "anova"] = "reml"
    case_mix: list[Literal["touchpoint", "mode", "product_line", "survey_kind"]] = []
    round: Rounding
    clause: str | None = None


class Gate(Strict):
    """The evidence an estimate needs before it may be used so."""

    responses: Counted
    reliability: Probability | None = None


class Gates(Strict):
    """Gates for estimates; facts need none. `below` says what an award does for those under its gate."""

    show: Gate
    awards: Gate
    penalties: Gate
    below: Literal["honour_only", "team", "none"] = "none"
    clause: str | None = None


class Score(Strict):
    """Estimates and their gates."""

    estimate: Estimate
    gates: Gates


# ---- decide ---------------------------------------------------------------------------------------------------------


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
    "hearing", "evidence_file", "signed_amendment", "union_notice", "legal_review", "training_first", "second_review"
]
Worker = Literal["own", "dispatched", "outsourced", "probation"]


def _amount(value: object) -> Decimal | str:
    return str(value) if is_name(value) else read_number(value)


Amount = Annotated[
    Decimal | str, PlainValidator(_amount), WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}]})
]


class Measure(Strict):
    """A step that a penalty may take: what it is and what it needs before it can take effect."""

    kind: Literal["support", "criticism", "warning", "points", "pay", "recovery", "position"]
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


# ---- govern, apply, improve, report ---------------------------------------------------------------------------------

Role = Literal[
    "supervision", "supervision_head", "customer_service_head", "management_group", "review_panel", "human_resources"
]


class Roles(Strict):
    """Who proposes, checks and decides; the same person never does two of them."""

    proposes: Role
    checks: Role
    decides: Role
    decides_major: Role
    quorum: Counted
    clause: str | None = None


class Major(Strict):
    """What is too big to be delegated."""

    amount: Bound | None = None
    people: Bound | None = None
    clause: str | None = None


class Notice(Strict):
    """The public notice of awards; penalties are `delivered` to the person alone unless the edition publishes them too."""

    working_days: Counted
    audience: Literal["unit", "company", "public"]
    show: list[Literal["name", "unit", "award", "amount", "reason"]]
    mask: list[Literal["name", "amount", "reason"]] = []
    penalties: Literal["delivered", "published"] = "delivered"
    clause: str | None = None


class Appeal(Strict):
    """How a decision is appealed and who answers."""

    within: Lasting
    answer_within: Lasting
    by: Role
    by_if_it_decided: Role
    suspends: Literal["own", "all"] = "own"
    others: Literal["keep", "recompute"] = "keep"
    grounds: list[Literal["data", "rule", "attribution", "procedure"]] = ["data", "rule", "attribution", "procedure"]
    clause: str | None = None


class Revocation(Strict):
    """How long after payment an award may be taken back for fraud."""

    within: Months
    needs: list[Need] = ["hearing", "evidence_file"]
    clause: str | None = None
    serves: tuple[str, ...] = ()


class Govern(Strict):
    """From proposal to final decision."""

    roles: Roles
    major: Major
    notice: Notice
    appeal: Appeal
    revocation: Revocation | None = None


class CatalogueItem(Strict):
    """Something that can be given or chosen instead of money; its value is what it is taxed at."""

    title: Titles
    value: Positive | None = None
    kind: Literal["goods", "leave", "career"] = "goods"
    clause: str | None = None


class Coefficient(Strict):
    """Appraisal points to a performance-pay coefficient."""

    grade: Literal["points"]
    cases: Annotated[list[GradeCase], Field(min_length=1)]
    round: Rounding


class Appraisal(Strict):
    """How satisfaction enters performance appraisal."""

    points_from: Annotated[Whole, Field(ge=0)]
    indicator: Name
    weight: Positive
    performance_pay: Coefficient | None = None
    clause: str | None = None


class Apply(Strict):
    """Where and how decisions become money and honours."""

    jurisdiction: Literal["CN", "CN-GD", "CN-SZ"]
    currency: Literal["CNY"] = "CNY"
    catalogue: dict[Name, CatalogueItem] = {}
    appraisal: Appraisal | None = None


class OpenMeasure(Strict):
    """A weak figure that opens an improvement measure."""

    when: When
    to: Literal["unit"] = "unit"
    over: Over | None = None
    clause: str
    within: Lasting | None = None


class Report(Strict):
    """What the period's report contains; `figures` are those it tells besides the ones rules use."""

    chapters: list[
        Literal["background", "purpose", "method", "findings", "trend", "comparison", "problems", "suggestions"]
    ]
    figures: list[Name] = []
    clause: str | None = None


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
    report: Report | None = None
