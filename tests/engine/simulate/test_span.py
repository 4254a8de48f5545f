"""From the first period to the last, and which periods lie whole between."""

from datetime import date

import pytest

from manyi.engine.simulate.span import SimulationError, Span, periods_in, read_span


@pytest.mark.parametrize(
    ("text", "start", "end", "months"),
    [
        ("2025-01..2025-12", date(2025, 1, 1), date(2026, 1, 1), 12),
        ("2025-Q2..2025-Q3", date(2025, 4, 1), date(2025, 10, 1), 6),
        ("2024-11..2025-Q1", date(2024, 11, 1), date(2025, 4, 1), 5),
        ("2025", date(2025, 1, 1), date(2026, 1, 1), 12),
    ],
)
def test_a_span_is_read(text: str, start: date, end: date, months: int) -> None:
    span = read_span(text)
    assert (span, span.months) == (Span(text, start, end), months)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-12..2025-01", "2025-12..2025-01 ends before it begins; write the earlier period first."),
        (
            "2025-1..2025-12",
            "'2025-1' is not a period; write a month as 2026-03, a quarter as 2026-Q1 or a year as 2026; "
            "a stretch of periods is written 2025-01..2025-12",
        ),
        (
            "2025-01..",
            "'' is not a period; write a month as 2026-03, a quarter as 2026-Q1 or a year as 2026; "
            "a stretch of periods is written 2025-01..2025-12",
        ),
    ],
)
def test_what_is_no_span_is_refused(text: str, said: str) -> None:
    with pytest.raises(SimulationError) as refused:
        read_span(text)
    assert str(refused.value) == said


def test_only_whole_periods_count_and_a_month_comes_before_the_quarter_it_ends() -> None:
    found = [period.label for period in periods_in(read_span("2025-02..2025-07"), {"month", "quarter", "year"})]
    assert found == ["2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-Q2", "2025-07"]


def test_a_year_closes_after_its_last_month_and_quarter() -> None:
    assert [p.label for p in periods_in(read_span("2025"), {"month", "quarter", "year"})][-3:] == [
        "2025-12",
        "2025-Q4",
        "2025",
    ]


def test_a_number_of_the_span_as_a_number_a_year() -> None:
    assert read_span("2025-01..2025-06").per_year(3) == 6.0
