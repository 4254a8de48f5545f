"""Internal reviews of closed cases, by people of the support department."""

from manyi.demo.case import Case
from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.units import BEST_STORE, store_of
from manyi.demo.months import DAY, Months

_REVIEWERS = ("support_dept/9", "support_dept/10", "support_dept/7")
_REVIEWED = 110  # of 1000 closed cases
_WELL_HANDLED = 600  # of 1000 complaints settled to the customer's satisfaction; two reviewers each
FEW_BACK = 1  # the month, counted from the end, of the person with few answers but fine reviews


def review_rows(cases: list[Case], organisation: Organisation, months: Months, seed: int) -> list[dict[str, object]]:
    """Rows of the table `reviews`."""
    draws = Draws(seed, "reviews")
    hero, few = organisation.key(cast.CASE_HERO), organisation.key(cast.PRAISED_FEW)
    since = months.moment(months.back(FEW_BACK), 0)
    rows: list[dict[str, object]] = []
    for case in cases:
        chosen = case.person == few and case.received >= since
        for n in range(2 if chosen else _times(case, draws)):
            if case.closed is None or (at := case.closed + (1 + n) * DAY) >= months.days * DAY:
                continue
            fine = case.person == hero or store_of(case.unit) == BEST_STORE
            centre, spread = (98, 1) if chosen else (92, 3) if fine else (82, 6)
            quality = max(0, min(100, centre + int(draws.bell(1, spread * 1000)[0]) // 1000))
            rows.append(
                {
                    "review": f"V{len(rows) + 1:05}", "case": case.key, "person": case.person, "unit": case.unit,
                    "reviewer": organisation.key(_REVIEWERS[(n + len(rows)) % len(_REVIEWERS)]), "quality": quality,
                    "innovation": draws.whole(40, 90), "at": months.text(at),
                }
            )  # fmt: skip
    return rows


def _times(case: Case, draws: Draws) -> int:
    if case.kind == "complaint" and case.satisfied and not case.reopened:
        return 2 if draws.chance(_WELL_HANDLED) else 0
    return 1 if draws.chance(_REVIEWED) else 0
