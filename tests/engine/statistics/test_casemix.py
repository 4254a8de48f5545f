"""Case-mix adjustment against ordinary least squares with person dummies."""

import csv
import gzip
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyi.engine.statistics.casemix import Cells, adjust
from manyi.engine.statistics.variance_components import variance_components

answers = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 3), st.integers(1, 5)), min_size=8, max_size=60
)


def cells_of(rows: list[tuple[int, int, int, int]]) -> Cells:
    tallies: dict[tuple[int, int, int], list[int]] = {}
    people: dict[int, list[int]] = {}
    for subject, a, b, x in rows:
        tally = tallies.setdefault((subject, a, b), [0, 0])
        tally[0], tally[1] = tally[0] + 1, tally[1] + x
        people.setdefault(subject, []).append(x)
    within = math.fsum(sum(x * x for x in own) - sum(own) ** 2 / len(own) for own in people.values())
    keys, sums = np.array(list(tallies)), np.array(list(tallies.values()))
    return Cells(keys[:, 0], keys[:, 1:], sums[:, 0], sums[:, 1], within)


@settings(deadline=None)
@given(answers)
def test_residuals_agree_with_least_squares(rows: list[tuple[int, int, int, int]]) -> None:
    rows += [(subject, 0, 0, 3) for subject in range(4)]
    result = adjust(cells_of(rows), 4)
    design = np.array(
        [[s == k for k in range(4)] + [a == k for k in (1, 2)] + [b == k for k in (1, 2, 3)] for s, a, b, _ in rows],
        dtype=float,
    )
    y = np.array([float(x) for *_, x in rows])
    beta, _, rank, _ = np.linalg.lstsq(design, y, rcond=1e-10)
    assert result.sample.within == pytest.approx(float(((y - design @ beta) ** 2).sum()), abs=1e-7)
    assert result.sample.fitted == rank - 4


@settings(deadline=None)
@given(answers)
def test_the_weighted_mean_stays_the_same(rows: list[tuple[int, int, int, int]]) -> None:
    rows += [(subject, 0, 0, 3) for subject in range(4)]
    sample = adjust(cells_of(rows), 4).sample
    n = np.bincount([s for s, *_ in rows])
    assert sample.observations == len(rows)
    assert math.fsum(n * sample.means) == pytest.approx(sum(x for *_, x in rows), abs=1e-7)


def test_equal_people_with_unequal_work_come_out_equal() -> None:
    # Phone is worth 5, chat 3, whoever answers; one person has mostly chats.
    rows = [(0, 0, 0, 5)] * 30 + [(0, 1, 0, 3)] * 10 + [(1, 0, 0, 5)] * 5 + [(1, 1, 0, 3)] * 25
    result = adjust(cells_of(rows), 2)
    overall = (35 * 5 + 35 * 3) / 70
    assert result.sample.means.tolist() == pytest.approx([overall, overall])
    assert result.sample.within == pytest.approx(0.0)
    (effect,) = result.effects
    assert (effect.factor, effect.level, effect.n) == (0, 1, 35)
    assert effect.value == pytest.approx(-2.0)


def test_weight_is_the_inverse_of_the_sampling_variance() -> None:
    rows = [(0, 0, 0, 5), (0, 1, 0, 3), (0, 1, 0, 4), (1, 0, 0, 5), (1, 0, 0, 2), (1, 0, 0, 4), (1, 1, 0, 1)]
    result = adjust(cells_of(rows), 2)
    # Every adjusted mean is linear in the answers: sum the squares of its coefficients.
    for subject in range(2):
        base = result.sample.means[subject]
        squares = 0.0
        for k, (s, a, b, x) in enumerate(rows):
            changed = [*rows[:k], (s, a, b, x + 1), *rows[k + 1 :]]
            squares += float(adjust(cells_of(changed), 2).sample.means[subject] - base) ** 2
        assert 1.0 / result.sample.weights[subject] == pytest.approx(squares)


def test_what_cannot_be_told_from_the_person_gets_no_effect() -> None:
    rows = [(0, 0, 0, 5), (0, 0, 0, 4), (0, 0, 0, 5), (1, 1, 0, 2), (1, 1, 0, 3)]
    result = adjust(cells_of(rows), 2)
    assert [e.value for e in result.effects] == [None]
    assert result.sample.fitted == 0
    assert result.sample.means.tolist() == pytest.approx([14 / 3, 2.5])


def test_columns_that_repeat_each_other_are_dropped_in_a_fixed_order() -> None:
    rows = [(s, a, a, 5 - a + s) for s in range(2) for a in (0, 0, 1)]
    effects = adjust(cells_of(rows), 2).effects
    assert [(e.factor, e.value) for e in effects] == [(0, pytest.approx(-1.0)), (1, None)]


def test_the_order_of_cells_does_not_change_a_bit() -> None:
    rows = [(k % 3, k % 2, k % 4, 1 + (7 * k) % 5) for k in range(90)]
    cells = cells_of(rows)
    turned = Cells(cells.subject[::-1], cells.levels[::-1], cells.n[::-1], cells.total[::-1], cells.within)
    first, second = adjust(cells, 3), adjust(turned, 3)
    assert first.effects == second.effects
    assert first.sample.means.tolist() == second.sample.means.tolist()
    assert first.sample.weights.tolist() == second.sample.weights.tolist()


def test_no_factors_leave_the_means_alone() -> None:
    none = np.zeros((2, 0), np.int64)
    found = adjust(Cells(np.array([0, 1]), none, np.array([2, 3]), np.array([9, 9]), 2.5), 2).sample
    assert (found.means.tolist(), found.weights.tolist(), found.within) == ([4.5, 3.0], [2.0, 3.0], 2.5)


@pytest.mark.parametrize(("subject", "n"), [([0, 0], [1, 0]), ([1, 1], [1, 1])])
def test_a_cell_or_a_subject_without_answers_is_refused(subject: list[int], n: list[int]) -> None:
    cells = Cells(np.array(subject), np.zeros((2, 0), np.int64), np.array(n), np.array([3, 3]), 0.0)
    with pytest.raises(ValueError, match=r"^A cell or a subject has no answers; leave out what cannot be judged\.$"):
        adjust(cells, 2)


def test_support_csat_with_channel_and_issue(shared_data: Path) -> None:
    source = shared_data / "support_csat" / "customer_support_full_85907.csv.gz"
    if not source.exists():
        pytest.skip("The support CSAT data are not beside this checkout.")
    codes: list[dict[str, int]] = [{}, {}, {}]
    rows = []
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = [
                c.setdefault(row[k], len(c))
                for c, k in zip(codes, ("Agent_name", "channel_name", "category"), strict=True)
            ]
            rows.append((key[0], key[1], key[2], int(row["CSAT Score"])))
    found = adjust(cells_of(rows), len(codes[0])).sample
    n = np.bincount([agent for agent, *_ in rows])
    assert math.fsum(n * found.means) == pytest.approx(sum(x for *_, x in rows))
    components = variance_components(found, "reml")
    assert found.fitted == len(codes[1]) - 1 + len(codes[2]) - 1
    assert math.sqrt(components.sigma2) < 1.3476
