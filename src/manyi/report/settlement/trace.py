"""How a decision came about, clause by clause: each condition in the policy's words, the value met, and its mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from manyi.engine.decide.decisions import Decision, HeldBack, Step
from manyi.engine.policy.sections.deciding import Penalty
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.words import Compare, Condition
from manyi.engine.wording.conditions import Scope, compare_words
from manyi.engine.wording.names import name_words, title_words
from manyi.engine.wording.vocabulary import pick
from manyi.report.settlement.naming import measure_word
from manyi.report.settlement.reading import Reading

_NOTES = {
    "no evidence": ("没有记录", "no records"),
    "too few rows": ("记录太少", "too few records"),
    "a part is missing": ("缺少组成部分", "a part is missing"),
    "too few answers to show": ("答卷太少，不予显示", "too few answers to show"),
    "nothing to divide by": ("分母为零", "nothing to divide by"),
    "below the gate": ("样本或信度未达门槛", "below the gate"),
}
_GROUPS = {
    "all": ("以下各项须全部符合", "all of these must hold"),
    "any": ("以下任意一项符合即可", "any one of these is enough"),
    "none": ("以下各项均不得出现", "none of these may hold"),
}


@dataclass(frozen=True)
class Line:
    """One line of a trace: `mark` is held, not, open (not known), or empty for headings and rankings."""

    depth: int
    mark: str
    words: str
    met: str = ""
    note: str = ""
    clause: str = ""


def trace_lines(reading: Reading, found: Decision | HeldBack) -> list[Line]:
    """The trace of a decision or a near miss, in the order in which the rule asks."""
    rule = reading.rule(found.rule)
    scope = Scope(reading.edition, reading.lang, kind=found.subject_kind)
    steps = list(found.trace)
    lines: list[Line] = []
    if rule.when is not None:
        lines += _walk(reading, rule.when, steps, scope, 0)
    else:
        lines.append(Line(0, "", reading.t("没有附加条件", "no further conditions")))
    if steps and steps[0].operator == "rank":
        lines.append(_ranked(reading, steps.pop(0), found.subject_kind))
    if isinstance(rule, Penalty):
        for exception in rule.except_:
            title = exception.id if exception.title is None else title_words(exception.title, reading.lang)
            instead = name_words(exception.instead, reading.edition, reading.lang)
            words = reading.t(f"例外“{title}”：成立时，{instead}", f"exception “{title}”: if it holds, {instead}")
            lines += [Line(0, "", words, clause=exception.clause), *_walk(reading, exception.when, steps, scope, 1)]
    return lines


def _walk(reading: Reading, condition: Condition, steps: list[Step], scope: Scope, depth: int) -> Iterator[Line]:
    """The condition's tree; every comparison takes the next step of the trace."""
    if isinstance(condition, Compare):
        if steps:
            yield _line(reading, condition, steps.pop(0), scope, depth)
        return
    yield Line(depth, "", pick(reading.lang, *_GROUPS[condition.kind]))
    for part in condition.parts:
        yield from _walk(reading, part, steps, scope, depth + 1)


def _line(reading: Reading, compare: Compare, step: Step, scope: Scope, depth: int) -> Line:
    mark = "open" if step.held is None else "held" if step.held else "not"
    return Line(
        depth,
        mark,
        compare_words(compare, scope),
        _met(reading, compare, step, scope),
        _note(reading, step, scope.kind or "person"),
        step.clause,
    )


def _met(reading: Reading, compare: Compare, step: Step, scope: Scope) -> str:
    """The value met."""
    if step.value is None:
        return reading.t("没有数值", "no value")
    if isinstance(compare.operand, bool):
        return reading.t(*{"true": ("是", "yes"), "false": ("否", "no")}[step.value])
    return scope.value(compare.name, step.value) if isinstance(compare.operand, tuple) else step.value


def _note(reading: Reading, step: Step, kind: SubjectKind) -> str:
    """What stands behind the value: n, reliability, and for a test its p and how many were tested."""
    measure = measure_word(kind)
    told: list[str] = []
    if step.n is not None:
        told.append(f"n = {step.n}")
    if step.reliability is not None:
        told.append(reading.t(f"信度 {step.reliability}", f"reliability {step.reliability}"))
    if step.p is not None:
        told.append("p < 0.0001" if float(step.p) < 0.0001 else f"p = {step.p}")
    if step.family is not None:
        told.append(reading.t(f"同时检验 {step.family} {measure}", f"{step.family} tested together"))
    if step.note in _NOTES:
        told.append(reading.t(*_NOTES[step.note]))
    return reading.t("，", ", ").join(told)


def _ranked(reading: Reading, step: Step, kind: SubjectKind) -> Line:
    title = reading.figure_title(step.name)
    words = reading.t(f"按{title}排序", f"ranked by {title}")
    return Line(0, "", words, step.value or reading.t("没有数值", "no value"), _note(reading, step, kind), step.clause)


def evidence_by_table(evidence: Sequence[str]) -> dict[str, list[str]]:
    """`table:key` by table, in order."""
    found: dict[str, list[str]] = {}
    for one in evidence:
        table, _, key = one.partition(":")
        found.setdefault(table, []).append(key)
    return found
