"""Whether a condition can hold only where a fact was established: an investigation's finding, not a score or a rank."""

from collections.abc import Callable
from decimal import Decimal

from manyi.engine.policy.context import Context
from manyi.engine.policy.implication import holds, implies
from manyi.engine.policy.verbs import Count, Sum
from manyi.engine.policy.words import Compare, Condition

FACTS = ("findings", "rectifications", "duty_breaches")
GRAVE_FAULT = Compare("fault", "==", ("gross_negligence", "intent"))
SOME_FAULT = Compare("fault", "==", ("ordinary_negligence", "gross_negligence", "intent"))
IsFact = Callable[[Compare], bool]


def rests_on(condition: Condition, is_fact: IsFact) -> bool:
    """Whether the condition can hold only when a comparison that is such a fact holds."""
    if isinstance(condition, Compare):
        return is_fact(condition)
    if condition.kind == "all":
        return any(rests_on(part, is_fact) for part in condition.parts)
    return condition.kind == "any" and all(rests_on(part, is_fact) for part in condition.parts)


def fact(context: Context, leading_here: frozenset[str] = frozenset()) -> IsFact:
    """Comparisons with a number or sum of established facts above zero.

    Earlier decisions are facts only when the rule that made them rests on facts itself: warnings for low scores, added up,
    are still scores. `leading_here` are the rules already followed.
    """

    def is_fact(compare: Compare) -> bool:
        table = _rows_above_zero(context, compare)
        if table == "decisions":
            return _decided_on_facts(context, compare.name, leading_here)
        return table in FACTS

    return is_fact


def grave_fault(context: Context) -> IsFact:
    """Comparisons with findings of intent or gross negligence above zero."""

    def is_grave(compare: Compare) -> bool:
        return _rows_above_zero(context, compare) == "findings" and finds(context, compare.name, GRAVE_FAULT)

    return is_grave


def finds(context: Context, name: str, fault: Compare) -> bool:
    """Whether every row that a figure counts has such a fault."""
    figure = context.figures.get(name)
    where = figure.where if isinstance(figure, Count | Sum) else None
    return where is not None and implies(where, fault)


def _rows_above_zero(context: Context, compare: Compare) -> str | None:
    """The table whose rows must be there for the comparison to hold; None when it can hold without any."""
    figure = context.figures.get(compare.name)
    table = figure.count if isinstance(figure, Count) else figure.sum if isinstance(figure, Sum) else None
    needed = isinstance(compare.operand, Decimal) and not holds(compare, Decimal(0))
    return table if needed else None


def _decided_on_facts(context: Context, name: str, leading_here: frozenset[str]) -> bool:
    figure, penalties = context.figures[name], context.edition.decide.penalties
    where = figure.where if isinstance(figure, Count | Sum) else None
    rules = [rule for rule in penalties if where is not None and _names(where, rule)]
    followed = leading_here | set(rules)
    return bool(rules) and all(
        rule not in leading_here and rests_on(penalties[rule].when, fact(context, followed)) for rule in rules
    )


def _names(where: Condition, rule: str) -> bool:
    """Whether the condition's own words about `rule` include this one."""
    if isinstance(where, Compare):
        words = where.operand if isinstance(where.operand, tuple) else (where.operand,)
        return where.name == "rule" and where.operator == "==" and rule in words
    return where.kind == "all" and any(_names(part, rule) for part in where.parts)
