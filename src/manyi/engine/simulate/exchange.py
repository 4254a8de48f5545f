"""The null check's exchange: what customers said and did falls on people as if all of one group were equal."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manyi.engine import sql
from manyi.engine.periods import Days, instant_bounds
from manyi.engine.policy.language import Edition
from manyi.engine.simulate.shadows import Shadows
from manyi.engine.subjects import people
from manyi.engine.tables import TABLES

_PURPOSE = "null check"


@dataclass(frozen=True)
class Exchanged:
    """How rows of a table are exchanged: dealt (everybody keeps as many rows as they had), or, where `falls` holds,
    each row falls on anybody of the group. `person` and `unit` are SQL for whose a row is."""

    falls: str = "false"
    person: str = "t.person"
    unit: str = "t.unit"


EXCHANGED: Mapping[str, Exchanged] = {
    "responses": Exchanged(),
    "cases": Exchanged(falls="t.kind = 'complaint'"),
    "reviews": Exchanged(),
    "inspections": Exchanged(),
    "praise": Exchanged(falls="true"),
    "returns": Exchanged(falls="true", person="coalesce(t.person, o.person)", unit="coalesce(t.unit, o.unit)"),
}
"""What is exchanged. Everything else stays: established faults, breaches, votes and nominations are no luck of the draw,
and of figures measured elsewhere the answers behind them are not known."""


class Exchange:
    """Frames of who could have met which row, made once; `shuffle` puts one random exchange in place of the tables.

    A row stays within its month, its position group (of the unit: its kind) and the circumstances that the edition
    adjusts for, so that nobody is given what only others could have met. Rows of nobody known to the month stay.
    """

    def __init__(self, shadows: Shadows, edition: Edition, months: Sequence[Days]) -> None:
        self._shadows = shadows
        self._who(edition, months)
        self.tables = [table for table in EXCHANGED if self._rows(table)]
        for table in self.tables:
            self._frame(table, edition)

    def shuffle(self, seed: str) -> None:
        """Exchange all tables; `seed` decides how, entirely."""
        for table in self.tables:
            self._shadows.put(table, self._exchanged(table, seed))

    def restore(self) -> None:
        """The tables as they are in truth."""
        for table in self.tables:
            self._shadows.lift(table)

    def fixed(self) -> tuple[int, int]:
        """Answers about a person in the months looked at: how many, and how many have nobody to be exchanged with."""
        if "responses" not in self.tables:
            return 0, 0
        row = self._shadows.connection.execute(
            """select count(person), count(person) filter (person_pool is null or alone) from (
                   select person, person_pool, count(distinct person) over (partition by person_pool) = 1 as alone
                   from frame_responses)"""
        ).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _rows(self, table: str) -> int:
        row = self._shadows.connection.execute(f"select count(*) from {self._shadows.origin(table)}").fetchone()
        return int(row[0]) if row else 0

    def _who(self, edition: Edition, months: Sequence[Days]) -> None:
        """Who stood where in each month, and the lists that what falls on anybody is drawn from."""
        connection, zone = self._shadows.connection, edition.time_zone
        self._shadows.put(
            "null_months",
            "select 0 as month, timestamp '1970-01-01' as start, timestamp '1970-01-01' as stop where false",
        )
        self._shadows.put("null_people", """select 0 as month, '' as person, '' as unit, '' as pool where false""")
        self._shadows.put("null_units", f"""select unit, coalesce(position_group, kind) as pool
                                            from {self._shadows.origin("units")}""")  # fmt: skip
        for number, days in enumerate(months):
            connection.execute("insert into null_months values (?, ?, ?)", [number, *instant_bounds(days, zone)])
            found = people(connection, days)
            if len(found):
                connection.execute(
                    "insert into null_people select ?, unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::varchar[])",
                    [number, list(found.ids), list(found.columns["unit"]), list(found.columns["position_group"])],
                )
        self._shadows.put("null_lists", """
            select concat('person|', month, '|', pool) as pool, list(person order by person) as ids from null_people group by all
            union all
            select concat('unit|', p.month, '|', u.pool), list(p.unit order by p.unit, p.person)
            from null_people p join null_units u using (unit) group by all""")  # fmt: skip

    def _frame(self, table: str, edition: Edition) -> None:
        """Each row that can be exchanged with its key, its owners, the pools they are exchanged in and their places there."""
        rule, shape = EXCHANGED[table], TABLES[table]
        key = " || '|' || ".join(f"t.{sql.name(name)}" for name in shape.key)
        orders = f'left join {self._shadows.origin("orders")} o on o."order" = t."order"' if table == "returns" else ""
        mix = "".join(f", '|', coalesce(t.{sql.name(name)}, '')" for name in _factors(table, edition))
        pools = {kind: f"concat(m.month, '|', {who}.pool, case when {rule.falls} then '' else concat(''{mix}) end)"
                 for kind, who in (("person", "p"), ("unit", "u"))}  # fmt: skip
        self._shadows.put(f"frame_{table}", f"""
            with framed as (
                select t.rowid as "row", {key} as key, {rule.person} as person, {rule.unit} as unit, {rule.falls} as falls,
                       case when p.person is not null then {pools["person"]} end as person_pool,
                       case when u.unit is not null then {pools["unit"]} end as unit_pool
                from {self._shadows.origin(table)} t {orders}
                join null_months m on t.{sql.name(str(shape.at))} >= m.start and t.{sql.name(str(shape.at))} < m.stop
                left join null_people p on p.person = {rule.person} and p.month = m.month
                left join null_units u on u.unit = {rule.unit}
            )
            select *, row_number() over (partition by falls, person_pool order by key) as person_place,
                   row_number() over (partition by falls, unit_pool order by key) as unit_place
            from framed""")  # fmt: skip

    def _exchanged(self, table: str, seed: str) -> str:
        return f"""
            with {_owners("person", table, seed)}, {_owners("unit", table, seed)}
            select t.* replace (coalesce(p.person, t.person) as person, coalesce(u.unit, t.unit) as unit)
            from {self._shadows.origin(table)} t
            left join new_person p on p."row" = t.rowid left join new_unit u on u."row" = t.rowid"""


def seed_of(evidence: str, span: str, number: int) -> str:
    """The seed of one round: SHA-256 of the evidence's digest, the purpose, the span and the round. Nobody chooses it."""
    return hashlib.sha256(f"{evidence}|{_PURPOSE}|{span}|{number}".encode()).hexdigest()


def _factors(table: str, edition: Edition) -> list[str]:
    """The circumstances the edition adjusts answers for, as far as they are columns of the responses."""
    if table != "responses" or edition.score is None:
        return []
    return [name for name in edition.score.estimate.case_mix if TABLES[table].column(name) is not None]


def _owners(kind: str, table: str, seed: str) -> str:
    """SQL: table expressions that end in new_<kind>, the new owner of each exchanged row of a frame.

    Dealt rows are put in an order that the seed decides, and take the owners in the order of the keys.
    """
    drawn = f"sha256(concat('{seed}|{kind}|{table}|', key))"
    rows = f"(from frame_{table} where {kind}_pool is not null)"
    return f"""
        dealt_{kind} as (
            select "row", {kind}_pool as pool, row_number() over (partition by {kind}_pool order by {drawn}, key) as place
            from {rows} where not falls
        ), new_{kind} as (
            select d."row", f.{kind} from dealt_{kind} d
            join frame_{table} f on f.{kind}_pool = d.pool and f.{kind}_place = d.place and not f.falls
            union all
            select f."row", l.ids[1 + ('0x' || {drawn}[1:15])::bigint % len(l.ids)] from {rows} f
            join null_lists l on l.pool = '{kind}|' || f.{kind}_pool where f.falls
        )"""
