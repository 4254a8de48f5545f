"""Penalties and measures in words: who, when, which exceptions, which step, and what a step needs before it takes effect."""

from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Ladder, Measure, Penalty
from manyi.engine.wording.amounts import duration_words, listed, money_words, months_words, quoted, sentence
from manyi.engine.wording.conditions import condition_words
from manyi.engine.wording.lawful import law_words, workers_reached
from manyi.engine.wording.names import figure_words, name_words, title_words
from manyi.engine.wording.rewards import groups_words
from manyi.engine.wording.vocabulary import (
    CADENCES,
    MEASURE_KINDS,
    NEEDS,
    SUBJECTS,
    UNIT_KINDS,
    WORKERS,
    Language,
    pick,
    word_of,
)


def penalty_sentences(name: str, edition: Edition, lang: Language) -> list[str]:
    """A penalty in full sentences, in the order in which it is decided."""
    penalty = edition.decide.penalties[name]
    told = [_lead(penalty, edition, lang), *_exceptions(penalty, edition, lang)]
    if penalty.ladder is not None:
        told.append(ladder_words(penalty.ladder, edition, lang))
    if penalty.proposes is not None:
        measure = quoted(name_words(penalty.proposes, edition, lang))
        told.append(pick(lang, f"建议的措施：{measure}", f"the measure proposed: {measure}"))
    if penalty.replaces:
        others = listed([quoted(name_words(other, edition, lang)) for other in penalty.replaces], lang)
        told.append(pick(lang, f"适用本项的，不再适用{others}", f"where this applies, these do not: {others}"))
    if penalty.origin is not None:
        told.append(
            pick(
                lang,
                "本项由公司补充，原办法没有规定",
                "this is the company's own addition; the source document does not have it",
            )
        )
    return [sentence(text, lang) for text in told]


def _lead(penalty: Penalty, edition: Edition, lang: Language) -> str:
    who = word_of(SUBJECTS, penalty.to, lang)
    if penalty.units is not None:
        kind = word_of(UNIT_KINDS, penalty.units, lang)
        who = pick(lang, kind, f"units of the kind {kind}")
    if penalty.for_ is not None:
        groups = groups_words(penalty.for_, edition, lang)
        who = pick(lang, f"{who}（限岗位组：{groups}）", f"{who} (position groups: {groups})")
    cadence, title = word_of(CADENCES, penalty.every, lang), quoted(title_words(penalty.title, lang))
    when = condition_words(penalty.when, edition, lang, kind=penalty.to)
    return pick(
        lang, f"{cadence}，{who}有以下情形的，适用{title}：{when}", f"{cadence}, {title} applies to {who} when {when}"
    )


def _exceptions(penalty: Penalty, edition: Edition, lang: Language) -> list[str]:
    if not penalty.except_:
        return []
    told = []
    for number, exception in enumerate(penalty.except_, start=1):
        when = condition_words(exception.when, edition, lang, kind=penalty.to)
        title = "" if exception.title is None else title_words(exception.title, lang)
        title = "" if not title else pick(lang, f"{title}，即", f"{title}: ")
        told.append(pick(lang, f"（{number}）{title}{when}的，{_instead(exception.instead, edition, lang)}",
                         f"({number}) {title}when {when}, {_instead(exception.instead, edition, lang)}"))  # fmt: skip
    lead = pick(lang, "例外（按顺序，先符合的为准）：", "exceptions, the first that holds deciding: ")
    return [lead + pick(lang, "；", "; ").join(told)]


def _instead(measure: str, edition: Edition, lang: Language) -> str:
    if measure == "none":
        return name_words(measure, edition, lang)
    title = quoted(name_words(measure, edition, lang))
    return pick(lang, f"改为{title}", f"{title} instead")


def ladder_words(ladder: Ladder, edition: Edition, lang: Language) -> str:
    """Graded steps: which follows how many earlier ones within the look-back."""
    steps = [quoted(name_words(step, edition, lang)) for step in ladder.steps]
    told = [_rung(number, step, number == len(steps), lang) for number, step in enumerate(steps, start=1)]
    months = months_words(ladder.look_back, lang)
    zh = f"按截至考核期末的 {months}内本项已生效的次数逐级处理：{'，'.join(told)}"
    return pick(
        lang, zh, f"steps by how often it took effect in the {months} up to the end of the period: {', '.join(told)}"
    )


def _rung(number: int, step: str, last: bool, lang: Language) -> str:
    if last:
        return pick(lang, f"第 {number} 次及以后{step}", f"from the {_ordinal(number)} time on {step}")
    return pick(lang, f"第 {number} 次{step}", f"the {_ordinal(number)} time {step}")


def _ordinal(number: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    return words[number - 1] if number <= len(words) else f"{number}th"


def measure_words(name: str, edition: Edition, lang: Language) -> str:
    """What a measure is called: 口头警告; `none` is no measure at all."""
    return name_words(name, edition, lang)


def measure_sentences(name: str, edition: Edition, lang: Language) -> list[str]:
    """A measure in full sentences: what it is, for whom, and what it needs."""
    measure = edition.decide.measures[name]
    kind = word_of(MEASURE_KINDS, measure.kind, lang)
    lead = pick(
        lang,
        f"措施{quoted(title_words(measure.title, lang))}属于{kind}",
        f"the measure {quoted(title_words(measure.title, lang))} is of the kind {quoted(kind)}",
    )
    told = [lead + amount_words(measure, edition, lang), *_terms(measure, lang), *_requirements(measure, edition, lang)]
    if measure.origin is not None:
        told.append(
            pick(
                lang,
                "本项由公司补充，原办法没有规定",
                "this is the company's own addition; the source document does not have it",
            )
        )
    return [sentence(pick(lang, "；", "; ").join(told), lang)]


def amount_words(measure: Measure, edition: Edition, lang: Language) -> str:
    """How much a measure takes, beginning with a comma; nothing when it takes nothing."""
    amount = measure.amount
    if amount is None:
        return ""
    if isinstance(amount, str):
        name = figure_words(amount, edition, lang)
        return pick(lang, f"，金额为{name}", f", the amount being {name}")
    if measure.kind == "points":
        return pick(lang, f"，计 {amount} 分", f", {amount} points")
    return pick(lang, f"，计 {money_words(amount, lang)}", f", {money_words(amount, lang)}")


def _terms(measure: Measure, lang: Language) -> list[str]:
    told = []
    if measure.rectify_within is not None:
        within = duration_words(measure.rectify_within, lang)
        told.append(pick(lang, f"须在 {within}内整改", f"what is wrong must be put right within {within}"))
    if measure.expires is not None:
        expires = months_words(measure.expires, lang)
        told.append(pick(lang, f"生效 {expires}后失效", f"it expires after {expires}"))
    return told


def _requirements(measure: Measure, edition: Edition, lang: Language) -> list[str]:
    told = []
    if measure.needs:
        needs = listed([word_of(NEEDS, need, lang) for need in measure.needs], lang)
        told.append(pick(lang, f"生效之前必须有：{needs}", f"before it takes effect it needs: {needs}"))
    reached = workers_reached(measure, edition)
    if len(reached) < len(WORKERS):
        workers = listed([word_of(WORKERS, worker, lang) for worker in reached], lang)
        told.append(pick(lang, f"只适用于：{workers}", f"it is for these only: {workers}"))
    if measure.guard is not None:
        told.append(law_words(measure, edition, lang))
    if measure.major:
        told.append(
            pick(
                lang,
                "属重大处罚，由有权决定重大事项的机构决定",
                "it is major, decided by those who decide major matters",
            )
        )
    return told
