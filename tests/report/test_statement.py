"""Statements: each speaks of one person alone, completely, and says until when to appeal."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_world import company, settled

from manyi.engine.calendar import BeyondCalendar
from manyi.engine.settle import Settlement
from manyi.engine.wording.vocabulary import Language
from manyi.report.paper.fonts import NoChineseFont
from manyi.report.paper.statement import Statements
from manyi.report.paper.statement_folder import file_stem, write_statements
from manyi.report.paper.typeset import Press

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def name(number: int) -> str:
    return f"Person-of-number-{number:02d}"


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settlement]:
    folder = company(tmp_path_factory.mktemp("company"), people=24, name=name)
    with settled(folder, "2026-03") as (settlement,):
        yield settlement


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def told(statements: Statements, person: str) -> list[str]:
    return list(texts(asdict(statements.paper(person))["blocks"]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_else_is_spoken_of(march: Settlement, lang: Language) -> None:
    statements = Statements(march, lang)
    people = {f"p{number}": name(number) for number in range(24)}
    keys = {key.partition(":")[2] for one in march.proposals.decisions for key in one.evidence}
    for person, called in people.items():
        said = told(statements, person)
        words = set(" ".join(said).replace("(", " ").replace(")", " ").split())
        others = {other for other in people if other != person}
        assert (person in said, called in said) == (True, True)
        assert (words & others, words & {people[other] for other in others}, words & keys) == (set(), set(), set())


def test_no_figure_of_another_person_can_be_worked_out(march: Settlement) -> None:
    """Who was not chosen is told so, but not by how much the last one chosen lies above."""
    statements = Statements(march, "en")
    values = {row.subject: row.value for row in march.scores if (row.kind, row.figure) == ("person", "satisfaction") and row.value}  # fmt: skip
    chosen = {one.subject for one in march.proposals.decisions if one.rule == "satisfaction_star"}
    ranked = [line for person in values for line in told(statements, person) if "last person chosen" in line]
    assert set(ranked) == {"satisfaction is below that of the last person chosen in the group."}
    assert chosen & set(values)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_proposed_about_a_person_is_told_with_its_clause_and_money(
    march: Settlement, lang: Language
) -> None:
    statements = Statements(march, lang)
    decided = [one for one in march.proposals.decisions if one.subject_kind == "person"]
    assert {one.kind for one in decided} == {"award", "penalty"}
    for one in decided:
        sections = [block for block in asdict(statements.paper(one.subject))["blocks"] if block["kind"] == "section"]
        rule = march.edition.decide.awards.get(one.rule) or march.edition.decide.penalties[one.rule]
        title = rule.title.zh if lang == "zh" else rule.title.en
        assert (title, one.clause) in [(section["text"], section["clause"]) for section in sections]
        if one.cash:
            whole = sum((gift.amount for each in march.proposals.decisions for gift in each.gives if gift.to == one.subject and gift.kind == "cash" and gift.amount), Decimal(0))  # fmt: skip
            expected = {"zh": f"奖金合计 {whole} 元（提议，税前）。", "en": f"Money in all: {whole} yuan (proposed, before tax)."}[lang]  # fmt: skip
            assert expected in told(statements, one.subject)


def test_own_figures_stand_with_interval_n_reliability_and_dimensions(march: Settlement) -> None:
    statements = Statements(march, "en")
    (row,) = [row for row in march.scores if (row.kind, row.figure, row.subject) == ("person", "satisfaction", "p0")]
    tables = [block for block in asdict(statements.paper("p0"))["blocks"] if block["kind"] == "table"]
    shown = {cells[0]["text"]: [cell.get("text") for cell in cells[1:]] for cells in tables[0]["rows"]}
    assert shown["satisfaction"] == [
        row.value, None, f"{row.low:.1f}–{row.high:.1f}", str(row.n), f"{row.reliability:.2f}", "enough",
    ]  # fmt: skip
    dimensions = {name for name in shown if name.startswith("dimension score · ")}
    assert dimensions == {"dimension score · sales service"}


def test_somebody_without_answers_or_decisions_has_a_statement(tmp_path: Path) -> None:
    folder = company(tmp_path / "evidence", people=3, answers=1, level=lambda _: 4.0)
    with settled(folder, "2026-03") as (settlement,):
        statements = Statements(settlement, "en")
        said = told(statements, "p1")
    assert [line for line in said if line.startswith(("No award", "No penalty", "There is no"))] == [
        "No award is proposed for you.",
        "No penalty is proposed about you.",
        "There is no estimated score of yours in this period: no answers, or too few. Nothing is judged by it.",
        "There is no money about you in this period.",
    ]


def test_the_last_day_for_an_appeal_is_counted_in_working_days(march: Settlement) -> None:
    """1 May is a holiday: five working days from 29 April 2026 end on 9 May, a Saturday that is worked."""
    zh, en = (told(Statements(march, lang, date(2026, 4, 29)), "p0") for lang in LANGUAGES)
    assert "申诉期限：2026 年 4 月 29 日送达，5 个工作日内，至 2026 年 5 月 9 日止。" in zh
    assert "Delivered on 2026-04-29; you may appeal within 5 working days, until 2026-05-09." in en
    assert "申诉期限：自决定送达您之日起 5 个工作日内。" in told(Statements(march, "zh"), "p0")
    with pytest.raises(BeyondCalendar):
        told(Statements(march, "zh", date(2040, 1, 1)), "p0")


# ---- files -----------------------------------------------------------------------------------------------------------


def test_one_file_a_person_and_an_index(march: Settlement, tmp_path: Path) -> None:
    try:
        press = Press()
    except NoChineseFont:
        pytest.skip("no Chinese font on this machine; install the package fonts-noto-cjk to set papers")
    statements, heard = Statements(march, "zh"), list[str]()
    written = write_statements(statements, ["p0", "p6"], tmp_path / "out", press, heard.append)
    assert (dict(written.files), dict(written.absent), heard) == ({"p0": "p0.zh.pdf", "p6": "p6.zh.pdf"}, {}, [])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["index.csv", "p0.zh.pdf", "p6.zh.pdf"]
    assert (tmp_path / "out" / "p0.zh.pdf").read_bytes() == press.pdf(statements.paper("p0")).pdf
    rows = list(csv.reader(io.StringIO((tmp_path / "out" / "index.csv").read_text(encoding="utf-8-sig"))))
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("person", "name", "file"), ("p0", name(0), "p0.zh.pdf"), ("p6", name(6), "p6.zh.pdf"),
    ]  # fmt: skip


def test_file_names_are_names_everywhere() -> None:
    assert [file_stem(one) for one in ("P052", "王芳", "../a b", "a/b:c*d", "CON.", "")] == [
        "P052", "王芳", "%2E%2E%2Fa%20b", "a%2Fb%3Ac%2Ad", "CON%2E", "",
    ]  # fmt: skip
    assert file_stem("x" * 200) == "xxxxxxxxxxxxxxxxxxxx-aa20c23e32018340"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120), st.text(st.characters(exclude_categories=["Cs"]), max_size=120))  # fmt: skip
def test_different_people_have_different_files_of_bounded_length(one: str, other: str) -> None:
    assert (file_stem(one) == file_stem(other)) == (one == other)
    assert len(file_stem(one).encode()) <= 100
    assert not set(file_stem(one)) & set('/\\:*?"<>|. ')
