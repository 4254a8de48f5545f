"""The coefficient of performance pay never falls below zero, so that fixed pay is not touched."""

from collections.abc import Iterator
from decimal import Decimal

from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue


def check(context: Context) -> Iterator[Issue]:
    """Issues of coefficients below zero."""
    appraisal = context.edition.apply.appraisal if context.edition.apply else None
    pay = appraisal.performance_pay if appraisal else None
    for place, case in enumerate(pay.cases if pay else ()):
        written = [("line", case.line)] if case.line else [("is", [(None, case.is_)])]
        for key, points in written:
            if any(isinstance(value, Decimal) and value < 0 for _, value in points):
                yield context.issue(
                    ("apply", "appraisal", "performance_pay", "cases", place, key),
                    "coefficient",
                    "a coefficient below zero would reach into fixed pay; write zero or more",
                    "系数小于零会触及固定工资；请写零或以上",
                )
