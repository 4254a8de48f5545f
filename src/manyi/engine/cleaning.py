"""Cleaning a period as its edition says: the edition's rules, the reviewers' verdicts, and the answers that then count."""

import re
from collections.abc import Sequence
from fractions import Fraction

import duckdb
import numpy as np

from manyi.engine.backend import DuckDB
from manyi.engine.clean import Cleaned, Review, clean, inspect
from manyi.engine.clean_rules import Duplicate, Fast, NotEligible, Rule, StaffDevice, StraightLine, UnknownSubject
from manyi.engine.plan import rating_columns, tally_month
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.cleaning import PACE, QUESTIONS, CleanRule
from manyi.engine.tally import Month

_ALWAYS = "always"
"""Clause of the one fact no edition need write: an answer about nobody and no unit can count for nothing."""


def rules_of(edition: Edition) -> list[Rule]:
    """The edition's clean section as rules, in order, and answers about nobody last."""
    return [*(_rule(rule) for rule in edition.clean), UnknownSubject(clause=_ALWAYS)]


def _rule(rule: CleanRule) -> Rule:
    clause = rule.clause or ""
    if rule.flag == "fast":
        return Fast(seconds=Fraction(_number(PACE, rule.below)), clause=clause)
    if rule.flag == "straight_line":
        return StraightLine(questions=int(_number(QUESTIONS, rule.from_)), clause=clause)
    if rule.flag == "staff_device":
        return StaffDevice(clause=clause)
    if rule.exclude == "not_eligible":
        return NotEligible(clause=clause)
    return Duplicate(of=tuple(rule.of or ()), keep=rule.keep, clause=clause)


def _number(pattern: str, text: str | None) -> str:
    found = re.fullmatch(pattern, text or "")
    if found is None:
        raise ValueError(f"{text!r} passed reading but is no amount; check_edition should have refused it")
    return found[1]


def clean_answers(edition: Edition, connection: duckdb.DuckDBPyConnection, months: Sequence[int]) -> Cleaned:
    """Clean the answers of all months (running numbers) that any figure looks at, and make `counted_responses`."""
    backend, rules = DuckDB(connection), rules_of(edition)
    found = inspect(
        backend, backend.table("responses"), rules, periods=_months(edition, months),
        questions=rating_columns(connection), invitations=backend.table("invitations"),
    )  # fmt: skip
    cleaned = clean(found, rules, _reviews(connection))
    count_responses(connection, cleaned.rows)
    return cleaned


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
