"""Chapter 1: the period in sentences, each leading to the chapter that shows it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.wording.names import title_words
from manyi.report.settlement.cleaning import Cleaning
from manyi.report.settlement.headline import estimates, unanswered
from manyi.report.settlement.intake import Intake
from manyi.report.settlement.measures import opened
from manyi.report.settlement.money import cash_proposed, money, recovery_proposed
from manyi.report.settlement.naming import counted
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings


@dataclass(frozen=True)
class Sentence:
    """One sentence of the summary and the chapter it comes from."""

    text: str
    anchor: str


def summary(figures: Standings, came: Intake, cleaned: Cleaning) -> list[Sentence]:
    """What a reader with one minute needs."""
    reading = figures.reading
    return [
        Sentence(_judged(figures), "scores"),
        Sentence(_proposed(reading), "proposals"),
        Sentence(_money(reading), "budgets"),
        *(Sentence(text, "scores") for text in _not_shown(figures)),
        Sentence(_near(reading), "near"),
        Sentence(_quality(reading, came, cleaned), "quality"),
        Sentence(_measures(reading), "measures"),
    ]


def _judged(figures: Standings) -> str:
    reading = figures.reading
    subjects = reading.settlement.book.subjects
    text = reading.t(
        f"本期评定 {len(subjects['person'])} 名员工和 {len(subjects['unit'])} 个单位",
        f"{counted(len(subjects['person']), 'person', 'en')} and {counted(len(subjects['unit']), 'unit', 'en')} are judged in this period",
    )
    main = next(iter(estimates(figures, "person")), None)
    if main is None:
        return text + reading.t("。", ".")
    everybody = figures.all(main, "person").values()
    known, judged = sum(one.value is not None for one in everybody), sum(one.judged for one in everybody)
    title = reading.figure_title(main)
    return text + reading.t(
        f"；其中 {known} 人有{title}，{judged} 人的证据足够。",
        f"; {known} of the people have a value of {title}, and the evidence is enough for {judged}.",
    )


def _proposed(reading: Reading) -> str:
    decisions = reading.settlement.proposals.decisions
    if not decisions:
        return reading.t("本期没有任何奖励或处罚的提议。", "Neither an award nor a penalty is proposed in this period.")
    told = []
    for kind, words in (("award", ("奖励", "awards")), ("penalty", ("处罚", "penalties"))):
        numbers = Counter(decision.rule for decision in decisions if decision.kind == kind)
        rules = [
            reading.t(f"{_title(reading, rule)} {number} 项", f"{_title(reading, rule)} {number}")
            for rule, number in numbers.items()
        ]
        parts = reading.t("、", ", ").join(rules)
        total = sum(numbers.values())
        told.append(
            reading.t(f"{words[0]} {total} 项", f"{total} {words[1]}")
            + (reading.t(f"（{parts}）", f" ({parts})") if parts else "")
        )
    return reading.t(
        f"提议{told[0]}，{told[1]}；尚未决定。", f"Proposed are {told[0]} and {told[1]}; nothing is decided yet."
    )


def _title(reading: Reading, rule: str) -> str:
    return title_words(reading.rule(rule).title, reading.lang)


def _money(reading: Reading) -> str:
    t, cash = reading.t, money(reading, cash_proposed(reading))
    told = [t(f"提议奖金合计 {cash}", f"The money proposed comes to {cash}")]
    budgets = reading.settlement.proposals.budgets
    if budgets:
        amount = money(reading, sum((use.amount for use in budgets), Decimal(0)))
        used = money(reading, sum((use.spent + use.proposed for use in budgets), Decimal(0)))
        told.append(
            t(
                f"有预算的奖励共可用 {amount}，连同此前支出用去 {used}",
                f"awards with a budget may cost {amount}, of which {used} are used, earlier spending included",
            )
        )
    else:
        told.append(t("到期的奖励没有设预算", "no award that is due has a budget"))
    owed = recovery_proposed(reading)
    if owed:
        told.append(
            t(
                f"提议本月追偿损失 {money(reading, owed)}",
                f"recovery of losses of {money(reading, owed)} is proposed this month",
            )
        )
    return t("；", "; ").join(told) + t("。", ".")


def _not_shown(figures: Standings) -> Iterator[str]:
    """Groups in which no difference is shown, and people about whom there is nothing: findings, not failures."""
    reading = figures.reading
    kinds: tuple[SubjectKind, ...] = ("person", "unit")
    for kind in kinds:
        for name in estimates(figures, kind):
            groups: dict[str, list[bool]] = {}
            for one in figures.all(name, kind).values():
                if one.value is not None:
                    groups.setdefault(one.group, []).append(one.singled)
            alike = [
                reading.group_title(group) for group, singled in groups.items() if len(singled) > 1 and not any(singled)
            ]
            if alike:
                listed, title = reading.t("、", ", ").join(alike), reading.figure_title(name)
                yield reading.t(f"{listed}：{title}没有显示出差异，因此不单独评定任何一方。这是一项发现，不是缺漏。",
                                f"{listed}: no difference in {title} is shown, so nobody is singled out. That is a finding, not a gap.")  # fmt: skip
    yield from _without_value(figures)


def _without_value(figures: Standings) -> Iterator[str]:
    reading = figures.reading
    for name in unanswered(reading, "person"):
        title = reading.figure_title(name)
        yield reading.t(
            f"没有任何员工有{title}的数值：没有答卷，或答卷太少。因此不据此作任何评定。",
            f"Nobody has a value of {title}: there are no answers, or too few. Nothing is judged by it.",
        )
    main = next(iter(estimates(figures, "person")), None)
    told = [] if main is None else list(_greyed(figures, main))
    if told:
        yield reading.t("；", "; ").join(told) + reading.t("。", ".")


def _greyed(figures: Standings, main: str) -> Iterator[str]:
    """How many people are below the gate in the main figure, and how many have no value at all."""
    reading = figures.reading
    everybody = figures.all(main, "person").values()
    short = sum(one.strength == "short" for one in everybody)
    none = len(reading.settlement.book.subjects["person"]) - sum(one.value is not None for one in everybody)
    title, people = reading.figure_title(main), counted(short, "person", reading.lang)
    if short:
        yield reading.t(
            f"{people}的{title}未达证据门槛，只以灰色显示",
            f"{title} is below the gate for {people} and shown in grey only",
        )
    if none:
        people = counted(none, "person", reading.lang)
        yield reading.t(
            f"{people}没有{title}的数值，不据此作任何评定",
            f"there is no value of {title} for {people}, and nothing is judged by it",
        )


def _near(reading: Reading) -> str:
    number = len(reading.settlement.proposals.held_back)
    if not number:
        return reading.t("没有接近而未达成的情形。", "There are no near misses.")
    return reading.t(
        f"另有 {number} 项接近而未达成，每一项都写明隔在中间的那一个原因。",
        f"There are {number} near misses, each with the one thing that stood between.",
    )


def _quality(reading: Reading, came: Intake, cleaned: Cleaning) -> str:
    return reading.t(
        f"读入 {came.read:,} 行数据，保留 {came.kept:,} 行，剔除 {came.excluded:,} 行；答卷计入 {cleaned.kept:,} 份，{cleaned.waiting} 个疑点待复核，复核之前照常计入。",
        f"{came.read:,} rows were read, {came.kept:,} kept and {came.excluded:,} excluded; {cleaned.kept:,} responses count, "
        f"{cleaned.waiting} doubts wait for a review and count until then.",
    )


def _measures(reading: Reading) -> str:
    number = opened(reading)
    if not number:
        return reading.t("没有指标弱到必须制定改进措施。", "No figure is weak enough to open an improvement measure.")
    return reading.t(f"{number} 项弱指标应制定改进措施。", f"Improvement measures to open for weak figures: {number}.")
