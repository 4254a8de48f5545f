"""Tables, columns and values of the evidence contract in both languages."""

from manyi.engine.contract import Column
from manyi.engine.policy.columns import row_columns, subject_columns
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.tables import TABLES
from manyi.engine.wording.vocabulary import Both, Language, pick

_VALUES: dict[str, str] = {
    "own": "本单位员工", "dispatched": "劳务派遣", "outsourced": "外包", "probation": "试用期",
    "company": "公司", "region": "大区", "department": "部门", "store": "门店", "team": "团队",
    "annual": "年假", "sick": "病假", "parental": "产育假", "personal": "事假", "other": "其他",
    "holiday": "放假", "workday": "上班",
    "external": "外部客户", "internal": "内部客户", "partner": "合作伙伴",
    "anonymous": "匿名", "confidential": "保密", "named": "实名",
    "regular": "定期", "event": "事件触发", "follow_up": "回访", "project": "项目", "pulse": "快速", "staff": "员工",
    "rating": "评分", "recommend": "推荐", "effort": "费力程度", "choice": "选择", "text": "文字",
    "online": "网络", "telephone": "电话", "onsite": "现场", "paper": "纸质",
    "complete": "完成", "partial": "部分完成", "refused": "拒绝", "non_contact": "未联系上",
    "unknown_household": "对象不明", "unknown_other": "情况不明", "not_eligible": "不属于调查对象",
    "keep": "保留", "exclude": "剔除",
    "letter": "表扬信", "banner": "锦旗", "call": "电话",
    "complaint": "投诉", "feedback": "反馈", "enquiry": "咨询", "suggestion": "建议",
    "customer": "客户", "outside_body": "外部机构",
    "upheld": "属实", "partly": "部分属实", "not_upheld": "不属实", "pending": "待定",
    "none": "无过错", "ordinary_negligence": "一般过失", "gross_negligence": "重大过失", "intent": "故意",
    "minor": "轻微", "moderate": "一般", "serious": "严重", "severe": "特别严重",
    "concealment": "隐瞒", "distortion": "歪曲", "begging": "索要好评", "training_missed": "缺席培训",
    "standards": "违反服务规范", "refusal": "拒绝办理",
    "proven": "查实", "not_proven": "未查实",
    "responses": "答卷", "cases": "工单",
    "logistics": "物流", "policy": "公司规定", "outage": "系统故障", "supplier": "供应商",
    "proposed": "已提出", "tried": "试行", "adopted": "已采纳", "rejected": "未采纳", "not_shown": "未见效",
    "passed": "合格", "failed": "不合格", "attended": "参加", "absent": "缺席",
    "open": "进行中", "done": "完成",
    "award": "奖励", "penalty": "处罚",
    "effective": "有效", "expired": "已失效", "removed": "已解除", "revoked": "已撤销",
}  # fmt: skip
_SPECIAL: dict[tuple[str, str], str] = {
    ("surveys", "internal"): "内部客户", ("surveys", "staff"): "员工调查", ("ideas", "proven"): "见效",
    ("rectifications", "failed"): "整改不力", ("praise", "online"): "网络",
}  # fmt: skip
FLAGS: dict[str, tuple[Both, Both]] = {
    "leader": (("是负责人", "it is the leader"), ("不是负责人", "it is not the leader")),
    "reversed": (("是反向题", "it is reversed"), ("不是反向题", "it is not reversed")),
    "staff_device": (
        ("来自员工设备", "it came from a staff device"),
        ("不是来自员工设备", "it did not come from a staff device"),
    ),
    "verified": (("已核实", "it is verified"), ("未核实", "it is not verified")),
    "satisfied": (("客户满意", "the customer was satisfied"), ("客户不满意", "the customer was not satisfied")),
    "major": (("是重大项目", "it is a major project"), ("不是重大项目", "it is not a major project")),
    "approve": (("赞成", "it is in favour"), ("反对", "it is against")),
}
_CLASSIFIERS = {"cases": "件", "praise": "件", "responses": "份", "answers": "份", "orders": "单", "customers": "位",
                "decisions": "次", "reviews": "次", "inspections": "次", "ideas": "项"}  # fmt: skip


def english(name: str) -> str:
    """A name of the contract as English words."""
    return name.replace("_", " ")


def table_words(table: str, lang: Language) -> str:
    """What the rows of a table are called."""
    return pick(lang, TABLES[table].zh, english(table))


def classifier(table: str) -> str:
    """The Chinese measure word for rows of a table."""
    return _CLASSIFIERS.get(table, "条")


def columns_of(table: str | None, kind: SubjectKind | None) -> dict[str, Column]:
    """The columns that a condition over rows of a table, or over subjects of a kind, may name."""
    return row_columns(table) if table is not None else subject_columns(kind) if kind is not None else {}


def column_words(name: str, column: Column | None, lang: Language) -> str:
    """What a column is called; `survey_kind` is the kind of a response's survey."""
    if name == "survey_kind":
        return pick(lang, "调查类别", "kind of survey")
    return pick(lang, column.zh if column is not None else name, english(name))


def value_words(word: str, table: str | None, lang: Language) -> str:
    """A value of a choice column; words that the contract does not know stay as written."""
    if lang == "en":
        return english(word)
    return _SPECIAL.get((table or "", word), _VALUES.get(word, word))
