"""Names the rules use: conditions, ranks, the appraisal's indicator and amounts speak of figures or known facts."""

from collections.abc import Iterator
from decimal import Decimal

from manyi.engine.policy.chinese import SUBJECTS
from manyi.engine.policy.columns import misfit, subject_columns
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import Asked, Rule, asked, condition_paths, ranks, rules
from manyi.engine.policy.issues import Issue


def check(context: Context) -> Iterator[Issue]:
    """Issues of every name that awards, penalties, improvement rules, appraisal, goals and report use."""
    for rule in rules(context.edition):
        for path in condition_paths(rule):
            for question in asked(context.document.at(path), path):
                yield from _comparison(context, rule, question)
        for path, name in ranks(rule):
            if name not in context.figures:
                yield context.unknown(path, "figure", name, ("a figure", "指标"), context.figures)
    yield from _elsewhere(context)


def _comparison(context: Context, rule: Rule, question: Asked) -> Iterator[Issue]:
    compare, facts = question.compare, subject_columns(rule.to)
    if compare.name in context.figures:
        yield from _against_figure(context, question)
    elif compare.name in facts:
        if compare.sure is not None:
            yield context.issue(
                question.path,
                "sure_fact",
                f"`sure` belongs to estimates; `{compare.name}` is a fact",
                f"`sure` 只用于估计值；`{compare.name}` 是事实",
            )
        wrong = misfit(facts[compare.name], compare)
        if wrong is not None:
            yield context.issue(question.path, "comparison_type", *wrong)
    elif context.edition.standards is not None and compare.name in context.edition.standards.columns:
        yield context.issue(
            question.path,
            "standard_here",
            f"`{compare.name}` is a column of standards, which only the cases of a grade may use",
            f"`{compare.name}` 是 standards 的列，只能用在 grade 的 cases 里",
        )
    else:
        what = (f"a figure or a fact known of a {rule.to}", f"指标，也不是{SUBJECTS[rule.to]}的已知数据")
        yield context.unknown(question.path, "name", compare.name, what, [*context.figures, *facts])


def _against_figure(context: Context, question: Asked) -> Iterator[Issue]:
    compare = question.compare
    if isinstance(compare.operand, Decimal):
        return
    if isinstance(compare.operand, str):
        if compare.operand not in context.figures:
            yield context.unknown(
                question.path, "operand", compare.operand, ("a number or a figure", "数字，也不是指标"), context.figures
            )
        return
    yield context.issue(
        question.path,
        "comparison_type",
        f'`{compare.name}` is a number; compare it with one, such as ">= 3"',
        f'`{compare.name}` 是数字；请与数字比较，例如 ">= 3"',
    )


def _elsewhere(context: Context) -> Iterator[Issue]:
    edition = context.edition
    if edition.apply is not None and edition.apply.appraisal is not None:
        indicator = edition.apply.appraisal.indicator
        if indicator not in context.figures:
            yield context.unknown(
                ("apply", "appraisal", "indicator"), "figure", indicator, ("a figure", "指标"), context.figures
            )
    for name, measure in edition.decide.measures.items():
        if isinstance(measure.amount, str) and measure.amount not in context.figures:
            yield context.unknown(
                ("decide", "measures", name, "amount"),
                "figure",
                measure.amount,
                ("a number or a figure", "数字，也不是指标"),
                context.figures,
            )
    yield from _goals(context)
    for place, name in enumerate(edition.report.figures if edition.report else []):
        if name not in context.figures:
            yield context.unknown(("report", "figures", place), "figure", name, ("a figure", "指标"), context.figures)


def _goals(context: Context) -> Iterator[Issue]:
    for name, goal in context.edition.goals.items():
        asked_of = (((), name), (("before",), goal.before))
        for step, word in asked_of:
            if word is not None and word not in context.figures:
                yield context.unknown(("goals", name, *step), "figure", word, ("a figure", "指标"), context.figures)
        operand = goal.target[1]
        if isinstance(operand, str) and operand not in context.figures:
            yield context.unknown(
                ("goals", name, "target"),
                "operand",
                operand,
                ("a number or a figure", "数字，也不是指标"),
                context.figures,
            )
