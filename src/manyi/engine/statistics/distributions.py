"""Distribution functions and quantiles in plain Python, so that no figure depends on a library's version.

Normal: complementary error function and algorithm AS 241. Student t, beta and binomial: the regularised incomplete beta
function by its continued fraction (Abramowitz & Stegun 26.5.8). Poisson: the regularised incomplete gamma function
(A&S 6.5.29 and 6.5.31). Absolute error is below 1e-10 for the sizes of one company's period (up to 10⁵ answers).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

_TINY = 1e-300
_EPSILON = 1e-16
_MOST_STEPS = 100_000


def normal_cdf(x: float) -> float:
    """P(Z ≤ x) of the standard normal distribution."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def normal_quantile(probability: float) -> float:
    """The z with P(Z ≤ z) = probability, 0 < probability < 1."""
    if not 0.0 < probability < 1.0:
        raise ValueError(f"A quantile needs a probability strictly between 0 and 1, not {probability!r}.")
    return NormalDist().inv_cdf(probability)


def two_sided_z(confidence: float) -> float:
    """The z of a two-sided normal interval, 1.959964 for confidence 0.95."""
    return normal_quantile(_upper_tail(confidence))


def student_t_cdf(t: float, df: float) -> float:
    """P(T ≤ t) with df > 0 degrees of freedom; the tails keep their relative precision."""
    if not df > 0.0:
        raise ValueError(f"Student's t needs more than 0 degrees of freedom, not {df!r}.")
    if math.isinf(t):
        return 0.0 if t < 0.0 else 1.0
    total = df + t * t
    tail = 0.5 * _incomplete_beta(df / 2.0, 0.5, df / total, t * t / total)
    return tail if t < 0.0 else 1.0 - tail


def two_sided_t(confidence: float, df: float) -> float:
    """The t of a two-sided interval with df degrees of freedom, 2.262157 for confidence 0.95 and df 9."""
    probability = _upper_tail(confidence)
    high = 1.0
    while student_t_cdf(high, df) < probability:
        high *= 2.0
    return bisect(lambda t: student_t_cdf(t, df) - probability, 0.0, high)


def beta_cdf(x: float, a: float, b: float) -> float:
    """P(X ≤ x) of the beta distribution with shapes a > 0 and b > 0."""
    if not (a > 0.0 and b > 0.0):
        raise ValueError(f"A beta distribution needs shapes above 0, not {a!r} and {b!r}.")
    return _incomplete_beta(a, b, min(max(x, 0.0), 1.0), min(max(1.0 - x, 0.0), 1.0))


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The x with P(X ≤ x) = probability of the beta distribution with shapes a and b."""
    return bisect(lambda x: beta_cdf(x, a, b) - probability, 0.0, 1.0)


def binomial_cdf(successes: int, n: int, share: float) -> float:
    """P(X ≤ successes) of the binomial distribution with n trials and 0 ≤ share ≤ 1."""
    if not (n >= 0 and 0.0 <= share <= 1.0):
        raise ValueError(f"A binomial needs n ≥ 0 and a share from 0 to 1, not n = {n!r}, share = {share!r}.")
    if successes < 0:
        return 0.0
    if successes >= n:
        return 1.0
    return _incomplete_beta(float(n - successes), successes + 1.0, 1.0 - share, share)


def gamma_cdf(x: float, shape: float) -> float:
    """P(X ≤ x) of the gamma distribution with the given shape > 0 and scale 1."""
    if not shape > 0.0:
        raise ValueError(f"A gamma distribution needs a shape above 0, not {shape!r}.")
    if x <= 0.0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1.0:
        return front * _gamma_series(x, shape)
    return 1.0 - front * _gamma_fraction(x, shape)


def gamma_quantile(probability: float, shape: float) -> float:
    """The x with P(X ≤ x) = probability of the gamma distribution with the given shape and scale 1."""
    high = shape + 1.0
    while gamma_cdf(high, shape) < probability:
        high *= 2.0
    return bisect(lambda x: gamma_cdf(x, shape) - probability, 0.0, high)


def bisect(rising: Callable[[float], float], low: float, high: float) -> float:
    """The root of a function that is ≤ 0 at low and ≥ 0 at high, to the last bit that halving can reach."""
    for _ in range(1100):
        middle = low + (high - low) / 2.0
        if middle in (low, high) or high - low <= 1e-15 * abs(middle):
            return middle
        if rising(middle) < 0.0:
            low = middle
        else:
            high = middle
    return low


def _upper_tail(confidence: float) -> float:
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"A confidence must lie strictly between 0 and 1 (for example 0.95), not {confidence!r}.")
    return 0.5 + confidence / 2.0


def _incomplete_beta(a: float, b: float, x: float, y: float) -> float:
    """I_x(a, b); y = 1 − x is passed because computing it here would lose the small tail."""
    if x <= 0.0:
        return 0.0
    if y <= 0.0:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(y))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _beta_fraction(a, b, x) / a
    return 1.0 - front * _beta_fraction(b, a, y) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    def coefficient(step: int) -> float:
        m = step // 2
        if step % 2 == 0:
            return m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))

    return 1.0 / _continued_fraction(1.0, coefficient, lambda _step: 1.0)


def _gamma_fraction(x: float, shape: float) -> float:
    start = x + 1.0 - shape
    return 1.0 / _continued_fraction(start, lambda i: -i * (i - shape), lambda i: start + 2.0 * i)


def _gamma_series(x: float, shape: float) -> float:
    term = total = 1.0 / shape
    for step in range(1, _MOST_STEPS):
        term *= x / (shape + step)
        total += term
        if term < total * _EPSILON:
            return total
    raise ArithmeticError(f"The gamma series did not settle for x = {x!r}, shape = {shape!r}.")


def _continued_fraction(start: float, numerator: Callable[[int], float], denominator: Callable[[int], float]) -> float:
    """start + n₁/(d₁ + n₂/(d₂ + …)) by the modified Lentz method."""
    value = upper = start or _TINY
    lower = 0.0
    for step in range(1, _MOST_STEPS):
        n, d = numerator(step), denominator(step)
        lower = 1.0 / ((d + n * lower) or _TINY)
        upper = (d + n / upper) or _TINY
        change = upper * lower
        value *= change
        if abs(change - 1.0) < 4.0 * _EPSILON:
            return value
    raise ArithmeticError(f"A continued fraction did not settle within {_MOST_STEPS} steps.")
