"""All signals that an edition asks for, about people and units, in one period."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import duckdb

from manyi.engine.periods import Period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.signals.begging import begging
from manyi.engine.signals.bursts import burst
from manyi.engine.signals.contacts import contact_changed, shared_device
from manyi.engine.signals.coverage import coverage_skew, unhappy_skipped
from manyi.engine.signals.jumps import jump
from manyi.engine.signals.scene import Scene
from manyi.engine.signals.signal import Seen, Signal, signal_of
from manyi.engine.subjects import Subjects

_KINDS: tuple[SubjectKind, ...] = ("person", "unit")
_FINDERS: dict[str, Callable[[Scene, CleanRule], Iterator[Seen]]] = {
    "coverage_skew": coverage_skew,
    "unhappy_skipped": unhappy_skipped,
    "burst": burst,
    "jump": jump,
    "contact_changed": contact_changed,
    "shared_device": shared_device,
    "begging": begging,
}
_OF_ONE_PERSON = ("burst",)
"""Signals about people only: a whole store may well get ten answers in ten minutes."""


def find_signals(
    edition: Edition,
    connection: duckdb.DuckDBPyConnection,
    period: Period,
    subjects: Mapping[SubjectKind, Subjects],
    excluded: Sequence[int],
) -> tuple[Signal, ...]:
    """Signals in the edition's order, people before units, then by id; an edition that asks for none costs nothing.

    `excluded`: places of the responses that do not count. Subjects of each kind are held against each other within their
    group; those about whom nothing was seen are not listed.
    """
    rules = [rule for rule in edition.clean if rule.signal is not None]
    found = []
    for rule in rules:
        for kind in _KINDS if rule.signal not in _OF_ONE_PERSON else _KINDS[:1]:
            scene = Scene(
                connection, period.days, edition.time_zone, subjects[kind], excluded, edition.collect.answer_minimum
            )
            found += [
                signal_of(rule, kind, scene.groups[seen.subject], seen) for seen in _FINDERS[rule.kind](scene, rule)
            ]
    return tuple(found)
