"""A company of any size under the ev-sales edition, made by SQL alone: the same rows every time, nothing read from files."""

import duckdb

from manyi.engine.evidence import Counts, Evidence, open_database
from manyi.engine.evidence.links import reading_order
from manyi.engine.evidence.stage import create_table, shape
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.tables import TABLES

ZONE = "Asia/Shanghai"
STORE = 200  # people per store
RECENT, BEFORE = 36, 12  # answers per person: January to March 2026, and in the baseline, July to December 2025
_MEMORY = "6GB"


def company(people: int, questionnaire: Questionnaire) -> Evidence:
    """Evidence of `people` people in stores of 200: answers, cases, reviews, praise, orders, earlier decisions."""
    connection = open_database(None, _MEMORY)
    connection.execute(_DRAW)
    connection.execute("create temp table who as select i, printf('p%07d', i) as person, "
                       f"printf('s%05d', i // {STORE}) as unit from range(?) t(i)", [people])  # fmt: skip
    rows = _organisation() | {"questions": _questions(questionnaire)} | _voice(questionnaire) | _work() | _earlier()
    for name in reading_order():
        create_table(connection, shape(connection, TABLES[name]))
        if name in rows:
            connection.execute(f"insert into {name} by name {rows[name]}")
    connection.execute("drop table who")
    return Evidence(connection, ZONE, {name: _counted(connection, name) for name in TABLES})


_DRAW = "create macro draw(i, salt) as (hash(i * 1000003 + salt) % 1000000) / 1000000.0"
"""A number from 0 to 1 that is the same for the same pair on every machine."""


def _counted(connection: duckdb.DuckDBPyConnection, name: str) -> Counts:
    row = connection.execute(f'select count(*) from "{name}"').fetchone()
    rows = int(row[0]) if row else 0
    return Counts(rows, rows)


def _organisation() -> dict[str, str]:
    stores = "select unit, unit as title, 'company' as parent, 'store' as kind, date '2020-01-01' as \"from\" from who group by unit"
    return {
        "units": f"select 'company' as unit, 'Company' as title, null as parent, 'company' as kind, date '2020-01-01' as \"from\" union all {stores}",
        "people": "select person, person as name, date '2020-01-01' + (i % 2300)::integer as hired, 'own' as worker_kind from who",
        "assignments": "select person, unit, 'sales_consultant' as position, ['sales', 'after_sales', 'customer_service'][i % 3 + 1] "
        f"as position_group, i % {STORE} = 0 as leader, date '2020-01-01' + (i % 2300)::integer as \"from\" from who",
        "leave": "select person, 'annual' as kind, date '2026-03-02' as \"from\", date '2026-03-02' + (i % 20 + 1)::integer as \"until\" from who where i % 10 = 0",
        "customers": "select 'c' || i as customer, 'external' as kind from who",
        "surveys": "select 'regular' as survey, 'confidential' as identity, 'event' as kind, date '2025-07-01' as \"from\"",
    }  # fmt: skip


def _questions(questionnaire: Questionnaire) -> str:
    rows = [
        f"('{q.id}', {_text(q.dimension)}, '{q.kind}', {'0, 10' if q.kind == 'recommend' else f'{q.low}, {q.high}'})"
        for q in questionnaire.questions if q.kind in ("rating", "recommend")
    ]  # fmt: skip
    return f"select * from (values {', '.join(rows)}) t(question, dimension, kind, low, high)"


def _text(word: str | None) -> str:
    return "null" if word is None else f"'{word}'"


def _voice(questionnaire: Questionnaire) -> dict[str, str]:
    """Answers about good and less good people: about one in eight lies under the line of the ev-sales edition."""
    asked = [
        q.id for q in questionnaire.questions if q.kind == "rating" and not str(q.dimension).startswith("internal")
    ]
    answers = ", ".join(
        f"greatest(1, least(5, round(4.3 + 0.9 * skill + 2.2 * (draw(n, {salt}) - 0.5))))::smallint as answer_{name}"
        for salt, name in enumerate(asked)
    )
    noon = "timestamp '2025-07-01 04:00' + (k * 15 + i % 7)::integer * interval 1 day"
    recent = f"timestamp '2026-01-01 04:00' + ((k - {BEFORE}) * 5 // 2)::integer * interval 1 day"
    return {
        "responses": f"""
            select printf('r%07d-%02d', i, k) as response, 'regular' as survey, person, unit, answered_at, answered_at as served_at,
                   ['presales', 'delivery', 'repair'][i % 3 + 1] as touchpoint, ['online', 'telephone'][n % 2 + 1] as mode,
                   120 as seconds, false as staff_device, {answers}, (draw(n, 99) * 10)::smallint as answer_recommend
            from (select i, k, i * 100 + k as n, person, unit, draw(i, 7) + draw(i, 8) + draw(i, 9) - 1.5 as skill,
                         case when k < {BEFORE} then {noon} else {recent} end as answered_at
                  from who, range({BEFORE + RECENT}) s(k))""",
        "praise": "select 'l' || i as praise, person, unit, 'letter' as kind, i % 2 = 0 as verified, timestamp '2026-03-10 04:00' as \"at\" "
        "from who where i % 3 = 0",
    }  # fmt: skip


def _work() -> dict[str, str]:
    times = "timestamp '2026-03-02 02:00' + (n % 25)::integer * interval 1 day"
    return {
        "cases": f"""
            select printf('k%07d-%d', i, k) as "case", case when k = 0 then 'complaint' else 'feedback' end as kind, 'normal' as importance,
                   'customer' as source, person, unit, {times} as received_at,
                   {times} + (draw(n, 1) * 300)::integer * interval 1 minute as first_reply_at,
                   {times} + (draw(n, 2) * 4000)::integer * interval 1 minute as solved_at,
                   {times} + (draw(n, 2) * 4000)::integer * interval 1 minute as closed_at,
                   case when draw(n, 3) < 0.2 then 'upheld' else 'not_upheld' end as finding, 0 as reopened, 1 as departments,
                   draw(n, 4) < 0.8 as satisfied
            from (select *, i * 2 + k as n from who, range(2) s(k))""",
        "reviews": "select 'v' || i as review, printf('k%07d-0', i) as \"case\", person, unit, 'p0000000' as reviewer, "
        "(60 + draw(i, 5) * 40)::decimal(18,2) as quality, timestamp '2026-03-28 04:00' as \"at\" from who where i % 2 = 0",
        "findings": "select 'f' || i as finding, person, unit, 'gross_negligence' as fault, 'serious' as severity, 100.00 as loss, "
        "timestamp '2026-03-11 04:00' as \"at\" from who where i % 500 = 0",
        "orders": "select printf('o%07d-%d', i, k) as \"order\", 'c' || ((i + k * 7) // 2) as customer, person, unit, 1000.00 as amount, "
        "timestamp '2025-05-01 04:00' + (k * 60)::integer * interval 1 day as ordered_at from who, range(5) s(k)",
        "inspections": "select 'i' || unit || k as inspection, unit, 90.00 as score, timestamp '2026-03-12 04:00' as \"at\" "
        "from (select distinct unit from who), range(3) s(k)",
    }  # fmt: skip


def _earlier() -> dict[str, str]:
    warned = "case when i % 3 = 0 then 'criticism' else 'oral_warning' end"
    return {
        "decisions": f"select 'd' || i as decision, 'service_warning' as rule, 'penalty' as kind, person, '2025-1' || i % 3 as period, "
        f"{warned} as measure, 'effective' as state, date '2025-10-20' + (i % 90)::integer as effective from who where i % 5 = 0 union all "
        "select 'e' || i, 'satisfaction_star', 'award', person, '2026-02', null, 'effective', date '2026-03-10' from who where i % 30 = 0",
        "rectifications": "select 'm' || i as rectification, person, unit, 'service_warning' as rule, date '2025-11-01' as opened, "
        "date '2025-12-01' as due, case when i % 2 = 0 then 'failed' else 'done' end as outcome from who where i % 25 = 0",
    }  # fmt: skip
