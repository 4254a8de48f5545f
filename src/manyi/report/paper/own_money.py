"""What a period would bring a person, line by line, and what it would take."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from manyi.engine.decide.decisions import Decision, Given
from manyi.engine.explain import given_words
from manyi.engine.wording.names import goods_words, name_words, title_words
from manyi.report.paper.blocks import AnyCell, Block, Cell, Chapter, Para, Table, head
from manyi.report.settlement.gifts import terms
from manyi.report.settlement.money import money
from manyi.report.settlement.reading import Reading


def own_money(reading: Reading, given: Sequence[tuple[Decision, Given]], taken: Sequence[Decision]) -> Iterator[Block]:
    """The chapter of money and things; a sum of money where there is any."""
    t = reading.t
    yield Chapter(t("款项与其他", "Money and other things"))
    rows = [*(_given(reading, *one) for one in given), *(_taken(reading, one) for one in taken)]
    if not rows:
        yield Para(t("本期没有与您有关的款项。", "There is no money about you in this period."))
        return
    columns = [
        head(t("规则", "rule"), "left", 2), head(t("条款", "clause")), head(t("内容", "what"), "left", 4), head(t("金额", "amount"), "right", 1),
    ]  # fmt: skip
    yield Table(columns, rows)
    paid = [one.amount for _, one in given if one.kind == "cash" and one.amount is not None]
    if paid:
        whole = money(reading, sum(paid, Decimal(0)))
        yield Para(t(f"奖金合计 {whole}（提议，税前）。", f"Money in all: {whole} (proposed, before tax)."), "lead")


def _given(reading: Reading, decision: Decision, one: Given) -> list[AnyCell]:
    words = given_words(reading.settlement, one, reading.lang)
    extra = []
    if one.default is not None:
        default = goods_words(one.default, reading.edition, reading.lang)
        extra.append(reading.t(f"不选时为{default}", f"{default} if nothing is chosen"))
    if one.valid_months is not None:
        extra.append(reading.t(f"{one.valid_months} 个月内有效", f"valid for {one.valid_months} months"))
    amount = "" if one.amount is None else money(reading, one.amount)
    what = reading.t("奖金", "money") if one.kind == "cash" else words
    return [Cell(_title(reading, decision)), Cell(decision.clause), Cell(what, note=reading.t("；", "; ").join(extra)), Cell(amount, tone="strong")]  # fmt: skip


def _taken(reading: Reading, decision: Decision) -> list[AnyCell]:
    """A measure with its terms, which hold the amount and the law's limits."""
    measure = name_words(str(decision.measure), reading.edition, reading.lang)
    note = reading.t("；", "; ").join(terms(reading, decision))
    kind = reading.edition.decide.measures[str(decision.measure)].kind
    amount = "" if decision.amount is None or kind == "points" else f"−{money(reading, decision.amount)}"
    return [Cell(_title(reading, decision)), Cell(decision.clause), Cell(measure, note=note), Cell(amount, tone="strong")]  # fmt: skip


def _title(reading: Reading, decision: Decision) -> str:
    return title_words(reading.rule(decision.rule).title, reading.lang)
