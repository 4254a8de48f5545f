"""How far one person's answers look like answers: longest run, own spread, distance from how others answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manyi.engine.statistics.cholesky import factorise
from manyi.engine.statistics.distributions import gamma_quantile

Answers = NDArray[np.int64]  # (people, questions)
Given = NDArray[np.bool_]  # (people, questions): whether the question was answered


@dataclass(frozen=True, slots=True)
class Runs:
    """Per person: the length of the longest run of equal answers, and its value (the first such run; 0 without answers)."""

    length: Answers
    value: Answers


def longest_runs(answers: Answers, given: Given) -> Runs:
    """The longest run of equal answers in the order of the questions; questions not answered are passed over.

    The longstring index: Johnson (2005), Journal of Research in Personality 39, 103–129. 4 4 4 3 3 3 3 3 4 4 gives 5 at the 3s.
    """
    people = len(answers)
    length, value = np.zeros(people, np.int64), np.zeros(people, np.int64)
    run, last = np.zeros(people, np.int64), np.zeros(people, np.int64)
    for place in range(answers.shape[1]):
        answer, here = answers[:, place], given[:, place]
        run = np.where(here, np.where((run > 0) & (answer == last), run + 1, 1), run)
        last = np.where(here, answer, last)
        longer = run > length
        length, value = np.where(longer, run, length), np.where(longer, last, value)
    return Runs(length, value)


def own_sds(points: Answers, given: Given) -> NDArray[np.float64]:
    """The standard deviation (divisor n − 1) of each person's answers, in the unit of `points`; nan below two answers.

    Intra-individual response variability: Dunn, Heggestad, Shanock & Theilgard (2018), Journal of Business and
    Psychology 33, 105–121. Sums are whole numbers, so equal answers give exactly 0.
    """
    counted = np.where(given, points, 0)
    n, total, squares = given.sum(axis=1), counted.sum(axis=1), (counted * counted).sum(axis=1)
    spread = (n * squares - total * total).astype(np.float64)
    sds = np.full(len(points), np.nan)
    enough = n >= 2
    sds[enough] = np.sqrt(spread[enough] / (n[enough] * (n[enough] - 1)).astype(np.float64))
    return sds


@dataclass(frozen=True, slots=True)
class Distances:
    """Squared Mahalanobis distances, and their degrees of freedom: the questions that are no sum of others."""

    squared: NDArray[np.float64]
    df: int


def squared_distances(answers: Answers, times: Answers, of: Answers) -> Distances | None:
    """D² of the rows `of` (m, p) from the centre of `answers` (k, p), each of which was given `times` times.

    Mahalanobis (1936), Proceedings of the National Institute of Sciences of India 2, 49–55, with the sample covariance
    (divisor n − 1). A question that depends on those before it adds nothing and no degree of freedom; so does one that
    everybody answers alike. None where there are not more answers than questions, or nothing varies.
    """
    n, width = int(times.sum()), answers.shape[1]
    if n <= width:
        return None
    totals = [int((answers[:, a] * times).sum()) for a in range(width)]
    spread = [
        [
            (n * int((answers[:, a] * answers[:, b] * times).sum()) - totals[a] * totals[b]) / (n * (n - 1))
            for b in range(width)
        ]
        for a in range(width)
    ]
    factor = factorise(spread)
    if not any(factor.kept):
        return None
    centred = [of[:, place].astype(np.float64) - totals[place] / n for place in range(width)]
    return Distances(factor.quadratics(centred, len(of)), sum(factor.kept))


def outlying_beyond(level: float, df: int) -> float:
    """The D² that a share `level` of answers stays below when answers are normal: the χ² quantile."""
    if not 0.0 < level < 1.0 or df < 1:
        raise ValueError(
            f"A limit for D² needs a level between 0 and 1 and 1 or more degrees of freedom, not {level!r}, {df}."
        )
    return 2.0 * gamma_quantile(level, df / 2.0)
