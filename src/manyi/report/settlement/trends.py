"""The company month by month: the finding says whether the last month differs from the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from manyi.engine.analysis.trend import MonthMean, Series
from manyi.engine.wording.names import name_words
from manyi.report.settlement.reading import MONTHS, Reading
from manyi.report.settlement.scale import Mark, Scale, scale_of


@dataclass(frozen=True)
class TrendRow:
    """One month."""

    month: str
    value: str
    interval: str
    n: int
    mark: Mark


@dataclass(frozen=True)
class TrendChart:
    """One dimension, or all of them weighted, month by month."""

    title: str
    finding: str
    scale: Scale
    rows: tuple[TrendRow, ...]


def trend_charts(reading: Reading, found: Sequence[Series]) -> tuple[TrendChart, ...]:
    """Every series of two months or more, the composite first."""
    return tuple(_chart(reading, one) for one in found if len(one.months) > 1)


def _chart(reading: Reading, series: Series) -> TrendChart:
    ends = [end for one in series.months for end in (one.mean.low, one.mean.high)]
    scale = scale_of([min(100.0, max(0.0, end)) for end in ends])
    title = (
        name_words(series.dimension, reading.edition, reading.lang)
        if series.dimension
        else reading.t("各维度加权", "all dimensions, weighted")
    )
    return TrendChart(
        title, f"{title}{_finding(reading, series)}", scale, tuple(_row(reading, one, scale) for one in series.months)
    )


def _row(reading: Reading, one: MonthMean, scale: Scale) -> TrendRow:
    mean = one.mean
    return TrendRow(
        _month(reading, one.month), f"{mean.value:.1f}", f"{max(0.0, mean.low):.1f}–{min(100.0, mean.high):.1f}", one.n,
        Mark(scale.at(mean.value), scale.at(mean.low), scale.at(mean.high)),
    )  # fmt: skip


def _finding(reading: Reading, series: Series) -> str:
    change, last = series.change, series.months[-1]
    if change is None:
        return reading.t("：上个月没有答卷，不作比较", ": the month before has no answers, so nothing is compared")
    told = f"{change.value:+.1f}（{change.low:+.1f} – {change.high:+.1f}）" if reading.lang == "zh" else f"{change.value:+.1f} ({change.low:+.1f} to {change.high:+.1f})"  # fmt: skip
    told, month = told.replace("-", "−"), _month(reading, last.month)
    if not series.shown:
        return reading.t(
            f"：{month}与上个月相比没有显示出变化，{told}",
            f": no change shown from the month before to {month}, {told}",
        )
    if change.value > 0:
        return reading.t(f"：{month}比上个月上升，{told}", f": {month} is up on the month before, {told}")
    return reading.t(f"：{month}比上个月下降，{told}", f": {month} is down on the month before, {told}")


def _month(reading: Reading, month: int) -> str:
    year, number = divmod(month, 100)
    return reading.t(f"{year} 年 {number} 月", f"{MONTHS[number - 1]} {year}")
