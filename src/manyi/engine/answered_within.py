"""Responses answered within a span of time, without reading the times when all of them are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import narwhals as nw

from manyi.engine.backend import Backend, Frame

AT = "answered_at"


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month of the edition's calendar: answers in [start, end), UTC without offset, belong to it."""

    month: int  # yyyymm
    start: datetime
    end: datetime

    @property
    def holds(self) -> nw.Expr:
        """Whether a response was answered in this month."""
        return (nw.col(AT) >= instant(self.start)) & (nw.col(AT) < instant(self.end))


def instant(moment: datetime) -> nw.Expr:
    """A UTC moment without offset. Written as text: handed over as it is, Spark would take it for local time."""
    return nw.lit(moment.isoformat(sep=" ")).cast(nw.Datetime("us"))


def ends(months: Sequence[Month]) -> tuple[datetime, datetime]:
    """First instant and first instant after. Raises ValueError unless the months follow each other without a gap."""
    if not months:
        raise ValueError("no month to count in: give at least one")
    for before, after in pairwise(months):
        if before.end != after.start:
            raise ValueError(
                f"months {before.month} and {after.month} do not touch: pass every month between, in order"
            )
    return months[0].start, months[-1].end


def answered_within(backend: Backend, responses: Frame, months: Sequence[Month]) -> Frame:
    """The responses answered in `months`."""
    start, end = ends(months)
    seen = backend.fetch(responses.select(nw.col(AT).min().alias("first"), nw.col(AT).max().alias("last")))
    first, last = seen["first"][0], seen["last"][0]
    if first is None or (start <= first.astype("datetime64[us]").item() and last.astype("datetime64[us]").item() < end):
        return responses
    return responses.filter((nw.col(AT) >= instant(start)) & (nw.col(AT) < instant(end)))


def month_column(months: Sequence[Month]) -> nw.Expr:
    """The month (yyyymm) of responses already known to lie within `months`."""
    *others, last = months
    expression: nw.Expr = nw.lit(last.month)
    for month in reversed(others):
        expression = nw.when(nw.col(AT) < instant(month.end)).then(nw.lit(month.month)).otherwise(expression)
    return expression
