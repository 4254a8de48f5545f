"""Figures measured elsewhere: the manufacturer's index, mystery shopping, staff satisfaction, days to payment."""

from manyi.demo.draws import Draws
from manyi.demo.ev_group.movements import middle
from manyi.demo.ev_group.units import BEST_STORE, COMPANY, IMPROVING_STORE, STORES
from manyi.demo.months import Months, month_after

_DEPARTMENTS = ("sales_dept", "after_sales_dept", "service_dept", "support_dept")
_WEAK, _USUAL, _BEST = -6, 0, 4


def value_rows(months: Months, seed: int) -> list[dict[str, object]]:
    """Rows of the table `values`: per store and month or quarter, per department and half-year, for the company."""
    draws = Draws(seed, "values")
    rows: list[dict[str, object]] = []

    def add(measure: str, unit: str, month: int, length: int, value: str, n: int | None = None) -> None:
        first = months.first(month)
        rows.append(
            {
                "measure": measure,
                "unit": unit,
                "from": first,
                "until": month_after(first, length),
                "value": value,
                "n": n,
            }
        )

    for month in range(months.count):
        for store in STORES:
            weak = store == IMPROVING_STORE and months.first(month) < middle(months)
            level = _WEAK if weak else _BEST if store == BEST_STORE else _USUAL
            add("mystery_shopping", store, month, 1, f"{86 + level + draws.whole(-3, 3)}", 3)
            if month % 3 == 0:
                add(
                    "manufacturer_index",
                    store,
                    month,
                    3,
                    f"{812 + 6 * level + draws.whole(-9, 9)}",
                    60 + draws.whole(0, 30),
                )
        for unit in (COMPANY, *_DEPARTMENTS):
            if month % 6 == 0:
                add("staff_satisfaction", unit, month, 6, f"{70 + month // 4 + draws.whole(0, 5)}", None)
        add("days_to_payment", COMPANY, month, 1, str(26 - month // 3 + draws.whole(0, 4)))
    return rows
