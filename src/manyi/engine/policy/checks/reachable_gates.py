"""A warning when a gate asks for more answers than a person usually gets."""

from collections.abc import Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import Rule, asked, ranks, row_figures, rules
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.telling import OpenMeasure
from manyi.engine.policy.verbs import Mean

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about rules on people whose figures look at too few months for their gate, by `collect.usual_answers`."""
    usual, score = context.edition.collect.usual_answers, context.edition.score
    if usual is None or score is None:
        return
    for rule in rules(context.edition):
        if rule.to != "person" or isinstance(rule.model, OpenMeasure):
            continue
        gate = (score.gates.awards if rule.kind == "award" else score.gates.penalties).responses
        for path, name in _used(context, rule):
            months = _months(context, name, rule.model.every)
            if months is not None and months * usual < gate:
                yield context.issue(
                    path,
                    "gate_unreachable",
                    f"`{name}` looks at {months} month{'s' * (months > 1)}, usually {months * usual} answers a person, "
                    f"and the gate asks for {gate}; look back longer, judge teams, or ask more customers",
                    f"`{name}` 只看 {months} 个月，每人通常有 {months * usual} 份答卷，而门槛为 {gate} 份；"
                    "请加长回看时间、改为评定团队，或多问一些客户",
                )
                break


def _used(context: Context, rule: Rule) -> Iterator[tuple[Path, str]]:
    if rule.model.when is not None:
        path = (*rule.path, "when")
        for question in asked(context.document.at(path), path):
            yield question.path, question.compare.name
    yield from ranks(rule)


def _months(context: Context, name: str, every: str) -> int | None:
    """The fewest months that an estimate beneath the figure looks at; None when there is none of known length."""
    found = [
        figure.over.months if figure.over.kind == "months" else _MONTHS[every]
        for figure in row_figures(context.edition, name).values()
        if isinstance(figure, Mean)
        and figure.estimate
        and figure.over.kind in ("months", "period")
        and every in _MONTHS
    ]
    return min(found, default=None)
