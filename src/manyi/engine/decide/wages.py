"""The month's wage of a person and the minimum wage where the person works, from the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from manyi.engine.periods import Period


@dataclass(frozen=True)
class Wages:
    """Money by person, and minimum wages by unit; `parents` is the tree of units."""

    of_person: Mapping[str, Decimal]
    minimums: Mapping[str, Decimal]
    parents: Mapping[str, str | None]

    def minimum(self, unit: str | None) -> Decimal | None:
        """The minimum wage of the unit, else of the nearest unit above it that has one."""
        passed: set[str] = set()
        while unit is not None and unit not in passed:
            if unit in self.minimums:
                return self.minimums[unit]
            passed.add(unit)
            unit = self.parents.get(unit)
        return None


def read_wages(connection: duckdb.DuckDBPyConnection, period: Period) -> Wages:
    """Wages dated the first day of the period (a month), and the minimum wages in force on its last day."""
    wages = connection.execute("select person, amount from wages where month = ?", [period.start]).fetchall()
    minimums = connection.execute(
        'select unit, arg_max(amount, "from") from minimum_wages where "from" < ? group by unit', [period.end]
    ).fetchall()
    parents = connection.execute("select unit, parent from units").fetchall()
    return Wages(dict(wages), dict(minimums), dict(parents))
