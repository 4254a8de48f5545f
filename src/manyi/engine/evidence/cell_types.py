"""Text cells as typed values in SQL, each with the reason why it is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from manyi.engine import sql
from manyi.engine.contract import Column, Type
from manyi.engine.evidence.problems import FIELD, RECORD
from manyi.engine.evidence.time_zone import FIRST, LAST, day_start, to_utc

_SPACE = " \t\r\n\u3000"
_INTEGER = r"[+-]?[0-9]+(\.0*)?"
_NUMBER = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_DAY = r"[0-9]{4}([-/][0-9]{1,2}){2}"
_DATE = _DAY + r"([T ]0?0:00(:00(\.0*)?)?)?"
_TIME = _DAY + r"([T ]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?)?"
_TRUE = ("true", "1", "是", "yes")
_FALSE = ("false", "0", "否", "no")
RANGE_SIGN = "–"
_SQUARE_FITS = 181  # the largest whose square is still a SMALLINT

_NOT = {
    Type.INT: "not_an_integer",
    Type.DECIMAL: "not_a_number",
    Type.DATE: "not_a_date",
    Type.INSTANT: "not_a_time",
    Type.FLAG: "not_a_flag",
    Type.CHOICE: "not_a_choice",
}


@dataclass(frozen=True)
class Reading:
    """How local times are read and up to which day (exclusive; None = any) things may have happened."""

    zone: str
    until: date | None


def stored_type(column: Column) -> str:
    """The DuckDB type in which a column is kept."""
    match column.type:
        case Type.INT:
            return "BIGINT"
        case Type.DECIMAL:
            return f"DECIMAL(18,{column.places})"
        case Type.DATE:
            return "DATE"
        case Type.INSTANT:
            return "TIMESTAMP"
        case Type.FLAG:
            return "BOOLEAN"
        case _:
            return "VARCHAR"


def answer_type(low: int | None, high: int | None) -> str:
    """The type of a wide answer column: SMALLINT where even the square of a value fits."""
    small = low is not None and high is not None and low >= -_SQUARE_FITS and high <= _SQUARE_FITS
    return "SMALLINT" if small else "INTEGER"


def typed_select(
    columns: Sequence[Column], types: Mapping[str, str], present: Sequence[str], relation: str, reading: Reading
) -> str:
    """SQL that reads the text columns `present` of `relation` as `columns` with their `types`, and `_faults`.

    `_faults` is NULL for a good row, else records of column, code, value and detail.
    """
    here = [(place, column) for place, column in enumerate(columns) if column.name in present]
    texts = ", ".join(f"{_clean(sql.name(column.name))} AS t{place}" for place, column in here)
    clocks = "".join(_clock(place) for place, column in here if column.type is Type.INSTANT)
    values = ", ".join(f"{_value(column, types[column.name], place, reading)} AS v{place}" for place, column in here)
    kept = ", ".join(
        (f"v{place}" if column.name in present else f"NULL::{types[column.name]}") + f" AS {sql.name(column.name)}"
        for place, column in enumerate(columns)
    )
    faults = ", ".join(_fault(column, place, reading) for place, column in here)
    return (
        f"SELECT {kept}, nullif(concat_ws({sql.text(RECORD)}, {faults}), '') AS _faults FROM "
        f"(SELECT *, {values} FROM (SELECT *{clocks} FROM (SELECT {texts} FROM {relation})))"
    )


def one_value(column: Column, type_: str, expression: str, source: str, reading: Reading) -> str:
    """SQL giving `value` and `_faults` for the text `expression` in every row of `source`, whose columns it keeps."""
    clock = _clock(0) if column.type is Type.INSTANT else ""
    return (
        f"SELECT * EXCLUDE (t0, v0{', l0, z0' if clock else ''}), v0 AS value_read, "
        f"{_fault(column, 0, reading)} AS _faults FROM "
        f"(SELECT *, {_value(column, type_, 0, reading)} AS v0 FROM "
        f"(SELECT *{clock} FROM (SELECT *, {_clean(expression)} AS t0 FROM {source})))"
    )


def _clean(raw: str) -> str:
    spaces = sql.text(_SPACE)
    ends = sql.text(r"^[\s　]|[\s　]$")
    return f"nullif(CASE WHEN regexp_matches({raw}, {ends}) THEN trim({raw}, {spaces}) ELSE {raw} END, '')"


def _matches(place: int, pattern: str) -> str:
    return f"regexp_full_match(t{place}, {sql.text(pattern)})"


def _clock(place: int) -> str:
    """Local time and, where the text gives its offset, UTC time (a plain cast to TIMESTAMP would drop the offset)."""
    return (
        f", CASE WHEN {_matches(place, _TIME)} THEN try_cast(t{place} AS TIMESTAMP) END AS l{place}"
        f", CASE WHEN regexp_matches(substr(t{place}, 9), '[Z+]|:.*-') AND {_matches(place, _TIME)} "
        f"THEN make_timestamp(epoch_us(try_cast(t{place} AS TIMESTAMPTZ))) END AS z{place}"
    )


def _value(column: Column, type_: str, place: int, reading: Reading) -> str:
    text = f"t{place}"
    match column.type:
        case Type.INT:
            return f"CASE WHEN {_matches(place, _INTEGER)} THEN try_cast({text} AS {type_}) END"
        case Type.DECIMAL:
            exact = rf"[+-]?([0-9]+(\.[0-9]{{0,{column.places}}}0*)?|\.[0-9]{{1,{column.places}}}0*)"
            return f"CASE WHEN {_matches(place, exact)} THEN try_cast({text} AS {type_}) END"
        case Type.DATE:
            return (
                f"CASE WHEN {_matches(place, _DATE)} AND {text} BETWEEN '1900' AND '2200' "
                f"THEN try_cast({text} AS DATE) END"
            )
        case Type.INSTANT:
            utc = f"coalesce(z{place}, {to_utc(f'l{place}', reading.zone)})"
            return f"CASE WHEN l{place} BETWEEN TIMESTAMP '{FIRST}' AND TIMESTAMP '{LAST}' THEN {utc} END"
        case Type.FLAG:
            true, false = (", ".join(map(sql.text, words)) for words in (_TRUE, _FALSE))
            return f"CASE WHEN lower({text}) IN ({true}) THEN true WHEN lower({text}) IN ({false}) THEN false END"
        case Type.CHOICE:
            return f"CASE WHEN {text} IN ({', '.join(map(sql.text, column.values))}) THEN {text} END"
        case _:
            return text


def _fault(column: Column, place: int, reading: Reading) -> str:
    """SQL: the record of what is wrong with the cell, or NULL."""
    text, value = f"t{place}", f"v{place}"
    cases = []
    if column.required:
        cases.append((f"{text} IS NULL", "empty_required", ""))
    wrong = f"{value} IS NULL AND {text} IS NOT NULL"
    if column.type is Type.DECIMAL:
        cases.append((f"{wrong} AND {_matches(place, _NUMBER)}", "too_many_places", str(column.places)))
    if column.type is Type.INSTANT:
        gap = f"{wrong} AND l{place} BETWEEN TIMESTAMP '{FIRST}' AND TIMESTAMP '{LAST}'"
        cases.append((gap, "no_such_time", reading.zone))
    if column.type in _NOT:
        cases.append((wrong, _NOT[column.type], ", ".join(column.values)))
    if column.low is not None or column.high is not None:
        outside = [f"{value} < {column.low}"] if column.low is not None else []
        outside += [f"{value} > {column.high}"] if column.high is not None else []
        cases.append((" OR ".join(outside), "out_of_range", scale(column.low, column.high)))
    if reading.until is not None and not column.later and column.type in (Type.DATE, Type.INSTANT):
        cases.append((_late(column, value, reading.until, reading.zone), "too_late", _last_day(reading.until)))
    if not cases:
        return "NULL::VARCHAR"
    whens = " ".join(
        f"WHEN {condition} THEN {_record(column.name, code, text, detail)}" for condition, code, detail in cases
    )
    return f"CASE {whens} END"


def scale(low: int | None, high: int | None) -> str:
    """A range in signs, without words of any language."""
    if low is None:
        return f"≤ {high}"
    return f"≥ {low}" if high is None else f"{low}{RANGE_SIGN}{high}"


def _record(column: str, code: str, text: str, detail: str) -> str:
    shown = f"translate(left(coalesce({text}, ''), 80), {sql.text(FIELD + RECORD)}, '')"
    before, after = sql.text(f"{column}{FIELD}{code}{FIELD}"), sql.text(f"{FIELD}{detail}")
    return f"{before} || {shown} || {after}"


def _late(column: Column, value: str, until: date, zone: str) -> str:
    if column.type is Type.DATE:
        return f"{value} >= DATE '{until}'"
    return f"{value} >= TIMESTAMP '{day_start(until, zone)}'"


def _last_day(until: date) -> str:
    return (until - timedelta(days=1)).isoformat()
