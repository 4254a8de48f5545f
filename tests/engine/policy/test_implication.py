"""Implication and contradiction of conditions, against what the conditions say of values."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from manyi.engine.policy.implication import clash, holds, implies, sample_points
from manyi.engine.policy.words import Compare, Condition, Group, read_condition

NAMES = ("a", "b")
OPERATORS = ("<", "<=", "==", "!=", ">=", ">")

compares = st.builds(
    Compare,
    st.sampled_from(NAMES),
    st.sampled_from(OPERATORS),
    st.integers(-2, 2).map(Decimal),
)
conditions = st.recursive(
    compares,
    lambda parts: st.builds(
        Group, st.sampled_from(("all", "any", "none")), st.lists(parts, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=4,
)
POINTS = sample_points(Decimal(n) for n in range(-2, 3))


def truth(condition: Condition, values: dict[str, Decimal]) -> bool:
    if isinstance(condition, Compare):
        return holds(condition, values[condition.name])
    found = [truth(part, values) for part in condition.parts]
    return {"all": all(found), "any": any(found), "none": not any(found)}[condition.kind]


@given(conditions, conditions)
def test_what_is_implied_holds_wherever_the_known_condition_does(known: Condition, asked: Condition) -> None:
    if implies(known, asked):
        assert all(truth(asked, {"a": a, "b": b}) for a in POINTS for b in POINTS if truth(known, {"a": a, "b": b}))


@given(compares, compares)
def test_implication_of_two_comparisons_is_complete(known: Compare, asked: Compare) -> None:
    points = [{"a": a, "b": b} for a in POINTS for b in POINTS]
    assert implies(known, asked) == all(truth(asked, point) for point in points if truth(known, point))


@given(st.lists(conditions, min_size=1, max_size=3))
def test_conditions_that_clash_never_hold_together(together: list[Condition]) -> None:
    if clash(together) is not None:
        points = [{"a": a, "b": b} for a in POINTS for b in POINTS]
        assert not any(all(truth(condition, point) for condition in together) for point in points)


def test_words_imply_lists_that_hold_them() -> None:
    one, two = read_condition({"fault": "intent"}), read_condition({"fault": ["intent", "gross_negligence"]})
    assert (implies(one, two), implies(two, one)) == (True, False)
    assert clash([one, read_condition({"fault": "none"})]) == (one, read_condition({"fault": "none"}))


def test_a_sure_comparison_is_another_than_a_plain_one() -> None:
    sure, plain = read_condition({"a": "< 70", "sure": "0.95"}), read_condition({"a": "< 80"})
    assert implies(sure, plain) is False
