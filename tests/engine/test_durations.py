"""Durations of a policy: what is read, and the exact refusal of the rest."""

import pytest

from manyi.engine.durations import Duration, DurationError, duration_from_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 min", Duration(1800, "seconds")),
        ("4 h", Duration(14400, "seconds")),
        ("3 d", Duration(3, "days")),
        ("3 working_days", Duration(3, "days")),
        ("999999 h", Duration(3599996400, "seconds")),
    ],
)
def test_read(text: str, expected: Duration) -> None:
    assert duration_from_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "4h",
        "4  h",
        " 4 h",
        "4 h\n",
        "0 d",
        "-1 h",
        "+1 h",
        "1.5 h",
        "05 min",
        "1000000 d",
        "4 H",
        "30 days",
        "1 working_day",
        "4 h 30 min",
        "４ h",
        "٤ h",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(DurationError) as refused:
        duration_from_text(text)
    assert str(refused.value) == (
        f"{text!r} is not a duration. Write a whole number from 1 to 999999, one space and a unit: min, h, "
        "d (working days) or working_days; for example '30 min', '4 h', '3 d', '5 working_days'."
    )
