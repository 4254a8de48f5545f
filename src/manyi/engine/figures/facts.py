"""Figures that are facts: exact counts, shares, sums and means over evidence rows, one query per figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np

from manyi.engine.contract import Type
from manyi.engine.figures.conditions import as_sql, literal, quoted
from manyi.engine.figures.exact import Exact, Why, column
from manyi.engine.periods import Days, instant_bounds
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import Count, Mean, Net, Rate, RowFigure, Share, Sum, Value
from manyi.engine.policy.words import Condition, read_comparison
from manyi.engine.subjects import Subjects
from manyi.engine.tables import TABLES

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Facts:
    """Where facts are read: the evidence, its local time zone, and the first day after the period (for expiry)."""

    connection: duckdb.DuckDBPyConnection
    zone: str
    as_of: Days

    def figure(self, figure: RowFigure, subjects: Subjects, days: Days, dimension: str | None = None) -> Exact:
        """One row figure for all subjects over the days; `dimension` picks one for figures measured by dimension."""
        maker: Callable[..., Exact] = _MAKERS[type(figure)]
        return maker(self, figure, subjects, days, dimension)

    def rows(
        self, table: str, kind: SubjectKind, days: Days, where: Condition | None = None, dated: str | None = None
    ) -> str:
        """SQL for the rows of a table inside the days (by the table's date, or the column `dated`), each with its `subject`.

        What is known about one case, idea or project counts whenever it happened: it is one thing, judged as a whole.
        """
        if table == "customers":
            return _filtered(self._customers(kind, days), where)
        source, subject = _subject_source(self._source(table), table, kind)
        times = self._within(table, days, dated) if kind in ("person", "unit") else "true"
        return _filtered(
            f"(select {subject} as subject, t.* from {source} where {subject} is not null and {times})", where
        )

    def keys(
        self,
        table: str,
        kind: SubjectKind,
        subjects: Sequence[str],
        days: Days,
        where: Condition | None,
        dated: str | None = None,
    ) -> dict[str, list[str]]:
        """The keys of the rows behind these subjects' figures, in order: the evidence to open. One query for all of them."""
        rows = self.rows(table, kind, days, where, dated)
        parts = " || '|' || ".join(f"cast({quoted(name)} as varchar)" for name in TABLES[table].key)
        sql = (
            f"select subject, list(distinct {parts} order by {parts}) from {rows} "
            "where subject in (select unnest(?::varchar[])) group by subject"
        )
        return dict(self.connection.execute(sql, [list(subjects)]).fetchall())

    def _source(self, table: str) -> str:
        if table == "cases":
            found = "case when finding <> 'pending' then coalesce(found_at, closed_at) end"
            return (
                f"(select c.* replace ({found} as found_at), l.first_reply_late, l.solution_late "
                'from cases c left join case_times l using ("case"))'
            )
        if table == "decisions":
            ended = f"(expires is not null and expires <= date '{self.as_of.end}' and state = 'effective')"
            return f"(select * replace (case when {ended} then 'expired' else state end as state) from decisions)"
        if table == "returns":
            return ("(select r.* replace (coalesce(r.person, o.person) as person, coalesce(r.unit, o.unit) as unit) "
                    'from "returns" r join orders o using ("order"))')  # fmt: skip
        if table == "milestones":
            known = f"coalesce(m.done, case when m.due < date '{self.as_of.end}' then date '{self.as_of.end}' end)"
            return (
                "(select m.* replace (coalesce(m.unit, p.unit) as unit), "
                f"date_diff('day', m.due, {known}) as late_days from milestones m left join projects p using (project))"
            )
        if table == "responses":
            return "counted_responses"
        return quoted(table)

    def _within(self, table: str, days: Days, dated: str | None) -> str:
        shape = TABLES[table]
        name = dated or shape.at
        if name is None:
            return "true"
        at = f"t.{quoted(name)}"
        if shape.until is not None and dated is None:
            return f"{at} >= date '{days.start}' and t.{quoted(shape.until)} <= date '{days.end}'"
        found = shape.column(name)
        if found is not None and found.type is Type.DATE:
            return f"{at} >= date '{days.start}' and {at} < date '{days.end}'"
        start, end = instant_bounds(days, self.zone)
        return f"{at} >= timestamp '{start}' and {at} < timestamp '{end}'"

    def _customers(self, kind: SubjectKind, days: Days) -> str:
        orders = self.rows("orders", kind, days)
        return (
            f"(select subject, o.customer, count(*) as orders, any_value(c.kind) as kind, any_value(c.segment) as segment "
            f"from {orders} o left join customers c using (customer) group by subject, o.customer)"
        )

    def fetch(self, sql: str) -> list[Row]:
        """All rows of a small result."""
        return self.connection.execute(sql).fetchall()


def _filtered(rows: str, where: Condition | None) -> str:
    return rows if where is None else f"(select * from {rows} where {as_sql(where)})"


def _subject_source(source: str, table: str, kind: SubjectKind) -> tuple[str, str]:
    name = TABLES[table].subjects[kind]
    if kind == "unit":
        return f"{source} t join unit_closure u on u.unit = t.{quoted(name)}", "u.ancestor"
    if kind == "person" and table == "ideas":
        both = "(select idea, person from idea_members union select idea, person from ideas)"
        return f"{source} t join {both} m on m.idea = t.idea", "m.person"
    if kind == "person" and table == "milestones":
        working = 'm."from" <= t.due and (m."until" is null or m."until" > t.due)'
        return f"{source} t join project_members m on m.project = t.project and {working}", "m.person"
    if kind == "person" and table in ("cases", "responses"):
        key = TABLES[table].key[0]
        excused = f'select "row" from excuses where "table" = {literal(table)}'
        return f"(select * from {source} where {quoted(key)} not in ({excused})) t", f"t.{quoted(name)}"
    return f"{source} t", f"t.{quoted(name)}"


@dataclass(frozen=True)
class _Tallied:
    """One row per subject, numerators and row counts aligned with the subjects."""

    num: list[Any]
    den: list[int]


def _tallied(facts: Facts, sql: str, subjects: Subjects) -> _Tallied:
    num: list[Any] = [0] * len(subjects)
    den = [0] * len(subjects)
    for subject, top, rows in facts.fetch(sql):
        place = subjects.index.get(str(subject))
        if place is not None:
            num[place], den[place] = top, rows
    return _Tallied(num, den)


def _ratio(tallied: _Tallied, factor: Decimal | int, at_least: int | None) -> Exact:
    up, down = factor.as_integer_ratio()
    tops = [(top or 0).as_integer_ratio() for top in tallied.num]
    rows = np.array(tallied.den, dtype=np.int64)
    why = np.where(rows == 0, Why.NO_ROWS, np.where(rows < (at_least or 1), Why.TOO_FEW, Why.KNOWN))
    dens = [den * down * max(1, n) for (_, den), n in zip(tops, tallied.den, strict=True)]
    return column([num * up for num, _ in tops], dens, why, rows)


def _total(tallied: _Tallied, at_least: int | None) -> Exact:
    tops = [(top or 0).as_integer_ratio() for top in tallied.num]
    rows = np.array(tallied.den, dtype=np.int64)
    why = np.where(rows < (at_least or 0), Why.TOO_FEW, Why.KNOWN)
    return column([num for num, _ in tops], [den for _, den in tops], why, rows)


def _count(facts: Facts, figure: Count, subjects: Subjects, days: Days, _: str | None) -> Exact:
    rows = facts.rows(figure.count, subjects.kind, days, figure.where, figure.dated)
    return _total(
        _tallied(facts, f"select subject, count(*), count(*) from {rows} group by 1", subjects), figure.at_least
    )


def _sum(facts: Facts, figure: Sum, subjects: Subjects, days: Days, _: str | None) -> Exact:
    rows, of = facts.rows(figure.sum, subjects.kind, days, figure.where, figure.dated), quoted(figure.of)
    sql = f"select subject, sum({of}), count({of}) from {rows} group by 1"
    return _total(_tallied(facts, sql, subjects), figure.at_least)


def _mean(facts: Facts, figure: Mean, subjects: Subjects, days: Days, _: str | None) -> Exact:
    if figure.of is None:
        raise ValueError("the mean of answers is made from the tally")
    rows, of = facts.rows(figure.mean, subjects.kind, days, figure.where, figure.dated), quoted(figure.of)
    sql = f"select subject, sum({of}), count({of}) from {rows} group by 1"
    return _ratio(_tallied(facts, sql, subjects), 1, figure.at_least)


def _share(facts: Facts, figure: Share, subjects: Subjects, days: Days, _: str | None) -> Exact:
    rows, held = facts.rows(figure.share, subjects.kind, days, figure.among, figure.dated), as_sql(figure.where)
    sql = f"select subject, count(*) filter ({held}), count({held}) from {rows} group by 1"
    return _ratio(_tallied(facts, sql, subjects), 100, figure.at_least)


def _rate(facts: Facts, figure: Rate, subjects: Subjects, days: Days, _: str | None) -> Exact:
    tops = facts.rows(figure.rate, subjects.kind, days, figure.where, figure.dated)
    bottoms = facts.rows(figure.per, subjects.kind, days, figure.per_where)
    sql = (
        f"select b.subject, coalesce(a.n, 0), b.n from (select subject, count(*) n from {bottoms} group by 1) b "
        f"left join (select subject, count(*) n from {tops} group by 1) a using (subject)"
    )
    return _ratio(_tallied(facts, sql, subjects), figure.times, figure.at_least)


def _net(facts: Facts, figure: Net, subjects: Subjects, days: Days, _: str | None) -> Exact:
    rows, of = facts.rows("responses", subjects.kind, days, figure.where), quoted("answer_" + figure.of)
    if not facts.fetch(
        f"select 1 from duckdb_columns() where table_name = 'counted_responses' and column_name = 'answer_' || {literal(figure.of)}"
    ):
        return _total(_Tallied([0] * len(subjects), [0] * len(subjects)), 1)
    above, below = (f"{of} {_operator(bound)}" for bound in (figure.above, figure.below))
    sql = (
        f"select subject, count(*) filter ({above}) - count(*) filter ({below}), count({of}) from {rows} "
        "where " + of + " is not null group by 1"
    )
    return _ratio(_tallied(facts, sql, subjects), 100, figure.at_least)


def _operator(bound: str) -> str:
    operator, operand = read_comparison(bound)
    return f"{'=' if operator == '==' else operator} {operand}"


def _value(facts: Facts, figure: Value, subjects: Subjects, days: Days, dimension: str | None) -> Exact:
    part = "dimension is null" if dimension is None else f"dimension = {literal(dimension)}"
    rows = facts.rows("values", subjects.kind, days, figure.where)
    chosen = f"(select * from {rows} where measure = {literal(figure.value)} and {part})"
    if subjects.kind == "unit":
        chosen = f"(select * from {chosen} where unit = subject)"
    if figure.use == "mean":
        length = """date_diff('day', "from", "until")"""
        sql = f"select subject, sum(value * {length}), sum({length})::bigint from {chosen} group by 1"
        return _ratio(_tallied(facts, sql, subjects), 1, None)
    sql = f'select subject, arg_max(value, ("until", "from")), 1 from {chosen} group by 1'
    return _ratio(_tallied(facts, sql, subjects), 1, None)


_MAKERS: dict[type[RowFigure], Callable[..., Exact]] = {
    Count: _count, Sum: _sum, Mean: _mean, Share: _share, Rate: _rate, Net: _net, Value: _value,
}  # fmt: skip
