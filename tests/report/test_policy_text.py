"""The readable policy: authored text in its order, each clause followed by what the system carries out."""

import re
from pathlib import Path

import pytest

from manyi.engine.policy.clause_text import ClauseText, read_clause_text
from manyi.engine.policy.document import read_document
from manyi.engine.policy.language import Edition
from manyi.engine.policy.reading import read_edition
from manyi.engine.wording import Language, entries
from manyi.report.policy_text import render, render_edition

PACKS = sorted(path.parent for path in (Path(__file__).parents[2] / "policies").glob("*/*/policy.yaml"))
POLICY = """
policy: shop
edition: 2026-01-01
time_zone: Asia/Shanghai
title: {zh: 小店办法, en: Shop scheme}
not_computed: [S1]
position_groups: {sales: {title: {zh: 销售, en: sales}, judged_by: facts}}
figures:
  complaints: {count: cases, where: {kind: complaint}, clause: S2, title: {zh: 投诉件数, en: complaints}}
  praise: {count: praise, clause: S9, title: {zh: 表扬件数, en: praise}}
"""
TEXT_ZH = """# 小店办法

前言一句。

## S1 目的

让顾客满意。

## S2 投诉
投诉要查清。

| 甲 | 乙 |
|---|---|

## 附则

自公布之日起施行。
"""


EDITION = Edition.model_validate(read_document(POLICY, "policy.yaml").value)


def test_chinese() -> None:
    assert (
        render_edition(EDITION, read_clause_text(TEXT_ZH, "text.zh.md"), "zh")
        == """# 小店办法

版次 2026-01-01，适用于 2026 年 1 月 1 日起开始的考核期。引用块中的句子由规则文件生成，系统照此执行；其余文字为办法原文。

前言一句。

## S1 目的

让顾客满意。

## S2 投诉
投诉要查清。

| 甲 | 乙 |
|---|---|

> **系统执行的规则**
>
> - “投诉件数”：考核期内类别为投诉的工单的数量，没有即为 0。

## 附则

自公布之日起施行。

## 适用于全办法的规则

- 岗位组“销售”只按事实评价。
- 答卷的身份方式为保密：答卷人身份只用于核对，不向任何被评者公开。
  不足 5 份答卷的，不显示结果。
- “表扬件数”：考核期内的表扬的数量，没有即为 0。

## 由人执行、系统不计算的条款

- S1 目的
"""
    )


def test_english_without_authored_text() -> None:
    assert (
        render_edition(EDITION, ClauseText("text.en.md", (), ()), "en")
        == """# Shop scheme

Edition 2026-01-01, in force for periods that begin on 2026-01-01 or later. Sentences in quoted blocks are made from the \
file of rules and are what the system carries out; everything else is the authored text.

## Rules for the whole policy

- The position group “sales” is judged by facts only.
- Answers are confidential: who answered is used for checking only and never shown to those judged.
  Results of fewer than 5 responses are not shown.
- “complaints”: the number of cases in the period where kind is complaint; 0 when there is none.
- “praise”: the number of praise in the period; 0 when there is none.

## Clauses carried out by people, not computed

- S1
"""
    )


def test_a_clause_points_to_the_rules_that_stand_elsewhere() -> None:
    """What serves a clause, and what is given under it, is named there with the clause of its own."""
    rules = POLICY.replace("clause: S9,", "clause: S9, serves: [S1, X1],").replace(
        "not_computed: [S1]", "clause: S1"
    ) + (
        "decide:\n  awards:\n    thanks:\n      {to: person, every: month, title: {zh: 感谢奖, en: thanks}, clause: S2,\n"
        "       gives: [{honour: certificate, clause: S1}, {cash: 9, clause: S2}]}\n"
    )
    edition = Edition.model_validate(read_document(rules, "policy.yaml").value)
    printed = {lang: render_edition(edition, read_clause_text(TEXT_ZH, "text.md"), lang) for lang in ("zh", "en")}
    chinese, english = (printed[lang].split("## S2")[0].splitlines() for lang in ("zh", "en"))
    assert chinese[8:] == [
        "让顾客满意。",
        "",
        "> **系统执行的规则**",
        ">",
        "> - 本版次适用于 2026 年 1 月 1 日起开始的考核期；此前的考核期适用当时的版次，结果不变。",
        "",
        "> 另见：“表扬件数”（S9）、“感谢奖”（S2）。",
        "",
    ]
    assert english[-2] == "> See also: “praise” (S9), “thanks” (S2)."
    assert printed["en"].count("See also") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("folder", PACKS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_pack_says_all_of_its_text_and_all_of_its_rules_once(folder: Path, language: Language) -> None:
    lines = render(folder, language).splitlines()
    edition = read_edition(folder)
    title = edition.title.zh if language == "zh" else edition.title.en
    authored = (folder / f"text.{language}.md").read_text(encoding="utf-8").splitlines()
    kept = [line.rstrip() for line in authored if line.strip() and line.strip() != f"# {title}"]
    assert [line for line in lines if line in set(kept)] == kept
    said = [re.sub(r"^>? ?(- |  )", "", line) for line in lines]
    sentences = [sentence for entry in entries(edition, language) for sentence in entry.sentences]
    assert {sentence: said.count(sentence) for sentence in sentences} == {
        sentence: sentences.count(sentence) for sentence in sentences
    }


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_no_name_of_the_file_is_left_untranslated(folder: Path) -> None:
    """Chinese sentences of a pack name no figure, rule or measure by its key."""
    edition = read_edition(folder)
    keys = {*edition.figures, *edition.decide.awards, *edition.decide.penalties, *edition.decide.measures}
    measured = {str(getattr(figure, "value", "")) for figure in edition.figures.values()}
    told = " ".join(sentence for entry in entries(edition, "zh") for sentence in entry.sentences)
    assert {word for word in re.findall(r"[a-z][a-z0-9_]+", told) if word in keys - measured} == set()
