"""Money: nothing is lost and nothing invented when it is split or scaled."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.decide.money import scaled, split

amounts = st.decimals(min_value=0, max_value=10**6, places=2)
parts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1)


def test_left_over_cents_go_to_the_largest_remainders_then_by_id() -> None:
    assert split(Decimal("100.00"), {"c": 1, "a": 1, "b": 1}) == {
        "a": Decimal("33.34"), "b": Decimal("33.33"), "c": Decimal("33.33"),
    }  # fmt: skip
    assert split(Decimal("0.05"), {"a": 1, "b": 2}) == {"a": Decimal("0.02"), "b": Decimal("0.03")}


@given(amounts, parts)
def test_a_split_adds_up_and_nobody_is_a_cent_from_the_exact_share(
    amount: Decimal, given_parts: dict[str, int]
) -> None:
    found = split(amount, given_parts)
    assert sum(found.values()) == amount
    whole = sum(given_parts.values())
    weights = given_parts if whole else dict.fromkeys(given_parts, 1)
    assert all(abs(found[name] * sum(weights.values()) - amount * part) < sum(weights.values()) * Decimal("0.01")
               for name, part in weights.items())  # fmt: skip


@given(st.lists(amounts, max_size=6), amounts)
def test_scaling_never_exceeds_what_is_available(asked: list[Decimal], available: Decimal) -> None:
    found = scaled(asked, available)
    assert sum(found, Decimal(0)) <= max(available, Decimal(0))
    assert found == asked if sum(asked) <= available else all(f <= a for f, a in zip(found, asked, strict=True))
