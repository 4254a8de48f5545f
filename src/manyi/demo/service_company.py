"""A home-service company with four service points under the satisfaction programme: a call-out is its product."""

from datetime import date
from types import MappingProxyType

from manyi.demo.kit.spec import Company, Handling, Level, Measured, Seat, Service, Unit, team
from manyi.demo.kit.story import (
    Breach,
    Earlier,
    Fact,
    Missed,
    OnOneTablet,
    Praised,
    Proposed,
    Rectified,
    Shift,
    Story,
    ToldCase,
)
from manyi.demo.people import Post

SCHEME = date(2026, 1, 1)
POINTS = ("east_point", "west_point", "south_point", "lake_point")
_CREW = ("维修师傅", "维修师傅", "安装师傅", "上门服务人员", "上门服务人员")
_LOADS = (5, 5, 4, 4, 4)


def _point(unit: str) -> tuple[Seat, ...]:
    return team(unit, "field_service", "维修师傅", _CREW, _LOADS)


_UNITS = (
    Unit("company", "清和到家服务公司", kind="company"),
    Unit("east_point", "城东服务点", "company", "store"),
    Unit("west_point", "城西服务点", "company", "store"),
    Unit("south_point", "城南服务点", "company", "store"),
    Unit("lake_point", "湖滨服务点", "company", "store"),
    Unit("hotline", "呼叫中心日班", "company", "team"),
    Unit("late_hotline", "呼叫中心晚班", "company", "team"),
    Unit("care_team", "客户服务专员组", "company", "team"),
    Unit("back_office", "支持中心", "company", "department", "support"),
)
_MOVER, _NEWCOMER, _IMPROVER, _STAR = "east_point/4", "west_point/joiner", "south_point/3", "lake_point/2"
_SEATS = (
    *_point("east_point")[:3],
    Seat(
        name=_MOVER, unit="east_point", position="安装师傅", group="field_service",
        later=(Post(unit="lake_point", position="安装师傅", group="field_service", first=date(2026, 3, 1)),),
    ),
    *_point("east_point")[4:],
    *_point("west_point"),
    Seat(
        name=_NEWCOMER, unit="west_point", position="维修师傅", group="field_service", hired=date(2026, 4, 13),
        worker_kind="probation",
    ),
    *_point("south_point"),
    *_point("lake_point"),
    *team("hotline", "service_desk", "热线坐席", ("热线坐席", "热线坐席", "在线客服", "热线坐席", "热线坐席"), (4, 4, 4, 4, 1)),
    *team("late_hotline", "service_desk", "热线坐席", ("热线坐席", "热线坐席", "在线客服"), (4, 4, 4)),
    *team("care_team", "specialists", "客户服务专员", ("客户服务专员", "客户服务专员", "客户服务专员"), (4, 4, 4)),
    *team("back_office", "support", "行政", ("采购", "仓储", "财务", "人事", "信息"), (3, 4, 3, 3, 3)),
)  # fmt: skip

_STORIES = (
    Story(
        id="improver", who=(_IMPROVER,), rule="month_riser", periods=("2026-04", "2026-05", "2026-06"), answer="award",
        en="Late and untidy before the programme, coached, then among the best.", zh="计划前迟到、不整洁，经辅导后跃居前列。",
        facts=(
            Shift(who=_IMPROVER, quality=-700, until=SCHEME),
            Shift(who=_IMPROVER, quality=600, since=SCHEME),
            Rectified(who=_IMPROVER, rule="coaching", opened=date(2025, 11, 10), due=date(2025, 12, 12),
                      closed=date(2025, 12, 10), outcome="done"),
        ),
    ),
    Story(
        id="star", who=(_STAR,), rule="quarter_best", periods=("2026-Q2",), answer="award",
        en="Clearly better than colleagues all the time, and trained.", zh="一直明显优于同事，培训合格。",
        facts=(
            Shift(who=_STAR, quality=750),
            Earlier(who=_STAR, rule="month_riser", kind="award", measure="certificate", effective=date(2026, 2, 11),
                    amount="500.00"),
            Earlier(who=_STAR, rule="quarter_best", kind="award", measure="certificate", effective=date(2026, 4, 15),
                    amount="1500.00"),
        ),
    ),
    Story(
        id="champion", who=(_STAR,), rule="year_best", periods=("2026",), answer="award",
        en="Two awards within the year and the best marks of the year.", zh="一年内两次获奖，全年得分最高。",
    ),
    Story(
        id="untrained", who=("east_point/2",), rule="quarter_best", periods=("2026-Q1", "2026-Q2"), answer="none",
        en="As good as the star, but passed no course within the year.", zh="表现同样突出，但一年内没有培训合格。",
        facts=(
            Shift(who="east_point/2", quality=700),
            *(Missed(seat="east_point/2", day=date(year, month, 19), course="上门服务规范")
              for year, month in ((2025, 2), (2025, 5), (2025, 8), (2025, 11), (2026, 2), (2026, 5))),
        ),
    ),
    Story(
        id="concealed", who=("west_point/2",), rule="month_riser", periods=("2026-05", "2026-06"), answer="none",
        en="Good marks, but a broken pipe was concealed and a colleague's phone used for answers.",
        zh="得分高，但查实隐瞒漏水并用同事手机代答。",
        facts=(
            Shift(who="west_point/2", quality=650),
            Breach(seat="west_point/2", day=date(2026, 4, 22), kind="concealment", severity="serious"),
            OnOneTablet(seat="west_point/2", day=date(2026, 4, 1), answers=6),
        ),
    ),
    Story(
        id="praised_few", who=("hotline/6",), rule="month_riser", periods=("2026-06",), answer="award",
        en="Works few hours, but two verified letters came in June: honour without money.",
        zh="工时少，但六月收到两封核实表扬信：只授荣誉，不发奖金。",
        facts=(
            Praised(seat="hotline/6", day=date(2026, 6, 9)),
            Praised(seat="hotline/6", day=date(2026, 6, 18), kind="call"),
        ),
    ),
    Story(
        id="specialist", who=("care_team/2",), rule="specialist_month", periods=("2026-02", "2026-06"), answer="award",
        en="Solves what others pass on, on time and to the customer's satisfaction.", zh="按时解决转来的问题，客户满意。",
        facts=(Shift(who="care_team/2", quality=600),),
    ),
    Story(
        id="shared_experience", who=("arrival_message",), rule="experience", periods=("2026-Q1",), answer="award",
        en="A message thirty minutes before arrival, shared by two points, cut waiting.",
        zh="两个服务点分享的到达前三十分钟提醒，缩短了等候。",
        facts=(
            Proposed(name="arrival_message", seat="south_point/2", day=date(2026, 3, 18), title="到达前提醒",
                     size="3.10", parts=(("south_point/2", "0.7"), ("hotline/3", "0.3"))),
        ),
    ),
    Story(
        id="outside_complaint", who=("west_point",), rule="best_store", periods=("2026-Q1",), answer="none",
        en="The best marks of all points, but 12345 passed on an upheld complaint.",
        zh="各服务点中得分最高，但有一件 12345 转来的属实投诉。",
        facts=(
            Shift(who="west_point", quality=420),
            ToldCase(name="overcharged", seat="west_point/4", day=date(2026, 2, 12), topic="多收材料费",
                     source="outside_body", outside_body="12345", importance="major", touchpoint="home_visit"),
        ),
    ),
    Story(
        id="best_point", who=("west_point",), rule="best_store", periods=("2026-Q2",), answer="award",
        en="The best point, and no complaint from outside any more.", zh="最佳服务点，且不再有外部转来的投诉。",
    ),
    Story(
        id="best_team", who=("late_hotline",), rule="best_team", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="The late shift of the hotline answers better than the day shift.", zh="呼叫中心晚班优于日班。",
        facts=(Shift(who="late_hotline", quality=600),),
    ),
    Story(
        id="supporter", who=("back_office/6",), rule="month_riser", periods=("2026-04", "2026-06"), answer="award",
        en="The colleague for computers whom all praise: judged by internal customers.", zh="信息同事深受好评：由内部客户评价。",
        facts=(Shift(who="back_office/6", quality=650),),
    ),
)  # fmt: skip

_FACTS: tuple[Fact, ...] = (
    Shift(who=_NEWCOMER, quality=-500, since=date(2026, 4, 1)),
    Earlier(who="south_point/5", rule="specialist_month", kind="award", measure="certificate",
            effective=date(2025, 10, 14), state="expired", lasts=6),
    Breach(seat="hotline/2", day=date(2025, 10, 20), kind="begging", finding="not_proven"),
    Breach(seat="south_point/4", day=date(2026, 3, 9), kind="standards"),
    Rectified(who="east_point", rule="many_complaints", opened=date(2025, 9, 8), due=date(2025, 10, 13),
              closed=date(2025, 10, 20), outcome="failed"),
    Rectified(who="hotline", rule="weak_dimension", opened=date(2026, 5, 11), due=date(2026, 6, 8)),
    Proposed(name="van_shelves", seat="lake_point/3", day=date(2025, 11, 5), title="服务车货架", effect="not_shown"),
)  # fmt: skip

SERVICE_COMPANY = Company(
    id="service-company", zh="清和到家服务公司：四个服务点、呼叫中心", en="a home-service company with four service points",
    pack="satisfaction-programme", edition=date(2026, 1, 1),
    start=date(2025, 1, 1), end=date(2026, 7, 1), scheme=SCHEME,
    before=Level(quality=-80, visits=1000, returning=220, returned=60, complaints=17, late=240, inspected=80, staff=66),
    after=Level(quality=60, visits=1150, returning=450, returned=24, complaints=6, late=60, inspected=91, staff=79),
    units=_UNITS,
    seats=_SEATS,
    services=(
        Service(touchpoint="home_visit", group="field_service", visits=260, buys=700),
        Service(touchpoint="desk", group="service_desk", visits=150),
    ),
    handling=Handling(
        groups=("service_desk", "specialists"), monthly=95, touchpoint="complaint",
        kinds=MappingProxyType({"feedback": 60, "enquiry": 30, "suggestion": 10}),
        importance=MappingProxyType({"normal": 80, "urgent": 12, "major": 8}),
        topics=MappingProxyType({
            "complaint": ("迟到", "返修", "收费不清", "弄脏地板"), "feedback": ("噪声", "改约", "配件等待", "保修"),
            "enquiry": ("价格", "预约时间", "发票"), "suggestion": ("周末晚间服务", "线上报价"),
        }),
        reviewers=("back_office/4", "back_office/5", "lake_point/1"),
    ),
    answering=500, colleagues="support", regular=45, surveyed=POINTS,
    goods=(("repair", 120, 780), ("cleaning", 90, 420), ("installation", 150, 900)),
    courses=MappingProxyType({
        "service_desk": "倾听与安抚", "specialists": "疑难问题解决", "field_service": "上门服务规范", "support": "内部服务承诺",
    }),
    measured=(
        Measured(measure="staff_satisfaction", units=("company", *POINTS), months=6, before=66, after=79, spread=2, n=30),
        Measured(measure="staff_motivation", units=("company", *POINTS), months=6, before=64, after=78, spread=2, n=30),
        Measured(measure="days_to_payment", units=("company",), months=1, before=28, after=15, spread=3),
    ),
    touchpoints=MappingProxyType({"home_visit": 60, "complaint": -120, "regular": -60}),
    stories=_STORIES, facts=_FACTS,
)  # fmt: skip
