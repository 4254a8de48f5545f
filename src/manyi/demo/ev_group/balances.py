"""Opening balances: earlier awards and penalties, and the rectifications that followed."""

from dataclasses import dataclass
from datetime import date

from manyi.demo.ev_group import cast
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.months import Months, month_after


@dataclass(frozen=True)
class _Step:
    """One earlier decision about the person in a seat."""

    seat: str
    rule: str
    measure: str
    effective: date
    state: str = "effective"
    lasts: int | None = None
    amount: str | None = None


CRITICISM, ORAL, WRITTEN = (6, 5), (5, 13), (3, 14)
"""When the ladder's steps took effect: months back and day."""

STAR_BACKS = (16, 12, 5, 2)  # months back in which the caring person's stars took effect
_OTHER_STARS = (
    (14, "store_b_service/2"), (13, "service_dept/3"), (11, "store_c_sales/2"), (10, "store_c_service/5"),
    (9, "store_a_service/2"), (8, "service_dept/6"), (7, "support_dept/2"), (7, "store_b_service/2"),
)  # fmt: skip


def _steps(months: Months) -> list[_Step]:
    return [
        _Step(cast.LADDER, "service_warning", "criticism", months.back(*CRITICISM), lasts=6),
        _Step(cast.LADDER, "service_warning", "oral_warning", months.back(*ORAL), lasts=6),
        _Step(cast.LADDER, "service_warning", "written_warning", months.back(*WRITTEN), lasts=12),
        _Step(cast.WEAK_WITH_OLD_PENALTIES, "service_warning", "criticism", months.back(15, 10), "expired", lasts=6),
        _Step(cast.WEAK_WITH_OLD_PENALTIES, "service_warning", "oral_warning", months.back(11, 12), "removed", lasts=6),
        _Step(cast.RECOVERED, "service_warning", "criticism", months.back(11, 15), "expired", lasts=6),
        _Step("store_b_sales/3", "service_warning", "criticism", months.back(13, 9), "revoked", lasts=6),
        *(_Step(cast.CARING, "satisfaction_star", "certificate", months.back(back, 12), amount="500.00") for back in STAR_BACKS),
        *(_Step(seat, "satisfaction_star", "certificate", months.back(back, 12), amount="500.00") for back, seat in _OTHER_STARS),
    ]  # fmt: skip


def decision_rows(organisation: Organisation, months: Months) -> list[dict[str, object]]:
    """Rows of the table `decisions`, by date."""
    return [
        {
            "decision": f"D{n:03}", "rule": step.rule, "kind": "award" if step.amount else "penalty",
            "person": organisation.key(step.seat), "unit": organisation.unit(step.seat, step.effective),
            "measure": step.measure, "state": step.state, "effective": step.effective,
            "expires": None if step.lasts is None else month_after(step.effective, step.lasts).replace(day=step.effective.day),
            "amount": step.amount,
        }
        for n, step in enumerate(sorted(_steps(months), key=lambda step: (step.effective, step.seat)), start=1)
    ]  # fmt: skip


def rectification_rows(organisation: Organisation, months: Months) -> list[dict[str, object]]:
    """Rows of the table `rectifications`: one failed, some done, some open, two of units."""
    plans = [
        (cast.LADDER, None, months.back(6, 5), months.back(5, 2), months.back(5, 6), "done"),
        (cast.LADDER, None, months.back(5, 13), months.back(4, 20), months.back(4, 28), "failed"),
        (cast.LADDER, None, months.back(3, 14), months.back(2, 15), None, "open"),
        (cast.RECOVERED, None, months.back(11, 15), months.back(10, 14), months.back(9, 20), "done"),
        (cast.WEAK_WITH_OLD_PENALTIES, None, months.back(11, 12), months.back(10, 10), months.back(10, 12), "done"),
        (None, "store_b", months.back(14, 8), months.back(12, 8), months.back(12, 5), "done"),
        (None, "store_b_service", months.back(3, 10), months.back(1, 10), None, "open"),
    ]
    return [
        {
            "rectification": f"T{n:03}", "person": None if seat is None else organisation.key(seat),
            "unit": organisation.unit(seat, opened) if seat is not None else unit,
            "rule": "service_warning" if seat else "weak_dimension", "opened": opened, "due": due, "closed": closed,
            "outcome": outcome,
        }
        for n, (seat, unit, opened, due, closed, outcome) in enumerate(plans, start=1)
    ]  # fmt: skip
