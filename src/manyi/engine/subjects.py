"""Who and what is judged in a period: people with their group and unit, units, cases, ideas, projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from manyi.engine.periods import Days, Period, instant_bounds
from manyi.engine.policy.sections.terms import SubjectKind

Cell = Any


@dataclass(frozen=True)
class Subjects:
    """Subjects of one kind in id order; `columns` holds what rules may ask of them (facts, not figures)."""

    kind: SubjectKind
    ids: tuple[str, ...]
    columns: Mapping[str, Sequence[Cell]]
    index: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def value(self, column: str, row: int) -> Cell:
        """One cell of a subject's facts; None when unknown."""
        return self.columns[column][row]

    def group(self, row: int) -> str:
        """The position group of a person, or the kind of a unit: whom the subject's answers are compared with."""
        column = "kind" if self.kind == "unit" else "position_group"
        return str(self.columns[column][row] or "") if column in self.columns else ""


def make_subjects(kind: SubjectKind, rows: Sequence[tuple[Cell, ...]], names: Sequence[str]) -> Subjects:
    """Subjects from rows whose first cell is the id; `names` name the other cells."""
    ordered = sorted(rows, key=lambda row: str(row[0]))
    ids = tuple(str(row[0]) for row in ordered)
    columns = {name: [row[place] for row in ordered] for place, name in enumerate(names, start=1)}
    return Subjects(kind, ids, columns, {subject: place for place, subject in enumerate(ids)})


_PEOPLE = """
with current as (
    select a.*, row_number() over (partition by a.person order by a."from" desc) as rank
    from assignments a where a."from" < $end and (a."until" is null or a."until" > $start)
), away as (
    select person, sum(greatest(0, date_diff('day', greatest("from", $start), least("until", $end)))) as days
    from leave where "from" < $end and "until" > $start group by person
)
select p.person, p.name, p.hired, p.worker_kind, date_diff('day', p.hired, $end) as tenure_days,
       coalesce(away.days, 0)::bigint as leave_days, c.unit, c.position, c.position_group, coalesce(c.leader, false) as leader
from people p join current c on c.person = p.person and c.rank = 1 left join away on away.person = p.person
where p.hired < $end and (p."left" is null or p."left" > $start)
"""
_PEOPLE_COLUMNS = (
    "name", "hired", "worker_kind", "tenure_days", "leave_days", "unit", "position", "position_group", "leader",
)  # fmt: skip


def people(connection: duckdb.DuckDBPyConnection, days: Days) -> Subjects:
    """Everybody employed and assigned somewhere on some day; unit and group are those of the last such day."""
    rows = connection.execute(_PEOPLE, {"start": days.start, "end": days.end}).fetchall()
    return make_subjects("person", rows, _PEOPLE_COLUMNS)


def units(connection: duckdb.DuckDBPyConnection, days: Days) -> Subjects:
    """Every unit that exists on some day; it is compared with units of its kind."""
    rows = connection.execute(
        """select unit, title, kind, coalesce(position_group, kind), parent from units
           where "from" < ? and ("until" is null or "until" > ?)""",
        [days.end, days.start],
    ).fetchall()
    return make_subjects("unit", rows, ("name", "kind", "position_group", "parent"))


def cases(connection: duckdb.DuckDBPyConnection, days: Days, zone: str) -> Subjects:
    """Cases closed (or, when never closed, solved) inside the days."""
    start, end = instant_bounds(days, zone)
    names = ("kind", "topic", "touchpoint", "importance", "channel", "source", "person", "unit", "finding", "reopened",
             "departments", "satisfied")  # fmt: skip
    rows = connection.execute(
        f"""select "case", {", ".join(f'"{name}"' for name in names)} from cases
            where coalesce(closed_at, solved_at) >= ? and coalesce(closed_at, solved_at) < ?""",
        [start, end],
    ).fetchall()
    return make_subjects("case", rows, names)


def ideas(connection: duckdb.DuckDBPyConnection, days: Days, zone: str) -> Subjects:
    """Ideas judged inside the days."""
    start, end = instant_bounds(days, zone)
    names = ("title", "person", "unit", "state", "effect", "effect_size")
    rows = connection.execute(
        f"""select idea, {", ".join(names)} from ideas where "at" >= ? and "at" < ?""", [start, end]
    ).fetchall()
    return make_subjects("idea", rows, names)


def projects(connection: duckdb.DuckDBPyConnection, days: Days) -> Subjects:
    """Projects delivered inside the days."""
    rows = connection.execute(
        """select project, title, unit, major, due, delivered, date_diff('day', "from", delivered) + 1
           from projects where delivered >= ? and delivered < ?""",
        [days.start, days.end],
    ).fetchall()
    return make_subjects("project", rows, ("title", "unit", "major", "due", "delivered", "duration_days"))


def subjects_of(connection: duckdb.DuckDBPyConnection, kind: SubjectKind, period: Period, zone: str) -> Subjects:
    """The subjects of one kind in a period."""
    if kind == "person":
        return people(connection, period.days)
    if kind == "unit":
        return units(connection, period.days)
    if kind == "case":
        return cases(connection, period.days, zone)
    if kind == "idea":
        return ideas(connection, period.days, zone)
    return projects(connection, period.days)


@dataclass(frozen=True)
class Membership:
    """Days a person worked in a unit (or one below it) inside a period, leave taken off."""

    person: str
    days: int
    leader: bool


def members(connection: duckdb.DuckDBPyConnection, unit: str, days: Days) -> list[Membership]:
    """People assigned to a unit or below it on some day, in id order; `leader` means leading the unit itself at the end."""
    rows = connection.execute(
        """select a.person, greatest(a."from", $start), least(coalesce(a."until", $end), $end),
                  coalesce(a.leader, false) and a.unit = $unit and (a."until" is null or a."until" >= $end)
           from assignments a join unit_closure c on c.unit = a.unit and c.ancestor = $unit
           where a."from" < $end and (a."until" is null or a."until" > $start) order by a.person, a."from" """,
        {"unit": unit, "start": days.start, "end": days.end},
    ).fetchall()
    away = _leave(connection, days)
    worked: dict[str, int] = {}
    leads: dict[str, bool] = {}
    for person, start, end, leader in rows:
        worked[person] = worked.get(person, 0) + _present(start, end, away.get(person, ()))
        leads[person] = leads.get(person, False) or bool(leader)
    return [Membership(person, worked[person], leads[person]) for person in sorted(worked)]


def project_days(connection: duckdb.DuckDBPyConnection, project: str) -> dict[str, int]:
    """Days each member worked on a delivered project, in id order; its first day and the day of delivery count, leave not."""
    rows = connection.execute(
        """select m.person, greatest(m."from", p."from"), least(coalesce(m."until", p.delivered + 1), p.delivered + 1)
           from project_members m join projects p using (project) where p.project = ? order by m.person""",
        [project],
    ).fetchall()
    if not rows:
        return {}
    away = _leave(connection, Days(min(start for _, start, _ in rows), max(end for _, _, end in rows)))
    return {person: _present(start, end, away.get(person, ())) for person, start, end in rows}


def _present(start: date, end: date, away: Sequence[tuple[date, date]]) -> int:
    """Days from `start` until before `end` without those of leave."""
    return (end - start).days - sum(max(0, (min(end, until) - max(start, since)).days) for since, until in away)


def _leave(connection: duckdb.DuckDBPyConnection, days: Days) -> dict[str, list[tuple[date, date]]]:
    found: dict[str, list[tuple[date, date]]] = {}
    for person, start, end in connection.execute(
        'select person, "from", "until" from leave where "from" < ? and "until" > ? order by person, "from"',
        [days.end, days.start],
    ).fetchall():
        found.setdefault(person, []).append((start, end))
    return found


def close_units(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `unit_closure`: every unit with each of its ancestors, itself included."""
    connection.execute(
        """create or replace temp table unit_closure as
           with recursive up(unit, ancestor) as (
               select unit, unit from units
               union
               select up.unit, u.parent from up join units u on u.unit = up.ancestor where u.parent is not null
           ) select unit, ancestor from up"""
    )
