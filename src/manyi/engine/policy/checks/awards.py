"""Awards are complete: who is chosen how, what each gift is, who shares it, and what the budget covers."""

from collections.abc import Iterator

from manyi.engine.policy.chinese import SUBJECTS, quoted
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.sections.deciding import Award, Gift, Select

_KINDS = ("cash", "goods", "honour", "career", "publicity", "points", "choice")
_SHARERS = {"unit": ("members", "leader"), "case": ("handlers",), "idea": ("members",), "project": ("members",)}
_SPLITS = {
    "unit": ("equal", "by_days"),
    "case": ("equal", "by_share"),
    "idea": ("equal", "by_share"),
    "project": ("equal", "by_days", "by_share"),
}


def check(context: Context) -> Iterator[Issue]:
    """Issues of every award by itself."""
    for name, award in context.edition.decide.awards.items():
        path: Path = ("decide", "awards", name)
        if award.select is None and award.when is None:
            yield context.issue(
                path,
                "no_condition",
                "the award says neither `when` nor `select`, so everybody would get it; write one of them",
                "该奖励既没有 `when` 也没有 `select`，会发给所有人；请至少写一个",
            )
        yield from _select(context, (*path, "select"), award.select)
        yield from units_named(context, path, award.to, award.units)
        for place, gift in enumerate(award.gives):
            yield from _gift(context, (*path, "gives", place), award, gift)
        yield from _below_gate(context, path, award)


def units_named(context: Context, path: Path, to: str, units: str | None) -> Iterator[Issue]:
    """A rule about units says which kind of unit; other rules do not."""
    if to == "unit" and units is None:
        yield context.issue(
            (*path, "units"),
            "units_missing",
            "a rule `to: unit` needs `units`: company, region, department, store or team",
            "`to: unit` 的规则需要写 `units`：company、region、department、store 或 team",
        )
    elif to != "unit" and units is not None:
        yield context.issue(
            (*path, "units"),
            "units_surplus",
            f"`units` belongs to rules `to: unit`, not `to: {to}`; leave it out",
            f"`units` 只用于 `to: unit` 的规则，不用于 `to: {to}`；请删除",
        )


def _select(context: Context, path: Path, select: Select | None) -> Iterator[Issue]:
    if select is None:
        return
    if (select.by is None) == (select.proposed_by is None):
        which = (
            ("both `by` and `proposed_by`", "同时写了 `by` 和 `proposed_by`")
            if select.by
            else ("neither `by` nor `proposed_by`", "既没有写 `by` 也没有写 `proposed_by`")
        )
        yield context.issue(
            path,
            "select_how",
            f"`select` has {which[0]}; choose by a figure or by nomination",
            f"`select` {which[1]}；请选择按指标评选，或按提名评选",
        )
    elif select.proposed_by is None and select.chosen_by is not None:
        yield context.issue(
            (*path, "chosen_by"),
            "vote_alone",
            "a vote is held on nominations; add `proposed_by: nomination` or leave `chosen_by` out",
            "投票针对提名进行；请加上 `proposed_by: nomination`，或删除 `chosen_by`",
        )
    elif select.by is None and select.certainty is not None:
        yield context.issue(
            (*path, "certainty"),
            "certainty_vote",
            "`certainty` goes with `by` and an estimate; nominations have none",
            "`certainty` 与 `by` 和估计值配合使用；提名没有估计值",
        )


def _gift(context: Context, path: Path, award: Award, gift: Gift) -> Iterator[Issue]:
    kinds = [kind for kind in _KINDS if getattr(gift, kind) is not None]
    if len(kinds) != 1:
        found = ", ".join(f"`{kind}`" for kind in kinds) or "none"
        zh_found = quoted(kinds) or "无"
        yield context.issue(
            path,
            "gift_kind",
            f"one entry gives one thing, here: {found}; write exactly one of {', '.join(_KINDS)}",
            f"每一项只给一样东西，此处为：{zh_found}；请只写 {'、'.join(_KINDS)} 中的一个",
        )
        return
    if gift.cash is not None:
        yield from _sharing(context, path, award, gift)
    for key, belongs in (
        ("among", "cash"),
        ("split", "cash"),
        ("valid", "career"),
        ("default", "choice"),
        ("choose_within", "choice"),
    ):
        if getattr(gift, key) is not None and belongs != kinds[0]:
            yield context.issue(
                (*path, key),
                "gift_key",
                f"`{key}` belongs to `{belongs}`, not to `{kinds[0]}`; leave it out",
                f"`{key}` 用于 `{belongs}`，不用于 `{kinds[0]}`；请删除",
            )


def _sharing(context: Context, path: Path, award: Award, gift: Gift) -> Iterator[Issue]:
    if award.to == "person":
        if gift.among is not None or gift.split is not None:
            yield context.issue(
                path,
                "sharing_person",
                "the cash goes to one person; leave `among` and `split` out",
                "奖金发给一个人；请删除 `among` 和 `split`",
            )
        return
    sharers, splits = _SHARERS[award.to], _SPLITS[award.to]
    if gift.among not in sharers:
        yield context.issue(
            path if gift.among is None else (*path, "among"),
            "among",
            f"cash of an award `to: {award.to}` needs `among`: {' or '.join(sharers)}",
            f"`to: {award.to}` 的奖金需要写 `among`：{' 或 '.join(sharers)}",
        )
    elif gift.among == "leader" and gift.split is not None:
        yield context.issue(
            (*path, "split"),
            "split",
            "one leader shares with nobody; leave `split` out",
            "负责人只有一人；请删除 `split`",
        )
    elif gift.among != "leader" and gift.split not in splits:
        yield context.issue(
            path if gift.split is None else (*path, "split"),
            "split",
            f"cash among {gift.among} of a {award.to} needs `split`: {' or '.join(splits)}",
            f"在{SUBJECTS[award.to]}的 {gift.among} 之间分配奖金需要写 `split`：{' 或 '.join(splits)}",
        )


def _below_gate(context: Context, path: Path, award: Award) -> Iterator[Issue]:
    below, score = award.below_gate, context.edition.score
    if below is None:
        return
    if score is None or score.gates.below != "honour_only":
        yield context.issue(
            (*path, "below_gate"),
            "below_gate",
            "`below_gate` needs `below: honour_only` under score.gates",
            "`below_gate` 需要 score.gates 中写 `below: honour_only`",
        )
    elif not any(gift.honour for gift in award.gives):
        yield context.issue(
            (*path, "below_gate"),
            "below_gate",
            "below the gate only honours are given, but this award gives none; add an honour or leave `below_gate` out",
            "未达门槛时只授予荣誉，但该奖励没有荣誉；请增加一项荣誉，或删除 `below_gate`",
        )
    nature = context.natures.of(below.by)
    if nature is not None and nature.estimate:
        yield context.issue(
            (*path, "below_gate", "by"),
            "below_gate",
            f"below the gate estimates are too weak to choose by; `{below.by}` rests on one, so name a fact",
            f"未达门槛时估计值不足以作为依据；`{below.by}` 依赖估计值，请改用事实指标",
        )
