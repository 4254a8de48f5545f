"""What is asked, promised, cleaned and published beforehand: dimensions, promises, working time, standards."""

from collections.abc import Iterator

from manyi.engine.calendar import CalendarError
from manyi.engine.calendar_rows import windows_from_text
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.policy.sections.who import Standards

_KEYS = {"fast": "below", "straight_line": "from", "duplicate": "of"}


def check(context: Context) -> Iterator[Issue]:
    """Issues of the sections collect, clean and standards."""
    edition = context.edition
    yield from unreadable_windows(context)
    for place, rule in enumerate(edition.clean):
        yield from _clean(context, ("clean", place), rule)
    if edition.standards is not None:
        yield from _standards(context, edition.standards)


def unreadable_windows(context: Context) -> Iterator[Issue]:
    """The issue of working windows that are none."""
    working = context.edition.collect.working_time
    if working is not None:
        try:
            windows_from_text(" ".join(working.windows))
        except CalendarError as error:
            yield context.issue(("collect", "working_time", "windows"), "windows", str(error), error.zh)


def _clean(context: Context, path: Path, rule: CleanRule) -> Iterator[Issue]:
    if (rule.flag is None) == (rule.exclude is None):
        yield context.issue(
            path,
            "clean_kind",
            "a cleaning rule either flags or excludes; write exactly one of `flag` and `exclude`",
            "每条清洗规则要么标记，要么剔除；请只写 `flag` 或 `exclude` 之一",
        )
        return
    kind = rule.flag or rule.exclude or ""
    given = {"below": rule.below, "from": rule.from_, "of": rule.of}
    needed = _KEYS.get(kind)
    if needed is not None and given[needed] is None:
        yield context.issue(path, "clean_key", f"`{kind}` needs `{needed}`", f"`{kind}` 需要写 `{needed}`")
    for key, value in given.items():
        if value is not None and key != needed:
            yield context.issue(
                (*path, key),
                "clean_key",
                f"`{key}` does not belong to `{kind}`; leave it out",
                f"`{key}` 不用于 `{kind}`；请删除",
            )


def _standards(context: Context, standards: Standards) -> Iterator[Issue]:
    dimensions = context.edition.collect.dimensions
    for name, row in standards.rows.items():
        if len(row) != len(standards.columns):
            yield context.issue(
                ("standards", name),
                "standards_row",
                f"`{name}` has {len(row)} numbers, but there are {len(standards.columns)} columns: "
                f"{', '.join(standards.columns)}",
                f"`{name}` 有 {len(row)} 个数，而列有 {len(standards.columns)} 个：{'、'.join(standards.columns)}",
            )
        if dimensions and name not in dimensions:
            yield context.unknown(("standards", name), "dimension", name, ("a dimension", "维度"), dimensions)
    for name in dimensions if dimensions.keys() >= standards.rows.keys() else ():
        if name not in standards.rows:
            yield context.issue(
                ("standards",),
                "standards_row",
                f"the dimension `{name}` has no row of standards",
                f"维度 `{name}` 没有对应的 standards 行",
            )
