"""The surveys: one of each kind a month, a full survey each November, and an anonymous one on the shop floor."""

from dataclasses import dataclass

from manyi.demo.months import Months, month_after


@dataclass(frozen=True)
class Kind:
    """One kind of survey: the letters its keys begin with."""

    prefix: str
    title: str
    kind: str
    identity: str


EVENT = Kind("EV", "服务触点调查", "event", "confidential")
FOLLOW_UP = Kind("FU", "工单回访", "follow_up", "confidential")
OWNERSHIP = Kind("OW", "车主用车调查", "regular", "confidential")
INTERNAL = Kind("IN", "内部客户调查", "internal", "confidential")
PULSE = Kind("PU", "店内匿名快评", "pulse", "anonymous")
FULL = Kind("FS", "年度全面调查", "regular", "confidential")
MONTHLY = (EVENT, FOLLOW_UP, OWNERSHIP, INTERNAL, PULSE)
FULL_MONTH = 11


def survey_key(kind: Kind, months: Months, month: int) -> str:
    """The key of the survey of that kind in month `month`."""
    return f"{kind.prefix}-{months.first(month).isoformat()[:7]}"


def full_months(months: Months) -> list[int]:
    """Months in which the yearly full survey is carried out."""
    return [month for month in range(months.count) if months.first(month).month == FULL_MONTH]


def survey_rows(months: Months) -> list[dict[str, object]]:
    """Rows of the table `surveys`."""
    rows: list[dict[str, object]] = []
    for month in range(months.count):
        kinds = (*MONTHLY, FULL) if month in full_months(months) else MONTHLY
        first = months.first(month)
        rows += [
            {
                "survey": survey_key(kind, months, month), "title": f"{kind.title} {first.isoformat()[:7]}",
                "identity": kind.identity, "kind": kind.kind, "from": first, "until": month_after(first, 1),
            }
            for kind in kinds
        ]  # fmt: skip
    return rows
