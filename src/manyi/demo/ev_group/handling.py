"""The desk of the group: promises as the ev-sales pack has them."""

from manyi.demo.draws import Draws
from manyi.demo.handling import Desk
from manyi.demo.months import Months
from manyi.demo.opening import calendar
from manyi.engine.durations import duration_from_text

PROMISES = {"urgent": ("30 min", "8 h"), "major": ("2 h", "2 d"), "normal": ("4 h", "3 d")}
"""First reply and solution, as the ev-sales pack promises them."""


def group_desk(months: Months, draws: Draws) -> Desk:
    """Whoever gives the group's cases their moments."""
    promises = {
        importance: (duration_from_text(reply), duration_from_text(solution))
        for importance, (reply, solution) in PROMISES.items()
    }
    return Desk(months, draws, promises, calendar())
