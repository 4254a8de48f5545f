"""Many answers about one subject within minutes, all by the same channel."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from manyi.engine.policy.sections.cleaning import CleanRule, amount
from manyi.engine.signals.compare import median_of_peers
from manyi.engine.signals.scene import Scene
from manyi.engine.signals.signal import Seen

Answer = tuple[datetime, str]  # answered_at, response


def burst(scene: Scene, rule: CleanRule) -> Iterator[Seen]:
    """Subjects with at least so many answers by one mode within so many minutes, first and last answer included."""
    least, within = int(amount(str(rule.from_))), timedelta(minutes=int(amount(str(rule.within))))
    largest: dict[str, int] = {}
    members: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, int] = defaultdict(int)
    for (subject, _), answers in _by_channel(scene).items():
        numbers[subject] += len(answers)
        size, rows = _crowded(answers, least, within)
        largest[subject] = max(largest.get(subject, 0), size)
        members[subject] |= rows
    peers = median_of_peers({subject: float(size) for subject, size in largest.items()}, scene.groups)
    for subject in sorted(subject for subject, rows in members.items() if rows):
        size, minutes, usual = largest[subject], within.seconds // 60 + within.days * 1440, peers[subject]
        told = None if usual is None else f"{usual:g}"
        yield Seen(
            subject, numbers[subject], len(members[subject]), str(size), told,
            tuple(("responses", response) for response in sorted(members[subject])),
            f"{size} answers within {minutes} min by the same channel; among peers usually {told or 'none'}",
            f"同一渠道 {minutes} 分钟内收到 {size} 份答卷，同组其他人通常为 {told or '无'}",
        )  # fmt: skip


def _by_channel(scene: Scene) -> dict[tuple[str, str], list[Answer]]:
    rows = scene.connection.execute(
        f"""select {scene.kind}, coalesce(mode, ''), answered_at, response from responses
            where answered_at >= $start and answered_at < $end and {scene.kind} is not null order by 1, 2, 3, 4""",
        {"start": scene.start, "end": scene.end},
    ).fetchall()
    found: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for subject, mode, at, response in rows:
        if subject in scene.groups:
            found[subject, mode].append((at, response))
    return found


def _crowded(answers: Sequence[Answer], least: int, within: timedelta) -> tuple[int, set[str]]:
    """The most answers within the span, and those that belong to any span with at least `least`; answers in time order."""
    largest, first, rows, taken = 0, 0, set[str](), 0
    for last, (at, _) in enumerate(answers):
        while at - answers[first][0] > within:
            first += 1
        size = last - first + 1
        largest = max(largest, size)
        if size >= least:
            rows |= {response for _, response in answers[max(first, taken) : last + 1]}
            taken = last + 1
    return largest, rows
