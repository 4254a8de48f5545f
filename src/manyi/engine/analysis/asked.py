"""The answers an analysis looks at: those that count, of some days, question by question, as exact sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import duckdb

from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.sql import name as quoted

BLOCKS = 20
"""Blocks of answers that are left out in turn; a response's block follows from its id, so no order of rows matters."""


@dataclass(frozen=True)
class Question:
    """A question of the evidence that carries answers; `low` to `high` is its scale."""

    id: str
    dimension: str
    kind: str
    low: int
    high: int
    reversed: bool
    text: str


@dataclass(frozen=True)
class Sums:
    """Exact sums of the responses of one block: how many, Σx per column, Σxy per pair of columns (square)."""

    n: int
    sums: tuple[int, ...]
    products: tuple[tuple[int, ...], ...]

    def less(self, other: "Sums") -> "Sums":
        """These sums without another's responses."""
        return Sums(
            self.n - other.n,
            tuple(a - b for a, b in zip(self.sums, other.sums, strict=True)),
            tuple(
                tuple(a - b for a, b in zip(mine, theirs, strict=True))
                for mine, theirs in zip(self.products, other.products, strict=True)
            ),
        )


def added(parts: Sequence[Sums]) -> Sums:
    """Sums of several blocks together; at least one."""
    width = range(len(parts[0].sums))
    return Sums(
        sum(part.n for part in parts),
        tuple(sum(part.sums[k] for part in parts) for k in width),
        tuple(tuple(sum(part.products[a][b] for part in parts) for b in width) for a in width),
    )


@dataclass(frozen=True)
class Asked:
    """Answers that count (view `counted_responses`) from the instant `start` until before `end`, both UTC."""

    connection: duckdb.DuckDBPyConnection
    questionnaire: Questionnaire | None
    start: datetime
    end: datetime

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Questions with a scale whose answers the responses carry, attention checks left out, by id."""
        said = {one.id: one.dimension for one in (self.questionnaire.questions if self.questionnaire else ())}
        rows = self.connection.execute(
            """select question, dimension, kind, low, high, coalesce(reversed, false), coalesce(text, '')
               from duckdb_columns() c join questions q on c.column_name = 'answer_' || q.question
               where c.table_name = 'responses' and q.kind in ('rating', 'effort', 'recommend')
                 and q.expected is null and q.low < q.high order by 1"""
        ).fetchall()
        return tuple(Question(row[0], said.get(row[0], row[1]) or row[1] or "", *row[2:]) for row in rows)

    def distribution(self, question: Question) -> Mapping[int, int]:
        """How often each answer on the question's scale was given, as it was given."""
        column = _column(question)
        return dict(
            self._fetch(f"select {column}, count(*) from {{rows}} and {column} is not null group by 1 order by 1")
        )

    def answered_together(self, outcome: Question, others: Sequence[Question]) -> Mapping[tuple[Question, ...], int]:
        """Of the responses that answer `outcome`: which of the others each answers, and how many do; most first."""
        bits = " || ".join(f"case when {_column(one)} is null then '0' else '1' end" for one in others) or "''"
        rows = self._fetch(
            f"select {bits} as bits, count(*) as n from {{rows}} and {_column(outcome)} is not null group by 1 order by 2 desc, 1"
        )
        return {tuple(one for one, bit in zip(others, bits, strict=True) if bit == "1"): n for bits, n in rows}

    def blocks(self, columns: Sequence[Question], empty: Sequence[Question]) -> list[Sums]:
        """Sums, block by block, of the responses that answer all of `columns` and none of `empty`."""
        width = range(len(columns))
        names = [_column(one) for one in columns]
        pairs = [(a, b) for a in width for b in width if a <= b]
        asked = [f"sum({one}::hugeint)" for one in names]
        asked += [f"sum({names[a]}::hugeint * {names[b]})" for a, b in pairs]
        kept = [f"{one} is not null" for one in names] + [f"{_column(one)} is null" for one in empty]
        rows = self._fetch(
            f"select ('0x' || md5(response)[1:8])::bigint % {BLOCKS} as block, count(*), {', '.join(asked)} "
            f"from {{rows}} and {' and '.join(kept)} group by 1 order by 1"
        )
        found = []
        for _, n, *values in rows:
            place = {pair: len(names) + k for k, pair in enumerate(pairs)}
            products = tuple(tuple(int(values[place[min(a, b), max(a, b)]]) for b in width) for a in width)
            found.append(Sums(int(n), tuple(int(values[k]) for k in width), products))
        return found

    def weights(self) -> tuple[Any, ...]:
        """Responses, those with a weight, Σw, Σw² (exact decimals; None without a weight)."""
        (row,) = self._fetch("select count(*), count(weight), sum(weight), sum(weight * weight) from {rows}")
        return tuple(row)

    def _fetch(self, sql: str) -> list[Any]:
        rows = "counted_responses where answered_at >= $start and answered_at < $end"
        return self.connection.execute(sql.format(rows=rows), {"start": self.start, "end": self.end}).fetchall()


def _column(question: Question) -> str:
    return quoted(f"answer_{question.id}")
