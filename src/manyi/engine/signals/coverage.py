"""Who was not asked: fewer of somebody's customers invited than of the peers', or fewer of the dissatisfied ones."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.signals.compare import Counted, against_own, against_peers
from manyi.engine.signals.scene import Scene
from manyi.engine.signals.shares import alarmed, percent
from manyi.engine.signals.signal import Row, Seen

_SERVICES = {
    "orders": """select 'orders' as source, "order" as id, {kind} as subject, customer, ordered_at as at from orders
                 where ordered_at >= $start and ordered_at < $end and {kind} is not null""",
    "cases": """select 'cases' as source, "case" as id, {kind} as subject, customer, coalesce(closed_at, solved_at) as at
                from cases
                where coalesce(closed_at, solved_at) >= $start and coalesce(closed_at, solved_at) < $end and {kind} is not null""",
}
_INVITED = """
with services as ({services}), invited as (
    select s.source, s.id from services s join invitations i on s.source = 'orders' and i."order" = s.id
    union select s.source, s.id from services s join invitations i on s.source = 'cases' and i."case" = s.id
    union select s.source, s.id from services s join invitations i
        on i.customer = s.customer and i.{kind} = s.subject and i.sent_at >= s.at and i."order" is null and i."case" is null
), dissatisfied as (
    select distinct customer, {kind} as subject from cases
    where (kind = 'complaint' or not satisfied) and received_at < $end and coalesce(closed_at, $end) >= $start
)
select s.source, s.id, s.subject, i.id is not null, d.subject is not null or own."case" is not null
from services s left join invited i using (source, id) left join dissatisfied d using (customer, subject)
left join cases own on s.source = 'cases' and own."case" = s.id and (own.kind = 'complaint' or not own.satisfied)
order by s.subject, s.source, s.id
"""


@dataclass(frozen=True)
class Service:
    """An order or case whose customer could have been asked: were they, and had they been dissatisfied?"""

    row: Row
    invited: bool
    dissatisfied: bool


def coverage_skew(scene: Scene, rule: CleanRule) -> Iterator[Seen]:
    """Subjects whose share of invited services is below their peers' beyond chance."""
    services = _services(scene, rule)
    counts = [
        Counted(subject, scene.groups[subject], sum(one.invited for one in mine), len(mine))
        for subject, mine in services.items()
    ]
    for subject, tested in alarmed(against_peers(counts, "fewer"), rule):
        mine = services[subject]
        found, share = sum(one.invited for one in mine), percent(sum(one.invited for one in mine), len(mine))
        peers = percent(tested.others_found, tested.others_n)
        yield Seen(
            subject, len(mine), found, share, peers, tuple(one.row for one in mine if not one.invited),
            f"customers of {found} of {len(mine)} services were invited ({share}); among peers {peers}",
            f"{len(mine)} 次服务中 {found} 次的客户受邀评价（{share}），同组其他人为 {peers}", tested,
        )  # fmt: skip


def unhappy_skipped(scene: Scene, rule: CleanRule) -> Iterator[Seen]:
    """Subjects that had dissatisfied customers invited less often than their other customers, beyond chance."""
    services = _services(scene, rule)
    pairs = {}
    for subject, mine in services.items():
        unhappy = [one.invited for one in mine if one.dissatisfied]
        others = [one.invited for one in mine if not one.dissatisfied]
        pairs[subject] = (sum(unhappy), len(unhappy), sum(others), len(others))
    for subject, tested in alarmed(against_own(pairs, "fewer"), rule):
        found, n = pairs[subject][:2]
        share, rest = percent(found, n), percent(tested.others_found, tested.others_n)
        rows = tuple(one.row for one in services[subject] if one.dissatisfied and not one.invited)
        yield Seen(
            subject, n, found, share, rest, rows,
            f"of {n} services to dissatisfied customers {found} led to an invitation ({share}); of the others {rest}",
            f"不满意客户的 {n} 次服务中 {found} 次受邀评价（{share}），其余客户为 {rest}", tested,
        )  # fmt: skip


def _services(scene: Scene, rule: CleanRule) -> dict[str, list[Service]]:
    """The services of each subject judged."""
    services = " union all ".join(_SERVICES[table] for table in rule.among or ())
    rows = scene.connection.execute(
        _INVITED.format(services=services.format(kind=scene.kind), kind=scene.kind),
        {"start": scene.start, "end": scene.end},
    ).fetchall()
    found: dict[str, list[Service]] = defaultdict(list)
    for source, key, subject, invited, dissatisfied in rows:
        if subject in scene.groups:
            found[subject].append(Service((source, key), invited, dissatisfied))
    return found
