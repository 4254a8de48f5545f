"""The mapping assistant finds the columns a person would, says why, and refuses in plain sentences."""

from pathlib import Path

import pytest

from manyi.collect.imports.assistant.proposal import propose
from manyi.collect.imports.assistant.shapes import Shape, shape_of
from manyi.collect.imports.assistant.writing import Language, written
from manyi.collect.imports.reading import read_mapping
from manyi.collect.imports.run import import_foreign
from manyi.engine.evidence import Counts, read_evidence
from manyi.engine.problems import EvidenceError

Pairs = set[tuple[str, str]]

REAL: list[tuple[str, Pairs, list[str]]] = [
    (
        "olist/customers.csv.gz",
        {("customers.customer", "customer_unique_id"), ("customers.segment", "customer_state")},
        [],
    ),
    ("olist/sellers.csv.gz", {("units.unit", "seller_id"), ("units.title", "seller_city")}, []),
    (
        "olist/orders.csv.gz",
        {
            ("orders.order", "order_id"),
            ("orders.customer", "customer_id"),
            ("orders.ordered_at", "order_purchase_timestamp"),
            ("orders.due_at", "order_estimated_delivery_date"),
            ("orders.delivered_at", "order_delivered_customer_date"),
        },
        [],
    ),
    (
        "olist/order_reviews.csv.gz",
        {
            ("responses.response", "review_id"),
            ("responses.answered_at", "review_answer_timestamp"),
            ("responses.answer_review_score", "review_score"),
        },
        [],
    ),
    (
        "questionnaire_exports/wjx_by_text.csv",
        {
            ("responses.response", "序号"),
            ("responses.answered_at", "提交答卷时间"),
            ("responses.seconds", "所用时间"),
            ("responses.device", "来自IP"),
            ("responses.answer_q4", "4、你觉得你的手机怎么样？"),
        },
        [],
    ),
    (
        "questionnaire_exports/ms_forms.csv",
        {
            ("responses.response", "ID"),
            ("responses.answered_at", "Completion time"),
            ("responses.answer_q9", "How satisfied are you about your phone?"),
        },
        [],
    ),
    (
        "questionnaire_exports/large_gb18030.csv.gz",
        {
            ("responses.response", "答题序号"),
            ("responses.unit", "Q4"),
            ("responses.seconds", "答题时长"),
            ("responses.device", "IP地址"),
        },
        ["responses.answered_at"],  # the times were emptied
    ),
    (
        "complaints/cfpb_complaints_dec_2014.csv.gz",
        {
            ("cases.case", "Complaint ID"),
            ("cases.topic", "Issue"),
            ("cases.touchpoint", "Product"),
            ("cases.channel", "Submitted via"),
            ("cases.unit", "Company"),
            ("cases.received_at", "Date received"),
            ("cases.finding", "Company response"),
            ("cases.satisfied", "Consumer disputed?"),
        },
        [],
    ),
    (
        "complaints/comcast_2015.csv.gz",
        {
            ("cases.case", "Ticket #"),
            ("cases.topic", "Customer Complaint"),
            ("cases.channel", "Received Via"),
            ("cases.unit", "State"),
            ("cases.received_at", "Date"),
            ("cases.finding", "Status"),
        },
        [],
    ),
]


@pytest.mark.parametrize(("name", "pairs", "missing"), REAL, ids=[name for name, _, _ in REAL])
def test_the_columns_of_a_real_file(
    shared_data: Path, tmp_path: Path, name: str, pairs: Pairs, missing: list[str]
) -> None:
    proposal = propose([shared_data / name])
    assert proposal.pairs == pairs
    assert (proposal.missing, proposal.complete) == (missing, not missing)
    if proposal.complete:
        languages: tuple[Language, ...] = ("zh", "en")
        for language in languages:
            (tmp_path / f"{language}.yaml").write_text(written(proposal, language), encoding="utf-8")
            read_mapping(tmp_path / f"{language}.yaml")


def test_a_proposal_runs_as_it_is(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "complaints" / "comcast_2015.csv.gz"
    proposal = propose([file])
    assert written(proposal, "en") == written(propose([file]), "en")
    (tmp_path / "map.yaml").write_text(written(proposal, "en"), encoding="utf-8")
    report = import_foreign(tmp_path / "map.yaml", [file], tmp_path / "out")
    assert (report.read, report.kept, report.unknown) == (2_224, 2_224, ())
    evidence = read_evidence(tmp_path / "out", time_zone="America/New_York", until=None)
    assert (evidence.problems, evidence.counts["cases"]) == ((), Counts(2_224, 2_224, 0))
    evidence.close()


CASES = (
    "工单编号,客户手机号,投诉内容,优先级,投诉时间,处理状态,责任部门,是否满意,身份证号,备注\n"
    "G1,13800138000,等候太久,normal,2026/3/2 9:05,处理中,城东门店,是,11010519491231002X,a\n"
    "G2,13900139000,态度不好,normal,2026/3/2 9:06,已关闭,城西门店,否,110105194912310038,b\n"
)


def test_personal_data_is_left_out_and_the_rest_explained(tmp_path: Path) -> None:
    (tmp_path / "投诉.csv").write_text(CASES, encoding="gb18030")
    proposal = propose([tmp_path / "投诉.csv"])
    assert (
        written(proposal, "zh")
        == """# 由映射助手根据表头和取值提出。使用前请逐行核对。
mapping: 投诉
# time_zone: Asia/Shanghai   # 文件没有写明时区；不填则按办法版次的当地时间
# 投诉.csv：查看了 2 行，编码 gb18030
# 不采用（个人信息）：“客户手机号”（取值是电话号码）
# 不采用（个人信息）：“身份证号”（取值是身份证号）
# 未映射：备注
tables:
  - table: units
    columns:
      unit: {key: [责任部门], prefix: U}
      title: {column: 责任部门}
      kind: {constant: store}
      from: {constant: "2000-01-01"}
  - table: cases
    columns:
      # 95 %: 表头即“工单编号”
      case: {column: 工单编号, prefix: K}
      # 95 %: 表头即“投诉内容”
      topic: {column: 投诉内容}
      # 95 %: 表头即“优先级”
      importance: {column: 优先级}
      # 95 %: 表头即“责任部门”
      unit: {key: [责任部门], prefix: U}
      # 95 %: 表头即“投诉时间”
      received_at: {column: 投诉时间, time: ["%Y/%m/%d %H:%M"]}
      # 95 %: 表头即“处理状态”
      finding: {column: 处理状态, map: {处理中: pending, 已关闭: ""}}
      # 95 %: 表头即“是否满意”
      satisfied: {column: 是否满意, map: {否: "false", 是: "true"}}
      # 假定值，没有列说明
      kind: {constant: complaint}
      # 假定值，没有列说明
      source: {constant: customer}
"""
    )


def test_files_with_different_headings_become_parts(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "序号,提交时间,满意度评分\n1,2026-03-02 10:00,5\n2,2026-03-02 11:00,1\n", encoding="utf-8"
    )
    (tmp_path / "b.csv").write_text("客户编号,客户等级\nx,金\n", encoding="utf-8")
    proposal = propose([tmp_path / "a.csv", tmp_path / "b.csv"])
    (tmp_path / "map.yaml").write_text(written(proposal, "zh"), encoding="utf-8")
    report = import_foreign(tmp_path / "map.yaml", [tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "out")
    assert {name: table.written for name, table in report.tables.items()} == {
        "questions": 1, "responses": 2, "customers": 1,
    }  # fmt: skip


SHAPES = [
    ([], Shape("empty")),
    (["13800138000", "+8613900139000"], Shape("phone")),
    (["a@b.cn"], Shape("email")),
    (["11010519491231002X"], Shape("id_number")),
    (["1.2.3.4(浙江-杭州)"], Shape("address")),
    (["49秒", "5秒"], Shape("seconds")),
    (["3:53:50 PM"], Shape("clock", ("%I:%M:%S %p",))),
    (["2026-03-02", "2026-12-31"], Shape("day", ("%Y-%m-%d",))),
    (["31/12/2026", "01/02/2026"], Shape("day", ("%d/%m/%Y",))),
    (["12/31/2026", "01/02/2026"], Shape("day", ("%m/%d/%Y",))),
    (["03/02/2026", "01/02/2026"], Shape("day", ("%d/%m/%Y",), either=True)),
    (["2026/4/26 19:50", "2026/4/26 19:50:01"], Shape("moment", ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M"))),
    (["2026-03-02T09:30:00+08:00"], Shape("moment")),
    (["20260302", "20261231"], Shape("day", ("%Y%m%d",))),
    (["是", "否"], Shape("yes_no")),
    (["Very satisfied", "neutral"], Shape("satisfaction", low=1, high=5)),
    (["很满意", "不满意"], Shape("satisfaction", low=1, high=5)),
    (["1", "5"], Shape("integer", low=1, high=5)),
    (["1.5", "2"], Shape("number")),
    (["城东门店", "x"], Shape("text")),
]


@pytest.mark.parametrize(("values", "shape"), SHAPES, ids=lambda one: str(one)[:20])
def test_what_values_look_like(values: list[str], shape: Shape) -> None:
    assert shape_of(values) == shape


HOPELESS = [
    (b"", "f.csv is empty. A table needs at least its heading."),
    (b"a,b\n", "f.csv has headings but no rows; there is nothing to judge by."),
    (
        b"colour,weight\nred,3\n",
        "f.csv: no column is understood (colour, weight). Write the mapping by hand; docs/importing.md says how.",
    ),
    (b"a,\xff\n1,2\n", "f.csv cannot be read as text: line 1 is neither UTF-8 nor GB18030. Save it as UTF-8."),
    (b"a,A\n1,2\n", "f.csv: the column 'A' is there twice."),
    (
        b"a,b\n1,2,3\n",
        "f.csv line 2: 3 values where the heading has 2 columns. A value that holds a comma needs quotes around it.",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), HOPELESS, ids=lambda one: str(one)[:20])
def test_hopeless_files(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "f.csv").write_bytes(content)
    with pytest.raises(EvidenceError) as refused:
        propose([tmp_path / "f.csv"])
    assert str(refused.value) == sentence
    assert refused.value.zh != sentence


def test_a_file_that_was_cut_off(shared_data: Path, tmp_path: Path) -> None:
    whole = (shared_data / "complaints" / "comcast_2015.csv.gz").read_bytes()
    (tmp_path / "cut.csv.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(EvidenceError) as refused:
        propose([tmp_path / "cut.csv.gz"])
    assert str(refused.value).startswith("cut.csv.gz is damaged or cut off (gzip: ")
