"""Two editions differ in sentences, each with its place, its clause, and whether results can change."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from manyi.engine.policy.compare import Change, can_change_results, compare
from manyi.engine.policy.document import read_document
from manyi.engine.policy.language import Edition

SHOP = read_document((Path(__file__).parents[1] / "wording" / "every_form.yaml").read_text(encoding="utf-8"), "").value
Edit = Callable[[Any], object]


def changes(edit: Edit) -> list[Change]:
    edited = copy.deepcopy(SHOP)
    edit(edited)
    return compare(Edition.model_validate(SHOP), Edition.model_validate(edited))


def only(edit: Edit) -> Change:
    (found,) = changes(edit)
    return found


def test_equal_editions_do_not_differ() -> None:
    assert compare(Edition.model_validate(SHOP), Edition.model_validate(SHOP)) == []


def test_a_default_written_out_is_no_difference() -> None:
    assert changes(lambda edition: edition["decide"]["awards"]["team"]["select"].update(of="judged")) == []


def test_the_order_of_figures_is_no_difference() -> None:
    def turned_round(edition: Any) -> None:
        edition["figures"] = dict(reversed(edition["figures"].items()))

    assert changes(turned_round) == []


def test_an_amount() -> None:
    assert only(lambda edition: edition["decide"]["awards"]["star"]["gives"][1].update(cash="600.00")) == Change(
        path=("decide", "awards", "star", "gives", 1),
        old="500.00 yuan in cash",
        new="600.00 yuan in cash",
        clause="S6",
        zh="评定 › 奖励 › 之星 › 给予 › 第 2 项：由“现金 500.00 元”改为“现金 600.00 元”。",
        en="Decide › awards › Star › gives › item 2: from “500.00 yuan in cash” to “600.00 yuan in cash”.",
        results=True,
    )


CASES: dict[str, tuple[Edit, str, str, str, bool]] = {
    "a bound that no longer includes its number": (
        lambda e: e["decide"]["awards"]["star"]["when"].update(score="> 80"),
        "decide.awards.star.when",
        "评定 › 奖励 › 之星 › 条件：由“满意度 80 以上（含），且投诉件数为 0”改为“满意度超过 80，且投诉件数为 0”。",
        (
            "Decide › awards › Star › condition: from “satisfaction is 80 or more, and complaints is 0” to “satisfaction is "
            "above 80, and complaints is 0”."
        ),
        True,
    ),
    "a condition over rows": (
        lambda e: e["figures"]["complaints"]["where"].update(finding=["upheld", "partly"]),
        "figures.complaints.where",
        "指标 › 投诉件数 › 条件：由“类别为投诉，且认定为属实”改为“类别为投诉，且认定为属实或部分属实”。",
        (
            "Figures › complaints › where: from “kind is complaint, and finding is upheld” to “kind is complaint, and finding is "
            "upheld or partly”."
        ),
        True,
    ),
    "places": (
        lambda e: e["decide"]["awards"]["star"]["select"].update(top="15%"),
        "decide.awards.star.select.top",
        "评定 › 奖励 › 之星 › 选择 › 名额：由“前 10%”改为“前 15%”。",
        "Decide › awards › Star › selection › places: from “the top 10%” to “the top 15%”.",
        True,
    ),
    "a fixed word": (
        lambda e: e["decide"]["awards"]["star"]["select"].update(round="down"),
        "decide.awards.star.select.round",
        "评定 › 奖励 › 之星 › 选择 › 取整：由“向上取整”改为“向下取整”。",
        "Decide › awards › Star › selection › rounding: from “rounded up” to “rounded down”.",
        True,
    ),
    "a weight": (
        lambda e: e["figures"]["mixed"]["weigh"].update(on_time="0.50"),
        "figures.mixed.weigh.on_time",
        "指标 › 综合 › 加权 › 及时率：由“0.40”改为“0.50”。",
        "Figures › mixed › weighing › on time: from “0.40” to “0.50”.",
        True,
    ),
    "the parts of a figure": (
        lambda e: e["figures"]["rise"].update(subtract=["score", {"again": "score", "over": "last_year"}]),
        "figures.rise.subtract",
        "指标 › 提升 › 相减：由“满意度、基准期内的满意度”改为“满意度、上年同期的满意度”。",
        (
            "Figures › rise › subtracting: from “satisfaction, satisfaction in the baseline” to “satisfaction, satisfaction in "
            "the same period of last year”."
        ),
        True,
    ),
    "a promise": (
        lambda e: e["collect"]["promises"]["urgent"].update(first_reply="90 min"),
        "collect.promises.urgent.first_reply",
        "采集 › 承诺时限 › 紧急 › 首次答复时限：由“30 分钟”改为“90 分钟”。",
        "Collect › promises › urgent › first reply: from “30 minutes” to “90 minutes”.",
        True,
    ),
    "a day": (
        lambda e: e["baseline"].update({"from": date(2025, 1, 1)}),
        "baseline.from",
        "基准期 › 起：由“2025 年 7 月 1 日”改为“2025 年 1 月 1 日”。",
        "Baseline › from: from “2025-07-01” to “2025-01-01”.",
        True,
    ),
    "a standard": (
        lambda e: e["standards"].update(service=["0.71", "0.90"]),
        "standards.rows.service",
        "公布标准 › 服务：由“0.70、0.90”改为“0.71、0.90”。",
        "Standards › service: from “0.70, 0.90” to “0.71, 0.90”.",
        True,
    ),
    "an exception": (
        lambda e: e["decide"]["penalties"]["warning"]["except"][0].update(when={"tenure_days": "< 60"}),
        "decide.penalties.warning.except.newcomer.when",
        "评定 › 处罚 › 服务警告 › 例外 › 新员工 › 条件：由“在职天数低于 90”改为“在职天数低于 60”。",
        (
            "Decide › penalties › Service warning › exceptions › newcomer › condition: from “tenure days is below 90” to “tenure "
            "days is below 60”."
        ),
        True,
    ),
    "the order of exceptions": (
        lambda e: e["decide"]["penalties"]["warning"]["except"].reverse(),
        "decide.penalties.warning.except",
        "评定 › 处罚 › 服务警告 › 例外：由“新员工、on_leave”改为“on_leave、新员工”。",
        "Decide › penalties › Service warning › exceptions: from “newcomer, on_leave” to “on_leave, newcomer”.",
        True,
    ),
    "the steps of a ladder": (
        lambda e: e["decide"]["penalties"]["warning"]["ladder"].update(steps=["deduction"]),
        "decide.penalties.warning.ladder.steps",
        "评定 › 处罚 › 服务警告 › 逐级处理 › 各级措施：由“批评、扣分”改为“扣分”。",
        "Decide › penalties › Service warning › ladder › steps: from “criticism, deduction” to “deduction”.",
        True,
    ),
    "a bound of what is major": (
        lambda e: e["govern"]["major"].update(amount=">= 3000.00"),
        "govern.major.amount",
        "治理 › 重大 › 金额：由“超过 2000.00”改为“3000.00 以上（含）”。",
        "Govern › major › amount: from “above 2000.00” to “3000.00 or more”.",
        True,
    ),
    "a curve": (
        lambda e: e["apply"]["appraisal"]["performance_pay"].update(cases=[{"line": [[60, "0.5"], [120, "1.2"]]}]),
        "apply.appraisal.performance_pay.cases",
        (
            "兑现 › 绩效考核 › 绩效工资系数 › 折算规则：由“按折线计算，60 对应 0.6、120 对应 1.2，超出两端的取端点的值”改为"
            "“按折线计算，60 对应 0.5、120 对应 1.2，超出两端的取端点的值”。"
        ),
        (
            "Apply › appraisal › performance pay › cases: from “along the line 60 → 0.6, 120 → 1.2, flat outside its ends” to "
            "“along the line 60 → 0.5, 120 → 1.2, flat outside its ends”."
        ),
        True,
    ),
    "a rule that is gone": (
        lambda e: e["decide"]["awards"].pop("idea"),
        "decide.awards.idea",
        (
            "评定 › 奖励 › 创新奖：删除：每季度，凡符合条件的改进提案，都获得“创新奖”。条件：效果为见效。奖励：奖杯。"
            "预算为每年 900.00 元；不够时，由管理小组决定。"
        ),
        (
            "Decide › awards › Idea: removed: Every quarter, every idea that meets the conditions receives “Idea”. Conditions: "
            "effect is proven. Given: a trophy. The budget is 900.00 yuan every year; when it is short, the management group "
            "decides."
        ),
        True,
    ),
    "a cleaning rule before the others": (
        lambda e: e["clean"].insert(0, {"flag": "fast", "below": "1 s per question", "clause": "S3"}),
        "clean[0]",
        "清洗 › 第 1 项：新增：平均用时不足每题 1 秒的答卷，标记后由人复核；复核之前照常计入。",
        (
            "Clean › item 1: added: Responses answered in less than 1 s per question are flagged for a reviewer and count until "
            "one decides otherwise."
        ),
        True,
    ),
    "a cleaning rule that is gone": (
        lambda e: e["clean"].pop(2),
        "clean[2]",
        "清洗 › 第 3 项：删除：来自员工设备的答卷，标记后由人复核；复核之前照常计入。",
        (
            "Clean › item 3: removed: Responses from a staff device are flagged for a reviewer and count until one decides "
            "otherwise."
        ),
        True,
    ),
    "a gift that is new": (
        lambda e: e["decide"]["awards"]["idea"]["gives"].append({"publicity": "unit"}),
        "decide.awards.idea.gives[1]",
        "评定 › 奖励 › 创新奖 › 给予 › 第 2 项：新增：在本单位通报表扬。",
        "Decide › awards › Idea › gives › item 2: added: praise announced in the unit.",
        True,
    ),
    "a title": (
        lambda e: e["decide"]["awards"]["idea"]["title"].update(zh="创意奖"),
        "decide.awards.idea.title.zh",
        "评定 › 奖励 › 创意奖 › 名称 › 中文：由“创新奖”改为“创意奖”。",
        "Decide › awards › Idea › title › Chinese: from “创新奖” to “创意奖”.",
        False,
    ),
    "a notice": (
        lambda e: e["govern"]["notice"].update(working_days=7),
        "govern.notice.working_days",
        "治理 › 公示 › 公示工作日：由“5”改为“7”。",
        "Govern › notice › working days: from “5” to “7”.",
        False,
    ),
    "a deadline for improvement": (
        lambda e: e["improve"]["weak"].update(within="30 d"),
        "improve.weak.within",
        "改进 › weak › 范围或期限：由“20 个工作日”改为“30 个工作日”。",
        "Improve › weak › within: from “20 working days” to “30 working days”.",
        False,
    ),
    "the first day": (
        lambda e: e.update(edition=date(2026, 7, 1)),
        "edition",
        "版次：由“2026 年 1 月 1 日”改为“2026 年 7 月 1 日”。",
        "Edition: from “2026-01-01” to “2026-07-01”.",
        False,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_change(case: str) -> None:
    edit, place, zh, en, results = CASES[case]
    found = only(edit)
    assert (found.place, found.zh, found.en, found.results) == (place, zh, en, results)


@pytest.mark.parametrize(
    ("path", "results"),
    [
        (("time_zone",), True),
        (("figures", "score", "missing"), True),
        (("decide", "awards", "star", "clause"), False),
        (("decide", "measures", "coaching", "origin"), False),
        (("figures", "score", "serves"), False),
        (("govern", "roles", "quorum"), False),
        (("govern", "appeal", "within"), False),
        (("govern", "major", "people"), True),
        (("decide", "awards", "star", "select", "within"), True),
        (("report", "chapters"), False),
        (("not_computed",), False),
    ],
)
def test_what_can_change_results(path: tuple[str, ...], results: bool) -> None:
    assert can_change_results(path) is results
