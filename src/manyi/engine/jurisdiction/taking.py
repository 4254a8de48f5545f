"""How much of what is owed may be taken from one month's wage, and what is carried to the next."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from manyi.engine.jurisdiction.profile import Limit

CENT = Decimal("0.01")
NOTHING = Decimal(0)
_PERCENT = Decimal(100)
Bound = Literal["owed", "share_of_wage", "minimum_wage"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Taking:
    """One month's instalment in exact money; `held_by` is the limit that decided, `carried` is what stays owed.

    `owed` is new, `brought` was owed from before; `already` was taken from the same wage by other measures; `share_of_wage` is a percentage, None where the law names none.
    """

    owed: Decimal
    brought: Decimal
    already: Decimal
    wage: Decimal
    minimum_wage: Decimal
    share_of_wage: Decimal | None
    held_by: Bound
    taken: Decimal
    carried: Decimal

    @property
    def claim(self) -> Decimal:
        """Everything owed before anything is taken."""
        return self.owed + self.brought


def take(
    limit: Limit, *, owed: Decimal, brought: Decimal, wage: Decimal, minimum_wage: Decimal, already: Decimal = NOTHING
) -> Taking:
    """`max(0, min(owed, share of the wage, wage − minimum wage))`, whole cents, rounded down; the rest as `limit` says.

    `limit` is capped; amounts are money, zero or more. What was taken `already` counts against both limits. Of limits that
    are equal, the one named first in the formula is told.
    """
    claim = owed + brought
    bounds: list[tuple[Decimal, Bound]] = [(claim, "owed")]
    if limit.share_of_wage is not None:
        bounds.append((wage * limit.share_of_wage / _PERCENT - already, "share_of_wage"))
    if limit.keeps_minimum_wage:
        bounds.append((wage - minimum_wage - already, "minimum_wage"))
    most, held_by = min(bounds, key=lambda bound: bound[0])
    taken = max(most, NOTHING).quantize(CENT, ROUND_DOWN)
    return Taking(
        owed=owed, brought=brought, already=already, wage=wage, minimum_wage=minimum_wage,
        share_of_wage=limit.share_of_wage, held_by=held_by, taken=taken,
        carried=claim - taken if limit.rest == "carried" else NOTHING,
    )  # fmt: skip
