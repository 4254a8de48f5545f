"""The report of a settled period as an official paper: the same chapters as the page, set for printing and filing."""

from collections.abc import Iterator
from datetime import timedelta

from manyi.engine.settle import Settlement
from manyi.engine.wording.names import title_words
from manyi.engine.wording.vocabulary import Language
from manyi.report.paper.blocks import Block, Cell, Chapter, Listed, Para, Section, Table, head
from manyi.report.paper.measured_chapters import changes_chapter, method_chapter, scores_chapter
from manyi.report.paper.proposed_chapters import (
    budgets_chapter,
    measures_chapter,
    near_chapter,
    opening,
    proposals_chapter,
)
from manyi.report.paper.quality_chapter import quality_chapter
from manyi.report.paper.typeset import Paper
from manyi.report.settlement.cleaning import cleaning
from manyi.report.settlement.goals import goals
from manyi.report.settlement.intake import intake
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings
from manyi.report.settlement.summary import summary

_NUMERALS = "一二三四五六七八九"


def period_report(settlement: Settlement, lang: Language, previous: Settlement | None = None) -> Paper:
    """The whole report; `previous` adds what changed since then. Both evidence connections must still be open."""
    figures = Standings(Reading(settlement, lang))
    before = None if previous is None else Standings(Reading(previous, lang))
    reading = figures.reading
    t, period = reading.t, reading.period_title()
    return Paper(
        lang=lang, policy=title_words(settlement.edition.title, lang), title=t(f"{period}评定报告", f"Report for {period}"),
        facts=facts(reading), seal=seal(reading), running=t("评定报告 · ", "Report · ") + period,
        foot=digest(reading), page=t("第 # 页，共 @ 页", "page # of @"), day=settlement.period.end - timedelta(days=1),
        blocks=tuple(numbered(reading, _chapters(figures, before))),
    )  # fmt: skip


def facts(reading: Reading) -> str:
    """The days of the period and the edition."""
    edition = reading.edition
    return f"{reading.days()} · {reading.t('办法版次', 'edition')} {edition.policy} {edition.edition}"


def seal(reading: Reading) -> tuple[str, ...]:
    """What stands in the seal: nothing on this paper is decided."""
    return ("提议", "待决") if reading.lang == "zh" else ("PROPOSED", "not decided")


def digest(reading: Reading) -> str:
    """The beginning of the result's digest, which stands whole in the last chapter."""
    return f"{reading.t('结果摘要值', 'Result digest')} {reading.settlement.result_digest[:16]}"


def numbered(reading: Reading, blocks: Iterator[Block]) -> Iterator[Block]:
    """The same blocks, chapters numbered."""
    number = 0
    for block in blocks:
        if isinstance(block, Chapter):
            title = reading.t(f"{_NUMERALS[number]}、{block.text}", f"{number + 1}  {block.text}")
            number += 1
            yield Chapter(title)
        else:
            yield block


def _chapters(figures: Standings, before: Standings | None) -> Iterator[Block]:
    yield from _finding(figures)
    yield from proposals_chapter(figures)
    yield from near_chapter(figures)
    yield from scores_chapter(figures)
    yield from quality_chapter(figures)
    yield from budgets_chapter(figures)
    yield from measures_chapter(figures)
    yield from changes_chapter(figures, before)
    yield from method_chapter(figures)


def _finding(figures: Standings) -> Iterator[Block]:
    reading = figures.reading
    notice = reading.t(
        "本报告由程序按办法算出，内容全部是提议。提议由指定的人决定；在决定、公示和申诉结束之前，对任何人都不产生效力。报告含个人信息，只供履行本办法职责的人员使用。",
        "A program worked out this report by the rules of the policy, and everything in it is a proposal. Named people decide; before the decision, the public "
        "notice and any appeal, nothing takes effect on anybody. It holds personal data and is for those who carry out the policy.",
    )  # fmt: skip
    yield Para(notice, "quiet")
    yield Chapter(reading.t("结论", "Finding"))
    sentences = summary(figures, intake(reading), cleaning(reading))
    yield Listed(tuple(opening(one.text) for one in sentences), numbered=True)
    yield from _goals(figures)


def _goals(figures: Standings) -> Iterator[Block]:
    """What the company set itself, and where it stands."""
    t, found = figures.reading.t, goals(figures)
    if not found:
        return
    yield Section(t("目标与实际", "Goals and where we stand"))
    columns = [
        head(t("目标", "goal"), "left", 3), head(t("目标值", "target"), "left", 3), head(t("本期", "now"), "right"), head(t("95% 区间", "95 % interval"), "right"),
        head(t("对照", "held against"), "right"), head(t("结果", "result"), "center"),
    ]  # fmt: skip
    states = {
        "reached": t("已达到", "reached"),
        "open": t("未达到", "not reached"),
        "unknown": t("没有数据", "no data"),
    }
    rows = [
        [
            Cell(one.title, one.clause, one.who.name), Cell(one.target), Cell((one.now.value if one.now else None) or "—", tone="strong"),
            Cell(one.now.interval if one.now else ""), Cell(one.before or "—"), Cell(states[one.state]),
        ]
        for one in found
    ]  # fmt: skip
    yield Table(columns, rows)
