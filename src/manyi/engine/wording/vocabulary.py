"""The fixed words of editions and evidence in both languages: roles, steps, kinds of things, values of columns."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]
Both = tuple[str, str]


def pick(lang: Language, zh: str, en: str) -> str:
    """One of two texts by language."""
    return zh if lang == "zh" else en


def word_of(words: Mapping[str, Both], key: str, lang: Language) -> str:
    """A fixed word. Raises KeyError for a word that the language of editions does not have."""
    return pick(lang, *words[key])


CADENCES: dict[str, Both] = {
    "month": ("每月", "every month"),
    "quarter": ("每季度", "every quarter"),
    "year": ("每年", "every year"),
    "project": ("每个项目结束时", "when a project ends"),
}

SUBJECTS: dict[str, Both] = {
    "person": ("员工", "people"),
    "unit": ("单位", "units"),
    "case": ("工单", "cases"),
    "idea": ("改进提案", "ideas"),
    "project": ("项目", "projects"),
}

ONE_SUBJECT: dict[str, Both] = {
    "person": ("员工", "person"),
    "unit": ("单位", "unit"),
    "case": ("工单", "case"),
    "idea": ("改进提案", "idea"),
    "project": ("项目", "project"),
}

UNIT_KINDS: dict[str, Both] = {
    "company": ("公司", "company"),
    "region": ("大区", "region"),
    "department": ("部门", "department"),
    "store": ("门店", "store"),
    "team": ("团队", "team"),
}

WITHIN: dict[str, Both] = {
    "company": ("全公司", "in the whole company"),
    "position_group": ("各岗位组内", "within each position group"),
    "unit": ("各单位内", "within each unit"),
}

TOP_ROUNDING: dict[str, Both] = {
    "up": ("向上取整", "rounded up"),
    "down": ("向下取整", "rounded down"),
    "nearest": ("四舍五入取整", "rounded to the nearest whole number"),
}

TOP_OF: dict[str, Both] = {
    "judged": ("以有得分者为基数", "counted over all who have a score"),
    "eligible": ("以符合条件者为基数", "counted over all who meet the conditions"),
}

TIES: dict[str, Both] = {
    "all": ("与末位并列的，全部入选", "those level with the last place are all chosen"),
    "none": ("与末位并列的，都不入选", "those level with the last place are not chosen"),
    "management_group": (
        "与末位并列的，由管理小组决定",
        "the management group decides between those level with the last place",
    ),
}

HONOURS: dict[str, Both] = {
    "certificate": ("证书", "a certificate"),
    "trophy": ("奖杯", "a trophy"),
    "title": ("荣誉称号", "an honorary title"),
    "banner": ("锦旗", "a banner"),
}

CAREERS: dict[str, Both] = {
    "promotion_priority": ("优先晋升", "priority in promotion"),
    "training_priority": ("优先培训", "priority in training"),
    "project_priority": ("优先选择项目", "first choice of projects"),
}

PUBLICITY: dict[str, Both] = {
    "unit": ("在本单位通报表扬", "praise announced in the unit"),
    "company": ("在全公司通报表扬", "praise announced in the whole company"),
    "public": ("向社会公开表扬", "praise announced in public"),
}

AMONG: dict[str, Both] = {
    "members": ("成员", "the members"),
    "leader": ("负责人", "the leader"),
    "handlers": ("办理人", "those who handled it"),
}

SPLITS: dict[str, Both] = {
    "equal": ("平均分配", "in equal parts"),
    "by_days": ("按在岗天数分配", "by days worked"),
    "by_share": ("按各自份额分配", "by their share of the work"),
}

WHEN_SHORT: dict[str, Both] = {
    "scale_cash": ("各项奖金按同一比例缩减", "all cash is reduced in proportion"),
    "fewer": ("从末位起减少名额", "there are fewer places, beginning with the last"),
    "management_group": ("由管理小组决定", "the management group decides"),
}

BELOW: dict[str, Both] = {
    "honour_only": ("只能获得不含奖金的荣誉", "they can receive an honour without money only"),
    "team": ("只参加团队奖励", "they take part in team awards only"),
    "none": ("不参加评奖", "they take part in no award"),
}

MEASURE_KINDS: dict[str, Both] = {
    "support": ("帮扶措施", "support"),
    "criticism": ("批评", "criticism"),
    "warning": ("警告", "warning"),
    "points": ("考核分调整", "change of appraisal points"),
    "pay": ("绩效工资调整", "change of performance pay"),
    "recovery": ("损失追偿", "recovery of loss"),
    "fine": ("经济处分", "sanction in money"),
    "position": ("岗位变动", "change of position"),
}

NEEDS: dict[str, Both] = {
    "hearing": ("听取本人申辩", "a hearing of the person"),
    "evidence_file": ("完整的证据材料", "a complete file of evidence"),
    "contract_clause": ("劳动合同中的赔偿约定", "a clause on compensation in the labour contract"),
    "signed_amendment": ("双方签署的变更协议", "an amendment signed by both sides"),
    "union_notice": ("通知工会", "notice to the union"),
    "legal_review": ("法务审查", "a legal review"),
    "training_first": ("事先给予培训", "training beforehand"),
    "second_review": ("第二人复核", "a review by a second person"),
}

WORKERS: dict[str, Both] = {
    "own": ("本单位员工", "own staff"),
    "dispatched": ("劳务派遣人员", "dispatched workers"),
    "outsourced": ("外包人员", "outsourced workers"),
    "probation": ("试用期人员", "people on probation"),
}

INSTEAD: dict[str, Both] = {
    "return_to_agency": (
        "可以将查实的事实告知派遣单位，由其处理或者依法退回",
        "the established facts can go to the agency, which acts or takes the person back",
    ),
    "tell_contractor": (
        "可以将查实的事实告知承包单位，由其处理",
        "the established facts can go to the contractor, who acts",
    ),
}

ROLES: dict[str, Both] = {
    "supervision": ("监督执行部门", "supervision"),
    "supervision_head": ("监督执行部门负责人", "the head of supervision"),
    "customer_service_head": ("客服部门负责人", "the head of customer service"),
    "management_group": ("管理小组", "the management group"),
    "review_panel": ("复核小组", "the review panel"),
    "human_resources": ("人力资源部门", "human resources"),
}

AUDIENCES: dict[str, Both] = {
    "unit": ("本单位", "the unit"),
    "company": ("全公司", "the whole company"),
    "public": ("社会公众", "the public"),
}

NOTICE_FIELDS: dict[str, Both] = {
    "name": ("姓名", "name"),
    "unit": ("单位", "unit"),
    "award": ("奖励或处罚", "award or penalty"),
    "amount": ("金额", "amount"),
    "reason": ("理由", "reason"),
}

GROUNDS: dict[str, Both] = {
    "data": ("数据有误", "wrong data"),
    "rule": ("规则适用有误", "a rule wrongly applied"),
    "attribution": ("不应归于本人", "wrong attribution"),
    "procedure": ("程序不当", "a fault of procedure"),
}

SUSPENDS: dict[str, Both] = {
    "own": ("申诉人本人的决定暂停执行", "the appellant's own decision is suspended"),
    "all": ("同一规则的全部决定暂停执行", "all decisions under the same rule are suspended"),
}

OTHERS: dict[str, Both] = {
    "keep": ("他人的结果不变", "other people's results stay as they are"),
    "recompute": ("受影响的人全部重新计算", "everybody affected is computed again"),
}

JURISDICTIONS: dict[str, Both] = {
    "CN": ("中国内地", "mainland China"),
    "CN-GD": ("中国广东省", "Guangdong, China"),
    "CN-SZ": ("中国深圳市", "Shenzhen, China"),
}

CURRENCIES: dict[str, Both] = {"CNY": ("元", "yuan")}

CATALOGUE_KINDS: dict[str, Both] = {
    "goods": ("物品", "goods"),
    "leave": ("假期", "leave"),
    "career": ("职业发展", "career"),
}

VALUED_BY: dict[str, Both] = {
    "voucher": ("凭证价格", "the price on the voucher"),
    "market_price": ("市场价格", "the market price"),
}

CHAPTERS: dict[str, Both] = {
    "background": ("背景", "background"),
    "purpose": ("目的", "purpose"),
    "method": ("方法", "method"),
    "findings": ("主要发现", "findings"),
    "trend": ("趋势", "trend"),
    "comparison": ("比较", "comparison"),
    "problems": ("问题分析", "problems"),
    "suggestions": ("建议", "suggestions"),
}

JUDGED_BY: dict[str, Both] = {
    "customers": ("由客户评价", "judged by customers"),
    "internal_customers": ("由内部客户评价", "judged by internal customers"),
    "facts": ("只按事实评价", "judged by facts only"),
}

IDENTITIES: dict[str, Both] = {
    "anonymous": ("匿名：不知道答卷是谁填写的", "anonymous: nobody knows who answered"),
    "confidential": (
        "保密：答卷人身份只用于核对，不向任何被评者公开",
        "confidential: who answered is used for checking only and never shown to those judged",
    ),
    "named": ("实名", "named"),
}

WEEKDAYS: dict[str, Both] = {
    "mon": ("周一", "Monday"),
    "tue": ("周二", "Tuesday"),
    "wed": ("周三", "Wednesday"),
    "thu": ("周四", "Thursday"),
    "fri": ("周五", "Friday"),
    "sat": ("周六", "Saturday"),
    "sun": ("周日", "Sunday"),
}

SAME: dict[str, Both] = {
    "customer": ("同一客户", "the same customer"),
    "touchpoint": ("同一触点", "the same touchpoint"),
    "person": ("同一人员", "the same person"),
    "survey": ("同一调查", "the same survey"),
    "case": ("同一工单", "the same case"),
    "project": ("同一项目", "the same project"),
}

CASE_MIX: dict[str, Both] = {
    "touchpoint": ("触点", "touchpoint"),
    "mode": ("调查方式", "mode"),
    "product_line": ("产品线", "product line"),
    "survey_kind": ("调查类别", "kind of survey"),
}

METHODS: dict[str, Both] = {
    "reml": ("限制最大似然法（REML）", "restricted maximum likelihood (REML)"),
    "anova": ("方差分析法（ANOVA）", "analysis of variance (ANOVA)"),
}

MEASURED_IN: dict[str, Both] = {
    "count": ("次数", "count"),
    "score": ("0–100 分", "score 0–100"),
    "points": ("分", "points"),
    "money": ("元", "yuan"),
    "minutes": ("分钟", "minutes"),
    "seconds": ("秒", "seconds"),
    "days": ("天", "days"),
    "hours": ("小时", "hours"),
    "ratio": ("比值", "ratio"),
    "net": ("净值 −100–100", "net value −100–100"),
}
