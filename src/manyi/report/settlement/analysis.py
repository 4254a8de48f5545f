"""Chapter 4, what the answers say beyond scores: what drives recommending, units in a funnel, months, and each question."""

from dataclasses import dataclass
from datetime import timedelta

from manyi.engine.analysis.analyse import Analysis
from manyi.engine.analysis.asked import Question
from manyi.engine.analysis.drivers import FEWEST as FEWEST_ANSWERS
from manyi.engine.analysis.drivers import Driver, DriverGroup
from manyi.engine.analysis.questions import Formula, QuestionFigure
from manyi.engine.statistics.drivers import Quadrant
from manyi.engine.wording.amounts import day_words
from manyi.engine.wording.names import name_words, title_words
from manyi.report.settlement.funnels import FunnelChart, funnel_charts
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line, Mark, Scale, scale_of
from manyi.report.settlement.standing import Standings
from manyi.report.settlement.trends import TrendChart, trend_charts

_QUADRANTS: dict[Quadrant, tuple[str, str]] = {
    "improve_first": ("优先改进：影响大、评价低", "improve first: matters much, rated low"),
    "keep_up": ("继续保持：影响大、评价高", "keep up: matters much, rated high"),
    "low_priority": ("暂不优先：影响小、评价低", "later: matters little, rated low"),
    "enough": ("维持即可：影响小、评价高", "enough: matters little, rated high"),
    "undecided": ("数据不能区分", "the data cannot tell"),
}
_FORMULAS: dict[Formula, tuple[str, str]] = {
    "top_two": ("最高两档占比（威尔逊区间）", "share of the two best answers (Wilson interval)"),
    "net_promoter": ("净推荐值：9–10 分占比减 0–6 分占比", "net promoter score: share of 9–10 less share of 0–6"),
    "effort_mean": ("省力度均值，1–7", "effort, mean on 1–7"),
    "effort_easy": ("省力度：5–7 分占比（威尔逊区间）", "effort: share of 5–7 (Wilson interval)"),
    "effort_net": ("省力度净值：5–7 分占比减 1–3 分占比", "effort, net: share of 5–7 less share of 1–3"),
}


@dataclass(frozen=True)
class DriverRow:
    """One question: its share of what is explained, how it is rated, and what follows."""

    title: str
    about: str
    share: str
    share_interval: str
    index: str
    index_interval: str
    words: str
    quadrant: Quadrant
    mark: Mark


@dataclass(frozen=True)
class DriverChart:
    """One group of answers: the finding, and a row per question, which is chart and table in one."""

    finding: str
    about: str
    scale: Scale
    lines: tuple[Line, ...]
    rows: tuple[DriverRow, ...]


@dataclass(frozen=True)
class QuestionRow:
    """One question by one formula."""

    title: str
    about: str
    formula: str
    value: str
    interval: str
    n: int


@dataclass(frozen=True)
class AnalysisPart:
    """The whole part of the chapter; `notes` say what was left out or not used."""

    days: str
    drivers: tuple[DriverChart, ...]
    driver_note: str
    funnels: tuple[FunnelChart, ...]
    trends: tuple[TrendChart, ...]
    questions: tuple[QuestionRow, ...]
    weights: str


def analysis(figures: Standings) -> AnalysisPart:
    """The analysis of the settlement in words; evidence open."""
    reading = figures.reading
    found = reading.settlement.analysis
    first, last = (day_words(day, reading.lang) for day in (found.days.start, found.days.end - timedelta(days=1)))
    return AnalysisPart(
        reading.t(f"{first}至 {last}", f"{first} to {last}"),
        tuple(_chart(reading, group) for group in found.drivers.groups), _driver_note(reading, found),
        funnel_charts(figures, found), trend_charts(reading, found.trend),
        tuple(_question(reading, one) for one in found.questions), _weights(reading, found),
    )  # fmt: skip


# ---- drivers --------------------------------------------------------------------------------------------------------


def _chart(reading: Reading, group: DriverGroup) -> DriverChart:
    even = 100.0 / len(group.drivers)
    ends = [100 * end for one in group.drivers for end in (one.share.low, one.share.high)]
    scale = scale_of([*(min(100.0, max(0.0, end)) for end in ends), even])
    method = reading.t("沙普利分解", "LMG shares") if group.method == "lmg" else reading.t("约翰逊相对权重", "Johnson's relative weights")  # fmt: skip
    return DriverChart(
        _driver_finding(reading, group),
        reading.t(
            f"{group.n:,} 份答卷同时回答了这些题和“{_title(reading, group.outcome)}”；各题合计解释其差异的 {100 * group.r2:.0f}%，按{method}分摊。"
            "两者同升同降不等于因果。",
            f"{group.n:,} responses answer these questions and “{_title(reading, group.outcome)}”; together they account for "
            f"{100 * group.r2:.0f} % of its differences, divided by {method}. Going together is no proof of cause.",
        ),
        scale,
        (Line(even, reading.t(f"平均分摊 {even:.0f}%", f"an equal part {even:.0f} %")),),
        tuple(_driver(reading, one, scale) for one in group.drivers),
    )


def _driver_finding(reading: Reading, group: DriverGroup) -> str:
    first = [_title(reading, one.question) for one in group.drivers if one.quadrant == "improve_first"]
    strong = [_title(reading, one.question) for one in group.drivers if one.quadrant == "keep_up"]
    top = group.drivers[0]
    told = []
    if first:
        told.append(reading.t(f"应优先改进：{'、'.join(first)}", f"improve first: {'; '.join(first)}"))
    if strong:
        told.append(reading.t(f"应继续保持：{'、'.join(strong)}", f"keep up: {'; '.join(strong)}"))
    if told:
        return reading.t("；", "; ").join(told)
    if top.share.low > 1.0 / len(group.drivers):
        return reading.t(
            f"与推荐意愿关系最大的是“{_title(reading, top.question)}”，其评价与其他题没有明显差别",
            f"“{_title(reading, top.question)}” goes along with recommending most, and is rated like the others",
        )
    return reading.t(
        "各题对推荐意愿的影响，数据不能区分先后",
        "which of these questions matters most for recommending, the data cannot tell",
    )


def _driver(reading: Reading, one: Driver, scale: Scale) -> DriverRow:
    share = one.share
    return DriverRow(
        _title(reading, one.question), _dimension(reading, one.question), f"{100 * share.value:.0f}%",
        f"{100 * max(0.0, share.low):.0f}–{100 * min(1.0, share.high):.0f}%", f"{one.index.value:.1f}",
        f"{max(0.0, one.index.low):.1f}–{min(100.0, one.index.high):.1f}", reading.t(*_QUADRANTS[one.quadrant]), one.quadrant,
        Mark(scale.at(100 * share.value), scale.at(100 * share.low), scale.at(100 * share.high)),
    )  # fmt: skip


def _driver_note(reading: Reading, found: Analysis) -> str:
    drivers = found.drivers
    if drivers.outcome is None:
        return reading.t(
            "问卷没有推荐意愿题，无法分析各题的影响。",
            "No question asks about recommending, so what drives it cannot be analysed.",
        )
    if not drivers.left_out:
        return ""
    return reading.t(
        f"另有 {drivers.left_out:,} 份答卷未进入分析：同样作答的不足 {FEWEST_ANSWERS} 份，或只答了一题，或答案没有差异。",
        f"{drivers.left_out:,} further responses are not analysed: fewer than {FEWEST_ANSWERS} answer the same questions, "
        "or only one, or their answers do not differ.",
    )


# ---- questions and weights ------------------------------------------------------------------------------------------


def _question(reading: Reading, one: QuestionFigure) -> QuestionRow:
    share, value = one.formula in ("top_two", "effort_easy"), one.value
    factor, digits, sign = (100.0, 1, "%") if share else (1.0, 2 if one.formula == "effort_mean" else 1, "")
    ends = [f"{factor * end:.{digits}f}".replace("-", "−") for end in (value.value, value.low, value.high)]
    return QuestionRow(
        _title(reading, one.question), _dimension(reading, one.question), reading.t(*_FORMULAS[one.formula]), ends[0] + sign,
        f"{ends[1]} – {ends[2]}{sign}", one.n,
    )  # fmt: skip


def _weights(reading: Reading, found: Analysis) -> str:
    weights = found.weighting
    if not weights.weighted:
        return ""
    cost = (
        reading.t(
            f"权重不等使这些答卷只相当于 {weights.effective:,.0f} 份等权答卷（基什设计效应 {weights.deff:.2f}）。",
            f" Unequal weights would make them worth {weights.effective:,.0f} equally weighted ones (Kish's design effect {weights.deff:.2f}).",
        )
        if weights.deff is not None
        else ""
    )
    return reading.t(
        f"{weights.responses:,} 份答卷中有 {weights.weighted:,} 份带有抽样权重。任何指标都没有使用权重：结果说明的是作答的客户，不能推及全部客户。",
        f"{weights.weighted:,} of {weights.responses:,} responses carry survey weights. No figure uses them: the results speak of the "
        "customers who answered and are not carried over to all customers.",
    ) + cost  # fmt: skip


def _title(reading: Reading, question: Question) -> str:
    """What was asked: in the edition's questionnaire it stands in both languages, in the evidence as it was asked."""
    asked = reading.settlement.questionnaire
    known = {one.id: one.text for one in asked.questions} if asked is not None else {}
    text = title_words(known[question.id], reading.lang) if question.id in known else question.text
    return text.rstrip("？?。.") or question.id


def _dimension(reading: Reading, question: Question) -> str:
    known = question.dimension in reading.edition.collect.dimensions
    return name_words(question.dimension, reading.edition, reading.lang) if known else ""
