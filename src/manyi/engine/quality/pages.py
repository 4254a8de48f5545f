"""Responses with a page that was answered faster than it can be read."""

from collections.abc import Iterable
from fractions import Fraction

import narwhals as nw

from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.clean_rules import FastPage
from manyi.engine.quality.lines import lines


def fast_pages(backend: Backend, responses: Frame, place: int, rule: FastPage, page_times: Frame | None) -> Arrays:
    """The flagged responses, each with its fastest page (the first by name of equally fast ones)."""
    if page_times is None:
        raise ValueError(f"rule fast_page ({rule.clause}) needs the table page_times: pass it to inspect")
    pages = page_times.select("response", "page", "questions", page_seconds="seconds")
    quick = nw.col("page_seconds").cast(nw.Int64) * rule.seconds.denominator < (
        nw.col("questions").cast(nw.Int64) * rule.seconds.numerator
    )
    joined = responses.select(ROW, "response").join(pages.filter(quick), on="response", how="inner")
    found = backend.fetch(joined.select(ROW, "response", "page", "page_seconds", "questions"))
    fastest: dict[str, tuple[Fraction, str, int]] = {}
    for line, (response, page) in enumerate(zip(found["response"].tolist(), found["page"].tolist(), strict=True)):
        pace = Fraction(int(found["page_seconds"][line]), int(found["questions"][line]))
        fastest[response] = min(fastest.get(response, (pace, page, line)), (pace, page, line))
    chosen = [fastest[response] for response in sorted(fastest)]
    at = [line for _, _, line in chosen]
    seen: dict[str, Iterable[object]] = {
        ROW: found[ROW][at], "response": found["response"][at], "seconds": found["page_seconds"][at],
        "answered": found["questions"][at], "detail": [page for _, page, _ in chosen],
        "hard": [rule.hard is not None and pace < rule.hard for pace, _, _ in chosen],
    }  # fmt: skip
    return lines(place, seen, len(at))
