"""Measures stay within the law of the place: what it blocks is refused, what it asks for is there, wages are taken monthly."""

from collections.abc import Iterator

from manyi.engine.contract import Unit
from manyi.engine.jurisdiction.kinds import WAGE_KINDS, seen_by_law
from manyi.engine.jurisdiction.law import BeyondProfile, Law, law_on
from manyi.engine.jurisdiction.profile import Limit
from manyi.engine.policy.checks.established import SOME_FAULT, finds, grave_fault, rests_on
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.deciding import Measure, Penalty
from manyi.engine.policy.verbs import Sum


def check(context: Context) -> Iterator[Issue]:
    """Issues of every measure under the law in force when the edition begins, and of the rules that take wages."""
    apply, day = context.edition.apply, context.edition.edition
    if apply is None:
        return
    try:
        law = law_on(apply.jurisdiction, day)
    except BeyondProfile as beyond:
        yield context.issue(
            ("edition",),
            "law_unknown",
            f"{beyond}; write an edition that begins later, or add what held then to the profile",
            f"{beyond.zh}；请改用之后的施行日，或在资料中补充当时的规定",
        )
        return
    for name, measure in context.edition.decide.measures.items():
        path: Path = ("decide", "measures", name)
        yield from _blocked(context, path, measure, law)
        yield from _needs(context, path, name, law)
        yield from _fault(context, path, measure)
    for name, penalty in context.edition.decide.penalties.items():
        yield from _monthly(context, ("decide", "penalties", name), penalty)


def _blocked(context: Context, path: Path, measure: Measure, law: Law) -> Iterator[Issue]:
    limit = law.limit(seen_by_law(measure))
    if limit.verdict == "blocked":
        yield context.issue(
            (*path, "kind"),
            "law_blocks",
            f"{law.jurisdiction} blocks a {limit.measure}: {limit.reason.en}; take a measure of another kind",
            f"{law.jurisdiction} 禁止 {limit.measure} 类措施：{limit.reason.zh}；请改用其他种类的措施",
        )


def _needs(context: Context, path: Path, name: str, law: Law) -> Iterator[Issue]:
    measure = context.edition.decide.measures[name]
    limit = law.limit(seen_by_law(measure))
    missing = [need for need in _asked(context, name, limit) if need not in measure.needs]
    if missing:
        kind = limit.measure.replace("_", " ")
        yield context.issue(
            (*path, "needs"),
            "law_needs",
            f"under {law.jurisdiction} a {kind} needs {' and '.join(missing)} before it takes effect: {limit.reason.en}; "
            "add under `needs`",
            f"依 {law.jurisdiction}，{limit.measure} 类措施生效前需要 {' 和 '.join(missing)}：{limit.reason.zh}；请写入 `needs`",
        )


def _asked(context: Context, name: str, limit: Limit) -> Iterator[str]:
    yield from limit.needs
    if limit.needs_without_grave_fault and not _rests_on_grave_fault(context, name):
        yield from limit.needs_without_grave_fault


def _rests_on_grave_fault(context: Context, name: str) -> bool:
    """Whether every penalty that can take the measure holds only for intent or gross negligence."""
    taking = [one.when for one in context.edition.decide.penalties.values() if name in _measures(one)]
    taking += [
        one.when for rule in context.edition.decide.penalties.values() for one in rule.except_ if one.instead == name
    ]
    return bool(taking) and all(rests_on(when, grave_fault(context)) for when in taking)


def _measures(penalty: Penalty) -> list[str]:
    return [*(penalty.ladder.steps if penalty.ladder else ()), *([penalty.proposes] if penalty.proposes else ())]


def _fault(context: Context, path: Path, measure: Measure) -> Iterator[Issue]:
    """What is recovered is a loss that was found, with a degree of fault."""
    if measure.kind != "recovery" or measure.amount is None:
        return
    figure = context.figures.get(str(measure.amount))
    nature = context.natures.of(str(measure.amount)) if figure is not None else None
    if nature is not None and nature.unit is not Unit.MONEY:
        return  # said where units are checked
    found = isinstance(figure, Sum) and (figure.sum, figure.of) == ("findings", "loss")
    if not found or not finds(context, str(measure.amount), SOME_FAULT):
        yield context.issue(
            (*path, "amount"),
            "loss_without_fault",
            "only a loss found with a degree of fault is recovered; let `amount` name a figure such as "
            "{sum: findings, of: loss, where: {fault: [gross_negligence, intent]}}",
            "只能追偿经认定、有过错等级的损失；`amount` 应为指标，例如 "
            "{sum: findings, of: loss, where: {fault: [gross_negligence, intent]}}",
        )


def _monthly(context: Context, path: Path, penalty: Penalty) -> Iterator[Issue]:
    """A wage belongs to one person and one month, and so does its limit."""
    takes = [step for step in _measures(penalty) if context.edition.decide.measures[step].kind in WAGE_KINDS]
    for key, value, right in (("to", penalty.to, "person"), ("every", penalty.every, "month")):
        if takes and value != right:
            yield context.issue(
                (*path, key),
                "wage_by_month",
                f"`{takes[0]}` takes money from a wage, and the law limits that person by person and month by month; write "
                f"`{key}: {right}`",
                f"`{takes[0]}` 从工资中扣款，法律按每人每月限额；请写 `{key}: {right}`",
            )
