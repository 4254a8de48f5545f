"""The grammar of a figure about somebody: value, interval, n, how well it is known, and in words what is missing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from manyi.engine.figures.exact import Why, to_decimal
from manyi.engine.figures.figure import Figure
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.results import SCORED, ScoreRow
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading, RowKey

Strength = Literal["enough", "limited", "short", "fact", "none"]
Lack = Literal["", "answers", "comparison", "difference", "reliability"]

_WORDS: dict[Strength, tuple[str, str]] = {
    "enough": ("充分", "enough"),
    "limited": ("有限", "limited"),
    "short": ("不足", "short"),
    "fact": ("事实", "fact"),
    "none": ("无值", "no value"),
}
_WHY: dict[Why, tuple[str, str]] = {
    Why.NO_ROWS: ("没有记录", "no records"),
    Why.TOO_FEW: ("记录太少，不作评定", "too few records to judge"),
    Why.PART_MISSING: ("缺少组成部分，不作评定", "a part is missing, so it is not judged"),
    Why.BELOW_SHOW_GATE: ("答卷太少，不予显示", "too few answers to show"),
    Why.DIVISION_BY_ZERO: ("分母为零，没有数值", "nothing to divide by"),
}


@dataclass(frozen=True)
class Standing:
    """One figure of one subject, ready to be shown; `value` is what rules compared, digit by digit.

    `lack` is what an estimate below the gates misses; `singled` is False where its group shows no difference.
    """

    who: Who
    group: str
    title: str
    value: str | None
    number: float | None
    low: float | None
    high: float | None
    n: int
    reliability: float | None
    strength: Strength
    word: str
    note: str
    lack: Lack = ""
    singled: bool = True

    @property
    def judged(self) -> bool:
        """Whether the value may be used; below the gate it is shown in grey."""
        return self.strength in ("enough", "limited", "fact")

    @property
    def interval(self) -> str:
        """The interval to one decimal; empty when there is none."""
        return "" if self.low is None or self.high is None else f"{_number(self.low)}–{_number(self.high)}"

    @property
    def trust(self) -> str:
        """The reliability to two decimals; empty for facts."""
        return "" if self.reliability is None else f"{self.reliability:.2f}"


def _number(value: float) -> str:
    text = f"{value:.1f}".replace("-", "−")
    return "0.0" if text == "−0.0" else text


def why_words(why: Why, reading: Reading) -> str:
    """Why there is no value."""
    return reading.t(*_WHY[why])


def strength_word(strength: Strength, reading: Reading) -> str:
    """How well a value is known, in one word."""
    return reading.t(*_WORDS[strength])


@dataclass(frozen=True)
class Standings:
    """Everybody's standing, figure by figure; each figure is read once."""

    reading: Reading
    made: dict[RowKey, Mapping[str, Standing]] = field(default_factory=dict)

    def all(self, name: str, kind: SubjectKind, dimension: str = "") -> Mapping[str, Standing]:
        """Subject → standing in one figure (or one dimension of it), in subject order; who has no row is left out."""
        key = (kind, name, dimension)
        if key not in self.made:
            self.made[key] = _aligned(_read(self.reading, name, kind, dimension))
        return self.made[key]

    def one(self, name: str, kind: SubjectKind, subject: str, dimension: str = "") -> Standing | None:
        """One subject's standing; None when the figure has no row for it."""
        return self.all(name, kind, dimension).get(subject)


def _read(reading: Reading, name: str, kind: SubjectKind, dimension: str) -> dict[str, Standing]:
    rows = reading.rows.get((kind, name, dimension), {}) if kind in SCORED else _unscored(reading, name, kind)
    if not rows:
        return {}
    figure = reading.figure(name, kind, dimension)
    awards, penalties = reading.passed(figure, kind)
    subjects = reading.settlement.book.subjects[kind]
    sizes = Counter(subjects.group(subjects.index[one]) for one, row in rows.items() if row.value is not None)
    found = {}
    for subject, row in rows.items():
        place = subjects.index[subject]
        passed = (bool(awards[place]), bool(penalties[place]))
        alone = sizes[subjects.group(place)] < 2
        found[subject] = _standing(reading, figure, name, kind, row, place, passed, alone)
    return found


def _unscored(reading: Reading, name: str, kind: SubjectKind) -> dict[str, ScoreRow]:
    """Cases, ideas and projects have no rows in the result: their values are facts, read from the figure itself."""
    exact = reading.figure(name, kind).exact
    found = {}
    for place, subject in enumerate(reading.settlement.book.subjects[kind].ids):
        value, why = exact.at(place), Why(int(exact.why[place]))
        if why is not Why.NO_ROWS:
            shown = None if value is None else str(to_decimal(value))
            found[subject] = ScoreRow(
                kind, subject, name, "", shown, why.name.lower(), int(exact.n[place]), None, None, None, None
            )
    return found


def _standing(
    reading: Reading,
    figure: Figure,
    name: str,
    kind: SubjectKind,
    row: ScoreRow,
    place: int,
    passed: tuple[bool, bool],
    alone: bool,
) -> Standing:
    basis = figure.basis
    strength = _strength(row, passed)
    note = why_words(Why[row.why.upper()], reading) if row.value is None else ""
    lack: Lack = ""
    if strength == "short" and basis is not None:
        lack, note = _short(reading, row, _answers(figure, row, place), bool(basis.singled[place]), alone)
    return Standing(
        who=reading.names.who(kind, row.subject), group=reading.settlement.book.subjects[kind].group(place),
        title=reading.figure_title(name), value=row.value, number=None if row.value is None else float(row.value),
        low=row.low, high=row.high, n=_answers(figure, row, place), reliability=row.reliability, strength=strength,
        word=strength_word(strength, reading), note=note, lack=lack,
        singled=basis is None or bool(basis.singled[place]),
    )  # fmt: skip


def _strength(row: ScoreRow, passed: tuple[bool, bool]) -> Strength:
    if row.value is None:
        return "none"
    if row.reliability is None:
        return "fact"
    return "enough" if all(passed) else "limited" if any(passed) else "short"


def _answers(figure: Figure, row: ScoreRow, place: int) -> int:
    """n as the gates count it: the answers behind an estimate, however many other rows it was joined with."""
    return row.n if figure.basis is None or row.reliability is None else int(figure.basis.n[place])


def _short(reading: Reading, row: ScoreRow, n: int, singled: bool, alone: bool) -> tuple[Lack, str]:
    """What an estimate below the gates still lacks."""
    score = reading.edition.score
    gate = score.gates.awards if score is not None else None
    missing = 0 if gate is None else max(0, gate.responses - n)
    if missing:
        return "answers", reading.t(
            f"样本不足，不作评定：还差 {missing} 份答卷", f"not judged: {missing} more answers needed"
        )
    if alone:
        return "comparison", reading.t("没有同类可比，不作评定", "not judged: nobody to compare with")
    if not singled:
        return "difference", reading.t("同组之间没有显示出差异，不单独评定", "not judged: no difference in the group")
    asked = Decimal(0) if gate is None or gate.reliability is None else gate.reliability
    met = _below(row.reliability or 0.0, asked)
    return "reliability", reading.t(
        f"信度不足，不作评定：{met}，门槛 {asked}", f"not judged: reliability {met}, gate {asked}"
    )


def _below(reliability: float, gate: Decimal) -> str:
    """A reliability below its gate with as many decimals (two or more) as it takes to see that."""
    shown = (f"{reliability:.{places}f}" for places in range(2, 7))
    return next((text for text in shown if Decimal(text) < gate), f"{reliability:.6f}")


def _aligned(found: dict[str, Standing]) -> dict[str, Standing]:
    """The same number of decimals for everybody in a column, where that is two or fewer; no value changes."""
    places = [-int(Decimal(one.value).as_tuple().exponent) for one in found.values() if one.value is not None]
    most = max(places, default=0)
    return found if most > 2 else {subject: _padded(one, most) for subject, one in found.items()}


def _padded(one: Standing, places: int) -> Standing:
    return (
        one if one.value is None else replace(one, value=str(Decimal(one.value).quantize(Decimal(1).scaleb(-places))))
    )
