"""A score that suddenly rises above its own past by more than chance explains."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from manyi.engine.periods import Days, add_months, instant_bounds
from manyi.engine.policy.sections.cleaning import CleanRule, amount
from manyi.engine.signals.compare import Compared, median_of_peers
from manyi.engine.signals.scene import Scene
from manyi.engine.signals.shares import alarmed
from manyi.engine.signals.signal import Row, Seen
from manyi.engine.sql import name as quoted
from manyi.engine.statistics.discovery import benjamini_hochberg, one_sided_p


@dataclass
class _Answers:
    """Answers as points from 0 to 100: how many, their sum and the sum of squares, exactly."""

    n: int = 0
    total: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)

    def add(self, points: Fraction, times: int) -> None:
        self.n += times
        self.total += points * times
        self.squares += points * points * times

    @property
    def mean(self) -> Fraction:
        return self.total / self.n

    @property
    def spread(self) -> Fraction:
        """The sum of squared distances from the mean."""
        return self.squares - self.total * self.total / self.n


Pair = tuple[_Answers, _Answers]  # before, in the period


def jump(scene: Scene, rule: CleanRule) -> Iterator[Seen]:
    """Subjects whose mean rose by at least so many points over that of the months before, beyond chance.

    No change is tested from fewer answers, before or now, than the edition shows results from.
    One answer is the mean of its rating questions; answers scatter alike for all subjects (pooled variance), so that a few
    equal answers are no proof. The rise is tested one-sided against the subject's own past.
    """
    pairs = {
        subject: pair for subject, pair in _history(scene, int(amount(str(rule.within)))).items()
        if min(pair[0].n, pair[1].n) >= scene.shown_from
    }  # fmt: skip
    rises = {subject: float(pair[1].mean - pair[0].mean) for subject, pair in pairs.items()}
    peers = median_of_peers(rises, scene.groups)
    for subject, tested in alarmed(_tested(pairs, rises), rule):
        before, now = pairs[subject]
        if now.mean - before.mean >= amount(str(rule.from_)):
            usual = peers[subject]
            told = None if usual is None else f"{usual:+.1f}"
            figures = f"{float(before.mean):.1f} → {float(now.mean):.1f}"
            yield Seen(
                subject, now.n, now.n, f"{rises[subject]:+.1f}", told, _rows(scene, subject),
                f"mean of answers {figures} points (n = {before.n}, {now.n}); change among peers usually {told or 'unknown'}",
                f"答卷平均分 {figures}（n = {before.n}、{now.n}），同组其他人的变化通常为 {told or '未知'}", tested,
            )  # fmt: skip


def _tested(pairs: Mapping[str, Pair], rises: Mapping[str, float]) -> dict[str, Compared]:
    """p of "no rise", with the variance of single answers pooled over all subjects tested."""
    freedom = sum(one.n - 1 for pair in pairs.values() for one in pair)
    spread = sum((one.spread for pair in pairs.values() for one in pair), Fraction(0))
    if not spread:
        return {}
    variance, tests = float(spread / freedom), {}
    for subject in sorted(pairs):
        before, now = pairs[subject]
        se = sqrt(variance * (1 / before.n + 1 / now.n))
        tests[subject] = one_sided_p(rises[subject], se, 0.0, side="above", df=freedom)
    adjusted = benjamini_hochberg(list(tests.values())).adjusted
    return {
        subject: Compared(p, after, len(tests), 0, 0)
        for (subject, p), after in zip(tests.items(), adjusted, strict=True)
    }


def _history(scene: Scene, months: int) -> dict[str, Pair]:
    """Each subject's answers of the months before, and of the period, of those that count."""
    rows = scene.connection.execute(
        f"""select {scene.kind}, answered_at >= $start, {_points(scene)}, count(*) from responses
            where answered_at >= $since and answered_at < $end and {scene.kind} is not null
              and rowid not in (select unnest($excluded::bigint[])) group by all order by all""",
        {"start": scene.start, "end": scene.end, "since": _since(scene, months), "excluded": list(scene.excluded)},
    ).fetchall()
    found: dict[str, Pair] = defaultdict(lambda: (_Answers(), _Answers()))
    for subject, inside, steps, answered, times in rows:
        if answered and subject in scene.groups:
            points = Fraction(100 * int(steps), int(answered) * scene.grid)
            found[subject][1 if inside else 0].add(points, int(times))
    return dict(found)


def _points(scene: Scene) -> str:
    """SQL: the answers of a response in steps of the common grid, added, and how many there are."""
    steps, answered = [], []
    for question in scene.scored:
        column, step = quoted(question.column), scene.grid // (question.high - question.low)
        value = f"({question.high} - {column})" if question.reversed else f"({column} - {question.low})"
        steps.append(f"coalesce({value}::bigint * {step}, 0)")
        answered.append(f"({column} is not null)::bigint")
    return f"{' + '.join(steps) or '0'}, {' + '.join(answered) or '0'}"


def _since(scene: Scene, months: int) -> object:
    return instant_bounds(Days(add_months(scene.days.start, -months), scene.days.start), scene.zone)[0]


def _rows(scene: Scene, subject: str) -> tuple[Row, ...]:
    """The answers of the period that count."""
    rows = scene.connection.execute(
        f"""select response from responses where answered_at >= $start and answered_at < $end and {scene.kind} = $subject
              and rowid not in (select unnest($excluded::bigint[])) order by 1""",
        {"start": scene.start, "end": scene.end, "subject": subject, "excluded": list(scene.excluded)},
    ).fetchall()
    return tuple(("responses", response) for (response,) in rows)
