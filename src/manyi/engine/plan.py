"""What to tally for an edition: which questions make each dimension, and by which keys answers are grouped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine.backend import Backend, DuckDB, Frame
from manyi.engine.figures.answers import POOL, year_month
from manyi.engine.periods import Days, add_months, instant_bounds
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.policy.verbs import Mean
from manyi.engine.policy.words import comparisons
from manyi.engine.tally import Item, Lookup, Month, Pools, Tally, TallyPlan, tally

Rows = NDArray[np.int64]
_SURVEY_KIND = "survey_kind"


@dataclass(frozen=True)
class Question:
    """A scored question of the evidence and the dimension it counts for."""

    name: str
    dimension: str
    item: Item


def scored_questions(
    edition: Edition, questionnaire: Questionnaire | None, connection: duckdb.DuckDBPyConnection
) -> list[Question]:
    """Rated questions whose answers are in the evidence; the edition's questionnaire says which dimension they measure.

    A question that the questionnaire does not know counts for the dimension its own row names.
    """
    said = {question.id: question.dimension for question in (questionnaire.questions if questionnaire else ())}
    columns = {name for (name,) in connection.execute(
        "select column_name from duckdb_columns() where table_name = 'responses' and column_name like 'answer\\_%' escape '\\'"
    ).fetchall()}  # fmt: skip
    rows = connection.execute(
        "select question, dimension, low, high, coalesce(reversed, false) from questions "
        "where kind in ('rating', 'effort') and low < high order by question"
    ).fetchall()
    found = []
    for name, own, low, high, reversed_ in rows:
        dimension = said.get(name, own) or own
        if dimension in edition.collect.dimensions and f"answer_{name}" in columns:
            found.append(
                Question(name, dimension, Item(column=f"answer_{name}", low=low, high=high, reversed=reversed_))
            )
    return found


def rating_columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The answer columns of rating questions that the responses carry, by name."""
    return [name for (name,) in connection.execute(
        """select column_name from duckdb_columns() c join questions q on c.column_name = 'answer_' || q.question
           where c.table_name = 'responses' and q.kind = 'rating' order by 1"""
    ).fetchall()]  # fmt: skip


def tally_keys(edition: Edition) -> tuple[str, ...]:
    """Subject keys, the month, and only those circumstances the edition adjusts for or asks about."""
    adjusted = edition.score.estimate.case_mix if edition.score else ()
    kinds = {award.to for award in edition.decide.awards.values()}
    extra = [kind for kind in ("case", "project") if kind in kinds]
    return tuple(dict.fromkeys(("person", "unit", *extra, *pool_keys(edition), *sorted(adjusted))))


def pool_keys(edition: Edition) -> tuple[str, ...]:
    """Position group, month, and what figures of answers ask for: within these, answers are taken to scatter alike."""
    asked: set[str] = set()
    for figure in edition.figures.values():
        if isinstance(figure, Mean) and figure.mean == "answers":
            asked |= {compare.name for compare in comparisons(figure.where)}
    return tuple(dict.fromkeys((POOL, "month", *sorted(asked))))


def tally_answers(
    edition: Edition,
    questionnaire: Questionnaire | None,
    connection: duckdb.DuckDBPyConnection,
    months: Sequence[int],
    excluded: Rows,
    backend: Backend | None = None,
) -> Tally:
    """The answers of the months (running numbers) that count, as sums per group; dimensions nobody asks stay empty.

    `backend` holds the same evidence as the connection and adds up, when given.
    """
    questions = scored_questions(edition, questionnaire, connection)
    names = list(edition.collect.dimensions)
    items = {d: tuple(q.item for q in questions if q.dimension == d) for d in names}
    present = [place for place, d in enumerate(names) if items[d]]
    keys, pools = tally_keys(edition), pool_keys(edition)
    if not present or not months:
        return nothing(keys, pools, (1,) * len(names))
    backend = backend or DuckDB(connection)
    plan = TallyPlan(
        dimensions={names[place]: items[names[place]] for place in present}, keys=keys, pools=pools,
        months=tuple(tally_month(number, edition.time_zone) for number in months),
    )  # fmt: skip
    found = tally(
        backend,
        backend.table("responses"),
        plan,
        excluded=excluded,
        excused=_excused(connection),
        lookups=_lookups(backend, keys),
    )
    return _widened(found, present, len(names))


def tally_month(number: int, zone: str) -> Month:
    """A running month number as the tally knows it: yyyymm between two UTC instants."""
    days = month_days(number)
    start, end = instant_bounds(days, zone)
    return Month(month=year_month(number), start=start, end=end)


def month_days(number: int) -> Days:
    """The days of a running month number (year*12 + month-1)."""
    start = date(number // 12, number % 12 + 1, 1)
    return Days(start, add_months(start, 1))


def _excused(connection: duckdb.DuckDBPyConnection) -> Rows:
    rows = connection.execute(
        """select r.rowid from responses r join excuses e on e."table" = 'responses' and e."row" = r.response order by 1"""
    ).fetchnumpy()["rowid"]
    return np.asarray(rows, dtype=np.int64)


def _lookups(backend: Backend, keys: Sequence[str]) -> Mapping[str, Lookup]:
    if _SURVEY_KIND not in keys:
        return {}
    frame: Frame = backend.table("surveys").select("survey", nw.col("kind").alias(_SURVEY_KIND))
    return {_SURVEY_KIND: Lookup(on="survey", frame=frame)}


def nothing(keys: Sequence[str], pools: Sequence[str], scale: tuple[int, ...]) -> Tally:
    """The tally of no answers on dimensions of these scales."""
    none, width = np.zeros(0, np.int64), len(scale)
    return Tally(
        keys=dict.fromkeys(keys, none), pattern=none, n=none, sums=np.zeros((0, width), np.int64),
        pools=Pools(keys=dict.fromkeys(pools, none), products=np.zeros((0, width, width), np.int64)),
        scale=scale, zero=(0,) * width,
    )  # fmt: skip


def _widened(found: Tally, present: Sequence[int], width: int) -> Tally:
    """The tally with a place for every dimension of the edition, empty where nothing was asked."""
    if len(present) == width:
        return found
    groups, pools, places = len(found.n), len(found.pools.products), np.array(present)
    sums, products = np.zeros((groups, width), np.int64), np.zeros((pools, width, width), np.int64)
    sums[:, places] = found.sums
    products[np.ix_(np.arange(pools), places, places)] = found.pools.products
    pattern = sum(
        (((found.pattern >> rank) & 1) << place for rank, place in enumerate(present)), np.zeros(groups, np.int64)
    )
    scale, zero = [1] * width, [0] * width
    for rank, place in enumerate(present):
        scale[place], zero[place] = found.scale[rank], found.zero[rank]
    return replace(
        found, pattern=pattern, sums=sums, pools=replace(found.pools, products=products),
        scale=tuple(scale), zero=tuple(zero),
    )  # fmt: skip
