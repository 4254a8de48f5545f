"""Checks between tables: unknown names, units above themselves, people outside their employment, rival assignments."""

from graphlib import TopologicalSorter

import duckdb

from manyi.engine import sql
from manyi.engine.contract import Column, Table, Type
from manyi.engine.evidence.problems import exclude, record
from manyi.engine.evidence.time_zone import to_local
from manyi.engine.tables import TABLES

FIRST = "corrections"  # read before all others, since it changes them


def reading_order() -> tuple[str, ...]:
    """The tables so that what a table links to, its people's assignments and its questions come before it."""
    graph: dict[str, set[str]] = {name: set() for name in sorted(TABLES)}
    for table in TABLES.values():
        graph[table.name] |= {column.links for column in table.stored if column.links} - {table.name}
        if any(column.filled for column in table.stored) and table.column("person"):
            graph[table.name].add("assignments")
        if table.name != FIRST:
            graph[table.name].add(FIRST)
    graph["responses"].add("questions")
    graph["excuses"] |= {"responses", "cases", "answers"}
    graph["quality_reviews"].add("answers")
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return tuple(order)


def check_links(connection: duckdb.DuckDBPyConnection, table: Table, zone: str) -> None:
    """List and delete the rows of `table` that name what is not there or cannot have been."""
    for column in table.stored:
        if column.links is not None and column.links != table.name:
            _check_link(connection, table, column, column.links)
    if table.name == "excuses":
        for target in ("responses", "cases"):
            _check_excuses(connection, target)
    if table.acted is not None:
        _check_employment(connection, table, table.acted, zone)
    exclude(connection, table.name)
    if table.name == "units":
        _check_tree(connection)
    if table.name == "assignments":
        _check_overlaps(connection)


def _check_link(connection: duckdb.DuckDBPyConnection, table: Table, column: Column, target: str) -> int:
    key = sql.name(TABLES[target].key[0])
    here = sql.name(column.name)
    return record(
        connection,
        table.name,
        f"SELECT t.rowid, {sql.text(column.name)}, t.{here}, 'unknown_link', {sql.text(target)} "
        f"FROM {sql.name(table.name)} t ANTI JOIN {sql.name(target)} k ON t.{here} = k.{key} WHERE t.{here} IS NOT NULL",
    )


def _check_excuses(connection: duckdb.DuckDBPyConnection, target: str) -> None:
    key = sql.name(TABLES[target].key[0])
    record(
        connection,
        "excuses",
        f"SELECT t.rowid, 'row', t.row, 'unknown_link', '{target}' FROM excuses t "
        f"ANTI JOIN {target} k ON t.row = k.{key} WHERE t.\"table\" = '{target}'",
    )


def _check_tree(connection: duckdb.DuckDBPyConnection) -> None:
    """Units in a cycle go first, then, again and again, units whose parent is gone."""
    record(
        connection,
        "units",
        "WITH RECURSIVE above(unit, parent) AS ("
        "SELECT unit, parent FROM units WHERE parent IS NOT NULL UNION "
        "SELECT a.unit, u.parent FROM above a JOIN units u ON u.unit = a.parent WHERE u.parent IS NOT NULL) "
        "SELECT u.rowid, 'parent', u.unit, 'parent_cycle', '' FROM units u "
        "SEMI JOIN above a ON a.unit = u.unit AND a.parent = u.unit",
    )
    exclude(connection, "units")
    units = TABLES["units"]
    parent = units.column("parent")
    while parent is not None and _check_link(connection, units, parent, "units"):
        exclude(connection, "units")


def _check_employment(connection: duckdb.DuckDBPyConnection, table: Table, acted: str, zone: str) -> None:
    """Before hiring counts the row's own date too (nobody is judged before); after leaving only the moment of the act."""
    at = table.at or acted
    done, dated = local_day(table, acted, zone), local_day(table, at, zone)
    joined = f"FROM {sql.name(table.name)} t JOIN people p ON p.person = t.person"
    record(
        connection,
        table.name,
        f"SELECT t.rowid, {sql.text(acted)}, coalesce({done}, {dated})::VARCHAR, 'before_hiring', p.hired::VARCHAR "
        f"{joined} WHERE coalesce({done}, {dated}) < p.hired",
    )
    record(
        connection,
        table.name,
        f"SELECT t.rowid, {sql.text(acted)}, {done}::VARCHAR, 'after_leaving', p.\"left\"::VARCHAR "
        f'{joined} WHERE {done} >= p."left"',
    )


def local_day(table: Table, column: str, zone: str) -> str:
    """SQL: the local day of a date or instant column of `t`."""
    described = table.column(column)
    place = f"t.{sql.name(column)}"
    instant = described is not None and described.type is Type.INSTANT
    return f"CAST({to_local(place, zone)} AS DATE)" if instant else place


def _check_overlaps(connection: duckdb.DuckDBPyConnection) -> None:
    """Of assignments at the same time nobody can say which is right: all of them are excluded."""
    table = TABLES["assignments"]
    record(
        connection,
        "assignments",
        "SELECT t.rowid, 'from', t.person, 'overlap', min(o.\"from\")::VARCHAR "
        "FROM (SELECT rowid, * FROM assignments) t JOIN (SELECT rowid AS other, * FROM assignments) o "
        "ON o.person = t.person AND o.other <> t.rowid "
        'AND (o.until IS NULL OR t."from" < o.until) AND (t.until IS NULL OR o."from" < t.until) '
        "GROUP BY t.rowid, t.person",
    )
    exclude(connection, table.name)
