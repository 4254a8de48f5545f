"""The target of the null check: a gated edition leaves equal people alone, raw thresholds penalise about two a month."""

import pytest
from simulate_world import company, gated, raw, simulated

from manyi.engine.simulate.outcome import NullCheck, Simulation

YEAR = "2025-01..2025-12"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Simulation:
    """50 people, 20 answers a month, nine of ten customers of everybody satisfied; two rounds."""
    folder = company(tmp_path_factory.mktemp("equal") / "evidence", people=50, months=12)
    return simulated(folder, YEAR, 2, gated(), raw())


def _null(simulation: Simulation, place: int) -> NullCheck:
    found = simulation.runs[place].null
    assert found is not None
    return found


def test_a_gated_edition_penalises_no_equal_person_in_the_year_or_in_any_exchange(year: Simulation) -> None:
    penalties = _null(year, 0).total("penalty")
    assert penalties is not None
    assert (penalties.given, penalties.rounds) == (0, (0, 0))
    assert year.span.per_year(penalties.expected) <= 0.05


def test_a_raw_threshold_penalises_about_two_equal_people_a_month(year: Simulation) -> None:
    penalties = _null(year, 1).total("penalty")
    assert penalties is not None
    assert (penalties.given, penalties.rounds) == (22, (26, 23))
    assert 1 <= penalties.expected / 12 <= 3


def test_a_raw_ranking_gives_every_star_to_luck_and_a_gated_one_gives_none(year: Simulation) -> None:
    stars = [_null(year, place).total("award") for place in (0, 1)]
    assert [(one.given, one.rounds) for one in stars if one is not None] == [(0, (0, 0)), (120, (110, 113))]


def test_without_a_single_case_the_interval_still_has_an_upper_end(year: Simulation) -> None:
    penalties = _null(year, 0).total("penalty")
    assert penalties is not None
    assert (penalties.low, round(penalties.high, 4)) == (0.0, 1.8444)  # −ln(0.025) over two rounds


def test_the_order_of_equals_is_dealt_anew_every_month(year: Simulation) -> None:
    (rank,) = year.runs[1].ranks
    assert (rank.figure, rank.apart, rank.shares_answers, rank.pairs) == ("satisfaction", 1, False, 11)
    assert rank.rho is not None
    assert rank.equal is not None
    assert abs(rank.rho) < 0.1
    assert abs(rank.equal) < 0.1


def test_all_answers_took_part(year: Simulation) -> None:
    assert [(null.answers, null.fixed) for null in (_null(year, 0), _null(year, 1))] == [(12_000, 0), (12_000, 0)]
