"""Writes the official Chinese holidays and make-up workdays of whole years as a calendar table.

    python tools/make_calendar.py 2024 2026 src/manyi/engine/calendars/cn.csv

The source is the development-only library chinesecalendar, which follows the State Council's yearly notices.
"""

import csv
import sys
from datetime import date
from pathlib import Path
from typing import TextIO

# The library ships no types.
from chinese_calendar.constants import Holiday, holidays, workdays  # type: ignore[import-untyped]

HEADER = ("date", "kind", "name")


def special_days(first_year: int, last_year: int) -> list[tuple[date, str, str]]:
    """Rows (date, kind, Chinese name) of the years, ascending; refuses a year the library does not know."""
    unknown = sorted(set(range(first_year, last_year + 1)) - {day.year for day in holidays})
    if unknown:
        raise SystemExit(f"chinesecalendar knows no holidays of {unknown[0]}. Update it once they are announced.")
    tables = (("holiday", holidays), ("workday", workdays))
    return sorted(
        (day, kind, str(Holiday(name).chinese))
        for kind, table in tables
        for day, name in table.items()
        if first_year <= day.year <= last_year
    )


def write(rows: list[tuple[date, str, str]], target: TextIO) -> None:
    """The rows as CSV under `HEADER`, lines ended by a line feed."""
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)


def main() -> None:
    """Command line: first year, last year, file to write."""
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    first_year, last_year, path = sys.argv[1:]
    with Path(path).open("w", encoding="utf-8", newline="") as target:
        write(special_days(int(first_year), int(last_year)), target)


if __name__ == "__main__":
    main()
