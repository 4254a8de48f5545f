"""A person's period in sentences, Chinese or English: what was scored, which rules were tried, what would have changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from manyi.engine.decide.decisions import Decision, Given, HeldBack, RuleKind
from manyi.engine.decide.inspect import Inspection, Inspector
from manyi.engine.decide.judge import Asked
from manyi.engine.figures.exact import Why, to_decimal
from manyi.engine.figures.figure import Basis
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.settle import Settlement
from manyi.engine.wording.amounts import money_words, sentence
from manyi.engine.wording.conditions import Scope, compare_words
from manyi.engine.wording.lawful import spared_words, taking_words
from manyi.engine.wording.names import figure_words, goods_words, name_words, title_words
from manyi.engine.wording.penalties import measure_words
from manyi.engine.wording.vocabulary import Language, pick


class UnknownPerson(LookupError):
    """Nobody of that id is judged in the period."""


State = Literal["proposed", "held_back", "shared", "none"]


@dataclass(frozen=True)
class Section:
    """One rule's story: its title with clause, the outcome in a sentence, the lines below it, and what came of it."""

    title: str
    clause: str
    outcome: str
    lines: tuple[str, ...]
    kind: RuleKind
    state: State


@dataclass(frozen=True)
class Explanation:
    """Everything about one person in one period, ready to read."""

    heading: str
    scores: tuple[str, ...]
    sections: tuple[Section, ...]

    def text(self) -> str:
        """Plain text, one line each."""
        lines = [self.heading, "", *self.scores]
        for section in self.sections:
            lines += [
                "",
                f"{section.title} ({section.clause})",
                f"  {section.outcome}",
                *(f"  {line}" for line in section.lines),
            ]
        return "\n".join(lines) + "\n"


def explain(settlement: Settlement, person: str, lang: Language) -> Explanation:
    """The person's scores and every rule about the person, in the edition's order. Raises UnknownPerson."""
    people = settlement.book.subjects["person"]
    if person not in people.index:
        raise UnknownPerson(
            pick(
                lang,
                f"{settlement.period.label} 没有编号为 {person!r} 的被评人员；请核对编号、考核期和任职记录。",
                f"Nobody with id {person!r} is judged in {settlement.period.label}; "
                "check the id, the period and the assignments.",
            )
        )
    place = people.index[person]
    name, unit, group = (people.value(column, place) for column in ("name", "unit", "position_group"))
    units = settlement.book.subjects["unit"]
    place_name = units.value("name", units.index[unit]) if unit in units.index else unit
    titles = name_words(group, settlement.edition, lang)
    heading = f"{name} ({person}) · {place_name} · {titles} · {settlement.period.label}"
    return Explanation(
        heading, tuple(_scores(settlement, person, lang)), rules_about(settlement, inspector(settlement), person, lang)
    )


def inspector(settlement: Settlement) -> Inspector:
    """What opens the rules of a settlement, person by person."""
    return Inspector(settlement.book, settlement.proposals)


def rules_about(
    settlement: Settlement, opened: Inspector, person: str, lang: Language, private: bool = False
) -> tuple[Section, ...]:
    """Every rule about a person of the period, in the edition's order, then shares in what others won.

    With `private` nothing is said from which another person's value could be worked out.
    """
    sections = tuple(_section(settlement, found, lang, private) for found in opened.about(person))
    return sections + tuple(_shared(settlement, decision, person, lang) for decision in _shares_of(settlement, person))


# ---- scores ---------------------------------------------------------------------------------------------------------


def _scores(settlement: Settlement, person: str, lang: Language) -> Iterator[str]:
    for row in settlement.scores:
        if row.kind == "person" and row.subject == person:
            part = f" · {name_words(row.dimension, settlement.edition, lang)}" if row.dimension else ""
            title = figure_words(row.figure, settlement.edition, lang) + part
            if row.value is None:
                yield f"{title}: {_why_words(Why[row.why.upper()], lang)}"
            elif row.low is None or row.reliability is None:
                yield f"{title}: {shown(Fraction(row.value))} (n = {row.n})"
            else:
                interval = pick(lang, "95% 区间", "95 % interval")
                reliability = pick(lang, "信度", "reliability")
                yield (
                    f"{title}: {row.value} ({interval} {row.low:.1f}–{row.high or 0:.1f}, n = {row.n}, "
                    f"{reliability} {row.reliability:.2f})"
                )


_WHY = {
    Why.NO_ROWS: ("没有记录", "no records"),
    Why.TOO_FEW: ("记录太少，不作评定", "too few records to judge"),
    Why.PART_MISSING: ("缺少组成部分，不作评定", "a part is missing, so it is not judged"),
    Why.BELOW_SHOW_GATE: ("答卷太少，不予显示", "too few answers to show"),
    Why.DIVISION_BY_ZERO: ("分母为零，没有数值", "nothing to divide by"),
}


def shown(value: Fraction) -> str:
    """A value for people: two decimals at most; what rules compared stands exactly in decisions.json."""
    return str(to_decimal(value, 2))


def _why_words(why: Why, lang: Language) -> str:
    return pick(lang, *_WHY[why])


# ---- rules ----------------------------------------------------------------------------------------------------------


def _section(settlement: Settlement, found: Inspection, lang: Language, private: bool) -> Section:
    rule = _rule(settlement, found.rule)
    lines = [line for asked in found.asked for line in _asked_lines(settlement, found.kind, asked, found.place, lang)]
    for exception, asked_list in found.exceptions:
        held = all(asked.held[found.place] for asked in asked_list)
        title = title_words(exception.title, lang) if exception.title else exception.id
        mark = (
            pick(lang, "例外适用", "exception applies")
            if held
            else pick(lang, "例外不适用", "exception does not apply")
        )
        lines.append(f"{mark}: {title} ({exception.clause})")
    lines += [*_rank_lines(settlement, found, lang, private), *_otherwise(found, lang)]
    state: State = "proposed" if found.decision is not None else "held_back" if found.held_back else "none"
    outcome = _outcome(settlement, found, lang)
    return Section(title_words(rule.title, lang), found.clause, outcome, tuple(lines), found.kind, state)


def _rule(settlement: Settlement, name: str) -> Award | Penalty:
    decide = settlement.edition.decide
    return decide.awards.get(name) or decide.penalties[name]


def _asked_lines(settlement: Settlement, kind: RuleKind, asked: Asked, place: int, lang: Language) -> Iterator[str]:
    words = compare_words(asked.compare, Scope(settlement.edition, lang, kind="person"))
    mark = "✓" if asked.held[place] else "✗" if asked.told[place] else "?"
    yield f"{mark} {words}: {_met(asked, place, lang)}"
    if not asked.gate[place] and asked.basis is not None:
        yield "  " + _gate_words(settlement, kind, asked.basis, place, lang)
    change = _change(asked, place, lang)
    if change:
        yield "  " + change


def _met(asked: Asked, place: int, lang: Language) -> str:
    if asked.words is not None:
        return pick(lang, "未知", "not known") if asked.words[place] is None else str(asked.words[place])
    assert asked.values is not None
    value = asked.values.at(place)
    if value is None:
        return _why_words(Why(int(asked.values.why[place])), lang)
    met = shown(value)
    if asked.basis is not None:
        met += f" (n = {int(asked.basis.n[place])})"
    if asked.p is not None and asked.p[place] == asked.p[place]:
        family = pick(lang, f"同时检验 {asked.family} 人", f"{asked.family} people tested together")
        met += f", p = {asked.p[place]:.4f} ({family})"
    return met


def _gate_words(settlement: Settlement, kind: RuleKind, basis: Basis, place: int, lang: Language) -> str:
    score = settlement.edition.score
    assert score is not None
    n, reliability = int(basis.n[place]), float(basis.reliability[place])
    if not basis.singled[place] and n > 0:
        return pick(lang, "本组人员之间没有显示出差异，因此不单独评定任何人。",
                    "No difference between people of this group is shown, so nobody is singled out.")  # fmt: skip
    gate = score.gates.awards if kind == "award" else score.gates.penalties
    missing = max(0, gate.responses - n)
    if missing:
        return pick(
            lang,
            f"样本不足，不作评定：还差 {missing} 份答卷。",
            f"Too few answers to judge: {missing} more are needed.",
        )
    return pick(
        lang, f"信度 {reliability:.2f} 不足，不作评定。", f"A reliability of {reliability:.2f} is not enough to judge."
    )


def _otherwise(found: Inspection, lang: Language) -> Iterator[str]:
    """What would have had to be different for the whole rule to come out the other way."""
    if found.kind == "penalty" and found.decision is not None:
        yield pick(
            lang, "若带 ✓ 的各项都不成立，就不会有此提议。", "Had no line marked ✓ held, nothing would be proposed."
        )
    if found.kind == "award" and found.decision is None and not all(asked.held[found.place] for asked in found.asked):
        yield pick(
            lang,
            "没有打 ✓ 的各项都满足后，才能参评。",
            "With every line not marked ✓ met, the award would be within reach.",
        )


_TOWARDS = {">=": 1, ">": 1, "<=": -1, "<": -1}


def _change(asked: Asked, place: int, lang: Language) -> str | None:
    """What would have had to be different for this comparison to come out the other way."""
    compare = asked.compare
    if asked.values is None or not isinstance(compare.operand, Decimal) or not asked.values.known[place]:
        return None
    value = asked.values.at(place)
    assert value is not None
    gap = shown(abs(Fraction(compare.operand) - value))
    if compare.operator not in _TOWARDS:
        return None
    if gap == "0":
        return pick(lang, "正好在界线上。", "It is exactly on the line.")
    if asked.beyond[place]:
        return pick(lang, f"超出界线 {gap}。", f"It is beyond the line by {gap}.")
    return pick(lang, f"距离界线 {gap}。", f"It is {gap} away from the line.")


def _rank_lines(settlement: Settlement, found: Inspection, lang: Language, private: bool) -> Iterator[str]:
    if found.ranked is None:
        return
    own = found.ranked.exact.at(found.place)
    title = figure_words(found.ranked.name, settlement.edition, lang)
    if own is None:
        yield pick(
            lang,
            f"按{title}排序，本人没有可用于排序的数值。",
            f"People are ranked by {title}; there is no value to rank.",
        )
        return
    last = found.last_winner
    if last is None:
        return
    line = found.ranked.exact.at(settlement.book.subjects["person"].index[last])
    assert line is not None
    gap = shown(line - own)
    if line > own and private:
        yield pick(lang, f"{title}低于本组最后一名入选者。", f"{title} is below that of the last person chosen in the group.")  # fmt: skip
    elif line > own:
        yield pick(
            lang,
            f"{title}比本组最后一名入选者低 {gap}。",
            f"{title} is {gap} below the last person chosen in the group.",
        )
    if _in_band(found):
        yield pick(
            lang, "数据无法把本人与最后一名入选者区分开。", "The data cannot tell this person from the last one chosen."
        )


def _in_band(found: Inspection) -> bool:
    return any(held.by == "tie_band" for held in found.held_back)


_REASONS = {
    "condition": ("未满足条件。", "The condition is not met."),
    "except": ("符合条件，但适用例外。", "The condition is met, but an exception applies."),
    "gate": (
        "数值达到，但样本或信度不足，不作评定。",
        "The value would do, but the sample or its reliability does not.",
    ),
    "not_sure": (
        "数值低于界线，但证据不足以确信，不予处罚。",
        "The value is below the line, but not surely so: no penalty.",
    ),
    "pause": ("近期已获此奖，本期暂停。", "The award was won recently, so it pauses."),
    "replaced": ("已由更重的规则处理。", "A graver rule takes its place."),
    "not_selected": ("符合条件，未入选。", "Eligible, but not among those chosen."),
    "law_blocks": ("当地法律禁止此项措施。", "The law of the place blocks this measure."),
    "wage_unknown": (
        "没有当月工资，无法计算法定限额，暂不扣款；请补充 wages 表。",
        "The month's wage is not known, so the legal limit cannot be worked out and nothing is taken; add it to the table wages.",
    ),
    "minimum_wage_unknown": (
        "没有当地最低工资，无法计算法定限额，暂不扣款；请补充 minimum_wages 表。",
        "The local minimum wage is not known, so the legal limit cannot be worked out; add it to the table minimum_wages.",
    ),
    "wage_too_low": (
        "当月工资没有可以扣的部分，所欠金额留待以后各月。",
        "The month's wage leaves nothing that may be taken; what is owed waits for later months.",
    ),
    "budget": ("预算不足。", "The budget does not reach."),
    "no_difference": (
        "本组没有显示出差异，不单独评定任何人。",
        "No difference is shown in the group; nobody is singled out.",
    ),
    "not_nominated": ("未获提名。", "Not nominated."),
    "votes": ("得票不足。", "Not enough votes."),
    "no_receiver": (
        "已获奖，但有一部分没有可领取的人（如单位没有负责人），未发放。",
        "Chosen, but a part has nobody to receive it, such as a unit without a leader, and is not given.",
    ),
    "certainty": ("入选的把握不足。", "It is not certain enough that this is one of the best."),
}


def _outcome(settlement: Settlement, found: Inspection, lang: Language) -> str:
    if found.decision is not None:
        return _proposed(settlement, found.decision, lang)
    if found.held_back:
        return _held_words(settlement, found.held_back[0], lang)
    met = found.kind == "award" and all(asked.held[found.place] for asked in found.asked)
    return pick(lang, *(_REASONS["not_selected"] if met else _REASONS["condition"]))


def _held_words(settlement: Settlement, held: HeldBack, lang: Language) -> str:
    if held.reason == "worker_kind":
        return sentence(spared_words(held.by or "own", settlement.edition, lang), lang)
    return pick(lang, *_REASONS[held.reason])


def _proposed(settlement: Settlement, decision: Decision, lang: Language) -> str:
    if decision.kind == "award":
        given = pick(lang, "、", ", ").join(given_words(settlement, given, lang) for given in decision.gives)
        return pick(lang, f"提议授予：{given}。", f"Proposed: {given}.")
    measure = measure_words(str(decision.measure), settlement.edition, lang)
    if decision.taking is not None:
        taken = taking_words(decision.taking, lang)
        return pick(lang, f"提议：{measure}；{taken}。", f"Proposed: {measure}; {taken}.")
    steps = len(decision.earlier)
    if steps:
        return pick(
            lang,
            f"提议：{measure}（回溯期内已有 {steps} 次）。",
            f"Proposed: {measure} ({steps} earlier in the look-back).",
        )
    return pick(lang, f"提议：{measure}。", f"Proposed: {measure}.")


_GIVEN = {
    "certificate": ("荣誉证书", "certificate of honour"), "trophy": ("奖杯", "trophy"), "title": ("荣誉称号", "title of honour"),
    "banner": ("锦旗", "banner"), "promotion_priority": ("晋升优先", "priority in promotion"),
    "training_priority": ("培训优先", "priority in training"), "project_priority": ("项目优先", "priority in projects"),
    "unit": ("本单位通报表扬", "praise within the unit"), "company": ("全公司通报表扬", "praise within the company"),
    "public": ("公开表扬", "public praise"),
}  # fmt: skip


def given_words(settlement: Settlement, given: Given, lang: Language) -> str:
    """One thing given, in words."""
    if given.kind == "cash" and given.amount is not None:
        return money_words(given.amount, lang)
    if given.kind == "points":
        return pick(lang, f"{given.what} 分", f"{given.what} points")
    if given.kind == "choice":
        options = [goods_words(option, settlement.edition, lang) for option in given.options]
        return pick(lang, "任选其一：" + " / ".join(options), "a choice of " + " / ".join(options))
    if given.kind == "goods":
        return goods_words(given.what, settlement.edition, lang)
    return pick(lang, *_GIVEN[given.what])


# ---- shares in awards to units, cases and ideas ----------------------------------------------------------------------


def _shares_of(settlement: Settlement, person: str) -> list[Decision]:
    return [
        decision for decision in settlement.proposals.decisions
        if decision.subject_kind != "person" and any(given.to == person for given in decision.gives)
    ]  # fmt: skip


def _shared(settlement: Settlement, decision: Decision, person: str, lang: Language) -> Section:
    rule = _rule(settlement, decision.rule)
    own = [given_words(settlement, given, lang) for given in decision.gives if given.to == person]
    listed = pick(lang, "、", ", ").join(own)
    outcome = pick(lang, f"作为 {decision.subject} 的成员分得：{listed}。", f"As part of {decision.subject}: {listed}.")
    return Section(title_words(rule.title, lang), decision.clause, outcome, (), decision.kind, "shared")
