"""Chapter 3: what the editions would have cost, month by month, against their budgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.simulate.outcome import EditionRun
from manyi.report.simulation.bars import Columns, columns
from manyi.report.simulation.reading import Reading


@dataclass(frozen=True)
class CostRow:
    """One month: the money of every period that ended with it, per edition."""

    month: str
    amounts: tuple[str, ...]


@dataclass(frozen=True)
class Spent:
    """One edition in all: money, money a year, budget of the awards that have one, and what each award came to."""

    edition: str
    total: str
    year: str
    budget: str
    awards: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Cost:
    """The chapter."""

    finding: str
    chart: Columns
    editions: tuple[str, ...]
    rows: tuple[CostRow, ...]
    spent: tuple[Spent, ...]


def cost(reading: Reading) -> Cost:
    """Money by the month in which a period ends."""
    runs = reading.simulation.runs
    ends = sorted({run.period.end for one in runs for run in one.periods})
    found = [
        [sum((run.cash for run in one.periods if run.period.end == end), Decimal(0)) for end in ends] for one in runs
    ]
    months = [f"{end.year - (end.month == 1)}-{(end.month - 2) % 12 + 1:02d}" for end in ends]
    texts = [[f"{reading.title(run)} {month} {reading.money(value)}" for month, value in zip(months, values, strict=True)]
             for run, values in zip(runs, found, strict=True)]  # fmt: skip
    labels = [_label(month, len(months)) for month in months]
    chart = columns([[float(value) for value in values] for values in found], labels, texts)
    return Cost(
        finding=_finding(reading), chart=chart, editions=tuple(reading.title(run) for run in runs),
        rows=tuple(CostRow(month, tuple(reading.amount(values[place]) for values in found)) for place, month in enumerate(months)),
        spent=tuple(_spent(reading, run) for run in runs),
    )  # fmt: skip


def _label(month: str, months: int) -> str:
    """The number of the month; over more than a year only the years, where they begin."""
    year, number = month[:4], int(month[5:])
    if months > 14:
        return year if number == 1 else ""
    return str(number)


def _finding(reading: Reading) -> str:
    runs, money = reading.simulation.runs, reading.money
    first = runs[0]
    if not reading.several:
        return reading.t(f"这段时间奖金合计 {money(first.cash)}", f"money in all over this time: {money(first.cash)}")
    return reading.t("；", "; ").join(_against(reading, first, other) for other in runs[1:])


def _against(reading: Reading, first: EditionRun, other: EditionRun) -> str:
    more = other.cash - first.cash
    names = first.name, other.name
    if more == 0:
        return reading.t(
            f"版次 {names[0]} 与 {names[1]} 花费相同，都是 {reading.money(first.cash)}",
            f"editions {names[0]} and {names[1]} cost the same, {reading.money(first.cash)}",
        )
    word = reading.t("多" if more > 0 else "少", "more" if more > 0 else "less")
    return reading.t(
        f"版次 {names[1]} 合计 {reading.money(other.cash)}，比版次 {names[0]} {word}花 {reading.money(abs(more))}",
        f"edition {names[1]} costs {reading.money(other.cash)}, {reading.money(abs(more))} {word} than edition {names[0]}",
    )


def _spent(reading: Reading, run: EditionRun) -> Spent:
    budgets = [one.budget for one in run.periods if one.budget is not None]
    by_rule: dict[str, list[Decimal]] = {}
    for _, decision in run.decisions():
        if decision.kind == "award":
            by_rule.setdefault(decision.rule, []).append(decision.cash)
    return Spent(
        edition=reading.title(run), total=reading.money(run.cash), year=reading.money(run.cash * 12 / reading.simulation.span.months),
        budget=reading.money(sum(budgets, Decimal(0))) if budgets else "", awards=tuple(_awards(reading, run, by_rule)),
    )  # fmt: skip


def _awards(reading: Reading, run: EditionRun, by_rule: dict[str, list[Decimal]]) -> Sequence[tuple[str, str, str]]:
    return [
        (reading.rule(rule, run.edition), f"{len(by_rule[rule]):,}", reading.amount(sum(by_rule[rule], Decimal(0))))
        for rule in run.edition.decide.awards if rule in by_rule
    ]  # fmt: skip
