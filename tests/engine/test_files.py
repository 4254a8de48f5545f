"""Every kind of file is read as the same text, and every kind of damage is refused in one clear sentence."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from manyi.engine.evidence.files import check_columns, explain, open_source
from manyi.engine.evidence.workbook import check_size, sheet_names
from manyi.engine.problems import EvidenceError

ROWS = [("P1", "张三", "1"), ("P2", 'says "so", twice', None), ("P3", "two\nlines", "3")]
TEXT = 'person,name,n\nP1,张三,1\nP2,"says ""so"", twice",\nP3,"two\nlines",3\n'


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as database:
        yield database


Reader = Callable[[Path], list[tuple[object, ...]]]


@pytest.fixture
def rows(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Reader:
    def read(path: Path) -> list[tuple[object, ...]]:
        source = open_source(connection, path, tmp_path)
        try:
            return connection.execute(f"FROM {source.relation}").fetchall()
        except duckdb.Error as error:
            raise explain(source.file, error) from None

    return read


def refusal(rows: Reader, path: Path) -> tuple[str, str]:
    with pytest.raises(EvidenceError) as refused:
        rows(path)
    return str(refused.value), refused.value.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
def test_every_encoding_gives_the_same_rows(rows: Reader, tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / f"people{ending}"
    data = TEXT.encode(encoding)
    path.write_bytes(gzip.compress(data) if ending == ".csv.gz" else data)
    assert rows(path) == ROWS


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolon_and_tab_separate_too(rows: Reader, tmp_path: Path, mark: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"person{mark}n\nP1{mark}1,5\n", encoding="utf-8")
    assert rows(path) == [("P1", "1,5")]


def test_windows_line_ends_and_empty_lines(rows: Reader, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"person,n\r\nP1,1\r\n\r\nP2,2")
    assert rows(path) == [("P1", "1"), ("P2", "2")]


def test_parquet_gives_text(rows: Reader, connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    connection.execute(
        "COPY (SELECT 5 AS n, 1.50::DECIMAL(9,2) AS d, DATE '2026-03-31' AS day, TIMESTAMP '2026-03-31 14:05' AS at, "
        f"true AS f, NULL::INT AS nothing) TO '{path}'"
    )
    assert rows(path) == [("5", "1.50", "2026-03-31", "2026-03-31 14:05:00", "true", None)]


def write_workbook(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    time = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("people")
    for place, heading in enumerate(("person", "n", "d", "day", "at", "f")):
        sheet.write(0, place, heading)
    sheet.write_row(1, 0, ("P1", 5, 0.1 + 0.2))
    sheet.write_number(1, 3, 46112, day)
    sheet.write_number(1, 4, 46112.5, time)
    sheet.write_boolean(1, 5, True)
    sheet.write_row(3, 0, ("P2", 1234567890123, 1e-7))
    book.add_worksheet("notes").write(0, 0, "free text")
    book.close()


def test_excel_cells_are_read_as_written(rows: Reader, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    write_workbook(path)
    assert sheet_names(path) == ["people", "notes"]
    assert rows(path) == [
        ("P1", "5", "0.3", "2026-03-31", "2026-03-31 12:00:00", "true"),
        ("P2", "1234567890123", "0.0000001", None, None, None),
    ]


def test_an_excel_sheet_by_name(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "evidence.xlsx"
    write_workbook(path)
    source = open_source(connection, path, tmp_path, "notes")
    assert (source.file, source.columns) == ("evidence.xlsx[notes]", ("free text",))


def test_rows_are_numbered_from_one(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(TEXT, encoding="utf-8")
    source = open_source(connection, path, tmp_path)
    numbered = connection.execute(f"SELECT data_row, person FROM {source.numbered}").fetchall()
    assert numbered == [(1, "P1"), (2, "P2"), (3, "P3")]


@pytest.mark.parametrize(
    ("name", "data", "english", "chinese"),
    [
        (
            "people.csv",
            b"",
            "people.csv is empty. A table needs at least its heading.",
            "people.csv 是空文件，表格至少要有表头。",
        ),
        (
            "people.csv",
            b" \n",
            "people.csv is empty. A table needs at least its heading.",
            "people.csv 是空文件，表格至少要有表头。",
        ),
        (
            "people.csv",
            b'a,b\n1,"2\n3,4\n',
            'people.csv line 2: a quote (") is opened and not closed, or text follows the closing one. '
            'A quote inside a value is written twice ("").',
            'people.csv第 2 行：引号（"）没有配对，或结束引号之后还有文字。值内的引号应写两次（""）。',
        ),
        (
            "people.csv",
            b"a,b\n1,2\n1,2,3\n",
            "people.csv line 3: 3 values where the heading has 2 columns. A value that holds a comma needs quotes around it.",
            "people.csv第 3 行：有 3 个值，而表头有 2 列。含逗号的值需要加引号。",
        ),
        (
            "people.csv",
            b"a,b, a\n1,2,3\n",
            "people.csv: the column 'a' is there twice.",
            "people.csv：列 'a' 重复出现。",
        ),
        (
            "people.csv",
            b"a,,c\n1,2,3\n",
            "people.csv: column 2 has no heading.",
            "people.csv：第 2 列没有表头。",
        ),
        (
            "people.csv",
            b"a,b\n1,\xff\xfe\n",
            "people.csv cannot be read as text: line 2 is neither UTF-8 nor GB18030. Save it as UTF-8.",
            "people.csv 无法按文本读取：第 2 行既不是 UTF-8 也不是 GB18030。请另存为 UTF-8。",
        ),
        (
            "people.csv",
            b"a,b\n1,M\xfcller\n2,J\xfcrgen\n",
            "people.csv cannot be read as text: it is neither UTF-8 nor plausible GB18030. Save it as UTF-8.",
            "people.csv 无法按文本读取：既不是 UTF-8，也不像 GB18030。请另存为 UTF-8。",
        ),
        (
            "people.csv",
            b"a\x00,\x00b\x00\n\x00",
            "people.csv cannot be read as text: it holds zero bytes, as UTF-16 without its mark does. Save it as UTF-8.",
            "people.csv 无法按文本读取：含有零字节（如无标记的 UTF-16）。请另存为 UTF-8。",
        ),
        (
            "people.csv",
            b"PK\x03\x04 and so on",
            "people.csv is not a text table but an Excel workbook (.xlsx). Give it the right ending.",
            "people.csv 不是文本表格，而是Excel 工作簿（.xlsx），请改用正确的扩展名。",
        ),
        (
            "people.csv.gz",
            gzip.compress(b"a,b\n1,2\n" * 1000, mtime=0)[:-20],
            "people.csv.gz is damaged or cut off (gzip: Compressed file ended before the end-of-stream marker was reached). "
            "Fetch it again from its source.",
            "people.csv.gz 已损坏或不完整（gzip：Compressed file ended before the end-of-stream marker was reached），"
            "请重新获取。",
        ),
        (
            "people.parquet",
            b"PAR1 and then nothing",
            "people.parquet is not a whole Parquet file: it is damaged or cut off. Fetch it again from its source.",
            "people.parquet 不是完整的 Parquet 文件：已损坏或不完整，请重新获取。",
        ),
        (
            "people.xlsx",
            b"PK\x03\x04 and then nothing",
            "people.xlsx is not a readable Excel workbook: it is damaged or cut off. Save it again as .xlsx.",
            "people.xlsx 不是可读的 Excel 工作簿：已损坏或不完整。请重新另存为 .xlsx。",
        ),
        (
            "people.ods",
            b"something",
            "people.ods: a table is a file ending in .csv, .csv.gz, .parquet, .xlsx.",
            "people.ods：表格文件的扩展名应为 .csv、.csv.gz、.parquet、.xlsx。",
        ),
    ],
)
def test_damage_is_refused_in_one_sentence(
    rows: Reader, tmp_path: Path, name: str, data: bytes, english: str, chinese: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(rows, path) == (english, chinese)


def test_a_missing_file(rows: Reader, tmp_path: Path) -> None:
    assert refusal(rows, tmp_path / "people.csv") == (
        "people.csv: there is no such file.",
        "people.csv：没有这个文件。",
    )


def test_a_truncated_parquet_file(rows: Reader, connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    connection.execute(f"COPY (SELECT range AS n FROM range(10000)) TO '{path}'")
    path.write_bytes(path.read_bytes()[:-100])
    assert refusal(rows, path)[0] == (
        "t.parquet is not a whole Parquet file: it is damaged or cut off. Fetch it again from its source."
    )


def test_a_workbook_too_big_when_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    write_workbook(path)
    with pytest.raises(EvidenceError) as refused:
        check_size(path, limit=1000)
    message = str(refused.value)
    assert message.startswith("people.xlsx is too big: unpacked it has 0 MB in ")
    assert message.endswith(" parts, allowed are 0 MB in 10000. Give the table as CSV or Parquet.")


def test_a_sheet_of_a_thousand_million_cells_stops_the_child_only(rows: Reader, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "person")
    sheet.write(1_048_575, 16_383, "far away")
    book.close()
    assert refusal(rows, path) == (
        "people.xlsx cannot be read: reading it needs more than 3072 MB of memory. Give the table as CSV or Parquet.",
        "people.xlsx 无法读取：读取需要超过 3072 MB 内存。请改用 CSV 或 Parquet。",
    )


@pytest.mark.parametrize(
    ("heading", "english", "chinese"),
    [
        (
            "person,nmae",
            "people.csv: unknown column 'nmae'; did you mean name?",
            "people.csv：未知的列 'nmae'；是否应为 name？",
        ),
        (
            "person,xyz",
            "people.csv: unknown column 'xyz'; known are person, name.",
            "people.csv：未知的列 'xyz'；可用的列：person、name。",
        ),
        (
            "person",
            "people.csv: the required column 'name' is missing.",
            "people.csv：缺少必需的列 'name'。",
        ),
    ],
)
def test_headings(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, heading: str, english: str, chinese: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(heading + "\n", encoding="utf-8")
    source = open_source(connection, path, tmp_path)
    with pytest.raises(EvidenceError) as refused:
        check_columns(source, ["person", "name"], ["person", "name"])
    assert (str(refused.value), refused.value.zh) == (english, chinese)


def test_a_real_gb18030_export(connection: duckdb.DuckDBPyConnection, tmp_path: Path, shared_data: Path) -> None:
    path = shared_data / "questionnaire_exports" / "large_gb18030.csv.gz"
    source = open_source(connection, path, tmp_path)
    assert (len(source.columns), source.columns[0], source.columns[-1]) == (40, "答题序号", "操作系统")
    counted = connection.execute(f"SELECT count(*), count(DISTINCT Q4) FROM {source.relation}").fetchone()
    assert counted == (4018, 1169)


def test_a_real_export_with_a_byte_order_mark(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, shared_data: Path
) -> None:
    source = open_source(connection, shared_data / "questionnaire_exports" / "wjx_by_text.csv", tmp_path)
    assert (len(source.columns), source.columns[0]) == (24, "序号")
    assert connection.execute(f"SELECT count(*), max(所用时间) FROM {source.relation}").fetchone() == (21, "87秒")


def test_a_folder_whose_name_looks_like_a_pattern(rows: Reader, tmp_path: Path) -> None:
    """Unescaped, x[ab] would read the file in xa."""
    for name, value in (("x[ab]", "right"), ("xa", "wrong")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "t.csv").write_text(f"a\n{value}\n", encoding="utf-8")
    assert rows(tmp_path / "x[ab]" / "t.csv") == [("right",)]
