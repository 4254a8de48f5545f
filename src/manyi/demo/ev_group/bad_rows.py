"""Five deliberate bad rows, so that the list of what was not read can be seen."""

from manyi.demo.bad_row import BadRow, Rows
from manyi.demo.months import Months


def add_bad_rows(tables: Rows, months: Months) -> list[BadRow]:
    """Append the bad rows to their tables, and say what is wrong with each."""
    moment = months.text(months.moment(months.back(1, 10), 10))
    plans = (
        ("responses", {"response": "A999999", "survey": f"EV-{months.label(1)}", "answered_at": moment, "answer_listened": 7},
         "answer_listened", "out_of_range"),
        ("praise", {"praise": "L9999", "person": "P999", "kind": "letter", "verified": True, "at": moment},
         "person", "unknown_link"),
        ("inspections", {"inspection": "S999", "unit": "store_a", "kind": "服务规范", "score": 130, "at": moment},
         "score", "out_of_range"),
        ("cases", {"case": "K99999", "kind": "enquiry", "importance": "normal", "source": "customer",
                   "received_at": f"{months.end.year}-02-30 10:00:00"}, "received_at", "not_a_time"),
        ("trainings", {"person": "P010", "course": "需求沟通与如实说明", "result": "成功", "at": moment},
         "result", "not_a_choice"),
    )  # fmt: skip
    bad = []
    for table, row, column, code in plans:
        tables[table].append(dict(row))
        key = str(next(iter(row.values())))
        bad.append(BadRow(table, len(tables[table]), key, column, str(row[column]), code))
    return bad
