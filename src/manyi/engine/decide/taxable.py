"""What each thing given is taxed at: cash at its amount, goods at their voucher or market price."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from manyi.engine.decide.decisions import Given, Proposals
from manyi.engine.policy.language import Edition


@dataclass(frozen=True)
class TaxableValue:
    """One receiver's taxable value; `choice` marks one option of several, of which the receiver takes one.

    `valued_by` says where the value comes from. Leave, careers and honours are no income of their own and have no line.
    """

    rule: str
    subject: str
    to: str
    kind: Literal["cash", "goods"]
    what: str
    value: Decimal
    valued_by: Literal["amount", "voucher", "market_price"]
    choice: bool


def taxable_values(proposals: Proposals, edition: Edition) -> Iterator[TaxableValue]:
    """Every taxable value of the proposed awards, in the order of the proposals."""
    for decision in proposals.decisions:
        for given in decision.gives:
            yield from _of(decision.rule, decision.subject, given, edition)


def _of(rule: str, subject: str, given: Given, edition: Edition) -> Iterator[TaxableValue]:
    if given.kind == "cash" and given.amount is not None:
        yield TaxableValue(rule, subject, given.to, "cash", "cash", given.amount, "amount", choice=False)
    names = given.options if given.kind == "choice" else (given.what,) if given.kind == "goods" else ()
    catalogue = edition.apply.catalogue if edition.apply is not None else {}
    for name in names:
        item = catalogue[name]
        if item.kind == "goods" and item.value is not None:
            yield TaxableValue(
                rule, subject, given.to, "goods", name, item.value, item.valued_by, choice=given.kind == "choice"
            )
