"""Chapters of the report on paper that say what is proposed, what came close, and what it costs."""

from collections.abc import Iterator, Sequence

from manyi.report.paper.blocks import (
    AnyCell,
    Bar,
    Block,
    Card,
    Cell,
    Chapter,
    Column,
    Emphasis,
    Listed,
    Para,
    Section,
    Step,
    Table,
    Trace,
    Used,
    axis,
    bar,
    head,
)
from manyi.report.settlement.budgets import budgets
from manyi.report.settlement.cards import Card as ProposalCard
from manyi.report.settlement.measures import measures
from manyi.report.settlement.naming import Who
from manyi.report.settlement.near import near_misses
from manyi.report.settlement.proposals import RuleBlock, proposed
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line, Scale
from manyi.report.settlement.standing import Standing, Standings
from manyi.report.settlement.trace import Line as TraceLine


def who_cell(who: Who) -> Cell:
    """A subject's name, its id unless that is its name, and where it belongs."""
    return Cell(who.name, "" if who.id == who.name else who.id, who.place)


def proposals_chapter(figures: Standings) -> Iterator[Block]:
    """Everything proposed, rule by rule, with reasons."""
    reading = figures.reading
    t, found = reading.t, proposed(figures)
    yield Chapter(t("提议的奖励与处罚", "Awards and penalties proposed"))
    yield Para(t("程序提议，人来决定。每一项提议在生效之前还要经过：", "The program proposes, people decide. Before any proposal takes effect it is still to be:"))  # fmt: skip
    yield Listed(tuple(opening(step) for step in found.steps), numbered=True)
    for title, rules in ((t("奖励", "Award"), found.awards), (t("处罚", "Penalty"), found.penalties)):
        for rule in rules:
            yield from _rule(reading, title, rule)
    if not found.awards and not found.penalties:
        yield Para(t("本期没有任何提议。", "Nothing is proposed in this period."), "lead")
    if found.idle:
        yield Section(t("没有提议的规则", "Rules that propose nothing"))
        yield Listed(tuple(opening(rule) for rule in found.idle))


def _rule(reading: Reading, title: str, rule: RuleBlock) -> Iterator[Block]:
    yield Section(f"{title}{reading.t('：', ': ')}{rule.title}", rule.clause)
    yield Para(rule.funnel + reading.t("。", "."), "quiet")
    for one in rule.cards:
        yield _card(reading, one)


def _card(reading: Reading, one: ProposalCard) -> Card:
    t = reading.t
    chips = [t("提议", "proposed"), *([t("重大", "major")] if one.major else []), *one.marks]
    return Card(one.who.name, "" if one.who.id == one.who.name else one.who.id, one.who.place, chips, tuple(_card_blocks(reading, one)))  # fmt: skip


def _card_blocks(reading: Reading, one: ProposalCard) -> Iterator[Block]:
    t, joint = reading.t, reading.t("；", "; ")
    what = joint.join([*([one.measure] if one.measure else []), *one.terms, *one.gives])
    if what:
        yield Para(opening(what) + t("。", "."), "lead")
    if one.shares:
        yield Table(
            [head(t("分得者", "who shares"), "left", 2), head(t("分得", "gets"), "left", 3)],
            [[who_cell(share.who), Cell(share.words)] for share in one.shares],
        )
    if one.one is not None and one.scale is not None:
        yield figure_table(reading, [one.one], one.scale, one.lines)
    if one.rank:
        yield Para(opening(one.rank) + t("。", "."))
    if one.needs:
        yield Para(t("生效前还需：", "Needed before it takes effect: ") + joint.join(one.needs) + t("。", "."))
    yield Trace(trace_steps(reading, one.trace))


def trace_steps(reading: Reading, lines: Sequence[TraceLine]) -> tuple[Step, ...]:
    """The lines of a trace, notes in brackets."""
    return tuple(Step(line.words, line.met, _bracketed(reading, line.note), line.clause, line.mark, min(line.depth, 3)) for line in lines)  # fmt: skip


def _bracketed(reading: Reading, note: str) -> str:
    return reading.t(f"（{note}）", f"({note})") if note else ""


def figure_table(
    reading: Reading, standings: Sequence[Standing], scale: Scale, lines: Sequence[Line] = (), named: bool = False
) -> Table:
    """Figures one a row: value, interval as a bar and in numbers, n, reliability, and how well it is known.

    The first column names the figure, or with `named` the subject.
    """
    t = reading.t
    columns = [
        head(t("谁", "who") if named else t("指标", "figure"), "left", 3), head(t("数值", "value"), "right"),
        Column(axis(scale), "left", 4), head(t("95% 区间", "95 % interval"), "right"), head("n", "right"),
        head(t("信度", "reliability"), "right"), head(t("证据", "evidence"), "center"),
    ]  # fmt: skip
    rows = [[who_cell(one.who) if named else Cell(one.title), *standing_cells(one, bar(scale, one, lines))] for one in standings]  # fmt: skip
    return Table(columns, rows)


def standing_cells(one: Standing, drawn: Bar) -> list[AnyCell]:
    """Value, bar, interval, n, reliability, word."""
    tone: Emphasis = "strong" if one.judged else "quiet"
    return [
        Cell(one.value or "—", tone=tone), drawn, Cell(one.interval, tone="" if one.judged else "quiet"), Cell(f"{one.n:,}"),
        Cell(one.trust), Cell(one.word, tone="" if one.judged else "quiet"),
    ]  # fmt: skip


def near_chapter(figures: Standings) -> Iterator[Block]:
    """Who came close, and the one thing that stood between."""
    t = figures.reading.t
    yield Chapter(t("接近而未达成", "Near misses"))
    rules = near_misses(figures)
    if not rules:
        yield Para(t("没有。", "There are none."))
    for rule in rules:
        yield Section(rule.title, rule.clause)
        for reason in rule.reasons:
            yield Para(f"{opening(reason.reason)}{t(f'（{len(reason.near)} 项）', f' ({len(reason.near)})')}")
            columns = [
                head(t("谁", "who"), "left", 3), head(t("指标", "figure"), "left", 2), head(t("数值", "value"), "right"),
                head(t("95% 区间", "95 % interval"), "right"), head("n", "right"), head(t("最后入选者", "last chosen"), "right"),
                head(t("证据", "evidence"), "center"),
            ]  # fmt: skip
            yield Table(columns, [_near(near.who, near.one, near.value, near.line) for near in reason.near])


def _near(who: Who, one: Standing | None, value: str, line: str) -> list[AnyCell]:
    if one is None:
        return [who_cell(who), Cell(""), Cell(value), Cell(""), Cell(""), Cell(line), Cell("")]
    return [who_cell(who), Cell(one.title), Cell(one.value or "—"), Cell(one.interval), Cell(f"{one.n:,}"), Cell(line), Cell(one.word)]  # fmt: skip


def budgets_chapter(figures: Standings) -> Iterator[Block]:
    """What awards may cost, and what is proposed."""
    t, found = figures.reading.t, budgets(figures.reading)
    yield Chapter(t("预算", "Budgets"))
    yield Para(opening(found.finding) + t("。", "."), "lead")
    if found.bars:
        columns = [
            head(t("奖励", "award"), "left", 3), head(t("预算", "budget"), "right"), head(t("此前已用", "spent before"), "right"),
            head(t("本期提议", "proposed now"), "right"), head(t("剩余", "left"), "right"), head(t("用去", "used"), "left", 2),
            head("", "right"),
        ]  # fmt: skip
        rows: list[list[AnyCell]] = [
            [
                Cell(one.title, note=one.short or one.words), Cell(one.amount), Cell(one.spent), Cell(one.proposed, tone="strong"),
                Cell(one.left), Used(float(one.spent_share) / 100, float(one.proposed_share) / 100), Cell(one.used),
            ]
            for one in found.bars
        ]  # fmt: skip
        yield Table(columns, rows)
    if found.unlimited:
        columns = [head(t("没有设预算的奖励", "awards without a budget"), "left", 3), head(t("本期提议", "proposed now"), "right")]  # fmt: skip
        yield Table(columns, [[Cell(one.title), Cell(one.proposed)] for one in found.unlimited])


def measures_chapter(figures: Standings) -> Iterator[Block]:
    """Weak figures that ask for an improvement measure."""
    t = figures.reading.t
    yield Chapter(t("改进措施", "Improvement"))
    for rule in measures(figures):
        yield Section(rule.words, rule.clause)
        if not rule.opened:
            yield Para(t("本期没有单位达到这一条。", "No unit is reached by this."), "quiet")
            continue
        columns = [
            head(t("单位", "unit"), "left", 2), head(t("指标", "figure"), "left", 2), head(t("数值", "value"), "right"),
            head(t("95% 区间", "95 % interval"), "right"), head("n", "right"), head(t("证据", "evidence"), "center"),
        ]  # fmt: skip
        rows = [
            [
                who_cell(one.who), Cell(" · ".join(part for part in (one.figure, one.dimension) if part)), Cell(one.value, tone="strong"),
                Cell(one.one.interval if one.one else ""), Cell(f"{one.one.n:,}" if one.one else ""), Cell(one.one.word if one.one else ""),
            ]
            for one in rule.opened
        ]  # fmt: skip
        yield Table(columns, rows)


def opening(text: str) -> str:
    """A text as it stands at the beginning of a sentence."""
    return text[:1].upper() + text[1:]
