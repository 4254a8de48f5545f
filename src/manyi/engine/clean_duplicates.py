"""Responses given more than once: which of them counts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from manyi.engine.answered_within import AT, Month, month_column
from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.clean_rules import Duplicate

_PERIOD = "period"


def duplicates(
    backend: Backend, responses: Frame, rule: Duplicate, *, periods: Sequence[Month], without: NDArray[np.int64]
) -> Arrays:
    """The responses that do not count: columns row, response and other, the response that counts instead.

    `responses` lie within `periods`; rows in `without` are left aside beforehand.
    """
    by = [_PERIOD, *rule.of]
    dated = responses.with_columns(month_column(periods).alias(_PERIOD))
    rows = backend.fetch(backend.repeated(dated, by).select(ROW, "response", AT, *by).sort("response"))
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    keys = zip(*(rows[column].tolist() for column in by), strict=True)
    for place, (key, out) in enumerate(zip(keys, np.isin(rows[ROW], without).tolist(), strict=True)):
        if not out:
            groups[key].append(place)
    when = list(zip(rows[AT].tolist(), rows["response"].tolist(), strict=True))
    chosen = min if rule.keep == "first" else max
    counting: dict[int, str] = {}
    for group in groups.values():
        best = chosen(group, key=when.__getitem__)
        counting |= {place: when[best][1] for place in group if place != best}
    lost = sorted(counting)
    return {
        ROW: rows[ROW][lost],
        "response": rows["response"][lost],
        "other": np.array([counting[place] for place in lost], dtype=object),
    }
