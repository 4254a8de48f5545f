"""What changes between editions, as Markdown: what can change results first."""

from pathlib import Path

from manyi.engine.policy.document import read_document
from manyi.engine.policy.language import Edition
from manyi.report.policy_changes import render_changes, render_comparison

STARTER = Path(__file__).parents[2] / "policies" / "starter" / "2026-01-01"
POLICY = """
policy: shop
edition: 2026-01-01
time_zone: Asia/Shanghai
title: {zh: 小店办法, en: Shop scheme}
figures:
  complaints: {count: cases, at_least: 3, clause: S2, title: {zh: 投诉件数, en: complaints}}
"""


def edition(text: str) -> Edition:
    return Edition.model_validate(read_document(text, "policy.yaml").value)


def test_changes_in_both_languages() -> None:
    old = edition(POLICY)
    new = edition(POLICY.replace("2026-01-01", "2027-01-01").replace("at_least: 3", "at_least: 5"))
    assert (
        render_comparison(old, new, "zh")
        == """# 小店办法：修改对照

由 shop 2026-01-01 改为 shop 2027-01-01，共 2 处。

## 可能改变结果的修改

- **S2** 指标 › 投诉件数 › 最少数量：由“3”改为“5”。

## 不改变结果的修改

- 版次：由“2026 年 1 月 1 日”改为“2027 年 1 月 1 日”。
"""
    )
    assert (
        render_comparison(old, new, "en")
        == """# Shop scheme: what changes

From shop 2026-01-01 to shop 2027-01-01: 2 in all.

## Changes that can alter results

- **S2** Figures › complaints › at least: from “3” to “5”.

## Changes that cannot alter results

- Edition: from “2026-01-01” to “2027-01-01”.
"""
    )


def test_an_edition_and_itself() -> None:
    assert (
        render_changes(STARTER, STARTER, "en")
        == """# Customer-satisfaction scheme for a small shop: what changes

From starter 2026-01-01 to starter 2026-01-01: 0 in all.

## Changes that can alter results

None.

## Changes that cannot alter results

None.
"""
    )
