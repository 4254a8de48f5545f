"""Limits of the law in words: what a measure may take, what one month's taking came to, and whom a measure does not reach."""

from collections.abc import Iterator

from manyi.engine.jurisdiction.kinds import seen_by_law
from manyi.engine.jurisdiction.law import law_of
from manyi.engine.jurisdiction.profile import Limit
from manyi.engine.jurisdiction.taking import CENT, Taking
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Measure
from manyi.engine.wording.amounts import money_words
from manyi.engine.wording.vocabulary import INSTEAD, WORKERS, Language, pick, word_of


def limit_words(limit: Limit, lang: Language) -> str:
    """The caps of one month: 至多为当月工资的 20%，余额不低于当地月最低工资，扣不完的结转以后各月."""
    told = []
    if limit.share_of_wage is not None:
        share = limit.share_of_wage
        told.append(pick(lang, f"每月至多为当月工资的 {share}%", f"at most {share} % of the month's wage"))
    if limit.keeps_minimum_wage:
        told.append(pick(lang, "扣后不低于当地月最低工资", "leaving the local minimum wage"))
    if limit.rest == "carried":
        told.append(pick(lang, "扣不完的结转以后各月", "what is left over being carried to the following months"))
    return pick(lang, "，", ", ").join(told)


def workers_reached(measure: Measure, edition: Edition) -> list[str]:
    """The kinds of worker a measure reaches: those it names, without those whom the law in force keeps it from."""
    law = law_of(edition, edition.edition)
    kind = seen_by_law(measure)
    return [worker for worker in measure.workers if law is None or law.spares(kind, worker) is None]


def law_words(measure: Measure, edition: Edition, lang: Language) -> str:
    """That a measure stays within the law's limits, and which they are when the edition begins."""
    law = law_of(edition, edition.edition)
    limits = "" if law is None else limit_words(law.limit(seen_by_law(measure)), lang)
    told = pick(lang, "须当地法律允许，并以法定限额为限",
                "it must be allowed by the law of the place and stays within its limits")  # fmt: skip
    return told + (pick(lang, "：", ": ") + limits if limits else "")


def taking_words(taking: Taking, lang: Language, currency: str = "CNY") -> str:
    """What is taken from one month's wage, what held it down, and what is carried on."""
    claim, now = (money_words(amount.quantize(CENT), lang, currency) for amount in (taking.claim, taking.taken))
    before = ""
    if taking.brought:
        brought = money_words(taking.brought.quantize(CENT), lang, currency)
        before = pick(lang, f"（其中以前结转 {brought}）", f" ({brought} of it from earlier months)")
    told = [pick(lang, f"本月扣 {now}，应扣 {claim}{before}", f"{now} this month of {claim} owed{before}")]
    return pick(lang, "；", "; ").join(
        [*told, *_held_words(taking, lang, currency), *_rest_words(taking, lang, currency)]
    )


def _held_words(taking: Taking, lang: Language, currency: str) -> Iterator[str]:
    wage, least, already = (
        money_words(amount.quantize(CENT), lang, currency)
        for amount in (taking.wage, taking.minimum_wage, taking.already)
    )
    if taking.held_by == "share_of_wage":
        share = taking.share_of_wage
        yield pick(lang, f"以当月工资 {wage}的 {share}% 为限", f"held to {share} % of the month's wage of {wage}")
    elif taking.held_by == "minimum_wage":
        zh = f"当月工资 {wage}，扣后不低于当地最低工资 {least}"
        yield pick(lang, zh, f"of a wage of {wage} the minimum wage of {least} must be left")
    if taking.already and taking.held_by != "owed":
        yield pick(lang, f"当月另已扣 {already}", f"{already} already taken by other measures")


def _rest_words(taking: Taking, lang: Language, currency: str) -> Iterator[str]:
    if taking.carried:
        carried = money_words(taking.carried.quantize(CENT), lang, currency)
        yield pick(lang, f"结转 {carried}", f"{carried} carried on")
    elif taking.taken < taking.claim:
        beyond = money_words((taking.claim - taking.taken).quantize(CENT), lang, currency)
        yield pick(lang, f"超出限额的 {beyond}不再扣", f"{beyond} beyond the limit not taken at all")


def spared_words(worker: str, edition: Edition, lang: Language) -> str:
    """That a measure does not reach a kind of worker, and what may happen instead."""
    law, kind = law_of(edition, edition.edition), word_of(WORKERS, worker, lang)
    told = pick(lang, f"该措施不适用于{kind}", f"the measure does not apply to {kind}")
    rule = None if law is None else law.rule_for(worker)
    return told if rule is None else told + pick(lang, "；", "; ") + word_of(INSTEAD, rule.instead, lang)
