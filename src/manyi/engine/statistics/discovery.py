"""Who is below (or above) a line, with the share of wrong findings among all findings held down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from manyi.engine.statistics.distributions import binomial_cdf, normal_cdf, student_t_cdf

Side = Literal["below", "above"]


@dataclass(frozen=True, slots=True)
class Discoveries:
    """In the order given: which hypotheses are rejected, and their adjusted p-values; rejected ⇔ adjusted ≤ rate.

    family is the number of hypotheses tested together; it and rate belong in the record of a decision.
    """

    rejected: tuple[bool, ...]
    adjusted: tuple[float, ...]
    family: int
    rate: float


def benjamini_hochberg(p_values: Sequence[float], rate: float = 0.05) -> Discoveries:
    """Step-up control of the false discovery rate: adjusted p of the k-th smallest is min over j ≥ k of m·p₍ⱼ₎/j.

    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300. The family must hold everyone
    judged in the period, not only those who look bad. Equal p-values get equal answers.
    """
    if not 0.0 < rate < 1.0 or any(not 0.0 <= p <= 1.0 for p in p_values):
        raise ValueError("False-discovery control needs p-values from 0 to 1 and a rate strictly between 0 and 1.")
    family = len(p_values)
    adjusted = [1.0] * family
    smallest = 1.0
    rising = sorted(range(family), key=lambda i: p_values[i])
    for rank, i in reversed(list(enumerate(rising, start=1))):
        smallest = min(smallest, family * p_values[i] / rank)
        adjusted[i] = smallest
    return Discoveries(tuple(p <= rate for p in adjusted), tuple(adjusted), family, rate)


def one_sided_p(estimate: float, se: float, line: float, side: Side = "below", df: float | None = None) -> float:
    """p of "not below (above) the line" for an unshrunken mean: P(T ≤ (estimate − line)/se), mirrored for above.

    T is Student's t with df degrees of freedom (n − 1, or those of the pooled variance), or normal when df is None.
    A standard error of 0 is refused: a few equal answers are no proof. Take σ²/n with σ² pooled over subjects.
    """
    if not se > 0.0:
        raise ValueError(f"A p-value needs a standard error above 0, not {se!r}; pool the variance over subjects.")
    distance = (estimate - line) / se if side == "below" else (line - estimate) / se
    return normal_cdf(distance) if df is None else student_t_cdf(distance, df)


def one_sided_p_share(successes: int, n: int, line: float, side: Side = "below") -> float:
    """Exact binomial p of "the share is not below (above) the line", line from 0 to 1: P(X ≤ successes) at the line.

    Clopper & Pearson (1934), Biometrika 26, 404–413.
    """
    if not 0 <= successes <= n or n < 1:
        raise ValueError(f"A share needs 0 ≤ successes ≤ n and n ≥ 1, not {successes} of {n}.")
    if side == "below":
        return binomial_cdf(successes, n, line)
    return binomial_cdf(n - successes, n, 1.0 - line)
