"""Nominations and votes of a period; nobody's vote on oneself counts."""

from dataclasses import dataclass

import duckdb

from manyi.engine.periods import Period, instant_bounds
from manyi.engine.policy.sections.terms import SubjectKind


@dataclass(frozen=True)
class Standing:
    """How a nominated subject stands: votes for and against, and the nominations it rests on."""

    approved: int
    against: int
    nominations: tuple[str, ...]


def standings(
    connection: duckdb.DuckDBPyConnection, award: str, kind: SubjectKind, period: Period, zone: str
) -> dict[str, Standing]:
    """Subjects nominated for the award inside the period, with their votes; a voter counts once per subject."""
    if kind == "project":
        return {}
    start, end = instant_bounds(period.days, zone)
    rows = connection.execute(
        f"""with named as (select nomination, "{kind}" as subject, person from nominations
                           where award = ? and "at" >= ? and "at" < ? and "{kind}" is not null),
                 cast_votes as (select distinct n.subject, v.voter, v.approve from named n join votes v using (nomination)
                                where n.person is null or v.voter <> n.person)
            select n.subject, list(n.nomination order by n.nomination),
                   (select count(distinct voter) from cast_votes c where c.subject = n.subject and c.approve),
                   (select count(distinct voter) from cast_votes c where c.subject = n.subject and not c.approve)
            from named n group by n.subject order by n.subject""",
        [award, start, end],
    ).fetchall()
    return {subject: Standing(approved, against, tuple(names)) for subject, names, approved, against in rows}
