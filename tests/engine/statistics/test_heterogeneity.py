"""Known sampling variances: published meta-analyses."""

import csv
from pathlib import Path

import pytest

from manyi.engine.statistics.heterogeneity import Method, heterogeneity

SCHOOLS = [28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0]
SCHOOL_VARIANCES = [se * se for se in (15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0)]


@pytest.mark.parametrize("method", ["dl", "pm", "reml"])
def test_eight_schools_show_no_difference(method: Method) -> None:
    result = heterogeneity(SCHOOLS, SCHOOL_VARIANCES, method)
    assert (round(result.mu, 5), round(result.mu_se, 5), result.tau2) == (7.68562, 4.07192, 0.0)


@pytest.mark.parametrize(("method", "tau2"), [("dl", 773.438), ("pm", 1118.823), ("reml", 1117.166)])
def test_pisa_mathematics(shared_data: Path, method: Method, tau2: float) -> None:
    table = shared_data / "reference" / "pisa2018.csv"
    if not table.exists():
        pytest.skip("The PISA 2018 table is not beside this checkout.")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    scores = [float(row["math_score"]) for row in rows]
    result = heterogeneity(scores, [float(row["math_se"]) ** 2 for row in rows], method)
    assert round(result.tau2, 3) == tau2


def test_equal_variances_agree_with_the_plain_variance() -> None:
    assert heterogeneity([1.0, 5.0, 9.0], [4.0] * 3, "reml").tau2 == pytest.approx(12.0)
    assert heterogeneity([1.0, 5.0, 9.0], [4.0] * 3, "pm").tau2 == pytest.approx(12.0)
    assert heterogeneity([1.0, 5.0, 9.0], [4.0] * 3, "dl").tau2 == pytest.approx(12.0)


def test_a_variance_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="pool the variance"):
        heterogeneity([1.0, 2.0], [0.0, 1.0])
