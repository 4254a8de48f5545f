"""85,907 real support contacts, imported by the mappings that ship with the product, come out exactly."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from manyi.collect.imports.report import ImportReport, TableReport
from manyi.collect.imports.run import import_foreign
from manyi.engine.digest import combine, table_digests
from manyi.engine.evidence import Counts, Evidence, read_evidence

MAPPINGS = Path(__file__).parents[2] / "policies" / "mappings"
UNTIL = date(2023, 9, 1)


def imported(name: str, file: Path, out: Path) -> tuple[ImportReport, Evidence]:
    report = import_foreign(MAPPINGS / f"{name}.yaml", [file], out)
    return report, read_evidence(out, time_zone="Asia/Kolkata", until=UNTIL)


@pytest.fixture(scope="module")
def full(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Evidence]:
    file = shared_data / "support_csat" / "customer_support_full_85907.csv.gz"
    return imported("support_csat_full", file, tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def raw(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Evidence]:
    file = shared_data / "support_csat" / "customer_support_raw_17182.csv.gz"
    return imported("support_csat_raw", file, tmp_path_factory.mktemp("raw"))


def rows(evidence: Evidence, select: str) -> list[tuple[object, ...]]:
    return evidence.connection.execute(select).fetchall()


def test_every_contact_of_the_full_file_is_kept(full: tuple[ImportReport, Evidence]) -> None:
    report, evidence = full
    assert (report.read, report.kept, report.excluded, report.refused, report.unknown) == (85_907, 85_907, 0, (), ())
    assert report.tables == {
        "units": TableReport(85_908, 41, 85_867, 0),
        "people": TableReport(85_907, 1_371, 84_536, 0),
        "assignments": TableReport(85_907, 1_371, 84_536, 0),
        "surveys": TableReport(1, 1, 0, 0),
        "questions": TableReport(1, 1, 0, 0),
        "responses": TableReport(85_907, 85_907, 0, 0),
    }
    assert evidence.problems == ()
    assert {name: counts for name, counts in evidence.counts.items() if counts.read} == {
        "units": Counts(41, 41, 0),
        "people": Counts(1_371, 1_371, 0),
        "assignments": Counts(1_371, 1_371, 0),
        "surveys": Counts(1, 1, 0),
        "questions": Counts(1, 1, 0),
        "responses": Counts(85_907, 85_907, 0, filled=85_907),
    }


def test_the_full_file_has_its_published_figures(full: tuple[ImportReport, Evidence]) -> None:
    _, evidence = full
    assert rows(evidence, "SELECT answer_csat, count(*) FROM responses GROUP BY ALL ORDER BY ALL") == [
        (1, 11_230),
        (2, 1_283),
        (3, 2_558),
        (4, 11_219),
        (5, 59_617),
    ]
    by_team = (
        "SELECT title, round(avg(answer_csat), 2)::DECIMAL(3,2) FROM responses JOIN units USING (unit) "
        "WHERE title IN ('Oliver Nguyen', 'Amelia Tanaka', 'Austin Johnson') GROUP BY ALL ORDER BY ALL"
    )
    assert rows(evidence, by_team) == [
        ("Amelia Tanaka", Decimal("4.31")),
        ("Austin Johnson", Decimal("4.12")),
        ("Oliver Nguyen", Decimal("3.50")),
    ]
    per_agent = (
        "SELECT min(n), max(n), count(*) FILTER (n >= 30) FROM (SELECT count(*) n FROM responses GROUP BY person)"
    )
    assert rows(evidence, per_agent) == [(20, 429, 1_144)]


def test_impossible_response_times_are_unknown_and_reported(raw: tuple[ImportReport, Evidence]) -> None:
    """Counted as they stand the 635 would press the median to 5 minutes; it is 6."""
    report, evidence = raw
    assert (report.read, report.kept, report.excluded, report.refused) == (17_182, 17_182, 0, ())
    assert [(reason.cell, reason.reason, reason.rows) for reason in report.unknown] == [
        ("responded", "date_only_entry", 635)
    ]
    assert {example.value[-5:] for example in report.unknown[0].examples} == {"00:00"}
    assert evidence.problems == ()
    times = "SELECT count(*), count(first_reply_at), min(first_reply_at - received_at) >= INTERVAL 0 SECOND, "
    times += "median(date_diff('minute', received_at, first_reply_at)) FROM cases"
    assert rows(evidence, times) == [(17_182, 16_547, True, 6.0)]


def test_days_come_first(raw: tuple[ImportReport, Evidence]) -> None:
    """All contacts are of late July and August; read month first, 1/8 would be January. 13:45 in India is 08:15 UTC."""
    _, evidence = raw
    first_and_last = (
        "SELECT min(received_at)::VARCHAR, max(received_at)::VARCHAR, max(answered_at)::VARCHAR FROM cases "
    )
    first_and_last += 'JOIN responses ON responses."case" = cases."case"'
    assert rows(evidence, first_and_last) == [("2023-07-29 08:15:00", "2023-08-31 18:28:00", "2023-08-30 18:30:00")]


def test_both_files_agree_on_people_and_answers(
    full: tuple[ImportReport, Evidence], raw: tuple[ImportReport, Evidence]
) -> None:
    select = "SELECT response, person, unit, touchpoint, product_line, answer_csat FROM responses"
    everything, part = set(rows(full[1], select)), set(rows(raw[1], select))
    assert len(part) == 17_182
    assert part <= everything
    assert sum(int(str(row[-1])) for row in part) == 72_982


def test_importing_again_gives_the_same_digest(
    shared_data: Path, tmp_path: Path, raw: tuple[ImportReport, Evidence]
) -> None:
    file = shared_data / "support_csat" / "customer_support_raw_17182.csv.gz"
    import_foreign(MAPPINGS / "support_csat_raw.yaml", [file], tmp_path / "parquet", file_format="parquet")
    again = read_evidence(tmp_path / "parquet", time_zone="Asia/Kolkata", until=UNTIL)
    assert combine(table_digests(again.connection)) == combine(table_digests(raw[1].connection))
