"""What investigations found: faults, losses, breaches of duty; and what was not a person's doing."""

from manyi.demo.case import Case
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.case_stories import LOSS_BACK
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.responses import Responses
from manyi.demo.ev_group.spoiled import TABLET_BACK
from manyi.demo.months import DAY, Months

LOSS = "3200.00"
_SUPERVISOR, _SECOND = "support_dept/9", "support_dept/10"


def finding_rows(cases: list[Case], months: Months) -> list[dict[str, object]]:
    """Rows of the table `findings`: one grave, one light, one that clears the person."""
    damaged = next(case for case in cases if case.story == "loss")
    others = [case for case in cases if case.story is None and case.finding == "upheld" and "_service" in case.unit]
    light, cleared = others[len(others) // 2], others[len(others) // 3]
    plans = [
        (damaged, "gross_negligence", "serious", LOSS, months.moment(months.back(LOSS_BACK, 20), 15)),
        (light, "ordinary_negligence", "minor", "180.00", light.received + 9 * DAY),
        (cleared, "none", "minor", None, cleared.received + 8 * DAY),
    ]
    return [
        {
            "finding": f"F{n:03}", "person": case.person, "unit": case.unit, "case": case.key, "fault": fault,
            "severity": severity, "loss": loss, "at": months.text(at),
        }
        for n, (case, fault, severity, loss, at) in enumerate(plans, start=1)
    ]  # fmt: skip


def breach_rows(organisation: Organisation, months: Months) -> list[dict[str, object]]:
    """Rows of the table `duty_breaches`: one distortion proven, others light, unproven or still open."""
    plans = [
        (cast.UNTRUTHFUL, "distortion", "proven", "serious", months.back(TABLET_BACK, 25)),
        ("store_b_sales/3", "concealment", "not_proven", None, months.back(7, 12)),
        ("store_a_sales/2", "begging", "pending", None, months.back(1, 18)),
        ("store_c_service/4", "training_missed", "proven", "minor", months.back(5, 16)),
        ("store_b_service/3", "standards", "proven", "minor", months.back(9, 22)),
    ]
    return [
        {
            "breach": f"B{n:03}", "person": organisation.key(seat), "unit": organisation.unit(seat, day), "kind": kind,
            "finding": finding, "severity": severity, "at": months.text(months.moment(day, 14, 30)),
        }
        for n, (seat, kind, finding, severity, day) in enumerate(plans, start=1)
    ]  # fmt: skip


def excuse_rows(
    cases: list[Case], responses: Responses, rows: list[dict[str, object]], organisation: Organisation, months: Months
) -> list[dict[str, object]]:
    """Rows of the table `excuses`: two complaints and three marks that were not the person's doing."""
    late = [case for case in cases if case.story is None and case.finding == "upheld" and case.touchpoint == "presales"]
    poor = [
        n for n in range(len(responses.answered))
        if rows[n]["answer_listened"] == 1 and rows[n]["touchpoint"] == "delivery"
    ]  # fmt: skip
    plans = [
        ("cases", case.key, case.received, reason)
        for case, reason in zip(late[-8:-6], ("supplier", "policy"), strict=True)
    ]
    plans += [("responses", responses.key(n), int(responses.answered[n]), "logistics") for n in poor[-6:-3]]
    return [
        {
            "table": table, "row": row, "reason": reason, "by": organisation.key(_SUPERVISOR),
            "second": organisation.key(_SECOND), "at": months.text(min(at + 3 * DAY, months.days * DAY - 1)),
        }
        for table, row, at, reason in plans
    ]  # fmt: skip


def correction_rows(
    cases: list[Case], orders: list[dict[str, object]], organisation: Organisation, months: Months
) -> list[dict[str, object]]:
    """Rows of the table `corrections`: a finding changed on a second look, and a mistyped amount."""
    case = [case for case in cases if case.story is None and case.finding == "upheld"][-12]
    order = orders[len(orders) // 2]
    by = organisation.key(_SUPERVISOR)
    plans = [
        (
            "cases",
            case.key,
            "finding",
            "partly",
            "复核录音后改判",
            min(case.received + 12 * DAY, months.days * DAY - 1),
        ),
        (
            "orders",
            str(order["order"]),
            "amount",
            "128800.00",
            "合同金额录入错误",
            months.moment(months.back(2, 11), 11),
        ),
    ]
    return [
        {
            "correction": f"X{n:03}", "table": table, "row": row, "column": column, "value": value, "reason": reason,
            "by": by, "at": months.text(at),
        }
        for n, (table, row, column, value, reason, at) in enumerate(plans, start=1)
    ]  # fmt: skip
