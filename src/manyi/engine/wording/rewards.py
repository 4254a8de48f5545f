"""Awards in words: who can win what, how often, on which conditions, how the winners are chosen, what is given."""

from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Award, Below, Budget, Gift, Select
from manyi.engine.wording.amounts import (
    duration_words,
    listed,
    money_words,
    months_words,
    plural,
    quoted,
    sentence,
    top_words,
)
from manyi.engine.wording.conditions import condition_words
from manyi.engine.wording.names import figure_words, goods_words, name_words, title_words
from manyi.engine.wording.vocabulary import (
    AMONG,
    CADENCES,
    CAREERS,
    HONOURS,
    ONE_SUBJECT,
    PUBLICITY,
    SPLITS,
    SUBJECTS,
    TIES,
    TOP_OF,
    TOP_ROUNDING,
    UNIT_KINDS,
    WHEN_SHORT,
    WITHIN,
    Language,
    pick,
    word_of,
)


def gift_words(gift: Gift, edition: Edition, lang: Language) -> str:
    """One thing given: 现金 500.00 元 · 500.00 yuan in cash."""
    text = _gift(gift, edition, lang) + _shared(gift, lang)
    details = _gift_details(gift, edition, lang)
    return text + pick(lang, f"（{'，'.join(details)}）", f" ({', '.join(details)})") if details else text


def _gift(gift: Gift, edition: Edition, lang: Language) -> str:
    if gift.cash is not None:
        return pick(lang, f"现金 {money_words(gift.cash, lang)}", f"{money_words(gift.cash, lang)} in cash")
    if gift.goods is not None:
        return goods_words(gift.goods, edition, lang)
    if gift.points is not None:
        return pick(lang, f"考核分 {gift.points} 分", plural(gift.points, "appraisal point"))
    if gift.choice is not None:
        options = [goods_words(name, edition, lang) for name in gift.choice]
        return pick(
            lang,
            f"在{listed(options, lang)}中任选一项",
            f"one of these, as the winner chooses: {listed(options, lang)}",
        )
    words = ((HONOURS, gift.honour), (CAREERS, gift.career), (PUBLICITY, gift.publicity))
    return next((word_of(vocabulary, word, lang) for vocabulary, word in words if word is not None), "")


def _shared(gift: Gift, lang: Language) -> str:
    if gift.among is None:
        return ""
    who = word_of(AMONG, gift.among, lang)
    if gift.split is not None:
        return pick(
            lang,
            f"，由{who}{word_of(SPLITS, gift.split, lang)}",
            f", shared among {who} {word_of(SPLITS, gift.split, lang)}",
        )
    return pick(lang, f"，给{who}", f", for {who}")


def _gift_details(gift: Gift, edition: Edition, lang: Language) -> list[str]:
    details = []
    if gift.choose_within is not None:
        within = duration_words(gift.choose_within, lang)
        details.append(pick(lang, f"在 {within}内选定", f"to be chosen within {within}"))
    if gift.default is not None:
        default = goods_words(gift.default, edition, lang)
        details.append(pick(lang, f"逾期未选的，为{default}", f"otherwise {default}"))
    if gift.valid is not None:
        details.append(
            pick(lang, f"有效期 {months_words(gift.valid, lang)}", f"valid for {months_words(gift.valid, lang)}")
        )
    return details


def budget_words(budget: Budget, lang: Language) -> str:
    """What an award may cost, and what happens when that is not enough."""
    amount, short = money_words(budget.amount, lang), word_of(WHEN_SHORT, budget.when_short, lang)
    zh = f"预算为{word_of(CADENCES, budget.per, lang)} {amount}；不够时，{short}"
    return pick(lang, zh, f"the budget is {amount} {word_of(CADENCES, budget.per, lang)}; when it is short, {short}")


def award_sentences(name: str, edition: Edition, lang: Language) -> list[str]:
    """An award in full sentences, in the order in which it is decided."""
    award = edition.decide.awards[name]
    told = [_lead(award, edition, lang), *_conditions(award, edition, lang), *_choosing(award, lang)]
    if award.below_gate is not None:
        told.append(_below(award, award.below_gate, edition, lang))
    if award.pause is not None:
        pause = months_words(award.pause, lang)
        told.append(
            pick(
                lang,
                f"获得本奖的，在获奖考核期之后的 {pause}内不再授予",
                f"who won this award does not win it again in the {pause} after that period",
            )
        )
    gives = pick(lang, "；", "; ").join(gift_words(gift, edition, lang) for gift in award.gives)
    told.append(pick(lang, f"奖励：{gives}", f"given: {gives}"))
    if award.budget is not None:
        told.append(budget_words(award.budget, lang))
    if award.major:
        told.append(
            pick(
                lang,
                "本奖励属重大奖励，由有权决定重大事项的机构决定",
                "this is a major award, decided by those who decide major matters",
            )
        )
    if award.origin is not None:
        told.append(
            pick(
                lang,
                "本项由公司补充，原办法没有规定",
                "this is the company's own addition; the source document does not have it",
            )
        )
    return [sentence(text, lang) for text in told]


def _who(award: Award, lang: Language, *, one: bool = False) -> str:
    if award.units is not None:
        kind = word_of(UNIT_KINDS, award.units, lang)
        return kind if lang == "zh" or one else f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return word_of(ONE_SUBJECT if one else SUBJECTS, award.to, lang)


def groups_words(groups: list[str], edition: Edition, lang: Language) -> str:
    """The position groups a rule is for."""
    return listed([name_words(group, edition, lang) for group in groups], lang)


def _lead(award: Award, edition: Edition, lang: Language) -> str:
    cadence, title = word_of(CADENCES, award.every, lang), quoted(title_words(award.title, lang))
    if award.select is None:
        zh = f"{cadence}，凡符合条件的{_who(award, lang)}，都获得{title}"
        return pick(
            lang, zh, f"{cadence}, every {_who(award, lang, one=True)} that meets the conditions receives {title}"
        )
    chosen = _chosen(award.select, edition, lang)
    zh = f"{cadence}，{chosen}的{_who(award, lang)}获得{title}"
    return pick(lang, zh, f"{cadence}, of all {_who(award, lang)}, {chosen} receive {title}")


def _chosen(select: Select, edition: Edition, lang: Language) -> str:
    top = top_words(select.top, lang)
    if select.by is None:
        zh = f"由员工提名、投票，赞成票至少 {select.votes_at_least} 票、得票{top}"
        en = f"{top} by votes among those nominated by staff and with at least {plural(select.votes_at_least, 'vote')} in favour"
        return pick(lang, zh, en)
    by, within = figure_words(select.by, edition, lang), word_of(WITHIN, select.within, lang)
    base = _base(select, lang)
    return pick(lang, f"{within}{by}{top}{base}", f"{top} by {by} {within}{base}")


def _base(select: Select, lang: Language) -> str:
    """What a share is counted over and how the number of places is rounded."""
    if not select.top.share:
        return ""
    of, rounding = word_of(TOP_OF, select.of, lang), word_of(TOP_ROUNDING, select.round, lang)
    return pick(lang, f"（{of}，{rounding}）", f" ({of}, {rounding})")


def _conditions(award: Award, edition: Edition, lang: Language) -> list[str]:
    told = []
    if award.for_ is not None:
        groups = groups_words(award.for_, edition, lang)
        told.append(pick(lang, f"只适用于以下岗位组：{groups}", f"it is for these position groups only: {groups}"))
    if award.when is not None:
        when = condition_words(award.when, edition, lang, kind=award.to)
        told.append(pick(lang, f"条件：{when}", f"conditions: {when}"))
    return told


def _choosing(award: Award, lang: Language) -> list[str]:
    if award.select is None:
        return []
    told = [word_of(TIES, award.select.ties, lang)]
    if award.select.certainty is not None:
        sure = award.select.certainty
        told.append(
            pick(
                lang, f"还须确实位居前列的概率达到 {sure}", f"the probability of truly being in front must reach {sure}"
            )
        )
    return told


def _below(award: Award, below: Below, edition: Edition, lang: Language) -> str:
    by, top = figure_words(below.by, edition, lang), top_words(below.top, lang)
    if below.top.share:
        rounding = word_of(TOP_ROUNDING, below.round, lang)
        top = pick(lang, f"{top}（{rounding}）", f"{top} ({rounding})")
    when = "" if below.when is None else condition_words(below.when, edition, lang, kind=award.to)
    zh = f"答卷未达到评奖门槛的，其中{f'符合以下条件（{when}）的' if when else ''}{by}{top}只获得不含奖金的荣誉"
    meeting = f" who meet these conditions ({when})" if when else ""
    en = f"of those below the gate for awards{meeting}, {top} by {by} receive the honour without money"
    return pick(lang, zh, en)
