"""Units of one kind against the limits within which they differ by chance and by habit."""

from dataclasses import dataclass

from manyi.engine.analysis.analyse import Analysis
from manyi.engine.analysis.funnel import Funnel, Place, UnitPlace
from manyi.report.settlement.headline import estimates
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line, Mark, Scale, scale_of
from manyi.report.settlement.standing import Standings

_WORDS: dict[Place, tuple[str, str]] = {
    "inside": ("在界限内", "inside the limits"),
    "above": ("高于 95% 上限", "above the 95 % limit"),
    "below": ("低于 95% 下限", "below the 95 % limit"),
    "far_above": ("高于 99.8% 上限", "above the 99.8 % limit"),
    "far_below": ("低于 99.8% 下限", "below the 99.8 % limit"),
}


@dataclass(frozen=True)
class FunnelRow:
    """One unit: its mean as a dot over the stretch between the limits at its size."""

    who: Who
    value: str
    n: int
    limits: str
    words: str
    place: Place
    mark: Mark


@dataclass(frozen=True)
class FunnelChart:
    """One kind of unit in one figure, units by falling number of answers."""

    title: str
    finding: str
    scale: Scale
    lines: tuple[Line, ...]
    rows: tuple[FunnelRow, ...]


def funnel_charts(figures: Standings, found: Analysis) -> tuple[FunnelChart, ...]:
    """The funnels of the figures that this report shows of units."""
    shown = estimates(figures, "unit")
    return tuple(_chart(figures.reading, one) for name in shown for one in found.funnels.get(name, ()))


def _chart(reading: Reading, funnel: Funnel) -> FunnelChart:
    ends = [end for one in funnel.units for end in (one.value, one.inner.low, one.inner.high)]
    scale = scale_of([min(100.0, max(0.0, end)) for end in ends])
    title = f"{reading.figure_title(funnel.figure)} · {reading.group_title(funnel.group)}"
    centre = reading.t(f"总体均值 {funnel.target:.1f}", f"overall mean {funnel.target:.1f}")
    return FunnelChart(
        title, _finding(reading, funnel), scale, (Line(funnel.target, centre),),
        tuple(_row(reading, one, scale) for one in funnel.units),
    )  # fmt: skip


def _row(reading: Reading, one: UnitPlace, scale: Scale) -> FunnelRow:
    return FunnelRow(
        reading.names.who("unit", one.unit), f"{one.value:.1f}", one.n, f"{one.inner.low:.1f}–{one.inner.high:.1f}",
        reading.t(*_WORDS[one.place]), one.place, Mark(scale.at(one.value), scale.at(one.inner.low), scale.at(one.inner.high)),
    )  # fmt: skip


def _finding(reading: Reading, funnel: Funnel) -> str:
    group, size = reading.group_title(funnel.group), len(funnel.units)
    out = [one for one in funnel.units if one.place != "inside"]
    chance = size * 0.05
    if not out:
        return reading.t(
            f"{group}：{size} 个单位都在界限内，没有显示出差异",
            f"{group}: all {size} units lie inside the limits; no difference is shown",
        )
    names = reading.t("、", ", ").join(reading.names.who("unit", one.unit).name for one in out)
    return reading.t(
        f"{group}：{size} 个单位中 {len(out)} 个在 95% 界限外（{names}）；即使都一样，也会有约 {chance:.1f} 个因偶然在外",
        f"{group}: {len(out)} of {size} units lie outside the 95 % limits ({names}); chance alone would place about {chance:.1f} there",
    )
