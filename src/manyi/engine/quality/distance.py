"""Responses whose answers together lie far from those of others to the same questions of the same survey."""

from collections.abc import Iterator

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.clean_rules import Outlying
from manyi.engine.quality.asked import ABSENT, Asked
from manyi.engine.quality.lines import joined, lines
from manyi.engine.statistics.person_fit import outlying_beyond, squared_distances

_SURVEY, _PLACE = "survey", "place"


def outlying(backend: Backend, responses: Frame, place: int, rule: Outlying, asked: Asked) -> Arrays:
    """The flagged responses, each with its squared distance and the limit.

    Only distinct sets of answers are looked at, with how often each was given: there are far fewer of them than responses.
    A response is held against those of its survey that answered at least the same questions; where they are not more
    than the questions, or all answered alike, there is nothing to hold it against.
    """
    if not asked.questions:
        return joined([])
    keys = {_SURVEY: nw.col(_SURVEY).fill_null(""), **asked.answers}
    marked = responses.select(
        **keys, **{ROW: nw.col(ROW), "response": nw.col("response"), "seconds": nw.col("seconds")}
    )
    sets = backend.fetch(marked.group_by(list(keys)).agg(nw.len().alias("times")).sort(*keys))
    answers, times = asked.matrix(sets), sets["times"].astype(np.int64)
    far = list(_far(sets[_SURVEY], answers, times, rule))
    if not far:
        return joined([])
    at = [line for line, _, _ in far]
    held = backend.hold({**{name: sets[name][at] for name in keys}, _PLACE: np.arange(len(at))})
    found = backend.fetch(marked.join(held, on=list(keys), how="inner").select(ROW, "response", "seconds", _PLACE))
    which = found[_PLACE].astype(np.int64)
    given = answers[at][which]
    seen = {
        ROW: found[ROW], "response": found["response"], "seconds": found["seconds"],
        "answered": (given != ABSENT).sum(axis=1), "value": np.where(given == ABSENT, 2**31, given).min(axis=1),
        "measure": [f"{far[one][1]:.2f}" for one in which], "detail": [f"{far[one][2]:.2f}" for one in which],
    }  # fmt: skip
    return lines(place, seen, len(which))


def _far(
    surveys: NDArray[np.object_], answers: NDArray[np.int64], times: NDArray[np.int64], rule: Outlying
) -> Iterator[tuple[int, float, float]]:
    """(line, squared distance, limit) of the sets of answers beyond the limit."""
    given = answers != ABSENT
    for survey in sorted(set(surveys.tolist())):
        mine = np.flatnonzero(surveys == survey)
        for pattern in np.unique(given[mine], axis=0):
            asked = np.flatnonzero(pattern)
            if not len(asked):
                continue
            those = mine[(given[mine] == pattern).all(axis=1)]
            peers = mine[given[mine][:, asked].all(axis=1)]
            found = squared_distances(answers[np.ix_(peers, asked)], times[peers], answers[np.ix_(those, asked)])
            if found is not None:
                limit = outlying_beyond(rule.level, found.df)
                for line, squared in zip(those.tolist(), found.squared.tolist(), strict=True):
                    if squared > limit:
                        yield line, squared, limit
