"""Words in conditions that this edition defines itself: importance, names of rules and measures, groups."""

from collections.abc import Iterator, Mapping

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import asked, condition_paths, rules, tables_of
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.verbs import RowFigure

_LATENESS = ("first_reply_late", "solution_late")


def check(context: Context) -> Iterator[Issue]:
    """Issues of words that should be one of this edition's own names, and are not."""
    for path, column, word in _words(context):
        allowed, what = _defined(context).get(column, ((), ("", "")))
        if allowed and word not in allowed:
            yield context.unknown(path, "word", word, what, allowed)


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about rules of other editions, and about lateness without promises."""
    edition = context.edition
    names = [*edition.decide.awards, *edition.decide.penalties]
    for path, column, word in _words(context):
        if column in ("decisions.rule", "rectifications.rule") and word not in names:
            yield context.unknown(path, "rule_elsewhere", word, ("a rule of this edition", "本版次的规则"), names)
        if column == "decisions.measure" and word not in edition.decide.measures:
            what = ("a measure of this edition", "本版次的措施")
            yield context.unknown(path, "rule_elsewhere", word, what, edition.decide.measures)
    for name, figure in context.figures.items():
        late = isinstance(figure, RowFigure) and _late(figure)
        if late and not edition.collect.promises:
            yield context.issue(
                ("figures", name),
                "no_promises",
                "lateness is measured against promises, but collect.promises is missing; only cases that bring their own "
                "deadline will count",
                "迟延以承诺时限衡量，但没有写 collect.promises；只有自带期限的工单会计入",
            )


def _late(figure: RowFigure) -> bool:
    words = str(figure.where), str(getattr(figure, "among", None)), str(getattr(figure, "of", None))
    return any(late in word for word in words for late in _LATENESS)


def _defined(context: Context) -> Mapping[str, tuple[list[str], tuple[str, str]]]:
    edition = context.edition
    return {
        "cases.importance": (
            list(edition.collect.promises),
            ("an importance under collect.promises", " collect.promises 中的重要程度"),
        ),
        "assignments.position_group": (list(edition.position_groups), ("a position group", "岗位组")),
    }


def _words(context: Context) -> Iterator[tuple[Path, str, str]]:
    """Every word compared with, with its place and the column as table.column."""
    for name, figure in context.figures.items():
        if isinstance(figure, RowFigure):
            for key, table in (("where", 0), ("among", 0), ("per_where", 1)):
                path: Path = ("figures", name, key)
                if context.document.at(path) is not None:
                    yield from _compared(context, path, tables_of(figure)[table])
    homes = {"importance": "cases", "position_group": "assignments"}
    for rule in rules(context.edition):
        for condition in condition_paths(rule):
            for place, column, word in _compared(context, condition, ""):
                yield place, homes.get(column[1:], "") + column, word


def _compared(context: Context, path: Path, table: str) -> Iterator[tuple[Path, str, str]]:
    for question in asked(context.document.at(path), path):
        operand = question.compare.operand
        for word in operand if isinstance(operand, tuple) else (operand,):
            if isinstance(word, str):
                yield question.path, f"{table}.{question.compare.name}", word
