"""Cases that stories need: three complaints in a month, a damaged battery, work across departments, outside bodies."""

from collections.abc import Iterator
from datetime import date

from manyi.demo.case import Case
from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.handling import group_desk
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.units import BEST_STORE
from manyi.demo.handling import PROMPT, Pace
from manyi.demo.months import Months

COMPLAINTS_BACK, OUTSOURCED_BACK, STAR_BACK, LOSS_BACK = 5, 2, 3, 4
COLLABORATION_BACK, TIED_BACK = 2, (6, 5)
_OUTSIDE = ("12315", "12345", "厂家客服", "电商平台")
_OUTSIDE_FREE = 6  # the best store has no outside complaint in its last months


def draw_story_cases(owners: list[int], organisation: Organisation, months: Months, seed: int) -> list[Case]:
    """The stories' cases; `owners` are positions of customers from before the demo."""
    draws = Draws(seed, "case stories")
    asking = iter(owners)
    desk = group_desk(months, draws)
    cases = []
    for case in [*_complaints(asking, organisation, months), *_together(asking, organisation, months)]:
        desk.handle(case, PROMPT if case.story in ("collaboration", "tied") else Pace())
        cases.append(case)
    for case in _outside(asking, organisation, months, draws):
        desk.handle(case, Pace())
        cases.append(case)
    return cases


def _at(seat: str, day: date, asking: Iterator[int], organisation: Organisation, months: Months, story: str) -> Case:
    repair = "service" in organisation.unit(seat, day)
    return Case(
        customer=next(asking), person=organisation.key(seat), unit=organisation.unit(seat, day),
        received=months.moment(day, 10, 15), kind="complaint", importance="normal",
        touchpoint="repair" if repair else "presales", topic="维修返工" if repair else "承诺未兑现",
        finding="upheld", satisfied=False, story=story,
    )  # fmt: skip


def _complaints(asking: Iterator[int], organisation: Organisation, months: Months) -> Iterator[Case]:
    for day in (4, 11, 23):
        yield _at(cast.THREE_COMPLAINTS, months.back(COMPLAINTS_BACK, day), asking, organisation, months, "three")
    for day in (6, 13, 26):
        yield _at(cast.OUTSOURCED, months.back(OUTSOURCED_BACK, day), asking, organisation, months, "outsourced")
    yield _at(cast.STAR_WITH_COMPLAINT, months.back(STAR_BACK, 10), asking, organisation, months, "star")
    loss = _at(cast.LOSS, months.back(LOSS_BACK, 9), asking, organisation, months, "loss")
    loss.importance, loss.topic = "major", "检修时损坏动力电池"
    yield loss


def _together(asking: Iterator[int], organisation: Organisation, months: Months) -> Iterator[Case]:
    plans = (
        ("collaboration", months.back(COLLABORATION_BACK, 12), "批次充电故障集中处置",
         (("store_a_service/2", "0.5"), ("service_dept/6", "0.3"), ("support_dept/2", "0.2"))),
        ("tied", months.back(TIED_BACK[0], 8), "交付延误客户安置",
         (("store_b_sales/3", "0.6"), ("support_dept/3", "0.4"))),
        ("tied", months.back(TIED_BACK[1], 26), "节前集中救援",
         (("store_c_service/4", "0.5"), ("service_dept/4", "0.5"))),
    )  # fmt: skip
    for story, day, topic, handlers in plans:
        case = _at(handlers[0][0], day, asking, organisation, months, story)
        case.importance, case.topic, case.finding, case.satisfied = "major", topic, "partly", True
        case.departments = len(handlers)
        case.handlers = [(organisation.key(seat), organisation.unit(seat, day), share) for seat, share in handlers]
        yield case


def _outside(asking: Iterator[int], organisation: Organisation, months: Months, draws: Draws) -> Iterator[Case]:
    """About two complaints in three months come from outside bodies, with deadlines of their own."""
    for back in range(months.count - 1, 1, -1):
        if not draws.chance(650):
            continue
        store = draws.one(("store_a", "store_b", "store_a", "store_b", BEST_STORE))
        if store == BEST_STORE and back <= _OUTSIDE_FREE:
            store = "store_b"
        seat = f"{store}_service/4" if draws.chance(500) else f"{store}_sales/2"
        day = months.back(back, draws.whole(2, 20))
        person = organisation.by_seat[seat]
        if seat in cast.OUTSTANDING or not person.present_on(day):
            continue
        case = _at(seat, day, asking, organisation, months, "outside")
        case.channel, case.source, case.outside_body = "forwarded", "outside_body", draws.one(_OUTSIDE)
        case.finding, case.satisfied = ("upheld" if draws.chance(300) else "not_upheld"), None
        case.due = (case.received + 24 * 60, case.received + 10 * 24 * 60)
        yield case
