"""How a person appeals and until when, as the edition says it."""

from collections.abc import Iterator
from datetime import date

from manyi.engine.figures.case_times import working_calendar
from manyi.engine.wording.amounts import day_words, duration_words, sentence
from manyi.engine.wording.governing import appeal_words
from manyi.engine.worktime import add_working_days
from manyi.report.paper.blocks import Block, Chapter, Listed, Para
from manyi.report.settlement.reading import Reading


def appeal_blocks(reading: Reading, delivered: date | None) -> Iterator[Block]:
    """The chapter on appeals; with the day of delivery, the last day. Raises BeyondCalendar past the known days."""
    t, govern = reading.t, reading.edition.govern
    yield Chapter(t("如有异议", "If you disagree"))
    if govern is None:
        yield Para(t("办法没有规定申诉；请向公司指定的人员提出。", "The policy says nothing of appeals; turn to the people the company has named."))  # fmt: skip
        return
    yield Para(_until(reading, delivered), "lead")
    yield Listed(tuple(sentence(text, reading.lang) for text in appeal_words(govern.appeal, reading.lang)))


def _until(reading: Reading, delivered: date | None) -> str:
    t, govern = reading.t, reading.edition.govern
    assert govern is not None
    within = govern.appeal.within
    words = duration_words(within, reading.lang)
    if delivered is None or within.unit != "days":
        return t(f"申诉期限：自决定送达您之日起 {words}内。", f"You may appeal within {words} of the day on which the decision reaches you.")  # fmt: skip
    calendar = working_calendar(reading.settlement.evidence.connection, reading.edition)
    last = add_working_days(day=delivered, n=within.amount, calendar=calendar)
    from_, until = day_words(delivered, reading.lang), day_words(last, reading.lang)
    return t(f"申诉期限：{from_}送达，{words}内，至 {until}止。", f"Delivered on {from_}; you may appeal within {words}, until {until}.")  # fmt: skip
