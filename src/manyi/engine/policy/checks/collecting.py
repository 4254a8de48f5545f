"""What is asked, promised, cleaned and published beforehand: dimensions, promises, working time, standards."""

from collections.abc import Iterator

from manyi.engine.calendar import CalendarError
from manyi.engine.calendar_rows import windows_from_text
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.cleaning import MAY_HAVE, NEEDED, CleanRule, amount
from manyi.engine.policy.sections.who import Standards

_GIVEN = ("below", "hard", "from", "within", "level", "sure", "among", "of")


def check(context: Context) -> Iterator[Issue]:
    """Issues of the sections collect, clean and standards."""
    edition = context.edition
    yield from unreadable_windows(context)
    yield from _named_twice(context)
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
    if sum(kind is not None for kind in (rule.flag, rule.signal, rule.exclude)) != 1:
        yield context.issue(
            path,
            "clean_kind",
            "a cleaning rule flags answers, signals a way of getting them, or excludes; write exactly one of `flag`, "
            "`signal` and `exclude`",
            "每条清洗规则要么标记答卷，要么提示取得答卷的方式，要么剔除；请只写 `flag`、`signal`、`exclude` 之一",
        )
        return
    kind, needed = rule.kind, NEEDED[rule.kind]
    for key in _GIVEN:
        given = getattr(rule, "from_" if key == "from" else key) is not None
        if not given and key in needed:
            yield context.issue(path, "clean_key", f"`{kind}` needs `{key}`", f"`{kind}` 需要写 `{key}`")
        if given and key not in needed and key not in MAY_HAVE.get(kind, ()):
            yield context.issue(
                (*path, key),
                "clean_key",
                f"`{key}` does not belong to `{kind}`; leave it out",
                f"`{key}` 不用于 `{kind}`；请删除",
            )
    if rule.below is not None and rule.hard is not None and amount(rule.hard) >= amount(rule.below):
        yield context.issue(
            (*path, "hard"),
            "clean_hard",
            f"`hard` ({rule.hard}) must be lower than `below` ({rule.below}): it marks the worst of what is flagged",
            f"`hard`（{rule.hard}）必须低于 `below`（{rule.below}）：它用来标出其中最严重的",
        )


def _named_twice(context: Context) -> Iterator[Issue]:
    """A review names the flag, not the rule: two rules of one name could not be told apart."""
    seen: set[str] = set()
    for place, rule in enumerate(context.edition.clean):
        if rule.kind in seen and rule.exclude is None:
            yield context.issue(
                ("clean", place),
                "clean_twice",
                f"`{rule.kind}` is written twice, and a review could not say which is meant; keep one",
                f"`{rule.kind}` 写了两次，复核时无法区分；请只保留一条",
            )
        seen.add(rule.kind)


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
