"""Which foreign column could be which column of evidence: how sure, and why."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from manyi.collect.imports.assistant.lexicon import (
    DISPUTED,
    PERSONAL,
    RATING,
    RECOMMEND,
    VALUES,
    fit,
    plain,
    words,
)
from manyi.collect.imports.assistant.sample import ForeignColumn, Sample
from manyi.collect.imports.assistant.shapes import SATISFACTION, YES, Shape
from manyi.engine.contract import Column, Type
from manyi.engine.tables import TABLES

Reason = tuple[str, str]
"""Why, in English and in Chinese."""

_UNSURE = 60  # percent: fits by its heading, but no value speaks for or against it
_REPEATED = 80
_ALIKE = 95  # percent of a key's values that must be different
_EVENTS = ("responses", "cases", "orders")  # a row is one of them; people, units and customers may stand in many rows
_INSTITUTION = re.compile(r".+(大学|学院|学校|医院|公司|门店|分店|店|支行|营业厅|部门|部|科|中心|站)")
_PREFIX = {"case": "K", "response": "R", "order": "O", "customer": "C", "person": "P"}


@dataclass(frozen=True)
class Match:
    """A foreign column as a column of evidence, with the cell that makes it and how sure it is, in percent."""

    table: str
    column: str
    heading: str
    cell: Mapping[str, Any]
    sure: int
    why: Reason


def shapes(sample: Sample) -> dict[str, Shape]:
    """The shape of each column, by heading."""
    return {column.heading: column.shape for column in sample.columns}


def personal(column: ForeignColumn, shape: Shape) -> Reason | None:
    """Why a column is data by which a person can be found, or None."""
    said = {
        "phone": ("telephone numbers", "电话号码"),
        "email": ("e-mail addresses", "电子邮箱"),
        "id_number": ("identity-card numbers", "身份证号"),
    }.get(shape.kind)
    if said is not None:
        return f"its values are {said[0]}", f"取值是{said[1]}"
    if plain(column.heading) in PERSONAL:
        return "its heading names personal data", "表头为个人信息"
    return None


def matches(sample: Sample, table: str) -> list[Match]:
    """The best pairs for `table`, each foreign column and each column of the table once, best first."""
    looks = shapes(sample)
    found = []
    for order, (column, names) in enumerate(words()[table].items()):
        described = TABLES[table].column(column)
        for place, foreign in enumerate(sample.columns):
            score, word = fit(foreign.heading, names)
            if score == 0 or described is None:
                continue
            match = _tried(table, described, foreign, looks[foreign.heading], score, word, sample.rows)
            if match is not None:
                found.append((-match.sure, names.index(word), order, place, match))
    chosen: dict[str, Match] = {}
    taken: set[str] = set()
    for *_, match in sorted(found, key=lambda one: one[:-1]):
        if match.column not in chosen and match.heading not in taken:
            chosen[match.column] = match
            taken.add(match.heading)
    if TABLES[table].column("unit") is not None and "unit" not in chosen and table in _EVENTS:
        free = (column for column in sample.columns if column.heading not in taken)
        named = next((column for column in free if _institutions(column)), None)
        chosen |= {"unit": _by_names(table, named)} if named is not None else {}
    return list(chosen.values())


def _institutions(column: ForeignColumn) -> bool:
    """Whether most of the different values are names of departments, shops, schools and the like."""
    like = sum(1 for value in column.values if len(value) <= 20 and _INSTITUTION.fullmatch(value))
    return len(column.values) > 1 and 5 * like >= 4 * len(column.values)


def _by_names(table: str, column: ForeignColumn) -> Match:
    why = (
        f"most of its {column.distinct} different values are names of institutions or departments",
        f"{column.distinct} 个不同取值大多是机构或部门名称",
    )
    return Match(table, "unit", column.heading, {"key": [column.heading], "prefix": "U"}, 70, why)


def ratings(sample: Sample) -> Iterator[tuple[ForeignColumn, Shape, Mapping[str, Any], int, Reason]]:
    """The columns that are answers on a scale: column, scale (low, high), its cell, how sure, why."""
    looks = shapes(sample)
    for column in sample.columns:
        shape = looks[column.heading]
        if shape.kind == "satisfaction":
            found = {value: str(SATISFACTION[value.lower()]) for value in sorted(column.values)}
            cell = {"column": column.heading, "map": found, "empty": ["(空)", "(跳过)"]}
            yield column, shape, cell, 95, ("its values are words of satisfaction", "取值为满意程度的用词")
        elif shape.kind == "integer" and RATING.search(column.heading) and (scale := _scale(column.heading, shape)):
            why = (
                f"its heading speaks of a rating and its values are {shape.low} to {shape.high}; check which end is good",
                f"表头涉及评价，取值为 {shape.low} 至 {shape.high}；请核对哪一端为好",
            )
            cell = {"column": column.heading, "empty": ["(空)", "(跳过)"]}
            yield column, Shape("integer", low=scale[0], high=scale[1]), cell, 85, why


def _scale(heading: str, shape: Shape) -> tuple[int, int] | None:
    if shape.low < 0 or shape.high > 10:
        return None
    if RECOMMEND.search(heading) or shape.low == 0:
        return (0, 10)
    return (1, 5) if shape.high <= 5 else (1, 10)


# ---- one pair -------------------------------------------------------------------------------------------------------


def _tried(
    table: str, column: Column, foreign: ForeignColumn, shape: Shape, score: int, word: str, rows: int
) -> Match | None:
    """The pair when the values allow it."""
    said = f"heading is the word {word!r}" if score == 95 else f"heading holds the word {word!r}"
    zh = f"表头即“{word}”" if score == 95 else f"表头含“{word}”"
    cell = _cell(table, column, foreign, shape)
    if cell is None:
        return None
    sure = score
    if shape.kind == "empty":
        sure, said, zh = min(sure, _UNSURE), f"{said}; it has no value", f"{zh}；没有任何取值"
    elif column.name in TABLES[table].key and column.type is Type.ID and table in _EVENTS:
        if 100 * foreign.distinct < _ALIKE * foreign.filled or foreign.filled < rows:
            return None
        repeated = foreign.filled - foreign.distinct
        if repeated:
            sure = min(sure, _REPEATED)
            said, zh = f"{said}; {repeated} values are repeated", f"{zh}；有 {repeated} 个取值重复"
    if shape.either:
        sure = min(sure, _UNSURE)
        said, zh = f"{said}; day or month could come first", f"{zh}；无法判断日在前还是月在前"
    return Match(table, column.name, foreign.heading, cell, sure, (said, zh))


def _cell(table: str, column: Column, foreign: ForeignColumn, shape: Shape) -> Mapping[str, Any] | None:
    """How the foreign column makes the column of evidence; None where its values are of another kind."""
    cell: dict[str, Any] = {"column": foreign.heading}
    if column.name == "device":
        return {"key": [foreign.heading], "prefix": "D"}  # an address is personal: only a pseudonym of it is kept
    if shape.kind == "empty":
        return cell
    if personal(foreign, shape) is not None and column.name != "name":
        return None
    match column.type:
        case Type.INSTANT | Type.DATE:
            return _dated(cell, column, shape)
        case Type.INT | Type.DECIMAL:
            return _counted(cell, shape)
        case Type.FLAG:
            return _flag(cell, foreign, shape)
        case Type.CHOICE:
            return _choice(cell, table, column, foreign)
        case _:
            return _named(cell, column, foreign, shape)


def _dated(cell: dict[str, Any], column: Column, shape: Shape) -> Mapping[str, Any] | None:
    if shape.kind not in ("day", "moment"):
        return None
    if not shape.formats:
        return cell  # with its offset, it is understood as it is
    return {**cell, "time" if column.type is Type.INSTANT else "date": list(shape.formats)}


def _counted(cell: dict[str, Any], shape: Shape) -> Mapping[str, Any] | None:
    if shape.kind == "seconds":
        return {**cell, "extract": "^([0-9]+)"}
    return cell if shape.kind in ("integer", "number") else None


def _flag(cell: dict[str, Any], foreign: ForeignColumn, shape: Shape) -> Mapping[str, Any] | None:
    if shape.kind != "yes_no":
        return None
    turned = plain(foreign.heading) in DISPUTED
    return {
        **cell,
        "map": {value: "true" if (value.lower() in YES) is not turned else "false" for value in sorted(foreign.values)},
    }


def _choice(cell: dict[str, Any], table: str, column: Column, foreign: ForeignColumn) -> Mapping[str, Any] | None:
    known = VALUES.get((table, column.name), {})
    found = {value: _meaning(value, known) for value in sorted(foreign.values)}
    named = {value: meaning for value, meaning in found.items() if meaning is not None}
    if 2 * len(named) < len(found) or not any(named.values()):
        return None
    return {**cell, "map": named, **({} if len(named) == len(found) else {"otherwise": "empty"})}


def _meaning(value: str, known: Mapping[str, str]) -> str | None:
    """What a value means; of `closed with relief` the first word says it."""
    text = plain(value)
    if text in known:
        return known[text]
    return next((known[word] for word in ("closed", "resolved") if word in known and text.startswith(f"{word} ")), None)


def _named(cell: dict[str, Any], column: Column, foreign: ForeignColumn, shape: Shape) -> Mapping[str, Any] | None:
    if shape.kind in ("day", "moment", "clock", "seconds", "satisfaction", "yes_no"):
        return None
    if column.type is not Type.ID:
        return cell
    if column.name in ("unit", "person") and shape.kind == "text" and _is_name(foreign):
        return {"key": [foreign.heading], "prefix": column.name[0].upper()}
    return {**cell, "prefix": _PREFIX.get(column.name, column.name[0].upper())}


def _is_name(foreign: ForeignColumn) -> bool:
    """Whether people read these values; keys of a system are one word of signs."""
    return any(" " in value or not value.isascii() for value in foreign.values)
