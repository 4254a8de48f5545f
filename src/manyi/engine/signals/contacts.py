"""Contact data changed just before the invitation, and one device or number for several customers or for staff."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from manyi.engine.policy.sections.cleaning import CleanRule, amount
from manyi.engine.signals.compare import Counted, against_peers
from manyi.engine.signals.scene import Scene
from manyi.engine.signals.shares import alarmed, percent
from manyi.engine.signals.signal import Row, Seen

_SENT = """
select {kind}, invitation, contact_changed_at <= sent_at and sent_at - contact_changed_at <= to_days($days)
from invitations where sent_at >= $start and sent_at < $end and {kind} is not null order by 1, 2
"""
_SEEN = """
select {kind} as subject, 'responses' as source, response as id, device as mark, customer,
       device in (select device from people where device is not null) as of_staff
from responses where answered_at >= $start and answered_at < $end and {kind} is not null and device is not null
union all
select {kind}, 'invitations', invitation, contact, customer,
       contact in (select contact from people where contact is not null)
from invitations where sent_at >= $start and sent_at < $end and {kind} is not null and contact is not null
order by all
"""


def contact_changed(scene: Scene, rule: CleanRule) -> Iterator[Seen]:
    """Subjects with so many invitations sent soon after the contact was changed, and a higher share than their peers."""
    days = int(amount(str(rule.within)))
    rows = scene.connection.execute(
        _SENT.format(kind=scene.kind), {"start": scene.start, "end": scene.end, "days": days}
    ).fetchall()
    sent: dict[str, int] = defaultdict(int)
    changed: dict[str, list[Row]] = defaultdict(list)
    for subject, invitation, soon in rows:
        if subject in scene.groups:
            sent[subject] += 1
            changed[subject] += [("invitations", invitation)] if soon else []
    counts = [Counted(subject, scene.groups[subject], len(changed[subject]), n) for subject, n in sent.items()]
    for subject, tested in alarmed(against_peers(counts, "more"), rule):
        found, n = len(changed[subject]), sent[subject]
        if found >= amount(str(rule.from_)):
            share, peers = percent(found, n), percent(tested.others_found, tested.others_n)
            yield Seen(
                subject, n, found, share, peers, tuple(changed[subject]),
                f"the contact was changed at most {days} days before {found} of {n} invitations ({share}); among peers {peers}",
                f"{n} 次邀请中 {found} 次在发出前 {days} 天内改动过联系方式（{share}），同组其他人为 {peers}", tested,
            )  # fmt: skip


@dataclass
class _Marks:
    """What one subject's answers and invitations came from and went to."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))  # by device or number
    customers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    of_staff: set[str] = field(default_factory=set)

    def suspicious(self, least: int) -> list[str]:
        """Devices and numbers of so many customers, or of staff."""
        return sorted(mark for mark in self.rows if len(self.customers[mark]) >= least or mark in self.of_staff)


def shared_device(scene: Scene, rule: CleanRule) -> Iterator[Seen]:
    """Subjects with a device or number that stands for so many customers, or is a staff member's own."""
    least, found = int(amount(str(rule.from_))), _marks(scene)
    kept = {subject: marks.suspicious(least) for subject, marks in found.items()}
    totals = {subject: sum(map(len, marks.rows.values())) for subject, marks in found.items()}
    mine = {
        subject: sorted(row for mark in kept[subject] for row in marks.rows[mark]) for subject, marks in found.items()
    }
    for subject in sorted(subject for subject in found if kept[subject]):
        others = [one for one in found if one != subject and scene.groups[one] == scene.groups[subject]]
        peers = percent(sum(len(mine[one]) for one in others), sum(totals[one] for one in others))
        staff = sum(mark in found[subject].of_staff for mark in kept[subject])
        most = max(len(found[subject].customers[mark]) for mark in kept[subject])
        n, rows = totals[subject], mine[subject]
        share = percent(len(rows), n)
        yield Seen(
            subject, n, len(rows), share, peers, tuple(rows),
            f"{len(kept[subject])} devices or numbers stand for up to {most} customers, {staff} of them are a staff member's own: "
            f"{len(rows)} of {n} rows ({share}); among peers {peers}",
            f"{len(kept[subject])} 个设备或号码最多对应 {most} 位客户，其中 {staff} 个是员工本人的；"
            f"涉及 {n} 行中的 {len(rows)} 行（{share}），同组其他人为 {peers}",
        )  # fmt: skip


def _marks(scene: Scene) -> dict[str, _Marks]:
    rows = scene.connection.execute(_SEEN.format(kind=scene.kind), {"start": scene.start, "end": scene.end}).fetchall()
    found: dict[str, _Marks] = defaultdict(_Marks)
    for subject, source, key, mark, customer, of_staff in rows:
        if subject in scene.groups:
            marks = found[subject]
            marks.rows[f"{source} {mark}"].append((source, key))
            marks.customers[f"{source} {mark}"] |= {customer} - {None}
            marks.of_staff |= {f"{source} {mark}"} if of_staff else set()
    return found
