"""Reliability gates and the answers they need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.statistics.gates import Gate, needed_for, needed_responses, passes

SIGMA2, TAU2 = 1.3476**2, 0.3165**2


@pytest.mark.parametrize(("reliability", "n"), [(0.0, 1), (0.70, 43), (0.80, 73)])
def test_answers_needed_in_the_support_data(reliability: float, n: int) -> None:
    assert needed_responses(reliability, SIGMA2, TAU2) == n


def test_needed_answers_when_the_formula_is_whole() -> None:
    assert needed_responses(0.80, 16.5, 1.0) == 66
    assert needed_responses(0.5, 20.0, 1.0) == 20


def test_no_number_of_answers_suffices_without_differences() -> None:
    gate = Gate(responses=30, reliability=0.70)
    assert needed_responses(0.70, 1.0, 0.0) is None
    assert needed_for(gate, 1.0, 0.0) is None
    assert needed_for(Gate(responses=5), 1.0, 0.0) == 5


def test_both_lines_must_be_reached_and_reaching_is_enough() -> None:
    gate = Gate(responses=30, reliability=0.70)
    assert [passes(30, 0.70, gate), passes(29, 0.99, gate), passes(500, 0.69, gate)] == [True, False, False]


@given(st.floats(0.01, 0.99), st.floats(0.01, 50.0), st.floats(0.01, 5.0))
def test_needed_is_the_smallest_that_passes(reliability: float, sigma2: float, tau2: float) -> None:
    gate = Gate(reliability=reliability)
    n = needed_for(gate, sigma2, tau2)
    assert n is not None
    assert passes(n, tau2 / (tau2 + sigma2 / n), gate)
    assert n == 1 or not passes(n - 1, tau2 / (tau2 + sigma2 / (n - 1)), gate)


@pytest.mark.parametrize(("responses", "reliability"), [(-1, 0.5), (0, 1.0), (0, 70.0)])
def test_an_impossible_gate_is_refused(responses: int, reliability: float) -> None:
    with pytest.raises(ValueError, match="A gate needs"):
        Gate(responses, reliability)
