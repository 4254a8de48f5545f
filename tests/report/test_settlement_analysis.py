"""The analysis in the report: drivers, funnels, months and questions, each as a sentence with its table; weights never silent."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page import Node, parse
from report_world import company, settled

from manyi.engine.settle import Settlement
from manyi.engine.wording.vocabulary import Language
from manyi.report.settlement import render_report


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settlement]:
    """Sixteen people; every third answer recommends, every fourth carries a weight of 1 or 3."""
    folder = company(tmp_path_factory.mktemp("company"), people=16, answers=60)
    _rewrite(folder / "responses.csv", lambda place, row: row | {
        "answer_recommend": str(min(10, 2 * int(row["answer_listened"]))) if place % 3 else "",
        "weight": "" if place % 4 else "1.000000" if place % 8 else "3.000000",
    })  # fmt: skip
    with (folder / "questions.csv").open("a", encoding="utf-8") as file:
        file.write("recommend,,recommend,0,10\r\n")
    with settled(folder, "2026-03") as (settlement,):
        yield settlement


def _rewrite(path: Path, change: Callable[[int, dict[str, str]], dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [change(place, row) for place, row in enumerate(csv.DictReader(file))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def chapter(settlement: Settlement, language: Language) -> Node:
    scores = parse(render_report(settlement, language)).section("scores")
    return next(
        one for one in scores.all("section") if one.all("h3") and one.all("h3")[0].text() in ("分析", "Analysis")
    )


def test_the_strongest_question_is_named_with_its_share(march: Settlement) -> None:
    """E2.3: data analysis and evaluation, in the report that people read."""
    (group,) = march.analysis.drivers.groups
    page = chapter(march, "en")
    assert group.drivers[0].question.id == "listened"
    figure = page.all("figure")[0]
    assert figure.one("figcaption").text() == (
        "“Did the person who received you listen to what you needed” goes along with recommending most, and is rated like the others"
    )
    first = figure.one("tbody").all("tr")[0]
    assert first.all("td")[1].text() == f"{100 * group.drivers[0].share.value:.0f}%"
    assert first.all("td")[3].text() == f"{group.drivers[0].index.value:.1f}"


def test_months_are_told_with_the_interval_of_their_change(march: Settlement) -> None:
    """E3.4: trend; a change that is not shown is a finding too."""
    whole = march.analysis.trend[0]
    assert whole.change is not None
    assert not whole.shown
    captions = [one.text() for one in chapter(march, "en").all("figcaption")]
    assert captions[1] == (
        f"All dimensions, weighted: no change shown from the month before to March 2026, {whole.change.value:+.1f} "
        f"({whole.change.low:+.1f} to {whole.change.high:+.1f})"
    ).replace("-", "−")
    rows = [one for one in chapter(march, "zh").all("tr") if one.text().startswith("2026 年 3 月")]
    assert rows[0].all("td")[1].text() == f"{whole.months[-1].mean.value:.1f}"


def test_two_stores_are_too_few_for_a_funnel(march: Settlement) -> None:
    assert "没有五个以上可比的同类单位。" in chapter(march, "zh").text()


def test_every_question_has_formula_value_and_interval(march: Settlement) -> None:
    rows = chapter(march, "zh").all("details")[-1].one("tbody").all("tr")
    assert [row.all("td")[0].text() for row in rows] == [
        "最高两档占比（威尔逊区间）", "最高两档占比（威尔逊区间）", "净推荐值：9–10 分占比减 0–6 分占比",
    ]  # fmt: skip
    assert [int(row.all("td")[3].text().replace(",", "")) for row in rows] == [
        one.n for one in march.analysis.questions
    ]


def test_weights_that_were_given_and_not_used_are_told(march: Settlement) -> None:
    weights = march.analysis.weighting
    assert weights.deff is not None
    assert chapter(march, "en").all("p", "about")[-1].text() == (
        f"{weights.weighted} of {weights.responses} responses carry survey weights. No figure uses them: the results speak of the "
        f"customers who answered and are not carried over to all customers. Unequal weights would make them worth "
        f"{weights.effective:,.0f} equally weighted ones (Kish's design effect {weights.deff:.2f})."
    )
    assert weights.deff == pytest.approx(1.25, abs=0.01)
