"""Which kind of measure the law sees in a measure of an edition, by its kind, its title and what it needs."""

from collections.abc import Iterator

from manyi.engine.jurisdiction.profile import MeasureKind
from manyi.engine.policy.sections.deciding import Measure

WAGE_KINDS = ("pay", "recovery", "fine")
"""The kinds of measure in an edition that take money from a wage."""
_SAME: dict[str, MeasureKind] = {
    "support": "support", "criticism": "criticism", "warning": "warning", "points": "points", "pay": "performance_pay",
    "recovery": "recovery", "fine": "fine", "position": "demotion",
}  # fmt: skip
_DISMISSAL = ("解除劳动", "解雇", "辞退", "开除", "除名", "淘汰", "dismiss", "terminat", "sack")
_PAY_CUT = ("降薪", "减薪", "降低工资", "固定工资", "pay cut", "cut in pay", "cut of pay", "salary cut", "fixed pay")


def seen_by_law(measure: Measure) -> MeasureKind:
    """A change of position is a dismissal when it is called one or needs what only a dismissal needs; a change of pay is a
    pay cut when it is called one."""
    title = " ".join(_words(measure)).lower()
    if measure.kind == "position":
        ends = {"union_notice", "legal_review"} <= set(measure.needs) and "signed_amendment" not in measure.needs
        return "dismissal" if ends or any(word in title for word in _DISMISSAL) else "demotion"
    if measure.kind == "pay" and any(word in title for word in _PAY_CUT):
        return "pay_cut"
    return _SAME[measure.kind]


def _words(measure: Measure) -> Iterator[str]:
    yield from (measure.title.zh, measure.title.en)
