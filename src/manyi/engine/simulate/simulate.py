"""The main job: editions over a span of past periods, each with its null check, and how they differ."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from manyi.engine.decide.decisions import Proposals
from manyi.engine.digest import combine, table_digests
from manyi.engine.evidence import Evidence
from manyi.engine.periods import Period
from manyi.engine.policy.language import Edition
from manyi.engine.settle import plain
from manyi.engine.simulate.accounts import accounts_of, parts_of, workers
from manyi.engine.simulate.covering import check_covered
from manyi.engine.simulate.null_check import checked, exchanged_runs
from manyi.engine.simulate.outcome import EditionRun, Near, PeriodRun, RankCorrelation, Repeat, Simulation
from manyi.engine.simulate.rehearsal import Candidate, Rehearsal
from manyi.engine.simulate.shadows import Shadows
from manyi.engine.simulate.span import SimulationError, Span
from manyi.engine.simulate.steadiness import again, mean_rank_correlation
from manyi.engine.simulate.versus import versus
from manyi.engine.simulate.watch import Watch, ordered_by, rules_of, window

Progress = Callable[[str], None]


def simulate(
    candidates: Sequence[Candidate],
    span: Span,
    evidence: Evidence,
    rounds: int,
    progress: Progress | None = None,
) -> Simulation:
    """Run every candidate over the span, and `rounds` times more over exchanged evidence (0: no null check).

    The first candidate is the one the others are compared with. An edition runs also before its day: `early` says in
    which periods. The evidence is left as it was. Raises SimulationError.
    """
    tell = progress or (lambda _: None)
    check_together([candidate.edition for candidate in candidates])
    check_covered(evidence.connection, span, candidates[0].edition.time_zone)
    tell("digest of the evidence")
    tables = table_digests(evidence.connection)
    runs = [_run(candidate, span, evidence, combine(tables), rounds, tell) for candidate in candidates]
    known = workers(evidence.connection, span)
    accounts = accounts_of(runs, known)
    return Simulation(
        span=span, runs=tuple(runs), people=known, accounts=accounts, parts=parts_of(known, accounts, len(runs)),
        versus=tuple(versus(runs[0], other) for other in runs[1:]), currency=_currency(candidates[0].edition),
        input_digest=_digest(candidates, span, tables, rounds),
    )  # fmt: skip


def check_together(editions: Sequence[Edition]) -> None:
    """Editions that can stand side by side read the same clock and pay in the same money. Raises SimulationError."""
    for what, zh, of in (
        ("time zone", "时区", lambda edition: edition.time_zone), ("currency", "币种", _currency),
    ):  # fmt: skip
        found = sorted({of(edition) for edition in editions})
        if len(found) > 1:
            raise SimulationError(
                f"The editions differ in their {what} ({', '.join(found)}), so their results cannot stand side by side; "
                "simulate them one by one.",
                f"各版次的{zh}不同（{'、'.join(found)}），结果不能并列比较；请分别模拟。",
            )


def _currency(edition: Edition) -> str:
    return edition.apply.currency if edition.apply is not None else "CNY"


def _run(candidate: Candidate, span: Span, evidence: Evidence, digest: str, rounds: int, tell: Progress) -> EditionRun:
    edition = candidate.edition
    with Shadows(evidence.connection) as shadows:
        rehearsal = Rehearsal(candidate, span, shadows, tell)
        real, near, periods = Watch(edition, ordered_by(edition)), Counter[tuple[str, str]](), []
        for book, proposals in rehearsal.runs():
            tell(f"{candidate.name}: {book.period.label}")
            real.see(book, proposals)
            near.update((held.rule, held.reason) for held in proposals.held_back)
            periods.append(_kept(book.period, proposals))
        equal, fixed = exchanged_runs(rehearsal, shadows, digest, span.label, rounds, tell) if rounds else ([], (0, 0))
    return EditionRun(
        name=candidate.name, edition=edition, periods=tuple(periods),
        near=tuple(Near(rule=rule, reason=reason, count=count) for (rule, reason), count in sorted(near.items())),
        null=checked(edition, rehearsal.periods, real, equal, fixed) if equal else None,
        repeats=tuple(_repeats(real, equal)), ranks=tuple(_ranks(edition, rehearsal.periods, real, equal)),
        early=tuple(p.label for p in rehearsal.periods if p.start < edition.edition), set_aside=rehearsal.chain.set_aside,
    )  # fmt: skip


def _kept(period: Period, proposals: Proposals) -> PeriodRun:
    budgets = [use.amount - use.spent for use in proposals.budgets]
    return PeriodRun(
        period=period, decisions=proposals.decisions,
        held_back={(held.rule, held.subject): held.reason for held in reversed(proposals.held_back)},
        cash=sum((decision.cash for decision in proposals.decisions), Decimal(0)),
        budget=sum(budgets, Decimal(0)) if budgets else None,
    )  # fmt: skip


def _repeats(real: Watch, equal: Sequence[Watch]) -> list[Repeat]:
    """For every rule about people or units, how often it found the same again, as it is and among equals."""
    found, lasting = [], {name for name, rule in rules_of(real.edition) if rule.to in ("person", "unit")}
    for (rule, sort), winners in real.winners.items():
        if rule not in lasting:
            continue
        times = Counter(subject for chosen in winners for subject in chosen)
        if len(winners) < 2 or not times:
            continue
        same = [again(watch.winners[rule, sort]) for watch in equal]
        repeated, chances = sum(one for one, _ in same), sum(of for _, of in same)
        own, own_chances = again(winners)
        found.append(Repeat(
            rule=rule, sort=sort, won=sum(times.values()), people=len(times), most=max(times.values()), again=own,
            chances=own_chances, equal=repeated / chances if chances else None,
        ))  # fmt: skip
    return found


def _ranks(edition: Edition, periods: Sequence[Period], real: Watch, equal: Sequence[Watch]) -> list[RankCorrelation]:
    """For every figure people are ordered by: how alike neighbouring periods are, and periods that share no answer."""
    found = []
    for (figure, cadence), values in real.values.items():
        first = next(period for period in periods if period.cadence == cadence)
        free = window(edition, figure, first)
        for apart in sorted({1, free}):
            pairs, rho = mean_rank_correlation(values, apart)
            if pairs:
                others = [mean_rank_correlation(watch.values[figure, cadence], apart)[1] for watch in equal]
                known = [other for other in others if other is not None]
                found.append(RankCorrelation(
                    figure=figure, cadence=cadence, apart=apart, shares_answers=apart < free, pairs=pairs, rho=rho,
                    equal=sum(known) / len(known) if known else None,
                ))  # fmt: skip
    return found


def _digest(candidates: Sequence[Candidate], span: Span, tables: Mapping[str, str], rounds: int) -> str:
    """SHA-256 over the editions as read, their questionnaires, the span, the rounds and every table's digest."""
    whole = {
        "editions": [[plain(candidate.edition), plain(candidate.questionnaire)] for candidate in candidates],
        "span": span.label, "rounds": rounds, "tables": dict(sorted(tables.items())),
    }  # fmt: skip
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
