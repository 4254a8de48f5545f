"""The values of a mapping as SQL: each a value `v`, and in `x` why it is refused (!) or unknown (?)."""

import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass

from manyi.collect.imports.mapping import ANY, Cell, Choice, Test
from manyi.engine import sql
from manyi.engine.evidence.time_zone import to_utc

REFUSED, UNKNOWN, BREAK = "!", "?", "\x1e"
SEVERAL = "chr(31)"  # SQL: the sign between several values where one is meant
_SPACE = " \t\r\n\u3000"


@dataclass(frozen=True)
class Name:
    """A foreign column or a value of the mapping: its SQL name, and whether it is a time, a date or text."""

    place: str
    kind: str = "text"

    @property
    def text(self) -> str:
        """SQL: the value as text."""
        return self.place if self.kind == "text" else f"{self.place}::VARCHAR"


def kind_of(cell: Cell, names: Dict[str, Name]) -> str:
    """Whether a cell gives a time, a date or text."""
    if cell.time is not None:
        return "time"
    if cell.date is not None:
        return "date"
    return names[cell.column].kind if cell.column is not None and cell.plain else "text"


def with_cells(
    source: str, cells: Dict[str, Cell], names: Dict[str, Name], zone: str | None, asked: Dict[str, str] | None = None
) -> str:
    """SQL: `source` with the columns v_<id> and x_<id> for each of `cells`, by id; `names` says what they are made of.

    `asked` is SQL, by id, for when a cell is asked for at all: what is not asked for cannot be wrong.
    """
    kept = source
    for step in (
        [_read(place, cell, names) for place, cell in cells.items()],
        [_extracted(place, cell) for place, cell in cells.items()],
        [_mapped(place, cell) for place, cell in cells.items()],
        [_timed(place, cell, names) for place, cell in cells.items()],
    ):
        kept = f"(SELECT *, {', '.join(step)} FROM {kept})"
    asked = asked or {}
    final = ", ".join(_final(place, cell, names, zone, asked.get(place, "true")) for place, cell in cells.items())
    steps = ", ".join(f"{letter}_{place}" for place in cells for letter in "semt")
    return f"(SELECT * EXCLUDE ({steps}), {final} FROM {kept})"


def test_sql(test: Test, tested: Name, names: Dict[str, Name]) -> str:
    """SQL: whether the test holds for the value `tested`."""
    held = []
    if test.equals is not None:
        held.append(f"{tested.text} IN ({', '.join(map(sql.text, test.equals))})")
    if test.matches is not None:
        held.append(f"regexp_matches({tested.text}, {sql.text(test.matches)})")
    if test.below is not None:
        held.append(f"try_cast({tested.text} AS DECIMAL(38, 10)) < {sql.text(test.below)}::DECIMAL(38, 10)")
    if test.above is not None:
        held.append(f"try_cast({tested.text} AS DECIMAL(38, 10)) > {sql.text(test.above)}::DECIMAL(38, 10)")
    if test.clock is not None:
        held.append(f"strftime({tested.place}, '%H:%M') = {sql.text(test.clock)}")
    if test.before is not None:
        held.append(f"{tested.place} < {names[test.before].place}")
    if test.after is not None:
        held.append(f"{tested.place} > {names[test.after].place}")
    if test.filled is not None:
        held.append(f"{tested.place} IS {'NOT ' if test.filled else ''}NULL")
    return f"coalesce({' AND '.join(held)}, false)"


def _read(place: str, cell: Cell, names: Dict[str, Name]) -> str:
    source = looked_up(place) if cell.lookup is not None else _source(cell, names)
    text = f"nullif(trim({source}, {sql.text(_SPACE)}), '')"
    for empty in cell.empty:
        text = f"nullif({text}, {sql.text(empty)})"
    return f"{text} AS s_{place}"


def _source(cell: Cell, names: Dict[str, Name]) -> str:
    match cell.source:
        case "column":
            return names[str(cell.column)].text
        case "constant":
            return sql.text(str(cell.constant))
        case "first":
            return f"coalesce({', '.join(names[name].text for name in cell.first or ())})"
        case "join":
            return f"concat_ws({sql.text(cell.separator)}, {', '.join(names[name].text for name in cell.join or ())})"
        case "marked":
            return _marked(cell, names)
        case "key":
            return _key([names[name].text for name in cell.key or ()])
        case "choose":
            return _chosen(cell.choose or (), names)
        case _:
            content = _content([names[name].text for name in cell.number or ()])
            return (
                f"CASE WHEN {content} IS NOT NULL THEN dense_rank() OVER (ORDER BY {content} NULLS LAST)::VARCHAR END"
            )


def looked_up(place: str) -> str:
    """SQL: the column in which what a lookup found waits for its cell."""
    return f"look_{place}"


def _chosen(choices: Sequence[Choice], names: Dict[str, Name]) -> str:
    whens = " ".join(f"WHEN {test_sql(one, names[str(one.of)], names)} THEN {sql.text(one.is_)}" for one in choices)
    return f"CASE {whens} END"


def _marked(cell: Cell, names: Dict[str, Name]) -> str:
    """The value of the marked column; several marked ones are joined, so that `_final` sees them."""
    marks = ", ".join(sql.text(mark.lower()) for mark in cell.marks)
    chosen = ", ".join(
        f"CASE WHEN lower({names[name].text}) IN ({marks}) THEN {sql.text(value)} END"
        for name, value in (cell.marked or {}).items()
    )
    return f"concat_ws({SEVERAL}, {chosen})"


def _content(texts: Sequence[str]) -> str:
    """The texts as one, no two different lists alike; NULL when all are empty."""
    parts = " || ".join(f"coalesce(strlen({text}) || ':' || {text}, '-')" for text in texts)
    return f"CASE WHEN coalesce({', '.join(texts)}) IS NOT NULL THEN {parts} END"


def _key(texts: Sequence[str]) -> str:
    return f"left(sha256({_content(texts)}), 16)"


def _held(place: str, cell: Cell) -> str:
    """1 or 0: whether the choices given hold the one. What was typed beside a choice stands in 〖 〗 behind it."""
    parts = f"string_split(s_{place}, {sql.text(str(cell.split))})"
    choices = f"[trim(regexp_replace(part, '〖.*$', '', 's'), {sql.text(_SPACE)}) for part in {parts}]"
    held = f"list_contains({choices}, {sql.text(str(cell.holds))})"
    return f"CASE WHEN s_{place} IS NOT NULL THEN {held}::INTEGER::VARCHAR END AS e_{place}"


def _extracted(place: str, cell: Cell) -> str:
    if cell.holds is not None:
        return _held(place, cell)
    if cell.extract is None:
        return f"s_{place} AS e_{place}"
    group = min(1, re.compile(cell.extract).groups)
    return f"nullif(regexp_extract(s_{place}, {sql.text(cell.extract)}, {group}), '') AS e_{place}"


def _mapped(place: str, cell: Cell) -> str:
    if cell.map is None:
        return f"e_{place} AS m_{place}"
    cases = " ".join(
        f"WHEN e_{place} = {sql.text(old)} THEN {sql.text(new)}" for old, new in cell.map.items() if old != ANY
    )
    rest = sql.text(cell.map[ANY]) if ANY in cell.map else f"e_{place}" if cell.otherwise == "keep" else "NULL"
    return f"CASE WHEN e_{place} IS NULL THEN NULL {cases} ELSE {rest} END AS m_{place}"


def _timed(place: str, cell: Cell, names: Dict[str, Name]) -> str:
    formats = cell.time or cell.date
    if formats is not None:
        parsed = f"try_strptime(m_{place}, [{', '.join(map(sql.text, formats))}])"
        return f"{parsed}{'::DATE' if cell.date else ''} AS t_{place}"
    if kind_of(cell, names) != "text":
        return f"CASE WHEN s_{place} IS NOT NULL THEN {names[str(cell.column)].place} END AS t_{place}"
    return f"{sql.text(cell.prefix)} || m_{place} AS t_{place}" if cell.prefix else f"m_{place} AS t_{place}"


def _final(place: str, cell: Cell, names: Dict[str, Name], zone: str | None, asked: str) -> str:
    own = Name(f"t_{place}", kind_of(cell, names))
    traps = [
        (test_sql(trap, names[trap.of] if trap.of is not None else own, names), trap.reason)
        for trap in cell.unknown_when
    ]
    unknown = [(f"t_{place} IS NOT NULL AND {held}", UNKNOWN + reason) for held, reason in traps]
    mark = UNKNOWN if cell.otherwise == "empty" else REFUSED
    several = {"marked": "several_marked", "lookup": "several_found"}.get(cell.source)
    failed = [
        *([(f"contains(s_{place}, {SEVERAL})", several)] if several is not None and not cell.keeps_several else []),
        (f"e_{place} IS NULL", "no_match"),
        (f"m_{place} IS NULL", "not_in_map"),
        (f"t_{place} IS NULL", "not_a_date" if cell.date else "not_a_time"),
    ]
    if own.kind == "time" and zone is not None:
        failed.append((f"{to_utc(f't_{place}', zone)} IS NULL", "no_such_time"))
    failed = [(f"s_{place} IS NOT NULL AND {held}", mark + why) for held, why in failed]
    whens = " ".join(f"WHEN {held} THEN {sql.text(why + BREAK)} || s_{place}" for held, why in [*failed, *unknown])
    gone = " OR ".join(f"({held})" for held, _ in [*failed, *unknown])
    return f"CASE WHEN NOT ({asked}) THEN NULL {whens} END AS x_{place}, CASE WHEN NOT coalesce({gone}, false) THEN t_{place} END AS v_{place}"
