"""Which responses carry which flag, and what each flag saw."""

from collections.abc import Sequence

from manyi.engine.backend import Arrays, Backend, Frame
from manyi.engine.clean_rules import AttentionCheck, FastPage, Outlying, Rule
from manyi.engine.quality.asked import Asked
from manyi.engine.quality.attention import failed_checks
from manyi.engine.quality.distance import outlying
from manyi.engine.quality.lines import joined
from manyi.engine.quality.pages import fast_pages
from manyi.engine.quality.responses import seen_in_one_pass


def flags(
    backend: Backend, responses: Frame, rules: Sequence[Rule], asked: Asked, page_times: Frame | None = None
) -> Arrays:
    """All flags as columns of equal length, by rule (place in `rules`), then response.

    row, response, rule. seconds: time taken (None = not measured), of the page for fast_page. answered: rating questions
    answered, for fast_page those of the page, for attention_check the checks failed. value: the least rating answer, for
    straight_line the repeated one, for attention_check the answer given. measure, detail: as text, length of the run;
    standard deviation; squared distance and its limit; expected answer and question; the page. hard: below the hard
    level too.
    """
    parts = [seen_in_one_pass(backend, responses, rules, asked)]
    for place, rule in enumerate(rules):
        if isinstance(rule, FastPage):
            parts.append(fast_pages(backend, responses, place, rule, page_times))
        elif isinstance(rule, Outlying):
            parts.append(outlying(backend, responses, place, rule, asked))
        elif isinstance(rule, AttentionCheck):
            parts.append(failed_checks(backend, responses, place, asked))
    return joined(parts)
