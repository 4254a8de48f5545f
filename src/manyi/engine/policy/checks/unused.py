"""Warnings about what is written but never used: figures, measures, things to give, promises nobody measures."""

from collections.abc import Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import asked, beneath, condition_paths, ranks, rules
from manyi.engine.policy.issues import Issue


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about figures, measures and catalogue items that no rule uses."""
    used = {name for start in _used_directly(context) for name in beneath(context.edition, start)}
    for name in context.figures:
        if name not in used:
            yield context.issue(
                ("figures", name),
                "unused",
                f"no rule uses the figure `{name}`; remove it, or list it under report.figures",
                f"没有规则使用指标 `{name}`；请删除，或列入 report.figures",
            )
    steps = _steps(context)
    for name in context.edition.decide.measures:
        if name not in steps:
            yield context.issue(
                ("decide", "measures", name),
                "unused",
                f"no penalty uses the measure `{name}`; remove it, or name it in a penalty",
                f"没有处罚使用措施 `{name}`；请删除，或在处罚中使用",
            )
    given = _given(context)
    for name in context.edition.apply.catalogue if context.edition.apply else ():
        if name not in given:
            yield context.issue(
                ("apply", "catalogue", name),
                "unused",
                f"no award gives `{name}`; remove it, or give it",
                f"没有奖励使用 `{name}`；请删除，或在奖励中使用",
            )


def _used_directly(context: Context) -> Iterator[str]:
    edition = context.edition
    for rule in rules(edition):
        for path in condition_paths(rule):
            for question in asked(context.document.at(path), path):
                yield question.compare.name
                if isinstance(question.compare.operand, str):
                    yield question.compare.operand
        for _, name in ranks(rule):
            yield name
    for measure in edition.decide.measures.values():
        if isinstance(measure.amount, str):
            yield measure.amount
    if edition.apply is not None and edition.apply.appraisal is not None:
        yield edition.apply.appraisal.indicator
    yield from _told(context)


def _told(context: Context) -> Iterator[str]:
    """The figures that goals and the report speak of."""
    for name, goal in context.edition.goals.items():
        yield from (word for word in (name, goal.before, goal.target[1]) if isinstance(word, str))
    if context.edition.report is not None:
        yield from context.edition.report.figures


def _steps(context: Context) -> set[str]:
    steps: set[str] = set()
    for penalty in context.edition.decide.penalties.values():
        steps.update(exception.instead for exception in penalty.except_)
        steps.update(penalty.ladder.steps if penalty.ladder else [penalty.proposes or ""])
    return steps


def _given(context: Context) -> set[str]:
    gifts = [gift for award in context.edition.decide.awards.values() for gift in award.gives]
    return {name for gift in gifts for name in (gift.goods, *(gift.choice or [])) if name is not None}
