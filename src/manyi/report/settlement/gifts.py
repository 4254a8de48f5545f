"""What a proposal gives or takes, in words; what several share is told as a whole first, then person by person."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.decide.decisions import Decision, Given
from manyi.engine.explain import given_words
from manyi.engine.wording.amounts import duration_words, months_words
from manyi.engine.wording.lawful import taking_words
from manyi.report.settlement.money import money
from manyi.report.settlement.naming import Who
from manyi.report.settlement.reading import Reading


@dataclass(frozen=True)
class Share:
    """What one receiver gets of what is divided."""

    who: Who
    words: str


def gives(reading: Reading, decision: Decision) -> list[str]:
    """Everything given; what is divided is told as a whole."""
    if _receivers(decision) <= {decision.subject}:
        return [given_words(reading.settlement, gift, reading.lang) for gift in decision.gives]
    return list(_divided(reading, decision))


def terms(reading: Reading, decision: Decision) -> list[str]:
    """What a measure takes and for how long it stands; nothing for awards."""
    return [] if decision.measure is None else list(_takes(reading, decision))


def shares(reading: Reading, decision: Decision) -> list[Share]:
    """Receiver by receiver, when others than the subject itself receive something."""
    if _receivers(decision) <= {decision.subject}:
        return []
    received: dict[str, list[Given]] = {}
    for gift in decision.gives:
        received.setdefault(gift.to, []).append(gift)
    return [Share(_receiver(reading, decision, to), _listed(reading, gifts)) for to, gifts in received.items()]


def _receivers(decision: Decision) -> set[str]:
    return {gift.to for gift in decision.gives}


def _receiver(reading: Reading, decision: Decision, to: str) -> Who:
    known = to in reading.names.subjects["person"].index
    return reading.names.who("person" if known else decision.subject_kind, to)


def _listed(reading: Reading, gifts: list[Given]) -> str:
    return reading.t("、", ", ").join(given_words(reading.settlement, gift, reading.lang) for gift in gifts)


def _divided(reading: Reading, decision: Decision) -> Iterator[str]:
    """What is given as a whole, when several share in it."""
    yield from dict.fromkeys(
        given_words(reading.settlement, gift, reading.lang) for gift in decision.gives if gift.amount is None
    )
    paid = [gift for gift in decision.gives if gift.amount is not None]
    if paid:
        whole = money(reading, sum((gift.amount for gift in paid if gift.amount is not None), Decimal(0)))
        people = len({gift.to for gift in paid})
        yield reading.t(f"奖金合计 {whole}，由 {people} 人分得", f"{whole} in all, for {people} people")


def _takes(reading: Reading, decision: Decision) -> Iterator[str]:
    measure = reading.edition.decide.measures[str(decision.measure)]
    if decision.amount is not None and measure.kind == "points":
        yield reading.t(f"考核分 {decision.amount} 分", f"{decision.amount} appraisal points").replace("-", "−")
    elif decision.taking is not None:
        yield taking_words(decision.taking, reading.lang)
    if measure.rectify_within is not None:
        within = duration_words(measure.rectify_within, reading.lang)
        yield reading.t(f"在 {within}内整改", f"to be put right within {within}")
    if measure.expires is not None:
        yield reading.t(
            f"生效 {months_words(measure.expires, 'zh')}后失效", f"expires after {months_words(measure.expires, 'en')}"
        )
    if decision.earlier:
        steps = len(decision.earlier)
        yield reading.t(f"回看期内已有 {steps} 次生效", f"{steps} earlier in the look-back")
    if decision.exception is not None:
        yield reading.t("因例外改用此措施", "this measure instead, because an exception holds")
