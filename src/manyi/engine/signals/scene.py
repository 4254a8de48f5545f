"""What every signal looks at: the evidence, the period and the subjects judged in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import lcm

import duckdb

from manyi.engine.periods import Days, instant_bounds
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.subjects import Subjects


@dataclass(frozen=True)
class Scored:
    """A rating question of the evidence: the column of its answers and its scale."""

    column: str
    low: int
    high: int
    reversed: bool


@dataclass(frozen=True)
class Scene:
    """The rows of some `days` (local to `zone`) about the `subjects`; `excluded` are places of responses that do not count,
    `shown_from` the fewest answers whose result the edition shows.

    Answers that were excluded are looked at too, save where a score is asked for: ten answers from one telephone are a sign
    even when nine were dropped as duplicates.
    """

    connection: duckdb.DuckDBPyConnection
    days: Days
    zone: str
    subjects: Subjects
    excluded: Sequence[int]
    shown_from: int

    @property
    def start(self) -> datetime:
        """First instant, UTC."""
        return instant_bounds(self.days, self.zone)[0]

    @property
    def end(self) -> datetime:
        """First instant after, UTC."""
        return instant_bounds(self.days, self.zone)[1]

    @property
    def kind(self) -> SubjectKind:
        """person or unit: also the column that names the subject."""
        return self.subjects.kind

    @cached_property
    def groups(self) -> dict[str, str]:
        """Each subject's position group, or kind of unit: those it is compared with."""
        return {subject: self.subjects.group(place) for place, subject in enumerate(self.subjects.ids)}

    @cached_property
    def scored(self) -> tuple[Scored, ...]:
        """The rating questions that the responses carry, attention checks left out, by name."""
        rows = self.connection.execute(
            """select column_name, low, high, coalesce(reversed, false)
               from duckdb_columns() c join questions q on c.column_name = 'answer_' || q.question
               where c.table_name = 'responses' and q.kind = 'rating' and q.expected is null order by 1"""
        ).fetchall()
        return tuple(Scored(*row) for row in rows)

    @cached_property
    def grid(self) -> int:
        """The least number of equal steps in which every scale's answers lie on whole numbers."""
        return lcm(*(question.high - question.low for question in self.scored))
