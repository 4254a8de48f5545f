"""A small company for settling in tests: two stores, twelve people, a quarter of answers, and every kind of decision."""

import csv
import io
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.periods import read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.settle import Settlement, settle_period

PACK = Path(__file__).parents[2] / "policies" / "ev-sales" / "2026-01-01"
UNTIL = date(2026, 4, 11)
Row = dict[str, str]
Tables = dict[str, list[Row]]

GOOD, WEAK, COMPLAINED, PRAISED = "p01", "p08", "p03", "p12"
_LEVELS = {GOOD: 4.9, WEAK: 2.2}
_ANSWERS = 44
_AFTER_SALES = ("p09", "p10", "p11", "p12")


def company() -> Tables:
    """The tables as rows of text; every call makes new ones, equal to the last."""
    draw = random.Random(20260311)
    return _organisation() | {"responses": _responses(draw)} | _work()


def _rows(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text)))


def _organisation() -> Tables:
    people = [f"p{number:02d}" for number in range(1, 13)]
    return {
        "units": _rows(
            "unit,title,parent,kind,position_group,from\nc,公司,,company,,2020-01-01\n"
            "north,北店,c,store,,2020-01-01\nsouth,南店,c,store,,2020-01-01\n"
        ),
        "people": [{"person": p, "name": f"员工{p}", "hired": "2022-05-01", "worker_kind": "own"} for p in people],
        "assignments": [
            {
                "person": person,
                "unit": "north" if number % 2 else "south",
                "position": "technician" if person in _AFTER_SALES else "sales_consultant",
                "position_group": "after_sales" if person in _AFTER_SALES else "sales",
                "leader": "true" if number < 2 else "false",
                "from": "2022-05-01",
            }
            for number, person in enumerate(people)
        ],
        "leave": _rows("person,kind,from,until\np05,annual,2026-03-02,2026-03-06\n"),
        "surveys": _rows("survey,title,identity,kind,from\ns1,回访,confidential,event,2026-01-01\n"),
        "questions": _rows(
            "question,dimension,kind,low,high\nlistened,sales_service,rating,1,5\nexplained,sales_service,rating,1,5\n"
            "repaired,after_sales_service,rating,1,5\n"
        ),
        "customers": [{"customer": f"c{number}", "kind": "external"} for number in range(400)],
    }


def _responses(draw: random.Random) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, 13):
        person = f"p{number:02d}"
        for answer in range(14 if person == PRAISED else _ANSWERS):
            when = datetime(2026, 1, 2, 9) + timedelta(hours=47 * answer, minutes=number)
            rows.append(_response(f"r{number:02d}-{answer:02d}", person, f"c{draw.randrange(400)}", when, draw))
    # One customer sends the same questionnaire three times in the same minute: one of them counts, the same one always.
    twice = datetime(2026, 3, 9, 10)
    return rows + [_response(f"again-{place}", "p04", "c7", twice, draw) for place in (3, 1, 2)]


def _response(name: str, person: str, customer: str, when: datetime, draw: random.Random) -> Row:
    def mark() -> str:
        return str(max(1, min(5, round(_LEVELS.get(person, 4.1) + draw.uniform(-1.6, 1.4)))))

    repair = person in _AFTER_SALES
    return {
        "response": name, "survey": "s1", "customer": customer, "person": person,
        "touchpoint": "repair" if repair else draw.choice(("presales", "delivery")),
        "mode": draw.choice(("online", "telephone")), "answered_at": f"{when:%Y-%m-%d %H:%M}", "seconds": "60",
        "staff_device": "false", "answer_listened": "" if repair else mark(), "answer_explained": "" if repair else mark(),
        "answer_repaired": mark() if repair else "",
    }  # fmt: skip


def _work() -> Tables:
    return {
        "cases": [
            {
                "case": f"k{place:02d}", "kind": "complaint" if place < 4 else "feedback", "importance": "normal",
                "source": "customer", "person": COMPLAINED if place < 4 else f"p{place % 12 + 1:02d}",
                "received_at": f"2026-03-{place % 20 + 2:02d} 10:00", "first_reply_at": f"2026-03-{place % 20 + 2:02d} 11:30",
                "solved_at": f"2026-03-{place % 20 + 4:02d} 16:00", "closed_at": f"2026-03-{place % 20 + 5:02d} 09:00",
                "found_at": f"2026-03-{place % 20 + 5:02d} 09:00", "finding": "upheld" if place < 4 else "not_upheld", "reopened": "0", "departments": "1", "satisfied": "true",
            }
            for place in range(30)
        ],
        "reviews": [
            {"review": f"v{place}", "case": f"k{place + 11:02d}", "person": PRAISED, "reviewer": GOOD, "quality": "92.5",
             "at": "2026-03-28 09:00"}
            for place in (0, 12)
        ] + [{"review": "v3", "case": "k11", "person": PRAISED, "reviewer": "p02", "quality": "88", "at": "2026-03-29 09:00"}],
        "praise": _rows(f"praise,person,kind,verified,at\nl1,{PRAISED},letter,true,2026-03-15 12:00\n"),
        "decisions": _rows(
            "decision,rule,kind,person,period,measure,state,effective\n"
            f"d1,service_warning,penalty,{COMPLAINED},2025-11,criticism,effective,2025-12-08\n"
        ),
        "corrections": _rows(
            "correction,table,row,column,value,reason,by,at\n"
            "x1,responses,r05-03,answer_listened,5,misheard on the telephone,quality desk,2026-04-02 10:00\n"
        ),
    }  # fmt: skip


# ---- writing --------------------------------------------------------------------------------------------------------


def text_of(rows: Sequence[Mapping[str, str]], columns: Sequence[str] | None = None) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns or rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(tables: Tables, folder: Path, encoding: str = "utf-8") -> Path:
    """One CSV per table."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(text_of(rows).encode(encoding))
    return folder


def write_shuffled(tables: Tables, folder: Path) -> Path:
    """Rows in another order and in several part files, columns from last to first."""
    draw = random.Random(7)
    for name, rows in tables.items():
        mixed = draw.sample(rows, len(rows))
        (folder / name).mkdir(parents=True)
        for part in range(3):
            chosen = mixed[part::3]
            (folder / name / f"{2 - part}.csv").write_text(text_of(chosen, list(reversed(rows[0]))), encoding="utf-8")
    return folder


def write_parquet(tables: Tables, folder: Path) -> Path:
    """One Parquet file per table, typed as DuckDB guesses from the text."""
    texts = write(tables, folder.with_name(folder.name + "-texts"))
    folder.mkdir(parents=True)
    for name in tables:
        duckdb.execute(f"copy (from read_csv('{texts / name}.csv')) to '{folder / name}.parquet' (format parquet)")
    return folder


# ---- settling -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settled:
    """What a test asks of a settlement; its database is closed."""

    input_digest: str
    result_digest: str
    settlement: Settlement


def read(folder: Path) -> Evidence:
    """The evidence as the settling command reads it."""
    return read_evidence(folder, time_zone="Asia/Shanghai", until=UNTIL)


def settle(
    folder: Path,
    period: str = "2026-03",
    *,
    pack: Path = PACK,
    threads: int | None = None,
    then: Callable[[Settlement], None] | None = None,
) -> Settled:
    """Read and settle; `then` may look at the settlement while its database is open."""
    evidence = read(folder)
    try:
        if threads is not None:
            evidence.connection.execute(f"set threads = {threads}")
        found = settle_period(read_edition(pack), read_questionnaire(pack), read_period(period), evidence)
        if then is not None:
            then(found)
        return Settled(found.input_digest, found.result_digest, found)
    finally:
        evidence.close()


if __name__ == "__main__":
    done = settle(Path(sys.argv[1]))
    sys.stdout.write(f"{done.input_digest} {done.result_digest}\n")
