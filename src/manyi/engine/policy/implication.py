"""Whether one condition always holds when another does, and whether several can hold together at all."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from manyi.engine.policy.words import Compare, Condition, Group

_HALF = Decimal("0.5")


def implies(known: Condition, asked: Condition) -> bool:
    """Whether `asked` holds whenever `known` does, as far as comparisons with numbers and words can show.

    Sound, not complete: True is always right; False may mean "not shown".
    """
    if known == asked:
        return True
    if isinstance(known, Group) and known.kind == "any":
        return all(implies(part, asked) for part in known.parts)
    if isinstance(asked, Group) and asked.kind == "all":
        return all(implies(known, part) for part in asked.parts)
    if isinstance(asked, Group) and asked.kind == "any" and any(implies(known, part) for part in asked.parts):
        return True
    if isinstance(known, Group) and known.kind == "all":
        return any(implies(part, asked) for part in known.parts)
    if isinstance(known, Compare) and isinstance(asked, Compare):
        return _compare_implies(known, asked)
    return False


def _compare_implies(known: Compare, asked: Compare) -> bool:
    if known.name != asked.name or known.sure != asked.sure:
        return False
    one, other = known.operand, asked.operand
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        points = sample_points([one, other])
        return all(holds(asked, point) for point in points if holds(known, point))
    words, others = _words(known), _words(asked)
    return words is not None and others is not None and words <= others


def _words(compare: Compare) -> frozenset[object] | None:
    """The words an equality allows; None for other comparisons."""
    if compare.operator != "==" or isinstance(compare.operand, Decimal):
        return None
    return frozenset(compare.operand) if isinstance(compare.operand, tuple) else frozenset({compare.operand})


def holds(compare: Compare, value: Decimal) -> bool:
    """Whether a value meets a comparison with a number."""
    number = compare.operand
    if not isinstance(number, Decimal):
        raise TypeError(f"{compare} compares with no number")
    return {
        "<": value < number,
        "<=": value <= number,
        "==": value == number,
        "!=": value != number,
        ">=": value >= number,
        ">": value > number,
    }[compare.operator]


def clash(conditions: Iterable[Condition | None]) -> tuple[Compare, Compare] | None:
    """Two comparisons that can never hold together although all conditions ask for both; None when none is found."""
    needed = [compare for condition in conditions for compare in _needed(condition)]
    for place, one in enumerate(needed):
        for other in needed[:place]:
            if one.name == other.name and _exclude(other, one):
                return other, one
    return None


def _needed(condition: Condition | None) -> Iterator[Compare]:
    """Comparisons that must hold for the condition to hold."""
    if isinstance(condition, Compare):
        yield condition
    elif condition is not None and (condition.kind == "all" or (condition.kind == "any" and len(condition.parts) == 1)):
        for part in condition.parts:
            yield from _needed(part)


def _exclude(one: Compare, other: Compare) -> bool:
    a, b = one.operand, other.operand
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return not any(holds(one, point) and holds(other, point) for point in sample_points([a, b]))
    words, others = _words(one), _words(other)
    return words is not None and others is not None and not words & others


def sample_points(numbers: Iterable[Decimal]) -> list[Decimal]:
    """One point in every stretch that the numbers cut the line into, the numbers themselves included."""
    ordered = sorted(set(numbers))
    if not ordered:
        return [Decimal(0)]
    between = [(low + high) * _HALF for low, high in pairwise(ordered)]
    return sorted([ordered[0] - 1, *ordered, *between, ordered[-1] + 1])
