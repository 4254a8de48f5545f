"""Chapter 5, second half: which answers count, which do not and why, which are in doubt and how much that could matter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from manyi.engine.clean import State
from manyi.engine.clean_rules import AFTER_PERIOD, UnknownSubject, after_period_reason, reason
from manyi.engine.figures.reach import answer_months
from manyi.engine.periods import instant_bounds
from manyi.engine.plan import month_days, rating_columns
from manyi.engine.sql import name as quoted
from manyi.engine.wording.amounts import sentence
from manyi.engine.wording.cleaning import clean_words
from manyi.report.settlement.reading import Reading


@dataclass(frozen=True)
class Excluded:
    """How many responses one rule excluded, and the rule in words."""

    title: str
    words: str
    clause: str
    responses: int
    share: str


@dataclass(frozen=True)
class Flagged:
    """One flag: how many responses carry it, what became of them, and what excluding those in doubt would change."""

    title: str
    words: str
    clause: str
    waiting: int
    reviewed: int
    excluded: int
    effect: str


@dataclass(frozen=True)
class Cleaning:
    """Responses read = of earlier periods + kept + excluded."""

    read: int
    earlier: int
    kept: int
    excluded: int
    exclusions: tuple[Excluded, ...]
    flags: tuple[Flagged, ...]
    waiting: int


_TITLES = {
    "fast": ("作答过快", "answered too fast"),
    "fast_page": ("某一页作答过快", "a page answered too fast"),
    "straight_line": ("连续选同一答案", "the same answer in a row"),
    "low_variation": ("答案几乎没有差别", "hardly any variation"),
    "outlying": ("作答组合异常", "answers far from others'"),
    "attention_check": ("未通过注意力检查", "failed an attention check"),
    "staff_device": ("来自员工设备", "from a staff device"),
    "duplicate": ("重复答卷", "duplicate"),
    "not_eligible": ("不属于调查对象", "outside the population"),
    "unknown_subject": ("不知所评何人何单位", "about nobody known"),
    "test": ("试测", "trial"),
    AFTER_PERIOD: ("考核期之后作答", "answered after the period"),
}


def cleaning(reading: Reading) -> Cleaning:
    """Exclusions by rule and clause, flags by what became of them."""
    cleaned = reading.settlement.cleaned
    flags = tuple(_flagged(reading, flag) for flag in dict.fromkeys(cleaned.flagged["flag"].tolist()))
    return Cleaning(
        cleaned.counts.read, cleaned.counts.earlier, cleaned.counts.kept, cleaned.counts.excluded,
        tuple(_exclusions(reading)), flags, sum(flag.waiting for flag in flags),
    )  # fmt: skip


def _exclusions(reading: Reading) -> list[Excluded]:
    excluded, counts = reading.settlement.cleaned.excluded, reading.settlement.cleaned.counts
    pairs = zip(excluded["rule"].tolist(), excluded["clause"].tolist(), strict=True)
    looked = counts.read - counts.earlier
    return [
        Excluded(
            _excluded_title(reading, rule),
            _words(reading, rule),
            clause if _is_clause(reading, rule) else "",
            number,
            _percent(number, looked),
        )
        for (rule, clause), number in sorted(Counter(pairs).items(), key=lambda item: (-item[1], item[0]))
    ]


def _is_clause(reading: Reading, rule: str) -> bool:
    """Rules that no edition writes cite no clause."""
    return any(rule in (written.flag, written.exclude) for written in reading.edition.clean)


def _excluded_title(reading: Reading, rule: str) -> str:
    """A flag excludes nothing by itself: a reviewer did."""
    flagged = any(rule == written.flag for written in reading.edition.clean)
    return (
        flag_title(reading, rule) + reading.t("，经人复核", ", by a reviewer") if flagged else flag_title(reading, rule)
    )


def flag_title(reading: Reading, rule: str) -> str:
    """A flag or exclusion in a few words."""
    return reading.t(*_TITLES[rule]) if rule in _TITLES else rule


def _words(reading: Reading, rule: str) -> str:
    """The rule as the edition says it, or as the engine does where no edition need say it."""
    for written in reading.edition.clean:
        if rule in (written.flag, written.exclude):
            return sentence(clean_words(written, reading.lang), reading.lang)
    english, chinese = after_period_reason() if rule == AFTER_PERIOD else reason(UnknownSubject(clause=""), None)
    return sentence(reading.t(chinese, english), reading.lang)


def _percent(part: int, whole: int) -> str:
    return "" if not whole else f"{100 * part / whole:.2f}%"


def _flagged(reading: Reading, flag: str) -> Flagged:
    flagged = reading.settlement.cleaned.flagged
    mine = flagged["flag"] == flag
    states = Counter(str(state) for state in flagged["state"][mine].tolist())
    waiting = flagged["row"][mine & (flagged["state"] == State.KEPT_UNREVIEWED)].tolist()
    return Flagged(
        flag_title(reading, flag), _words(reading, flag), str(flagged["clause"][mine][0]), len(waiting),
        states[str(State.KEPT_REVIEWED)], states[str(State.EXCLUDED)], _effect(reading, [int(row) for row in waiting]),
    )  # fmt: skip


def _effect(reading: Reading, rows: Sequence[int]) -> str:
    """What the mean of all rating questions would become if the responses in doubt did not count."""
    if not rows:
        return reading.t("没有待复核的答卷", "nothing waits for a review")
    total, n = _sums(reading, None)
    doubtful, m = _sums(reading, rows)
    if not n or n == m:
        return reading.t("计入的答卷全部待复核", "all responses that count wait for a review")
    before, after = 100 * total / n, 100 * (total - doubtful) / (n - m)
    change = f"{float(after - before):+.2f}".replace("-", "−").replace("−0.00", "±0.00").replace("+0.00", "±0.00")
    return reading.t(
        f"如全部剔除，各题平均由 {float(before):.2f} 变为 {float(after):.2f}（{change}）",
        f"without them the mean of all questions would go from {float(before):.2f} to {float(after):.2f} ({change})",
    )


def _sums(reading: Reading, rows: Sequence[int] | None) -> tuple[Fraction, int]:
    """The sum of (answer - low)/(high - low) over the rating answers that count, exactly, and how many there are."""
    connection, settlement = reading.settlement.evidence.connection, reading.settlement
    columns = rating_columns(connection)
    scales = {str(question): (int(low), int(high), bool(turned)) for question, low, high, turned in connection.execute(
        "select question, low, high, coalesce(reversed, false) from questions where kind = 'rating'").fetchall()}  # fmt: skip
    if not columns:
        return Fraction(0), 0
    months = answer_months(reading.edition, settlement.period) or list(settlement.period.days.months())
    start = instant_bounds(month_days(months[0]), reading.edition.time_zone)[0]
    asked = ", ".join(f"coalesce(sum({quoted(column)}), 0)::hugeint, count({quoted(column)})" for column in columns)
    chosen = (
        "rowid in (select unnest(?::bigint[]))" if rows is not None else "rowid not in (select unnest(?::bigint[]))"
    )
    found = connection.execute(
        f"select {asked} from responses where answered_at >= ? and {chosen}",
        [start, list(rows if rows is not None else settlement.cleaned.rows.tolist())],
    ).fetchall()[0]
    total, n = Fraction(0), 0
    for place, column in enumerate(columns):
        low, high, turned = scales[column.removeprefix("answer_")]
        answers, count = int(found[2 * place]), int(found[2 * place + 1])
        total += Fraction(high * count - answers if turned else answers - low * count, high - low)
        n += count
    return total, n
