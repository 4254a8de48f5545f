"""The report of a settled period: complete, true to the settlement, in both languages, and safe whatever the evidence holds."""

import base64
import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from page import Node, parse
from report_world import PACK, company, settled

from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.results import ScoreRow
from manyi.engine.settle import Settlement
from manyi.engine.wording.vocabulary import Language
from manyi.report.settlement import render_report

CHAPTERS = ["summary", "proposals", "near", "scores", "quality", "budgets", "measures", "changes", "method"]
CODES = frozenset({"id", "clause", "raw", "keys", "code", "style", "script"})
LANGUAGES: tuple[Language, ...] = ("zh", "en")
PEOPLE, ANSWERS = 40, 60


@pytest.fixture(scope="module")
def periods(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Settlement]]:
    """March with everything in it, and February."""
    folder = company(tmp_path_factory.mktemp("company"), people=PEOPLE, answers=ANSWERS, bad=45)
    with settled(folder, "2026-03", "2026-02") as found:
        yield found


@pytest.fixture(scope="module")
def march(periods: list[Settlement]) -> Settlement:
    return periods[0]


@pytest.fixture(scope="module")
def pages(periods: list[Settlement]) -> dict[str, Node]:
    return {language: parse(render_report(periods[0], language, periods[1])) for language in LANGUAGES}


@pytest.fixture(scope="module")
def page(pages: dict[str, Node]) -> Node:
    return pages["zh"]


def report(folder: Path, language: Language = "zh") -> tuple[str, Settlement]:
    with settled(folder, "2026-03") as (settlement,):
        return render_report(settlement, language), settlement


def items(node: Node, tag: str, *classes: str) -> list[Node]:
    """The direct children of every list of these classes."""
    return [child for one in node.all(tag, *classes) for child in one.children if isinstance(child, Node)]


def id_of(node: Node) -> str:
    return node.one("span", "id").text()


# ---- structure ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_chapters_stand_in_order_and_the_contents_lead_to_them(pages: dict[str, Node], language: str) -> None:
    page = pages[language]
    assert [node.attributes["id"] for node in items(page, "main")] == CHAPTERS
    assert [node.attributes["href"] for node in page.one("nav", "contents").all("a")] == [f"#{one}" for one in CHAPTERS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_never_skip_a_level(pages: dict[str, Node], language: str) -> None:
    levels = [int(node.tag[1]) for node in pages[language].walk() if re.fullmatch("h[1-6]", node.tag)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_used_once_and_every_inner_link_leads_somewhere(pages: dict[str, Node], language: str) -> None:
    nodes = list(pages[language].walk())
    ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert {node.attributes["href"] for node in nodes if "href" in node.attributes} - {
        f"#{one}" for one in ids
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_names_its_columns_and_rows(pages: dict[str, Node], language: str) -> None:
    tables = pages[language].all("table")
    assert [table.text()[:60] for table in tables if not table.all("th")] == []
    assert {head.attributes.get("scope") for table in tables for head in table.all("th")} == {"col", "row"}


def test_the_path_has_eight_steps_with_marks(page: Node) -> None:
    steps = page.one("ol", "path").all("li")
    titles = [step.one("b").text(frozenset({"out"})) for step in steps]
    assert titles == ["采集", "清洗", "评分", "评定", "治理", "兑现", "改进", "报告"]
    assert [sorted(step.classes) for step in steps] == [
        [state] for state in ("done",) * 3 + ("now",) + ("ahead",) * 3 + ("done",)
    ]


def test_the_page_is_one_file_and_may_only_use_its_own_style_and_script(periods: list[Settlement]) -> None:
    html = render_report(periods[0], "zh", periods[1])
    root = parse(html)
    policy = next(node.attributes["content"] for node in root.all("meta") if "http-equiv" in node.attributes)
    style, script = ("".join(str(text) for text in root.one(tag).children) for tag in ("style", "script"))
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; base-uri 'none'; form-action 'none'"
    )
    assert re.findall(r"https?://|url\(|@import|\bsrc=|\bstyle=|\bon[a-z]+=", html) == []


# ---- the same numbers as the settlement -----------------------------------------------------------------------------


def test_every_proposal_has_a_card_that_says_it_is_one(march: Settlement, page: Node) -> None:
    cards = page.all("article", "card")
    assert sorted(id_of(card.one("h5")) for card in cards) == sorted(one.subject for one in march.proposals.decisions)
    assert {card.one("p", "chips").all("span", "chip")[0].text() for card in cards} == {"提议，尚未决定"}


def test_a_penalty_lists_what_it_needs_and_shows_the_trace_with_marks(march: Settlement, page: Node) -> None:
    (warning,) = [one for one in march.proposals.decisions if one.subject == "p2" and one.kind == "penalty"]
    (card,) = [one for one in page.all("article", "card") if id_of(one.one("h5")) == "p2"]
    assert (warning.measure, warning.needs) == ("criticism", ("hearing",))
    assert card.one("p", "measure").text() == "批评教育"
    assert [need.text() for need in card.one("div", "needs").all("li")] == ["听取本人申辩"]
    upheld = next(line for line in card.all("li", "held") if "属实投诉" in line.text())
    assert upheld.text() == "✓符合：属实投诉件数 3 以上（含） → 4 E5.10"
    assert {line.one("span", "out").text() for line in card.all("li", "not")} == {"不符合："}


def test_every_near_miss_is_listed_under_its_reason(march: Settlement, page: Node) -> None:
    near = page.section("near")
    assert len(items(near, "ul", "near")) == len(march.proposals.held_back)
    assert sum(int(node.one("span", "count").text()) for node in near.all("h4")) == len(march.proposals.held_back)


def test_the_charts_show_every_value_with_its_interval_n_and_reliability(march: Settlement, page: Node) -> None:
    rows = {row.subject: row for row in march.scores if (row.kind, row.figure) == ("person", "satisfaction")}
    tables = [
        table
        for table in page.section("scores").all("table", "forest")
        if any(id_of(row).startswith("p") for row in _rows(table))
    ]
    shown = {id_of(row): [cell.text() for cell in row.all("td", "num")] for table in tables for row in _rows(table)}
    assert {subject: (Decimal(cells[0]), *cells[1:]) for subject, cells in shown.items()} == {
        one: _cells(row) for one, row in rows.items()
    }
    assert len(shown) == PEOPLE


def _rows(table: Node) -> list[Node]:
    return table.one("tbody").all("tr")


def _cells(row: ScoreRow) -> tuple[Decimal, str, str, str]:
    assert row.value is not None
    assert row.low is not None
    assert row.high is not None
    assert row.reliability is not None
    return Decimal(row.value), f"{row.low:.1f}–{row.high:.1f}", str(row.n), f"{row.reliability:.2f}"


def test_values_below_the_gate_are_grey_and_say_why(tmp_path: Path) -> None:
    root = parse(report(company(tmp_path / "few", answers=20))[0])
    charts = root.section("scores").all("table", "forest")
    rows = _rows(charts[0])
    assert {row.all("td", "num")[0].classes >= {"short"} for row in rows} == {True}
    assert {row.one("small").text() for row in rows} == {"样本不足，不作评定：还差 10 份答卷"}


def test_kept_and_excluded_add_up_to_what_was_read(march: Settlement, page: Node) -> None:
    counts = march.evidence.counts.values()
    read, kept, excluded = (sum(getattr(one, name) for one in counts) for name in ("read", "kept", "excluded"))
    assert read == kept + excluded
    captions = [one.text() for one in page.section("quality").all("figcaption")]
    cleaned = march.cleaned.counts
    assert captions[:2] == [
        f"读入 {read:,} 行，保留 {kept:,} 行，剔除 {excluded:,} 行",
        f"答卷 {cleaned.read:,} 份 = 更早各期 {cleaned.earlier:,} 份 + 计入 {cleaned.kept:,} 份 + 剔除 {cleaned.excluded:,} 份",
    ]


def test_bad_rows_name_file_row_column_and_reason_and_all_of_them_are_there(page: Node) -> None:
    bad = [row for row in page.section("quality").all("tr") if row.all("td", "raw")]
    assert len(bad) == 45
    assert [bad[0].one("th").text(), *(cell.text() for cell in bad[0].all("td"))] == [
        f"responses.csv 第 {PEOPLE * ANSWERS + 1:,} 行", "作答 answer_listened", "作答：9 不在 1–5 之内",
    ]  # fmt: skip


def test_budgets_tell_what_is_proposed_and_left(march: Settlement, page: Node) -> None:
    use = march.proposals.budgets[0]
    left = use.amount - use.spent - use.proposed
    assert page.section("budgets").all("p", "figure")[0].text() == (
        f"预算 {use.amount} 元 · 此前已用 0.00 元 · 本期提议 {use.proposed} 元 · 剩余 {left} 元 · 共用去 "
        f"{100 * (use.spent + use.proposed) / use.amount:.0f}%"
    )


def test_measures_to_open_are_all_listed(march: Settlement, page: Node) -> None:
    rows = page.section("measures").all("tr")
    assert len([row for row in rows if row.all("td")]) == len(march.proposals.openings)


def test_a_change_is_told_only_where_its_interval_leaves_out_zero(periods: list[Settlement], page: Node) -> None:
    now, then = (
        {row.subject: row for row in one.scores if (row.kind, row.figure) == ("person", "satisfaction")}
        for one in periods
    )
    changes = page.section("changes")
    told = {id_of(row): row.all("td")[-1].text() for row in _rows(changes.all("table", "forest")[0])}
    assert changes.one("p", "about").text() == "与 2026 年 2 月比较。变化的区间包含 0，就说明数据看不出差异。"
    assert len(told) == 30
    judged = {subject: words for subject, words in told.items() if words != "证据不足，不作比较"}
    assert judged == {subject: _moved(now[subject], then[subject]) for subject in judged}
    assert "差异不显著" in judged.values()


def _moved(now: ScoreRow, then: ScoreRow) -> str:
    delta = Decimal(now.value or 0) - Decimal(then.value or 0)
    halves = [
        max(float(row.value or 0) - (row.low or 0), (row.high or 0) - float(row.value or 0)) for row in (now, then)
    ]
    if abs(float(delta)) <= hypot(*halves):
        return "差异不显著"
    return "上升" if delta > 0 else "下降"


def test_without_a_previous_period_the_chapter_says_so(tmp_path: Path) -> None:
    root = parse(report(company(tmp_path / "alone"))[0])
    assert (
        root.section("changes").one("p", "quiet").text()
        == "没有提供上一考核期的结果，不作比较。再次生成报告时附上上一期即可看到变化。"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_defined_and_the_digests_are_there(
    march: Settlement, pages: dict[str, Node], language: str
) -> None:
    method = pages[language].section("method")
    defined = {id_of(term) for term in method.all("dl", "facts")[0].all("dt")}
    codes = {code.text() for code in method.all("code")}
    assert defined == set(march.edition.figures)
    assert codes >= {march.input_digest, march.result_digest, *march.table_digests.values()}


# ---- languages ------------------------------------------------------------------------------------------------------


def test_no_english_words_stand_in_the_chinese_text(page: Node) -> None:
    words = set(re.findall(r"[A-Za-z]{2,}", page.text(CODES)))
    names = {"Worker", "North", "South", "store", "Company"}
    questions = {word for one in read_questionnaire(PACK).questions for word in re.findall(r"[A-Za-z]{2,}", one.id)}
    measured = set(re.findall(r"[a-z]+", "staff_satisfaction days_to_payment"))
    methods = {"REML", "BH"}
    assert words - names - questions - measured - methods == set()


def test_no_chinese_words_stand_in_the_english_text(pages: dict[str, Node]) -> None:
    assert re.findall(r"[\u3000-\u9fff\uff00-\uffef]+", pages["en"].text(CODES)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_cards_tables_and_rows(pages: dict[str, Node], language: str) -> None:
    counted = {
        tag: len(pages[language].all(tag))
        for tag in ("article", "table", "tr", "svg", "details", "section", "li", "dt")
    }
    assert counted == {tag: len(pages["zh"].all(tag)) for tag in counted}


# ---- whatever the evidence holds ------------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}{% raw %}", "</style></details></main>", "&lt;b&gt;&amp;",
    "\u202egnp.exe", "' onmouseover='alert(1)", "阿" * 120, "W" * 300, "😀 👩‍👩‍👧", "javascript:alert(1)", "<!--",
)  # fmt: skip


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    folder = company(tmp_path / "hostile", people=len(HOSTILE), name=lambda number: HOSTILE[number])
    html, settlement = report(folder)
    assert set(settlement.book.subjects["person"].columns["name"]) == set(HOSTILE)
    root = parse(html)
    assert {bdi.text() for bdi in root.all("bdi")} >= {" ".join(name.split()) for name in HOSTILE}
    assert (len(root.all("script")), len(root.all("style")), len(root.all("img"))) == (1, 1, 0)
    assert {name for node in root.walk() for name in node.attributes if name.startswith("on")} == set()


def test_a_thousand_people_stand_behind_the_first_thirty(tmp_path: Path) -> None:
    root = parse(report(company(tmp_path / "many", people=1000, answers=6))[0])
    scores = root.section("scores")
    folded = [
        row for one in scores.all("details", "more") for table in one.all("table", "forest") for row in _rows(table)
    ]
    listed = [row for table in scores.all("table", "forest") for row in _rows(table)]
    people = [row for row in listed if id_of(row).startswith("p")]
    without = [one for one in scores.all("p", "about") if "没有数值" in one.text()]
    named = sum(len(one.all("span", "id")) for one in without)
    assert len(people) + named == 1000
    assert len(listed) - len(folded) <= 30 * len(scores.all("figcaption"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"answers": 0}, "没有任何员工有满意度的数值：没有答卷，或答卷太少。因此不据此作任何评定。"),
        ({"people": 1, "answers": 1}, "没有任何员工有满意度的数值：没有答卷，或答卷太少。因此不据此作任何评定。"),
        ({"level": lambda _: 4.0}, "销售：满意度没有显示出差异，因此不单独评定任何一方。这是一项发现，不是缺漏。"),
    ],
    ids=["an empty month", "one answer in total", "everyone equal"],
)
def test_thin_evidence_is_told_as_a_finding(tmp_path: Path, options: dict[str, Any], sentence: str) -> None:
    with settled(company(tmp_path / "thin", **options), "2026-03") as (settlement,):
        chinese, english = (parse(render_report(settlement, language)) for language in LANGUAGES)
    told = [item.all("span")[1].text(frozenset({"a"})) for item in chinese.section("summary").all("li")]
    assert sentence in told
    assert [one.attributes["id"] for one in items(english, "main")] == CHAPTERS


def test_the_same_settlement_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = company(tmp_path / "again", people=9, answers=12)
    assert report(folder)[0] == report(folder)[0]
