"""Chapters 4 and 5: does the scheme find the same people again, and who stands near the line."""

from dataclasses import dataclass

from manyi.engine.simulate.outcome import EditionRun, RankCorrelation, Repeat
from manyi.engine.wording.names import figure_words
from manyi.report.settlement.near import REASONS
from manyi.report.simulation.bars import Bar, Bars, width
from manyi.report.simulation.reading import Reading


@dataclass(frozen=True)
class RepeatRow:
    """One rule: how often, on how many, the most for one, and how many of a period are there in the next."""

    title: str
    sort: str
    won: int
    subjects: int
    most: int
    again: str
    equal: str


@dataclass(frozen=True)
class Steady:
    """One edition; `rho` and `equal` are the correlation of periods that share no answer, empty where there is none."""

    edition: str
    finding: str
    rho: str
    equal: str
    charts: tuple[Bars, ...]
    repeats: tuple[RepeatRow, ...]


@dataclass(frozen=True)
class NearRow:
    """How often a rule came close for one reason, over the whole span."""

    title: str
    reason: str
    count: int


@dataclass(frozen=True)
class NearLine:
    """One edition."""

    edition: str
    rows: tuple[NearRow, ...]


def steady(reading: Reading, run: EditionRun) -> Steady:
    """How an edition repeats itself."""
    apart = _apart(run)
    return Steady(
        edition=reading.title(run), finding=_finding(reading, run, apart),
        rho="" if apart is None else _number(apart.rho), equal="" if apart is None else _number(apart.equal),
        charts=tuple(_chart(reading, run, one) for one in run.ranks),
        repeats=tuple(_repeat(reading, run, one) for one in run.repeats),
    )  # fmt: skip


def _apart(run: EditionRun) -> RankCorrelation | None:
    """The first figure's correlation between periods that share no answer."""
    return next((one for one in run.ranks if not one.shares_answers and one.rho is not None), None)


def _finding(reading: Reading, run: EditionRun, one: RankCorrelation | None) -> str:
    if one is None or one.rho is None:
        return reading.t("时间太短，看不出名次是否稳定", "the time is too short to tell whether the order is stable")
    title, rho = figure_words(one.figure, run.edition, reading.lang), one.rho
    word = _word(rho, one.equal)
    return reading.t(
        f"换一批客户来答，“{title}”的名次{word[0]}：相关系数 {_number(rho)}",
        f"asked of other customers, the order by “{title}” {word[1]}: correlation {_number(rho)}",
    )


def _word(rho: float, equal: float | None) -> tuple[str, str]:
    above = rho - (equal or 0.0)
    if above >= 0.5:
        return "大体不变", "stays much the same"
    return ("有一部分保持", "partly stays") if above >= 0.2 else ("几乎重新洗牌", "is nearly dealt anew")


def _chart(reading: Reading, run: EditionRun, one: RankCorrelation) -> Bars:
    unit = {"month": ("个月", "month"), "quarter": ("个季度", "quarter"), "year": ("年", "year")}[one.cadence]
    apart = reading.t(f"相隔 {one.apart} {unit[0]}", f"{one.apart} {unit[1]}{'s' if one.apart > 1 else ''} apart")
    shared = reading.t("两期有共同的答卷", "the two share answers") if one.shares_answers else reading.t("两期没有共同的答卷", "the two share no answer")  # fmt: skip
    bars = [Bar(reading.t("实际数据", "in fact"), width(one.rho or 0.0, 1.0), _number(one.rho))]
    if run.null is not None:
        bars.append(
            Bar(reading.t("人人同样好", "all equal"), width(one.equal or 0.0, 1.0), _number(one.equal), equal=True)
        )
    return Bars(figure_words(one.figure, run.edition, reading.lang), f"{apart} · {shared}", tuple(bars))


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}".replace("-", "−")


def _repeat(reading: Reading, run: EditionRun, one: Repeat) -> RepeatRow:
    return RepeatRow(
        title=reading.rule(one.rule, run.edition), sort=reading.sort(one.sort), won=one.won, subjects=one.people, most=one.most,
        again=f"{reading.share(one.again, one.chances)} ({one.again}/{one.chances})" if one.chances else "—",
        equal="—" if one.equal is None else f"{100 * one.equal:.0f}%",
    )  # fmt: skip


def near_line(reading: Reading, run: EditionRun) -> NearLine:
    """What a rule came close to, the most frequent first within each rule."""
    order = {rule: place for place, rule in enumerate((*run.edition.decide.awards, *run.edition.decide.penalties))}
    rows = sorted(run.near, key=lambda near: (order[near.rule], -near.count, near.reason))
    return NearLine(
        reading.title(run),
        tuple(
            NearRow(reading.rule(one.rule, run.edition), reason_words(reading, one.reason), one.count) for one in rows
        ),
    )


_MORE = {
    "not_selected": ("符合条件，但名额已满", "eligible, but all places were taken"),
    "except": ("适用例外", "an exception applied"),
    "replaced": ("已由更重的规则处理", "another rule took its place"),
    "worker_kind": ("此类用工不适用该措施", "the measure does not apply to this kind of worker"),
    "no_rule": ("该版次没有这条规则", "that edition has no such rule"),
    "not_met": ("条件不满足", "its conditions were not met"),
    "other": ("都作出了，但内容不同", "both decide, but differently"),
}


def reason_words(reading: Reading, reason: str) -> str:
    """Why something was not decided."""
    return reading.t(*(_MORE.get(reason) or REASONS[reason]))
