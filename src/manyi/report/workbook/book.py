"""Puts the sheets together, in the order in which somebody who pays and files them needs them."""

from manyi.engine.settle import Settlement
from manyi.engine.wording.names import title_words
from manyi.engine.wording.vocabulary import Language
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings
from manyi.report.workbook.decided import days, decisions, held_back, money_lines
from manyi.report.workbook.measured import about, budgets, exclusions, intake_counts, scores
from manyi.report.workbook.sheet import Sheet
from manyi.report.workbook.writer import workbook_bytes


def render_workbook(settlement: Settlement, lang: Language) -> bytes:
    """A settled period as an xlsx file in one language; the same settlement gives the same bytes."""
    reading = Reading(settlement, lang)
    title = f"{title_words(settlement.edition.title, lang)} · {reading.period_title()}"
    return workbook_bytes(sheets(reading), title, days(reading)[1], reading.t)


def sheets(reading: Reading) -> list[Sheet]:
    """Every sheet of the workbook."""
    made = [
        decisions(reading), money_lines(reading), held_back(reading), scores(Standings(reading)), budgets(reading),
        intake_counts(reading), exclusions(reading),
    ]  # fmt: skip
    return [*made, about(reading, made)]
