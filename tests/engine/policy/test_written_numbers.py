"""Which numbers a text says and a file holds."""

from decimal import Decimal

import pytest

from manyi.engine.policy.document import read_document
from manyi.engine.policy.written_numbers import held_numbers, said_clocks, said_numbers


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("奖金 500 元，前 10% 的员工", ["500", "10"]),
        ("超过 5 个工作日的扣 5 分", ["5", "5"]),
        ("预算 1.5 万元", ["15000.0"]),
        ("a bonus of 20,000.00 yuan", ["20000.00"]),
        ("权重 95％", ["95"]),
        ("1. 第一项：3 次", ["3"]),
        ("2、第二项", []),
        ("（3）第三项", []),
        ("- 7) item", []),
        ("2.5 倍", ["2.5"]),
        ("见 E5.10 和 F1.1", []),
        ("自 2026-01-01 起，2026 年 3 月 1 日前，2026年度", []),
        ("from 1 January 2026, until March 31, 2026", []),
        ("第 3 条、第2.1款", []),
        ("拨打 12345 热线或 12315 平台", []),
        ("依据《办法（2018 修正）》和 `order_66`", []),
        ("the 3rd time", []),
        ("工作时间 09:00—18:00", []),
    ],
)
def test_numbers_a_line_says(line: str, said: list[str]) -> None:
    assert [str(number.value) for number in said_numbers(line)] == said


def test_times_a_line_says() -> None:
    assert said_clocks("周一至周五 08:30—12:00，比例 1:1 不算") == ["08:30", "12:00"]


def test_a_percentage_is_held_as_a_share_or_as_a_part_of_one() -> None:
    (number,) = said_numbers("95%")
    assert [number.held_by(frozenset({Decimal(held)})) for held in ("95", "0.95", "9.5")] == [True, True, False]


def test_numbers_a_file_holds() -> None:
    text = (
        "policy: shop-7\nedition: 2026-01-01\na: {top: 10%, pause: 24 months, clause: E5.4}\nb: '>= 80.5'\n"
        "c: 90 min\nd: -5\ne: [true, gift_card_200, '2 s per question']\ntitle: {zh: 第 8 号, en: No 8}\n"
    )
    held = list(held_numbers(read_document(text, "policy.yaml")))
    assert held == [Decimal(one) for one in ("10", "24", "2", "80.5", "90", "5", "2")]
