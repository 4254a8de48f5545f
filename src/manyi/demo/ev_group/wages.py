"""Wages and minimum wages, as far as somebody's loss is recovered, and the instalments of that recovery."""

from decimal import Decimal

from manyi.demo.ev_group import cast
from manyi.demo.ev_group.case_stories import LOSS_BACK
from manyi.demo.ev_group.faults import LOSS
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.units import COMPANY, OPENED
from manyi.demo.months import Months

WAGE, MINIMUM_WAGE = "8000.00", "2490.00"
INSTALMENT = "1600.00"  # a fifth of the wage


def wage_rows(organisation: Organisation, months: Months) -> list[dict[str, object]]:
    """Rows of the table `wages`: only of the person from whom money is taken, for nobody else's wage is needed."""
    return [
        {"person": organisation.key(cast.LOSS), "month": months.back(back), "amount": WAGE}
        for back in range(LOSS_BACK, 0, -1)
    ]


def minimum_wage_rows() -> list[dict[str, object]]:
    """Rows of the table `minimum_wages`: one for the whole group."""
    return [{"unit": COMPANY, "from": OPENED, "amount": MINIMUM_WAGE}]


def instalment_rows(organisation: Organisation, months: Months) -> list[dict[str, object]]:
    """Rows of the table `decisions`: the loss is recovered in two months, each decided in the month after."""
    left = Decimal(LOSS)
    rows: list[dict[str, object]] = []
    for number, back in enumerate((LOSS_BACK, LOSS_BACK - 1), start=1):
        left -= Decimal(INSTALMENT)
        day = months.back(back - 1, 10)
        rows.append({
            "decision": f"DR{number}", "rule": "loss_recovery", "kind": "penalty", "person": organisation.key(cast.LOSS),
            "unit": organisation.unit(cast.LOSS, day), "period": months.label(back), "measure": "recovery",
            "state": "effective", "effective": day, "amount": INSTALMENT, "carried": str(left),
        })  # fmt: skip
    return rows
