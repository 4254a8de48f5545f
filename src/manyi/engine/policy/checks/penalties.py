"""Penalties: what they propose, that one fact has one measure, and that grave measures rest on facts."""

from collections.abc import Iterator
from itertools import combinations

from manyi.engine.policy.checks.awards import units_named
from manyi.engine.policy.checks.established import FACTS, fact, rests_on
from manyi.engine.policy.chinese import quoted
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import row_figures
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.deciding import Penalty
from manyi.engine.policy.words import Condition, comparisons

_GRAVE = ("pay", "recovery", "fine", "position")


def check(context: Context) -> Iterator[Issue]:
    """Issues of every penalty and of every two of them."""
    penalties = context.edition.decide.penalties
    for name, penalty in penalties.items():
        path: Path = ("decide", "penalties", name)
        if (penalty.ladder is None) == (penalty.proposes is None):
            which = (
                ("both `ladder` and `proposes`", "同时写了 `ladder` 和 `proposes`")
                if penalty.ladder
                else ("neither `ladder` nor `proposes`", "既没有写 `ladder` 也没有写 `proposes`")
            )
            yield context.issue(
                path,
                "penalty_how",
                f"the penalty has {which[0]}; write exactly one of them",
                f"该处罚{which[1]}；请只写其中一个",
            )
        yield from units_named(context, path, penalty.to, penalty.units)
        yield from _grave(context, path, penalty)
    yield from _replaced_in_a_circle(context)
    for first, second in combinations(penalties, 2):
        yield from _overlap(context, first, second)


# ---- one fact, one measure ------------------------------------------------------------------------------------------


def _replaced_in_a_circle(context: Context) -> Iterator[Issue]:
    penalties = context.edition.decide.penalties
    for name in penalties:
        reached: list[str] = []
        waiting = list(penalties[name].replaces)
        while waiting:
            current = waiting.pop()
            if current not in reached and current in penalties:
                reached.append(current)
                waiting.extend(penalties[current].replaces)
        if name in reached:
            yield context.issue(
                ("decide", "penalties", name, "replaces"),
                "replaces_circle",
                f"`{name}` replaces itself, directly or through others; one of two penalties must give way",
                f"`{name}` 直接或间接地取代了自己；两项处罚之间必须有一项让位",
            )
            return


def _overlap(context: Context, first: str, second: str) -> Iterator[Issue]:
    penalties = context.edition.decide.penalties
    one, other = penalties[first], penalties[second]
    apart = one.for_ is not None and other.for_ is not None and not set(one.for_) & set(other.for_)
    if one.to != other.to or apart or first in other.replaces or second in one.replaces:
        return
    shared = sorted(_rows(context, one.when) & _rows(context, other.when))
    if shared:
        names, zh_names = ", ".join(f"`{name}`" for name in shared), quoted(shared)
        yield context.issue(
            ("decide", "penalties", second),
            "overlap",
            f"`{first}` and `{second}` both punish what {names} counts; one fact has one measure, so write "
            f"`replaces: [{first}]` here, or the other way round there",
            f"`{first}` 与 `{second}` 都依据 {zh_names} 处罚；一事不二罚，请在此处写 `replaces: [{first}]`，或在另一处反过来写",
        )


def _rows(context: Context, condition: Condition) -> set[str]:
    names = {compare.name for compare in comparisons(condition) if compare.name in context.figures}
    return {row for name in names for row in row_figures(context.edition, name)}


# ---- grave measures rest on facts -----------------------------------------------------------------------------------


def _grave(context: Context, path: Path, penalty: Penalty) -> Iterator[Issue]:
    measures = context.edition.decide.measures
    steps: list[tuple[Path, str]] = [((*path, "proposes"), penalty.proposes)] if penalty.proposes else []
    if penalty.ladder is not None:
        steps += [((*path, "ladder", "steps", place), step) for place, step in enumerate(penalty.ladder.steps)]
    for place, step in steps:
        if measures[step].kind in _GRAVE and not rests_on(penalty.when, fact(context)):
            yield context.issue(
                place,
                "grave_without_fact",
                f"`{step}` ({measures[step].kind}) must rest on an established fact in every case: `when` needs a count or "
                f"sum of {', '.join(FACTS)} above zero, or of decisions that rest on them; a score or a rank alone is no ground",
                f"`{step}`（{measures[step].kind}）在任何情形下都须以查实的事实为依据：`when` 需要 {'、'.join(FACTS)}"
                "（或以其为依据的 decisions）的数量或金额大于零；仅凭得分或排名不能成立",
            )
