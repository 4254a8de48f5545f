"""Chapter 6: what each award may cost, what was spent before, what is proposed now, and what is left."""

from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.decide.decisions import BudgetUse
from manyi.engine.policy.sections.deciding import Award
from manyi.engine.wording.amounts import sentence
from manyi.engine.wording.names import title_words
from manyi.engine.wording.rewards import budget_words
from manyi.report.settlement.money import money
from manyi.report.settlement.reading import Reading


@dataclass(frozen=True)
class BudgetBar:
    """One budget: amounts in words and the two parts of its bar in percent."""

    title: str
    words: str
    amount: str
    spent: str
    proposed: str
    left: str
    used: str
    short: str
    spent_share: str
    proposed_share: str


@dataclass(frozen=True)
class Unlimited:
    """An award without a budget, and what is proposed under it."""

    title: str
    proposed: str


@dataclass(frozen=True)
class Budgets:
    """The chapter."""

    finding: str
    bars: tuple[BudgetBar, ...]
    unlimited: tuple[Unlimited, ...]


def budgets(reading: Reading) -> Budgets:
    """Every budget of an award that is due, and awards that have none."""
    uses = reading.settlement.proposals.budgets
    limited = {use.rule for use in uses}
    unlimited = []
    for name, award in reading.edition.decide.awards.items():
        cash = sum((d.cash for d in reading.settlement.proposals.decisions if d.rule == name), Decimal(0))
        if name not in limited and cash:
            unlimited.append(Unlimited(title_words(award.title, reading.lang), money(reading, cash)))
    return Budgets(_finding(reading), tuple(_bar(reading, use) for use in uses), tuple(unlimited))


def _finding(reading: Reading) -> str:
    uses = reading.settlement.proposals.budgets
    if not uses:
        return reading.t("本期到期的奖励没有设预算", "no award due in this period has a budget")
    over = [use for use in uses if use.asked > use.amount - use.spent]
    if not over:
        return reading.t(f"{len(uses)} 项预算都够用，没有缩减", f"all {len(uses)} budgets reach; nothing was cut")
    titles = reading.t("、", ", ").join(_title(reading, use.rule) for use in over)
    return reading.t(
        f"{titles}的预算不够，已按办法处理", f"the budget is short for {titles}; the policy says what follows"
    )


def _title(reading: Reading, rule: str) -> str:
    return title_words(reading.rule(rule).title, reading.lang)


def _bar(reading: Reading, use: BudgetUse) -> BudgetBar:
    rule = reading.rule(use.rule)
    assert isinstance(rule, Award)
    assert rule.budget is not None
    available = use.amount - use.spent
    short = ""
    if use.asked > available:
        asked, reach = (money(reading, max(amount, Decimal(0))) for amount in (use.asked, available))
        short = reading.t(f"原需 {asked}，可用 {reach}", f"{asked} were needed, {reach} could be spent")
    amount, spent, proposed, left = (
        money(reading, number) for number in (use.amount, use.spent, use.proposed, available - use.proposed)
    )
    return BudgetBar(
        title=_title(reading, use.rule), words=sentence(budget_words(rule.budget, reading.lang), reading.lang), amount=amount,
        spent=spent, proposed=proposed, left=left, used=f"{_share(use.spent + use.proposed, use.amount):.0f}%", short=short,
        spent_share=f"{_share(use.spent, use.amount):.2f}", proposed_share=f"{_share(use.proposed, use.amount):.2f}",
    )  # fmt: skip


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return min(Decimal(100), 100 * part / whole)
