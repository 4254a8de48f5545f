"""The chapter of the report on paper that says how good the data are: what was read, left out, in doubt."""

from collections.abc import Iterator

from manyi.report.paper.blocks import Block, Cell, Chapter, Para, Section, Table, head
from manyi.report.paper.proposed_chapters import opening, who_cell
from manyi.report.settlement.cleaning import cleaning
from manyi.report.settlement.effect import effects
from manyi.report.settlement.intake import intake
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.signals import signals
from manyi.report.settlement.standing import Standings


def quality_chapter(figures: Standings) -> Iterator[Block]:
    """What was read, what was left out and why, and what waits for a review."""
    reading = figures.reading
    t = reading.t
    yield Chapter(t("数据质量", "Quality of the data"))
    yield from _read(reading)
    found = cleaning(reading)
    yield Section(t("答卷", "Responses"))
    looked = found.read - found.earlier
    yield Para(
        t(f"本期所用答卷 {looked:,} 份：计入 {found.kept:,} 份，剔除 {found.excluded:,} 份。",
          f"{looked:,} responses of the period: {found.kept:,} count, {found.excluded:,} are excluded."),
        "lead",
    )  # fmt: skip
    if found.exclusions:
        columns = [head(t("剔除原因", "excluded because"), "left", 5), head(t("条款", "clause")), head(t("份数", "responses"), "right")]  # fmt: skip
        yield Table(columns, [[Cell(one.title, note=one.words), Cell(one.clause), Cell(f"{one.responses:,}")] for one in found.exclusions])  # fmt: skip
    if found.flags:
        columns = [head(t("疑点", "flag"), "left", 5), head(t("条款", "clause")), head(t("待复核", "to be reviewed"), "right")]  # fmt: skip
        yield Table(columns, [[Cell(one.title, note=one.words), Cell(one.clause), Cell(f"{one.waiting:,}")] for one in found.flags])  # fmt: skip
    yield from _doubts(figures)
    yield from _signals(reading)


def _doubts(figures: Standings) -> Iterator[Block]:
    """What the answers in doubt could do to scores."""
    t, found = figures.reading.t, effects(figures)
    if not found:
        return
    yield Section(t("存疑答卷对得分的影响", "What the answers in doubt could do to scores"))
    yield Para(t("得分按现在计入的答卷计算。下面是剔除存疑答卷、或恢复复核剔除的答卷之后会是多少。", "Scores rest on the answers that count now. Below is what they would be without the answers in doubt, or with those that reviewers excluded."), "quiet")  # fmt: skip
    columns = [
        head(t("假如", "if"), "left", 3), head(t("份数", "answers"), "right"), head(t("涉及", "concerns"), "left", 2),
        head(t("最大下降", "largest fall"), "right"), head(t("最大上升", "largest rise"), "right"),
    ]  # fmt: skip
    for figure in found:
        yield Para(opening(figure.title))
        yield Table(columns, [[Cell(opening(one.title)), Cell(f"{one.answers:,}"), Cell(one.subjects), Cell(one.down), Cell(one.up)] for one in figure.kinds])  # fmt: skip


def _signals(reading: Reading) -> Iterator[Block]:
    """Ways of getting answers that a reviewer should look into."""
    t, found = reading.t, signals(reading)
    if not found:
        return
    yield Section(t("提示复核的取得方式", "Ways of getting answers that a reviewer should look into"))
    yield Para(t("提示不是结论，不改变任何得分，也不构成处罚的依据；先由无关人员复核并听取本人说明。", "A signal is no finding: it changes no score and grounds no penalty. Somebody with no stake looks into it first and hears the person."), "quiet")  # fmt: skip
    columns = [head(t("关于", "about"), "left", 2), head(t("所见", "what was seen"), "left", 4), head(t("检验", "test"), "left", 2)]  # fmt: skip
    for rule in found:
        yield Section(opening(rule.title), rule.clause)
        yield Para(rule.words, "quiet")
        if rule.shown:
            yield Table(columns, [[who_cell(one.who), Cell(one.words), Cell(one.test)] for one in rule.shown])
        else:
            yield Para(t("没有发现。", "Nothing was found."))


def _read(reading: Reading) -> Iterator[Block]:
    t, came = reading.t, intake(reading)
    yield Section(t("读入的数据", "What was read"))
    yield Para(
        t(f"读入 {came.read:,} 行，保留 {came.kept:,} 行，剔除 {came.excluded:,} 行；保留 + 剔除 = 读入。",
          f"{came.read:,} rows read, {came.kept:,} kept, {came.excluded:,} excluded; kept + excluded = read."),
        "lead",
    )  # fmt: skip
    columns = [head(t("数据表", "table"), "left", 3), *(head(text, "right", 1) for text in (t("读入", "read"), t("保留", "kept"), t("剔除", "excluded")))]  # fmt: skip
    yield Table(columns, [
        [Cell(one.title, one.id), Cell(f"{one.read:,}"), Cell(f"{one.kept:,}"), Cell(f"{one.excluded:,}")]
        for one in (*came.touched, *came.whole)
    ])  # fmt: skip
    if came.reasons:
        columns = [head(t("数据表", "table"), "left", 2), head(t("剔除原因", "excluded because"), "left", 3), head(t("行数", "rows"), "right")]  # fmt: skip
        yield Table(columns, [[Cell(one.table), Cell(one.reason), Cell(f"{one.rows:,}")] for one in came.reasons])
    for remark in came.remarks:
        yield Para(remark, "quiet")
