"""A chain of three home-goods stores under the satisfaction programme: score, loyalty and sales rise when it begins."""

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

SCHEME = date(2026, 1, 1)
STORES = ("north_store", "river_store", "park_store")
_CLERKS = ("导购", "导购", "店员", "店员", "收银员", "导购")
_LOADS = (5, 5, 4, 4, 4, 3)


def _store(unit: str) -> tuple[Seat, ...]:
    return team(unit, "store_sales", "店长", _CLERKS, _LOADS)


_UNITS = (
    Unit("chain", "木槿家居连锁", kind="company"),
    Unit("north_store", "城北店", "chain", "store"),
    Unit("river_store", "河畔店", "chain", "store"),
    Unit("park_store", "公园店", "chain", "store"),
    Unit("care_desk", "客户服务台", "chain", "team"),
    Unit("care_team", "客户服务专员组", "chain", "team"),
    Unit("delivery_team", "配送安装一组", "chain", "team"),
    Unit("evening_team", "配送安装二组", "chain", "team"),
    Unit("back_office", "支持中心", "chain", "department", "support"),
)
_SEATS = (
    *_store("north_store"),
    *_store("river_store"),
    *_store("park_store"),
    Seat(
        name="park_store/part_time", unit="park_store", position="店员", group="store_sales", load=1,
        hired=date(2026, 2, 9), worker_kind="probation",
    ),
    *team("care_desk", "service_desk", "服务台客服", ("热线坐席", "热线坐席", "在线客服", "服务台客服"), (4, 4, 4, 4)),
    *team("care_team", "specialists", "客户服务专员", ("客户服务专员", "客户服务专员", "客户服务专员"), (4, 4, 4)),
    *team("delivery_team", "field_service", "安装师傅", ("安装师傅", "配送员", "配送员", "维修师傅"), (4, 4, 4, 4)),
    *team("evening_team", "field_service", "安装师傅", ("安装师傅", "配送员", "配送员"), (4, 4, 4)),
    *team("back_office", "support", "行政", ("采购", "仓储", "财务", "人事", "信息"), (3, 4, 3, 3, 3)),
)  # fmt: skip
_IMPROVER, _STAR, _PARENT = "river_store/3", "park_store/2", "north_store/6"

_STORIES = (
    Story(
        id="improver", who=(_IMPROVER,), rule="month_riser", periods=("2026-04", "2026-05"), answer="award",
        en="Far below colleagues before the programme, then among the best: the rise counts.",
        zh="计划开始前明显落后，之后跃居前列：提升幅度计入奖励。",
        facts=(Shift(who=_IMPROVER, quality=-650, until=SCHEME), Shift(who=_IMPROVER, quality=550, since=SCHEME)),
    ),
    Story(
        id="star", who=(_STAR,), rule="quarter_best", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="Clearly better than colleagues all the time, and trained.", zh="一直明显优于同事，培训合格。",
        facts=(Shift(who=_STAR, quality=700),),
    ),
    Story(
        id="star_paused", who=(_STAR,), rule="month_riser", periods=("2026-06",), answer="held back: pause",
        en="Awarded for April, and therefore paused in June.", zh="四月刚获奖，六月处于间隔期。",
        facts=(
            Earlier(who=_STAR, rule="month_riser", kind="award", measure="certificate", effective=date(2026, 5, 14),
                    amount="500.00"),
            Earlier(who=_STAR, rule="month_riser", kind="award", measure="certificate", effective=date(2026, 2, 12),
                    amount="500.00"),
        ),
    ),
    Story(
        id="champion", who=(_STAR,), rule="year_best", periods=("2026",), answer="award",
        en="Two monthly awards within the year.", zh="一年内两次获月度奖。",
    ),
    Story(
        id="complaint_stops_award", who=("north_store/2",), rule="month_riser", periods=("2026-04",), answer="none",
        en="Better than colleagues, but a complaint was upheld in April.", zh="表现突出，但四月有一件属实投诉。",
        facts=(
            Shift(who="north_store/2", quality=450),
            ToldCase(name="sold_wrong_size", seat="north_store/2", day=date(2026, 4, 10), topic="尺寸说明有误",
                     touchpoint="store"),
        ),
    ),
    Story(
        id="begged_for_scores", who=("river_store/5",), rule="month_riser", periods=("2026-04", "2026-05", "2026-06"),
        answer="none",
        en="Good marks, but begging for scores was proven in March: no award for a year.",
        zh="得分高，但三月查实索要好评：一年内不得奖。",
        facts=(
            Shift(who="river_store/5", quality=500),
            Breach(seat="river_store/5", day=date(2026, 3, 25), kind="begging", severity="serious"),
            OnOneTablet(seat="river_store/5", day=date(2026, 3, 1), answers=7),
        ),
    ),
    Story(
        id="praised_few", who=("park_store/part_time",), rule="month_riser", periods=("2026-05",), answer="award",
        en="A part-timer with few answers but two verified letters: honour without money.",
        zh="兼职员工答卷少，但有两封核实表扬信：只授荣誉，不发奖金。",
        facts=(
            Praised(seat="park_store/part_time", day=date(2026, 5, 12)),
            Praised(seat="park_store/part_time", day=date(2026, 5, 23), kind="banner"),
        ),
    ),
    Story(
        id="specialist", who=("care_team/3",), rule="specialist_month", periods=("2026-05",), answer="award",
        en="Solves what others pass on, on time and to the customer's satisfaction.",
        zh="按时解决转来的问题，客户满意。",
        facts=(Shift(who="care_team/3", quality=600),),
    ),
    Story(
        id="shared_experience", who=("sofa_care_cards",), rule="experience", periods=("2026-Q2",), answer="award",
        en="Care cards shared by a clerk and a fitter lowered complaints in all stores.",
        zh="导购与安装师傅分享的保养卡使各店投诉下降。",
        facts=(
            Proposed(name="sofa_care_cards", seat="north_store/3", day=date(2026, 5, 20), title="沙发保养卡",
                     size="2.40", parts=(("north_store/3", "0.6"), ("delivery_team/3", "0.4"))),
        ),
    ),
    Story(
        id="best_store", who=("park_store",), rule="best_store", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="The best store, all the time.", zh="一直最佳的门店。",
        facts=(Shift(who="park_store", quality=400),),
    ),
    Story(
        id="best_team", who=("evening_team",), rule="best_team", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="The second delivery team treats homes with more care than the first.", zh="配送安装二组上门服务更细致。",
        facts=(Shift(who="evening_team", quality=550),),
    ),
    Story(
        id="supporter", who=("back_office/3",), rule="month_riser", periods=("2026-04", "2026-06"), answer="award",
        en="The warehouse keeper whom colleagues praise: judged by internal customers.", zh="仓储同事深受好评：由内部客户评价。",
        facts=(Shift(who="back_office/3", quality=650),),
    ),
)  # fmt: skip

_FACTS: tuple[Fact, ...] = (
    Earlier(who="north_store/4", rule="month_riser", kind="award", measure="certificate", effective=date(2025, 9, 10),
            state="revoked", amount="500.00"),
    Breach(seat="north_store/5", day=date(2025, 11, 3), kind="concealment", finding="not_proven"),
    Breach(seat="care_desk/2", day=date(2026, 4, 8), kind="training_missed"),
    Breach(seat="delivery_team/4", day=date(2026, 6, 17), kind="standards", finding="pending"),
    Missed(seat="care_desk/2", day=date(2026, 2, 19), course="倾听与安抚"),
    Rectified(who="river_store", rule="weak_dimension", opened=date(2025, 10, 9), due=date(2025, 11, 6),
              closed=date(2025, 11, 5), outcome="done"),
    Rectified(who="delivery_team", rule="many_returns", opened=date(2026, 6, 8), due=date(2026, 7, 6)),
    Proposed(name="queue_numbers", seat="care_desk/3", day=date(2025, 12, 3), title="取号分流", effect="not_shown"),
    Proposed(name="evening_delivery", seat="delivery_team/2", day=date(2026, 6, 22), title="晚间配送", state="tried",
             effect="pending"),
)  # fmt: skip

_BEFORE = Level(
    quality=-90, visits=1000, returning=260, returned=70, complaints=16, late=220, inspected=82, staff=68,
)  # fmt: skip
_AFTER = Level(
    quality=50, visits=1120, returning=480, returned=28, complaints=6, late=70, inspected=90, staff=80,
)  # fmt: skip

RETAIL_CHAIN = Company(
    id="retail-chain", zh="木槿家居连锁：三家门店、客服台、配送安装", en="a chain of three home-goods stores",
    pack="satisfaction-programme", edition=date(2026, 1, 1),
    start=date(2025, 1, 1), end=date(2026, 7, 1), scheme=SCHEME, before=_BEFORE, after=_AFTER,
    units=_UNITS,
    seats=_SEATS,
    services=(
        Service(touchpoint="store", group="store_sales", visits=360, buys=550),
        Service(touchpoint="desk", group="service_desk", visits=130),
        Service(touchpoint="delivery", group="field_service", visits=150),
    ),
    handling=Handling(
        groups=("service_desk", "specialists"), monthly=95, touchpoint="complaint",
        kinds=MappingProxyType({"feedback": 60, "enquiry": 30, "suggestion": 10}),
        importance=MappingProxyType({"normal": 85, "urgent": 8, "major": 7}),
        topics=MappingProxyType({
            "complaint": ("送货延误", "安装粗糙", "承诺未兑现", "态度冷淡"), "feedback": ("色差", "缺少配件", "异味", "保养"),
            "enquiry": ("尺寸", "发票", "会员积分"), "suggestion": ("延长营业时间", "增加样板间"),
        }),
        reviewers=("back_office/4", "back_office/5", "park_store/1"),
    ),
    answering=500, colleagues="support", regular=50, surveyed=STORES,
    goods=(("sofa", 1800, 5200), ("lamp", 90, 640), ("bedding", 150, 900), ("kitchen", 60, 1200)),
    courses=MappingProxyType({
        "store_sales": "需求沟通与如实说明", "service_desk": "倾听与安抚", "specialists": "疑难问题解决",
        "field_service": "上门服务规范", "support": "内部服务承诺",
    }),
    measured=(
        Measured(measure="staff_satisfaction", units=("chain", *STORES), months=6, before=68, after=80, spread=2, n=30),
        Measured(measure="staff_motivation", units=("chain", *STORES), months=6, before=65, after=79, spread=2, n=30),
        Measured(measure="days_to_payment", units=("chain",), months=1, before=26, after=14, spread=3),
    ),
    touchpoints=MappingProxyType({"delivery": 80, "complaint": -120, "regular": -60}),
    stories=_STORIES, facts=_FACTS,
)  # fmt: skip
