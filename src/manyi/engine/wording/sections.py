"""What an edition builds on, in words: groups, standards, what is asked and promised, which answers count, gates."""

from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.collecting import Collect, Dimension, Promise, WorkingTime
from manyi.engine.policy.sections.scoring import Estimate, Gate, Gates
from manyi.engine.policy.sections.who import Baseline, GroupRules
from manyi.engine.wording.amounts import (
    bound_words,
    day_words,
    duration_words,
    listed,
    plural,
    quoted,
    rounding_words,
)
from manyi.engine.wording.names import name_words, title_words
from manyi.engine.wording.vocabulary import (
    BELOW,
    CASE_MIX,
    IDENTITIES,
    JUDGED_BY,
    METHODS,
    WEEKDAYS,
    Language,
    pick,
    word_of,
)


def in_force_words(edition: Edition, lang: Language) -> str:
    """From when the edition holds, and what becomes of periods before."""
    day = day_words(edition.edition, lang)
    return pick(
        lang,
        f"本版次适用于 {day}起开始的考核期；此前的考核期适用当时的版次，结果不变",
        f"this edition holds for periods that begin on {day} or later; earlier ones keep their edition and their results",
    )


def group_words(name: str, group: GroupRules, edition: Edition, lang: Language) -> str:
    """A position group, its positions and whose answers judge it."""
    title, judged = quoted(name_words(name, edition, lang)), word_of(JUDGED_BY, group.judged_by, lang)
    positions = pick(
        lang, f"，包括岗位：{listed(group.positions, lang)}", f", with the positions {listed(group.positions, lang)}"
    )
    return pick(lang, f"岗位组{title}{judged}", f"the position group {title} is {judged}") + (
        positions if group.positions else ""
    )


def baseline_words(baseline: Baseline, lang: Language) -> str:
    """The days that every comparison with the baseline looks at."""
    start, end = day_words(baseline.from_, lang), day_words(baseline.until, lang)
    return pick(lang, f"基准期自 {start}起，至 {end}之前", f"the baseline begins on {start} and ends before {end}")


def standard_words(row: str, edition: Edition, lang: Language) -> str:
    """The standards published for one dimension."""
    standards = edition.standards
    pairs = [] if standards is None else list(zip(standards.columns, standards.rows[row], strict=False))
    told = [pick(lang, f"{quoted(column)}为 {number}", f"{quoted(column)} {number}") for column, number in pairs]
    name = quoted(name_words(row, edition, lang))
    return pick(lang, f"{name}的公布标准：{'，'.join(told)}", f"published standards of {name}: {', '.join(told)}")


# ---- collect, clean, score ------------------------------------------------------------------------------------------


def dimension_words(dimension: Dimension, lang: Language) -> str:
    """A dimension and its weight."""
    title = quoted(title_words(dimension.title, lang))
    weight = (
        "" if dimension.weight is None else pick(lang, f"，权重 {dimension.weight}", f", weight {dimension.weight}")
    )
    return pick(lang, f"调查维度{title}{weight}", f"dimension asked about: {title}{weight}")


def promise_words(name: str, promise: Promise, edition: Edition, lang: Language) -> str:
    """Promised times for cases of one importance."""
    title = quoted(name_words(name, edition, lang))
    reply, solution = duration_words(promise.first_reply, lang), duration_words(promise.solution, lang)
    zh = f"重要程度为{title}的工单，{reply}内首次答复，{solution}内解决，均按工作时间计算"
    return pick(
        lang,
        zh,
        f"cases of importance {title} get a first reply within {reply} and a solution within {solution}, counted in working time",
    )


def working_time_words(time: WorkingTime, lang: Language) -> str:
    """The week's pattern."""
    days = listed([word_of(WEEKDAYS, day, lang) for day in time.days], lang)
    zh = f"工作时间为{days}的 {'、'.join(time.windows)}，放假和调休以工作日历为准"
    return pick(
        lang,
        zh,
        f"working time is {', '.join(time.windows)} on {days}; the calendar's holidays and make-up workdays go first",
    )


def collect_words(collect: Collect, lang: Language) -> list[str]:
    """How answers are asked for and shown."""
    identity = word_of(IDENTITIES, collect.identity, lang)
    return [
        pick(lang, f"答卷的身份方式为{identity}", f"answers are {identity}"),
        pick(
            lang,
            f"不足 {collect.answer_minimum} 份答卷的，不显示结果",
            f"results of fewer than {plural(collect.answer_minimum, 'response')} are not shown",
        ),
        *_usual(collect.usual_answers, lang),
    ]


def _usual(answers: int | None, lang: Language) -> list[str]:
    if answers is None:
        return []
    return [
        pick(
            lang,
            f"每人每月通常有 {answers} 份答卷",
            f"a person usually gets {plural(answers, 'response')} a month",
        )
    ]


def estimate_words(estimate: Estimate, lang: Language) -> str:
    """How estimates are made."""
    method = word_of(METHODS, estimate.method, lang)
    mix = listed([word_of(CASE_MIX, part, lang) for part in estimate.case_mix], lang)
    zh = (
        f"估计值用{method}计算"
        + (f"，并校正员工不能左右的差异：{mix}" if mix else "")
        + f"，{rounding_words(estimate.round, lang)}"
    )
    en = f"estimates are made by {method}" + (f", adjusted for what people do not control: {mix}" if mix else "")
    return pick(lang, zh, f"{en}, and {rounding_words(estimate.round, lang)}")


def gates_words(gates: Gates, lang: Language) -> list[str]:
    """The evidence an estimate needs before it may be used."""
    uses = (
        (gates.show, ("估计值公布", "to be shown")),
        (gates.awards, ("估计值用于奖励", "to be used for awards")),
        (gates.penalties, ("估计值用于处罚", "to be used for penalties")),
    )
    told = [_gate(gate, pick(lang, *use), lang) for gate, use in uses]
    below = word_of(BELOW, gates.below, lang)
    return [*told, pick(lang, f"未达到奖励门槛的，{below}", f"below the gate for awards {below}")]


def _gate(gate: Gate, use: str, lang: Language) -> str:
    zh = f"{use}，须有至少 {gate.responses} 份答卷"
    en = f"{use}, an estimate needs at least {plural(gate.responses, 'response')}"
    if gate.reliability is None:
        return pick(lang, zh, en)
    reliable = bound_words(">=", str(gate.reliability), lang)
    return pick(lang, f"{zh}，且信度{reliable}", f"{en} and a reliability of {reliable}")
