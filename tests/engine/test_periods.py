"""Periods and spans: months are whole, ends exclusive, and what is no period is refused."""

from datetime import date, datetime

import pytest

from manyi.engine.periods import Days, PeriodError, add_months, days_of, instant_bounds, read_period
from manyi.engine.policy.words import read_span


@pytest.mark.parametrize(
    ("text", "start", "end", "cadence"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 4, 1), "month"),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1), "month"),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1), "quarter"),
        ("2026", date(2026, 1, 1), date(2027, 1, 1), "year"),
    ],
)
def test_reading(text: str, start: date, end: date, cadence: str) -> None:
    period = read_period(text)
    assert (period.label, period.start, period.end, period.cadence) == (text, start, end, cadence)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-Q5", "26-03", "2026-3", "", "2026-03-01"])
def test_refusing(text: str) -> None:
    with pytest.raises(PeriodError) as error:
        read_period(text)
    assert str(error.value) == (
        f"{text!r} is not a period; write a month as 2026-03, a quarter as 2026-Q1 or a year as 2026"
    )


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ("period", date(2026, 3, 1), date(2026, 4, 1)),
        ("3 months", date(2026, 1, 1), date(2026, 4, 1)),
        ("previous", date(2026, 2, 1), date(2026, 3, 1)),
        ("last_year", date(2025, 3, 1), date(2025, 4, 1)),
    ],
)
def test_spans(span: str, start: date, end: date) -> None:
    assert days_of(read_span(span), read_period("2026-03"), None) == Days(start, end)


def test_no_baseline_no_days() -> None:
    assert days_of(read_span("baseline"), read_period("2026-03"), None) is None


def test_the_last_day_of_a_short_month() -> None:
    assert [add_months(date(2026, 1, 31), 1), add_months(date(2024, 1, 31), 1), add_months(date(2026, 3, 31), -12)] == [
        date(2026, 2, 28), date(2024, 2, 29), date(2025, 3, 31),
    ]  # fmt: skip


def test_local_days_as_utc_instants() -> None:
    days = read_period("2026-03").days
    assert instant_bounds(days, "Asia/Shanghai") == (datetime(2026, 2, 28, 16), datetime(2026, 3, 31, 16))
    assert list(days.months()) == [2026 * 12 + 2]
    assert len(read_period("2026").days.months()) == 12
