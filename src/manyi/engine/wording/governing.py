"""What follows from decisions, in words: who decides, notice, appeal, money and honours, improvement, the report."""

from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.applying import Appraisal, CatalogueItem
from manyi.engine.policy.sections.governing import Appeal, Major, Notice, Revocation, Roles
from manyi.engine.policy.sections.telling import Goal, OpenMeasure, Report
from manyi.engine.policy.words import Operand, Operator
from manyi.engine.wording.amounts import (
    bound_words,
    duration_words,
    listed,
    money_words,
    months_words,
    plural,
    quoted,
    rounding_words,
    span_words,
)
from manyi.engine.wording.conditions import comparison_words, condition_words
from manyi.engine.wording.figures import grade_cases_words
from manyi.engine.wording.names import figure_words, title_words
from manyi.engine.wording.vocabulary import (
    AUDIENCES,
    CATALOGUE_KINDS,
    CHAPTERS,
    GROUNDS,
    JURISDICTIONS,
    NEEDS,
    NOTICE_FIELDS,
    OTHERS,
    ROLES,
    SUSPENDS,
    VALUED_BY,
    Language,
    pick,
    word_of,
)


def roles_words(roles: Roles, lang: Language) -> list[str]:
    """Who proposes, checks and decides."""
    proposes, checks, decides, major = (
        word_of(ROLES, role, lang) for role in (roles.proposes, roles.checks, roles.decides, roles.decides_major)
    )
    zh = f"评定由{proposes}提出，{checks}核对，{decides}决定；重大事项由{major}决定，参加决定的至少 {roles.quorum} 人"
    en = f"{proposes} proposes, {checks} checks, {decides} decides; major matters are decided by {major}, "
    en += f"with at least {plural(roles.quorum, 'member')} deciding"
    return [pick(lang, zh, en), pick(lang, "提出、核对和决定不得由同一人担任", "nobody does two of these three")]


def major_words(major: Major, lang: Language) -> str:
    """What is too big to be delegated."""
    told = []
    if major.amount is not None:
        told.append(_bounded(("金额", "the amount is "), major.amount, ("元", " yuan"), lang))
    if major.people is not None:
        told.append(_bounded(("人数", "the number of people is "), major.people, ("人", ""), lang))
    zh = f"{'，或者'.join(told)}的，属重大事项" if told else "只有注明为重大的奖励和措施属重大事项"
    en = (
        f"a matter is major when {', or '.join(told)}" if told else "only awards and measures marked as major are major"
    )
    return pick(lang, zh, en)


def _bounded(what: tuple[str, str], bound: tuple[Operator, Operand], unit: tuple[str, str], lang: Language) -> str:
    operator, number = bound[0], str(bound[1])
    zh = what[0] + bound_words(operator, f"{number} {unit[0]}", "zh")
    return pick(lang, zh, what[1] + bound_words(operator, f"{number}{unit[1]}", "en"))


def notice_words(notice: Notice, lang: Language) -> str:
    """The public notice."""
    audience = word_of(AUDIENCES, notice.audience, lang)
    shown, masked = (
        listed([word_of(NOTICE_FIELDS, field, lang) for field in fields], lang) for fields in (notice.show, notice.mask)
    )
    zh = f"决定向{audience}公示 {notice.working_days} 个工作日，内容为{shown}" + (
        f"；{masked}予以遮蔽" if masked else ""
    )
    en = f"decisions are published to {audience} for {plural(notice.working_days, 'working day')}, showing {shown}"
    return pick(lang, zh, en + (f"; masked: {masked}" if masked else ""))


def appeal_words(appeal: Appeal, lang: Language) -> list[str]:
    """How a decision is appealed and who answers."""
    within, answer = duration_words(appeal.within, lang), duration_words(appeal.answer_within, lang)
    by, other = word_of(ROLES, appeal.by, lang), word_of(ROLES, appeal.by_if_it_decided, lang)
    grounds = listed([word_of(GROUNDS, ground, lang) for ground in appeal.grounds], lang)
    zh = f"对决定不服的，可以在 {within}内申诉，由{by}在 {answer}内答复；原决定由其作出的，由{other}答复"
    en = f"a decision can be appealed within {within}; {by} answers within {answer}, or {other} where it decided itself"
    suspends, others = word_of(SUSPENDS, appeal.suspends, lang), word_of(OTHERS, appeal.others, lang)
    return [
        pick(lang, zh, en),
        pick(lang, f"申诉的理由可以是：{grounds}", f"grounds for an appeal: {grounds}"),
        pick(
            lang,
            f"申诉期间，{suspends}；申诉成立的，{others}",
            f"while an appeal is open, {suspends}; when it succeeds, {others}",
        ),
    ]


def revocation_words(revocation: Revocation, lang: Language) -> str:
    """How long an award may be taken back for fraud."""
    within, needs = (
        months_words(revocation.within, lang),
        listed([word_of(NEEDS, need, lang) for need in revocation.needs], lang),
    )
    zh = f"发放后 {within}内查实弄虚作假的，可以撤销奖励并追回；撤销之前必须有：{needs}"
    return pick(
        lang,
        zh,
        f"within {within} of payment an award won by fraud can be revoked and recovered; before that it needs: {needs}",
    )


# ---- apply, improve, report -----------------------------------------------------------------------------------------


def jurisdiction_words(jurisdiction: str, lang: Language) -> str:
    """Whose law limits what may be taken."""
    place = word_of(JURISDICTIONS, jurisdiction, lang)
    return pick(lang, f"扣减和追偿受{place}的法律限制", f"deductions and recovery are limited by the law of {place}")


def catalogue_words(item: CatalogueItem, lang: Language) -> str:
    """Something that can be given or chosen, and what it is valued at."""
    kind = word_of(CATALOGUE_KINDS, item.kind, lang)
    value = (
        ""
        if item.value is None
        else pick(
            lang,
            f"，计税价值 {money_words(item.value, lang)}（{word_of(VALUED_BY, item.valued_by, lang)}）",
            f", valued for tax at {money_words(item.value, lang)}, {word_of(VALUED_BY, item.valued_by, lang)}",
        )
    )
    title = quoted(title_words(item.title, lang))
    return pick(lang, f"可选奖品{title}（{kind}）{value}", f"in the catalogue: {title} ({kind}){value}")


def appraisal_words(appraisal: Appraisal, edition: Edition, lang: Language) -> list[str]:
    """How satisfaction enters performance appraisal."""
    indicator = figure_words(appraisal.indicator, edition, lang)
    zh = f"{indicator}计入绩效考核，权重 {appraisal.weight}；考核分从 {appraisal.points_from} 分起算"
    told = [
        pick(
            lang,
            zh,
            f"{indicator} counts in appraisal with weight {appraisal.weight}; appraisal points start at {appraisal.points_from}",
        )
    ]
    pay = appraisal.performance_pay
    if pay is not None:
        cases = grade_cases_words(pay.cases, pick(lang, "考核分", "appraisal points"), edition, lang)
        rounding = rounding_words(pay.round, lang)
        told.append(
            pick(
                lang,
                f"绩效工资系数由考核分折算：{cases}；{rounding}；系数只作用于绩效工资，固定工资不变",
                f"the coefficient of performance pay follows from appraisal points: {cases}; {rounding}; "
                "it acts on performance pay only, and fixed pay stays as it is",
            )
        )
    return told


def opening_words(rule: OpenMeasure, edition: Edition, lang: Language) -> str:
    """A weak figure that opens an improvement measure."""
    when = condition_words(rule.when, edition, lang, kind="unit")
    over = (
        ""
        if rule.over is None
        else pick(lang, f"（{span_words(rule.over, lang)}）", f" ({span_words(rule.over, lang)})")
    )
    within = (
        ""
        if rule.within is None
        else pick(lang, f"在 {duration_words(rule.within, lang)}内", f" within {duration_words(rule.within, lang)}")
    )
    zh = f"单位的{when}{over}的，须{within}制定改进措施，明确负责人和期限"
    return pick(
        lang,
        zh,
        f"a unit whose {when}{over} must set an improvement measure{within}, with a person responsible and a date",
    )


def goal_words(name: str, goal: Goal, edition: Edition, lang: Language) -> str:
    """What a figure of the company is to reach, and what it is held against."""
    figure, target = figure_words(name, edition, lang), comparison_words(*goal.target, edition, lang)
    zh, en = f"公司目标：{figure}{target}", f"goal of the company: {figure} is {target}"
    if goal.before is not None:
        before = figure_words(goal.before, edition, lang)
        zh, en = f"{zh}；与{before}对照", f"{en}, told beside {before}"
    if goal.origin is not None:
        zh, en = (
            f"{zh}；本项由公司补充，原办法没有规定",
            f"{en}; this is the company's own addition; the source document does not have it",
        )
    return pick(lang, zh, en)


def report_words(report: Report, edition: Edition, lang: Language) -> list[str]:
    """What the report of a period contains."""
    chapters = listed([word_of(CHAPTERS, chapter, lang) for chapter in report.chapters], lang)
    told = [pick(lang, f"考核期报告的内容：{chapters}", f"the report of a period has these chapters: {chapters}")]
    if report.figures:
        figures = listed([figure_words(name, edition, lang) for name in report.figures], lang)
        told.append(pick(lang, f"报告还列出以下指标：{figures}", f"it also tells these figures: {figures}"))
    return told
