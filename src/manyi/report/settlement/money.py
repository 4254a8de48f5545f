"""Money as a report writes it: to the cent, in the words every document of the scheme uses."""

from decimal import Decimal

from manyi.engine.wording.amounts import money_words
from manyi.report.settlement.reading import Reading

CENT = Decimal("0.01")


def money(reading: Reading, amount: Decimal) -> str:
    """An amount with its currency; amounts are whole cents already, only zeros are added."""
    currency = reading.edition.apply.currency if reading.edition.apply is not None else "CNY"
    return money_words(amount.quantize(CENT), reading.lang, currency)


def cash_proposed(reading: Reading) -> Decimal:
    """All money that awards would give."""
    return sum((decision.cash for decision in reading.settlement.proposals.decisions), Decimal(0))


def recovery_proposed(reading: Reading) -> Decimal:
    """All money that penalties would recover."""
    measures = reading.edition.decide.measures
    decisions = reading.settlement.proposals.decisions
    owed = [
        d.amount
        for d in decisions
        if d.measure is not None and measures[d.measure].kind == "recovery" and d.amount is not None
    ]
    return sum(owed, Decimal(0))
