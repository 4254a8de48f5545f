"""The period as a path of eight steps: what came in, what went out, what was left aside; kept + excluded = read."""

from collections.abc import Callable
from dataclasses import dataclass

from manyi.engine.wording.vocabulary import ROLES, word_of
from manyi.report.settlement.measures import opened
from manyi.report.settlement.money import cash_proposed, money
from manyi.report.settlement.reading import Reading


@dataclass(frozen=True)
class Stop:
    """One step: `state` is done, now (waits for people) or ahead."""

    title: str
    state: str
    came: str
    went: str
    aside: str
    anchor: str


def path(reading: Reading) -> list[Stop]:
    """The eight steps of the settlement's period."""
    makers: tuple[Callable[[Reading], Stop], ...] = (
        _collect,
        _clean,
        _score,
        _decide,
        _govern,
        _apply,
        _improve,
        _report,
    )
    return [maker(reading) for maker in makers]


def _collect(reading: Reading) -> Stop:
    counts = reading.settlement.evidence.counts.values()
    read, kept, excluded = (sum(getattr(count, name) for count in counts) for name in ("read", "kept", "excluded"))
    t = reading.t
    return Stop(t("采集", "Collect"), "done", t(f"读入 {read:,} 行", f"{read:,} rows read"), t(f"保留 {kept:,} 行", f"{kept:,} kept"),
                t(f"剔除 {excluded:,} 行", f"{excluded:,} excluded"), "quality")  # fmt: skip


def _clean(reading: Reading) -> Stop:
    t, counts = reading.t, reading.settlement.cleaned.counts
    earlier = (
        t(f"，更早各期 {counts.earlier:,} 份", f", {counts.earlier:,} of earlier periods") if counts.earlier else ""
    )
    return Stop(t("清洗", "Clean"), "done", t(f"答卷 {counts.read:,} 份", f"{counts.read:,} responses"), t(f"计入 {counts.kept:,} 份", f"{counts.kept:,} count"),
                t(f"剔除 {counts.excluded:,} 份", f"{counts.excluded:,} excluded") + earlier, "quality")  # fmt: skip


def _score(reading: Reading) -> Stop:
    t, scores = reading.t, reading.settlement.scores
    subjects = reading.settlement.book.subjects
    known = sum(row.value is not None for row in scores)
    people, units = len(subjects["person"]), len(subjects["unit"])
    return Stop(t("评分", "Score"), "done", t(f"{people} 人、{units} 个单位", f"{people} people, {units} units"), t(f"{known:,} 个数值", f"{known:,} values"),
                t(f"{len(scores) - known:,} 个不作评定", f"{len(scores) - known:,} not judged"), "scores")  # fmt: skip


def _decide(reading: Reading) -> Stop:
    t, found = reading.t, reading.settlement.proposals
    return Stop(t("评定", "Decide"), "now", t(f"{len(found.rules)} 项规则到期", f"{len(found.rules)} rules due"),
                t(f"{len(found.decisions)} 项提议", f"{len(found.decisions)} proposals"), t(f"{len(found.held_back)} 项接近而未达成", f"{len(found.held_back)} near misses"),
                "proposals")  # fmt: skip


def _govern(reading: Reading) -> Stop:
    t, govern = reading.t, reading.edition.govern
    decisions = reading.settlement.proposals.decisions
    major = sum(decision.major for decision in decisions)
    by = (
        t("待指定人员决定", "named people decide")
        if govern is None
        else word_of(ROLES, govern.roles.decides, reading.lang)
    )
    went = by if govern is None else t(f"待{by}决定", f"{by} decides")
    aside = t(f"重大 {major} 项", f"{major} major") if major else t("没有重大事项", "none is major")
    return Stop(
        t("治理", "Govern"),
        "ahead",
        t(f"{len(decisions)} 项待决定", f"{len(decisions)} to decide"),
        went,
        aside,
        "proposals",
    )


def _apply(reading: Reading) -> Stop:
    t, cash = reading.t, money(reading, cash_proposed(reading))
    return Stop(t("兑现", "Apply"), "ahead", t("尚未开始", "not begun"), t(f"奖金提议 {cash}", f"{cash} proposed"),
                "", "budgets")  # fmt: skip


def _improve(reading: Reading) -> Stop:
    t, number = reading.t, opened(reading)
    return Stop(
        t("改进", "Improve"), "ahead", "", t(f"应制定措施 {number} 项", f"{number} measures to open"), "", "measures"
    )


def _report(reading: Reading) -> Stop:
    return Stop(reading.t("报告", "Report"), "done", "", reading.t("本报告", "this report"), "", "summary")
