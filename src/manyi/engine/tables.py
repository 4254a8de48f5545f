"""The evidence contract: every table and column, its type, unit and meaning, in English and 中文."""

from collections.abc import Iterable
from dataclasses import replace

from manyi.engine.contract import Column, Table, Type, Unit


def _id(name: str, zh: str, en: str, *, links: str | None = None, required: bool = False) -> Column:
    return Column(name=name, type=Type.ID, zh=zh, en=en, links=links, required=required)


def _text(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name=name, type=Type.TEXT, zh=zh, en=en, required=required)


def _choice(name: str, zh: str, en: str, *values: str, required: bool = False) -> Column:
    return Column(name=name, type=Type.CHOICE, zh=zh, en=en, values=values, required=required)


def _date(
    name: str, zh: str, en: str, *, required: bool = False, later: bool = False, not_before: str | None = None
) -> Column:
    return Column(name=name, type=Type.DATE, zh=zh, en=en, required=required, later=later, not_before=not_before)


def _instant(
    name: str, zh: str, en: str, *, required: bool = False, later: bool = False, not_before: str | None = None
) -> Column:
    return Column(name=name, type=Type.INSTANT, zh=zh, en=en, required=required, later=later, not_before=not_before)


def _flag(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name=name, type=Type.FLAG, zh=zh, en=en, required=required)


def _int(
    name: str, zh: str, en: str, unit: Unit, *, low: int | None = 0, high: int | None = None, required: bool = False
) -> Column:
    return Column(name=name, type=Type.INT, zh=zh, en=en, unit=unit, low=low, high=high, required=required)


def _decimal(
    name: str,
    zh: str,
    en: str,
    unit: Unit,
    *,
    low: int | None = 0,
    high: int | None = None,
    places: int = 2,
    required: bool = False,
) -> Column:
    return Column(
        name=name, type=Type.DECIMAL, zh=zh, en=en, unit=unit, low=low, high=high, places=places, required=required
    )


def _derived(name: str, zh: str, en: str, unit: Unit | None, *, type: Type = Type.INT) -> Column:
    return Column(name=name, type=type, zh=zh, en=en, unit=unit, derived=True, low=None)


_PERSON = _id("person", "人员", "the person it is about, at service time", links="people")
_UNIT = replace(
    _id("unit", "单位", "the unit it is about, at service time; filled from the assignment when empty", links="units"),
    filled=True,
)
_FROM = _date("from", "起", "first day", required=True, later=True)
_UNTIL = _date("until", "止", "first day no longer covered; empty = open", later=True)
_TOUCHPOINT = _text("touchpoint", "触点", "where the customer met us, such as pre-sales, delivery, repair")
_BOTH = {"person": "person", "unit": "unit"}


def _key(table: str, zh: str) -> Column:
    return Column(name=table, type=Type.ID, zh=zh, en="its identifier", required=True)


def _table(
    name: str,
    zh: str,
    en: str,
    columns: Iterable[Column],
    *,
    key: tuple[str, ...],
    at: str | None = None,
    until: str | None = None,
    subjects: dict[str, str] | None = None,
    acted: str | None = None,
    wide_prefix: str | None = None,
) -> Table:
    return Table(
        name=name,
        zh=zh,
        en=en,
        columns=tuple(columns),
        key=key,
        at=at,
        until=until,
        subjects=subjects or {},
        acted=acted,
        wide_prefix=wide_prefix,
    )


_ORGANISATION = (
    _table(
        "units", "单位", "departments, stores and teams: a dated tree",
        [
            _key("unit", "单位"), _text("title", "名称", "name people know", required=True),
            _id("parent", "上级单位", "the unit above; empty for the company", links="units"),
            _choice("kind", "类别", "what kind of unit", "company", "region", "department", "store", "team", required=True),
            _text("position_group", "岗位组", "the group whose rules judge this unit, when it is judged as a unit"),
            _FROM, _UNTIL,
        ],
        key=("unit",), subjects={"unit": "unit"},
    ),
    _table(
        "people", "人员", "everybody the scheme applies to",
        [
            _key("person", "人员"), _text("name", "姓名", "name to show", required=True),
            _date("hired", "入职日", "first day of employment", required=True, later=True),
            _date("left", "离职日", "first day no longer employed", later=True),
            _text("device", "本人设备", "pseudonym of the person's own device, made as in responses"),
            _text("contact", "本人联系方式", "pseudonym of the person's own number or address, made as in invitations"),
            _choice("worker_kind", "用工类别", "kind of worker; decides which measures are allowed",
                    "own", "dispatched", "outsourced", "probation", required=True),
            _derived("tenure_days", "在职天数", "days from hiring to the end of the period", Unit.DAYS),
            _derived("leave_days", "休假天数", "days of leave inside the period", Unit.DAYS),
        ],
        key=("person",), subjects={"person": "person"},
    ),
    _table(
        "assignments", "任职", "who worked where, in which position, from when to when",
        [
            _id("person", "人员", "who", links="people", required=True),
            _id("unit", "单位", "where", links="units", required=True),
            _text("position", "岗位", "the position held"),
            _text("position_group", "岗位组", "the group people are compared within", required=True),
            _flag("leader", "负责人", "leads the unit"), _FROM, _UNTIL,
        ],
        key=("person", "from"), at="from", until="until", subjects=_BOTH, acted="from",
    ),
    _table(
        "leave", "休假", "days a person was away",
        [
            _id("person", "人员", "who", links="people", required=True),
            _choice("kind", "类别", "kind of leave", "annual", "sick", "parental", "personal", "other", required=True),
            _FROM, _date("until", "止", "first day back", required=True, later=True),
        ],
        key=("person", "from"), at="from", until="until", subjects={"person": "person"}, acted="from",
    ),
    _table(
        "wages", "工资", "what each person earned in a month: needed where the law limits what may be taken from it",
        [
            _id("person", "人员", "who", links="people", required=True),
            _date("month", "月份", "the first day of the month", required=True),
            _decimal("amount", "应发工资", "wage of the month before anything is taken", Unit.MONEY, required=True),
        ],
        key=("person", "month"), at="month", subjects={"person": "person"},
    ),
    _table(
        "minimum_wages", "最低工资", "the local monthly minimum wage, for a unit and the units below it",
        [
            _id("unit", "单位", "where; units below it without a row of their own share it", links="units", required=True),
            _FROM, _decimal("amount", "月最低工资", "the monthly minimum wage from that day on", Unit.MONEY, required=True),
        ],
        key=("unit", "from"), at="from", subjects={"unit": "unit"},
    ),
    _table(
        "calendar", "工作日历", "holidays and make-up workdays that differ from the week's pattern",
        [
            _date("date", "日期", "the day", required=True, later=True),
            _choice("kind", "类别", "what the day is", "holiday", "workday", required=True),
            _text("name", "名称", "what it is called"),
        ],
        key=("date",), at="date",
    ),
)

_VOICE = (
    _table(
        "customers", "客户", "who is asked and who buys; pseudonyms",
        [
            _key("customer", "客户"),
            _choice("kind", "类别", "internal customers are colleagues who judge support staff",
                    "external", "internal", "partner", required=True),
            _text("segment", "客群", "customer group"),
            _derived("orders", "订单数", "orders within the window, for the subject judged", Unit.COUNT),
        ],
        key=("customer",), subjects=_BOTH,
    ),
    _table(
        "surveys", "调查", "each survey that was carried out",
        [
            _key("survey", "调查"), _text("title", "名称", "name people know"),
            _choice("identity", "身份方式", "what was promised to those who answer",
                    "anonymous", "confidential", "named", required=True),
            _choice("kind", "类别", "why it was asked", "regular", "event", "follow_up", "project", "pulse", "internal",
                    "staff", required=True),
            _FROM, _UNTIL,
        ],
        key=("survey",), at="from",
    ),
    _table(
        "questions", "题目", "each question that can be scored, and its scale",
        [
            _key("question", "题目"), _text("dimension", "维度", "the edition's dimension it measures; empty = none"),
            _choice("kind", "题型", "kind of question", "rating", "recommend", "effort", "choice", "text", required=True),
            _int("low", "最低分", "lowest value on its scale", Unit.POINTS, low=None),
            _int("high", "最高分", "highest value on its scale", Unit.POINTS, low=None),
            _flag("reversed", "反向题", "a low value is good"), _text("text", "题干", "the words asked"),
            _int("place", "次序", "its place in the questionnaire, from 1; empty = as in the edition's questionnaire",
                 Unit.COUNT, low=1),
            _int("expected", "应选", "attention check: the answer of anybody who reads the question; empty = no check",
                 Unit.POINTS, low=None),
        ],
        key=("question",),
    ),
    _table(
        "invitations", "邀请", "whom we asked, about whom, and what came of it (AAPOR dispositions)",
        [
            _key("invitation", "邀请"), _id("survey", "调查", "the survey", links="surveys", required=True),
            _id("customer", "客户", "who was asked", links="customers"), _PERSON, _UNIT, _TOUCHPOINT,
            _id("order", "订单", "the order it asks about", links="orders"),
            _id("case", "工单", "the case it asks about", links="cases"),
            _choice("mode", "方式", "how it was asked", "online", "telephone", "onsite", "paper"),
            _text("contact", "联系方式", "pseudonym of the number or address it was sent to"),
            _instant("contact_changed_at", "联系方式变更时间", "when that number or address was last changed"),
            _instant("sent_at", "发出时间", "when it was sent", required=True),
            _choice("disposition", "结果", "what came of it", "complete", "partial", "refused", "non_contact", "other",
                    "unknown_household", "unknown_other", "not_eligible", required=True),
        ],
        key=("invitation",), at="sent_at", subjects=_BOTH,
    ),
    _table(
        "responses", "答卷", "one filled questionnaire; may carry its answers as columns answer_<question>",
        [
            _key("response", "答卷"), _id("survey", "调查", "the survey", links="surveys"),
            _id("invitation", "邀请", "the invitation it answers", links="invitations"),
            _id("customer", "客户", "who answered; empty when anonymous", links="customers"), _PERSON, _UNIT,
            _id("case", "工单", "the case it follows up", links="cases"),
            _id("project", "项目", "the project it is about", links="projects"),
            _TOUCHPOINT, _choice("mode", "方式", "how it was asked", "online", "telephone", "onsite", "paper"),
            _text("product_line", "产品线", "what was bought or served"),
            _instant("served_at", "服务时间", "when the service happened; attribution is frozen here"),
            replace(
                _text("position_group", "岗位组", "the person's position group at service time; filled when empty"),
                filled=True,
            ),
            _instant("answered_at", "作答时间", "when it was answered; decides the period", required=True),
            _int("seconds", "用时", "time taken to answer", Unit.SECONDS),
            _text("device", "设备", "pseudonym of the device it came from"),
            _flag("staff_device", "员工设备", "came from a device known to belong to staff"),
            _decimal("weight", "权重", "survey weight when a sample was drawn", Unit.RATIO, places=6),
        ],
        key=("response",), at="answered_at", subjects=_BOTH | {"case": "case", "project": "project"},
        acted="served_at", wide_prefix="answer_",
    ),
    _table(
        "answers", "作答", "one answered question, when the answers are not columns of the response",
        [
            _id("response", "答卷", "the response", links="responses", required=True),
            _id("question", "题目", "the question", links="questions", required=True),
            _int("value", "取值", "the value on the question's scale; empty = skipped", Unit.POINTS, low=None),
        ],
        key=("response", "question"),
    ),
    _table(
        "page_times", "分页用时", "how long each page of a questionnaire took",
        [
            _id("response", "答卷", "the response", links="responses", required=True),
            _id("page", "页", "which page", required=True),
            _int("seconds", "用时", "time spent on it", Unit.SECONDS, required=True),
            _int("questions", "题数", "questions answered on it", Unit.COUNT, required=True),
        ],
        key=("response", "page"),
    ),
    _table(
        "quality_reviews", "答卷复核", "what a reviewer decided about a flagged response",
        [
            _id("response", "答卷", "the response", links="responses", required=True),
            _text("flag", "标记", "the flag reviewed", required=True),
            _choice("verdict", "结论", "what was decided", "keep", "exclude", required=True),
            _text("reason", "理由", "why, in words", required=True),
            _id("by", "复核人", "who decided", required=True),
            _instant("at", "时间", "when", required=True, later=True),
        ],
        key=("response", "flag"), at="at",
    ),
    _table(
        "praise", "表扬", "customers' praise: letters, banners, calls",
        [
            _key("praise", "表扬"), _id("person", "人员", "who is praised", links="people"), _UNIT,
            _id("customer", "客户", "who praises", links="customers"),
            _choice("kind", "形式", "in which form", "letter", "banner", "call", "online", required=True),
            _flag("verified", "已核实", "somebody checked that it is genuine", required=True),
            _instant("at", "时间", "when it arrived", required=True),
        ],
        key=("praise",), at="at", subjects=_BOTH,
    ),
)

_HANDLING = (
    _table(
        "cases", "工单", "feedback and complaints and how they were handled",
        [
            _key("case", "工单"),
            _choice("kind", "类别", "what it is", "complaint", "feedback", "enquiry", "suggestion", required=True),
            _text("topic", "主题", "what it is about"), _TOUCHPOINT,
            _text("importance", "重要程度", "one of the edition's promises, such as urgent or normal", required=True),
            _text("channel", "渠道", "where it came in"),
            _choice("source", "来源", "who found it", "customer", "staff", "outside_body", required=True),
            _text("outside_body", "外部机构", "which body or platform sent it"),
            _id("customer", "客户", "whose it is", links="customers"),
            _id("order", "订单", "the order it concerns", links="orders"), _PERSON, _UNIT,
            _instant("received_at", "受理时间", "when it arrived", required=True),
            _instant("first_reply_at", "首次答复时间", "when the customer first got an answer", not_before="received_at"),
            _instant("first_reply_due_at", "首次答复期限", "promised when received; empty = by the edition's promise",
                     later=True),
            _instant("solved_at", "解决时间", "when it was solved", not_before="received_at"),
            _instant("solution_due_at", "解决期限", "promised when received; empty = by the edition's promise", later=True),
            _instant("closed_at", "关闭时间", "when it was closed", not_before="received_at"),
            _choice("finding", "认定", "whether it was justified", "upheld", "partly", "not_upheld", "pending"),
            _instant("found_at", "认定时间", "when that was found; empty = when the case was closed"),
            _int("reopened", "重开次数", "how often it was opened again", Unit.COUNT),
            _int("departments", "协同部门数", "departments that solved it together", Unit.COUNT),
            _flag("satisfied", "客户满意", "the customer, asked after closing, was satisfied"),
            _derived("first_reply_late", "首次答复迟延", "minutes of working time after the promise; negative = early",
                     Unit.MINUTES),
            _derived("solution_late", "解决迟延", "minutes of working time after the promise; negative = early",
                     Unit.MINUTES),
        ],
        key=("case",), at="received_at", subjects=_BOTH | {"case": "case"},
    ),
    _table(
        "case_handlers", "协同办理", "each person's part in a case handled together",
        [
            _id("case", "工单", "the case", links="cases", required=True),
            _id("person", "人员", "who took part", links="people", required=True), _UNIT,
            _decimal("share", "份额", "part of the work; the parts of a case are compared with each other", Unit.RATIO,
                     places=4, required=True),
        ],
        key=("case", "person"), subjects=_BOTH | {"case": "case"},
    ),
    _table(
        "holds", "暂停", "times when the clock of a case stood still, for a reason",
        [
            _id("case", "工单", "the case", links="cases", required=True),
            _instant("from", "起", "when the hold began", required=True), _instant("until", "止", "when it ended; empty = still"),
            _text("reason", "理由", "why, in words", required=True),
        ],
        key=("case", "from"), at="from",
    ),
    _table(
        "reviews", "内部评审", "internal reviews of handled cases, scored on a sheet",
        [
            _key("review", "评审"), _id("case", "工单", "the case", links="cases", required=True), _PERSON, _UNIT,
            _id("reviewer", "评审人", "who reviewed; never of the same unit", links="people", required=True),
            _decimal("quality", "处理质量", "how good the solution was", Unit.SCORE, high=100, required=True),
            _decimal("innovation", "创新", "how inventive it was", Unit.SCORE, high=100),
            _instant("at", "时间", "when", required=True),
        ],
        key=("review",), at="at", subjects=_BOTH | {"case": "case"},
    ),
    _table(
        "findings", "责任认定", "what an investigation found about a person's fault",
        [
            _key("finding", "认定"), _id("person", "人员", "about whom", links="people", required=True), _UNIT,
            _id("case", "工单", "the case", links="cases"),
            _choice("fault", "过错", "degree of fault", "none", "ordinary_negligence", "gross_negligence", "intent",
                    required=True),
            _choice("severity", "严重程度", "how grave the effect was", "minor", "moderate", "serious", "severe",
                    required=True),
            _decimal("loss", "损失", "proven loss to the company", Unit.MONEY),
            _instant("at", "时间", "when it was found", required=True),
        ],
        key=("finding",), at="at", subjects=_BOTH | {"case": "case"},
    ),
    _table(
        "duty_breaches", "失职", "breaches of the duties staff have in the scheme",
        [
            _key("breach", "失职"), _id("person", "人员", "about whom", links="people", required=True), _UNIT,
            _choice("kind", "类别", "which duty", "concealment", "distortion", "begging", "training_missed", "standards",
                    "refusal", required=True),
            _choice("finding", "认定", "what the investigation found", "proven", "not_proven", "pending", required=True),
            _choice("severity", "严重程度", "how grave it was", "minor", "moderate", "serious", "severe"),
            _instant("at", "时间", "when it happened", required=True),
        ],
        key=("breach",), at="at", subjects=_BOTH, acted="at",
    ),
    _table(
        "excuses", "不可归责", "a row that is not this person's doing; it still counts for the unit",
        [
            _choice("table", "表", "which table the row is in", "responses", "cases", required=True),
            _id("row", "行", "the row's key", required=True),
            _choice("reason", "理由", "why it is not the person's doing", "logistics", "policy", "outage", "supplier",
                    "other", required=True),
            _id("by", "提出人", "who proposed it", required=True),
            _id("second", "复核人", "the second person, who agreed", required=True),
            _instant("at", "时间", "when", required=True, later=True),
        ],
        key=("table", "row"), at="at",
    ),
)

_BUSINESS = (
    _table(
        "orders", "订单", "what was sold, by whom, when",
        [
            _key("order", "订单"), _id("customer", "客户", "who bought", links="customers", required=True), _PERSON, _UNIT,
            _text("product_line", "产品线", "what was bought"), _decimal("amount", "金额", "amount", Unit.MONEY),
            _instant("ordered_at", "下单时间", "when", required=True),
            _instant("due_at", "约定交付", "promised delivery", later=True),
            _instant("delivered_at", "交付时间", "actual delivery", not_before="ordered_at"),
        ],
        key=("order",), at="ordered_at", subjects=_BOTH, acted="ordered_at",
    ),
    _table(
        "returns", "退货", "orders taken back",
        [
            _key("return", "退货"), _id("order", "订单", "the order", links="orders", required=True), _PERSON, _UNIT,
            _text("reason", "原因", "why"), _decimal("amount", "金额", "amount", Unit.MONEY),
            _instant("at", "时间", "when", required=True),
        ],
        key=("return",), at="at", subjects=_BOTH,
    ),
    _table(
        "projects", "项目", "work done for one customer over a time",
        [
            _key("project", "项目"), _text("title", "名称", "name people know", required=True),
            _id("customer", "客户", "for whom", links="customers"), _UNIT, _flag("major", "重大项目", "gets its own survey"),
            _FROM, _date("due", "约定交付", "promised delivery", later=True),
            _date("delivered", "交付日", "actual delivery", not_before="from"),
            _derived("duration_days", "项目天数", "days from the first day to the actual delivery, both counted", Unit.DAYS),
        ],
        key=("project",), at="from", subjects={"unit": "unit", "project": "project"},
    ),
    _table(
        "project_members", "项目成员", "who worked on a project",
        [
            _id("project", "项目", "the project", links="projects", required=True),
            _id("person", "人员", "who", links="people", required=True), _text("role", "角色", "their part"),
            _decimal("share", "份额", "part of the work", Unit.RATIO, places=4), _FROM, _UNTIL,
        ],
        key=("project", "person"), at="from", subjects={"person": "person", "project": "project"},
    ),
    _table(
        "milestones", "里程碑", "dated promises inside a project",
        [
            _id("project", "项目", "the project", links="projects", required=True), _text("milestone", "里程碑", "which", required=True),
            _UNIT, _date("due", "约定日", "promised day", required=True, later=True), _date("done", "完成日", "actual day"),
            _derived("late_days", "迟延天数", "calendar days after the promised day; negative = early", Unit.DAYS),
        ],
        key=("project", "milestone"), at="due", subjects={"unit": "unit", "project": "project", "person": "project"},
    ),
    _table(
        "values", "外部指标", "figures measured elsewhere: a manufacturer's index, mystery shopping",
        [
            _id("measure", "指标", "what is measured", required=True), _id("person", "人员", "about whom", links="people"),
            _id("unit", "单位", "about which unit", links="units"),
            _text("dimension", "维度", "the edition's dimension, when it is measured per dimension"),
            _FROM, _date("until", "止", "first day no longer covered", required=True, later=True),
            _decimal("value", "取值", "the value", Unit.POINTS, low=None, places=6, required=True),
            _int("n", "样本量", "answers behind it, when known", Unit.COUNT),
        ],
        key=("measure", "person", "unit", "dimension", "from"), at="from", until="until", subjects=_BOTH,
    ),
)

_IMPROVEMENT = (
    _table(
        "ideas", "改进提案", "proposals for doing better, and whether their effect was proven",
        [
            _key("idea", "提案"), _id("person", "人员", "who proposed it first", links="people", required=True), _UNIT,
            _text("title", "名称", "what it is", required=True),
            _choice("state", "状态", "how far it came", "proposed", "tried", "adopted", "rejected", required=True),
            _choice("effect", "效果", "whether an effect was shown", "proven", "not_shown", "pending", required=True),
            _decimal("effect_size", "效果值", "gain shown, in index points", Unit.SCORE, low=None),
            _instant("at", "时间", "when the effect was judged, else when it was proposed", required=True),
        ],
        key=("idea",), at="at", subjects=_BOTH | {"idea": "idea"},
    ),
    _table(
        "idea_members", "提案成员", "those who worked on an idea together",
        [
            _id("idea", "提案", "the idea", links="ideas", required=True),
            _id("person", "人员", "who", links="people", required=True),
            _decimal("share", "份额", "part of the work", Unit.RATIO, places=4, required=True),
        ],
        key=("idea", "person"), subjects={"person": "person", "idea": "idea"},
    ),
    _table(
        "nominations", "提名", "who was put forward for which award",
        [
            _key("nomination", "提名"), _text("award", "奖项", "the edition's award", required=True),
            _id("person", "人员", "a person", links="people"), _id("unit", "单位", "or a unit", links="units"),
            _id("case", "工单", "or a case", links="cases"), _id("idea", "提案", "or an idea", links="ideas"),
            _id("by", "提名人", "who nominates", links="people", required=True), _text("reason", "理由", "why, in words"),
            _instant("at", "时间", "when", required=True),
        ],
        key=("nomination",), at="at", subjects=_BOTH | {"case": "case", "idea": "idea"},
    ),
    _table(
        "votes", "投票", "votes on nominations",
        [
            _id("nomination", "提名", "which", links="nominations", required=True),
            _id("voter", "投票人", "who", links="people", required=True), _flag("approve", "赞成", "for or against", required=True),
            _instant("at", "时间", "when", required=True),
        ],
        key=("nomination", "voter"), at="at",
    ),
    _table(
        "trainings", "培训", "who was trained in what, with what result",
        [
            _id("person", "人员", "who", links="people", required=True), _text("course", "课程", "in what", required=True),
            _choice("result", "结果", "with what result", "passed", "failed", "attended", "absent", required=True),
            _decimal("hours", "学时", "how long", Unit.HOURS), _instant("at", "时间", "when", required=True),
        ],
        key=("person", "course", "at"), at="at", subjects={"person": "person"}, acted="at",
    ),
    _table(
        "inspections", "内部检查", "internal inspections of service standards",
        [
            _key("inspection", "检查"), _id("person", "人员", "a person inspected", links="people"),
            _id("unit", "单位", "the unit inspected", links="units"), _text("kind", "类别", "what was inspected"),
            _decimal("score", "得分", "mark on the sheet", Unit.SCORE, high=100, required=True),
            _instant("at", "时间", "when", required=True),
        ],
        key=("inspection",), at="at", subjects=_BOTH, acted="at",
    ),
    _table(
        "rectifications", "整改", "personal or unit plans to mend a problem, with their verdict",
        [
            _key("rectification", "整改"), _id("person", "人员", "whose", links="people"), _UNIT,
            _text("rule", "依据", "the penalty it follows"), _date("opened", "开始日", "when it began", required=True),
            _date("due", "期限", "until when", required=True, later=True),
            _date("closed", "结束日", "when judged", not_before="opened"),
            _choice("outcome", "结论", "what came of it", "open", "done", "failed", required=True),
        ],
        key=("rectification",), at="opened", subjects=_BOTH,
    ),
    _table(
        "decisions", "既往评定", "earlier decisions, opening balances included: ladders, pauses and look-backs read them",
        [
            _key("decision", "评定"), _text("rule", "规则", "the award or penalty", required=True),
            _choice("kind", "类别", "what it is", "award", "penalty", required=True),
            _id("person", "人员", "about whom", links="people"), _id("unit", "单位", "about which unit", links="units"),
            _text("period", "考核期", "the period it was decided for, such as 2026-03"),
            _text("measure", "措施", "the step taken, or what was given"),
            _choice("state", "状态", "what became of it", "effective", "expired", "removed", "revoked", "pending", required=True),
            _date("effective", "生效日", "when it took effect", required=True, later=True),
            _date("expires", "失效日", "when it expires", later=True, not_before="effective"),
            _decimal("amount", "金额", "money", Unit.MONEY),
            _decimal("carried", "结转", "still owed after this decision: a loss whose recovery goes on in later months",
                     Unit.MONEY),
        ],
        key=("decision",), at="effective", subjects=_BOTH,
    ),
    _table(
        "corrections", "更正", "a value found wrong later: a new line, never an edit",
        [
            _key("correction", "更正"), _text("table", "表", "which table", required=True),
            _text("row", "行", "the row's key; several parts are joined by |", required=True),
            _text("column", "列", "which column", required=True), _text("value", "新值", "the right value; empty = none"),
            _text("reason", "理由", "why, in words", required=True), _id("by", "更正人", "who", required=True),
            _instant("at", "时间", "when", required=True, later=True),
        ],
        key=("correction",), at="at",
    ),
)

TABLES: dict[str, Table] = {
    table.name: table for group in (_ORGANISATION, _VOICE, _HANDLING, _BUSINESS, _IMPROVEMENT) for table in group
}
"""Every evidence table by name, in the order of the generated documentation."""
