"""What goes along with recommending: each question's share of R², beside how well it is rated."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from manyi.engine.analysis.asked import Asked, Question, Sums, added
from manyi.engine.statistics.drivers import Quadrant, lmg_of, quadrant, relative_weights_of
from manyi.engine.statistics.intervals import Estimate
from manyi.engine.statistics.jackknife import jackknife
from manyi.engine.statistics.symmetric import Matrix

FEWEST = 200
"""Answers below which nothing is shared out: the parts of R² would be noise."""

_MOST_BY_LMG = 8
Method = Literal["lmg", "relative_weights"]


@dataclass(frozen=True)
class Driver:
    """One question: its share of R² (0–1), its mean index (0–100), how far that lies from the mean of its group, and the
    quadrant: important when its share is surely above an equal part, good when its index is surely above the group's.
    """

    question: Question
    share: Estimate
    index: Estimate
    against: Estimate
    quadrant: Quadrant


@dataclass(frozen=True)
class DriverGroup:
    """Responses that answer exactly these questions and the outcome; drivers by falling share."""

    outcome: Question
    n: int
    r2: float
    method: Method
    drivers: tuple[Driver, ...]


@dataclass(frozen=True)
class Drivers:
    """`answers` to the outcome were looked at; `left_out` of them are in no group: too few alike, fewer than two questions,
    or questions that do not vary. outcome None: nobody is asked to recommend.
    """

    outcome: Question | None
    answers: int
    left_out: int
    groups: tuple[DriverGroup, ...]


def drivers(asked: Asked) -> Drivers:
    """Shares of R² of the recommendation, by group of responses that were asked (and answered) the same questions.

    The covariances are total ones over responses, not those within one person's answers: the question is what goes along
    with recommending among customers, whoever served them, and differences between the staff are part of what a company
    can change. Complete responses only, so that every correlation speaks of the same customers; who was asked other
    questions is a group of its own. The tally does not hold the recommendation, which no dimension measures, so the sums
    are taken from the responses: whole numbers, exact. Shares are LMG's up to eight questions, Johnson's relative weights
    above. Intervals: delete-a-group jackknife over 20 blocks of responses. Association, not proof of cause.
    """
    outcome = next((one for one in asked.questions if one.kind == "recommend"), None)
    if outcome is None:
        return Drivers(None, 0, 0, ())
    others = [one for one in asked.questions if one.kind != "recommend"]
    together = asked.answered_together(outcome, others)
    groups = []
    for columns, n in together.items():
        if n >= FEWEST and len(columns) >= 2:
            found = _group(outcome, columns, asked.blocks([*columns, outcome], [o for o in others if o not in columns]))
            groups += [] if found is None else [found]
    answers = sum(together.values())
    return Drivers(outcome, answers, answers - sum(group.n for group in groups), tuple(groups))


def _group(outcome: Question, columns: Sequence[Question], blocks: Sequence[Sums]) -> DriverGroup | None:
    whole, size = added(blocks), len(columns)
    found, without = _values(whole, columns), [_values(whole.less(block), columns) for block in blocks]
    if found is None or any(values is None for values in without):
        return None
    estimates = jackknife(found, [values for values in without if values is not None])
    made = []
    for place, question in enumerate(columns):
        share, index, against = (estimates[place + shift * size] for shift in range(3))
        placed = quadrant(share, against, important=1.0 / size, good=0.0)
        made.append(Driver(question, share, index, against, placed))
    made.sort(key=lambda one: (-one.share.value, one.question.id))
    return DriverGroup(outcome, whole.n, found[-1], _method(size), tuple(made))


def _method(size: int) -> Method:
    return "lmg" if size <= _MOST_BY_LMG else "relative_weights"


def _values(sums: Sums, columns: Sequence[Question]) -> list[float] | None:
    """Shares of R², mean indices, their distances from the group's mean, and R²; None where nothing can be shared out."""
    table = _correlations(sums)
    if table is None:
        return None
    try:
        parts = (lmg_of if _method(len(columns)) == "lmg" else relative_weights_of)(table)
    except ValueError:  # a question that is a combination of the others has no relative weight
        return None
    if not parts.r2 > 0.0:
        return None
    indices = [_index(question, total / sums.n) for question, total in zip(columns, sums.sums, strict=False)]
    middle = math.fsum(indices) / len(indices)
    return [*(part / parts.r2 for part in parts.parts), *indices, *(index - middle for index in indices), parts.r2]


def _index(question: Question, mean: float) -> float:
    steps = mean - question.low if not question.reversed else question.high - mean
    return 100.0 * steps / (question.high - question.low)


def _correlations(sums: Sums) -> Matrix | None:
    """Correlations of all columns, from n²-fold covariances in whole numbers; None when a column does not vary."""
    width = range(len(sums.sums))
    whole = [[sums.n * sums.products[a][b] - sums.sums[a] * sums.sums[b] for b in width] for a in width]
    if any(whole[a][a] <= 0 for a in width):
        return None
    return [[whole[a][b] / math.sqrt(whole[a][a]) / math.sqrt(whole[b][b]) for b in width] for a in width]
