"""Chapters 6 and 7: who gains and who loses, group by group and person by person, and every decision that differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.periods import Period
from manyi.engine.simulate.outcome import Account, Differing, EditionRun, Part, Versus
from manyi.engine.wording.names import name_words
from manyi.engine.wording.vocabulary import SUBJECTS
from manyi.report.simulation.reading import Reading
from manyi.report.simulation.steady import reason_words

SHOWN = 200
"""People listed on the page, those with most at stake first; people.csv has everybody."""


@dataclass(frozen=True)
class Cell:
    """One edition's account in words."""

    cash: str
    awards: str
    penalties: str


@dataclass(frozen=True)
class GroupRow:
    """One group: money per person and month, awards and penalties per 100 person-months, per edition."""

    title: str
    people: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class GroupTable:
    """All groups of one kind."""

    title: str
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True)
class Line:
    """One decision about or for a person."""

    period: str
    edition: str
    text: str
    why: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One person with what they had from each edition, the change, and what it is made of."""

    id: str
    name: str
    place: str
    cells: tuple[Cell, ...]
    change: str
    sign: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class People:
    """Chapter 6."""

    finding: str
    paid: int
    groups: tuple[GroupTable, ...]
    rows: tuple[PersonRow, ...]
    more: int


@dataclass(frozen=True)
class OtherSubject:
    """A unit, case or idea about which the editions differ."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Differences:
    """Chapter 7: the first edition against another."""

    title: str
    finding: str
    people: tuple[OtherSubject, ...]
    more: int


def people(reading: Reading) -> People:
    """Who had what; where editions are compared, those with the largest change first."""
    accounts = reading.simulation.accounts
    order = sorted(accounts, key=lambda person: (-_stake(accounts[person]), person))
    lines = _lines(reading, set(order[:SHOWN]))
    return People(
        finding=_finding(reading), paid=_paid(reading), groups=tuple(_groups(reading)),
        rows=tuple(_person(reading, person, lines.get(person, [])) for person in order[:SHOWN]),
        more=max(0, len(order) - SHOWN),
    )  # fmt: skip


def _stake(accounts: Sequence[Account]) -> Decimal:
    """How much is at stake for a person: the largest change of money, a penalty weighing more than any; alone the sum."""
    if len(accounts) == 1:
        return accounts[0].cash + accounts[0].penalties * 1_000_000
    first = accounts[0]
    return max(
        abs(other.cash - first.cash) + abs(other.penalties - first.penalties) * 1_000_000 for other in accounts[1:]
    )


def _finding(reading: Reading) -> str:
    simulation = reading.simulation
    if not reading.several:
        paid, everybody = _paid(reading), len(simulation.people)
        return reading.t(f"{everybody} 人中有 {paid} 人拿到过奖金", f"{paid} of {everybody} people had money from it")
    told = []
    for place, run in enumerate(simulation.runs[1:], start=1):
        more, less = (_moved(reading, place, sign) for sign in (1, -1))
        told.append(reading.t(
            f"从版次 {simulation.runs[0].name} 改为 {run.name}，{more} 人的奖金增加，{less} 人减少",
            f"from edition {simulation.runs[0].name} to {run.name}, {more} people gain money and {less} lose",
        ))  # fmt: skip
    return reading.t("；", "; ").join(told)


def _paid(reading: Reading) -> int:
    """How many had money from the first edition."""
    return sum(accounts[0].cash > 0 for accounts in reading.simulation.accounts.values())


def _moved(reading: Reading, place: int, sign: int) -> int:
    return sum((one[place].cash - one[0].cash) * sign > 0 for one in reading.simulation.accounts.values())


def _groups(reading: Reading) -> Iterator[GroupTable]:
    titles = {
        "position_group": reading.t("按岗位组", "By position group"), "worker_kind": reading.t("按用工类别", "By kind of worker"),
        "unit": reading.t("按单位", "By unit"),
    }  # fmt: skip
    for by, title in titles.items():
        parts = [part for part in reading.simulation.parts if part.by == by]
        if len(parts) > 1:
            yield GroupTable(title, tuple(_group(reading, part) for part in parts))


def _group(reading: Reading, part: Part) -> GroupRow:
    return GroupRow(
        reading.group(part.by, part.group), part.people,
        tuple(
            Cell(reading.amount(one.cash / part.months), f"{100 * (one.awards + one.honours) / part.months:.1f}",
                 f"{100 * one.penalties / part.months:.1f}")
            for one in part.accounts
        ),
    )  # fmt: skip


def _person(reading: Reading, person: str, lines: Sequence[Line]) -> PersonRow:
    worker, accounts = reading.simulation.people[person], reading.simulation.accounts[person]
    change = accounts[-1].cash - accounts[0].cash
    return PersonRow(
        id=person, name=worker.name, place=f"{worker.unit_title} · {reading.group('position_group', worker.group)}",
        cells=tuple(Cell(reading.amount(one.cash), str(one.awards + one.honours), str(one.penalties)) for one in accounts),
        change=reading.amount(abs(change)), sign="up" if change > 0 else "down" if change < 0 else "same", lines=tuple(lines),
    )  # fmt: skip


def _lines(reading: Reading, wanted: set[str]) -> dict[str, list[Line]]:
    """Everything that each of these people was given or would have been made to bear, by time."""
    found: dict[str, list[Line]] = {}
    for run in reading.simulation.runs:
        for period, decision in run.decisions():
            for person in sorted({decision.subject, *(given.to for given in decision.gives)} & wanted):
                cash = sum(
                    (g.amount for g in decision.gives if g.to == person and g.kind == "cash" and g.amount), Decimal(0)
                )
                what = _what(reading, run, decision.rule, decision.measure, cash)
                found.setdefault(person, []).append(Line(_label(reading, period), run.name, what))
    return found


def _label(reading: Reading, period: Period) -> str:
    return reading.period(period)


def _what(reading: Reading, run: EditionRun, rule: str, measure: str | None, cash: Decimal) -> str:
    text = reading.rule(rule, run.edition)
    if measure is not None:
        text += reading.t("：", ": ") + name_words(measure, run.edition, reading.lang)
    return f"{text} {reading.money(cash)}" if cash else text


def differences(reading: Reading, one: Versus) -> Differences:
    """Who is decided about differently, those with most differences first, and why the other edition did not."""
    runs = {run.name: run for run in reading.simulation.runs}
    by_subject: dict[tuple[str, str], list[Differing]] = {}
    for differing in one.differing:
        by_subject.setdefault((differing.subject_kind, differing.subject), []).append(differing)
    order = sorted(by_subject, key=lambda key: (-len(by_subject[key]), key))
    shown = tuple(_subject(reading, key, by_subject[key], runs, one) for key in order[:SHOWN])
    return Differences(
        title=reading.t(f"版次 {one.first} 与版次 {one.second}", f"Edition {one.first} and edition {one.second}"),
        finding=_differing_words(reading, one, len(order)), people=shown, more=max(0, len(order) - SHOWN),
    )  # fmt: skip


def _differing_words(reading: Reading, one: Versus, subjects: int) -> str:
    if not one.differing:
        return reading.t("两个版次在每一期的评定完全相同", "both editions decide the same in every period")
    count = len(one.differing)
    return reading.t(
        f"两个版次有 {count} 项评定不同，涉及 {subjects} 人（或单位、工单）",
        f"the editions differ in {count} decisions about {subjects} people, units or cases",
    )


def _subject(
    reading: Reading, key: tuple[str, str], found: Sequence[Differing], runs: dict[str, EditionRun], one: Versus
) -> OtherSubject:
    worker = reading.simulation.people.get(key[1]) if key[0] == "person" else None
    name = worker.name if worker is not None else reading.t(*SUBJECTS[key[0]])
    return OtherSubject(key[1], name, tuple(_difference(reading, differing, runs, one) for differing in found))


def _difference(reading: Reading, differing: Differing, runs: dict[str, EditionRun], one: Versus) -> Line:
    names = [name for name, made in ((one.first, differing.first), (one.second, differing.second)) if made]
    run = runs[names[0]]
    text = reading.rule(differing.rule, run.edition)
    told = [
        _detail(reading, runs[name], detail)
        for name, detail in zip((one.first, one.second), differing.detail, strict=True)
        if name in names
    ]
    without = [name for name in (one.first, one.second) if name not in names]
    why = reading.t("：", ": ").join(
        [*(reading.short(name) for name in without), reason_words(reading, differing.reason)]
    )
    return Line(
        reading.period(differing.period), reading.t("、", ", ").join(names), f"{text}{reading.t('：', ': ')}{' → '.join(told)}", why
    )  # fmt: skip


def _detail(reading: Reading, run: EditionRun, detail: str) -> str:
    if detail == "honour":
        return reading.t("荣誉", "honour")
    if detail in run.edition.decide.measures:
        return name_words(detail, run.edition, reading.lang)
    return reading.money(Decimal(detail))
