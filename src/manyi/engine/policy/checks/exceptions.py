"""Exceptions of penalties can happen: no earlier one takes their place, and they do not contradict the penalty."""

from collections.abc import Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import condition_paths, rules
from manyi.engine.policy.implication import clash, implies
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.deciding import Award, Penalty


def check(context: Context) -> Iterator[Issue]:
    """Issues of exceptions that can never be reached, and of conditions that can never hold."""
    for rule in rules(context.edition):
        below = rule.model.below_gate if isinstance(rule.model, Award) else None
        conditions = [rule.model.when] if rule.model.when is not None else []
        for path, condition in zip(
            condition_paths(rule), [*conditions, *([below.when] if below else [])], strict=False
        ):
            yield from _contradiction(context, path, clash([condition]))
    for name, penalty in context.edition.decide.penalties.items():
        yield from _exceptions(context, ("decide", "penalties", name), penalty)


def _contradiction(context: Context, path: Path, found: tuple[object, object] | None) -> Iterator[Issue]:
    if found is not None:
        yield context.issue(
            path,
            "contradiction",
            f"`{found[0]}` and `{found[1]}` never hold together",
            f"`{found[0]}` 与 `{found[1]}` 不可能同时成立",
        )


def _exceptions(context: Context, path: Path, penalty: Penalty) -> Iterator[Issue]:
    seen: dict[str, int] = {}
    for place, exception in enumerate(penalty.except_):
        inside: Path = (*path, "except", place)
        if exception.id in seen:
            yield context.issue(
                (*inside, "id"),
                "repeated_id",
                f"two exceptions are called `{exception.id}`; give each its own id",
                f"有两个例外都叫 `{exception.id}`；请各取不同的 id",
            )
        seen[exception.id] = place
        yield from _reachable(context, inside, penalty, place)


def _reachable(context: Context, path: Path, penalty: Penalty, place: int) -> Iterator[Issue]:
    exception = penalty.except_[place]
    for earlier in penalty.except_[:place]:
        if implies(exception.when, earlier.when):
            yield context.issue(
                path,
                "unreachable",
                f"the exception `{exception.id}` is never reached: whenever it holds, `{earlier.id}` before it holds too; "
                "put it first or narrow the other",
                f"例外 `{exception.id}` 永远轮不到：它成立时，前面的 `{earlier.id}` 也成立；请把它提前，或收窄前一个",
            )
            return
    found = clash([penalty.when, exception.when])
    if found is not None:
        yield context.issue(
            path,
            "unreachable",
            f"the exception `{exception.id}` is never reached: `{found[1]}` cannot hold together with the penalty's "
            f"`{found[0]}`",
            f"例外 `{exception.id}` 永远轮不到：`{found[1]}` 与处罚的条件 `{found[0]}` 不可能同时成立",
        )
    elif implies(penalty.when, exception.when):
        yield context.issue(
            path,
            "always_excepted",
            f"the exception `{exception.id}` holds whenever the penalty does, so the penalty never happens",
            f"处罚的条件成立时，例外 `{exception.id}` 总是成立，处罚永远不会发生",
        )
