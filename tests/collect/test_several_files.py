"""Several kinds of file in one mapping, lookups between them, and rows made for each heading that fits a pattern."""

import csv
from pathlib import Path

import pytest

from manyi.collect.imports.reading import MappingError, read_mapping
from manyi.collect.imports.report import Example, ImportReport, Reason
from manyi.collect.imports.run import import_foreign
from manyi.engine.problems import EvidenceError

SHOP = """
mapping: shop
files:
  lines:
    named: [lines*]
  orders:
    named: [orders*]
    values:
      seller: {lookup: {column: seller, in: lines, by: order}SEVERAL}
    tables:
      - table: customers
        columns: {customer: order, kind: {constant: external}, segment: seller}
"""
ORDERS = "order\n1\n2\n3\n"
LINES = "order,seller\n1,A\n1,A\n2,C\n2,B\n 2 ,B\n"


def done(tmp_path: Path, mapping: str, files: dict[str, str]) -> tuple[ImportReport, list[dict[str, str]]]:
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = import_foreign(tmp_path / "m.yaml", [tmp_path / name for name in files], tmp_path / "out")
    assert report.kept + report.excluded == report.read
    with (tmp_path / "out" / "customers.csv").open(encoding="utf-8", newline="") as file:
        return report, list(csv.DictReader(file))


LOOKUPS = [
    ("", ["A", ""], 1, 0),
    (", otherwise: empty", ["A", "", ""], 0, 1),
]


@pytest.mark.parametrize(("several", "found", "refused", "unknown"), LOOKUPS)
def test_several_found_values_do_not_fit(
    tmp_path: Path, several: str, found: list[str], refused: int, unknown: int
) -> None:
    report, rows = done(tmp_path, SHOP.replace("SEVERAL", several), {"orders.csv": ORDERS, "lines.csv": LINES})
    assert [row["segment"] for row in rows] == found
    reason = Reason("seller", "several_found", 1, (Example("orders.csv", 2, "B\x1fC"),))
    assert (report.refused, report.unknown) == ((reason,) * refused, (reason,) * unknown)
    assert (report.read, report.excluded) == (8, refused)
    assert report.files == {"lines.csv": 5, "orders.csv": 3}


@pytest.mark.parametrize(("several", "found"), [("smallest", "B"), ("largest", "C")])
def test_of_several_one_can_be_taken(tmp_path: Path, several: str, found: str) -> None:
    mapping = SHOP.replace("by: order}SEVERAL", f"by: order, several: {several}}}")
    _, rows = done(tmp_path, mapping, {"orders.csv": ORDERS, "lines.csv": LINES})
    assert [row["segment"] for row in rows] == ["A", found, ""]


def test_all_that_are_found_can_be_looked_up_again(tmp_path: Path) -> None:
    mapping = """
mapping: reviews
files:
  lines: {named: [lines*]}
  reviews:
    named: [reviews*]
    values:
      orders: {lookup: {column: order, in: reviews, by: review, several: all}}
      seller: {lookup: {column: seller, in: lines, by: order, same_as: orders}, otherwise: empty}
    tables:
      - table: customers
        columns: {customer: review, kind: {constant: external}, segment: seller}
"""
    reviews = "review,order\nr1,1\nr2,1\nr2,2\nr3,3\n"
    report, rows = done(tmp_path, mapping, {"reviews.csv": reviews, "lines.csv": "order,seller\n1,A\n2,B\n3,B\n"})
    assert [(row["customer"], row["segment"]) for row in rows] == [("r1", "A"), ("r2", ""), ("r3", "B")]
    assert [reason.rows for reason in report.unknown] == [2]
    assert report.tables["customers"].merged == 1


FILES = [
    (
        {"orders.csv": ORDERS},
        "the mapping shop needs a file of the kind lines, named like lines*; none was given.",
        "映射 shop 需要 lines 类文件（名称如 lines*），但没有给出。",
    ),
    (
        {"orders.csv": ORDERS, "lines.csv": LINES, "other.csv": "a\n1\n"},
        "other.csv is of no kind the mapping shop knows; known are lines (lines*), orders (orders*).",
        "other.csv 不属于映射 shop 所知的任何一类文件；可用的有：lines (lines*)、orders (orders*)。",
    ),
    (
        {"orders.csv": ORDERS, "lines.csv": "order,sellr\n1,A\n"},
        "lines.csv: the mapping shop needs the column 'seller', which is not there. Did you mean 'sellr'?",
        "lines.csv：映射 shop 需要列 'seller'，但文件中没有。是否应为 'sellr'？",
    ),
]


@pytest.mark.parametrize(("files", "en", "zh"), FILES)
def test_files_that_do_not_go_with_the_mapping(tmp_path: Path, files: dict[str, str], en: str, zh: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        done(tmp_path, SHOP.replace("SEVERAL", ""), files)
    assert (str(refused.value), refused.value.zh) == (en, zh)


CELLS = """
mapping: m
optional: [b]
values:
  from: {column: a, date: "%Y-%m-%d"}
  until: {column: b, date: "%Y-%m-%d"}
tables:
  - table: customers
    columns:
      customer: id
      kind: {constant: external}
      segment: {choose: [{is: open, of: until, filled: false}, {is: wrong, of: until, before: from}, {is: done, of: from, filled: true}]}
"""


def test_the_first_test_that_holds_chooses(tmp_path: Path) -> None:
    foreign = "id,a,b\n1,2026-01-02,\n2,2026-01-02,2026-01-01\n3,2026-01-02,2026-01-02\n4,,2026-01-02\n"
    _, rows = done(tmp_path, CELLS, {"f.csv": foreign})
    assert [row["segment"] for row in rows] == ["open", "wrong", "done", ""]


def test_an_optional_column_may_be_absent_and_a_heading_repeated(tmp_path: Path) -> None:
    report, rows = done(tmp_path, CELLS, {"f.csv": "id,a\n1,2026-01-02\n id ,a\n2,2026-01-03\n"})
    assert [row["segment"] for row in rows] == ["open", "open"]
    assert (report.read, report.kept, report.excluded) == (3, 2, 1)
    assert report.refused == (Reason("row", "repeated_heading", 1, (Example("f.csv", 2, ""),)),)
    assert (report.refused[0].en, report.refused[0].zh) == (
        "the heading stands here again; it is no row",
        "此处重复出现表头，不是数据行",
    )


EACH = """
mapping: m
tables:
  - table: customers
    each: '^(\\w+) of (.*)$'
    only_if: [{of: "{heading}", matches: "^[a-z]{2}$"}]
    columns:
      customer: {join: [id, "{heading}"], prefix: "{1}{nth}-"}
      kind: {constant: external}
      segment: {constant: "{2}"}
"""


def test_rows_for_each_heading(tmp_path: Path) -> None:
    foreign = "id,likes of tea,likes of milk,taste of tea,other\n1,ab,cd,ef,x\n2,ab,c,,x\n"
    report, rows = done(tmp_path, EACH, {"f.csv": foreign})
    assert [(row["customer"], row["segment"]) for row in rows] == [
        ("likes1-1 ab", "tea"), ("likes1-2 ab", "tea"), ("likes2-1 cd", "milk"), ("taste1-1 ef", "tea"),
    ]  # fmt: skip
    assert report.unused_columns == ("other",)


def test_no_heading_fits(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as refused:
        done(tmp_path, EACH, {"f.csv": "id,a\n1,x\n"})
    assert str(refused.value) == (
        r"f.csv: the mapping m needs columns whose heading matches '^(\\w+) of (.*)$'; there is none."
    )


@pytest.mark.parametrize(
    ("given", "held"), [("a┋b", "1"), ("a", "1"), ("a〖mine〗┋c", "1"), ("ab", "0"), ("c┋b", "0"), ("", "")]
)
def test_one_choice_of_several(tmp_path: Path, given: str, held: str) -> None:
    mapping = "mapping: m\ntables:\n  - table: customers\n    columns:\n      customer: id\n"
    mapping += "      kind: {constant: external}\n      segment: {column: c, split: ┋, holds: a}\n"
    _, rows = done(tmp_path, mapping, {"f.csv": f"id,c\n1,{given}\n"})
    assert [row["segment"] for row in rows] == [held]


MISTAKES = [
    (
        SHOP.replace("SEVERAL", "").replace("in: lines", "in: line"),
        "m.yaml:9 files.orders.values.seller.lookup.in: there are no files `line`; did you mean `lines`? "
        "allowed: lines, orders",
    ),
    (
        SHOP.replace("SEVERAL", "").replace("segment: seller", "segment: {lookup: {column: seller, in: lines, by: order}}"),
        "m.yaml:12 files.orders.tables[0].columns.segment: `lookup` belongs to `values`; use the value here",
    ),
    (SHOP.replace("SEVERAL", "") + "tables: []\nvalues: {a: b}\n",
     "m.yaml:3 files: with `files`, each kind has its own `values` and `tables`"),
    (SHOP.replace("SEVERAL", "").replace("    named: [lines*]", "    optional: []"),
     "m.yaml:4 files.lines.named: `named` is missing; it is required here"),
    (EACH.replace("{2}", "{3}"), "m.yaml:5 tables[0].each: {3}: the pattern has 2 parts in brackets"),
    (EACH.replace('"{heading}"]', "x]").replace("{1}{nth}-", "").replace('"{2}"', "x"),
     "m.yaml:5 tables[0].each: `each` needs {heading} or {1} somewhere in `columns`"),
    (CELLS.replace("of: until, filled: false", "filled: false"),
     "m.yaml:12 tables[0].columns.segment.choose[0]: `of` is missing: which value is tested?"),
    (CELLS.replace("customer: id", "customer: {column: id, holds: x}"),
     "m.yaml:10 tables[0].columns.customer: `split` and `holds` go together: the sign between choices, and the choice"),
]  # fmt: skip


@pytest.mark.parametrize(("mapping", "sentence"), MISTAKES)
def test_mistakes_are_named_with_file_and_line(tmp_path: Path, mapping: str, sentence: str) -> None:
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    with pytest.raises(MappingError) as refused:
        read_mapping(tmp_path / "m.yaml")
    assert str(refused.value) == sentence
    assert len(refused.value.zh.splitlines()) == 1
