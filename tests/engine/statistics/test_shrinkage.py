"""Shrinkage against published analyses, lme4 and its own promise of coverage."""

import csv
import gzip
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.statistics.shrinkage import shrink, shrink_subjects
from manyi.engine.statistics.variance_components import (
    Method,
    Sample,
    SubjectMoments,
    from_observations,
    from_sums,
    variance_components,
)

RATIOS = [
    [1738, 1642, 1794, 2051, 2079, 2234, 2032, 2035, 2115, 2262, 2267, 2517],
    [1364, 1408, 1597, 1444, 1342, 1675, 1470, 1448, 1464, 1831, 1612, 1471],
    [1759, 1685, 1479, 1763, 1674, 2103, 1502, 1622, 1828, 2155, 2233, 2059],
    [1223, 1146, 1010, 1257, 1426, 1532, 1953, 1123, 1343, 1243, 1762, 1306],
    [1456, 1499, 1609, 1741, 1482, 1572, 1606, 1735, 1607, 1573, 1613, 1690],
]
EXPOSURES = [
    [7861, 9251, 8706, 8575, 7917, 8263, 9456, 8003, 7365, 7832, 7849, 9077],
    [1622, 1742, 1523, 1515, 1622, 1602, 1964, 1515, 1527, 1748, 1654, 1861],
    [1147, 1357, 1329, 1204, 998, 1077, 1277, 1218, 896, 1003, 1108, 1121],
    [407, 396, 348, 341, 315, 328, 352, 331, 287, 384, 321, 342],
    [2902, 3172, 3046, 3068, 2693, 2910, 3275, 2697, 2663, 3017, 3242, 3425],
]
DYESTUFF = [
    [1545, 1440, 1440, 1520, 1580],
    [1540, 1555, 1490, 1560, 1495],
    [1595, 1550, 1605, 1510, 1560],
    [1445, 1440, 1595, 1465, 1545],
    [1595, 1630, 1515, 1635, 1625],
    [1520, 1455, 1450, 1480, 1445],
]


def tally(answers: list[int]) -> SubjectMoments:
    return from_sums(len(answers), sum(answers), sum(x * x for x in answers))


def test_hachemeister_bühlmann_straub() -> None:
    states = [from_observations(r, w) for r, w in zip(RATIOS, EXPOSURES, strict=True)]
    components, scores = shrink_subjects(Sample.of(states), "anova")
    assert round(components.mu, 4) == 1683.7134
    assert round(components.tau2, 3) == 89638.726
    assert round(components.sigma2, 1) == 139120025.9
    assert [round(x, 7) for x in scores.reliability.tolist()] == [0.9847404, 0.9276352, 0.8984754, 0.7279092, 0.9587911]
    assert [round(x, 3) for x in scores.estimate.tolist()] == [2055.165, 1523.706, 1793.444, 1442.967, 1603.285]


@pytest.mark.parametrize("method", ["anova", "reml"])
def test_dyestuff_is_the_same_by_both_methods(method: Method) -> None:
    components, scores = shrink_subjects(Sample.of([tally(batch) for batch in DYESTUFF]), method)
    assert (components.mu, round(components.tau2, 2), round(components.sigma2, 2)) == (1527.5, 1764.05, 2451.25)
    effects = [round(x - components.mu, 4) for x in scores.estimate.tolist()]
    assert effects == [-17.6069, 0.3913, 28.5622, -23.0845, 56.7332, -44.9953]


def test_support_csat_agrees_with_lme4_for_every_agent(shared_data: Path) -> None:
    folder = shared_data / "support_csat"
    answers, reference = folder / "customer_support_full_85907.csv.gz", folder / "reference_agent_blup_lme4.csv"
    if not answers.exists() or not reference.exists():
        pytest.skip("The support CSAT data with lme4's reference values are not beside this checkout.")
    sums: dict[str, list[int]] = {}
    with gzip.open(answers, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            x = int(row["CSAT Score"])
            agent = sums.setdefault(row["Agent_name"], [0, 0, 0])
            agent[0], agent[1], agent[2] = agent[0] + 1, agent[1] + x, agent[2] + x * x
    with reference.open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    assert {row["Agent_name"] for row in expected} == set(sums)
    components, scores = shrink_subjects(Sample.of([from_sums(*sums[row["Agent_name"]]) for row in expected]))
    sds = round(math.sqrt(components.tau2), 4), round(math.sqrt(components.sigma2), 4)
    assert (round(components.mu, 4), *sds) == (4.2018, 0.3165, 1.3476)
    effects = (scores.estimate - components.mu).tolist()
    assert effects == pytest.approx([float(row["blup"]) for row in expected], abs=2e-6)


def test_reml_in_unbalanced_data_is_a_minimum_of_the_marginal_likelihood() -> None:
    subjects = [tally(batch[: 2 + k % 4]) for k, batch in enumerate(DYESTUFF)]
    found = variance_components(Sample.of(subjects), "reml")

    def deviance(tau2: float, sigma2: float) -> float:
        variances = [tau2 + sigma2 / s.weight for s in subjects]
        mu = sum(s.mean / v for s, v in zip(subjects, variances, strict=True)) / sum(1 / v for v in variances)
        within = sum((s.observations - 1) * math.log(sigma2) + s.within / sigma2 for s in subjects)
        between = sum(math.log(v) + (s.mean - mu) ** 2 / v for s, v in zip(subjects, variances, strict=True))
        return within + between + math.log(sum(1 / v for v in variances))

    best = deviance(found.tau2, found.sigma2)
    for change in (0.999, 1.001):
        assert deviance(found.tau2 * change, found.sigma2) > best
        assert deviance(found.tau2, found.sigma2 * change) > best


@pytest.mark.parametrize("method", ["anova", "reml"])
def test_equal_people_show_no_difference(method: Method) -> None:
    components, scores = shrink_subjects(Sample.of([tally([1, 5, 3, 5]), tally([1, 5, 3, 5, 1, 5, 3, 5])]), method)
    assert (components.mu, components.tau2) == (3.5, 0.0)
    assert (scores.estimate.tolist(), scores.reliability.tolist(), scores.sd.tolist()) == (
        [3.5] * 2,
        [0.0] * 2,
        [0.0] * 2,
    )
    assert np.all(scores.sd_total > 0.0)


@pytest.mark.parametrize("method", ["anova", "reml"])
def test_no_scatter_within_means_full_reliability(method: Method) -> None:
    components, scores = shrink_subjects(Sample.of([tally([4, 4]), tally([5, 5, 5])]), method)
    assert components.sigma2 == 0.0
    assert (scores.estimate.tolist(), scores.reliability.tolist()) == ([4.0, 5.0], [1.0, 1.0])


def test_everybody_always_the_same_is_no_difference() -> None:
    components, scores = shrink_subjects(Sample.of([tally([5, 5]), tally([5, 5, 5])]))
    assert (components.mu, components.tau2, components.sigma2) == (5.0, 0.0, 0.0)
    assert (scores.estimate.tolist(), scores.reliability.tolist()) == ([5.0, 5.0], [0.0, 0.0])


def test_order_of_subjects_does_not_change_a_bit() -> None:
    subjects = [tally(batch) for batch in DYESTUFF]
    components, scores = shrink_subjects(Sample.of(subjects))
    backwards, reversed_scores = shrink_subjects(Sample.of(subjects[::-1]))
    assert (backwards, reversed_scores.estimate[::-1].tolist()) == (components, scores.estimate.tolist())


def test_too_little_to_estimate_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2 subjects"):
        variance_components(Sample.of([tally([1, 2])]))
    with pytest.raises(ValueError, match="repeated answers"):
        variance_components(Sample.of([tally([1]), tally([2])]))
    with pytest.raises(ValueError, match="pool the variance"):
        shrink(np.array([1.0, 2.0]), np.array([0.0, 1.0]), 1.5, 0.0)


@given(
    st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=30), min_size=3, max_size=12),
    st.sampled_from(["anova", "reml"]),
)
def test_an_estimate_lies_between_the_own_mean_and_the_common_mean(people: list[list[int]], method: Method) -> None:
    subjects = [tally(answers) for answers in people]
    components, scores = shrink_subjects(Sample.of(subjects), method)
    for subject, estimate in zip(subjects, scores.estimate.tolist(), strict=True):
        low, high = sorted((subject.mean, components.mu))
        assert low - 1e-9 <= estimate <= high + 1e-9
    assert np.all((scores.reliability >= 0.0) & (scores.reliability <= 1.0))
    assert np.all(scores.sd <= scores.sd_total)


def test_the_shown_interval_allows_for_what_is_not_known_of_both_parameters() -> None:
    """Equal variances v = 3, τ² = 1, m = 4: λv = 0.75, (1−λ)²(τ²+v)/m = 0.5625, v²/(τ²+v)³·2(τ²+v)²/m = 1.125, twice."""
    scores = shrink(np.array([1.0, 2.0, 3.0, 4.0]), np.full(4, 3.0), 2.5, 1.0)
    assert scores.sd.tolist() == pytest.approx([math.sqrt(0.75)] * 4)
    assert scores.sd_total.tolist() == pytest.approx([math.sqrt(0.75 + 0.5625 + 2 * 1.125)] * 4)
