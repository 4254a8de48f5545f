"""Evidence is typed, checked and counted: every reason for which a row is excluded, word for word."""

import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyi.engine.digest import table_digests
from manyi.engine.evidence import Counts, Evidence, read_evidence
from manyi.engine.evidence.corrections import Applied
from manyi.engine.problems import REASONS, EvidenceError, sentence
from manyi.engine.tables import TABLES

UNTIL = date(2026, 4, 1)

BASE = {
    "units": "unit,title,parent,kind,from\nC,Company,,company,2020-01-01\nT1,Team 1,C,team,2020-01-01\n"
    "T2,Team 2,C,team,2020-01-01\n",
    "people": "person,name,hired,left,worker_kind\nP1,张三,2020-01-01,,own\nP2,李四,2026-01-01,2026-03-20,own\n",
    "assignments": "person,unit,position_group,from,until\nP1,T1,g,2020-01-01,2026-03-15\nP1,T2,g,2026-03-15,\n"
    "P2,T2,g,2026-01-01,\n",
    "questions": "question,kind,low,high\ncsat,rating,1,5\nnps,recommend,0,10\n",
}

Reader = Callable[..., Evidence]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads the base tables with the given ones put in their place."""

    def reader(zone: str = "Asia/Shanghai", until: date | None = UNTIL, **tables: str) -> Evidence:
        for name, text in (BASE | tables).items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return read_evidence(tmp_path, time_zone=zone, until=until)

    return reader


def found(evidence: Evidence, table: str) -> list[tuple[int, str, str]]:
    """Row, code and sentence of each problem of a table."""
    return [(problem.row, problem.code, problem.message) for problem in evidence.problems if problem.table == table]


def all_rows(evidence: Evidence, select: str) -> list[tuple[object, ...]]:
    return evidence.connection.execute(select).fetchall()


def test_every_table_of_the_contract_exists_with_its_types(read: Reader) -> None:
    evidence = read()
    names = all_rows(evidence, "SELECT table_name FROM duckdb_tables() ORDER BY table_name")
    assert [name for (name,) in names] == sorted(TABLES)
    described = all_rows(evidence, "SELECT column_name, column_type FROM (DESCRIBE responses)")
    assert dict(described) == {  # type: ignore[arg-type] # rows of two columns
        "response": "VARCHAR", "survey": "VARCHAR", "invitation": "VARCHAR", "customer": "VARCHAR", "person": "VARCHAR",
        "unit": "VARCHAR", "case": "VARCHAR", "project": "VARCHAR", "touchpoint": "VARCHAR", "mode": "VARCHAR",
        "product_line": "VARCHAR", "served_at": "TIMESTAMP", "position_group": "VARCHAR", "answered_at": "TIMESTAMP", "seconds": "BIGINT",
        "device": "VARCHAR", "staff_device": "BOOLEAN", "weight": "DECIMAL(18,6)", "answer_csat": "SMALLINT",
        "answer_nps": "SMALLINT",
    }  # fmt: skip
    assert evidence.problems == ()
    assert evidence.counts["people"] == Counts(2, 2, 0)
    assert evidence.counts["votes"] == Counts()


CELLS = [
    (
        "people",
        "person,name,hired,worker_kind\nP1,,2020-01-01,own\n",
        "empty_required",
        "name is empty, but it is required",
    ),
    (
        "responses",
        "response,answered_at,seconds\nR1,2026-03-01,12.5\n",
        "not_an_integer",
        "seconds: '12.5' is not a whole number",
    ),
    (
        "responses",
        "response,answered_at,seconds\nR1,2026-03-01,-1\n",
        "out_of_range",
        "seconds: -1 is not within ≥ 0",
    ),
    (
        "responses",
        "response,answered_at,weight\nR1,2026-03-01,1e3\n",
        "not_a_number",
        "weight: '1e3' is not a number",
    ),
    (
        "responses",
        "response,answered_at,weight\nR1,2026-03-01,0.1234567\n",
        "too_many_places",
        "weight: '0.1234567' has more than 6 decimal places",
    ),
    (
        "responses",
        "response,answered_at\nR1,01/03/2026\n",
        "not_a_time",
        "answered_at: '01/03/2026' is not a time; write 2026-03-31 14:05",
    ),
    (
        "responses",
        "response,answered_at\nR1,2026-02-30 10:00\n",
        "not_a_time",
        "answered_at: '2026-02-30 10:00' is not a time; write 2026-03-31 14:05",
    ),
    (
        "responses",
        "response,answered_at,staff_device\nR1,2026-03-01,maybe\n",
        "not_a_flag",
        "staff_device: 'maybe' is neither true nor false",
    ),
    (
        "responses",
        "response,answered_at,mode\nR1,2026-03-01,fax\n",
        "not_a_choice",
        "mode: 'fax' is not one of online, telephone, onsite, paper",
    ),
    (
        "responses",
        "response,answered_at,answer_csat\nR1,2026-03-01,6\n",
        "out_of_range",
        "answer_csat: 6 is not within 1–5",
    ),
    (
        "responses",
        "response,answered_at\nR1,2026-04-01\n",
        "too_late",
        "answered_at: 2026-04-01 lies after the last day of the evidence (2026-03-31)",
    ),
    (
        "people",
        "person,name,hired,worker_kind\nP1,A,2026-13-01,own\n",
        "not_a_date",
        "hired: '2026-13-01' is not a date; write 2026-03-31",
    ),
    (
        "responses",
        "response,person,answered_at\nR1,P9,2026-03-01\n",
        "unknown_link",
        "person: 'P9' is not in people",
    ),
    (
        "excuses",
        "table,row,reason,by,second,at\nresponses,R9,outage,a,b,2026-03-01\n",
        "unknown_link",
        "row: 'R9' is not in responses",
    ),
    (
        "leave",
        "person,kind,from,until\nP1,sick,2026-03-02,2026-03-02\n",
        "empty_span",
        "from: 2026-03-02 is not before 2026-03-02",
    ),
    (
        "people",
        "person,name,hired,left,worker_kind\nP9,A,2026-01-02,2026-01-01,own\n",
        "empty_span",
        "hired: 2026-01-02 is not before 2026-01-01",
    ),
    (
        "cases",
        "case,kind,importance,source,received_at,first_reply_at\nK1,complaint,normal,customer,2026-03-02 10:00,2026-03-02\n",
        "wrong_order",
        "first_reply_at: 2026-03-01 16:00:00Z is earlier than received_at 2026-03-02 02:00:00Z",
    ),
    (
        "responses",
        "response,person,answered_at\nR1,P2,2025-12-31 23:59\n",
        "before_hiring",
        "served_at: 2025-12-31 is before the person was hired (2026-01-01)",
    ),
    (
        "responses",
        "response,person,served_at,answered_at\nR1,P2,2026-03-20 08:00,2026-03-21\n",
        "after_leaving",
        "served_at: 2026-03-20 is after the person had left (2026-03-20)",
    ),
    (
        "questions",
        "question,kind,low,high\ncsat,rating,5,1\n",
        "no_scale",
        "question 'csat' needs low and high, with low below high",
    ),
    (
        "questions",
        "question,kind,low,high\ncsat,rating,1,\n",
        "no_scale",
        "question 'csat' needs low and high, with low below high",
    ),
    (
        "answers",
        "response,question,value\nR1,csat,4\n",
        "unknown_link",
        "response: 'R1' is not in responses",
    ),
]


@pytest.mark.parametrize(("table", "text", "code", "message"), CELLS)
def test_a_bad_row_is_excluded_and_named(read: Reader, table: str, text: str, code: str, message: str) -> None:
    evidence = read(**{table: text})
    assert found(evidence, table) == [(1, code, message)]
    assert evidence.counts[table] == Counts(1, 0, 1)
    assert evidence.problem_counts[table, code] == 1
    problem = next(problem for problem in evidence.problems if problem.table == table)
    assert problem.file == f"{table}.csv"
    assert problem.zh == sentence(problem.code, problem.column, problem.value, problem.detail)[1]


def test_each_reason_has_a_sentence_in_both_languages() -> None:
    for code in REASONS:
        english, chinese = sentence(code, "column", "value", "detail")
        assert english.isascii()
        assert not chinese.isascii()


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-02 10:00", datetime(2026, 3, 2, 2, 0)),
        ("2026-03-02T10:00:30", datetime(2026, 3, 2, 2, 0, 30)),
        ("2026/3/2 9:05", datetime(2026, 3, 2, 1, 5)),
        ("2026-03-02", datetime(2026, 3, 1, 16, 0)),
        ("2026-03-02T10:00:00Z", datetime(2026, 3, 2, 10, 0)),
        ("2026-03-02 10:00:00.25+01:00", datetime(2026, 3, 2, 9, 0, 0, 250000)),
        ("2026-03-02T10:00-0330", datetime(2026, 3, 2, 13, 30)),
        (" 2026-03-02 10:00　", datetime(2026, 3, 2, 2, 0)),
    ],
)
def test_ways_to_write_a_time(read: Reader, text: str, utc: datetime) -> None:
    evidence = read(responses=f"response,answered_at\nR1,{text}\n")
    assert all_rows(evidence, "SELECT answered_at FROM responses") == [(utc,)]


def test_ways_to_write_numbers_and_flags(read: Reader) -> None:
    rows = ["1.50,7.0,是", "01.5,+7,TRUE", "1.500000000,7,1", ".5,0,no", ",,"]
    evidence = read(
        responses="response,answered_at,weight,seconds,staff_device\n"
        + "".join(f"R{place},2026-03-01,{row}\n" for place, row in enumerate(rows))
    )
    assert evidence.problems == ()
    read_back = all_rows(evidence, "SELECT weight::VARCHAR, seconds, staff_device FROM responses ORDER BY response")
    assert read_back == [
        ("1.500000", 7, True),
        ("1.500000", 7, True),
        ("1.500000", 7, True),
        ("0.500000", 0, False),
        (None, None, None),
    ]


def test_summer_time(read: Reader) -> None:
    """02:30 never was on 8 March 2026 in New York; 01:30 was twice on 1 November 2025: the first one is meant."""
    evidence = read(
        zone="America/New_York",
        responses="response,answered_at\nR1,2026-03-08 02:30\nR2,2025-11-01 01:30\nR3,2025-11-02 01:30\n",
    )
    assert found(evidence, "responses") == [
        (
            1,
            "no_such_time",
            "answered_at: '2026-03-08 02:30' never was on the clock in America/New_York (summer time began)",
        )
    ]
    assert all_rows(evidence, "SELECT answered_at FROM responses ORDER BY response") == [
        (datetime(2025, 11, 1, 5, 30),),
        (datetime(2025, 11, 2, 5, 30),),
    ]


def test_unknown_time_zone(read: Reader) -> None:
    with pytest.raises(EvidenceError) as refused:
        read(zone="Asia/Peking")
    assert str(refused.value) == "unknown time zone 'Asia/Peking'; write it like Asia/Shanghai."


def test_equal_rows_are_kept_once_and_rival_rows_not_at_all(read: Reader) -> None:
    evidence = read(
        responses="response,answered_at,answer_csat\nR1,2026-03-01,4\nR2,2026-03-01,4\nR1,2026-03-01,4.0\n"
        "R2,2026-03-01,5\nR2,2026-03-01,4\n"
    )
    assert found(evidence, "responses") == [
        (2, "duplicate_key", "response 'R2' is used by several rows that differ; all of them are excluded"),
        (3, "repeated_row", "this row repeats row 1; one is kept"),
        (4, "duplicate_key", "response 'R2' is used by several rows that differ; all of them are excluded"),
        (5, "repeated_row", "this row repeats row 2; one is kept"),
    ]
    assert evidence.counts["responses"] == Counts(5, 1, 4)


def test_a_unit_above_itself_and_what_hangs_below_it(read: Reader) -> None:
    rows = "X,x,Y,team,2020-01-01\nY,y,X,team,2020-01-01\nZ,z,Y,team,2020-01-01\nZZ,zz,Z,team,2020-01-01\n"
    evidence = read(units=BASE["units"] + rows)
    assert found(evidence, "units") == [
        (4, "parent_cycle", "unit 'X' is above itself"),
        (5, "parent_cycle", "unit 'Y' is above itself"),
        (6, "unknown_link", "parent: 'Y' is not in units"),
        (7, "unknown_link", "parent: 'Z' is not in units"),
    ]


def test_overlapping_assignments_are_all_excluded(read: Reader) -> None:
    evidence = read(
        assignments="person,unit,position_group,from,until\nP1,T1,g,2020-01-01,2021-01-01\nP1,T2,g,2020-12-31,\n"
        "P2,T2,g,2026-01-01,2026-02-01\nP2,T1,g,2026-02-01,\n"
    )
    assert found(evidence, "assignments") == [
        (1, "overlap", "'P1' has another assignment at the same time, from 2020-12-31"),
        (2, "overlap", "'P1' has another assignment at the same time, from 2020-01-01"),
    ]


def test_excluding_a_row_excludes_what_refers_to_it(read: Reader) -> None:
    evidence = read(
        people="person,name,hired,worker_kind\nP1,A,2020-01-01,king\nP2,B,2026-01-01,own\n",
        responses="response,person,answered_at\nR1,P1,2026-03-01\nR2,P2,2026-03-01\n",
        quality_reviews="response,flag,verdict,reason,by,at\nR1,fast,keep,because,x,2026-03-02\n",
    )
    assert found(evidence, "assignments") == [
        (1, "unknown_link", "person: 'P1' is not in people"),
        (2, "unknown_link", "person: 'P1' is not in people"),
    ]
    assert found(evidence, "responses") == [(1, "unknown_link", "person: 'P1' is not in people")]
    assert found(evidence, "quality_reviews") == [(1, "unknown_link", "response: 'R1' is not in responses")]


def test_an_empty_unit_is_that_of_the_assignment_on_the_day(read: Reader) -> None:
    """Local midnight decides: 15 March 00:00 in Shanghai is 14 March 16:00 UTC."""
    evidence = read(
        responses="response,person,unit,served_at,answered_at\n"
        "R1,P1,,2026-03-14 23:59,2026-03-20\nR2,P1,,2026-03-15 00:00,2026-03-20\nR3,P1,T1,,2026-03-20\n"
        "R4,P1,,,2026-03-14\nR5,,,,2026-03-14\nR6,P2,,2026-03-19,2026-03-30\n",
        cases="case,kind,importance,source,received_at\nK1,complaint,normal,customer,2026-03-14 12:00\n",
        case_handlers="case,person,share\nK1,P1,0.5\n",
    )
    assert all_rows(evidence, "SELECT response, unit FROM responses ORDER BY ALL") == [
        ("R1", "T1"), ("R2", "T2"), ("R3", "T1"), ("R4", "T1"), ("R5", None), ("R6", "T2"),
    ]  # fmt: skip
    assert evidence.counts["responses"] == Counts(6, 6, 0, filled=4, open=0)
    assert all_rows(evidence, "SELECT unit FROM case_handlers") == [("T1",)]


def test_a_unit_without_an_assignment_stays_open(read: Reader) -> None:
    evidence = read(
        assignments="person,unit,position_group,from\nP1,T1,g,2026-03-10\n",
        responses="response,person,answered_at\nR1,P1,2026-03-09\nR2,P1,2026-03-10\n",
    )
    assert evidence.counts["responses"] == Counts(2, 2, 0, filled=1, open=1)


def test_long_answers_become_columns(read: Reader) -> None:
    evidence = read(
        responses="response,answered_at,answer_csat\nR1,2026-03-01,5\nR2,2026-03-01,4\nR3,2026-03-01,\n",
        answers="response,question,value\nR1,nps,10\nR1,csat,5\nR2,csat,3\nR2,nps,1\nR3,csat,2\nR3,nps,11\n",
    )
    assert all_rows(evidence, "SELECT response, answer_csat, answer_nps FROM responses ORDER BY ALL") == [
        ("R1", 5, 10),
        ("R3", 2, None),
    ]
    assert found(evidence, "responses") == [
        (2, "contradiction", "answer_csat: the value here (4) differs from the other place (3)")
    ]
    assert found(evidence, "answers") == [
        (3, "contradiction", "value: the value here (3) differs from the other place (4)"),
        (4, "unknown_link", "response: 'R2' is not in responses"),
        (6, "out_of_range", "value: 11 is not within 0–10"),
    ]
    assert evidence.counts["answers"] == Counts(6, 3, 3)
    assert all_rows(evidence, "SELECT count(*) FROM answers") == [(0,)]


def test_wide_and_long_answers_are_the_same_evidence(read: Reader) -> None:
    wide = read(responses="response,answered_at,answer_csat,answer_nps\nR1,2026-03-01,5,\nR2,2026-03-01,4,9\n")
    long = read(
        responses="response,answered_at\nR2,2026-03-01\nR1,2026-03-01\n",
        answers="response,question,value\nR2,nps,9\nR2,csat,4\nR1,csat,5\nR1,nps,\n",
    )
    assert table_digests(wide.connection) == table_digests(long.connection)


def test_an_answer_column_needs_its_question(read: Reader) -> None:
    with pytest.raises(EvidenceError) as refused:
        read(responses="response,answered_at,answer_cast\nR1,2026-03-01,5\n")
    assert str(refused.value) == (
        "responses.csv: column 'answer_cast' needs the question 'cast', "
        "which is not among the good rows of questions (or is of kind text)."
    )


def test_a_computed_column_is_not_brought(read: Reader) -> None:
    with pytest.raises(EvidenceError) as refused:
        read(people="person,name,hired,worker_kind,tenure_days\nP1,A,2020-01-01,own,5\n")
    assert str(refused.value) == "people.csv: tenure_days is computed, never brought. Remove the column."


CORRECTIONS = "correction,table,row,column,value,reason,by,at\n"


def test_corrections_are_applied_and_logged(read: Reader) -> None:
    evidence = read(
        responses="response,person,answered_at,answer_csat\nR1,P1,2026-03-01,9\nR2,P1,2026-03-01,4\nR3,P1,2026-03-01,3\n",
        answers="response,question,value\nR2,nps,3\nR2,csat,4\n",
        corrections=CORRECTIONS
        + "K1,responses,R1,answer_csat,4,typing error,X,2026-04-10\n"
        + "K2,answers,R2|nps,value,8,typing error,X,2026-04-10\n"
        + "K3,answers,R2|csat,value,5,first thought,X,2026-04-10\n"
        + "K4,responses,R2,answer_csat,,never answered,X,2026-04-11\n"
        + "K5,assignments,P1|2020-01-01,position,adviser,was missing,X,2026-04-10\n",
    )
    assert evidence.problems == ()
    assert all_rows(evidence, "SELECT response, answer_csat, answer_nps FROM responses ORDER BY ALL") == [
        ("R1", 4, None),
        ("R2", None, 8),
        ("R3", 3, None),
    ]
    assert evidence.corrections == (
        Applied("K5", "assignments", "P1|2020-01-01", "position", "", "adviser"),
        Applied("K1", "responses", "R1", "answer_csat", "9", "4"),
        Applied("K4", "responses", "R2", "answer_csat", "4", ""),
        Applied("K2", "answers", "R2|nps", "value", "", "8"),
    )


def test_bad_corrections_change_nothing(read: Reader) -> None:
    evidence = read(
        responses="response,person,answered_at,answer_csat\nR1,P1,2026-03-01,4\n",
        corrections=CORRECTIONS
        + "K1,responses,R9,answer_csat,4,r,X,2026-04-10\n"
        + "K2,responses,R1,answer_csat,6,r,X,2026-04-10\n"
        + "K3,responses,R1,response,R2,r,X,2026-04-10\n"
        + "K4,responses,R1,colour,red,r,X,2026-04-10\n"
        + "K5,nothing,R1,colour,red,r,X,2026-04-10\n"
        + "K6,people,P1,name,A,r,X,2026-04-10\n"
        + "K7,people,P1,name,B,r,X,2026-04-10\n"
        + "K8,people,P1,hired,,r,X,2026-04-10\n",
    )
    assert found(evidence, "corrections") == [
        (1, "unknown_target", "there is no row R9 in responses to correct"),
        (2, "out_of_range", "value: 6 is not within 1–5"),
        (3, "key_column", "response is part of the key, which a correction cannot change"),
        (4, "unknown_target", "there is no column colour of responses to correct"),
        (5, "unknown_target", "there is no table nothing to correct"),
        (6, "rival_corrections", "people P1 name is corrected to different values at the same time"),
        (7, "rival_corrections", "people P1 name is corrected to different values at the same time"),
        (8, "empty_required", "value is empty, but it is required"),
    ]
    assert evidence.corrections == ()
    assert evidence.counts["corrections"] == Counts(8, 0, 8)
    assert all_rows(evidence, "SELECT answer_csat FROM responses") == [(4,)]


def test_a_corrected_link_is_checked_like_any_other(read: Reader) -> None:
    evidence = read(
        responses="response,person,answered_at\nR1,P1,2026-03-01\n",
        corrections=CORRECTIONS + "K1,responses,R1,person,P9,r,X,2026-04-10\n",
    )
    assert found(evidence, "responses") == [(1, "unknown_link", "person: 'P9' is not in people")]


def test_part_files_a_workbook_and_what_else_lies_there(tmp_path: Path) -> None:
    for name in ("people", "assignments"):
        (tmp_path / f"{name}.csv").write_text(BASE[name], encoding="utf-8")
    book = xlsxwriter.Workbook(str(tmp_path / "evidence.xlsx"))
    for name in ("units", "questions"):
        sheet = book.add_worksheet(name)
        for place, line in enumerate(BASE[name].splitlines()):
            sheet.write_row(place, 0, line.split(","))
    book.add_worksheet("unit")
    book.close()
    parts = tmp_path / "responses"
    parts.mkdir()
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'R1' AS response, DATE '2026-03-01' AS answered_at, 5 AS answer_csat) "
            f"TO '{parts / 'a.parquet'}'"
        )
    (parts / "b.csv").write_text("response,answered_at,person\nR2,2026-03-01,P1\nR3,2026-03-01,P9\n", encoding="utf-8")
    (parts / "notes.txt").write_text("x")
    (tmp_path / "respones.csv").write_text("x")
    evidence = read_evidence(tmp_path, time_zone="Asia/Shanghai", until=UNTIL)
    assert evidence.counts["responses"] == Counts(3, 2, 1, filled=1)
    assert [(problem.file, problem.row, problem.code) for problem in evidence.problems] == [
        ("b.csv", 2, "unknown_link")
    ]
    assert [str(remark) for remark in evidence.remarks] == [
        "evidence.xlsx[unit] was not read: no table has that name; did you mean units?",
        "respones.csv was not read: no table has that name; did you mean responses?",
        "responses/notes.txt was not read: not a table",
    ]
    assert [remark.zh for remark in evidence.remarks] == [
        "未读取 evidence.xlsx[unit]：没有这个名称的表；是否应为 units？",
        "未读取 respones.csv：没有这个名称的表；是否应为 responses？",
        "未读取 responses/notes.txt：不是表格",
    ]


def test_further_sheets_of_a_table_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "people.xlsx"))
    for name in ("Sheet1", "left"):
        sheet = book.add_worksheet(name)
        for place, line in enumerate(BASE["people"].splitlines()):
            sheet.write_row(place, 0, line.split(","))
    book.close()
    evidence = read_evidence(tmp_path, time_zone="Asia/Shanghai", until=UNTIL)
    assert evidence.counts["people"] == Counts(2, 2, 0)
    assert [str(remark) for remark in evidence.remarks] == ["people.xlsx[left] was not read: only the first sheet is"]


def test_evidence_larger_than_memory_and_disk(tmp_path: Path) -> None:
    rows = "".join(f"R{number},2026-03-01,{'x' * 200}{number}\n" for number in range(100_000))
    (tmp_path / "responses.csv").write_text("response,answered_at,product_line\n" + rows, encoding="utf-8")
    with pytest.raises(EvidenceError) as refused:
        read_evidence(tmp_path, time_zone="Asia/Shanghai", until=UNTIL, memory="10MB")
    assert str(refused.value).startswith("The evidence does not fit into 10MB of memory and the scratch disk (")


def test_a_table_given_twice(read: Reader, tmp_path: Path) -> None:
    (tmp_path / "people.parquet").write_bytes(b"")
    with pytest.raises(EvidenceError) as refused:
        read()
    assert str(refused.value) == "people is given twice: people.csv and people.parquet. Keep one of them."


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as refused:
        read_evidence(tmp_path / "nowhere", time_zone="Asia/Shanghai", until=UNTIL)
    assert str(refused.value) == "nowhere: there is no such folder."


def test_many_bad_rows_are_all_counted_and_ten_thousand_listed(read: Reader) -> None:
    rows = "".join(f"R{number},2026-03-01,P9\n" for number in range(12_000))
    evidence = read(responses="response,answered_at,person\n" + rows)
    assert evidence.counts["responses"] == Counts(12_000, 0, 12_000)
    assert evidence.problem_counts == {("responses", "unknown_link"): 12_000}
    assert len(evidence.problems) == 10_000


def test_progress_names_each_table_once(tmp_path: Path) -> None:
    told: list[str] = []
    read_evidence(tmp_path, time_zone="UTC", until=None, progress=told.append)
    assert sorted(told) == sorted(TABLES)


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_the_order_of_rows_decides_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    days = ["2026-01-31", "2026-03-20", "2026-05-01", "x"]
    responses = [
        f"R{chance.randrange(12)},P{chance.randrange(3)},{chance.choice(days)},{chance.randrange(7)}" for _ in range(30)
    ]
    answers = [f"R{chance.randrange(12)},{chance.choice(['csat', 'nps'])},{chance.randrange(7)}" for _ in range(30)]
    results = []
    for _ in range(2):
        tables = BASE | {
            "responses": "response,person,answered_at,answer_csat\n" + "\n".join(responses) + "\n",
            "answers": "response,question,value\n" + "\n".join(answers) + "\n",
        }
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        evidence = read_evidence(tmp_path, time_zone="Asia/Shanghai", until=UNTIL)
        results.append((table_digests(evidence.connection), evidence.counts, evidence.problem_counts))
        evidence.close()
        chance.shuffle(responses)
        chance.shuffle(answers)
    assert results[0] == results[1]
    for counts in results[0][1].values():
        assert counts.kept + counts.excluded == counts.read
