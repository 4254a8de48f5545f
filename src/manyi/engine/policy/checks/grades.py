"""Grades: every case can be reached, every value finds a case, and lines run from left to right."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from manyi.engine.contract import Unit
from manyi.engine.policy.context import Context
from manyi.engine.policy.implication import holds, implies, sample_points
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.nature import Nature
from manyi.engine.policy.ranges import Range
from manyi.engine.policy.verbs import Grade, GradeCase
from manyi.engine.policy.words import Compare

_POINTS = Nature(Unit.POINTS)


def check(context: Context) -> Iterator[Issue]:
    """Issues of the cases of all grades, the appraisal's coefficient included."""
    for name, figure in context.figures.items():
        if isinstance(figure, Grade):
            nature = context.natures.of(figure.grade)
            if nature is not None:
                yield from _cases(context, ("figures", name), figure.cases, nature)
    appraisal = context.edition.apply.appraisal if context.edition.apply else None
    if appraisal is not None and appraisal.performance_pay is not None:
        path = ("apply", "appraisal", "performance_pay")
        yield from _cases(context, path, appraisal.performance_pay.cases, _POINTS)


def _cases(context: Context, path: Path, cases: Sequence[GradeCase], nature: Nature) -> Iterator[Issue]:
    shaped = True
    for place, case in enumerate(cases):
        inside: Path = (*path, "cases", place)
        if (case.is_ is None) == (case.line is None):
            shaped = False
            yield context.issue(
                inside,
                "case_shape",
                "a case gives either `is` (one number) or `line` (points to join); write exactly one of them",
                "每个 case 要么写 `is`（一个数），要么写 `line`（连接的点）；请只写其中一个",
            )
        yield from _line(context, inside, case)
    if shaped:
        yield from _order(context, path, cases, nature)


def _compare(case: GradeCase) -> Compare | None:
    if case.when is None:
        return None
    operator, operand = case.when
    return Compare("value", operator, operand)


def _order(context: Context, path: Path, cases: Sequence[GradeCase], nature: Nature) -> Iterator[Issue]:
    """The first case that holds decides; a case is lost when earlier ones hold wherever it does."""
    compares = [_compare(case) for case in cases]
    numbers = [compare.operand for compare in compares if compare is not None and isinstance(compare.operand, Decimal)]
    open_points = _points(numbers, nature)
    named = False
    for place, compare in enumerate(compares):
        taken = _taken(compare, open_points)
        known = [earlier for earlier in compares[:place] if earlier is not None and compare is not None]
        lost = not open_points or (taken is not None and not taken)
        if lost or (compare is not None and any(implies(compare, earlier) for earlier in known)):
            yield context.issue(
                (*path, "cases", place),
                "case_unreachable",
                "this case is never reached: the cases before it hold wherever it does, or no value lies there",
                "这个 case 永远轮不到：凡它成立之处，前面的 case 已经成立，或没有值会落在这里",
            )
            return
        named = named or taken is None
        open_points = [point for point in open_points if taken is None or point not in taken]
    if open_points and not named:
        yield context.issue(
            (*path, "cases"),
            "case_gap",
            f"no case holds for {open_points[0].normalize():f}, among others; add a last case without `when`, or widen one",
            f"对 {open_points[0].normalize():f} 等值没有 case 成立；请在最后加一个没有 `when` 的 case，或放宽其他 case",
        )


def _points(numbers: list[Decimal], nature: Nature) -> list[Decimal]:
    """Values that stand for all the figure can take, as far as the cases tell them apart."""
    span = nature.range
    ends = [end for end in (span.low, span.high) if end is not None]
    points = sample_points([*numbers, *ends])
    if nature.unit is Unit.COUNT:
        points = sorted({point.to_integral_value(way) for point in points for way in (ROUND_FLOOR, ROUND_CEILING)})
    return [point for point in points if _within(point, span)]


def _within(point: Decimal, span: Range) -> bool:
    return (span.low is None or point >= span.low) and (span.high is None or point <= span.high)


def _taken(compare: Compare | None, points: list[Decimal]) -> list[Decimal] | None:
    """The points a case holds for; None when it compares with a name, whose number is not known here."""
    if compare is None:
        return points
    if not isinstance(compare.operand, Decimal):
        return None
    return [point for point in points if holds(compare, point)]


def _line(context: Context, path: Path, case: GradeCase) -> Iterator[Issue]:
    standards = context.edition.standards
    rows = list(standards.rows.items()) if standards else []
    columns = standards.columns if standards else []
    named = any(isinstance(x, str) for x, _ in case.line or [])
    for label, row in rows if named else [("", [])]:
        values = dict(zip(columns, row, strict=False))
        xs = [values.get(x) if isinstance(x, str) else x for x, _ in case.line or []]
        for place, (before, after) in enumerate(pairwise(xs), start=1):
            if before is not None and after is not None and after <= before:
                where, zh_where = (f" for {label}", f"（{label}）") if label else ("", "")
                yield context.issue(
                    (*path, "line", place),
                    "line_order",
                    f"a line runs from left to right, but {after} follows {before}{where}; put the points in ascending order",
                    f"线段应从左到右，但 {before} 之后是 {after}{zh_where}；请按横坐标升序排列",
                )
                return
