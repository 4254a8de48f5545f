"""The rows of foreign files in the database: loaded, and given their values, cell after cell."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import duckdb

from manyi.collect.imports.cells import REFUSED, SEVERAL, Name, kind_of, looked_up, test_sql, with_cells
from manyi.collect.imports.expansion import Made, expanded
from manyi.collect.imports.mapping import Cell, Content, Lookup, Mapping, named
from manyi.engine import sql
from manyi.engine.evidence.files import Source, explain
from manyi.engine.problems import EvidenceError

REPEATED = "repeated_heading"


@dataclass
class Foreign:
    """The files of one kind: their rows stand in `table`, with columns r_… (text), v_… (value) and x_… (why none)."""

    connection: duckdb.DuckDBPyConnection
    mapping: Mapping
    number: int
    part: Content
    sources: Sequence[Source]
    looked_for: Sequence[str] = ()  # columns other files look up here
    step: int = 0
    names: dict[str, Name] = field(default_factory=dict)
    cells: dict[str, tuple[str, Cell]] = field(default_factory=dict)  # id → what the report calls it, and the cell
    made: list[Made] = field(default_factory=list)
    unused: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """SQL: the table of the rows as far as they are made."""
        return f"foreign_{self.number}_{self.step}"

    @property
    def first(self) -> str:
        """SQL: the table of the rows as they were read, for those who look something up."""
        return f"looked_{self.number}"

    @property
    def repeated(self) -> str:
        """SQL: the table of rows that only repeat the heading."""
        return f"repeated_{self.number}"

    @property
    def refused(self) -> str:
        """SQL: whether a foreign row has a refused value."""
        return " OR ".join(f"coalesce(starts_with(x_{place}, '{REFUSED}'), false)" for place in self.cells) or "false"


def load(work: Foreign) -> None:
    """Put the needed columns of all files into the table; a row that repeats the heading is set aside."""
    headings = list(dict.fromkeys(column for source in work.sources for column in source.columns))
    for rows in work.part.tables:
        made = expanded(rows, headings)
        if not made:
            raise _no_heading(work, str(rows.each))
        work.made += made
    spread = [made.heading for made in work.made if made.heading]
    needed = _needed(work)
    work.names = {column: Name(f"r_{place}") for place, column in enumerate(needed)}
    columns = "".join(f", {name.place} VARCHAR" for name in work.names.values())
    work.connection.execute(f"CREATE TABLE {work.table} (file INTEGER, data_row BIGINT{columns})")
    work.connection.execute(f"CREATE TABLE {work.repeated} (file INTEGER, data_row BIGINT)")
    unused: dict[str, None] = {}
    for place, source in enumerate(work.sources):
        for column in needed:
            if column not in work.part.optional and column not in spread:
                _check_column(column, source, work.mapping)
        _insert(work, place, source, needed)
        unused |= dict.fromkeys(column for column in source.columns if column not in needed)
    work.unused = tuple(unused)
    if work.looked_for:
        work.connection.execute(f"CREATE TABLE {work.first} AS FROM {work.table}")


def _no_heading(work: Foreign, pattern: str) -> EvidenceError:
    files, zh = (mark.join(source.file for source in work.sources) for mark in (", ", "、"))
    name = work.mapping.mapping
    return EvidenceError(
        f"{files}: the mapping {name} needs columns whose heading matches {pattern!r}; there is none.",
        f"{zh}：映射 {name} 需要表头符合 {pattern!r} 的列，但没有这样的列。",
    )


def _needed(work: Foreign) -> list[str]:
    """The foreign columns that are spoken of, in the order of the mapping."""
    values = work.part.values
    cells = [*values.values(), *(cell for made in work.made for cell in made.rows.columns.values())]
    names = [name for cell in cells for name in cell.inputs]
    names += [name for made in work.made for test in made.rows.only_if for name in named(test)]
    names += work.looked_for
    return list(dict.fromkeys(name for name in names if name not in values))


def _check_column(column: str, source: Source, mapping: Mapping) -> None:
    if column not in source.columns:
        near = get_close_matches(column, source.columns, n=1, cutoff=0.6)
        hint, zh = (f" Did you mean {near[0]!r}?", f"是否应为 {near[0]!r}？") if near else ("", "")
        raise EvidenceError(
            f"{source.file}: the mapping {mapping.mapping} needs the column {column!r}, which is not there.{hint}",
            f"{source.file}：映射 {mapping.mapping} 需要列 {column!r}，但文件中没有。{zh}",
        )


def _insert(work: Foreign, place: int, source: Source, needed: Sequence[str]) -> None:
    """Files that were written one behind the other repeat their heading in the middle: that is no row."""
    chosen = "".join(f", {sql.name(column) if column in source.columns else 'NULL'}" for column in needed)
    heading = " AND ".join(f"coalesce(trim({sql.name(column)}), '') = {sql.text(column)}" for column in source.columns)
    try:
        work.connection.execute(
            f"INSERT INTO {work.table} SELECT {place}, data_row{chosen} FROM {source.numbered} WHERE NOT ({heading})"
        )
        work.connection.execute(
            f"INSERT INTO {work.repeated} SELECT {place}, data_row FROM {source.numbered} WHERE {heading}"
        )
    except duckdb.Error as error:
        raise explain(source.file, error) from None


# ---- values and columns ---------------------------------------------------------------------------------------------


def make_values(work: Foreign, others: Dict[str, Foreign]) -> None:
    """Named values one after the other, since each may use those before it; `others` are all kinds of file, by name."""
    for place, (name, cell) in enumerate(work.part.values.items()):
        if cell.lookup is not None:
            _look_up(work, f"value{place}", cell.lookup, others[cell.lookup.in_])
        _add_cells(work, {f"value{place}": (name, cell)})
        work.names[name] = Name(f"v_value{place}", kind_of(cell, work.names))


def make_columns(work: Foreign) -> None:
    """The columns of all tables at once: they use values and foreign columns only."""
    asked = {place: asked_for(work, made) for place, made in enumerate(work.made)}
    cells = [
        (place, f"t{place}_{number}", made.label(column), cell)
        for place, made in enumerate(work.made)
        for number, (column, cell) in enumerate(made.rows.columns.items())
    ]
    _add_cells(
        work, {cell_id: (label, cell) for _, cell_id, label, cell in cells},
        {cell_id: asked[place] for place, cell_id, _, _ in cells},
    )  # fmt: skip


def asked_for(work: Foreign, made: Made) -> str:
    """SQL: whether a foreign row makes a row of the table."""
    tests = [test_sql(test, work.names[str(test.of)], work.names) for test in made.rows.only_if]
    return " AND ".join(tests) or "true"


def _add_cells(work: Foreign, cells: Dict[str, tuple[str, Cell]], asked: Dict[str, str] | None = None) -> None:
    if not cells:
        return
    only = {place: cell for place, (_, cell) in cells.items()}
    _next_step(work, with_cells(work.table, only, work.names, work.mapping.time_zone, asked))
    work.cells |= cells


def _next_step(work: Foreign, made: str) -> None:
    before = work.table
    work.step += 1
    work.connection.execute(f"CREATE TABLE {work.table} AS FROM {made}")
    work.connection.execute(f"DROP TABLE {before}")


def _look_up(work: Foreign, place: str, lookup: Lookup, other: Foreign) -> None:
    """Add what the lookup finds as a column: the different values, in order, with the sign for several between them."""
    keys = f"(SELECT file, data_row, unnest(string_split({work.names[lookup.key].text}, {SEVERAL})) AS key FROM {work.table})"
    found, by = (f"nullif(trim(o.{other.names[column].place}), '')" for column in (lookup.column, lookup.by))
    chosen = {"smallest": "min(found)", "largest": "max(found)"}.get(
        lookup.several, f"string_agg(DISTINCT found, {SEVERAL} ORDER BY found)"
    )
    values = (
        f"(SELECT file, data_row, {chosen} AS {looked_up(place)} FROM "
        f"(SELECT k.file, k.data_row, {found} AS found FROM {keys} k JOIN {other.first} o ON trim(k.key) = {by}) "
        "GROUP BY file, data_row)"
    )
    _next_step(work, f"(SELECT * FROM {work.table} LEFT JOIN {values} USING (file, data_row))")
