"""Local time and UTC in SQL agree with the standard library, at every change of the clock."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from manyi.engine.evidence.time_zone import day_start, local_spans, to_local, to_utc, utc_spans


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
)
def test_zone_conversion_is_that_of_the_standard_library(zone: str) -> None:
    """At every change of the clock, a second around it, an hour around it, and at 500 other moments."""
    clock, chance = ZoneInfo(zone), random.Random(zone)
    changes = [span.start for span in (*utc_spans(zone), *local_spans(zone))]
    moments = [change + timedelta(seconds=step) for change in changes for step in (-3600, -1, 0, 1, 1800, 3600)]
    moments += [datetime(1970, 1, 2) + timedelta(seconds=chance.randrange(4_000_000_000)) for _ in range(500)]
    moments = sorted({moment for moment in moments if datetime(1970, 1, 2) <= moment < datetime(2099, 12, 31)})
    with duckdb.connect() as connection:
        select = (
            f"SELECT t, {to_local('t', zone)}, {to_utc('t', zone)} FROM (SELECT unnest(?::TIMESTAMP[]) AS t) ORDER BY t"
        )
        found = connection.execute(select, [moments]).fetchall()
    assert found == [(moment, *by_the_library(moment, clock)) for moment in moments]


def by_the_library(moment: datetime, clock: ZoneInfo) -> tuple[datetime, datetime | None]:
    """The moment as UTC in local time, and as local time in UTC (None where the clock never showed it)."""
    local = moment.replace(tzinfo=UTC).astimezone(clock).replace(tzinfo=None)
    utc = moment.replace(tzinfo=clock).astimezone(UTC).replace(tzinfo=None)
    exists = utc.replace(tzinfo=UTC).astimezone(clock).replace(tzinfo=None) == moment
    return local, utc if exists else None


def test_a_day_begins_at_local_midnight() -> None:
    assert day_start(date(2026, 3, 31), "Asia/Shanghai") == datetime(2026, 3, 30, 16, 0)
    assert day_start(date(2026, 7, 1), "America/New_York") == datetime(2026, 7, 1, 4, 0)
