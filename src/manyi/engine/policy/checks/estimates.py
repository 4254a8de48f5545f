"""Estimates are used only where the edition says how they are made and how much evidence they need."""

from collections.abc import Iterator
from itertools import islice

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import Rule, asked, condition_paths, ranks, rules
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.scoring import Gate


def check(context: Context) -> Iterator[Issue]:
    """Issues of estimates without a `score` section, and of gates that open in the wrong order."""
    score = context.edition.score
    if score is None:
        yield from islice((issue for rule in rules(context.edition) for issue in _unscored(context, rule)), 1)
        return
    gates = score.gates
    yield from _order(context, "show", gates.show, "awards", gates.awards)
    yield from _order(context, "awards", gates.awards, "penalties", gates.penalties)


def _unscored(context: Context, rule: Rule) -> Iterator[Issue]:
    for path, name in _used(context, rule):
        nature = context.natures.of(name)
        if nature is not None and nature.estimate:
            yield context.issue(
                path,
                "no_score",
                f"`{name}` rests on an estimate, but there is no `score` section; say there how estimates are made and gated",
                f"`{name}` 依据估计值，但没有 `score` 一节；请在其中写明如何估计、需要多少样本",
            )
            return


def _used(context: Context, rule: Rule) -> Iterator[tuple[Path, str]]:
    for path in condition_paths(rule):
        for question in asked(context.document.at(path), path):
            yield question.path, question.compare.name
    yield from ranks(rule)


def _order(context: Context, low_name: str, low: Gate, high_name: str, high: Gate) -> Iterator[Issue]:
    path: Path = ("score", "gates", high_name)
    if high.responses < low.responses:
        yield context.issue(
            (*path, "responses"),
            "gate_order",
            f"the gate `{high_name}` ({high.responses} responses) must not be lower than `{low_name}` ({low.responses})",
            f"`{high_name}` 的门槛（{high.responses} 份）不能低于 `{low_name}`（{low.responses} 份）",
        )
    if low.reliability is not None and (high.reliability is None or high.reliability < low.reliability):
        yield context.issue(
            path,
            "gate_order",
            f"the gate `{high_name}` must ask for at least the reliability of `{low_name}` ({low.reliability})",
            f"`{high_name}` 的信度要求不能低于 `{low_name}`（{low.reliability}）",
        )
