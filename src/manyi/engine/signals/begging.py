"""Reports, by whoever had the courage, that somebody begged customers for a score."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from manyi.engine.policy.sections.cleaning import CleanRule, amount
from manyi.engine.signals.scene import Scene
from manyi.engine.signals.signal import Row, Seen

_REPORTS = """
select {kind}, breach from duty_breaches
where kind = 'begging' and finding <> 'not_proven' and "at" >= $start and "at" < $end and {kind} is not null order by 1, 2
"""


def begging(scene: Scene, rule: CleanRule) -> Iterator[Seen]:
    """Subjects reported at least so often, unless the investigation found nothing; who reported is never shown."""
    rows = scene.connection.execute(
        _REPORTS.format(kind=scene.kind), {"start": scene.start, "end": scene.end}
    ).fetchall()
    found: dict[str, list[Row]] = defaultdict(list)
    for subject, breach in rows:
        if subject in scene.groups:
            found[subject].append(("duty_breaches", breach))
    for subject in sorted(found):
        reports = found[subject]
        if len(reports) >= amount(str(rule.from_)):
            others = [one for one in scene.groups if one != subject and scene.groups[one] == scene.groups[subject]]
            total = sum(len(found.get(one, ())) for one in others)
            peers = f"{float(Fraction(total, len(others))):.2f}" if others else None
            yield Seen(
                subject, len(reports), len(reports), str(len(reports)), peers, tuple(reports),
                f"reported {len(reports)} times for begging for scores; among peers {peers or 'unknown'} on average",
                f"被举报索要好评 {len(reports)} 次，同组其他人平均 {peers or '未知'} 次",
            )  # fmt: skip
