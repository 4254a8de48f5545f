"""Sheets of what the proposals rest on: scores, budgets, what was read and left out, and what lets anybody check."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import manyi
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.results import ScoreRow
from manyi.engine.wording.names import name_words, title_words
from manyi.engine.wording.vocabulary import ONE_SUBJECT, WHEN_SHORT, word_of
from manyi.report.settlement.cleaning import cleaning
from manyi.report.settlement.intake import intake
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings
from manyi.report.workbook.decided import number
from manyi.report.workbook.sheet import Column, Sheet, Value

MOST_SCORES = 200_000
"""Scores a workbook lists; of a larger settlement it lists those a proposal or a near miss is about, and says so."""


def scores(figures: Standings, most: int = MOST_SCORES) -> Sheet:
    """One row per figure and subject, with interval, n and how well it is known."""
    reading = figures.reading
    t, everybody = reading.t, reading.settlement.scores
    listed = everybody if len(everybody) <= most else _about_somebody(reading)
    columns = [
        Column(t("对象", "of whom"), "flag"), Column(t("编号", "id"), "code"), Column(t("姓名或名称", "name")), Column(t("所属", "where")),
        Column(t("指标", "figure")), Column(t("维度", "dimension")), Column(t("数值", "value"), "number"),
        Column(t("95% 区间下限", "95 % interval from"), "estimate"), Column(t("95% 区间上限", "95 % interval to"), "estimate"),
        Column("n", "whole"), Column(t("信度", "reliability"), "estimate"), Column(t("证据", "evidence"), "flag"),
        Column(t("说明", "note"), "long"), Column(t("指标编号", "figure id"), "code", printed=False),
    ]  # fmt: skip
    about = t(f"全部 {len(everybody):,} 个得分", f"all {len(everybody):,} scores")
    if len(listed) < len(everybody):
        about = t(
            f"{len(everybody):,} 个得分中与提议或接近者有关的 {len(listed):,} 个，其余见 scores.parquet",
            f"{len(listed):,} of {len(everybody):,} scores: those of proposals and near misses; the others in scores.parquet",
        )
    return Sheet(t("得分", "Scores"), about, columns, [_score(figures, row) for row in listed])


def _about_somebody(reading: Reading) -> Sequence[ScoreRow]:
    found = reading.settlement.proposals
    about = {(one.subject_kind, one.subject) for one in found.decisions}
    about |= {(one.subject_kind, one.subject) for one in found.held_back}
    return [row for row in reading.settlement.scores if (row.kind, row.subject) in about]


def _score(figures: Standings, row: ScoreRow) -> list[Value]:
    reading = figures.reading
    kind: SubjectKind = "person" if row.kind == "person" else "unit"
    one = figures.all(row.figure, kind, row.dimension)[row.subject]
    dimension = name_words(row.dimension, reading.edition, reading.lang) if row.dimension else ""
    return [
        word_of(ONE_SUBJECT, kind, reading.lang), row.subject, one.who.name, one.who.place, one.title, dimension,
        number(row.value), rounded(row.low), rounded(row.high), one.n, rounded(row.reliability), one.word, one.note, row.figure,
    ]  # fmt: skip


def rounded(estimate: float | None) -> float | None:
    """An estimate to 6 places: more would be digits that its interval makes meaningless."""
    return None if estimate is None else round(estimate, 6)


def budgets(reading: Reading) -> Sheet:
    """One row per budget of an award that is due."""
    t = reading.t
    columns = [
        Column(t("奖励", "award")), Column(t("预算", "budget"), "money"), Column(t("此前已用", "spent before"), "money"),
        Column(t("本期原需", "asked for"), "money"), Column(t("本期提议", "proposed"), "money"),
        Column(t("剩余", "left"), "money"), Column(t("不够时", "when short"), "long"), Column(t("规则编号", "rule id"), "code", printed=False),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [
            title_words(reading.rule(use.rule).title, reading.lang), use.amount, use.spent, use.asked, use.proposed,
            use.amount - use.spent - use.proposed, word_of(WHEN_SHORT, use.when_short, reading.lang), use.rule,
        ]
        for use in reading.settlement.proposals.budgets
    ]  # fmt: skip
    about = t("剩余 = 预算 − 此前已用 − 本期提议", "left = budget − spent before − proposed")
    return Sheet(t("预算", "Budgets"), about, columns, rows)


def intake_counts(reading: Reading) -> Sheet:
    """One row per table of the evidence, and one for the responses: kept + excluded = read."""
    t, came, cleaned = reading.t, intake(reading), reading.settlement.cleaned.counts
    columns = [
        Column(t("什么", "what")), Column(t("读入", "read"), "whole"), Column(t("保留", "kept"), "whole"),
        Column(t("剔除", "excluded"), "whole"), Column(t("剔除比例", "share excluded"), "share"), Column(t("数据表", "table"), "code"),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [one.title, one.read, one.kept, one.excluded, rounded(one.excluded / one.read), one.id]
        for one in (*came.touched, *came.whole)
    ]
    looked = cleaned.read - cleaned.earlier
    share = rounded(cleaned.excluded / looked) if looked else None
    title = t("其中本期所用答卷", "of them responses of the period")
    rows.append([title, looked, cleaned.kept, cleaned.excluded, share, "responses"])
    about = t("每一行：保留 + 剔除 = 读入", "In every row kept + excluded = read")
    return Sheet(t("读入与剔除", "Read and excluded"), about, columns, rows)


def exclusions(reading: Reading) -> Sheet:
    """One row per reason for which rows of the evidence or responses do not count."""
    t = reading.t
    columns = [
        Column(t("什么", "what")), Column(t("原因", "reason")), Column(t("规则原文", "the rule in words"), "long"),
        Column(t("条款", "clause"), "code"), Column(t("数量", "number"), "whole"),
    ]  # fmt: skip
    rows: list[list[Value]] = [[one.table, one.reason, "", "", one.rows] for one in intake(reading).reasons]
    answers = t("答卷", "responses")
    rows += [[answers, one.title, one.words, one.clause, one.responses] for one in cleaning(reading).exclusions]
    about = t(
        "逐条见 problems.csv 与 exclusions.csv",
        "one by one in problems.csv and exclusions.csv; a row may have two reasons",
    )
    return Sheet(t("剔除原因", "Why excluded"), about, columns, rows)


def about(reading: Reading, sheets: Sequence[Sheet]) -> Sheet:
    """What the workbook is, which edition and evidence it comes from, and what stands on each sheet."""
    columns = [Column(reading.t("项目", "item")), Column(reading.t("内容", "value"), "long")]
    title = reading.t("说明", "About")
    rows: list[list[Value]] = [*_identity(reading)]
    rows += [[reading.t(f"工作表“{one.title}”", f"sheet “{one.title}”"), one.about] for one in sheets]
    return Sheet(title, reading.t("用摘要值可以核对", "the digests let anybody check"), columns, rows)


def _identity(reading: Reading) -> Iterator[list[Value]]:
    settlement, t = reading.settlement, reading.t
    yield [t("状态", "state"), t("提议，尚未决定；决定、公示和申诉结束之前不产生效力", "proposed, not decided; nothing takes effect before decision, notice and appeal")]  # fmt: skip
    yield [t("办法", "policy"), title_words(settlement.edition.title, reading.lang)]
    yield [t("办法编号", "policy id"), settlement.edition.policy]
    yield [t("版次", "edition"), settlement.edition.edition]
    yield [t("考核期", "period"), reading.period_title()]
    yield [t("考核期第一日", "first day"), settlement.period.start]
    yield [t("考核期最后一日", "last day"), settlement.period.end - timedelta(days=1)]
    yield [t("时区", "time zone"), settlement.edition.time_zone]
    yield [t("程序版本", "engine version"), manyi.__version__]
    yield [t("输入摘要值", "input digest"), settlement.input_digest]
    yield [t("结果摘要值", "result digest"), settlement.result_digest]
