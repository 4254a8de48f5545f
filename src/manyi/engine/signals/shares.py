"""Shares in words, and which tests raise an alarm."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.signals.compare import Compared


def percent(part: int, whole: int) -> str:
    """A share with one decimal place: 41.7%."""
    return f"{(Decimal(100 * part) / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)}%" if whole else "–"


def alarmed(tests: Mapping[str, Compared], rule: CleanRule) -> Iterator[tuple[str, Compared]]:
    """The subjects whose adjusted p-value is as small as the edition's `sure` asks, in id order."""
    for subject in sorted(tests):
        if tests[subject].adjusted <= 1.0 - float(rule.sure or 0):
            yield subject, tests[subject]
