"""Whether the evidence covers the periods to simulate."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import duckdb

from manyi.engine import sql
from manyi.engine.periods import add_months
from manyi.engine.simulate.span import SimulationError, Span
from manyi.engine.tables import TABLES

_TOLD = ("responses", "cases", "orders", "values")


def check_covered(connection: duckdb.DuckDBPyConnection, span: Span, zone: str) -> None:
    """Raise SimulationError when the span begins before the evidence's first month or ends after its last."""
    days = [day for table in _TOLD for day in _ends(connection, table, zone)]
    if not days:
        raise SimulationError(
            "The evidence holds no response, case, order or value at all, so no past period can be simulated.",
            "数据中没有任何答卷、工单、订单或外部指标，无法模拟过去的考核期。",
        )
    first, last = (day.replace(day=1) for day in (min(days), max(days)))
    if span.start < first or span.end > add_months(last, 1):
        raise SimulationError(
            f"{span.label} is not covered: the evidence goes from {first:%Y-%m} to {last:%Y-%m}. "
            "Choose periods inside, or give the evidence of the missing months.",
            f"数据没有覆盖 {span.label}：现有数据自 {first:%Y-%m} 至 {last:%Y-%m}。请选择其中的考核期，或补充缺少月份的数据。",
        )


def _ends(connection: duckdb.DuckDBPyConnection, table: str, zone: str) -> list[date]:
    """The local days of a table's first and last row; what is measured over a time counts to its last day."""
    shape = TABLES[table]
    at, until = sql.name(str(shape.at)), sql.name(shape.until or str(shape.at))
    last = f"max({until}) - interval 1 day" if shape.until else f"max({until})"
    row = connection.execute(f"select min({at}), ({last})::timestamp from {sql.name(table)}").fetchone()
    return [_local(cell, zone) for cell in row or () if cell is not None]


def _local(cell: date, zone: str) -> date:
    if not isinstance(cell, datetime):
        return cell
    return cell.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).date()
