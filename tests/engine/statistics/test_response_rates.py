"""AAPOR rates."""

from fractions import Fraction

import pytest

from manyi.engine.statistics.response_rates import Dispositions, response_rates

COUNTS = Dispositions(
    complete=4, partial=2, refused=1, not_contacted=1, other=1, unknown_household=1, unknown_other=1, not_eligible=1
)


@pytest.mark.parametrize("e", [None, Fraction("0.9")])
def test_published_rates(e: Fraction | None) -> None:
    rates = response_rates(COUNTS, e)
    assert rates is not None
    found = [rates.rr1, rates.rr2, rates.rr3, rates.rr4, rates.rr5, rates.rr6]
    assert [round(float(r), 3) for r in found] == [0.364, 0.545, 0.370, 0.556, 0.444, 0.667]
    assert (rates.cooperation1, rates.refusal1, rates.contact1) == (Fraction(4, 8), Fraction(1, 11), Fraction(8, 11))


def test_no_rate_without_anyone_known_to_be_eligible() -> None:
    assert response_rates(Dispositions(unknown_other=7, not_eligible=2)) is None


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="counts of 0 or more"):
        Dispositions(complete=-1)
