"""A mapping does what its words say, counts every row, and is refused in plain sentences where it is not understood."""

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from manyi.collect.imports.reading import MappingError, read_mapping
from manyi.collect.imports.report import Example, ImportReport, Reason, TableReport
from manyi.collect.imports.run import import_foreign
from manyi.engine.problems import EvidenceError

Table = list[dict[str, str]]
Importer = Callable[[str, str], tuple[ImportReport, dict[str, Table]]]


def read_tables(folder: Path) -> dict[str, Table]:
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


@pytest.fixture
def do(tmp_path: Path) -> Importer:
    """Imports one foreign table by a mapping; both are given as text."""

    def importer(mapping: str, foreign: str) -> tuple[ImportReport, dict[str, Table]]:
        (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
        (tmp_path / "foreign.csv").write_text(foreign, encoding="utf-8")
        report = import_foreign(tmp_path / "m.yaml", [tmp_path / "foreign.csv"], tmp_path / "out")
        assert report.kept + report.excluded == report.read
        for table in report.tables.values():
            assert table.written + table.merged + table.without_key == table.made
        return report, read_tables(tmp_path / "out")

    return importer


def one_column(cell: str) -> str:
    """A mapping whose only interesting part is one cell: the segment of a customer."""
    return (
        "mapping: m\ntables:\n  - table: customers\n    columns:\n      customer: id\n"
        f"      kind: {{constant: external}}\n      segment: {cell}\n"
    )


CELLS = [
    ("a", "id,a\n1, x　\n", ["x"]),
    ("{constant: 5}", "id\n1\n", ["5"]),
    ("{first: [a, b]}", "id,a,b\n1,,y\n2,x,y\n3,,\n", ["y", "x", ""]),
    ("{join: [a, b]}", "id,a,b\n1,x,y\n2,,y\n3,,\n", ["x y", "y", ""]),
    ("{join: [a, b], with: /}", "id,a,b\n1,x,y\n", ["x/y"]),
    ('{marked: {a: "one", b: "two"}}', "id,a,b\n1,1,0\n2,,是\n3,0,0\n", ["one", "two", ""]),
    ("{marked: {a: 1, b: 2}, marks: [picked]}", "id,a,b\n1,1,Picked\n", ["2"]),
    ("{column: a, empty: [(空), N/A]}", "id,a\n1,(空)\n2,N/A\n3,(空)x\n", ["", "", "(空)x"]),
    ("{column: a, extract: '^(\\d+)秒$'}", "id,a\n1,49秒\n", ["49"]),
    ("{column: a, extract: '\\d+'}", "id,a\n1,about 49 seconds\n", ["49"]),
    ("{column: a, map: {x: y, 1: one}}", "id,a\n1,x\n2,1\n3,\n", ["y", "one", ""]),
    ('{column: a, map: {x: y, "*": other}}', "id,a\n1,x\n2,z\n3,\n", ["y", "other", ""]),
    ("{column: a, map: {x: y}, otherwise: keep}", "id,a\n1,x\n2,z\n", ["y", "z"]),
    ("{column: a, prefix: A-}", "id,a\n1,x\n2,\n", ["A-x", ""]),
    ("{column: a, time: '%d/%m/%Y %H:%M'}", "id,a\n1,1/8/2023 9:05\n", ["2023-08-01 09:05:00"]),
    ("{column: a, time: ['%d/%m/%Y %H:%M', '%Y年%m月%d日']}", "id,a\n1,2023年8月1日\n", ["2023-08-01 00:00:00"]),
    ("{column: a, date: '%d-%b-%y'}", "id,a\n1,01-Aug-23\n", ["2023-08-01"]),
    ("{join: [a, b], time: '%d-%m-%y %I:%M:%S %p'}", "id,a,b\n1,22-04-15,3:53:50 PM\n", ["2015-04-22 15:53:50"]),
    ("{number: [a, b], prefix: N}", "id,a,b\n1,y,1\n2,x,2\n3,y,1\n4,,\n", ["N2", "N1", "N2", ""]),
]


@pytest.mark.parametrize(("cell", "foreign", "values"), CELLS)
def test_what_a_value_can_be_made_of(do: Importer, cell: str, foreign: str, values: list[str]) -> None:
    report, tables = do(one_column(cell), foreign)
    assert [row["segment"] for row in tables["customers"]] == values
    assert (report.refused, report.unknown) == ((), ())


def test_a_key_is_a_hash_of_its_columns(do: Importer) -> None:
    """Neither where one text ends and the next begins, nor the order of rows, can make two alike or one different."""
    _, tables = do(one_column("{key: [a, b], prefix: K}"), "id,a,b\n1,x,y\n2,xy,\n3,x,y\n4,,\n5,,xy\n")
    keys = [row["segment"] for row in tables["customers"]]
    assert keys[0] == keys[2] == "K" + hashlib.sha256(b"1:x1:y").hexdigest()[:16]
    assert len({keys[0], keys[1], keys[4]}) == 3
    assert keys[3] == ""


REFUSALS = [
    ("{column: a, extract: '^(\\d+)秒$'}", "id,a\n1,49分\n2,1秒\n", "no_match", "49分"),
    ("{column: a, map: {x: y}}", "id,a\n1,z\n2,x\n", "not_in_map", "z"),
    ("{column: a, time: '%d/%m/%Y'}", "id,a\n1,31/02/2023\n2,01/02/2023\n", "not_a_time", "31/02/2023"),
    ("{column: a, date: '%d/%m/%Y'}", "id,a\n1,2023-02-01\n2,01/02/2023\n", "not_a_date", "2023-02-01"),
    ("{marked: {a: 1, b: 2}}", "id,a,b\n1,1,1\n2,1,0\n", "several_marked", "1\x1f2"),
]


@pytest.mark.parametrize(("cell", "foreign", "reason", "value"), REFUSALS)
def test_what_does_not_fit_excludes_the_row(do: Importer, cell: str, foreign: str, reason: str, value: str) -> None:
    report, tables = do(one_column(cell), foreign)
    assert (report.read, report.kept, report.excluded) == (2, 1, 1)
    assert report.refused == (Reason("customers.segment", reason, 1, (Example("foreign.csv", 1, value),)),)
    assert [row["customer"] for row in tables["customers"]] == ["2"]


def test_what_does_not_fit_can_be_made_empty_instead(do: Importer) -> None:
    report, tables = do(one_column("{column: a, map: {x: y}, otherwise: empty}"), "id,a\n1,z\n2,x\n")
    assert report.unknown == (Reason("customers.segment", "not_in_map", 1, (Example("foreign.csv", 1, "z"),)),)
    assert [row["segment"] for row in tables["customers"]] == ["", "y"]


TRAPS = """
mapping: m
values:
  begin: {column: a, time: "%Y-%m-%d %H:%M"}
tables:
  - table: customers
    columns:
      customer: id
      kind: {constant: external}
      segment:
        column: b
        time: "%Y-%m-%d %H:%M"
        unknown_when:
          - {reason: date only, clock: "00:00", before: begin}
          - {reason: too late, after: begin, of: begin}
          - {reason: never seen, filled: true, of: c}
"""


def test_a_trap_makes_a_value_unknown_and_is_counted(do: Importer) -> None:
    foreign = (
        "id,a,b,c\n1,2023-08-01 10:00,2023-08-01 00:00,\n2,2023-08-01 10:00,2023-08-01 09:59,\n"
        "3,2023-08-01 10:00,2023-08-02 00:00,\n4,2023-08-01 10:00,2023-08-02 00:00,x\n"
    )
    report, tables = do(TRAPS, foreign)
    assert [row["segment"] for row in tables["customers"]] == ["", "2023-08-01 09:59:00", "2023-08-02 00:00:00", ""]
    assert report.unknown == (
        Reason("customers.segment", "date only", 1, (Example("foreign.csv", 1, "2023-08-01 00:00"),)),
        Reason("customers.segment", "never seen", 1, (Example("foreign.csv", 4, "2023-08-02 00:00"),)),
    )


@pytest.mark.parametrize(
    ("test", "kept"),
    [
        ("{of: a, equals: 5}", ["2"]),
        ("{of: a, equals: [5, 12]}", ["2", "3"]),
        ("{of: a, matches: '^1'}", ["3"]),
        ("{of: a, below: 12}", ["2"]),
        ("{of: a, above: 5}", ["3"]),
        ("{of: a, filled: false}", ["1"]),
        ("{of: a, above: 1, below: 10}", ["2"]),
    ],
)
def test_a_table_takes_only_some_rows(do: Importer, test: str, kept: list[str]) -> None:
    mapping = one_column("{constant: x}").replace("    columns:", f"    only_if: [{test}]\n    columns:")
    report, tables = do(mapping, "id,a\n1,\n2,5\n3,12\n")
    assert [row["customer"] for row in tables["customers"]] == kept
    assert (report.read, report.excluded) == (3, 0)


SPLIT = """
mapping: contacts
time_zone: America/New_York
values:
  who: {key: agent, prefix: P}
tables:
  - table: questions
    rows:
      - {question: q1, kind: rating, low: 1, high: 5}
      - {question: q2, kind: rating, low: 1, high: 5}
  - table: people
    columns:
      person: who
      name: agent
      hired: {column: at, date: "%m/%d/%y %H:%M", take: smallest}
      worker_kind: {constant: own}
  - table: responses
    columns:
      response: id
      person: who
      answered_at: {column: at, time: "%m/%d/%y %H:%M"}
  - table: answers
    only_if: [{of: first, filled: true}]
    columns: {response: id, question: {constant: q1}, value: first}
  - table: answers
    only_if: [{of: second, filled: true}]
    columns: {response: id, question: {constant: q2}, value: second}
"""


def test_one_foreign_row_becomes_rows_of_several_tables(do: Importer, tmp_path: Path) -> None:
    foreign = (
        "id,agent,at,first,second,colour\nR1,Ann,7/2/26 9:00,5,,\nR2,Bob,11/2/26 9:00,4,3,\n"
        "R3,Ann,7/1/26 9:00,,1,\nR4,Ann,7/1/26 25:00,1,1,\nR5,,7/1/26 9:00,,,red\n"
    )
    report, tables = do(SPLIT, foreign)
    people = {row["name"]: row for row in tables["people"]}
    assert {name: row["hired"] for name, row in people.items()} == {"Ann": "2026-07-01", "Bob": "2026-11-02"}
    assert [row["answered_at"] for row in tables["responses"]] == [
        "2026-07-02 13:00:00Z",
        "2026-11-02 14:00:00Z",
        "2026-07-01 13:00:00Z",
        "2026-07-01 13:00:00Z",
    ]
    assert [(row["response"], row["question"], row["value"]) for row in tables["answers"]] == [
        ("R1", "q1", "5"),
        ("R2", "q1", "4"),
        ("R2", "q2", "3"),
        ("R3", "q2", "1"),
    ]
    assert [reason.reason for reason in report.refused] == ["not_a_date", "not_a_time"]
    assert (report.read, report.kept, report.excluded) == (5, 4, 1)
    assert report.tables == {
        "questions": TableReport(2, 2, 0, 0),
        "people": TableReport(4, 2, 1, 1),
        "responses": TableReport(4, 4, 0, 0),
        "answers": TableReport(4, 4, 0, 0),
    }
    assert report.unused_columns == ("colour",)
    written = json.loads((tmp_path / "out" / "import-report.json").read_text(encoding="utf-8"))
    assert (written["mapping"], written["files"], written["kept"]) == ("contacts", {"foreign.csv": 5}, 4)


def test_several_files_are_one_table(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(one_column("a"), encoding="utf-8")
    (tmp_path / "one.csv").write_text("id,a\n1,x\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text("a,id,b\ny,2,z\n", encoding="utf-8")
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    report = import_foreign(tmp_path / "m.yaml", paths, tmp_path / "out", file_format="parquet")
    assert (report.files, report.unused_columns) == ({"one.csv": 1, "two.csv": 1}, ("b",))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["customers.parquet", "import-report.json"]


def test_a_column_the_file_does_not_have(do: Importer) -> None:
    with pytest.raises(EvidenceError) as refused:
        do(one_column("colour"), "id,color\n1,x\n")
    assert str(refused.value) == (
        "foreign.csv: the mapping m needs the column 'colour', which is not there. Did you mean 'color'?"
    )
    assert refused.value.zh == "foreign.csv：映射 m 需要列 'colour'，但文件中没有。是否应为 'color'？"


def test_an_import_never_writes_over_files(do: Importer, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "people.csv").write_text("x")
    with pytest.raises(EvidenceError) as refused:
        do(one_column("a"), "id,a\n1,x\n")
    assert str(refused.value) == "out is not empty; an import never writes over files. Choose a new folder."


MISTAKES = [
    ("mapping: m\n", ["m.yaml:1 tables: `tables` is missing; it is required here"]),
    (
        one_column("a").replace("tables:", "tabels: []\ntables:"),
        [
            "m.yaml:2 tabels: `tabels` is not a word known here; did you mean `tables`? "
            "allowed: files, mapping, optional, tables, time_zone, values"
        ],
    ),
    (
        one_column("{column: a, exctract: x}"),
        [
            "m.yaml:7 tables[0].columns.segment.exctract: `exctract` is not a word known here; did you mean `extract`? "
            "allowed: choose, column, constant, date, empty, extract, first, holds, join, key, lookup, map, marked, marks, "
            "number, otherwise, prefix, split, take, time, unknown_when, with"
        ],
    ),
    (
        one_column("{column: a, constant: b}"),
        [
            "m.yaml:7 tables[0].columns.segment: a value comes from exactly one of "
            "column, constant, first, join, marked, key, number, lookup, choose; this one has column and constant"
        ],
    ),
    (
        one_column("{prefix: x}"),
        [
            "m.yaml:7 tables[0].columns.segment: a value comes from exactly one of "
            "column, constant, first, join, marked, key, number, lookup, choose; this one has none"
        ],
    ),
    (
        one_column("{column: a, otherwise: ignore}"),
        ["m.yaml:7 tables[0].columns.segment.otherwise: `ignore` is not allowed; allowed: empty, keep, refuse"],
    ),
    (
        one_column("a").replace("customers", "custmers"),
        ["m.yaml:3 tables[0].table: there is no table `custmers`; did you mean `customers`?"],
    ),
    (
        one_column("a").replace("segment", "segmnt"),
        [
            "m.yaml:7 tables[0].columns.segmnt: customers has no column `segmnt`; did you mean `segment`? "
            "allowed: customer, kind, segment"
        ],
    ),
    (
        one_column("a").replace("      customer: id\n", ""),
        ["m.yaml:4 tables[0].columns: customers needs the column `customer`"],
    ),
    (
        one_column("{column: a, extract: '(x'}"),
        ["m.yaml:7 tables[0].columns.segment: `(x` is no readable pattern"],
    ),
    (
        one_column("{column: a, time: '%Q'}"),
        ["m.yaml:7 tables[0].columns.segment: `%Q` is no time format"],
    ),
    (
        one_column("{column: a, time: '%Y-%m-%d %z'}"),
        ["m.yaml:7 tables[0].columns.segment: a time with its offset is understood as it is; leave `time` out"],
    ),
    (
        one_column("{column: a, time: '%Y', date: '%Y'}"),
        ["m.yaml:7 tables[0].columns.segment: a value is a time or a date, not both"],
    ),
    (
        one_column("{column: a, otherwise: keep}"),
        ["m.yaml:7 tables[0].columns.segment: `otherwise: keep` goes with `map` alone"],
    ),
    (
        one_column('{column: a, unknown_when: [{reason: r, clock: "00:00"}]}'),
        [
            "m.yaml:7 tables[0].columns.segment.unknown_when[0]: `clock` compares times: "
            "both must be read with `time` or `date`"
        ],
    ),
    (
        one_column("{column: a, unknown_when: [{reason: r}]}"),
        ["m.yaml:7 tables[0].columns.segment.unknown_when[0]: nothing is tested here"],
    ),
    (
        "mapping: m\ntime_zone: Asia/Peking\ntables: []\n",
        ["m.yaml:2 time_zone: unknown time zone 'Asia/Peking'; write it like Asia/Shanghai."],
    ),
    (
        "mapping: m\nvalues:\n  x: y\n  y: a\ntables: []\n",
        ["m.yaml:3 values.x: `y` is used before it is made; move it up"],
    ),
    (
        one_column("a").replace("    columns:", "    only_if: [{equals: 5}]\n    columns:"),
        ["m.yaml:4 tables[0].only_if[0]: `of` is missing: which value is tested?"],
    ),
    (
        "mapping: m\ntables:\n  - table: customers\n",
        ["m.yaml:3 tables[0]: a table needs either `columns` or `rows`"],
    ),
    (
        "mapping: m\ntables:\n  - table: customers\n    rows:\n      - {customer: x, knd: external}\n",
        [
            "m.yaml:5 tables[0].rows[0].knd: customers has no column `knd`; did you mean `kind`? "
            "allowed: customer, kind, segment",
            "m.yaml:5 tables[0].rows[0]: customers needs the column `kind`",
        ],
    ),
    (
        "mapping: m\nmapping: n\ntables: []\n",
        ["m.yaml:2 mapping: `mapping` is written twice; it already stands in line 1"],
    ),
]


@pytest.mark.parametrize(("mapping", "sentences"), MISTAKES)
def test_mistakes_are_named_with_file_and_line(tmp_path: Path, mapping: str, sentences: list[str]) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(mapping, encoding="utf-8")
    with pytest.raises(MappingError) as refused:
        read_mapping(path)
    assert str(refused.value).splitlines() == sentences
    assert len(refused.value.zh.splitlines()) == len(sentences)


def test_no_mapping(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as refused:
        read_mapping(tmp_path / "m.yaml")
    assert str(refused.value) == "m.yaml: there is no such mapping."


def test_the_example_of_the_documentation(do: Importer) -> None:
    text = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
    mapping = text.partition("<!-- example -->\n```yaml\n")[2].partition("```")[0]
    foreign = text.partition("```csv\n")[2].partition("```")[0]
    report, tables = do(mapping, foreign)
    assert (report.read, report.kept, report.excluded) == (3, 2, 1)
    assert [(one.cell, one.reason) for one in report.refused] == [("opened", "not_a_time")]
    assert [(one.cell, one.reason, one.rows) for one in report.unknown] == [("replied", "only the day was entered", 1)]
    assert [row["name"] for row in tables["people"]] == ["Ann Lee"]
    assert [(row["case"], row["kind"], row["received_at"], row["first_reply_at"]) for row in tables["cases"]] == [
        ("K1", "complaint", "2026-03-02 14:30:00Z", "2026-03-02 14:40:00Z"),
        ("K2", "enquiry", "2026-03-02 15:00:00Z", ""),
    ]
    assert [(row["seconds"], row["answer_rating"]) for row in tables["responses"]] == [("49", "3"), ("", "2")]
