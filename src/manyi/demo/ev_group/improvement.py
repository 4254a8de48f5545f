"""Ideas, nominations and votes, trainings and inspections."""

from datetime import date

from manyi.demo.case import Case
from manyi.demo.draws import Draws
from manyi.demo.ev_group import cast
from manyi.demo.ev_group.movements import middle
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.units import BEST_STORE, IMPROVING_STORE, STORES
from manyi.demo.months import Months
from manyi.demo.people import Person

MISSED = ("store_c_service/4", 5)  # who missed a training, and how many months back
IDEAS_BACK = (5, 2)  # months back in which the innovator's ideas were proven
_COURSES = {
    "sales": "需求沟通与如实说明", "after_sales": "维修进度告知规范",
    "customer_service": "投诉安抚与闭环", "support": "内部服务承诺",
}  # fmt: skip
_ELECTORATE = (
    "store_a_sales/2", "store_b_sales/2", "store_c_sales/3", "store_a_service/4", "service_dept/2", "support_dept/7"
)  # fmt: skip
_IDEAS = (
    (12, "store_a_service/2", "透明车间看板", "adopted", "proven", "2.10", ("store_a_service/4",)),
    (9, "store_b_sales/2", "交车清单电子化", "adopted", "not_shown", None, ()),
    (7, "support_dept/2", "备件当日达", "tried", "not_shown", "0.30", ("support_dept/3",)),
    (IDEAS_BACK[0], cast.INNOVATOR, "来电问题一次转接", "adopted", "proven", "2.80", ("service_dept/4",)),
    (4, "store_c_sales/3", "试驾路线分级", "rejected", "not_shown", None, ()),
    (
        IDEAS_BACK[1],
        cast.INNOVATOR,
        "回访不满当日升级",
        "adopted",
        "proven",
        "3.40",
        ("service_dept/3", "support_dept/5"),
    ),
    (1, "store_c_service/4", "充电等候区快检", "tried", "pending", None, ()),
    (1, "store_a_sales/2", "夜间试驾预约", "proposed", "pending", None, ()),
)


def idea_rows(organisation: Organisation, months: Months) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of the tables `ideas` and `idea_members`."""
    ideas: list[dict[str, object]] = []
    members: list[dict[str, object]] = []
    for n, (back, seat, title, state, effect, size, others) in enumerate(_IDEAS, start=1):
        day = months.back(back, 15)
        ideas.append(
            {
                "idea": f"E{n:03}", "person": organisation.key(seat), "unit": organisation.unit(seat, day), "title": title,
                "state": state, "effect": effect, "effect_size": size, "at": months.text(months.moment(day, 16)),
            }
        )  # fmt: skip
        shares = [(seat, "0.6" if others else "1")] + [
            (other, "0.4" if len(others) == 1 else "0.2") for other in others
        ]
        members += [{"idea": f"E{n:03}", "person": organisation.key(who), "share": share} for who, share in shares]
    return ideas, members


def nomination_rows(
    cases: list[Case], organisation: Organisation, months: Months
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of the tables `nominations` and `votes`: a clear winner, then two with as many votes each."""
    supporters = {"collaboration": (5,), "tied": (3, 3)}
    nominations: list[dict[str, object]] = []
    votes: list[dict[str, object]] = []
    for story, counts in supporters.items():
        for case, wanted in zip([case for case in cases if case.story == story], counts, strict=True):
            key = f"N{len(nominations) + 1:03}"
            quarter_end = months.moment(months.back(1 if story == "collaboration" else 4, 24), 10)
            nominations.append(
                {
                    "nomination": key, "award": "collaboration", "case": case.key,
                    "by": organisation.key("service_dept/1"), "reason": f"{case.topic}：多部门协同解决",
                    "at": months.text(quarter_end),
                }
            )  # fmt: skip
            votes += [
                {
                    "nomination": key, "voter": organisation.key(seat), "approve": n < wanted,
                    "at": months.text(quarter_end + 24 * 60 + 7 * n),
                }
                for n, seat in enumerate(_ELECTORATE)
            ]  # fmt: skip
    return nominations, votes


def training_rows(organisation: Organisation, months: Months, seed: int) -> list[dict[str, object]]:
    """Rows of the table `trainings`: each group once a quarter; people on leave are absent."""
    draws = Draws(seed, "trainings")
    rows: list[dict[str, object]] = []
    for month in range(1, months.count, 3):
        day = months.first(month).replace(day=16)
        for person in organisation.people:
            post = person.post_on(day)
            if post is not None and person.load:
                rows.append(
                    {
                        "person": person.key, "course": _COURSES[post.group], "result": _result(person, day, draws, months),
                        "hours": "2.5", "at": months.text(months.moment(day, 14)),
                    }
                )  # fmt: skip
    return rows


def _result(person: Person, day: date, draws: Draws, months: Months) -> str:
    missed = person.seat == MISSED[0] and day == months.back(MISSED[1], 16)
    if missed or not person.present_on(day):
        return "absent"
    return ("passed", "attended", "failed", "absent")[draws.weighted((80, 14, 4, 2), 1)[0]]


def inspection_rows(organisation: Organisation, months: Months, seed: int) -> list[dict[str, object]]:
    """Rows of the table `inspections`: each store every month, and one person of each store."""
    draws = Draws(seed, "inspections")
    rows: list[dict[str, object]] = []
    for month in range(months.count):
        day = months.first(month).replace(day=draws.whole(4, 25))
        for store in STORES:
            weak = store == IMPROVING_STORE and day < middle(months)
            low, high = (72, 84) if weak else (90, 98) if store == BEST_STORE else (84, 95)
            at = months.text(months.moment(day, draws.whole(9, 16), 20))
            rows.append({"unit": store, "kind": "服务规范", "score": draws.whole(low, high), "at": at})
            team = [who for who in organisation.people if (post := who.post_on(day)) and post.unit.startswith(store)]
            seen = draws.one([who for who in team if who.present_on(day)])
            post = seen.post_on(day)
            unit, score = post.unit if post else None, draws.whole(78, 98)
            rows.append({"person": seen.key, "unit": unit, "kind": "接待流程", "score": score, "at": at})
    return [{"inspection": f"S{n:03}", **row} for n, row in enumerate(rows, start=1)]
