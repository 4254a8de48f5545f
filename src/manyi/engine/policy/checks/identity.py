"""Who the edition is and what it promises those who answer: folder names, time zone, anonymity."""

from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import asked, condition_paths, ranks, row_figures, rules, tables_of
from manyi.engine.policy.issues import Issue, nearest

_ANSWERS = ("answers", "responses")


def check(context: Context) -> Iterator[Issue]:
    """Issues of the edition's head and of the identity mode."""
    yield from _folder(context)
    yield from _time_zone(context)
    if context.edition.collect.identity == "anonymous":
        yield from _anonymous(context)


def _folder(context: Context) -> Iterator[Issue]:
    if context.folder is None:
        return
    policy, day = context.folder
    if str(context.edition.edition) != day:
        yield context.issue(
            ("edition",),
            "folder",
            f"the edition {context.edition.edition} stands in the folder `{day}`; the folder bears the edition's day",
            f"版次 {context.edition.edition} 放在文件夹 `{day}` 中；文件夹名应与版次日期相同",
        )
    if context.edition.policy != policy:
        yield context.issue(
            ("policy",),
            "folder",
            f"the policy `{context.edition.policy}` stands in the folder `{policy}`; the folder bears the policy's id",
            f"办法 `{context.edition.policy}` 放在文件夹 `{policy}` 中；文件夹名应与办法代号相同",
        )


def _time_zone(context: Context) -> Iterator[Issue]:
    zone = context.edition.time_zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        close = nearest(zone, _zones())
        en, zh = (
            (f"did you mean `{close}`?", f"是否想写 `{close}`？")
            if close
            else ("write it like Asia/Shanghai", "请写成 Asia/Shanghai 的形式")
        )
        yield context.issue(
            ("time_zone",), "time_zone", f"`{zone}` is not a time zone; {en}", f"`{zone}` 不是时区；{zh}"
        )


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _anonymous(context: Context) -> Iterator[Issue]:
    for place, cleaning in enumerate(context.edition.clean):
        if cleaning.exclude == "duplicate" and "customer" in (cleaning.of or []):
            yield context.issue(
                ("clean", place, "of"),
                "anonymous",
                "anonymous answers name no customer, so duplicates per customer cannot be found; leave `customer` out",
                "匿名答卷不含客户身份，无法按客户查重；请删除 `customer`",
            )
    for rule in rules(context.edition):
        if rule.to != "person":
            continue
        used = [
            (q.path, q.compare.name) for path in condition_paths(rule) for q in asked(context.document.at(path), path)
        ]
        for path, name in [*used, *ranks(rule)]:
            rows = row_figures(context.edition, name).values()
            if any(table in _ANSWERS for figure in rows for table in tables_of(figure)):
                yield context.issue(
                    path,
                    "anonymous",
                    f"`{name}` rests on answers, and anonymous answers never count for a person; judge units, or collect "
                    "answers confidentially",
                    f"`{name}` 依据答卷，而匿名答卷不能用于个人；请评价单位，或以保密方式收集",
                )
    appraisal = context.edition.apply.appraisal if context.edition.apply else None
    if appraisal is not None:
        rows = row_figures(context.edition, appraisal.indicator).values()
        if any(table in _ANSWERS for figure in rows for table in tables_of(figure)):
            yield context.issue(
                ("apply", "appraisal", "indicator"),
                "anonymous",
                f"`{appraisal.indicator}` rests on answers, and anonymous answers never enter a person's appraisal",
                f"`{appraisal.indicator}` 依据答卷，而匿名答卷不能计入个人考核",
            )
