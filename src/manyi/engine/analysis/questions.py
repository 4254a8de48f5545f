"""Every question's own figure with its formula and interval, from the distribution of its answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from manyi.engine.analysis.asked import Asked, Question
from manyi.engine.statistics.effort import effort
from manyi.engine.statistics.intervals import Estimate, nps, wilson

Formula = Literal["top_two", "net_promoter", "effort_mean", "effort_easy", "effort_net"]
_EFFORT = (1, 7)
_RECOMMEND = (0, 10)


@dataclass(frozen=True)
class QuestionFigure:
    """One question by one named formula, over everybody who answered it: shares from 0 to 1, net scores −100 to 100."""

    question: Question
    formula: Formula
    n: int
    value: Estimate


def question_figures(asked: Asked) -> tuple[QuestionFigure, ...]:
    """The figures of all questions that somebody answered, in the order of their ids.

    A rating has the share of its two best answers (Wilson interval), a recommendation 0–10 the net promoter score, an
    effort 1–7 its three rival scores side by side, since an edition has to name one of them.
    """
    return tuple(figure for question in asked.questions for figure in _figures(question, asked.distribution(question)))


def _figures(question: Question, counts: Mapping[int, int]) -> Iterator[QuestionFigure]:
    n = sum(counts.values())
    good = {question.low + question.high - x if question.reversed else x: count for x, count in counts.items()}
    if n == 0:
        return
    if question.kind == "recommend" and (question.low, question.high) == _RECOMMEND:
        promoters = sum(count for x, count in good.items() if x >= 9)
        detractors = sum(count for x, count in good.items() if x <= 6)
        yield QuestionFigure(question, "net_promoter", n, nps(promoters, n - promoters - detractors, detractors))
    elif question.kind == "effort" and (question.low, question.high) == _EFFORT and n >= 2:
        found = effort(good)
        yield QuestionFigure(question, "effort_mean", n, found.mean)
        yield QuestionFigure(question, "effort_easy", n, found.easy)
        yield QuestionFigure(question, "effort_net", n, found.net)
    else:
        top = sum(count for x, count in good.items() if x >= question.high - 1)
        yield QuestionFigure(question, "top_two", n, wilson(top, n))
