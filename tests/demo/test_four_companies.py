"""The made-up companies: read clean, every rule of their pack answers as their stories tell, and the scheme changed them."""

from collections.abc import Iterator

import pytest
from settled import AFTER, BEFORE, Settled, direction, loyalty, satisfaction, settle_company, share, staff, trade

from manyi.demo.culture_studio import CULTURE_STUDIO
from manyi.demo.online_shop import ONLINE_SHOP
from manyi.demo.retail_chain import RETAIL_CHAIN
from manyi.demo.service_company import SERVICE_COMPANY

COMPANIES = {
    "retail-chain": RETAIL_CHAIN,
    "service-company": SERVICE_COMPANY,
    "online-shop": ONLINE_SHOP,
    "culture-studio": CULTURE_STUDIO,
}
PARAMS = [pytest.param(name, id=name, marks=pytest.mark.xdist_group(name)) for name in COMPANIES]
DUE = 'SELECT count(*) FROM milestones JOIN projects USING (project) WHERE done IS NOT NULL AND projects."from"'


@pytest.fixture(scope="module", params=PARAMS)
def settled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settled]:
    yield from settle_company(COMPANIES[request.param], tmp_path_factory.mktemp(request.param))


def test_reads_with_only_the_deliberate_bad_rows_left_out(settled: Settled) -> None:
    read, truth = settled.evidence, settled.truth
    assert read.remarks == ()
    assert {name: count.read for name, count in read.counts.items() if count.read} == truth.rows
    assert {name: read.counts[name].kept for name in truth.rows} == {name: truth.good_rows(name) for name in truth.rows}
    found = [(p.table, p.row, p.column, p.value, p.code) for p in read.problems]
    assert found == sorted((bad.table, bad.row, bad.column, bad.value, bad.code) for bad in truth.bad_rows)
    assert len(truth.bad_rows) == 5


def test_every_rule_of_the_pack_proposes_something(settled: Settled) -> None:
    assert settled.rules() == {*settled.edition.decide.awards, *settled.edition.decide.penalties}


def test_each_story_is_answered_as_the_truth_says(settled: Settled) -> None:
    assert settled.answers() == settled.expected()


def test_a_penalty_falls_on_nobody_but_those_a_story_tells_of(settled: Settled) -> None:
    assert settled.penalties() == settled.told_penalties()


def test_score_loyalty_and_staff_changed_with_the_scheme(settled: Settled) -> None:
    assert direction(satisfaction(settled, BEFORE), satisfaction(settled, AFTER)) == "up"
    assert direction(loyalty(settled, BEFORE), loyalty(settled, AFTER)) == "up"
    before, after = staff(settled)
    assert after > before + 5


@pytest.mark.parametrize("settled", PARAMS[:3], indirect=True)
def test_trade_changed_with_the_scheme(settled: Settled) -> None:
    assert trade(settled) == {"complaint_rate": "down", "return_rate": "down", "repurchase": "up", "sales": "up"}


@pytest.mark.parametrize("settled", PARAMS[3:], indirect=True)
def test_milestones_are_kept_more_often_since_the_scheme(settled: Settled) -> None:
    before, after = (
        share(settled, f"{DUE} {when} AND done <= milestones.due", f"{DUE} {when}")
        for when in ("< DATE '2026-01-01'", ">= DATE '2026-01-01'")
    )
    assert direction(before, after) == "up"


@pytest.mark.parametrize("settled", PARAMS[3:], indirect=True)
def test_supporters_are_judged_by_colleagues_and_nobody_else(settled: Settled) -> None:
    judged = settled.evidence.connection.execute(
        "SELECT DISTINCT s.kind, c.kind FROM responses r JOIN surveys s USING (survey) JOIN customers c USING (customer) "
        "JOIN assignments a ON a.person = r.person WHERE a.position_group = 'support'"
    ).fetchall()
    assert judged == [("internal", "internal")]
