"""An exchange keeps everybody's number of answers and all answers, and is decided by its seed alone."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulate_world import add, company, complaint, gated, reading

from manyi.engine.evidence import Evidence
from manyi.engine.plan import month_days
from manyi.engine.policy.language import Edition
from manyi.engine.simulate.exchange import Exchange, seed_of
from manyi.engine.simulate.shadows import Shadows

JANUARY = 2025 * 12
MONTHS = [month_days(JANUARY), month_days(JANUARY + 1)]


def _adjusting() -> Edition:
    """Answers are adjusted for the touchpoint, so they are only exchanged within it."""
    plain = gated().model_copy(deep=True)
    assert plain.score is not None
    plain.score.estimate.case_mix.append("touchpoint")
    return plain


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    """Seven people of whom one is much better, two months, six complaints about one person, two verified praises."""
    found = company(
        tmp_path_factory.mktemp("exchange") / "evidence", people=7, months=2, chance=lambda number, _: 0.95 if number else 0.2
    )  # fmt: skip
    add(found, "cases", [complaint(f"k{place}", "p00", f"2025-01-{place + 3:02d}") for place in range(6)])
    add(found, "praise", [
        {"praise": f"l{place}", "person": "p01", "kind": "letter", "verified": "true", "at": "2025-02-03 10:00"} for place in range(2)
    ])  # fmt: skip
    with reading(found) as opened:
        yield opened


def _rows(evidence: Evidence, sql: str) -> list[tuple[Any, ...]]:
    return evidence.connection.execute(sql).fetchall()


PER_PERSON = "select person, month(answered_at), touchpoint, count(*) from responses group by all order by all"
POOLED = "select month(answered_at), touchpoint, answer_good, count(*) from responses group by all order by all"
PER_UNIT = "select unit, month(answered_at), touchpoint, count(*) from responses group by all order by all"
OWNERS = "select response, person, unit from responses order by response"


@settings(max_examples=12, deadline=None)
@given(seed=st.text(alphabet="0123456789abcdef", min_size=1, max_size=64))
def test_everybody_keeps_their_number_of_answers_and_the_answers_stay_the_same(evidence: Evidence, seed: str) -> None:
    with Shadows(evidence.connection) as shadows:
        before = [_rows(evidence, sql) for sql in (PER_PERSON, POOLED, PER_UNIT)]
        Exchange(shadows, _adjusting(), MONTHS).shuffle(seed)
        assert [_rows(evidence, sql) for sql in (PER_PERSON, POOLED, PER_UNIT)] == before


def test_the_same_seed_exchanges_alike_another_one_otherwise_and_the_evidence_stays(evidence: Evidence) -> None:
    truth = _rows(evidence, OWNERS)
    with Shadows(evidence.connection) as shadows:
        exchange, found = Exchange(shadows, gated(), MONTHS), []
        for seed in ("one", "one", "two"):
            exchange.shuffle(seed)
            found.append(_rows(evidence, OWNERS))
        exchange.restore()
        assert _rows(evidence, OWNERS) == truth
    assert (found[0] == found[1], found[0] == found[2], found[0] == truth) == (True, False, False)
    assert _rows(evidence, "select table_name from duckdb_tables() where temporary") == []


def test_what_was_one_persons_fate_falls_on_all(evidence: Evidence) -> None:
    """Over many exchanges the six complaints about one person fall on every one of the seven about equally often."""
    with Shadows(evidence.connection) as shadows:
        exchange, found = Exchange(shadows, gated(), MONTHS), Counter[str]()
        for number in range(40):
            exchange.shuffle(seed_of("evidence", "2025-01..2025-02", number))
            found.update(person for (person,) in _rows(evidence, "select person from cases"))
    assert sum(found.values()) == 240
    assert sorted(found) == [f"p{number:02d}" for number in range(7)]
    assert min(found.values()) > 15  # 34 expected each


def test_praise_falls_on_somebody_of_the_group_in_that_month(evidence: Evidence) -> None:
    with Shadows(evidence.connection) as shadows:
        exchange, found = Exchange(shadows, gated(), MONTHS), set()
        for number in range(30):
            exchange.shuffle(str(number))
            found |= {person for (person,) in _rows(evidence, "select person from praise")}
    assert found == {f"p{number:02d}" for number in range(7)}


def test_rows_outside_the_months_stay_with_their_person(evidence: Evidence) -> None:
    february = "select response, person from responses where month(answered_at) = 2 order by 1"
    with Shadows(evidence.connection) as shadows:
        before = _rows(evidence, february)
        Exchange(shadows, gated(), MONTHS[:1]).shuffle("any")
        assert _rows(evidence, february) == before


def test_a_person_alone_in_a_group_is_told_as_fixed(tmp_path: Path) -> None:
    with (
        reading(company(tmp_path / "evidence", people=1, months=1)) as evidence,
        Shadows(evidence.connection) as shadows,
    ):
        assert Exchange(shadows, gated(), MONTHS[:1]).fixed() == (20, 20)


def test_a_seed_is_made_of_evidence_span_and_round() -> None:
    seeds = {seed_of(evidence, span, number) for evidence in "ab" for span in ("x", "y") for number in range(3)}
    assert len(seeds) == 12
    # printf 'a|null check|x|0' | sha256sum
    assert seed_of("a", "x", 0) == "24a992c6a92989fb7bdd1924dd10349ed2e765da786c7f3afda6032299575199"
