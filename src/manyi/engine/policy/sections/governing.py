"""Section `govern`: who proposes, checks and decides; notice, appeal, revocation."""

from typing import Literal

from manyi.engine.policy.sections.deciding import Need
from manyi.engine.policy.sections.terms import Lasting
from manyi.engine.policy.words import Bound, Counted, Months, Strict

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
