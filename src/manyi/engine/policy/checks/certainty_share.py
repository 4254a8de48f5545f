"""A warning when an award's `certainty` would leave most periods without a winner."""

import hashlib
import math
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from statistics import NormalDist

from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue
from manyi.engine.policy.sections.deciding import Select
from manyi.engine.statistics.certainty import top_probability

PEOPLE = 30
MONTHS = 100
_USUAL_RELIABILITY = Decimal("0.70")
_ROUND = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "nearest": ROUND_HALF_UP}


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about awards that fewer than half of the simulated months would give."""
    score = context.edition.score
    for name, award in context.edition.decide.awards.items():
        select = award.select
        if select is None or select.certainty is None or score is None:
            continue
        reliability = score.gates.awards.reliability or _USUAL_RELIABILITY
        share = share_without_winner(_places(select), select.certainty, reliability)
        if share > 50:
            yield context.issue(
                ("decide", "awards", name, "select", "certainty"),
                "certainty",
                f"{share}% of simulated months have no winner ({PEOPLE} people, {_places(select)} places, certainty "
                f"{select.certainty}, reliability {reliability}); lower `certainty`, or leave it out and show the tie band",
                f"模拟显示 {share}% 的月份无人获奖（{PEOPLE} 人、{_places(select)} 个名额、certainty {select.certainty}、"
                f"信度 {reliability}）；请降低 `certainty`，或删除并展示并列带",
            )


def _places(select: Select) -> int:
    number = select.top.number * PEOPLE / 100 if select.top.share else select.top.number
    return min(PEOPLE - 1, max(1, int(number.to_integral_value(_ROUND[select.round]))))


@lru_cache(maxsize=64)
def share_without_winner(places: int, certainty: Decimal, reliability: Decimal) -> int:
    """Percent of months in which nobody's probability of belonging to the top reaches the certainty.

    Simulates PEOPLE with true differences of variance 1 and estimates of the given reliability: an estimate is
    distributed as N(0, reliability), its posterior sd is sqrt(1 - reliability). Draws are digests, the same everywhere.
    """
    spread, sd = math.sqrt(float(reliability)), math.sqrt(1.0 - float(reliability))
    empty = 0
    for month in range(MONTHS):
        estimates = [spread * _draw(month, person) for person in range(PEOPLE)]
        best = max(top_probability(estimates, [sd] * PEOPLE, places))
        empty += best < float(certainty)
    return round(100 * empty / MONTHS)


def _draw(month: int, person: int) -> float:
    """A standard normal number made from the digest of its place."""
    digest = hashlib.sha256(f"certainty {month} {person}".encode()).digest()
    return NormalDist().inv_cdf((int.from_bytes(digest[:6], "big") + 0.5) / 2**48)
