"""People and units side by side: one chart per group that is compared, best first, with the finding as its title."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from manyi.engine.figures.exact import Why
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.wording.figures import figure_sentence
from manyi.engine.wording.vocabulary import UNIT_KINDS
from manyi.report.settlement.headline import lines_of
from manyi.report.settlement.naming import Who, counted, measure_word
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line, Mark, Scale, scale_for
from manyi.report.settlement.standing import Standing, Standings, why_words

FIRST = 30
"""Rows of a list that stand open; the others are one key away."""


@dataclass(frozen=True)
class Row:
    """One subject of a chart: its standing and where it is drawn."""

    one: Standing
    mark: Mark | None


@dataclass(frozen=True)
class Group:
    """One group: the finding, the counts, and the rows of its chart, which is its table too."""

    title: str
    finding: str
    people: int
    judged: int
    mean: Line | None
    first: tuple[Row, ...]
    rest: tuple[Row, ...]
    values: tuple[Standing, ...]


@dataclass(frozen=True)
class Without:
    """Those who have no value, and why."""

    note: str
    who: tuple[Who, ...]


@dataclass(frozen=True)
class Chart:
    """One figure of one kind of subject: what it is, its scale and lines, its groups, and who is in none of them."""

    title: str
    definition: str
    finding: str
    scale: Scale
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    without: tuple[Without, ...]


def chart(figures: Standings, name: str, kind: SubjectKind) -> Chart:
    """The chart of one figure, group by group; units that have nobody to compare with stand together."""
    reading = figures.reading
    everybody = figures.all(name, kind)
    known = {subject: one for subject, one in everybody.items() if one.value is not None}
    lines = tuple(lines_of(reading, name, kind))
    scale = scale_for(list(known.values()), lines, reading.units.get(name))
    made = tuple(
        _group(reading, name, title, members, scale, kind) for title, members in _grouped(reading, known, kind).items()
    )
    return Chart(
        reading.figure_title(name), figure_sentence(name, reading.edition, reading.lang), _overall(reading, known, kind), scale, lines, made,
        tuple(_without(reading, everybody, kind)),
    )  # fmt: skip


def _without(reading: Reading, everybody: Mapping[str, Standing], kind: SubjectKind) -> Iterator[Without]:
    notes: dict[str, list[Who]] = {}
    for subject in reading.settlement.book.subjects[kind].ids:
        if subject not in everybody:
            notes.setdefault(why_words(Why.NO_ROWS, reading), []).append(reading.names.who(kind, subject))
    for one in everybody.values():
        if one.value is None:
            notes.setdefault(one.note, []).append(one.who)
    yield from (Without(note, tuple(who)) for note, who in notes.items())


def _grouped(reading: Reading, everybody: Mapping[str, Standing], kind: SubjectKind) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for one in everybody.values():
        found.setdefault(one.group, []).append(one)
    order = [group for group in (*reading.edition.position_groups, *UNIT_KINDS) if group in found]
    order += [group for group in found if group not in order]
    titled: dict[str, list[Standing]] = {}
    single = reading.t("没有同类可比的单位", "units with nobody to compare with")
    for group in order:
        lonely = kind == "unit" and len(found[group]) < 2
        titled.setdefault(single if lonely else reading.group_title(group), []).extend(found[group])
    if single in titled:
        titled[single] = titled.pop(single)
    return titled


def _group(
    reading: Reading, name: str, title: str, members: Sequence[Standing], scale: Scale, kind: SubjectKind
) -> Group:
    ordered = sorted(members, key=lambda one: (one.number is None, -(one.number or 0.0), one.who.id))
    rows = [Row(one, scale.mark(one)) for one in ordered]
    mean = _mean(reading, name, kind, members)
    judged = sum(one.judged for one in members)
    return Group(
        title=title, finding=_finding(reading, title, members, mean, kind), people=len(members), judged=judged, mean=mean,
        first=tuple(rows[:FIRST]), rest=tuple(rows[FIRST:]), values=tuple(ordered),
    )  # fmt: skip


def _mean(reading: Reading, name: str, kind: SubjectKind, members: Sequence[Standing]) -> Line | None:
    """The mean that estimates are drawn towards; from value = mean + reliability x (own mean - mean), solved for it."""
    basis = reading.figure(name, kind).basis
    groups = {one.group for one in members}
    if basis is None or len(groups) != 1 or len(members) < 2:
        return None
    index = reading.settlement.book.subjects[kind].index
    places = [
        index[one.who.id]
        for one in members
        if one.value is not None and one.reliability is not None and one.reliability < 0.999
    ]
    if not places:
        return None
    place = min(places, key=lambda at: float(basis.reliability[at]))
    trust, value, raw = float(basis.reliability[place]), float(basis.value[place]), float(basis.raw[place])
    mean = (value - trust * raw) / (1.0 - trust)
    return None if mean != mean else Line(mean, reading.t(f"组均值 {mean:.1f}", f"group mean {mean:.1f}"))


def _finding(reading: Reading, title: str, members: Sequence[Standing], mean: Line | None, kind: SubjectKind) -> str:
    """What the chart shows, in one sentence."""
    t, who = reading.t, counted(len(members), kind, reading.lang)
    judged = [one for one in members if one.judged]
    if any(one.lack == "comparison" for one in members):
        return t(f"{title}：{who}，只列出数值，不作评定", f"{title}: {who}, listed only and not judged")
    if len(members) > 1 and not any(one.singled for one in members):
        return t(
            f"{title}：{who}之间没有显示出差异，不单独评定任何一方",
            f"{title}: no difference between {who} is shown, so nobody is singled out",
        )
    if not judged:
        return t(
            f"{title}：{who}都未达到证据门槛，不作评定",
            f"{title}: {who}, none of whom passes the gate, so none is judged",
        )
    lead = t(
        f"{title}：{who}中 {len(judged)} {measure_word(kind)}证据足够",
        f"{title}: evidence is enough for {len(judged)} of {who}",
    )
    if mean is None:
        return lead
    above = sum(one.low is not None and one.low > mean.value for one in judged)
    below = sum(one.high is not None and one.high < mean.value for one in judged)
    alike = len(judged) - above - below
    return lead + t(
        f"；其中 {above} {measure_word(kind)}明确高于组均值，{below} {measure_word(kind)}明确低于，{alike} {measure_word(kind)}与组均值无法区分",
        f"; {above} of them clearly above the group mean, {below} clearly below, {alike} not told apart from it",
    )


def _overall(reading: Reading, everybody: Mapping[str, Standing], kind: SubjectKind) -> str:
    judged = sum(one.judged for one in everybody.values())
    known = sum(one.value is not None for one in everybody.values())
    who, measure = counted(known, kind, reading.lang), measure_word(kind)
    return reading.t(
        f"{who}有数值：{judged} {measure}证据足够，以实心表示；{known - judged} {measure}未达门槛，以空心表示",
        f"{who} with a value: {judged} with evidence enough, drawn solid; {known - judged} below the gate, drawn hollow",
    )
