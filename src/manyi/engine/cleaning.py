"""Cleaning a period as its edition says: the edition's rules, the reviewers' verdicts, and the answers that then count."""

from collections.abc import Callable, Sequence

import duckdb
import numpy as np

from manyi.engine.backend import Backend, DuckDB
from manyi.engine.clean import Cleaned, Review, clean, inspect
from manyi.engine.clean_rules import (
    AttentionCheck,
    Duplicate,
    Fast,
    FastPage,
    LowVariation,
    NotEligible,
    Outlying,
    Rule,
    StaffDevice,
    StraightLine,
    UnknownSubject,
)
from manyi.engine.plan import rating_columns, tally_month
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.policy.sections.cleaning import CleanRule, amount
from manyi.engine.quality.asked import Asked
from manyi.engine.tally import Month

_ALWAYS = "always"
"""Clause of the one fact no edition need write: an answer about nobody and no unit can count for nothing."""


def rules_of(edition: Edition) -> list[Rule]:
    """The edition's flags and facts as rules, in order, and answers about nobody last; signals are no rules about answers."""
    written = [rule for rule in edition.clean if rule.signal is None]
    return [*(_RULES[rule.kind](rule, rule.clause or "") for rule in written), UnknownSubject(clause=_ALWAYS)]


def _fast(rule: CleanRule, clause: str) -> Rule:
    hard = None if rule.hard is None else amount(rule.hard)
    return Fast(seconds=amount(str(rule.below)), hard=hard, clause=clause)


def _fast_page(rule: CleanRule, clause: str) -> Rule:
    hard = None if rule.hard is None else amount(rule.hard)
    return FastPage(seconds=amount(str(rule.below)), hard=hard, clause=clause)


def _low_variation(rule: CleanRule, clause: str) -> Rule:
    return LowVariation(points=amount(str(rule.below)), questions=int(amount(str(rule.from_))), clause=clause)


_RULES: dict[str, Callable[[CleanRule, str], Rule]] = {
    "fast": _fast,
    "fast_page": _fast_page,
    "straight_line": lambda rule, clause: StraightLine(questions=int(amount(str(rule.from_))), clause=clause),
    "low_variation": _low_variation,
    "outlying": lambda rule, clause: Outlying(level=float(rule.level or 0), clause=clause),
    "attention_check": lambda _, clause: AttentionCheck(clause=clause),
    "staff_device": lambda _, clause: StaffDevice(clause=clause),
    "not_eligible": lambda _, clause: NotEligible(clause=clause),
    "duplicate": lambda rule, clause: Duplicate(of=tuple(rule.of or ()), keep=rule.keep, clause=clause),
}


def clean_answers(
    edition: Edition,
    connection: duckdb.DuckDBPyConnection,
    months: Sequence[int],
    questionnaire: Questionnaire | None = None,
    backend: Backend | None = None,
) -> Cleaned:
    """Clean the answers of all months (running numbers) that any figure looks at, and make `counted_responses`.

    `backend` holds the same evidence as the connection and looks at its responses, when given.
    """
    backend, rules = backend or DuckDB(connection), rules_of(edition)
    asked = asked_questions(connection, questionnaire)
    found = inspect(
        backend, backend.table("responses"), rules, periods=_months(edition, months), questions=asked.questions,
        invitations=backend.table("invitations"), page_times=backend.table("page_times"), scales=asked.scales,
        expected=asked.expected,
    )  # fmt: skip
    cleaned = clean(found, rules, _reviews(connection))
    count_responses(connection, cleaned.rows)
    return cleaned


def asked_questions(connection: duckdb.DuckDBPyConnection, questionnaire: Questionnaire | None) -> Asked:
    """The rating questions in the order asked: by the evidence's `place`, then the edition's questionnaire, then by name."""
    written = [f"answer_{question.id}" for question in questionnaire.questions] if questionnaire else []
    rows = connection.execute("select 'answer_' || question, low, high, place, expected from questions").fetchall()
    scales = {column: (low, high) for column, low, high, _, _ in rows}
    places = {column: place for column, _, _, place, _ in rows if place is not None}
    expected = {column: value for column, _, _, _, value in rows if value is not None}

    def order(column: str) -> tuple[float, int, str]:
        inside = written.index(column) if column in written else len(written)
        return places.get(column, np.inf), inside, column

    questions = tuple(sorted((c for c in rating_columns(connection) if c not in expected), key=order))
    return Asked(questions, {column: scales[column] for column in questions}, _with_answers(connection, expected))


def _with_answers(connection: duckdb.DuckDBPyConnection, expected: dict[str, int]) -> dict[str, int]:
    """Those checks whose answers the responses carry."""
    columns = {name for (name,) in connection.execute(
        "select column_name from duckdb_columns() where table_name = 'responses'").fetchall()}  # fmt: skip
    return {column: value for column, value in expected.items() if column in columns}


def _months(edition: Edition, months: Sequence[int]) -> list[Month]:
    return [tally_month(number, edition.time_zone) for number in months]


def _reviews(connection: duckdb.DuckDBPyConnection) -> list[Review]:
    rows = connection.execute("select response, flag, verdict, reason from quality_reviews order by 1, 2").fetchall()
    return [Review(response, flag, verdict == "exclude", reason) for response, flag, verdict, reason in rows]


def count_responses(
    connection: duckdb.DuckDBPyConnection, excluded: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> None:
    """Make the view `counted_responses`: responses that count, with the kind of their survey."""
    connection.execute('create or replace temp table excluded_rows ("row" bigint)')
    if len(excluded):
        connection.execute("insert into excluded_rows select unnest(?::bigint[])", [excluded.tolist()])
    connection.execute(
        """create or replace temp view counted_responses as
           select r.*, s.kind as survey_kind from responses r left join surveys s using (survey)
           where r.rowid not in (select "row" from excluded_rows)"""
    )
