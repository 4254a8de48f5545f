"""The whole analysis of a settled period: questions, drivers, funnels, months, weights."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from manyi.engine.analysis.asked import Asked
from manyi.engine.analysis.drivers import Drivers, drivers
from manyi.engine.analysis.funnel import Funnel, funnels
from manyi.engine.analysis.questions import QuestionFigure, question_figures
from manyi.engine.analysis.trend import Series, trend
from manyi.engine.analysis.weighting import Weighting, weighting
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.reach import answer_months, kinds_of
from manyi.engine.periods import Days, add_months, instant_bounds
from manyi.engine.policy.questionnaire import Questionnaire

_FEWEST_MONTHS, _MOST_MONTHS = 3, 13


@dataclass(frozen=True)
class Analysis:
    """`days` are looked at for questions, drivers and weights; funnels by figure, over the figure's own months; the trend over
    all months tallied. Nothing of it enters a decision or a digest."""

    days: Days
    questions: tuple[QuestionFigure, ...]
    drivers: Drivers
    funnels: Mapping[str, tuple[Funnel, ...]]
    trend: tuple[Series, ...]
    weighting: Weighting


def analyse(book: FigureBook, questionnaire: Questionnaire | None, connection: duckdb.DuckDBPyConnection) -> Analysis:
    """The analysis of a period that was cleaned; its evidence must still be open."""
    edition, days = book.edition, looked_at(book.period.days)
    asked = Asked(connection, questionnaire, *instant_bounds(days, edition.time_zone))
    dimensions = edition.collect.dimensions
    weights = [float(one.weight or 0) for one in dimensions.values()]
    months = answer_months(edition, book.period)
    return Analysis(
        days, question_figures(asked), drivers(asked), _funnels(book),
        trend(book.answers.tally, months[-_MOST_MONTHS:], list(dimensions), weights if any(weights) else [1.0] * len(weights)),
        weighting(asked),
    )  # fmt: skip


def looked_at(days: Days) -> Days:
    """The period, or the three months that end with it: one month has too few answers to share anything out."""
    return Days(min(days.start, add_months(days.end, -_FEWEST_MONTHS)), days.end)


def _funnels(book: FigureBook) -> dict[str, tuple[Funnel, ...]]:
    """Every estimate of units with one value that has a funnel."""
    found = {}
    for name in book.edition.figures:
        if "unit" in kinds_of(book.edition, name, book.period):
            figure = book.figure(name, "unit")
            if figure.values is not None and figure.basis is not None and (made := funnels(book, name)):
                found[name] = made
    return found
