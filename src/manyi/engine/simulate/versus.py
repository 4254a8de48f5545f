"""Two editions over the same evidence: every decision that one makes and the other does not, and why not."""

from collections.abc import Iterator

from manyi.engine.decide.decisions import Decision
from manyi.engine.simulate.outcome import Differing, EditionRun, PeriodRun, Versus, sort_of

Key = tuple[str, str, str, str]  # period, kind of subject, subject, rule


def versus(first: EditionRun, second: EditionRun) -> Versus:
    """What differs, by period, kind of subject, subject, rule."""
    one, two = _decided(first), _decided(second)
    differing = (_differing(key, one.get(key), two.get(key), first, second) for key in sorted(one.keys() | two.keys()))
    return Versus(first=first.name, second=second.name, differing=tuple(found for found in differing if found))


def _decided(run: EditionRun) -> dict[Key, Decision]:
    return {(period.label, d.subject_kind, d.subject, d.rule): d for period, d in run.decisions()}


def _differing(
    key: Key, one: Decision | None, two: Decision | None, first: EditionRun, second: EditionRun
) -> Differing | None:
    made, run = (one, first) if one is not None else (two, second)
    detail = (_detail(one), _detail(two))
    if made is None or (one is not None and two is not None and detail[0] == detail[1]):
        return None
    without = None if one and two else second if two is None else first
    return Differing(
        period=key[0], subject_kind=made.subject_kind, subject=made.subject, rule=made.rule, sort=sort_of(made, run.edition),
        first=one is not None, second=two is not None, detail=detail,
        reason="other" if without is None else _why_not(key, without),
    )  # fmt: skip


def _detail(decision: Decision | None) -> str:
    """What a decision comes to: its measure, or its money where it gives any."""
    if decision is None:
        return ""
    return decision.measure or (str(decision.cash) if decision.cash else "honour")


def _why_not(key: Key, run: EditionRun) -> str:
    period, _, subject, rule = key
    decide = run.edition.decide
    if rule not in decide.awards and rule not in decide.penalties:
        return "no_rule"
    found = next((held for held in _held(run, period) if (rule, subject) in held.held_back), None)
    return "not_met" if found is None else found.held_back[rule, subject]


def _held(run: EditionRun, period: str) -> Iterator[PeriodRun]:
    return (one for one in run.periods if one.period.label == period)
