"""Chapters of the report on paper that say what was measured: scores, changes, method."""

from collections.abc import Iterator

from manyi.engine.policy.sections.terms import SubjectKind
from manyi.report.paper.blocks import (
    AnyCell,
    Block,
    Cell,
    Chapter,
    Column,
    Fact,
    Facts,
    Listed,
    Para,
    Section,
    Table,
    axis,
    bar,
    head,
)
from manyi.report.paper.proposed_chapters import opening, standing_cells, who_cell
from manyi.report.settlement.changes import Change, ChangeBlock, changes
from manyi.report.settlement.dimensions import Matrix, matrices
from manyi.report.settlement.facts import FactList, fact_lists
from manyi.report.settlement.groups import Chart, Group, chart
from manyi.report.settlement.headline import estimates
from manyi.report.settlement.method import method
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standing, Standings


def scores_chapter(figures: Standings) -> Iterator[Block]:
    """Every figure the edition asks for, people first, then units."""
    t = figures.reading.t
    yield Chapter(t("得分", "Scores"))
    text = t("横条是 95% 区间，点是估计值；实心的证据足够，空心的未达门槛、不作评定。点线是规则的界线，细线是组均值。",
             "The stroke is the 95 % interval, the dot the estimate; solid ones have evidence enough, hollow ones are below the gate and not judged. "
             "Dotted lines are lines of rules, thin lines group means.")  # fmt: skip
    yield Para(text, "quiet")
    kinds: tuple[tuple[SubjectKind, str], ...] = (("person", t("员工", "People")), ("unit", t("单位", "Units")))
    for kind, title in kinds:
        for name in estimates(figures, kind):
            yield from _chart(figures.reading, title, chart(figures, name, kind))
        for matrix in matrices(figures, kind):
            yield from _matrix(figures.reading, title, matrix)
        for facts in fact_lists(figures, kind):
            yield from _facts(figures.reading, title, facts)


def _chart(reading: Reading, of: str, found: Chart) -> Iterator[Block]:
    t = reading.t
    yield Section(f"{of} · {found.title}")
    yield Para(found.definition, "quiet")
    yield Para(opening(found.finding) + t("。", "."))
    for group in found.groups:
        yield Para(opening(group.finding) + t("。", "."), "lead")
        yield _group(reading, found, group)
    for without in found.without:
        names = t("、", ", ").join(one.name for one in without.who)
        yield Para(f"{opening(without.note)}{t('：', ': ')}{names}{t('。', '.')}", "quiet")


def _group(reading: Reading, found: Chart, group: Group) -> Table:
    t = reading.t
    columns = [
        head(t("谁", "who"), "left", 4), head(t("数值", "value"), "right"), Column(axis(found.scale), "left", 4),
        head(t("95% 区间", "95 % interval"), "right"), head("n", "right"), head(t("信度", "reliability"), "right"),
        head(t("证据", "evidence"), "center"),
    ]  # fmt: skip
    rows = [
        [who_cell(row.one.who), *standing_cells(row.one, bar(found.scale, row.one, found.lines, group.mean))]
        for row in (*group.first, *group.rest)
    ]
    return Table(columns, rows)


def _matrix(reading: Reading, of: str, found: Matrix) -> Iterator[Block]:
    yield Section(f"{of} · {found.title}")
    yield Para(opening(found.finding) + reading.t("。", "."))
    columns = [
        head(reading.t("谁", "who"), "left", 3),
        *(head(dimension, "right", 1.3) for dimension in found.dimensions),
    ]
    yield Table(columns, [[who_cell(row.who), *map(_short, row.cells)] for row in (*found.first, *found.rest)])


def _short(one: Standing | None) -> Cell:
    if one is None or one.value is None:
        return Cell("")
    return Cell(one.value, note=f"{one.interval} n={one.n:,}".strip(), tone="" if one.judged else "quiet")


def _facts(reading: Reading, of: str, found: FactList) -> Iterator[Block]:
    yield Section(f"{of} · {found.title}")
    yield Para(found.definition, "quiet")
    yield Para(opening(found.finding) + reading.t("。", "."))
    listed = (*found.first, *found.rest)
    if listed:
        columns = [head(reading.t("谁", "who"), "left", 3), head(reading.t("数值", "value"), "right", 1), head("n", "right", 1)]  # fmt: skip
        yield Table(columns, [[who_cell(one.who), Cell(one.value or "", tone="strong"), Cell(f"{one.n:,}")] for one in listed])  # fmt: skip


# ---- since the last period -------------------------------------------------------------------------------------------


def changes_chapter(figures: Standings, before: Standings | None) -> Iterator[Block]:
    """What changed, with the interval of each change."""
    reading = figures.reading
    t = reading.t
    yield Chapter(t("与上期相比", "Since the last period"))
    if before is None:
        yield Para(t("没有可比的上一考核期。", "There is no period before to compare with."), "quiet")
        return
    found = changes(figures, before)
    text = t(f"与 {found.period}比较。变化的区间包含 0，就说明数据看不出差异。", f"Compared with {found.period}. Where the interval of a change holds 0, the data show no difference.")  # fmt: skip
    yield Para(f"{text} {found.edition}".rstrip(), "quiet")
    for block in found.blocks:
        yield Section(block.title)
        yield Para(opening(block.finding) + t("。", "."))
        yield _changed(reading, block)
    if found.decisions:
        yield Section(t("提议：上期与本期", "Proposals then and now"))
        columns = [
            head(t("谁", "who"), "left", 2),
            head(t("上期", "then"), "left", 2),
            head(t("本期", "now"), "left", 2),
        ]
        joint = t("、", ", ")
        rows = [[who_cell(one.who), Cell(joint.join(one.then) or "–"), Cell(joint.join(one.now) or "–")] for one in found.decisions]  # fmt: skip
        yield Table(columns, rows)


def _changed(reading: Reading, block: ChangeBlock) -> Table:
    t = reading.t
    columns = [
        head(t("谁", "who"), "left", 3), head(t("上期", "then"), "right"), head(t("本期", "now"), "right"), head(t("变化", "change"), "right"),
        head(t("变化的区间", "interval"), "right"), head("n", "right"), head(t("结论", "finding"), "left", 2),
    ]  # fmt: skip
    return Table(columns, [_change(one) for one in (*block.first, *block.rest)])


def _change(one: Change) -> list[AnyCell]:
    shown = one.direction in ("up", "down")
    return [
        Cell(one.who.name, "" if one.who.id == one.who.name else one.who.id), Cell(one.before), Cell(one.now),
        Cell(one.delta, tone="strong" if shown else ""), Cell(one.interval), Cell(one.n), Cell(one.words, tone="" if shown else "quiet"),
    ]  # fmt: skip


# ---- method ----------------------------------------------------------------------------------------------------------


def method_chapter(figures: Standings) -> Iterator[Block]:
    """How the numbers were made, and what lets anybody check them."""
    reading = figures.reading
    t, found = reading.t, method(reading)
    yield Chapter(t("方法与核对", "Method, and how to check"))
    if found.plain:
        yield Section(t("得分是怎么来的", "How scores are made"))
        yield from (Para(text) for text in found.plain)
    for title, texts in (
        (t("估计与门槛", "Estimates and gates"), found.gates),
        (t("谁来决定，怎样申诉", "Who decides, and how to appeal"), found.govern),
    ):
        if texts:
            yield Section(title)
            yield Listed(texts)
    yield Section(t("指标的定义", "What each figure is"))
    yield Facts([Fact(one.title, f"{one.definition} {one.clause}".strip()) for one in found.figures])
    yield Section(t("可以核对的信息", "What lets anybody check"))
    yield Facts([Fact(one.label, one.value, one.code) for one in found.identity])
    yield Section(t("各数据表的摘要值", "Digests of the tables"))
    yield Facts([Fact(one.label, one.value, one.code) for one in found.digests])
