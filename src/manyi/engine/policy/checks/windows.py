"""Spans of time fit each other: what a figure looks back on, how often a rule runs, what a budget covers."""

from collections.abc import Iterator

from manyi.engine.policy.chinese import CADENCES
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import Rule, asked, ranks, row_figures, rules
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.deciding import Award
from manyi.engine.policy.sections.telling import OpenMeasure
from manyi.engine.policy.verbs import Again, DerivedFigure, InlineAgain, RowFigure

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def check(context: Context) -> Iterator[Issue]:
    """Issues of windows shorter than what is judged, budgets shorter than the award, baselines that are missing."""
    for rule in rules(context.edition):
        yield from _rule(context, rule)
    yield from _baseline(context)


def _rule(context: Context, rule: Rule) -> Iterator[Issue]:
    if isinstance(rule.model, OpenMeasure):
        return
    every = rule.model.every
    budget = rule.model.budget if isinstance(rule.model, Award) else None
    if budget is not None and _MONTHS[budget.per] < _MONTHS.get(every, 0):
        yield context.issue(
            (*rule.path, "budget", "per"),
            "budget_per",
            f"the award is decided every {every}, so a budget per {budget.per} never covers it; write per: {every} or longer",
            f"该奖励按{CADENCES[every]}评定，按{CADENCES[budget.per]}的预算无法涵盖；请写 per: {every} 或更长",
        )
    for path, name in _used(context, rule):
        yield from _window(context, path, name, every)


def _used(context: Context, rule: Rule) -> Iterator[tuple[Path, str]]:
    if rule.model.when is not None:
        path = (*rule.path, "when")
        for question in asked(context.document.at(path), path):
            yield question.path, question.compare.name
    yield from ranks(rule)


def _window(context: Context, path: Path, name: str, every: str) -> Iterator[Issue]:
    for word, figure in row_figures(context.edition, name).items():
        if figure.over.kind == "months" and figure.over.months < _MONTHS.get(every, 0):
            yield context.issue(
                path,
                "window",
                f"this is decided every {every}, but `{word}` looks back only {figure.over}; "
                "give it a longer `over`, or make a figure of its own",
                f"此规则按{CADENCES[every]}评定，而 `{word}` 只回看 {figure.over.months} 个月；请加长 `over`，或另写一个指标",
            )
            return


def _baseline(context: Context) -> Iterator[Issue]:
    baseline = context.edition.baseline
    if baseline is not None and baseline.from_ >= baseline.until:
        yield context.issue(
            ("baseline", "until"),
            "baseline_order",
            f"the baseline ends ({baseline.until}) before it begins ({baseline.from_}); `until` is the first day after it",
            f"基准期的结束（{baseline.until}）不晚于开始（{baseline.from_}）；`until` 是基准期之后的第一天",
        )
    if baseline is None:
        for path in _over_baseline(context):
            yield context.issue(
                path,
                "baseline_missing",
                "`over: baseline` needs the edition's `baseline: {from: ..., until: ...}`, which is missing",
                "`over: baseline` 需要本版次的 `baseline: {from: …, until: …}`，但没有写",
            )


def _over_baseline(context: Context) -> Iterator[Path]:
    for name, figure in context.figures.items():
        if isinstance(figure, RowFigure | Again) and figure.over.kind == "baseline":
            yield "figures", name, "over"
        parts = getattr(figure, figure.verb) if isinstance(figure, DerivedFigure) else None
        for place, part in enumerate(parts if isinstance(parts, list) else []):
            if isinstance(part, InlineAgain) and part.over.kind == "baseline":
                yield "figures", name, figure.verb, place, "over"
    for name, rule in context.edition.improve.items():
        if rule.over is not None and rule.over.kind == "baseline":
            yield "improve", name, "over"
