"""Response, cooperation, refusal and contact rates as survey researchers define them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Dispositions:
    """What became of each invited person (counts ≥ 0): AAPOR, Standard Definitions, 10th ed. (2023).

    complete I, partial P, refused R, not_contacted NC, other O (eligible, no interview), unknown_household UH,
    unknown_other UO (eligibility not known), not_eligible NE.
    """

    complete: int = 0
    partial: int = 0
    refused: int = 0
    not_contacted: int = 0
    other: int = 0
    unknown_household: int = 0
    unknown_other: int = 0
    not_eligible: int = 0

    def __post_init__(self) -> None:
        if any(getattr(self, field.name) < 0 for field in fields(self)):
            raise ValueError(f"Dispositions are counts of 0 or more; these are {self!r}.")

    @property
    def eligible(self) -> int:
        """K = I + P + R + NC + O."""
        return self.complete + self.partial + self.refused + self.not_contacted + self.other

    @property
    def unknown(self) -> int:
        """U = UH + UO."""
        return self.unknown_household + self.unknown_other

    @property
    def eligible_share(self) -> Fraction:
        """e = K/(K + NE), the proportional allocation of the unknown (1 when nothing is known)."""
        known = self.eligible + self.not_eligible
        return Fraction(self.eligible, known) if known else Fraction(1)


@dataclass(frozen=True, slots=True)
class Rates:
    """Exact shares from 0 to 1; rr1, rr3, rr5 count complete answers, rr2, rr4, rr6 partial ones too."""

    rr1: Fraction
    rr2: Fraction
    rr3: Fraction
    rr4: Fraction
    rr5: Fraction
    rr6: Fraction
    cooperation1: Fraction
    refusal1: Fraction
    contact1: Fraction


def response_rates(counts: Dispositions, eligible_share: Fraction | None = None) -> Rates | None:
    """RR1 = I/(K+U), RR3 = I/(K+eU), RR5 = I/K and the rest; None when no invited person is known to be eligible.

    eligible_share is e (0–1); by default K/(K + NE). COOP1 = I/(I+P+R+O), REF1 = R/(K+U), CON1 = (I+P+R+O)/(K+U).
    """
    e = counts.eligible_share if eligible_share is None else eligible_share
    if not 0 <= e <= 1:
        raise ValueError(f"The eligible share e lies from 0 to 1, not {e}.")
    known, everyone = counts.eligible, counts.eligible + counts.unknown
    if known == 0:
        return None
    interviewed = counts.complete + counts.partial
    reached = interviewed + counts.refused + counts.other
    likely = known + e * counts.unknown
    return Rates(
        rr1=Fraction(counts.complete, everyone),
        rr2=Fraction(interviewed, everyone),
        rr3=counts.complete / likely,
        rr4=interviewed / likely,
        rr5=Fraction(counts.complete, known),
        rr6=Fraction(interviewed, known),
        cooperation1=Fraction(counts.complete, reached) if reached else Fraction(0),
        refusal1=Fraction(counts.refused, everyone),
        contact1=Fraction(reached, everyone),
    )
