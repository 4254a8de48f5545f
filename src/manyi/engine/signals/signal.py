"""One signal: what was seen about a person or a unit, against whom, with which rows behind it."""

from dataclasses import dataclass

from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.signals.compare import Compared

Row = tuple[str, str]
"""A row of the evidence: its table and its key."""


@dataclass(frozen=True)
class Signal:
    """`found` of `n` rows looked at; `value` is the figure it rests on and `peers` the same figure of others in the group.

    p, adjusted and family stand where it was tested: the p-value, the same after Benjamini–Hochberg, and how many were
    tested together. `rows` are the evidence, in order; en and zh say it in a sentence. It opens a review and is no verdict.
    """

    signal: str
    clause: str
    kind: SubjectKind
    subject: str
    group: str
    n: int
    found: int
    value: str
    peers: str | None
    p: float | None
    adjusted: float | None
    family: int | None
    rows: tuple[Row, ...]
    en: str
    zh: str


@dataclass(frozen=True)
class Seen:
    """What a signal's own arithmetic found about one subject, before it becomes a line for people."""

    subject: str
    n: int
    found: int
    value: str
    peers: str | None
    rows: tuple[Row, ...]
    en: str
    zh: str
    tested: Compared | None = None


def signal_of(rule: CleanRule, kind: SubjectKind, group: str, seen: Seen) -> Signal:
    """The line for people."""
    tested = seen.tested
    return Signal(
        rule.kind, rule.clause or "", kind, seen.subject, group, seen.n, seen.found, seen.value, seen.peers,
        None if tested is None else tested.p, None if tested is None else tested.adjusted,
        None if tested is None else tested.family, seen.rows, seen.en, seen.zh,
    )  # fmt: skip
