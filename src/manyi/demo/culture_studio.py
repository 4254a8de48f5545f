"""A culture studio that works in projects: contacts judge people every quarter, support staff are judged by colleagues."""

from datetime import date
from types import MappingProxyType

from manyi.demo.culture_stories import AWAY, FACTS, FEW, LOSS, NEW, OUTSOURCED, SCHEME, STORIES
from manyi.demo.kit.spec import Company, Handling, Level, Measured, Seat, Studio, Unit, team
from manyi.demo.people import Away

_UNITS = (
    Unit("studio", "回声文化工作室", kind="company"),
    Unit("planning_dept", "策划部", "studio", "department", "planning"),
    Unit("creative_dept", "创意一部", "studio", "department", "creative"),
    Unit("design_dept", "创意二部", "studio", "department", "creative"),
    Unit("production_dept", "制作部", "studio", "department", "production"),
    Unit("client_dept", "客户服务部", "studio", "department", "customer_service"),
    Unit("marketing_dept", "市场部", "studio", "department", "marketing"),
    Unit("office_dept", "行政财务部", "studio", "department", "support"),
    Unit("technical_dept", "技术支持部", "studio", "department", "support"),
)
_SEATS = (
    *team("planning_dept", "planning", "planning_director", ("planner", "planner", "planner", "copywriter", "copywriter"),
          (4, 4, 4, 4, 4)),
    *team("creative_dept", "creative", "creative_director",
          ("art_designer", "art_designer", "art_designer", "motion_designer", "motion_designer", "motion_designer"),
          (4, 4, 4, 4, 4, 4)),
    *team("design_dept", "creative", "creative_director", ("art_designer", "motion_designer", "art_designer"), (4, 4, 4)),
    Seat(name=NEW, unit="creative_dept", position="art_designer", group="creative", hired=date(2026, 4, 7),
         worker_kind="probation"),
    *team("production_dept", "production", "production_director", ("producer", "producer", "film_editor"), (4, 4, 4)),
    Seat(name=AWAY, unit="production_dept", position="film_editor", group="production",
         away=(Away(kind="parental", first=date(2026, 4, 6), back=date(2026, 6, 8)),)),
    Seat(name="production_dept/6", unit="production_dept", position="film_editor", group="production"),
    Seat(name=LOSS, unit="production_dept", position="stage_builder", group="production"),
    Seat(name="production_dept/8", unit="production_dept", position="stage_builder", group="production"),
    Seat(name=OUTSOURCED, unit="production_dept", position="stage_builder", group="production", worker_kind="outsourced"),
    *team("client_dept", "customer_service", "account_director",
          ("account_executive", "account_executive", "customer_service_specialist", "account_executive"), (4, 4, 4, 4)),
    Seat(name=FEW, unit="client_dept", position="customer_service_specialist", group="customer_service", load=1,
         hired=date(2026, 6, 1)),
    *team("marketing_dept", "marketing", "marketing_director", ("market_researcher", "business_developer"), (4, 4)),
    *team("office_dept", "support", "administration", ("finance", "human_resources", "administration"), (4, 4, 4)),
    *team("technical_dept", "support", "technical_support", ("technical_support", "technical_support"), (4, 4)),
)  # fmt: skip


CULTURE_STUDIO = Company(
    id="culture-studio", zh="回声文化工作室：项目制，支持人员由内部客户评价", en="a culture studio that works in projects",
    pack="culture-company", edition=date(2026, 1, 1),
    start=date(2025, 1, 1), end=date(2026, 7, 1), scheme=SCHEME,
    before=Level(quality=-40, visits=1000, returning=0, returned=0, complaints=0, late=260, inspected=82, staff=67),
    after=Level(quality=120, visits=1000, returning=0, returned=0, complaints=0, late=60, inspected=91, staff=80),
    units=_UNITS,
    seats=_SEATS,
    services=(),
    handling=Handling(
        groups=("customer_service",), monthly=70, touchpoint="relationship", followed=0, reviewed=120, about_handler=True,
        kinds=MappingProxyType({"feedback": 55, "enquiry": 30, "complaint": 5, "suggestion": 10}),
        importance=MappingProxyType({"normal": 70, "major": 20, "urgent": 10}),
        topics=MappingProxyType({
            "complaint": ("进度不透明", "报价变更"), "feedback": ("修改意见", "色彩", "文案", "场地"),
            "enquiry": ("档期", "合同", "发票"), "suggestion": ("增加样片", "缩短评审"),
        }),
        reviewers=("office_dept/4", "office_dept/3", "technical_dept/1"),
    ),
    studio=Studio(
        lead="planning", makers=("creative", "production", "customer_service", "marketing", "creative", "production"),
        monthly=12, contacts=16, customers=80,
        titles=("城市展览", "品牌短片", "剧场演出", "节庆活动", "文创设计"),
        milestones=("方案确认", "中期评审", "彩排验收", "交付"),
    ),
    answering=650, colleagues="support",
    courses=MappingProxyType({
        "planning": "需求沟通", "creative": "创意提案", "production": "进度与安全", "customer_service": "安抚与闭环",
        "marketing": "市场洞察", "support": "内部服务承诺",
    }),
    measured=(
        Measured(measure="staff_satisfaction", units=("studio",), months=6, before=67, after=80, spread=2, n=30),
        Measured(measure="days_to_payment", units=("studio",), months=1, before=31, after=16, spread=3),
    ),
    stories=STORIES, facts=FACTS, settle="2026-Q2",
)  # fmt: skip
