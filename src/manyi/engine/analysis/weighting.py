"""Survey weights that came with the answers: what they would cost, and that no figure uses them."""

from dataclasses import dataclass
from fractions import Fraction

from manyi.engine.analysis.asked import Asked


@dataclass(frozen=True)
class Weighting:
    """Responses that count, how many of them carry a weight, and Kish's design effect n·Σw²/(Σw)² of those (None: no weight
    above 0). n/deff is what they would be worth if they were weighted.
    """

    responses: int
    weighted: int
    deff: float | None

    @property
    def effective(self) -> float | None:
        """The effective number of the weighted responses."""
        return None if self.deff is None else self.weighted / self.deff


def weighting(asked: Asked) -> Weighting:
    """What is known about the weights of some days.

    Weights make a sample speak for a population of customers. Figures about a person speak of the customers who answered
    about that person and are never weighted; figures of units are sums over the same exact tally of whole numbers, where
    a weight has no place yet. So weights are reported, never silently passed over.
    """
    responses, weighted, total, squares = asked.weights()
    deff = float(weighted * Fraction(squares) / Fraction(total) ** 2) if total else None
    return Weighting(int(responses), int(weighted), deff)
