"""Chapters 1 and 2: the finding in one sentence, and the null check rule by rule."""

from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.simulate.outcome import EditionRun, NullCheck, RuleCheck
from manyi.report.simulation.bars import Bar, Bars, width
from manyi.report.simulation.reading import Reading

_MANY = 0.2
"""From this share of decisions on, which equals would have had too, a scheme is said to give too much to luck."""
_SOME = 0.05


@dataclass(frozen=True)
class Finding:
    """The sentence in big type, what stands under it, and a word of judgement with its strength (good, watch, act)."""

    edition: str
    sentence: str
    under: str
    word: str
    strength: str


@dataclass(frozen=True)
class Row:
    """One rule of the table."""

    title: str
    sort: str
    to: str
    given: str
    expected: str
    interval: str
    year: str
    share: str
    kept: str


@dataclass(frozen=True)
class Unchecked:
    """A rule the exchange says nothing about, and why."""

    title: str
    given: int
    why: str


@dataclass(frozen=True)
class Luck:
    """The null check of one edition."""

    edition: str
    caption: str
    charts: tuple[Bars, ...]
    rows: tuple[Row, ...]
    unchecked: tuple[Unchecked, ...]
    rounds: int
    answers: int
    fixed: int


def finding(reading: Reading, run: EditionRun) -> Finding:
    """What an executive should know of an edition."""
    if run.null is None or not run.null.rules:
        said = (
            reading.t("没有做运气检验（--rounds 0）。", "No null check was made (--rounds 0).")
            if run.null is None
            else reading.t(
                "运气检验对这套办法无话可说：没有一条规则依据可以交换的数据。",
                "The null check says nothing about this policy: no rule rests on anything that could be exchanged.",
            )
        )
        return Finding(reading.title(run), _plain(reading, run), said, "", "")
    awards, penalties = run.null.total("award"), run.null.total("penalty")
    a, p = (reading.times(reading.yearly(one.expected if one else 0.0)) for one in (awards, penalties))
    sentence = reading.t(
        f"这套办法平均每年会把 {p} 次处罚、{a} 次奖励发给事实上同样好的人。",
        f"Each year this policy would give {p} penalties and {a} awards to people who are in truth equally good.",
    )
    word, strength = _verdict(reading, run.null)
    return Finding(reading.title(run), sentence, _under(reading, run.null), word, strength)


def _plain(reading: Reading, run: EditionRun) -> str:
    awards = sum(decision.kind == "award" for _, decision in run.decisions())
    return reading.t(
        f"这套办法在这段时间会给出 {awards} 次奖励，共 {reading.money(run.cash)}。",
        f"Over this time the policy would have given {awards} awards, {reading.money(run.cash)} in all.",
    )


def _under(reading: Reading, null: NullCheck) -> str:
    awards, penalties = null.total("award"), null.total("penalty")
    given = [reading.counted(reading.yearly(one.given)) if one else "0" for one in (penalties, awards)]
    honours = null.total("honour")
    told = reading.t(
        f"在实际数据上，同样这些规则每年给出 {given[0]} 次处罚、{given[1]} 次奖励。",
        f"On the evidence as it is, the same rules give {given[0]} penalties and {given[1]} awards a year.",
    )
    if honours is not None:
        told += reading.t(
            f"另有不带奖金的荣誉 {reading.times(reading.yearly(honours.expected))} 次（实际 {reading.counted(reading.yearly(honours.given))} 次）。",
            f" Honours without money: {reading.times(reading.yearly(honours.expected))} among equals, "
            f"{reading.counted(reading.yearly(honours.given))} in fact.",
        )
    return told + reading.t(
        f"凭运气发出的奖金每年约 {reading.money(_yearly(reading, null))}。",
        f" Money that luck would be paid: about {reading.money(_yearly(reading, null))} a year.",
    )


def _yearly(reading: Reading, null: NullCheck) -> Decimal:
    return null.cash * 12 / reading.simulation.span.months


def _verdict(reading: Reading, null: NullCheck) -> tuple[str, str]:
    """By the larger share of awards or penalties that equals would have had as well."""
    shares = [
        one.expected / one.given if one.given else float(one.expected > 0)
        for one in null.totals
        if one.sort in ("award", "penalty")
    ]
    worst = max(shares, default=0.0)
    if worst >= _MANY:
        return reading.t("运气成分太大", "too much is luck"), "act"
    if worst >= _SOME:
        return reading.t("有一些运气成分", "some of it is luck"), "watch"
    return reading.t("几乎不靠运气", "hardly any of it is luck"), "good"


def luck(reading: Reading, run: EditionRun) -> Luck | None:
    """The null check, where one was made."""
    null = run.null
    if null is None:
        return None
    return Luck(
        edition=reading.title(run), caption=_caption(reading, run, null),
        charts=tuple(_bars(reading, run, rule, _most(null)) for rule in null.rules),
        rows=tuple(_row(reading, run, rule) for rule in null.rules),
        unchecked=tuple(Unchecked(reading.rule(one.rule, run.edition), one.given, _why(reading, one.to, one.tables))
                        for one in null.unchecked),
        rounds=null.rounds, answers=null.answers, fixed=null.fixed,
    )  # fmt: skip


def _most(null: NullCheck) -> float:
    return max(max(rule.given, rule.high) for rule in null.rules) if null.rules else 1.0


def _caption(reading: Reading, run: EditionRun, null: NullCheck) -> str:
    """The rule that gives most to luck, honours without money aside."""
    weighty = [rule for rule in null.rules if rule.sort in ("award", "penalty")]
    worst = max(weighty, key=lambda rule: rule.expected, default=None)
    if not null.rules:
        return reading.t("没有一条规则依据可以交换的数据", "no rule rests on anything that could be exchanged")
    if worst is None or worst.expected == 0:
        return reading.t(
            "人人同样好的时候，没有一条规则给出奖励或处罚", "with everybody equal, no rule rewards or penalises anybody"
        )
    title, expected = reading.rule(worst.rule, run.edition), reading.times(worst.expected)
    if worst.expected > worst.given:
        return reading.t(
            f"人人同样好的时候，“{title}”仍会给出约 {expected} 次，比实际数据的 {worst.given} 次还多",
            f"“{title}” would fall on equals about {expected} times, more often than the {worst.given} in fact",
        )
    return reading.t(
        f"给出的 {worst.given} 次“{title}”里，约有 {expected} 次是人人同样好时也会给出的",
        f"of the {worst.given} times “{title}” was given, about {expected} would have come about among equals too",
    )


def _bars(reading: Reading, run: EditionRun, rule: RuleCheck, most: float) -> Bars:
    given = Bar(reading.t("实际数据", "in fact"), width(rule.given, most), f"{rule.given:,}")
    equal = Bar(
        reading.t("人人同样好", "all equal"), width(rule.expected, most), reading.times(rule.expected), equal=True,
        start=width(rule.low, most), end=width(rule.high, most),
    )  # fmt: skip
    return Bars(reading.rule(rule.rule, run.edition), reading.sort(rule.sort), (given, equal))


def _row(reading: Reading, run: EditionRun, rule: RuleCheck) -> Row:
    times, yearly = reading.times, reading.yearly
    return Row(
        title=reading.rule(rule.rule, run.edition), sort=reading.sort(rule.sort), to=_to(reading, rule.to), given=f"{rule.given:,}",
        expected=times(rule.expected), interval=f"{times(rule.low)}–{times(rule.high)}", year=times(yearly(rule.expected)),
        share=reading.share(rule.expected, rule.given) if rule.given >= rule.expected else reading.t("多于实际", "more than given"),
        kept=reading.tables(rule.kept),
    )  # fmt: skip


def _to(reading: Reading, kind: str) -> str:
    return reading.t("单位", "unit") if kind == "unit" else reading.t("个人", "person")


def _why(reading: Reading, to: str, tables: tuple[str, ...]) -> str:
    if to not in ("person", "unit"):
        return reading.t(
            "奖给一件工单、一项提案或一个项目，不是奖给人的平均表现",
            "goes to one case, idea or project, not to how somebody did on average",
        )
    if not tables:
        return reading.t("不看任何可以交换的数据", "asks nothing that could be exchanged")
    return reading.t(f"只依据：{reading.tables(tables)}", f"rests only on: {reading.tables(tables)}")
