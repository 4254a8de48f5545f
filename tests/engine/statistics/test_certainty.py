"""Certainty of belonging to the top."""

import csv
import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyi.engine.statistics.certainty import top_probability
from manyi.engine.statistics.distributions import normal_cdf
from manyi.engine.statistics.heterogeneity import heterogeneity
from manyi.engine.statistics.shrinkage import shrink

people = st.lists(st.tuples(st.floats(-3.0, 3.0), st.floats(0.2, 2.0)), min_size=2, max_size=9)


def test_poland_among_the_top_five_of_pisa_2018(shared_data: Path) -> None:
    table = shared_data / "reference" / "pisa2018.csv"
    if not table.exists():
        pytest.skip("The PISA 2018 table is not beside this checkout.")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    means = [float(row["math_score"]) for row in rows]
    variances = [float(row["math_se"]) ** 2 for row in rows]
    found = heterogeneity(means, variances)
    scores = shrink(np.array(means), np.array(variances), found.mu, found.tau2)
    probabilities = top_probability(scores.estimate.tolist(), scores.sd.tolist(), 5)
    poland = probabilities[[row["jurisdiction"] for row in rows].index("Poland")]
    assert poland == pytest.approx(0.533, abs=0.003)
    assert math.fsum(probabilities) == pytest.approx(5.0, abs=1e-9)


def test_two_subjects_have_a_closed_form() -> None:
    first, second = top_probability([1.0, 0.0], [0.6, 0.8], 1)
    assert first == pytest.approx(normal_cdf(1.0), abs=1e-12)
    assert second == pytest.approx(1.0 - normal_cdf(1.0), abs=1e-12)


@pytest.mark.parametrize("top", [1, 50, 250, 499])
def test_five_hundred_equal_people_share_the_places_equally(top: int) -> None:
    assert top_probability([7.0] * 500, [0.3] * 500, top) == pytest.approx([top / 500] * 500, abs=1e-10)


@settings(deadline=None, max_examples=40)
@given(people, st.data())
def test_probabilities_add_up_and_follow_the_order_of_equal_sds(
    subjects: list[tuple[float, float]], data: st.DataObject
) -> None:
    top = data.draw(st.integers(0, len(subjects)))
    estimates = [e for e, _ in subjects]
    assert math.fsum(top_probability(estimates, [sd for _, sd in subjects], top)) == pytest.approx(top, abs=1e-8)
    equal = top_probability(estimates, [0.5] * len(estimates), top)
    ranked = sorted(range(len(estimates)), key=lambda i: estimates[i])
    assert all(equal[a] <= equal[b] + 1e-9 for a, b in itertools.pairwise(ranked))


def test_no_difference_shown_leaves_only_the_chance_of_a_draw() -> None:
    assert top_probability([4.2] * 4, [0.0] * 4, 1) == (0.25,) * 4


def test_everyone_or_no_one_selected() -> None:
    assert top_probability([1.0, 2.0], [1.0, 1.0], 0) == (0.0, 0.0)
    assert top_probability([1.0, 2.0], [1.0, 1.0], 2) == (1.0, 1.0)


def test_a_subject_known_exactly_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0 for every subject"):
        top_probability([1.0, 2.0, 3.0], [0.0, 1.0, 1.0], 1)
