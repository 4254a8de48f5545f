"""Weights add up to exactly 1, and every dimension that is weighed has one."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.verbs import DerivedFigure, Weigh


def check(context: Context) -> Iterator[Issue]:
    """Issues of the dimensions' weights, of weighed figures, and of standards' rows."""
    yield from _dimensions(context)
    for name, figure in context.figures.items():
        path: Path = ("figures", name)
        if isinstance(figure, Weigh):
            yield from _weigh(context, path, figure)
        elif isinstance(figure, DerivedFigure) and figure.missing == "reweigh":
            yield context.issue(
                (*path, "missing"),
                "reweigh",
                f"`{figure.verb}` has no weights, so nothing can be reweighed; write leave_out, unjudged or zero",
                f"`{figure.verb}` 没有权重，无法重新分配；请写 leave_out、unjudged 或 zero",
            )


def _dimensions(context: Context) -> Iterator[Issue]:
    weights = {name: one.weight for name, one in context.edition.collect.dimensions.items()}
    missing = [name for name, weight in weights.items() if weight is None]
    if missing and len(missing) < len(weights):
        yield context.issue(
            ("collect", "dimensions", missing[0], "weight"),
            "weight_missing",
            f"the dimension `{missing[0]}` has no weight, but others have; weigh all of them or none",
            f"维度 `{missing[0]}` 没有权重，而其他维度有；请全部写明，或全部不写",
        )
    elif weights and not missing:
        total = sum((weight for weight in weights.values() if weight is not None), Decimal(0))
        yield from _sum(context, ("collect", "dimensions"), total, "the dimensions' weights", "各维度的权重")


def _sum(context: Context, path: Path, total: Decimal, en: str, zh: str) -> Iterator[Issue]:
    if total != 1:
        yield context.issue(path, "weights", f"{en} add up to {total}, not to 1", f"{zh}合计为 {total}，应为 1")


def _weigh(context: Context, path: Path, figure: Weigh) -> Iterator[Issue]:
    if isinstance(figure.weigh, Mapping):
        wrong = [(name, weight) for name, weight in figure.weigh.items() if weight <= 0]
        for name, weight in wrong:
            yield context.issue(
                (*path, "weigh", name), "sign", f"the weight {weight} must be above zero", f"权重 {weight} 必须大于零"
            )
        if not wrong:
            yield from _sum(context, (*path, "weigh"), sum(figure.weigh.values(), Decimal(0)), "the weights", "权重")
        if figure.with_ is not None:
            yield context.issue(
                (*path, "with"),
                "with",
                "the weights are given beside the figures; leave `with` out",
                "权重已写在各指标旁边；请删除 `with`",
            )
    elif figure.with_ is None:
        yield context.issue(
            path,
            "with_missing",
            "`weigh` over all dimensions needs `with: weight`, or a column of standards",
            "`weigh` 汇总各维度时需要 `with: weight`，或 standards 的一列",
        )
    elif figure.with_ == "weight" and all(one.weight is None for one in context.edition.collect.dimensions.values()):
        yield context.issue(
            (*path, "with"),
            "weight_missing",
            "`with: weight` needs a weight for every dimension under collect.dimensions",
            "`with: weight` 需要 collect.dimensions 中每个维度都有权重",
        )
