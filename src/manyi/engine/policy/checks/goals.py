"""Goals can be reached and be told: a direction, one number of the company, in the unit of what it is held against."""

from collections.abc import Iterator
from decimal import Decimal

from manyi.engine.policy.chinese import UNITS
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import row_figures, tables_of
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.nature import Nature
from manyi.engine.policy.ranges import never
from manyi.engine.policy.sections.telling import Goal
from manyi.engine.tables import TABLES


def check(context: Context) -> Iterator[Issue]:
    """Issues of goals nobody can reach, of goals that are no single number, and of units that differ."""
    for name, goal in context.edition.goals.items():
        nature = context.natures.of(name)
        if nature is not None:
            yield from _target(context, name, goal, nature)
            yield from _shape(context, name, nature)
            yield from _held_against(context, name, goal, nature)


def _target(context: Context, name: str, goal: Goal, nature: Nature) -> Iterator[Issue]:
    path, (operator, operand) = ("goals", name, "target"), goal.target
    if operator in ("==", "!="):
        yield context.issue(
            path,
            "goal_direction",
            "a goal says which way is better; write <, <=, > or >= and a number or a figure",
            "目标要写明方向；请用 <、<=、> 或 >=，加数字或指标",
        )
    elif isinstance(operand, Decimal) and never(nature.range, operator, operand):
        yield context.issue(
            path,
            "never",
            f"`{name} {operator} {operand}` can never hold: `{name}` is {nature.range}",
            f"`{name} {operator} {operand}` 永远不成立：`{name}` 的范围是 {nature.range.zh}",
        )


def _shape(context: Context, name: str, nature: Nature) -> Iterator[Issue]:
    if nature.vector:
        yield context.issue(
            ("goals", name),
            "vector",
            f"`{name}` has one number per dimension; a goal is one number, so bring it together with `over_all` first",
            f"`{name}` 每个维度一个数；目标需要一个数，请先用 `over_all` 合并",
        )
    tables = [table for figure in row_figures(context.edition, name).values() for table in tables_of(figure)]
    for table in tables:
        if "unit" not in TABLES["responses" if table == "answers" else table].subjects:
            yield context.issue(
                ("goals", name),
                "subject",
                f"`{name}` reads `{table}`, whose rows tell no unit, so the company has no such figure",
                f"`{name}` 读取 `{table}`，其中的行不属于任何单位，公司没有这个指标",
            )
            return


def _held_against(context: Context, name: str, goal: Goal, nature: Nature) -> Iterator[Issue]:
    places: tuple[tuple[Path, object], ...] = ((("before",), goal.before), (("target",), goal.target[1]))
    for step, word in places:
        other = context.natures.of(word) if isinstance(word, str) else None
        if other is not None and other.unit is not nature.unit:
            yield context.issue(
                ("goals", name, *step),
                "mixed_units",
                f"`{name}` is {nature.unit}, `{word}` is {other.unit}; compare figures of one unit",
                f"`{name}` 是{UNITS[nature.unit]}，`{word}` 是{UNITS[other.unit]}；请比较同一单位的指标",
            )
