"""Beta-binomial shares: the rat tumour example."""

import pytest

from manyi.engine.statistics.shares import BetaPrior, prior_from_moments, share_posterior, share_prior

TUMOURS = [
    (0, 20), (0, 20), (0, 20), (0, 20), (0, 20), (0, 20), (0, 20), (0, 19), (0, 19), (0, 19),
    (0, 19), (0, 18), (0, 18), (0, 17), (1, 20), (1, 20), (1, 20), (1, 20), (1, 19), (1, 19),
    (1, 18), (1, 18), (2, 25), (2, 24), (2, 23), (2, 20), (2, 20), (2, 20), (2, 20), (2, 20),
    (2, 20), (1, 10), (5, 49), (2, 19), (5, 46), (3, 27), (2, 17), (7, 49), (7, 47), (3, 20),
    (3, 20), (2, 13), (9, 48), (10, 50), (4, 20), (4, 20), (4, 20), (4, 20), (4, 20), (4, 20),
    (4, 20), (10, 48), (4, 19), (4, 19), (4, 19), (5, 22), (11, 46), (12, 49), (5, 20), (5, 20),
    (6, 23), (5, 19), (6, 22), (6, 20), (6, 20), (6, 20), (16, 52), (15, 47), (15, 46), (9, 24),
]  # fmt: skip


def test_posterior_of_the_current_rats() -> None:
    posterior = share_posterior(4, 14, BetaPrior(1.4, 8.6))
    assert (round(posterior.estimate, 3), round(posterior.sd, 4)) == (0.225, 0.0835)
    assert posterior.reliability == pytest.approx(14 / 24)


def test_prior_from_the_seventy_historical_rates() -> None:
    rates = [x / n for x, n in TUMOURS]
    mean = sum(rates) / 70
    prior = prior_from_moments(mean, sum((r - mean) ** 2 for r in rates) / 69)
    assert (round(prior.a, 1), round(prior.b, 1)) == (1.4, 8.6)


def test_prior_that_allows_for_sampling_is_tighter() -> None:
    prior = share_prior(TUMOURS)
    assert prior is not None
    assert prior.a / (prior.a + prior.b) == pytest.approx(0.14, abs=0.01)
    assert prior.a + prior.b > 12.0


def test_equally_good_people_show_no_difference() -> None:
    assert share_prior([(18, 20)] * 10) is None
    assert share_prior([(20, 20), (30, 30)]) is None


def test_a_prior_that_no_beta_has_is_refused() -> None:
    with pytest.raises(ValueError, match="No beta distribution"):
        prior_from_moments(0.5, 0.25)
