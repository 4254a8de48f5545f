"""One case of a demo company, and the tables that tell of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from manyi.demo.months import Months


@dataclass(kw_only=True)
class Case:
    """One case; moments are minutes since the demo's first midnight, None while they have not come."""

    customer: int
    person: str
    unit: str
    received: int
    kind: str
    importance: str
    touchpoint: str
    topic: str
    channel: str = "hotline"
    source: str = "customer"
    outside_body: str | None = None
    order: str | None = None
    finding: str | None = None
    departments: int = 1
    reopened: int = 0
    satisfied: bool | None = None
    first_reply: int | None = None
    solved: int | None = None
    closed: int | None = None
    due: tuple[int, int] | None = None
    hold: tuple[int, int, str] | None = None
    handlers: list[tuple[str, str, str]] = field(default_factory=list)
    story: str | None = None
    key: str = ""


def number_cases(cases: list[Case]) -> None:
    """Sort cases by arrival and give them their keys."""
    cases.sort(key=lambda case: (case.received, case.customer))
    for number, case in enumerate(cases, start=1):
        case.key = f"K{number:05}"


def case_rows(cases: Iterable[Case], customers: Sequence[str], months: Months) -> list[dict[str, object]]:
    """Rows of the table `cases`; `customers` are the keys of customers by position."""
    when = _when(months)
    return [
        {
            "case": case.key, "kind": case.kind, "topic": case.topic, "touchpoint": case.touchpoint,
            "importance": case.importance, "channel": case.channel, "source": case.source,
            "outside_body": case.outside_body, "customer": customers[case.customer], "order": case.order,
            "person": case.person, "unit": case.unit, "received_at": when(case.received),
            "first_reply_at": when(case.first_reply), "first_reply_due_at": when(case.due[0] if case.due else None),
            "solved_at": when(case.solved), "solution_due_at": when(case.due[1] if case.due else None),
            "closed_at": when(case.closed), "finding": case.finding,
            "found_at": when(case.closed if case.finding not in (None, "pending") else None), "reopened": case.reopened,
            "departments": case.departments, "satisfied": case.satisfied,
        }
        for case in cases
    ]  # fmt: skip


def _when(months: Months) -> Callable[[int | None], str | None]:
    return lambda minute: None if minute is None else months.text(minute)


def handler_rows(cases: Iterable[Case]) -> list[dict[str, object]]:
    """Rows of the table `case_handlers`."""
    return [
        {"case": case.key, "person": person, "unit": unit, "share": share}
        for case in cases
        for person, unit, share in case.handlers
    ]


def hold_rows(cases: Iterable[Case], months: Months) -> list[dict[str, object]]:
    """Rows of the table `holds`."""
    return [
        {
            "case": case.key,
            "from": months.text(case.hold[0]),
            "until": months.text(case.hold[1]),
            "reason": case.hold[2],
        }
        for case in cases
        if case.hold is not None
    ]
