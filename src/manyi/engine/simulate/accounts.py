"""What each person had from each edition, and groups of people, so that a side effect on a group is seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import duckdb

from manyi.engine.decide.decisions import Decision
from manyi.engine.plan import month_days
from manyi.engine.simulate.outcome import Account, EditionRun, Grouping, Part, Worker, sort_of
from manyi.engine.simulate.span import Span
from manyi.engine.subjects import people

_NOTHING = Account()


def workers(connection: duckdb.DuckDBPyConnection, span: Span) -> dict[str, Worker]:
    """Everybody employed and assigned in some month of the span, in id order, as they were in their last month."""
    titles = dict(connection.execute("select unit, title from units").fetchall())
    found: dict[str, Worker] = {}
    first = span.start.year * 12 + span.start.month - 1
    for number in range(first, first + span.months):
        known = people(connection, month_days(number))
        for place, person in enumerate(known.ids):
            name, group, kind, unit = (
                str(known.value(column, place)) for column in ("name", "position_group", "worker_kind", "unit")
            )
            months = found[person].periods + 1 if person in found else 1
            found[person] = Worker(
                name=name, group=group, worker_kind=kind, unit=unit, unit_title=str(titles.get(unit, unit)), periods=months
            )  # fmt: skip
    return dict(sorted(found.items()))


def accounts_of(runs: Sequence[EditionRun], known: Mapping[str, Worker]) -> dict[str, tuple[Account, ...]]:
    """Per person who had anything from any edition, what they had from each."""
    each = [_accounts(run, known) for run in runs]
    names = sorted(set().union(*each))
    return {person: tuple(accounts.get(person, _NOTHING) for accounts in each) for person in names}


def parts_of(
    known: Mapping[str, Worker], accounts: Mapping[str, tuple[Account, ...]], editions: int
) -> tuple[Part, ...]:
    """Everybody by position group, by kind of worker and by unit, groups in order of their names."""
    found: list[Part] = []
    attributes: dict[Grouping, str] = {"position_group": "group", "worker_kind": "worker_kind", "unit": "unit"}
    for by, attribute in attributes.items():
        members: dict[str, list[str]] = {}
        for person, worker in known.items():
            members.setdefault(getattr(worker, attribute), []).append(person)
        found += [
            Part(
                by=by, group=group, people=len(names), months=sum(known[name].periods for name in names),
                accounts=tuple(_sum(accounts[n][place] for n in names if n in accounts) for place in range(editions)),
            )
            for group, names in sorted(members.items())
        ]  # fmt: skip
    return tuple(found)


def _accounts(run: EditionRun, known: Mapping[str, Worker]) -> dict[str, Account]:
    found: dict[str, Account] = {}
    for _, decision in run.decisions():
        for person in {decision.subject, *(given.to for given in decision.gives)} & known.keys():
            found[person] = _with(found.get(person, _NOTHING), decision, person, run)
    return found


def _with(account: Account, decision: Decision, person: str, run: EditionRun) -> Account:
    """The account after one decision; a person who shares in an award of a team or a case has one award more."""
    sort = sort_of(decision, run.edition)
    mine = [given for given in decision.gives if given.to == person]
    measure = run.edition.decide.measures.get(decision.measure or "")
    taken = int(decision.amount) if measure is not None and measure.kind == "points" and decision.amount else 0
    return replace(
        account,
        cash=account.cash + sum(given.amount for given in mine if given.kind == "cash" and given.amount),
        awards=account.awards + (sort == "award"),
        honours=account.honours + (sort == "honour"),
        penalties=account.penalties + (sort == "penalty"),
        points=account.points + taken + sum(int(given.what) for given in mine if given.kind == "points"),
    )


def _sum(accounts: Iterable[Account]) -> Account:
    total = _NOTHING
    for one in accounts:
        total = Account(
            cash=total.cash + one.cash, awards=total.awards + one.awards, honours=total.honours + one.honours,
            penalties=total.penalties + one.penalties, points=total.points + one.points,
        )  # fmt: skip
    return total
