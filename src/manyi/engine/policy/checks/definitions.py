"""Steps, measures, goods, groups and rules that are named somewhere are defined somewhere."""

from collections.abc import Iterable, Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import rules
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.deciding import Award, Penalty

_MEASURE = ("a measure under decide.measures", " decide.measures 中的措施")
_ITEM = ("an item of apply.catalogue", " apply.catalogue 中的项目")
_GROUP = ("a position group", "岗位组")
_PENALTY = ("a penalty of this edition", "本版次的处罚")


def check(context: Context) -> Iterator[Issue]:
    """Issues of names that nobody defines."""
    edition = context.edition
    for rule in rules(edition):
        yield from _names(context, (*rule.path, "for"), "group", rule.groups or [], _GROUP, edition.position_groups)
    for name, award in edition.decide.awards.items():
        yield from _gifts(context, ("decide", "awards", name), award)
    for name, penalty in edition.decide.penalties.items():
        yield from _penalty(context, ("decide", "penalties", name), penalty)


def _names(
    context: Context, path: Path, code: str, names: Iterable[str], what: tuple[str, str], allowed: Iterable[str]
) -> Iterator[Issue]:
    allowed = list(allowed)
    for place, name in enumerate(names):
        if name not in allowed:
            yield context.unknown((*path, place), code, name, what, allowed)


def _gifts(context: Context, path: Path, award: Award) -> Iterator[Issue]:
    catalogue = context.edition.apply.catalogue if context.edition.apply else {}
    for place, gift in enumerate(award.gives):
        inside: Path = (*path, "gives", place)
        if gift.goods is not None and gift.goods not in catalogue:
            yield context.unknown((*inside, "goods"), "catalogue", gift.goods, _ITEM, catalogue)
        yield from _names(context, (*inside, "choice"), "catalogue", gift.choice or [], _ITEM, catalogue)
        if gift.default is not None and gift.default not in (gift.choice or []):
            yield context.unknown(
                (*inside, "default"),
                "default",
                gift.default,
                ("one of the `choice` beside it", "旁边 `choice` 中的一项"),
                gift.choice or [],
            )


def _penalty(context: Context, path: Path, penalty: Penalty) -> Iterator[Issue]:
    measures, penalties = context.edition.decide.measures, context.edition.decide.penalties
    if penalty.ladder is not None:
        yield from _names(context, (*path, "ladder", "steps"), "measure", penalty.ladder.steps, _MEASURE, measures)
    if penalty.proposes is not None and penalty.proposes not in measures:
        yield context.unknown((*path, "proposes"), "measure", penalty.proposes, _MEASURE, measures)
    for place, exception in enumerate(penalty.except_):
        if exception.instead != "none" and exception.instead not in measures:
            yield context.unknown(
                (*path, "except", place, "instead"),
                "measure",
                exception.instead,
                ("a measure under decide.measures, or none", " decide.measures 中的措施，也不是 none"),
                [*measures, "none"],
            )
    yield from _names(context, (*path, "replaces"), "replaces", penalty.replaces, _PENALTY, penalties)
