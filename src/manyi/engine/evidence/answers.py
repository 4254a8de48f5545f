"""Answers given one per row become columns of their responses."""

import duckdb

from manyi.engine import sql
from manyi.engine.evidence.cell_types import RANGE_SIGN
from manyi.engine.evidence.problems import exclude, record
from manyi.engine.evidence.stage import INTEGER_HIGH, INTEGER_LOW, Shape, Staged
from manyi.engine.tables import TABLES


def check_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """List and delete answers outside their question's scale."""
    low, high = f"coalesce(q.low, {INTEGER_LOW})", f"coalesce(q.high, {INTEGER_HIGH})"
    record(
        connection,
        "answers",
        f"SELECT t.rowid, 'value', t.value::VARCHAR, 'out_of_range', {low} || '{RANGE_SIGN}' || {high} "
        f"FROM answers t JOIN questions q ON q.question = t.question WHERE t.value NOT BETWEEN {low} AND {high}",
    )
    record(
        connection,
        "answers",
        "SELECT t.rowid, 'question', t.question, 'unknown_link', 'questions' "
        "FROM answers t JOIN questions q ON q.question = t.question WHERE q.kind = 'text'",
    )
    exclude(connection, "answers")


def merge_answers(connection: duckdb.DuckDBPyConnection, responses: Shape, staged: Staged) -> int:
    """Turn `answers` into the answer columns of `responses`; returns how many answers were kept.

    A response whose answer to a question is given in both places with different values is excluded with all its
    answers, since nobody can say which is right. Afterwards the table `answers` is empty.
    """
    prefix = str(TABLES["responses"].wide_prefix)
    wide = [column.name for column in responses.columns if column.name.startswith(prefix)]
    for column in wide:
        if column in staged.brought:
            _check_contradiction(connection, column, column.removeprefix(prefix))
    exclude(connection, "answers")
    exclude(connection, "responses")
    record(
        connection,
        "answers",
        "SELECT t.rowid, 'response', t.response, 'unknown_link', 'responses' "
        "FROM answers t ANTI JOIN responses r ON r.response = t.response",
    )
    exclude(connection, "answers")
    counts = dict(connection.execute("SELECT question, count(*) FROM answers GROUP BY ALL").fetchall())
    given = [column for column in wide if column.removeprefix(prefix) in counts]
    if given:
        _pivot(connection, responses, given, prefix)
        connection.execute("TRUNCATE answers")
    return sum(counts.values())


def _check_contradiction(connection: duckdb.DuckDBPyConnection, column: str, question: str) -> None:
    here = sql.name(column)
    joined = (
        "FROM answers t JOIN responses r ON r.response = t.response "
        f"WHERE t.question = {sql.text(question)} AND t.value <> r.{here}"
    )
    record(
        connection, "answers", f"SELECT t.rowid, 'value', t.value::VARCHAR, 'contradiction', r.{here}::VARCHAR {joined}"
    )
    record(
        connection,
        "responses",
        f"SELECT r.rowid, {sql.text(column)}, r.{here}::VARCHAR, 'contradiction', t.value::VARCHAR {joined}",
    )


def _pivot(connection: duckdb.DuckDBPyConnection, shape: Shape, columns: list[str], prefix: str) -> None:
    values = ", ".join(
        f"max(value) FILTER (question = {sql.text(column.removeprefix(prefix))}) AS {sql.name(column)}"
        for column in columns
    )
    merged = ", ".join(
        f"coalesce(r.{sql.name(column)}, p.{sql.name(column)})::{shape.types[column]} AS {sql.name(column)}"
        for column in columns
    )
    connection.execute(
        f"CREATE TABLE _merged AS SELECT r.* REPLACE ({merged}) FROM responses r "
        f"LEFT JOIN (SELECT response, {values} FROM answers GROUP BY response) p ON p.response = r.response"
    )
    connection.execute("DROP TABLE responses")
    connection.execute("ALTER TABLE _merged RENAME TO responses")
