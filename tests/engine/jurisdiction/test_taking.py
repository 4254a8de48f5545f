"""One month's taking: the published amounts, and what holds for every wage, debt and minimum wage."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.jurisdiction.law import law_on
from manyi.engine.jurisdiction.taking import CENT, Taking, take
from manyi.engine.wording.lawful import taking_words

DAY = date(2026, 1, 1)
RECOVERY, FINE = law_on("CN", DAY).limit("recovery"), law_on("CN-SZ", DAY).limit("fine")
NONE = Decimal(0)
money = st.decimals(min_value=0, max_value=100_000, places=2)


def taken(owed: str, wage: str, *, brought: str = "0", already: str = "0", minimum: str = "2490") -> Taking:
    return take(
        RECOVERY, owed=Decimal(owed), brought=Decimal(brought), wage=Decimal(wage), minimum_wage=Decimal(minimum),
        already=Decimal(already),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wage", "owed", "now", "carried", "held_by"),
    [
        ("5000", "1500", "1000", "500", "share_of_wage"),
        ("2600", "1500", "110", "1390", "minimum_wage"),
        ("2490", "1500", "0", "1500", "minimum_wage"),
        ("10000", "800", "800", "0", "owed"),
    ],
)
def test_the_published_amounts(wage: str, owed: str, now: str, carried: str, held_by: str) -> None:
    """Minimum wage 2490, a fifth of the wage."""
    found = taken(owed, wage)
    assert (found.taken, found.carried, found.held_by) == (Decimal(now), Decimal(carried), held_by)


@pytest.mark.parametrize(
    ("wage", "owed", "now", "held_by"),
    [
        ("5000.00", "1000.00", "1000.00", "owed"),
        ("5000.00", "1000.01", "1000.00", "share_of_wage"),
        ("3112.50", "622.50", "622.50", "owed"),
        ("3112.50", "622.51", "622.50", "share_of_wage"),
        ("3112.49", "622.51", "622.49", "minimum_wage"),
        ("2490.01", "10.00", "0.01", "minimum_wage"),
        ("2489.99", "10.00", "0.00", "minimum_wage"),
        ("4999.99", "2000.00", "999.99", "share_of_wage"),
    ],
)
def test_both_limits_at_the_cent(wage: str, owed: str, now: str, held_by: str) -> None:
    """At 3112.50 a fifth of the wage and what is above the minimum wage are the same; fractions of a cent stay with the person."""
    found = taken(owed, wage)
    assert (found.taken, found.held_by) == (Decimal(now), held_by)


def test_a_debt_is_paid_off_month_by_month() -> None:
    months = [taken("3200", "8000")]
    while months[-1].carried:
        months.append(taken("0", "8000", brought=str(months[-1].carried)))
    assert [(month.taken, month.carried) for month in months] == [
        (Decimal("1600.00"), Decimal(1600)),
        (Decimal("1600.00"), 0),
    ]


def test_what_is_beyond_the_limit_of_a_fine_is_given_up() -> None:
    found = take(FINE, owed=Decimal(2000), brought=NONE, wage=Decimal(5000), minimum_wage=Decimal(2520))
    assert (found.taken, found.carried, found.held_by) == (Decimal(1500), NONE, "share_of_wage")


@given(money, money, money, money, money)
def test_the_limits_hold_for_every_wage(
    owed: Decimal, brought: Decimal, wage: Decimal, minimum: Decimal, already: Decimal
) -> None:
    found = take(RECOVERY, owed=owed, brought=brought, wage=wage, minimum_wage=minimum, already=already)
    assert 0 <= found.taken <= found.claim
    assert found.taken == 0 or found.taken + already <= min(wage / 5, wage - minimum)
    assert found.taken + found.carried == owed + brought
    most = max(NONE, min(owed + brought, wage / 5 - already, wage - minimum - already))
    assert most - CENT < found.taken <= most


@given(money, money, money, money)
def test_more_owed_or_a_higher_wage_never_takes_less(
    owed: Decimal, wage: Decimal, more: Decimal, minimum: Decimal
) -> None:
    now = taken(str(owed), str(wage), minimum=str(minimum)).taken
    assert taken(str(owed + more), str(wage), minimum=str(minimum)).taken >= now
    assert taken(str(owed), str(wage + more), minimum=str(minimum)).taken >= now
    assert taken(str(owed), str(wage), minimum=str(minimum + more)).taken <= now


@given(
    st.decimals(min_value="0.01", max_value=5000, places=2),
    st.decimals(min_value=2540, max_value=20_000, places=2),
)
def test_above_the_minimum_wage_every_debt_is_paid_exactly(owed: Decimal, wage: Decimal) -> None:
    """At least 50 yuan a month, so at most 101 months for 5000; the instalments add up to the debt."""
    instalments, left = NONE, owed
    for _ in range(101):
        month = taken("0", str(wage), brought=str(left))
        instalments, left = instalments + month.taken, month.carried
    assert (instalments, left) == (owed, 0)


@pytest.mark.parametrize(
    ("taking", "zh", "en"),
    [
        (
            taken("1500", "5000"),
            "本月扣 1000.00 元，应扣 1500.00 元；以当月工资 5000.00 元的 20% 为限；结转 500.00 元",
            "1000.00 yuan this month of 1500.00 yuan owed; held to 20 % of the month's wage of 5000.00 yuan; "
            "500.00 yuan carried on",
        ),
        (
            taken("100", "2600", brought="400"),
            "本月扣 110.00 元，应扣 500.00 元（其中以前结转 400.00 元）；当月工资 2600.00 元，扣后不低于当地最低工资 2490.00 元；"
            "结转 390.00 元",
            "110.00 yuan this month of 500.00 yuan owed (400.00 yuan of it from earlier months); of a wage of 2600.00 yuan the "
            "minimum wage of 2490.00 yuan must be left; 390.00 yuan carried on",
        ),
        (taken("800", "10000"), "本月扣 800.00 元，应扣 800.00 元", "800.00 yuan this month of 800.00 yuan owed"),
        (
            taken("800", "5000", already="400"),
            "本月扣 600.00 元，应扣 800.00 元；以当月工资 5000.00 元的 20% 为限；当月另已扣 400.00 元；结转 200.00 元",
            "600.00 yuan this month of 800.00 yuan owed; held to 20 % of the month's wage of 5000.00 yuan; 400.00 yuan already "
            "taken by other measures; 200.00 yuan carried on",
        ),
        (
            take(FINE, owed=Decimal(2000), brought=NONE, wage=Decimal(5000), minimum_wage=Decimal(2520)),
            "本月扣 1500.00 元，应扣 2000.00 元；以当月工资 5000.00 元的 30% 为限；超出限额的 500.00 元不再扣",
            "1500.00 yuan this month of 2000.00 yuan owed; held to 30 % of the month's wage of 5000.00 yuan; 500.00 yuan beyond "
            "the limit not taken at all",
        ),
    ],
)  # fmt: skip
def test_a_taking_in_words(taking: Taking, zh: str, en: str) -> None:
    assert (taking_words(taking, "zh"), taking_words(taking, "en")) == (zh, en)
