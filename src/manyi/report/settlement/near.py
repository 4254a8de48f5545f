"""Chapter 3: who a rule came close to, and the one thing that stood between, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manyi.engine.decide.decisions import HeldBack
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.wording.lawful import spared_words
from manyi.engine.wording.names import name_words, title_words
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standing, Standings
from manyi.report.settlement.trace import Line, trace_lines

REASONS = {
    "condition": ("获得提名，但未满足条件", "nominated, but the conditions are not met"),
    "gate": ("数值达到，但证据未达门槛", "the value would do, but the evidence does not pass the gate"),
    "not_sure": ("数值在界线之外，但证据不足以确信，不予处罚", "beyond the line, but not surely so: no penalty"),
    "pause": ("近期已获此奖，本期处于间隔期", "won recently, so this award pauses"),
    "not_nominated": ("未获提名", "not nominated"),
    "budget": ("符合条件，但预算不足", "would be chosen, but the budget does not reach"),
    "no_difference": (
        "同组之间没有显示出差异，不单独评定",
        "no difference within the group is shown, so nobody is singled out",
    ),
    "votes": ("赞成票不足", "not enough votes in favour"),
    "no_receiver": (
        "获奖，但有一部分没有可领取的人（如单位没有负责人），未发放",
        "chosen, but a part has nobody to receive it, such as a unit without a leader, and is not given",
    ),
    "law_blocks": ("当地法律禁止此项措施", "the law of the place blocks this measure"),
    "wage_unknown": (
        "没有当月工资，无法计算法定限额，暂不扣款",
        "the month's wage is not known, so the legal limit is not, and nothing is taken",
    ),
    "minimum_wage_unknown": (
        "没有当地最低工资，无法计算法定限额，暂不扣款",
        "the local minimum wage is not known, so the legal limit is not, and nothing is taken",
    ),
    "wage_too_low": (
        "当月工资没有可以扣的部分，所欠金额留待以后各月",
        "the month's wage leaves nothing that may be taken; what is owed waits for later months",
    ),
    "certainty": ("确实位居前列的把握不足", "not certain enough to be among the best"),
}
_NOT_SELECTED = {
    "tie_band": (
        "数据无法把其与最后一名入选者区分开，名额已满",
        "not told apart from the last one chosen; all places are taken",
    ),
    "tie": ("与末位并列，按规则不入选", "level with the last place; by the rule not chosen"),
    "next": ("符合条件，紧随入选者之后", "eligible, right behind those chosen"),
    "votes": ("得票不在前列", "votes not among the highest"),
}


@dataclass(frozen=True)
class Near:
    """One near miss."""

    who: Who
    reason: str
    value: str
    line: str
    one: Standing | None
    trace: tuple[Line, ...]


@dataclass(frozen=True)
class NearReason:
    """The near misses of one rule with one reason."""

    reason: str
    near: tuple[Near, ...]


@dataclass(frozen=True)
class NearRule:
    """The near misses of one rule, reason by reason."""

    title: str
    clause: str
    reasons: tuple[NearReason, ...]


def near_misses(figures: Standings) -> list[NearRule]:
    """Rule by rule, reason by reason, in the settlement's order."""
    rules: dict[str, dict[str, list[HeldBack]]] = {}
    for held in figures.reading.settlement.proposals.held_back:
        rules.setdefault(held.rule, {}).setdefault(reason_words(figures.reading, held), []).append(held)
    return [_of_rule(figures, name, reasons) for name, reasons in rules.items()]


def _of_rule(figures: Standings, name: str, reasons: Mapping[str, Sequence[HeldBack]]) -> NearRule:
    rule = figures.reading.rule(name)
    made = tuple(
        NearReason(
            reason,
            tuple(
                _near(figures, one, rule) for one in sorted(held, key=lambda one: (-float(one.value or 0), one.subject))
            ),
        )
        for reason, held in reasons.items()
    )
    return NearRule(title_words(rule.title, figures.reading.lang), rule.clause, made)


def _near(figures: Standings, held: HeldBack, rule: Award | Penalty) -> Near:
    reading = figures.reading
    name = _figure(reading, held, rule)
    one = None if name is None else figures.one(name, held.subject_kind, held.subject)
    return Near(
        who=reading.names.who(held.subject_kind, held.subject), reason=one.note if one is not None and held.reason == "gate" else "",
        value=held.value or "", line=held.line or "", one=one, trace=tuple(trace_lines(reading, held)),
    )  # fmt: skip


def _figure(reading: Reading, held: HeldBack, rule: Award | Penalty) -> str | None:
    """The figure that it turned on: the one named, else the one people are ranked by, else the first one asked for."""
    if held.by in reading.edition.figures:
        return held.by
    if isinstance(rule, Award) and rule.select is not None:
        return rule.select.by
    return next((step.name for step in held.trace if step.name in reading.edition.figures), None)


def reason_words(reading: Reading, held: HeldBack) -> str:
    """The one thing that stood between."""
    t, lang = reading.t, reading.lang
    if held.reason == "not_selected":
        return t(*_NOT_SELECTED.get(held.by or "", ("符合条件，未入选", "eligible, not chosen")))
    if held.reason == "except":
        title = _exception_title(reading, held)
        return t(f"条件成立，但适用例外“{title}”", f"the conditions hold, but so does the exception “{title}”")
    if held.reason == "replaced":
        other = name_words(held.by or "", reading.edition, lang)
        return t(f"同一事实已由“{other}”处理，不重复处理", f"“{other}” takes its place: one fact, one measure")
    if held.reason == "worker_kind":
        return spared_words(held.by or "own", reading.edition, lang)
    return t(*REASONS[held.reason])


def _exception_title(reading: Reading, held: HeldBack) -> str:
    rule = reading.rule(held.rule)
    found = [one for one in rule.except_ if one.id == held.by] if isinstance(rule, Penalty) else []
    return title_words(found[0].title, reading.lang) if found and found[0].title is not None else held.by or ""
