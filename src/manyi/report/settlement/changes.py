"""Chapter 8: what changed since the last period: figures with the interval of their change, and decisions then and now."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.decide.decisions import Decision
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.wording.names import name_words, title_words
from manyi.report.settlement.groups import FIRST
from manyi.report.settlement.headline import estimates
from manyi.report.settlement.naming import Who, counted, measure_word
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.scale import Line, Mark, Scale, scale_of
from manyi.report.settlement.standing import Standing, Standings


@dataclass(frozen=True)
class Change:
    """One subject's figure then and now; the words say whether the data show a difference."""

    who: Who
    before: str
    now: str
    delta: str
    interval: str
    words: str
    direction: str
    n: str
    mark: Mark


@dataclass(frozen=True)
class ChangeBlock:
    """One figure of one kind of subject."""

    title: str
    finding: str
    scale: Scale
    lines: tuple[Line, ...]
    first: tuple[Change, ...]
    rest: tuple[Change, ...]


@dataclass(frozen=True)
class ThenNow:
    """What was proposed about one subject in either period."""

    who: Who
    then: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """The chapter; `edition` tells when the two periods were settled under different editions."""

    period: str
    edition: str
    blocks: tuple[ChangeBlock, ...]
    decisions: tuple[ThenNow, ...]


@dataclass(frozen=True)
class _Moved:
    now: Standing
    before: Standing
    delta: Decimal
    half: float


def changes(figures: Standings, before: Standings) -> Changes:
    """Everything that can be compared with the period before."""
    old, new = before.reading.settlement, figures.reading.settlement
    kinds: tuple[SubjectKind, ...] = ("person", "unit")
    blocks = [_block(figures, before, name, kind) for kind in kinds for name in estimates(figures, kind)]
    edition = ""
    if (old.edition.policy, old.edition.edition) != (new.edition.policy, new.edition.edition):
        edition = figures.reading.t(
            f"上一期按 {old.edition.edition} 版评定，规则可能不同",
            f"the period before was settled under the edition of {old.edition.edition}",
        )
    return Changes(
        figures.reading.period_title(old.period),
        edition,
        tuple(block for block in blocks if block is not None),
        tuple(_then_now(figures, before)),
    )


# ---- figures --------------------------------------------------------------------------------------------------------


def _block(figures: Standings, before: Standings, name: str, kind: SubjectKind) -> ChangeBlock | None:
    reading, then, now = figures.reading, before.all(name, kind), figures.all(name, kind)
    moved = [pair for subject, one in now.items() if (pair := _moved(one, then.get(subject))) is not None]
    if not moved:
        return None
    scale = scale_of(
        [end for pair in moved for end in (float(pair.delta) - pair.half, float(pair.delta) + pair.half)] + [0.0]
    )
    ordered = sorted(moved, key=lambda pair: (not _shown(pair), not _judged(pair), -abs(pair.delta), pair.now.who.id))
    rows = [_change(reading, pair, scale) for pair in ordered]
    return ChangeBlock(
        reading.figure_title(name),
        _finding(reading, moved, then, now, kind),
        scale,
        (Line(0.0, "0"),),
        tuple(rows[:FIRST]),
        tuple(rows[FIRST:]),
    )


def _moved(now: Standing, before: Standing | None) -> _Moved | None:
    """Both periods with interval; the change's half-width joins both (a cut end of an interval is not taken for its width)."""
    if before is None or now.value is None or before.value is None:
        return None
    halves = [_half(one) for one in (now, before)]
    if halves[0] is None or halves[1] is None:
        return None
    return _Moved(now, before, Decimal(now.value) - Decimal(before.value), math.hypot(halves[0], halves[1]))


def _half(one: Standing) -> float | None:
    if one.number is None or one.low is None or one.high is None:
        return None
    return max(one.number - one.low, one.high - one.number)


def _judged(pair: _Moved) -> bool:
    return pair.now.judged and pair.before.judged


def _shown(pair: _Moved) -> bool:
    """Whether the interval of the change leaves out zero; nothing is claimed from below the gate."""
    return _judged(pair) and abs(float(pair.delta)) > pair.half


def _direction(pair: _Moved) -> str:
    if not _judged(pair):
        return "unjudged"
    return "same" if not _shown(pair) else "up" if pair.delta > 0 else "down"


_WORDS = {
    "up": ("上升", "up"),
    "down": ("下降", "down"),
    "same": ("差异不显著", "no difference shown"),
    "unjudged": ("证据不足，不作比较", "below the gate, not compared"),
}


def _change(reading: Reading, pair: _Moved, scale: Scale) -> Change:
    delta = float(pair.delta)
    told = reading.t(*_WORDS[_direction(pair)])
    low, high = delta - pair.half, delta + pair.half
    return Change(
        pair.now.who, str(pair.before.value), str(pair.now.value), f"{pair.delta:+}".replace("-", "−"),
        f"{low:+.1f} – {high:+.1f}".replace("-", "−"), told, _direction(pair), f"{pair.before.n} → {pair.now.n}",
        Mark(scale.at(delta), scale.at(low), scale.at(high)),
    )  # fmt: skip


def _finding(
    reading: Reading,
    moved: Sequence[_Moved],
    then: Mapping[str, Standing],
    now: Mapping[str, Standing],
    kind: SubjectKind,
) -> str:
    judged = [pair for pair in moved if _judged(pair)]
    up, down = (sum(_direction(pair) == way for pair in judged) for way in ("up", "down"))
    who, same = counted(len(judged), kind, reading.lang), len(judged) - up - down
    chance, measure = round(len(judged) * 0.05), measure_word(kind)
    new, gone = len(now.keys() - then.keys()), len(then.keys() - now.keys())
    text = reading.t(
        f"{who}可以比较：{up} {measure}上升，{down} {measure}下降，{same} {measure}差异不显著；即使谁都没有变化，也会有约 {chance} {measure}因偶然而显示差异",
        f"{who} can be compared: {up} up, {down} down, {same} without a difference shown; chance alone would show about {chance}",
    )
    return (
        text
        + reading.t(f"；新出现 {new} {measure}，不再出现 {gone} {measure}", f"; {new} are new, {gone} no longer there")
        if new or gone
        else text
    )


# ---- decisions ------------------------------------------------------------------------------------------------------


def _then_now(figures: Standings, before: Standings) -> list[ThenNow]:
    told_now, told_then = (_by_subject(one.reading) for one in (figures, before))
    found = []
    for kind, subject in sorted(told_now.keys() | told_then.keys()):
        names = figures.reading.names if subject in figures.reading.names.subjects[kind].index else before.reading.names
        found.append(
            ThenNow(
                names.who(kind, subject),
                tuple(told_then.get((kind, subject), ())),
                tuple(told_now.get((kind, subject), ())),
            )
        )
    return found


def _by_subject(reading: Reading) -> dict[tuple[SubjectKind, str], list[str]]:
    found: dict[tuple[SubjectKind, str], list[str]] = {}
    for decision in reading.settlement.proposals.decisions:
        if decision.subject_kind in ("person", "unit"):
            found.setdefault((decision.subject_kind, decision.subject), []).append(decision_words(reading, decision))
    return found


def decision_words(reading: Reading, decision: Decision) -> str:
    """A decision in a few words: the rule, and the measure where there is one."""
    title = title_words(reading.rule(decision.rule).title, reading.lang)
    if decision.measure is None:
        return title
    measure = name_words(decision.measure, reading.edition, reading.lang)
    return reading.t(f"{title}：{measure}", f"{title}: {measure}")
