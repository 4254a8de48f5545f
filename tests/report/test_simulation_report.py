"""The page and the tables of a simulation: the finding first, the same numbers everywhere, nothing fetched, nothing run."""

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from page import Node, parse
from simulate_world import add, company, complaint, gated, raw, simulated

from manyi.engine.simulate.outcome import Simulation
from manyi.engine.wording.vocabulary import Language
from manyi.report.run_folder import RunFolderError
from manyi.report.simulation import render_simulation
from manyi.report.simulation.folder import write_simulation
from manyi.report.simulation.tables import null_csv, people_csv, simulation_json

QUARTER = "2025-01..2025-03"
HOSTILE = "<script>alert(1)</script>"
Page = Callable[[Language], Node]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven people, the first bad, the second excellent; one has a hostile name; three complaints about the sixth."""
    found = company(
        tmp_path_factory.mktemp("simulation") / "evidence", people=11, months=3, answers=30,
        chance=lambda number, _: (0.35, 1.0)[number] if number < 2 else 0.9,
    )  # fmt: skip
    add(found, "cases", [complaint(f"k{place}", "p05", f"2025-02-{place + 3:02d}") for place in range(3)])
    people = (found / "people.csv").read_text(encoding="utf-8")
    (found / "people.csv").write_text(people.replace("员工 p00", HOSTILE), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def compared(folder: Path) -> Simulation:
    return simulated(folder, QUARTER, 2, gated(), raw())


@pytest.fixture(scope="module")
def alone(folder: Path) -> Simulation:
    return simulated(folder, "2025-02", 0, gated())


def _total(simulation: Simulation, place: int, sort: str) -> float:
    null = simulation.runs[place].null
    assert null is not None
    return next(simulation.span.per_year(one.expected) for one in null.totals if one.sort == sort)


@pytest.mark.parametrize("place", [0, 1])
def test_the_first_thing_said_is_how_much_goes_to_luck(compared: Simulation, place: int) -> None:
    penalties, awards = (f"{_total(compared, place, sort):.1f}" for sort in ("penalty", "award"))
    zh, en = (
        parse(render_simulation(compared, language)).section("finding").all("p", "big")[place].text()
        for language in ("zh", "en")
    )
    assert zh == f"这套办法平均每年会把 {penalties} 次处罚、{awards} 次奖励发给事实上同样好的人。"
    assert en == (
        f"Each year this policy would give {penalties} penalties and {awards} awards to people who are in truth equally good."
    )


def test_a_word_says_how_to_take_it(compared: Simulation) -> None:
    found = parse(render_simulation(compared, "en")).section("finding").all("span", "judged")
    assert [(one.text(), one.classes - {"judged"}) for one in found] == [
        ("hardly any of it is luck", {"good"}),
        ("too much is luck", {"act"}),
    ]


def test_chart_and_table_of_the_null_check_say_the_same(compared: Simulation) -> None:
    page = parse(render_simulation(compared, "en")).section("luck")
    charted = [[row.one("b").text() for row in one.all("div", "bar-row")] for one in page.all("div", "bars")]
    tabled = [
        [cell.text() for cell in row.all("td")[1:3]]
        for table in page.all("table")
        for row in table.one("tbody").all("tr")
    ]
    assert charted == tabled
    rules = [one for run in compared.runs if run.null is not None for one in run.null.rules]
    assert [int(given) for given, _ in charted] == [one.given for one in rules]


def test_differences_name_the_edition_that_did_not_decide_and_why(compared: Simulation) -> None:
    lines = parse(render_simulation(compared, "en")).section("differences").all("li")
    assert {line.one("small").text() for line in lines if "warning" in line.text()} == {
        "edition A: beyond the line, but not surely so: no penalty"
    }


def test_what_is_assumed_and_what_is_exchanged_is_said(compared: Simulation) -> None:
    text = parse(render_simulation(compared, "en")).section("method").text()
    for said in (
        "Under other rules people would have acted otherwise",
        "3 of the periods lie before that day and show what would have been",
        "only who met which customer is drawn",
        "Not exchanged: established faults and breaches",
        compared.input_digest,
    ):
        assert said in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_fetches_nothing_runs_nothing_and_trusts_no_name(compared: Simulation, language: Language) -> None:
    html = render_simulation(compared, language)
    page = parse(html)
    assert page.all("script") == []
    assert [node for node in page.walk() if "style" in node.attributes or "src" in node.attributes] == []
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [node.attributes["content"] for node in page.all("meta") if "http-equiv" in node.attributes]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert HOSTILE in page.section("people").text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_edition_without_a_null_check_says_so_and_compares_nothing(alone: Simulation, language: Language) -> None:
    page = parse(render_simulation(alone, language))
    zh = language == "zh"
    assert page.section("finding").one("p", "under").text() == (
        "没有做运气检验（--rounds 0）。" if zh else "No null check was made (--rounds 0)."
    )
    assert page.section("luck").one("p", "quiet").text() == (
        "没有做运气检验：加上 --rounds 20 再运行。" if zh else "No null check was made: run again with --rounds 20."
    )
    assert [node for node in page.walk() if node.attributes.get("id") == "differences"] == []
    assert page.section("cost").one("figcaption").text() == (
        f"这段时间奖金合计 {alone.runs[0].cash} 元" if zh else f"Money in all over this time: {alone.runs[0].cash} yuan"
    )


def test_a_chinese_page_holds_no_english_sentence_and_an_english_one_no_chinese(compared: Simulation) -> None:
    english = parse(render_simulation(compared, "en"))
    chinese_words = re.findall(r"[\u4e00-\u9fff]+", english.text(frozenset({"style"})))
    assert set(chinese_words) == {"员工"}  # the made-up names of people
    chinese = parse(render_simulation(compared, "zh"))
    sentences = re.findall(r"[a-z]+ [a-z]+ [a-z]+", chinese.text(frozenset({"style", "id"})))
    assert sentences == []


def test_the_tables_hold_everybody_and_every_rule(compared: Simulation) -> None:
    people = list(csv.DictReader(io.StringIO(people_csv(compared).removeprefix("\ufeff"))))
    assert [row["person"] for row in people] == [f"p{number:02d}" for number in range(11)]
    assert {row["months"] for row in people} == {"3"}
    assert str(sum(float(row["cash_B"]) for row in people)) == str(float(compared.runs[1].cash))
    null = list(csv.DictReader(io.StringIO(null_csv(compared).removeprefix("\ufeff"))))
    assert [(row["edition"], row["rule"], row["sort"]) for row in null] == [
        (name, rule, sort)
        for name in "AB"
        for rule, sort in (("star", "award"), ("warning", "penalty"), ("star", "award"), ("warning", "penalty"))
    ]


def test_the_json_is_typed_and_money_is_text(compared: Simulation) -> None:
    whole = json.loads(simulation_json(compared))
    assert (whole["format"], whole["periods"], whole["months"], whole["currency"]) == (1, QUARTER, 3, "CNY")
    assert [edition["cash"] for edition in whole["editions"]] == [str(run.cash) for run in compared.runs]
    assert [len(edition["periods"]) for edition in whole["editions"]] == [3, 3]
    assert whole["editions"][0]["null_check"]["rounds"] == 2
    assert {type(account["cash"]) for accounts in whole["accounts"].values() for account in accounts} == {str}


def test_the_folder_appears_whole_and_is_never_written_over(compared: Simulation, tmp_path: Path) -> None:
    write_simulation(compared, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "null.csv", "out", "people.csv", "report.en.html", "report.zh.html", "simulation.json",
    ]  # fmt: skip
    with pytest.raises(RunFolderError):
        write_simulation(compared, tmp_path / "out")
