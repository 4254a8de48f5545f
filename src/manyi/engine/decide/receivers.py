"""Who shares in what is given: members of a unit or project by days, a leader, handlers of a case, authors of an idea."""

from decimal import Decimal

import duckdb

from manyi.engine.periods import Period
from manyi.engine.policy.sections.deciding import Gift
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.subjects import members, project_days


def shares(
    connection: duckdb.DuckDBPyConnection, gift: Gift, kind: SubjectKind, subject: str, period: Period
) -> dict[str, Decimal | int]:
    """Receivers with their parts; parts are days, written shares, or 1 each for an equal split.

    Nobody, when the evidence names nobody (a unit without a leader, say): that gift is then not given.
    """
    if gift.among is None:
        return {subject: 1}
    if gift.among == "leader":
        return {m.person: 1 for m in members(connection, subject, period.days) if m.leader}
    if gift.among == "members" and kind == "unit":
        people: dict[str, Decimal | int] = {
            m.person: m.days for m in members(connection, subject, period.days) if m.days > 0
        }
    elif gift.split == "by_days":
        people = {person: days for person, days in project_days(connection, subject).items() if days > 0}
    else:
        people = _shared(connection, kind, subject)
    return people if gift.split in ("by_days", "by_share") else dict.fromkeys(people, 1)


_SHARED = {
    "case": 'select person, share from case_handlers where "case" = ? order by person',
    "idea": "select person, share from idea_members where idea = ? order by person",
    "project": "select person, coalesce(share, 1) from project_members where project = ? order by person",
}


def _shared(connection: duckdb.DuckDBPyConnection, kind: SubjectKind, subject: str) -> dict[str, Decimal | int]:
    found = dict(connection.execute(_SHARED[kind], [subject]).fetchall())
    if found or kind not in ("case", "idea"):
        return found
    table = "cases" if kind == "case" else "ideas"
    rows = connection.execute(
        f'select person from {table} where "{kind}" = ? and person is not null', [subject]
    ).fetchall()
    return {person: 1 for (person,) in rows}
