"""Every position group is judged by evidence about it: its customers, its internal customers, or facts."""

from collections.abc import Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import Rule, ranks, row_figures, rules, tables_of
from manyi.engine.policy.issues import Issue
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.verbs import RowFigure
from manyi.engine.policy.words import Condition, comparisons
from manyi.engine.tables import TABLES

_ANSWERS = ("answers", "responses")
_CUSTOMER_TABLES = (
    *_ANSWERS,
    "cases",
    "praise",
    "reviews",
    "orders",
    "returns",
    "customers",
    "projects",
    "milestones",
    "values",
)
_COLLEAGUES = frozenset({"internal", "staff"})


def check(context: Context) -> Iterator[Issue]:
    """Issues of groups that no rule judges by the evidence they are said to be judged by."""
    deciding = [rule for rule in rules(context.edition) if rule.kind != "improve"]
    if not deciding:
        return
    for group, about in context.edition.position_groups.items():
        reached = [figure for rule in deciding if _reaches(rule, group) for figure in _evidence(context, rule)]
        if not any(_fits(figure, about.judged_by) for figure in reached):
            en, zh = _WANTED[about.judged_by]
            yield context.issue(
                ("position_groups", group),
                "no_evidence",
                f"nobody in `{group}` can be judged: no award or penalty for this group rests on {en}",
                f"`{group}` 无法评价：没有任何针对该组的奖励或处罚依据{zh}",
            )


_WANTED = {
    "customers": ("customers' answers or cases", "客户的答卷或工单"),
    "internal_customers": (
        "answers of internal customers (a figure over answers that takes `survey_kind: internal`)",
        "内部客户的答卷（即包含 `survey_kind: internal` 的 answers 指标）",
    ),
    "facts": ("a figure made of facts", "事实指标"),
}


def _reaches(rule: Rule, group: str) -> bool:
    return rule.to in ("person", "unit") and (rule.groups is None or group in rule.groups)


def _evidence(context: Context, rule: Rule) -> Iterator[RowFigure]:
    names = [name for _, name in ranks(rule)]
    if isinstance(rule.model, Award | Penalty):
        names += [compare.name for compare in comparisons(rule.model.when)]
    for name in names:
        yield from row_figures(context.edition, name).values()


def _fits(figure: RowFigure, judged_by: str) -> bool:
    tables = tables_of(figure)
    answers = any(table in _ANSWERS for table in tables)
    if judged_by == "facts":
        return not answers
    if judged_by == "internal_customers":
        return answers and "internal" in _survey_kinds(figure.where)
    return any(table in _CUSTOMER_TABLES for table in tables) and bool(_survey_kinds(figure.where) - _COLLEAGUES)


def _survey_kinds(where: Condition | None) -> frozenset[str]:
    """The kinds of survey a figure takes, as far as its condition names them."""
    column = TABLES["surveys"].column("kind")
    kinds = frozenset(column.values if column else ())
    for compare in comparisons(where):
        if compare.name == "survey_kind":
            words = frozenset(compare.operand if isinstance(compare.operand, tuple) else (str(compare.operand),))
            kinds = kinds & words if compare.operator == "==" else kinds - words
    return kinds
