"""Real exports of other programs: a Chinese questionnaire site and a complaint register, with their own habits."""

from pathlib import Path

from manyi.collect.imports.run import import_foreign
from manyi.engine.evidence import Counts, Evidence, read_evidence

QUESTIONNAIRE = """
mapping: questionnaire_site
time_zone: Asia/Shanghai
tables:
  - table: questions
    rows:
      - {question: phone, kind: rating, low: 1, high: 5}
  - table: responses
    columns:
      response: {column: 序号, prefix: R}
      # The first answer was exported without seconds.
      answered_at: {column: 提交答卷时间, time: ["%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M"]}
      seconds: {column: 所用时间, extract: "^([0-9]+)秒$"}
      device: {column: 来自IP, extract: "^[0-9.]+"}
      answer_phone: {column: 4、你觉得你的手机怎么样？, empty: [(空), (跳过)]}
"""

COMPLAINTS = """
mapping: complaint_register
time_zone: America/New_York
tables:
  - table: cases
    columns:
      case: {column: "Ticket #", prefix: K}
      kind: {constant: complaint}
      topic: Customer Complaint
      importance: {constant: normal}
      channel: {column: Received Via, map: {Customer Care Call: telephone, Internet: web}}
      source: {constant: outside_body}
      outside_body: {constant: FCC}
      received_at: {join: [Date_month_year, Time], time: "%d-%b-%y %I:%M:%S %p"}
"""


def imported(mapping: str, file: Path, folder: Path, zone: str) -> Evidence:
    (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    report = import_foreign(folder / "mapping.yaml", [file], folder / "out")
    assert (report.excluded, report.unknown) == (0, ())
    evidence = read_evidence(folder / "out", time_zone=zone, until=None)
    assert evidence.problems == ()
    return evidence


def test_a_questionnaire_site(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "questionnaire_exports" / "wjx_by_text.csv"
    evidence = imported(QUESTIONNAIRE, file, tmp_path, "Asia/Shanghai")
    assert evidence.counts["responses"] == Counts(21, 21, 0)
    first = "SELECT response, answered_at::VARCHAR, seconds, device, answer_phone FROM responses ORDER BY answered_at LIMIT 2"
    assert evidence.connection.execute(first).fetchall() == [
        ("R1", "2021-04-26 11:50:00", 49, "180.162.0.0", 1),
        ("R2", "2021-04-26 11:55:09", 65, "116.226.0.0", 2),
    ]


def test_a_complaint_register(shared_data: Path, tmp_path: Path) -> None:
    evidence = imported(COMPLAINTS, shared_data / "complaints" / "comcast_2015.csv.gz", tmp_path, "America/New_York")
    assert evidence.counts["cases"] == Counts(2_224, 2_224, 0)
    by_channel = "SELECT channel, count(*) FROM cases GROUP BY ALL ORDER BY ALL"
    assert evidence.connection.execute(by_channel).fetchall() == [("telephone", 1_119), ("web", 1_105)]
    one = "SELECT received_at::VARCHAR FROM cases WHERE \"case\" = 'K250635'"
    assert evidence.connection.execute(one).fetchall() == [("2015-04-22 19:53:50",)]
