"""Responses with another answer than the one that anybody who reads the question gives."""

import narwhals as nw

from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.quality.asked import Asked
from manyi.engine.quality.lines import lines

_PREFIX = "answer_"


def failed_checks(backend: Backend, responses: Frame, place: int, asked: Asked) -> Arrays:
    """The flagged responses, each with the first check that it failed (by name); a check not answered is not failed."""
    failed: dict[int, tuple[str, str, int]] = {}
    times: dict[int, int] = {}
    for column in sorted(asked.expected):
        wrong = responses.filter(nw.col(column) != asked.expected[column])
        found = backend.fetch(wrong.select(ROW, "response", given=nw.col(column).cast(nw.Int64)))
        for row, response, given in zip(*(found[name].tolist() for name in (ROW, "response", "given")), strict=True):
            failed.setdefault(row, (response, column, given))
            times[row] = times.get(row, 0) + 1
    rows = sorted(failed, key=lambda row: failed[row][0])
    seen: dict[str, list[object]] = {
        ROW: list(rows), "response": [failed[row][0] for row in rows], "answered": [times[row] for row in rows],
        "value": [failed[row][2] for row in rows], "measure": [str(asked.expected[failed[row][1]]) for row in rows],
        "detail": [failed[row][1].removeprefix(_PREFIX) for row in rows],
    }  # fmt: skip
    return lines(place, seen, len(rows))
