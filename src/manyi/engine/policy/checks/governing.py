"""Nobody decides alone: proposing, checking, deciding and answering appeals are different roles."""

from collections.abc import Iterator

from manyi.engine.jurisdiction.kinds import WAGE_KINDS
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue
from manyi.engine.policy.sections.governing import Govern


def check(context: Context) -> Iterator[Issue]:
    """Issues of the `govern` and `apply` sections as far as decisions need them."""
    edition = context.edition
    if (edition.decide.awards or edition.decide.penalties) and edition.govern is None:
        yield context.issue(
            ("govern",),
            "govern_missing",
            "`govern` is missing: who proposes, checks and decides, the notice, and the appeal",
            "缺少 `govern`：由谁提出、核对、决定，以及公示和申诉",
        )
    pays = any(gift.cash for award in edition.decide.awards.values() for gift in award.gives)
    takes = any(measure.kind in (*WAGE_KINDS, "position") for measure in edition.decide.measures.values())
    if (pays or takes) and edition.apply is None:
        yield context.issue(
            ("apply",),
            "apply_missing",
            "`apply` is missing: money or a position is at stake, so the jurisdiction must be named",
            "缺少 `apply`：涉及金额或者岗位，必须写明适用的法域",
        )
    if edition.govern is not None:
        yield from _roles(context, edition.govern)
        yield from _appeal(context, edition.govern)
        yield from _major(context, edition.govern)


def _roles(context: Context, govern: Govern) -> Iterator[Issue]:
    roles = govern.roles
    held = {
        "proposes": roles.proposes,
        "checks": roles.checks,
        "decides": roles.decides,
        "decides_major": roles.decides_major,
    }
    keys = list(held)
    for place, key in enumerate(keys):
        for earlier in keys[:place]:
            if held[key] == held[earlier] and (earlier, key) != ("decides", "decides_major"):
                yield context.issue(
                    ("govern", "roles", key),
                    "same_role",
                    f"{held[key]} both {_verb(earlier)} and {_verb(key)}; give the steps to different roles",
                    f"{held[key]} 同时担任 `{earlier}` 和 `{key}`；各步骤须由不同角色担任",
                )
                return


def _verb(key: str) -> str:
    return "decides major cases" if key == "decides_major" else key


def _appeal(context: Context, govern: Govern) -> Iterator[Issue]:
    roles, appeal = govern.roles, govern.appeal
    if appeal.by == roles.decides:
        yield context.issue(
            ("govern", "appeal", "by"),
            "own_judge",
            f"{appeal.by} decides and would also answer the appeal; name another role",
            f"{appeal.by} 既作决定又处理申诉；请指定其他角色",
        )
    if appeal.by_if_it_decided in (appeal.by, roles.decides, roles.decides_major):
        yield context.issue(
            ("govern", "appeal", "by_if_it_decided"),
            "own_judge",
            f"when {appeal.by} itself decided, somebody else answers the appeal; {appeal.by_if_it_decided} also decides or "
            "answers appeals, so name another role",
            f"{appeal.by} 自己作出的决定须由他人处理申诉；{appeal.by_if_it_decided} 也作决定或处理申诉，请指定其他角色",
        )


def _major(context: Context, govern: Govern) -> Iterator[Issue]:
    for key in ("amount", "people"):
        bound = getattr(govern.major, key)
        if bound is not None and (bound[0] not in (">", ">=") or isinstance(bound[1], str)):
            yield context.issue(
                ("govern", "major", key),
                "major",
                'what is major begins above a number; write > or >= and the number, such as "> 2000.00"',
                '重大事项从某个数起算；请写 > 或 >= 和数字，例如 "> 2000.00"',
            )
    if govern.major.amount is None and govern.major.people is None:
        decide = context.edition.decide
        marked = (
            [one for one in decide.awards.values() if one.major],
            [one for one in decide.measures.values() if one.major],
        )
        if not any(marked):
            yield context.issue(
                ("govern", "major"),
                "major",
                "nothing is major: give an `amount` or a number of `people`, or mark awards or measures with `major: true`",
                "没有任何重大事项：请写 `amount` 或 `people`，或为奖励、措施标注 `major: true`",
            )
