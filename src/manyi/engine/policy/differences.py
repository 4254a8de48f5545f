"""Where two editions differ: the smallest places that people read as one thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from pydantic import BaseModel

from manyi.engine.policy.issues import Path
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.policy.sections.deciding import Exception_, Gift
from manyi.engine.policy.verbs import GradeCase, InlineAgain
from manyi.engine.policy.words import Rounding

NOTHING = object()
"""Stands where one of the two editions has nothing."""

_WHOLE = (Gift, Rounding, CleanRule, GradeCase, InlineAgain)


@dataclass(frozen=True)
class Difference:
    """A place, what stands there in either edition (or NOTHING), and the clause of the entry around it."""

    path: Path
    old: Any
    new: Any
    clause: str | None


def differences(old: Edition, new: Edition) -> list[Difference]:
    """Every difference, in the order of the newer file; what is only in the older one comes last in its section."""
    return list(_between(_opened(old), _opened(new), (), None))


def _opened(value: Any) -> Any:
    """A model as its keys, exceptions by their ids; gifts, roundings, cases and cleaning rules stay whole."""
    if isinstance(value, BaseModel) and not isinstance(value, _WHOLE):
        fields = type(value).model_fields
        return {
            info.alias or name: getattr(value, name)
            for name, info in fields.items()
            if getattr(value, name) is not None
        }
    if isinstance(value, list) and value and all(isinstance(item, Exception_) for item in value):
        return {item.id: item for item in value}
    return value


def _between(old: Any, new: Any, path: Path, clause: str | None) -> Iterator[Difference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        own = _clause(new, _clause(old, clause)) if path else None  # the edition's own says only when it is in force
        yield from _between_keys(old, new, path, own)
    elif _counts(old) and _counts(new):
        yield from _between_items(old, new, path, clause)
    elif old != new:
        yield Difference(path, old, new, clause)


def _between_keys(
    old: Mapping[Any, Any], new: Mapping[Any, Any], path: Path, clause: str | None
) -> Iterator[Difference]:
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = (_opened(side[key]) if key in side else NOTHING for side in (old, new))
        if before is NOTHING or after is NOTHING:
            yield Difference((*path, key), before, after, _clause(after, _clause(before, clause)))
        else:
            yield from _between(before, after, (*path, key), clause)
    shared = [[key for key in one if key in other] for one, other in ((old, new), (new, old))]
    if path[-1:] == ("except",) and shared[0] != shared[1]:
        yield Difference(path, shared[0], shared[1], clause)


def _counts(value: Any) -> bool:
    """Whether a value is a list of things given or cleaning rules, compared one by one."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], Gift | CleanRule)


def _between_items(old: list[Any], new: list[Any], path: Path, clause: str | None) -> Iterator[Difference]:
    """What came, what went, and what stands in another's place; items that both lists hold in order are no difference."""
    matcher = SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False)
    for kind, first, after_first, second, after_second in matcher.get_opcodes():
        pairs = zip_longest(old[first:after_first], new[second:after_second], fillvalue=NOTHING)
        for place, (before, after) in enumerate(pairs) if kind != "equal" else ():
            at = (first if after is NOTHING else second) + place
            yield Difference((*path, at), before, after, _item_clause(after, _item_clause(before, clause)))


def _clause(value: Any, otherwise: str | None) -> str | None:
    return value.get("clause", otherwise) if isinstance(value, Mapping) else otherwise


def _item_clause(value: Any, otherwise: str | None) -> str | None:
    return value.clause if isinstance(value, CleanRule) else otherwise
