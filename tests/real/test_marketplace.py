"""20,795 real reviews of a marketplace, from five foreign files to scores of sellers, against a count made apart."""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from manyi.collect.imports.report import ImportReport, TableReport
from manyi.collect.imports.run import import_foreign
from manyi.engine.evidence import Counts, Evidence, read_evidence
from manyi.engine.periods import read_period
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import check_edition, read_edition
from manyi.engine.settle import Settlement, settle_period

MAPPING = Path(__file__).parents[2] / "policies" / "mappings" / "olist.yaml"
EDITION = Path(__file__).parent / "olist-sellers" / "2018-08-01"
FILES = ("customers", "orders", "order_items", "order_reviews", "sellers")


@pytest.fixture(scope="module")
def imported(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Path]:
    folder = tmp_path_factory.mktemp("olist")
    files = [shared_data / "olist" / f"{name}.csv.gz" for name in FILES]
    return import_foreign(MAPPING, files, folder, file_format="parquet"), folder


@pytest.fixture(scope="module")
def whole(imported: tuple[ImportReport, Path]) -> Iterator[Evidence]:
    evidence = read_evidence(imported[1], time_zone="America/Sao_Paulo", until=None)
    yield evidence
    evidence.close()


@pytest.fixture(scope="module")
def settled(imported: tuple[ImportReport, Path]) -> Iterator[Settlement]:
    edition = read_edition(EDITION)
    evidence = read_evidence(imported[1], time_zone=edition.time_zone, until=date(2018, 9, 1))
    yield settle_period(edition, read_questionnaire(EDITION), read_period("2018-08"), evidence)
    evidence.close()


def rows(evidence: Evidence, select: str) -> list[tuple[Any, ...]]:
    return evidence.connection.execute(select).fetchall()


def test_the_edition_has_nothing_wrong_or_doubtful() -> None:
    report = check_edition(EDITION)
    assert (report.issues, report.warnings) == ((), ())


def test_every_row_is_kept_and_what_is_unknown_is_counted(imported: tuple[ImportReport, Path]) -> None:
    report, _ = imported
    assert (report.read, report.kept, report.excluded, report.refused) == (89_288, 89_288, 0, ())
    assert [(reason.cell, reason.reason, reason.rows) for reason in report.unknown] == [
        ("seller", "several_found", 246),  # orders
        ("seller", "several_found", 304),  # rows of reviews
        ("bought", "bought_after_the_answer", 10),
    ]
    assert report.tables == {
        "customers": TableReport(20_864, 20_702, 162, 0),
        "units": TableReport(3_096, 3_096, 0, 0),
        "surveys": TableReport(3_096, 3_096, 0, 0),
        "questions": TableReport(1, 1, 0, 0),
        "orders": TableReport(20_864, 20_864, 0, 0),
        "responses": TableReport(20_795, 20_760, 35, 0),  # 35 reviews stand under two orders
    }


def test_the_evidence_is_whole(whole: Evidence) -> None:
    assert whole.problems == ()
    assert whole.counts["orders"] == Counts(20_864, 20_864, 0)
    assert whole.counts["responses"] == Counts(20_760, 20_760, 0)


def test_a_review_that_is_not_one_sellers_is_the_marketplaces(whole: Evidence) -> None:
    """265 reviews are about two sellers, 10 about three, 148 about none that is known."""
    of_whom = "SELECT unit = 'marketplace', count(*) FROM {} GROUP BY ALL ORDER BY ALL"
    assert rows(whole, of_whom.format("responses")) == [(False, 20_337), (True, 265 + 10 + 148)]
    assert rows(whole, of_whom.format("orders")) == [(False, 20_463), (True, 246 + 155)]
    assert rows(whole, "SELECT count(DISTINCT unit) FROM responses WHERE unit <> 'marketplace'") == [(2_095,)]


def test_late_delivery_drives_reviews(whole: Evidence) -> None:
    """By the clock 1,624 of 20,253 orders are late; the promise names a day, and 275 of them came on it."""
    late = "SELECT count(delivered_at), count(*) FILTER (delivered_at > due_at), "
    late += "count(*) FILTER (delivered_at > due_at - INTERVAL 86399 SECOND) FROM orders"
    assert rows(whole, late) == [(20_253, 1_349, 1_624)]
    by_delivery = "SELECT touchpoint, count(*), sum(answer_review) FROM responses GROUP BY ALL ORDER BY ALL"
    assert rows(whole, by_delivery) == [
        ("delivered late", 1_319, 2_981),  # on average 2.26
        ("not delivered", 582, 1_028),  # 1.77
        ("on time", 18_859, 80_771),  # 4.28
    ]


# ---- the reference: counted from the foreign files in plain Python ---------------------------------------------------


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with gzip.open(folder / "olist" / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reference(folder: Path) -> tuple[dict[str, list[int]], int]:
    """Scores that count for each seller from September 2017 to August 2018, and how many were given twice."""
    persons = {row["customer_id"]: row["customer_unique_id"] for row in read(folder, "customers")}
    buyers = {row["order_id"]: persons[row["customer_id"]] for row in read(folder, "orders")}
    sellers: dict[str, set[str]] = defaultdict(set)
    for row in read(folder, "order_items"):
        sellers[row["order_id"]].add(row["seller_id"])
    reviews: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read(folder, "order_reviews"):
        reviews[row["review_id"]].append(row)
    last: dict[tuple[str, str, str], tuple[str, str, int]] = {}
    counted = 0
    for review, under in reviews.items():
        answered = under[0]["review_answer_timestamp"]
        if not "2017-09" <= answered[:7] <= "2018-08":
            continue
        about = set[str]().union(*(sellers[row["order_id"]] for row in under))
        seller = about.pop() if len(about) == 1 else "marketplace"
        key = (buyers[under[0]["order_id"]], seller, answered[:7])
        last[key] = max(last.get(key, ("", "", 0)), (answered, review, int(under[0]["review_score"])))
        counted += 1
    scores: dict[str, list[int]] = defaultdict(list)
    for (_, seller, _), (_, _, score) in last.items():
        scores[seller].append(score)
    return scores, counted - len(last)


@pytest.fixture(scope="module")
def counted(shared_data: Path) -> tuple[dict[str, list[int]], int]:
    return reference(shared_data)


def test_every_sellers_score_is_the_reference(settled: Settlement, counted: tuple[dict[str, list[int]], int]) -> None:
    scores, _ = counted
    units, by_dimension = settled.book.subjects["unit"], settled.book.figure("average", "unit")
    assert by_dimension.by is not None
    average = by_dimension.by["order"].exact
    names = list(units.index)
    assert len(names) == 3_096
    n = {name: int(average.n[units.index[name]]) for name in names}
    everybody = [score for given in scores.values() for score in given]
    expected = {f"S{seller}": given for seller, given in scores.items() if seller != "marketplace"}
    expected["marketplace"] = everybody  # the marketplace's figure rests on all reviews
    assert {name: count for name, count in n.items() if count} == {name: len(given) for name, given in expected.items()}
    shown = {name: given for name, given in expected.items() if len(given) >= 5}
    found = {name: Fraction(str(average.text(units.index[name]))) for name in shown}
    assert found == {name: rounded(given) for name, given in shown.items()}
    assert len(shown) == 676


def rounded(scores: list[int]) -> Fraction:
    """The mean of scores from 1 to 5 as a percentage, to two decimals, half up."""
    hundredths = Fraction(100 * 100 * (sum(scores) - len(scores)), 4 * len(scores))
    return Fraction(int(hundredths + Fraction(1, 2)), 100)


def test_kept_and_excluded_are_what_was_read(settled: Settlement, counted: tuple[dict[str, list[int]], int]) -> None:
    assert counted[1] == 58
    assert settled.evidence.counts["responses"] == Counts(20_760, 20_635, 125)  # 125 were given after August 2018
    counts = settled.cleaned.counts
    assert (counts.read, counts.earlier, counts.kept, counts.excluded) == (20_635, 4_583, 15_994, 58)
    assert counts.earlier + counts.kept + counts.excluded == counts.read
    excluded = settled.cleaned.excluded
    assert (len(excluded["response"]), set(excluded["rule"].tolist())) == (58, {"duplicate"})


def test_ten_sellers_are_trusted(settled: Settlement) -> None:
    decided = settled.proposals.decisions
    assert Counter(decision.rule for decision in decided) == {"trusted_seller": 10}
    assert [(rule.rule, rule.looked_at, rule.judged, rule.met) for rule in settled.proposals.rules] == [
        ("trusted_seller", 3_095, 50, 15)
    ]
