"""What an analysis sees: only answers that count, inside the days, question by question, exact; and what follows from them."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import duckdb
import numpy as np
import pytest

from manyi.engine.analysis.asked import BLOCKS, Asked, added
from manyi.engine.analysis.drivers import FEWEST, drivers
from manyi.engine.analysis.questions import question_figures
from manyi.engine.analysis.weighting import Weighting, weighting
from manyi.engine.statistics.drivers import lmg
from manyi.engine.statistics.effort import effort
from manyi.engine.statistics.intervals import nps, wilson
from manyi.engine.statistics.sampling import design_effect

START, END = datetime(2026, 1, 1), datetime(2026, 4, 1)
INSIDE, BEFORE = "2026-02-10 08:00", "2025-12-31 23:59"
Row = tuple[str, str, int | None, int | None, int | None, int | None, str | None]
"""response, answered_at, kept (1–5), waited (1–5, low is good), recommend (0–10), easy (1–7), weight"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as found:
        found.execute(
            "create table responses (response text, answered_at timestamp, answer_kept integer, answer_waited integer, "
            "answer_recommend integer, answer_easy integer, weight decimal(18, 6))"
        )
        found.execute(
            """create table questions as select * from (values
               ('kept', 'service', 'rating', 1, 5, false, 'Was it kept?', null),
               ('waited', 'service', 'rating', 1, 5, true, 'Waited long?', null),
               ('recommend', null, 'recommend', 0, 10, false, 'Recommend?', null),
               ('easy', 'service', 'effort', 1, 7, false, 'Was it easy?', null),
               ('unasked', 'service', 'rating', 1, 5, false, '', null)
            ) t(question, dimension, kind, low, high, reversed, text, expected)"""
        )
        found.execute("create view counted_responses as select * from responses where response not like 'x%'")
        yield found


def asked(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> Asked:
    for row in rows:
        connection.execute("insert into responses values (?, ?, ?, ?, ?, ?, ?)", row)
    return Asked(connection, None, START, END)


def drawn(n: int, seed: int = 7) -> list[Row]:
    """Recommending follows `kept` strongly and `waited` a little."""
    draw = np.random.default_rng(seed)
    rows: list[Row] = []
    for k in range(n):
        kept, waited = (int(x) for x in draw.integers(1, 6, 2))
        recommend = int(np.clip(1.6 * kept - 0.4 * waited + 2 + draw.normal(0, 1), 0, 10))
        rows.append((f"r{k}", INSIDE, kept, waited, recommend, None, None))
    return rows


def test_each_kind_of_question_has_its_formula_and_interval(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Row] = [
        ("a", INSIDE, 5, 1, 10, 7, None), ("b", INSIDE, 4, 2, 9, 5, None), ("c", INSIDE, 3, 4, 7, 2, None),
        ("d", INSIDE, 1, None, 3, None, None), ("x1", INSIDE, 5, 5, 0, 1, None), ("e", BEFORE, 5, 5, 0, 1, None),
    ]  # fmt: skip
    found = {(one.question.id, one.formula): (one.n, one.value) for one in question_figures(asked(connection, rows))}
    scores = effort({7: 1, 5: 1, 2: 1})
    assert found == {
        ("easy", "effort_mean"): (3, scores.mean), ("easy", "effort_easy"): (3, scores.easy), ("easy", "effort_net"): (3, scores.net),
        ("kept", "top_two"): (4, wilson(2, 4)), ("recommend", "net_promoter"): (4, nps(2, 1, 1)),
        ("waited", "top_two"): (3, wilson(2, 3)),
    }  # fmt: skip


def test_blocks_hold_every_response_once_whatever_their_order(connection: duckdb.DuckDBPyConnection) -> None:
    rows = drawn(150)
    scene = asked(connection, list(reversed(rows)))
    kept, recommend = (next(one for one in scene.questions if one.id == name) for name in ("kept", "recommend"))
    found = scene.blocks([kept, recommend], [])
    whole = added(found)
    assert len(found) <= BLOCKS
    assert whole.n == 150
    pairs = [(row[2] or 0, row[4] or 0) for row in rows]
    assert whole.sums == (sum(x for x, _ in pairs), sum(y for _, y in pairs))
    assert whole.products[0][1] == sum(x * y for x, y in pairs)
    assert whole.less(found[0]).n == sum(block.n for block in found[1:])


def test_shares_are_those_of_the_rows_and_the_stronger_question_leads(connection: duckdb.DuckDBPyConnection) -> None:
    """E2.3: what goes along with satisfaction, as shares of R² with intervals."""
    rows = drawn(600)
    found = drivers(asked(connection, rows))
    (group,) = found.groups
    columns = [[float(row[k] or 0) for row in rows] for k in (2, 3, 4)]
    expected = lmg(columns[:2], columns[2])
    assert (found.answers, found.left_out, group.n, group.method) == (600, 0, 600, "lmg")
    assert group.r2 == pytest.approx(expected.r2)
    assert [one.question.id for one in group.drivers] == ["kept", "waited"]
    assert [one.share.value for one in group.drivers] == pytest.approx([part / expected.r2 for part in expected.parts])
    assert [one.index.value for one in group.drivers] == pytest.approx(
        [25 * (np.mean(columns[0]) - 1), 25 * (5 - np.mean(columns[1]))]
    )
    assert group.drivers[0].share.low > 0.5 > group.drivers[1].share.high


def test_a_question_that_matters_and_is_rated_low_comes_first(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Row] = [
        (r, at, max(1, (x or 1) - 2), 1 if (w or 1) < 5 else 2, y, e, k) for r, at, x, w, y, e, k in drawn(600)
    ]
    (group,) = drivers(asked(connection, rows)).groups
    assert [(one.question.id, one.quadrant) for one in group.drivers] == [
        ("kept", "improve_first"),
        ("waited", "enough"),
    ]


def test_too_few_alike_or_a_single_question_is_left_out_and_counted(connection: duckdb.DuckDBPyConnection) -> None:
    rows = drawn(FEWEST - 1) + [(f"s{k}", INSIDE, k % 5 + 1, None, k % 11, None, None) for k in range(FEWEST)]
    found = drivers(asked(connection, rows))
    assert (found.groups, found.answers, found.left_out) == ((), 2 * FEWEST - 1, 2 * FEWEST - 1)


def test_answers_that_do_not_vary_share_nothing_out(connection: duckdb.DuckDBPyConnection) -> None:
    rows: list[Row] = [(r, at, 5, w, y, e, k) for r, at, _, w, y, e, k in drawn(300)]
    found = drivers(asked(connection, rows))
    assert (found.groups, found.left_out) == ((), 300)


def test_nobody_is_asked_to_recommend(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("delete from questions where question = 'recommend'")
    assert drivers(asked(connection, drawn(10))).outcome is None


def test_weights_are_told_with_their_design_effect(connection: duckdb.DuckDBPyConnection) -> None:
    weights = ["1.5", "0.75", "2", None]
    rows: list[Row] = [(f"r{k}", INSIDE, 5, 1, 9, None, weight) for k, weight in enumerate(weights)]
    found = weighting(asked(connection, rows))
    assert (found.responses, found.weighted) == (4, 3)
    exact = 3 * (Fraction("2.25") + Fraction("0.5625") + 4) / Fraction("4.25") ** 2
    assert found.deff == float(exact)
    assert found.deff == pytest.approx(design_effect([float(Decimal(weight)) for weight in weights if weight]))
    assert found.effective == pytest.approx(3 / float(exact))


def test_without_weights_there_is_nothing_to_tell(connection: duckdb.DuckDBPyConnection) -> None:
    found = weighting(asked(connection, [("a", INSIDE, 5, 1, 9, None, None)]))
    assert (found, found.effective) == (Weighting(1, 0, None), None)
