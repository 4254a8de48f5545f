"""Anonymous marks given on the shop floor: about a store, never about a person."""

import numpy as np

from manyi.demo.draws import Draws, Ints
from manyi.demo.ev_group.surveys import PULSE, survey_key
from manyi.demo.ev_group.units import STORES
from manyi.demo.months import DAY, Months
from manyi.demo.opening import on_open_days, open_days, opening_minutes
from manyi.demo.quality import CUTS

_MARKS = 25  # per store and month
_ASKED = ("listened", "explained")


def anonymous_rows(stores: dict[str, Ints], months: Months, seed: int) -> list[dict[str, object]]:
    """Rows of the table `responses`; their keys are shuffled, so that they tell nothing about the order."""
    draws = Draws(seed, "anonymous")
    rows: list[dict[str, object]] = []
    open_ = open_days(months)
    for month in range(months.count):
        first, after = months.number(months.first(month)), months.number(months.first(month + 1))
        for store in STORES:
            effect = int(stores[store][month]) if store in stores else 0
            days = on_open_days(draws.wholes(first, after - 1, _MARKS), open_[open_ < after])
            for minute in opening_minutes(days, draws):
                marks = {f"answer_{key}": _mark(effect, draws) for key in _ASKED}
                rows.append(
                    {
                        "survey": survey_key(PULSE, months, month), "unit": store, "touchpoint": "presales",
                        "mode": "onsite", "answered_at": months.text(max(int(minute), first * DAY)),
                        "seconds": draws.whole(6, 40), **marks,
                    }
                )  # fmt: skip
    numbers = draws.some(np.arange(len(rows)), len(rows))
    keyed = [{"response": f"Q{number:05}", **row} for number, row in zip(numbers, rows, strict=True)]
    return sorted(keyed, key=lambda row: str(row["response"]))


def _mark(effect: int, draws: Draws) -> int:
    hidden = effect + int(draws.bell(1)[0])
    return 1 + sum(cut < hidden for cut in CUTS)
