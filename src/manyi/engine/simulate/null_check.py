"""The null check: how many awards and penalties would fall on people who are in truth equal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from manyi.engine.decide.money import CENT
from manyi.engine.figures.book import View
from manyi.engine.figures.reach import row_figures, source_tables
from manyi.engine.periods import Period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.words import comparisons
from manyi.engine.simulate.exchange import EXCHANGED, Exchange, seed_of
from manyi.engine.simulate.outcome import SORTS, NullCheck, RuleCheck, Sort, Unchecked
from manyi.engine.simulate.rehearsal import Rehearsal
from manyi.engine.simulate.shadows import Shadows
from manyi.engine.simulate.watch import RuleSort, Watch, ordered_by, rules_of
from manyi.engine.statistics.distributions import gamma_quantile

Progress = Callable[[str], None]
_MOVED = {*EXCHANGED, "decisions"}
"""Tables that differ from round to round; decisions follow from the others."""


def exchanged_runs(
    rehearsal: Rehearsal, shadows: Shadows, evidence: str, span: str, rounds: int, progress: Progress
) -> tuple[list[Watch], tuple[int, int]]:
    """The edition run `rounds` times with everything exchanged anew, and what `Exchange.fixed` counts.

    `evidence` is the digest of the evidence: with the span it alone decides how rows are exchanged, so that all editions
    meet the same exchanges.
    """
    exchange = Exchange(shadows, rehearsal.edition, rehearsal.days())
    watches = []
    try:
        for number in range(rounds):
            progress(f"{rehearsal.candidate.name}: null check {number + 1}/{rounds}")
            exchange.shuffle(seed_of(evidence, span, number))
            watch = Watch(rehearsal.edition, ordered_by(rehearsal.edition))
            for book, proposals in rehearsal.runs():
                watch.see(book, proposals)
            watches.append(watch)
    finally:
        exchange.restore()
    return watches, exchange.fixed()


def checked(
    edition: Edition, periods: Sequence[Period], real: Watch, rounds: Sequence[Watch], fixed: tuple[int, int]
) -> NullCheck:
    """The null check from a run on the evidence as it is and runs on exchanged evidence (at least one)."""
    kept = {name: _tables(edition, rule, periods[-1]) for name, rule in rules_of(edition)}
    told = [name for name, rule in rules_of(edition) if rule.to in ("person", "unit") and kept[name] & _MOVED]
    keys = list(_keys(edition, told, [real, *rounds]))
    award_cash = sum((watch.cash.get(name, Decimal(0)) for watch in rounds for name in told), Decimal(0))
    return NullCheck(
        rounds=len(rounds),
        rules=tuple(
            replace(_check(edition, (key,), real, rounds), kept=tuple(sorted(kept[key[0]] - _MOVED))) for key in keys
        ),
        unchecked=tuple(
            Unchecked(rule=name, to=rule.to, given=sum(real.total((name, sort)) for sort in SORTS),
                      tables=tuple(sorted(kept[name])))
            for name, rule in rules_of(edition) if name not in told
        ),
        totals=tuple(
            _check(edition, of, real, rounds) for sort in SORTS if (of := tuple(key for key in keys if key[1] == sort))
        ),
        cash=(award_cash / len(rounds)).quantize(CENT),
        by_period=_by_period(keys, rounds),
        answers=fixed[0],
        fixed=fixed[1],
    )  # fmt: skip


def _keys(edition: Edition, told: Sequence[str], watches: Sequence[Watch]) -> Iterator[RuleSort]:
    """The rules told, each with the sort it is meant to have and those that occurred."""
    met = {key for watch in watches for count in watch.counts for key in count}
    for name, rule in rules_of(edition):
        if name in told:
            own: Sort = "award" if isinstance(rule, Award) else "penalty"
            yield from ((name, sort) for sort in SORTS if sort == own or (name, sort) in met)


def _check(edition: Edition, keys: Sequence[RuleSort], real: Watch, rounds: Sequence[Watch]) -> RuleCheck:
    totals = tuple(sum(watch.total(key) for key in keys) for watch in rounds)
    fallen, size, (name, sort) = sum(totals), len(rounds), keys[0]
    rule = edition.decide.awards.get(name) or edition.decide.penalties[name]
    return RuleCheck(
        rule=name if len(keys) == 1 else "", sort=sort, to=rule.to, given=sum(real.total(key) for key in keys),
        rounds=totals, expected=fallen / size, low=gamma_quantile(0.025, fallen) / size if fallen else 0.0,
        high=gamma_quantile(0.975, fallen + 1) / size,
    )  # fmt: skip


def _by_period(keys: Sequence[RuleSort], rounds: Sequence[Watch]) -> Mapping[str, tuple[float, ...]]:
    places = range(len(rounds[0].counts))
    return {
        sort: tuple(
            sum(watch.counts[place][key] for watch in rounds for key in keys if key[1] == sort) / len(rounds)
            for place in places
        )
        for sort in SORTS
    }


def _tables(edition: Edition, rule: Award | Penalty, period: Period) -> set[str]:
    """The evidence tables below everything a rule asks."""
    names = [compare.name for compare in comparisons(rule.when)]
    if isinstance(rule, Award):
        names += [rule.select.by] if rule.select is not None and rule.select.by is not None else []
        names += ["nominations"] if rule.select is not None and rule.select.chosen_by is not None else []
    found = {name for name in names if name == "nominations"}
    for name in names:
        if name in edition.figures:
            found |= {
                table for _, figure, _ in row_figures(edition, name, View(period)) for table in source_tables(figure)
            }
    return found
