"""Measures: each kind has the amount it may have, and needs what the law asks for before it takes effect."""

from collections.abc import Iterator
from decimal import Decimal

from manyi.engine.jurisdiction.kinds import WAGE_KINDS
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.deciding import Measure


def check(context: Context) -> Iterator[Issue]:
    """Issues of every measure by itself."""
    for name, measure in context.edition.decide.measures.items():
        path: Path = ("decide", "measures", name)
        yield from _amount(context, path, measure)
        yield from _needs(context, path, measure)


def _amount(context: Context, path: Path, measure: Measure) -> Iterator[Issue]:
    amount = measure.amount
    if measure.kind == "points":
        if not isinstance(amount, Decimal) or amount >= 0:
            yield context.issue(
                path if amount is None else (*path, "amount"),
                "sign",
                "a deduction of points needs a negative `amount`, such as -5",
                "扣分需要写负数的 `amount`，例如 -5",
            )
    elif measure.kind in WAGE_KINDS:
        if amount is None or (isinstance(amount, Decimal) and amount <= 0):
            yield context.issue(
                path if amount is None else (*path, "amount"),
                "sign",
                f"a measure of kind {measure.kind} needs an `amount` above zero, or a figure that is money",
                f"{measure.kind} 类措施需要大于零的 `amount`，或一个金额指标",
            )
    elif amount is not None:
        yield context.issue(
            (*path, "amount"),
            "amount_surplus",
            f"a measure of kind {measure.kind} has no amount; leave it out",
            f"{measure.kind} 类措施没有金额；请删除",
        )


def _needs(context: Context, path: Path, measure: Measure) -> Iterator[Issue]:
    asked = ["hearing"] if measure.kind != "support" else []
    if measure.kind in WAGE_KINDS:
        asked = ["evidence_file", "hearing"]
        if measure.guard is None:
            yield context.issue(
                path,
                "guard",
                f"a measure of kind {measure.kind} needs `guard: jurisdiction`, so that the place's law can cap or block it",
                f"{measure.kind} 类措施需要 `guard: jurisdiction`，以便按当地法律限额或禁止",
            )
    missing = [need for need in asked if need not in measure.needs]
    if missing:
        yield context.issue(
            (*path, "needs"),
            "needs",
            f"a measure of kind {measure.kind} needs {' and '.join(missing)} before it takes effect; add under `needs`",
            f"{measure.kind} 类措施生效前需要 {' 和 '.join(missing)}；请写入 `needs`",
        )
