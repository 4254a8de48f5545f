"""A few answers of bad quality: too fast, the same throughout, given twice, given on a colleague's tablet."""

from dataclasses import dataclass

import numpy as np

from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.customers import Customers
from manyi.demo.ev_group.invitations import KINDS, Invitations
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.questions import SCORED
from manyi.demo.ev_group.responses import SKIPPED, Responses
from manyi.demo.ev_group.surveys import FULL
from manyi.demo.months import DAY, Months

TABLET = "D-TABLET-07"
TABLET_BACK = 3  # the month, counted from the end, in which a colleague's tablet was used
_TABLET_ANSWERS = 9
_FAST_OF_THOUSAND = 4
_LINED = 6
_TWICE = 12


@dataclass(frozen=True)
class Spoiled:
    """Positions of the spoiled responses by kind."""

    fast: tuple[int, ...]
    lined: tuple[int, ...]
    tablet: tuple[int, ...]
    twice: tuple[int, ...]


def spoil(
    responses: Responses,
    invitations: Invitations,
    customers: Customers,
    organisation: Organisation,
    months: Months,
    seed: int,
) -> Spoiled:
    """Write bad answers over good ones; those given twice are only chosen here."""
    draws = Draws(seed, "spoiled")
    external = np.array([customers.kinds[n] != "internal" for n in invitations.customer[responses.invitation]])
    tablet = _tablet(responses, invitations, organisation, months)
    drawn = draws.wholes(0, 999, len(external)) < _FAST_OF_THOUSAND
    fast = [int(n) for n in np.flatnonzero(drawn & external) if n not in tablet]
    for n in fast:
        responses.seconds[n] = int((responses.answers[n] != SKIPPED).sum()) * draws.whole(4, 15) // 10
    full = np.flatnonzero(invitations.kind[responses.invitation] == KINDS.index(FULL))
    lined = [int(n) for n in draws.some(full, _LINED)]
    for n in lined:
        _line(responses, n, draws.whole(3, 5))
    plain = np.flatnonzero(external & (invitations.person[responses.invitation] >= 0) & (responses.seconds >= 20))
    plain = np.setdiff1d(plain, np.array([*fast, *lined, *tablet], dtype=np.int64))
    twice = sorted(int(n) for n in draws.some(plain[: -len(plain) // 50], _TWICE))
    return Spoiled(tuple(fast), tuple(sorted(lined)), tuple(tablet), tuple(twice))


def _line(responses: Responses, position: int, value: int) -> None:
    for column, question in enumerate(SCORED):
        if responses.answers[position, column] != SKIPPED:
            responses.answers[position, column] = value if question.kind == "rating" else value * 2


def _tablet(responses: Responses, invitations: Invitations, organisation: Organisation, months: Months) -> list[int]:
    """The untruthful person's first answers of one month come from a colleague's tablet, all with the highest mark."""
    who = organisation.place(organisation.key(cast.UNTRUTHFUL))
    about = np.flatnonzero(invitations.person[responses.invitation] == who)
    month = months.count - TABLET_BACK
    chosen = [int(n) for n in about if months.month_of(int(responses.answered[n])) == month][:_TABLET_ANSWERS]
    for n in chosen:
        _line(responses, n, 5)
        responses.seconds[n] = int((responses.answers[n] != SKIPPED).sum()) * 3
        responses.device[n], responses.staff_device[n] = TABLET, True
    return chosen


def repeated_rows(
    rows: list[dict[str, object]], spoiled: Spoiled, responses: Responses, months: Months
) -> list[dict[str, object]]:
    """The second copies of answers given twice, six minutes later."""
    return [
        {**rows[n], "response": f"{rows[n]['response']}-2", "answered_at": months.text(int(responses.answered[n]) + 6)}
        for n in spoiled.twice
    ]


def quality_review_rows(
    spoiled: Spoiled, responses: Responses, organisation: Organisation, months: Months, seed: int
) -> list[dict[str, object]]:
    """Rows of the table `quality_reviews`: most flags are reviewed, some are still waiting."""
    draws = Draws(seed, "quality reviews")
    reviewer = organisation.key("support_dept/9")
    end = months.days * DAY
    rows: list[dict[str, object]] = []
    cases = [
        *((n, "fast", draws.chance(650), "每题用时不足两秒", draws.chance(600)) for n in spoiled.fast),
        *((n, "straight_line", draws.chance(500), "全卷同一选项，电话核实", True) for n in spoiled.lined),
        *((n, "staff_device", True, "来自同一台店内平板，查实代答", True) for n in spoiled.tablet),
    ]
    for n, flag, excluded, reason, reviewed in cases:
        at = int(responses.answered[n]) + 2 * DAY
        if reviewed and at < end:
            rows.append(
                {
                    "response": responses.key(n), "flag": flag, "verdict": "exclude" if excluded else "keep",
                    "reason": reason, "by": reviewer, "at": months.text(at),
                }
            )  # fmt: skip
    return rows
