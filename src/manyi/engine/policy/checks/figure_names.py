"""Names inside the figures section: what figures are made of, what they are called, and no figure made of itself."""

from collections.abc import Iterator

from manyi.engine.policy.chinese import SUBJECTS
from manyi.engine.policy.columns import subject_columns
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import case_names, is_reserved, operands, references, rules
from manyi.engine.policy.issues import Issue
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import Weigh


def check(context: Context) -> Iterator[Issue]:
    """Issues of figures' own names and of the names they use."""
    for name in context.figures:
        yield from _own_name(context, name)
        yield from _used_names(context, name)
    yield from circles(context)


def _standards(context: Context) -> list[str]:
    return context.edition.standards.columns if context.edition.standards else []


def _own_name(context: Context, name: str) -> Iterator[Issue]:
    path = ("figures", name)
    if is_reserved(name):
        yield context.issue(
            path,
            "reserved",
            f"`{name}` has its own meaning in conditions; give the figure another name",
            f"`{name}` 在条件中另有含义；请为指标换一个名称",
        )
    if name in _standards(context):
        yield context.issue(
            path,
            "clash",
            f"`{name}` is also a column of `standards`; give the figure another name",
            f"`{name}` 同时是 `standards` 的列；请为指标换一个名称",
        )
    kinds: set[SubjectKind] = {"person", "unit", *(rule.to for rule in rules(context.edition))}
    for kind in sorted(kinds):
        if name in subject_columns(kind):
            yield context.issue(
                path,
                "clash",
                f"`{name}` is also a fact known of every {kind}; give the figure another name",
                f"`{name}` 同时是{SUBJECTS[kind]}自身的一项数据；请为指标换一个名称",
            )
            return


def _used_names(context: Context, name: str) -> Iterator[Issue]:
    figure, path = context.figures[name], ("figures", name)
    for place, word in operands(figure):
        if word not in context.figures:
            yield context.unknown((*path, *place), "figure", word, ("a figure", "指标"), context.figures)
    known = [*context.figures, *_standards(context)]
    for place, word in case_names(figure):
        if word not in known:
            yield context.unknown(
                (*path, *place),
                "case_name",
                word,
                ("a number, a figure or a column of standards", "数字、指标或 standards 的列"),
                known,
            )
    if isinstance(figure, Weigh) and figure.with_ is not None and figure.with_ not in ("weight", *_standards(context)):
        yield context.unknown(
            (*path, "with"),
            "with",
            figure.with_,
            ("the dimensions' `weight` or a column of standards", "维度的 `weight`，也不是 standards 的列"),
            ["weight", *_standards(context)],
        )


def circles(context: Context) -> Iterator[Issue]:
    """One issue for each circle of figures that are made of each other, shown from its first figure on."""
    done: set[str] = set()
    for start in context.figures:
        circle = _circle(context, start, done)
        if circle:
            shown = " → ".join([*circle, circle[0]])
            yield context.issue(
                ("figures", circle[0]),
                "circle",
                f"the figure is made of itself: {shown}; break the circle",
                f"指标由自身计算而来：{shown}；请断开这个循环",
            )


def _circle(context: Context, start: str, done: set[str]) -> list[str]:
    """The first circle reachable from `start`, begun at its earliest figure; visited figures are added to `done`."""
    trail: list[str] = []
    found: list[str] = []

    def visit(name: str) -> None:
        if name in trail:
            found.extend(trail[trail.index(name) :] if not found else [])
            return
        if name in done or name not in context.figures:
            return
        trail.append(name)
        for _, word in references(context.edition, name):
            visit(word)
        trail.pop()
        done.add(name)

    visit(start)
    order = list(context.figures)
    first = min(range(len(found)), key=lambda place: order.index(found[place])) if found else 0
    return found[first:] + found[:first]
