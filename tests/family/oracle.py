"""The pay-for-experience scheme in exact fractions, written from its formulas alone; imports nothing of the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

ONE_HALF = Fraction(1, 2)

STANDARDS: Mapping[str, tuple[Fraction, Fraction, Fraction]] = {
    name: (Fraction(threshold), Fraction(benchmark), Fraction(floor))
    for name, threshold, benchmark, floor in (
        ("nurses", "0.7900", "0.8710", "0.5300"),
        ("doctors", "0.7986", "0.8742", "0.6186"),
        ("responsiveness", "0.6541", "0.8045", "0.4129"),
        ("medicines", "0.6339", "0.7365", "0.3819"),
        ("surroundings", "0.6560", "0.7920", "0.4577"),
        ("discharge", "0.8735", "0.9212", "0.6895"),
        ("transition", "0.5187", "0.6300", "0.2569"),
        ("overall", "0.7130", "0.8444", "0.3530"),
    )
}
"""Threshold, benchmark and floor of each dimension, as published."""


def half_up(value: Fraction, places: int = 0) -> Fraction:
    """Rounded to `places`, a half towards plus infinity."""
    scale = 10**places
    return Fraction((value * scale + ONE_HALF).__floor__(), scale)


def achievement(rate: Fraction, threshold: Fraction, benchmark: Fraction) -> Fraction:
    """0 below the threshold, 10 from the benchmark, else 9 (rate - threshold)/(benchmark - threshold) + 0.5, rounded."""
    if rate < threshold:
        return Fraction(0)
    if rate >= benchmark:
        return Fraction(10)
    return half_up(9 * (rate - threshold) / (benchmark - threshold) + ONE_HALF)


def improvement(rate: Fraction, baseline: Fraction, benchmark: Fraction) -> Fraction:
    """0 without a gain, 9 from the benchmark, else 10 (rate - baseline)/(benchmark - baseline) - 0.5, rounded."""
    if rate <= baseline:
        return Fraction(0)
    if rate >= benchmark:
        return Fraction(9)
    return half_up(10 * (rate - baseline) / (benchmark - baseline) - ONE_HALF)


def dimension_points(name: str, rate: Fraction, baseline: Fraction | None) -> Fraction:
    """Achievement or improvement, whichever is higher; achievement alone when there is no baseline."""
    threshold, benchmark, _ = STANDARDS[name]
    achieved = achievement(rate, threshold, benchmark)
    return achieved if baseline is None else max(achieved, improvement(rate, baseline, benchmark))


def consistency(rates: Mapping[str, Fraction]) -> Fraction:
    """20 when every dimension reaches its threshold, else 20 x the lowest way from floor to threshold - 0.5, rounded."""
    lowest = min((rates[name] - floor) / (threshold - floor) for name, (threshold, _, floor) in STANDARDS.items())
    if lowest <= 0:
        return Fraction(0)
    return Fraction(20) if lowest >= 1 else half_up(20 * lowest - ONE_HALF)


@dataclass(frozen=True)
class Hospital:
    """What is measured for one hospital; what was not measured is absent or None."""

    rates: Mapping[str, Fraction]
    baselines: Mapping[str, Fraction]
    safety: Fraction | None
    efficiency: Fraction | None


def base_points(hospital: Hospital) -> Fraction | None:
    """Sum over the eight dimensions; None when one was not measured."""
    if set(hospital.rates) != set(STANDARDS):
        return None
    parts = [dimension_points(name, rate, hospital.baselines.get(name)) for name, rate in hospital.rates.items()]
    return sum(parts, Fraction(0))


def consistency_points(hospital: Hospital) -> Fraction | None:
    """Consistency; None when a dimension was not measured."""
    return consistency(hospital.rates) if set(hospital.rates) == set(STANDARDS) else None


def experience(hospital: Hospital) -> Fraction | None:
    """Base and consistency points together."""
    base, steady = base_points(hospital), consistency_points(hospital)
    return None if base is None or steady is None else base + steady


def total(hospital: Hospital) -> Fraction | None:
    """Weighted mean of the domains that there are, to 4 places; None when there is none."""
    domains = (
        (Fraction(1, 4), experience(hospital)),
        (Fraction(1, 2), hospital.safety),
        (Fraction(1, 4), hospital.efficiency),
    )
    known = [(weight, score) for weight, score in domains if score is not None]
    if not known:
        return None
    top = sum((weight * score for weight, score in known), Fraction(0))
    return half_up(top / sum((weight for weight, _ in known), Fraction(0)), 4)


def payment_factor(hospital: Hospital) -> Fraction | None:
    """0.98 at a total of 0, 1 at 40, 1.02 at 100, lines between, flat outside; to 6 places."""
    score = total(hospital)
    if score is None:
        return None
    if score <= 40:
        return half_up(Fraction(98, 100) + Fraction(2, 100) * max(score, Fraction(0)) / 40, 6)
    return half_up(1 + Fraction(2, 100) * (min(score, Fraction(100)) - 40) / 60, 6)
