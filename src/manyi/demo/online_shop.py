"""An online shop whose staff are rewarded for handling feedback well; the scheme begins after a year of slow answers."""

from datetime import date
from types import MappingProxyType

from manyi.demo.kit.spec import Company, Handling, Level, Measured, Seat, Service, Unit, team
from manyi.demo.kit.story import (
    Breach,
    Earlier,
    Fact,
    Found,
    Missed,
    Nominated,
    OnOneTablet,
    Praised,
    Proposed,
    Rectified,
    Shift,
    Story,
    ToldCase,
)
from manyi.demo.people import Away

SCHEME = date(2026, 1, 1)
_UNITS = (
    Unit("shop", "青橙网店", kind="company"),
    Unit("chat_team", "在线客服一组", "shop"),
    Unit("chat_team_2", "在线客服二组", "shop"),
    Unit("hotline_team", "热线组", "shop"),
    Unit("expert_team", "专业支持组", "shop"),
    Unit("operations", "运营与仓储部", "shop", "department"),
    Unit("quality_office", "质量与行政部", "shop", "department"),
)
_STAR, _FEW, _WEAK, _NEW, _AWAY = (
    "chat_team/2",
    "hotline_team/part_time",
    "chat_team_2/3",
    "hotline_team/new",
    "hotline_team/3",
)
_HANDLERS = ("在线坐席", "在线坐席", "在线坐席", "反馈专员")
_SEATS = (
    *team("chat_team", "handlers", "反馈专员", _HANDLERS, (4, 4, 4, 4)),
    Seat(name=_NEW, unit="hotline_team", position="在线坐席", group="handlers", hired=date(2026, 4, 13), worker_kind="probation"),
    *team("chat_team_2", "handlers", "反馈专员", _HANDLERS, (4, 4, 4, 4)),
    *team("hotline_team", "handlers", "客服专员", ("热线坐席", "热线坐席", "热线坐席"), (4, 4, 4))[:2],
    Seat(
        name=_AWAY, unit="hotline_team", position="热线坐席", group="handlers",
        away=(Away(kind="sick", first=date(2026, 2, 9), back=date(2026, 3, 25)),),
    ),
    Seat(name="hotline_team/4", unit="hotline_team", position="热线坐席", group="handlers"),
    Seat(name=_FEW, unit="hotline_team", position="热线坐席", group="handlers", load=1, worker_kind="dispatched"),
    *team("expert_team", "experts", "质量专员", ("技术支持", "技术支持", "质量专员", "物流专员"), (4, 4, 4, 4)),
    *team("operations", "colleagues", "其他岗位", ("其他岗位",) * 8, (4,) * 8),
    *team("quality_office", "colleagues", "其他岗位", ("其他岗位",) * 3, (0,) * 3),
)  # fmt: skip


def _found(day: int) -> ToldCase:
    """A problem the packer found before a customer did."""
    return ToldCase(
        name=f"label_{day}", seat="operations/4", day=date(2026, 5, day), kind="feedback", topic="发货标签错误",
        source="staff", finding="upheld", satisfied=None, prompt=True,
    )  # fmt: skip


_STORIES = (
    Story(
        id="star", who=(_STAR,), rule="excellent_month", periods=("2026-04",), answer="award",
        en="Answers at once, solves well, customers are satisfied.", zh="答复快、处理好、客户满意。",
        facts=(Shift(who=_STAR, quality=1100),),
    ),
    Story(
        id="star_of_quarter", who=(_STAR,), rule="best_quarter", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="The most satisfying handling of the quarter.", zh="季度内客户最满意。",
    ),
    Story(
        id="expert", who=("expert_team/3",), rule="excellent_month", periods=("2026-03", "2026-05"), answer="award",
        en="Solves what handlers pass on better than the other experts.", zh="解决转来的问题优于其他专家。",
        facts=(Shift(who="expert_team/3", quality=600),),
    ),
    Story(
        id="paused", who=("chat_team_2/2",), rule="excellent_month", periods=("2026-03",), answer="held back: pause",
        en="As good as the star, but awarded for January.", zh="与明星同样突出，但刚因一月表现获奖。",
        facts=(
            Shift(who="chat_team_2/2", quality=560),
            Earlier(who="chat_team_2/2", rule="excellent_month", kind="award", measure="certificate",
                    effective=date(2026, 2, 12), amount="500.00"),
        ),
    ),
    Story(
        id="fine_but_few", who=(_FEW,), rule="best_quarter", periods=("2026-Q2",), answer="award",
        en="Works few hours and has few answers, but every case was handled well: honour without money.",
        zh="工时少、答卷少，但件件处理优秀：只授荣誉，不发奖金。",
        facts=(Shift(who=_FEW, quality=650), Praised(seat=_FEW, day=date(2026, 5, 14))),
    ),
    Story(
        id="inventive", who=("live_video",), rule="inventive_case", periods=("2026-Q1",), answer="award",
        en="A machine was mended over live video instead of being sent back.", zh="用视频远程修好机器，免去寄回。",
        facts=(
            ToldCase(name="live_video", seat="expert_team/2", day=date(2026, 2, 24), kind="feedback", topic="远程视频维修",
                     finding=None, satisfied=True, prompt=True, departments=2,
                     parts=(("expert_team/2", "0.7"), ("chat_team/3", "0.3")), reviews=((91, 95), (88, 92))),
        ),
    ),
    Story(
        id="new_method", who=("one_click_return",), rule="new_method", periods=("2026-Q2",), answer="award",
        en="Returns at one click: proven to save two days a case.", zh="一键退换：经验证每件节省两天。",
        facts=(
            Proposed(name="one_click_return", seat="chat_team/3", day=date(2026, 5, 27), title="一键退换", size="3.60",
                     parts=(("chat_team/3", "0.5"), ("operations/3", "0.5"))),
        ),
    ),
    Story(
        id="found_and_solved", who=("operations/4",), rule="found_and_solved", periods=("2026-05",), answer="award",
        en="A packer found and put right three wrong labels before any customer noticed.",
        zh="打包员在客户发现前找出并改正三处标签错误。",
        facts=(_found(6), _found(13), _found(21)),
    ),
    Story(
        id="best_team", who=("chat_team",), rule="excellent_team", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="The first chat team handles feedback best.", zh="在线客服一组处理最好。",
        facts=(Shift(who="chat_team", quality=300),),
    ),
    Story(
        id="chosen_by_staff", who=("lost_gift",), rule="chosen_by_staff", periods=("2026-Q2",), answer="award",
        en="A lost wedding gift was replaced overnight; six of seven colleagues voted for it.",
        zh="连夜补寄遗失的婚礼礼物；七票六赞成。",
        facts=(
            ToldCase(name="lost_gift", seat="hotline_team/2", day=date(2026, 4, 22), topic="礼物遗失", importance="urgent",
                     finding="partly", satisfied=True, prompt=True, departments=2,
                     parts=(("hotline_team/2", "0.6"), ("operations/2", "0.4")),
                     nominated=Nominated(
                         award="chosen_by_staff", by="chat_team/4", against=("expert_team/2",),
                         approve=("chat_team/3", "chat_team_2/4", "hotline_team/4", "expert_team/4", "operations/5", "operations/6"),
                     )),
        ),
    ),
    Story(
        id="promotion", who=(_STAR,), rule="promotion", periods=("2026",), answer="award",
        en="Three awards within twelve months.", zh="十二个月内三次获奖。",
        facts=tuple(
            Earlier(who=_STAR, rule=rule, kind="award", measure="certificate", effective=day, amount=amount)
            for rule, day, amount in (
                ("excellent_month", date(2026, 2, 12), "500.00"), ("best_quarter", date(2026, 4, 20), "2000.00"),
                ("excellent_month", date(2026, 5, 13), "500.00"),
            )
        ),
    ),
    Story(
        id="needs_help", who=(_WEAK,), rule="support_plan", periods=("2026-Q1", "2026-Q2"), answer="coaching",
        en="Late and curt: help, not punishment.", zh="拖延、生硬：给予辅导，而非处罚。",
        facts=(
            Shift(who=_WEAK, quality=-900),
            Rectified(who=_WEAK, rule="support_plan", opened=date(2026, 4, 20), due=date(2026, 6, 3), closed=date(2026, 6, 5),
                      outcome="failed"),
        ),
    ),
    Story(
        id="newcomer", who=(_NEW,), rule="support_plan", periods=("2026-Q2",), answer="mentoring",
        en="In the first weeks everything takes long: a mentor.", zh="入职初期处理慢：安排师傅带教。",
        facts=(Shift(who=_NEW, quality=-900),),
    ),
    Story(
        id="away", who=(_AWAY,), rule="support_plan", periods=("2026-Q1",), answer="held back: except",
        en="Poor cases in a quarter spent mostly on sick leave.", zh="当季大部分时间病假，不作判断。",
        facts=(Shift(who=_AWAY, quality=-900, since=date(2026, 1, 1), until=date(2026, 4, 1)),),
    ),
    Story(
        id="helped", who=("hotline_team/4",), rule="support_plan", periods=("2026-Q1", "2026-Q2"), answer="none",
        en="Slow and curt until helped in the autumn, since then like the others.", zh="秋季经辅导后与同事相当。",
        facts=(
            Shift(who="hotline_team/4", quality=-800, until=date(2025, 12, 1)),
            Rectified(who="hotline_team/4", rule="support_plan", opened=date(2025, 10, 13), due=date(2025, 11, 28),
                      closed=date(2025, 11, 26), outcome="done"),
        ),
    ),
    Story(
        id="distorted", who=("chat_team_2/5",), rule="excellent_month", periods=("2026-04", "2026-05", "2026-06"), answer="none",
        en="Fine figures, but cases were closed in the customer's name: no award for a year.",
        zh="数据亮眼，但查实冒充客户确认结案：一年内不得奖。",
        facts=(
            Shift(who="chat_team_2/5", quality=800),
            Breach(seat="chat_team_2/5", day=date(2026, 4, 15), kind="distortion", severity="serious"),
            OnOneTablet(seat="chat_team_2/5", day=date(2026, 4, 1), answers=6),
        ),
    ),
)  # fmt: skip

_FACTS: tuple[Fact, ...] = (
    Earlier(who="chat_team/4", rule="support_plan", kind="penalty", measure="coaching", effective=date(2025, 8, 11),
            state="expired", lasts=3),
    Earlier(who="hotline_team/2", rule="excellent_month", kind="award", measure="certificate", effective=date(2025, 9, 3),
            state="revoked", amount="500.00"),
    Breach(seat="chat_team/4", day=date(2025, 9, 9), kind="begging", finding="not_proven"),
    Breach(seat="chat_team_2/4", day=date(2026, 6, 11), kind="refusal", finding="pending"),
    Found(seat="operations/7", day=date(2026, 3, 12), fault="ordinary_negligence", severity="minor", loss="260.00"),
    Missed(seat="chat_team_2/4", day=date(2026, 5, 19), course="安抚与闭环"),
    Rectified(who="expert_team", rule="slow_solutions", opened=date(2025, 9, 8), due=date(2025, 9, 22),
              closed=date(2025, 9, 22), outcome="done"),
    Proposed(name="night_shift", seat="hotline_team/2", day=date(2025, 10, 15), title="夜班轮值", state="tried",
             effect="not_shown"),
)  # fmt: skip

ONLINE_SHOP = Company(
    id="online-shop", zh="青橙网店：在线客服、热线、专业支持", en="an online shop with chat, hotline and experts",
    pack="feedback-excellence", edition=date(2026, 1, 1),
    start=date(2025, 1, 1), end=date(2026, 7, 1), scheme=SCHEME,
    before=Level(quality=-160, visits=1000, returning=240, returned=90, complaints=40, late=300, inspected=81, staff=67),
    after=Level(quality=80, visits=1180, returning=470, returned=40, complaints=18, late=60, inspected=90, staff=79),
    units=_UNITS,
    seats=_SEATS,
    services=(Service(touchpoint="shop", group="colleagues", visits=900, buys=800, asked=0),),
    handling=Handling(
        groups=("experts", "handlers"), monthly=95, touchpoint="case", about_handler=True, spread_out=False, reviewed=300,
        kinds=MappingProxyType({"feedback": 45, "enquiry": 35, "complaint": 12, "suggestion": 8}),
        importance=MappingProxyType({"normal": 70, "urgent": 10, "minor": 20}),
        topics=MappingProxyType({
            "complaint": ("少发漏发", "运输破损", "与描述不符"), "feedback": ("尺码", "退换进度", "赠品", "使用方法"),
            "enquiry": ("发货时间", "优惠规则", "发票"), "suggestion": ("增加自提点", "包装减量"),
        }),
        channels=("chat", "hotline", "email", "marketplace"),
        reviewers=("quality_office/2", "quality_office/3", "quality_office/4"),
    ),
    answering=600,
    goods=(("clothing", 60, 480), ("home", 40, 620), ("gadgets", 90, 1500)),
    courses=MappingProxyType({"handlers": "安抚与闭环", "experts": "疑难问题解决", "colleagues": "主动发现问题"}),
    measured=(
        Measured(measure="staff_satisfaction", units=("shop",), months=6, before=67, after=79, spread=2, n=30),
        Measured(measure="days_to_payment", units=("shop",), months=1, before=27, after=13, spread=3),
    ),
    stories=_STORIES, facts=_FACTS,
)  # fmt: skip
