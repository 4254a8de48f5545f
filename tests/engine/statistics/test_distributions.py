"""Own distribution functions against an independent library."""

import pytest
from scipy import special

from manyi.engine.statistics import distributions as d


@pytest.mark.parametrize("df", [1.0, 2.5, 9.0, 99.0, 5000.0])
@pytest.mark.parametrize("t", [-30.0, -3.0, -0.01, 0.0, 0.5, 2.0, 8.0])
def test_student_t_agrees_also_far_in_the_tail(df: float, t: float) -> None:
    assert d.student_t_cdf(t, df) == pytest.approx(float(special.stdtr(df, t)), rel=1e-10, abs=1e-300)


@pytest.mark.parametrize(("confidence", "df", "t"), [(0.95, 9, 2.262157), (0.95, 30, 2.042272), (0.99, 4, 4.604095)])
def test_published_t_quantiles(confidence: float, df: int, t: float) -> None:
    assert d.two_sided_t(confidence, df) == pytest.approx(t, abs=5e-7)


def test_published_normal_quantile() -> None:
    assert d.two_sided_z(0.95) == pytest.approx(1.959964, abs=5e-7)


@pytest.mark.parametrize(("a", "b"), [(2.0, 3.0), (0.5, 0.5), (1000.0, 3.0), (1.4, 8.6)])
@pytest.mark.parametrize("p", [0.025, 0.5, 0.975])
def test_beta_quantile(a: float, b: float, p: float) -> None:
    assert d.beta_quantile(p, a, b) == pytest.approx(float(special.betaincinv(a, b, p)), rel=1e-11)


@pytest.mark.parametrize(
    ("k", "n", "share"), [(-1, 10, 0.3), (0, 10, 0.3), (3, 10, 0.3), (10, 10, 0.3), (420, 500, 0.9)]
)
def test_binomial_cdf(k: int, n: int, share: float) -> None:
    expected = float(special.bdtr(k, n, share)) if k >= 0 else 0.0
    assert d.binomial_cdf(k, n, share) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("shape", [0.5, 3.0, 16.0, 990.0])
@pytest.mark.parametrize("p", [0.025, 0.5, 0.975])
def test_gamma_quantile(shape: float, p: float) -> None:
    assert d.gamma_quantile(p, shape) == pytest.approx(float(special.gammaincinv(shape, p)), rel=1e-10)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_a_confidence_outside_0_and_1_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        d.two_sided_z(confidence)
