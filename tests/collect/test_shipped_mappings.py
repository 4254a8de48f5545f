"""Exports of other programs by the mappings that ship: questionnaire sites and complaint registers, with their habits."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from manyi.collect.imports.reading import read_mapping
from manyi.collect.imports.report import ImportReport, TableReport
from manyi.collect.imports.run import import_foreign
from manyi.engine.evidence import Counts, Evidence, read_evidence

MAPPINGS = Path(__file__).parents[2] / "policies" / "mappings"


@contextmanager
def imported(mapping: Path, file: Path, folder: Path, zone: str) -> Iterator[tuple[ImportReport, Evidence]]:
    report = import_foreign(mapping, [file], folder / "out")
    evidence = read_evidence(folder / "out", time_zone=zone, until=None)
    yield report, evidence
    evidence.close()


def rows(evidence: Evidence, select: str) -> list[tuple[Any, ...]]:
    return evidence.connection.execute(select).fetchall()


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_mapping_is_named_like_its_file_and_says_its_source(path: Path) -> None:
    assert read_mapping(path).mapping == path.stem
    assert path.read_text(encoding="utf-8").startswith("# ")


# ---- 问卷星 ---------------------------------------------------------------------------------------------------------


def test_by_number_the_real_export(shared_data: Path, tmp_path: Path) -> None:
    """The place of an option is no score: 1 was the best, so the question is reversed."""
    file = shared_data / "questionnaire_exports" / "wjx_by_text.csv"
    with imported(MAPPINGS / "wjx_by_number.yaml", file, tmp_path, "Asia/Shanghai") as (report, evidence):
        assert (report.read, report.kept, report.unknown, report.encodings) == (21, 21, (), {file.name: "utf-8"})
        assert len(report.unused_columns) == 19
        assert evidence.problems == ()
        assert evidence.counts["responses"] == Counts(21, 21, 0)
        assert evidence.counts["answers"] == Counts(21, 21, 0)
        assert rows(evidence, "SELECT question, reversed, text FROM questions") == [
            ("q4", True, "你觉得你的手机怎么样？")
        ]
        assert rows(evidence, "SELECT answer_q4, count(*) FROM responses GROUP BY ALL ORDER BY ALL") == [
            (1, 6), (2, 8), (3, 6), (5, 1),
        ]  # fmt: skip
        first = "SELECT response, answered_at::VARCHAR, seconds FROM responses ORDER BY answered_at LIMIT 2"
        assert rows(evidence, first) == [("R1", "2021-04-26 11:50:00", 49), ("R2", "2021-04-26 11:55:09", 65)]
        assert rows(evidence, "SELECT count(DISTINCT device), count(*) FILTER (device LIKE '%.%') FROM responses") == [
            (16, 0)
        ]


HEAD = "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,总分"
TEXT = (
    "\ufeff"
    + HEAD
    + ",1、您对本次服务满意吗？,2、(等候时间),2、(服务态度),3．您看重什么？,4、还想说什么？\n"
    + "1,2026/3/2 9:05,49秒,微信,N/A,1.2.3.4(浙江-杭州),,很满意,满意,非常满意,价格┋品牌┋其他〖味道〗,满意\n"
    + "2,2026/3/2 9:06:07,123秒,手机提交,直接访问,1.2.3.4(浙江-杭州),,不满意,一般,(跳过),品牌,(空)\n"
    + "3,2026/3/2 25:06:07,5秒,微信,N/A,1.2.3.5(浙江-宁波),,一般,一般,一般,价格,(空)\n"
    + "4,2026-03-02 10:00:00,2分5秒,微信,N/A,1.2.3.6(浙江-宁波),,一般,一般,一般,价格,(空)\n"
    + HEAD
    + ",1、您对本次服务满意吗？,2、(等候时间),2、(服务态度),3．您看重什么？,4、还想说什么？\n"
)
CHOICES = """
      answer_price: {column: 3．您看重什么？, split: ┋, holds: 价格, empty: [(空), (跳过)]}
      answer_other: {column: 3．您看重什么？, split: ┋, holds: 其他, empty: [(空), (跳过)]}
"""
CHOICE_QUESTIONS = """
  - table: questions
    rows:
      - {question: price, kind: choice, low: 0, high: 1}
      - {question: other, kind: choice, low: 0, high: 1}
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_by_text_with_a_matrix_and_a_choice_of_several(tmp_path: Path, encoding: str) -> None:
    file, mapping = tmp_path / "350374547_按文本_调查.csv", tmp_path / "mine.yaml"
    file.write_bytes(TEXT.removeprefix("" if encoding == "utf-8" else "\ufeff").encode(encoding))
    device = "      device: {key: address, prefix: D}\n"
    shipped = (MAPPINGS / "wjx_by_text.yaml").read_text(encoding="utf-8")
    mapping.write_text(shipped.replace(device, device + CHOICES.lstrip("\n")) + CHOICE_QUESTIONS, encoding="utf-8")
    with imported(mapping, file, tmp_path, "Asia/Shanghai") as (report, evidence):
        assert report.encodings == {file.name: encoding}
        assert (report.read, report.kept, report.excluded) == (5, 2, 3)
        assert [(one.cell, one.reason, one.rows, one.examples[0].row) for one in report.refused] == [
            ("row", "repeated_heading", 1, 5),
            ("answered", "not_a_time", 1, 3),
            ("responses.seconds", "no_match", 1, 4),
        ]
        assert report.unused_columns == ("来源", "来源详情", "总分")
        assert evidence.problems == ()
        # The fourth is free text; that it reads 满意 makes it a question nobody asked: name what is asked in `each`.
        assert rows(evidence, "SELECT question, text FROM questions ORDER BY ALL") == [
            ("other", None), ("price", None), ("q1", "您对本次服务满意吗？"), ("q2_1", "等候时间"),
            ("q2_2", "服务态度"), ("q4", "还想说什么？"),
        ]  # fmt: skip
        answers = "SELECT response, answer_q1, answer_q2_1, answer_q2_2, answer_price, answer_other FROM responses"
        assert rows(evidence, f"{answers} ORDER BY ALL") == [("R1", 5, 4, 5, 1, 1), ("R2", 2, 3, None, 0, 0)]
        assert rows(evidence, "SELECT count(DISTINCT device) FROM responses") == [(1,)]


def test_by_score_an_answer_off_the_scale_is_listed_when_read(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(
        "序号,提交答卷时间,来源,1、满意度打分,2、您会推荐我们吗？,3、车龄（年）\n"
        "1,2026/3/2 9:05:00,微信,5,0,3\n2,2026/3/2 9:06:00,微信,-3,10,4\n3,2026/3/2 9:07:00,微信,9,(空),5\n",
        encoding="utf-8",
    )
    with imported(MAPPINGS / "wjx_by_score.yaml", file, tmp_path, "Asia/Shanghai") as (report, evidence):
        assert (report.read, report.kept, report.unused_columns) == (3, 3, ("来源", "3、车龄（年）"))
        assert report.tables["answers"] == TableReport(4, 4, 0, 0)
        assert [(one.row, one.column, one.value, one.code) for one in evidence.problems] == [
            (4, "value", "9", "out_of_range")
        ]
        assert evidence.counts["answers"] == Counts(4, 3, 1)
        assert rows(evidence, "SELECT question, kind, low, high FROM questions ORDER BY ALL") == [
            ("q1", "rating", 1, 5),
            ("q2", "recommend", 0, 10),
        ]
        assert rows(evidence, "SELECT response, answer_q1, answer_q2 FROM responses ORDER BY ALL") == [
            ("R1", 5, 0), ("R2", None, 10), ("R3", None, None),
        ]  # fmt: skip


# ---- other questionnaires -------------------------------------------------------------------------------------------


def test_microsoft_forms(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "questionnaire_exports" / "ms_forms.csv"
    with imported(MAPPINGS / "ms_forms.yaml", file, tmp_path, "America/New_York") as (report, evidence):
        assert (report.read, report.kept, report.refused, report.unknown) == (55, 55, (), ())
        assert {"Email", "Name"} <= set(report.unused_columns)
        assert evidence.problems == ()
        assert rows(evidence, "SELECT answer_q1, count(*) FROM responses GROUP BY ALL ORDER BY ALL") == [
            (1, 1), (3, 1), (4, 17), (5, 36),
        ]  # fmt: skip
        first = "SELECT answered_at::VARCHAR FROM responses WHERE response = 'R1'"
        assert rows(evidence, first) == [("2021-04-28 15:22:58",)]


def test_forms_with_am_and_pm_and_a_choice_of_several(tmp_path: Path) -> None:
    mapping, file = tmp_path / "mine.yaml", tmp_path / "forms.csv"
    shipped = (MAPPINGS / "ms_forms.yaml").read_text(encoding="utf-8")
    finished = "      answered_at: finished\n"
    several = "      answer_price: {column: What matters?, split: ;, holds: Pricing}\n"
    question = "  - table: questions\n    rows: [{question: price, kind: choice, low: 0, high: 1}]\n"
    mapping.write_text(shipped.replace(finished, finished + several) + question, encoding="utf-8")
    file.write_text(
        "ID,Start time,Completion time,Email,Name,What matters?,Satisfied?\n"
        '1,3/2/2026 1:00:00 PM,3/2/2026 1:05:00 PM,anonymous,,"Brand;Pricing\n;",Neutral\n'
        "2,3/2/2026 1:00:00 AM,3/2/2026 1:05:00 AM,anonymous,,Brand;,Somewhat satisfied\n"
        "3,3/2/2026 1:00:00 AM,3/2/2026 1:05:00 AM,anonymous,,,Rather good\n",
        encoding="utf-8",
    )
    with imported(mapping, file, tmp_path, "America/New_York") as (report, evidence):
        assert (report.read, report.kept, report.excluded) == (3, 2, 1)
        assert [(one.cell, one.reason) for one in report.refused] == [("answers.value [Satisfied?]", "not_in_map")]
        found = "SELECT response, answered_at::VARCHAR, answer_q1, answer_price FROM responses ORDER BY ALL"
        assert rows(evidence, found) == [
            ("R1", "2026-03-02 18:05:00", 3, 1),
            ("R2", "2026-03-02 06:05:00", 4, 0),
        ]


def test_a_large_export_in_gb18030(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "questionnaire_exports" / "large_gb18030.csv.gz"
    with imported(MAPPINGS / "campus_survey.yaml", file, tmp_path, "Asia/Shanghai") as (report, evidence):
        assert (report.read, report.kept, report.excluded) == (4_018, 4_018, 0)
        assert report.encodings == {file.name: "gb18030"}
        assert [(one.cell, one.reason, one.rows) for one in report.unknown] == [
            ("responses.answer_bed_over_desk", "not_in_map", 1_310)
        ]
        assert evidence.problems == ()
        assert report.tables["units"] == TableReport(4_019, 1_170, 2_849, 0)  # 1,169 spellings and all of them
        assert rows(evidence, "SELECT title, count(*) FROM responses JOIN units USING (unit) GROUP BY ALL "
                    "ORDER BY count(*) DESC, title LIMIT 3") == [("北京大学", 71), ("东南大学", 59), ("武汉大学", 59)]  # fmt: skip
        by_answer = "SELECT answer_bed_over_desk, count(*) FROM responses GROUP BY ALL ORDER BY ALL"
        assert rows(evidence, by_answer) == [(0, 713), (1, 1_995), (None, 1_310)]


# ---- complaint registers --------------------------------------------------------------------------------------------


def test_the_register_of_an_authority(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "complaints" / "cfpb_complaints_dec_2014.csv.gz"
    with imported(MAPPINGS / "cfpb_complaints.yaml", file, tmp_path, "America/New_York") as (report, evidence):
        assert (report.read, report.kept, report.refused, report.unknown) == (11_543, 11_543, (), ())
        assert report.tables["units"] == TableReport(11_544, 1_001, 10_543, 0)
        assert evidence.problems == ()
        assert evidence.counts["cases"] == Counts(11_543, 11_543, 0)
        status = "SELECT finding, satisfied, count(*) FROM cases GROUP BY ALL ORDER BY ALL NULLS FIRST"
        assert rows(evidence, "SELECT source, outside_body, count(*) FROM cases GROUP BY ALL") == [
            ("outside_body", "CFPB", 11_543)
        ]
        assert sum(count for finding, _, count in rows(evidence, status) if finding == "pending") == 1_056
        assert sum(count for _, satisfied, count in rows(evidence, status) if satisfied is False) == 1_932
        in_time = "SELECT count(*), sum(score) / 100, round(avg(score), 2)::DECIMAL(5,2)::VARCHAR FROM inspections"
        assert rows(evidence, in_time) == [(11_543, 11_190, "96.94")]
        days = "SELECT min(received_at)::VARCHAR, max(received_at)::VARCHAR FROM cases"
        assert rows(evidence, days) == [("2014-12-01 05:00:00", "2014-12-31 05:00:00")]
        large = "SELECT count(*) FROM (SELECT unit FROM cases GROUP BY unit HAVING count(*) >= 30)"
        assert rows(evidence, large) == [(49,)]


def test_complaints_about_one_company(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "complaints" / "comcast_2015.csv.gz"
    with imported(MAPPINGS / "comcast_complaints.yaml", file, tmp_path, "America/New_York") as (report, evidence):
        assert (report.read, report.kept, report.refused, report.unknown) == (2_224, 2_224, (), ())
        assert report.tables["units"] == TableReport(2_225, 43, 2_182, 0)  # 42 states, one of them spelt twice
        assert evidence.problems == ()
        by_channel = "SELECT channel, count(*) FROM cases GROUP BY ALL ORDER BY ALL"
        assert rows(evidence, by_channel) == [("telephone", 1_119), ("web", 1_105)]
        assert rows(evidence, "SELECT finding, count(*) FROM cases GROUP BY ALL ORDER BY ALL") == [
            ("pending", 363 + 154), (None, 973 + 734),
        ]  # fmt: skip
        one = "SELECT received_at::VARCHAR FROM cases WHERE \"case\" = 'K250635'"
        assert rows(evidence, one) == [("2015-04-22 19:53:50",)]


def test_bad_dates_of_a_register_are_excluded_with_their_rows(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    head = "Ticket #,Customer Complaint,Date,Date_month_year,Time,Received Via,City,State,Zip code,Status,On behalf"
    file.write_text(
        f"{head}\n1,a,22-04-15,22-Apr-15,3:53:50 PM,Internet,x,Ohio,1,Open,No\n"
        "2,b,31-04-15,30-Apr-15,3:53:50 PM,Internet,x,Ohio,1,Open,No\n"
        "3,c,04-05-15,05-Apr-15,3:53:50 PM,Internet,x,Ohio,1,Open,No\n"
        "4,d,22-04-15,22-Apr-15,15:53:50 PM,Internet,x,Ohio,1,Open,No\n"
        "5,e,22-04-15,22-Apr-15,3:53:50 PM,Pigeon,x,Ohio,1,Lost,No\n"
        "6,f,08-03-15,08-Mar-15,2:30:00 AM,Internet,x,Ohio,1,Closed,No\n",
        encoding="utf-8",
    )
    with imported(MAPPINGS / "comcast_complaints.yaml", file, tmp_path, "America/New_York") as (report, evidence):
        assert (report.read, report.kept, report.excluded) == (6, 1, 5)
        assert [(one.cell, one.reason, one.examples[0].row, one.examples[0].value) for one in report.refused] == [
            ("day", "not_a_date", 2, "31-04-15"),
            ("checked", "not_in_map", 3, "differ"),
            ("cases.channel", "not_in_map", 5, "Pigeon"),
            ("cases.received_at", "no_such_time", 6, "08-03-15 2:30:00 AM"),
            ("cases.received_at", "not_a_time", 2, "31-04-15 3:53:50 PM"),
            ("cases.finding", "not_in_map", 5, "Lost"),
        ]
        assert rows(evidence, 'SELECT "case" FROM cases') == [("K1",)]
