"""Single values of an edition in words, by where they stand."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from manyi.engine.durations import Duration
from manyi.engine.policy.graph import tables_of
from manyi.engine.policy.issues import Path
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.policy.sections.deciding import Award, Gift, Penalty
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.verbs import GradeCase, InlineAgain, RowFigure
from manyi.engine.policy.words import Compare, Condition, Group, Rounding, Span, Top
from manyi.engine.wording import (
    Language,
    comparison_words,
    condition_words,
    day_words,
    duration_words,
    figure_words,
    gift_words,
    goods_words,
    grade_cases_words,
    listed,
    name_words,
    pick,
    rounding_words,
    span_words,
    title_words,
    top_words,
)
from manyi.engine.wording.cleaning import clean_words
from manyi.engine.wording.figures import part_words
from manyi.engine.wording.keys import fixed_words, key_words

_OPERATORS = ("<", "<=", "==", "!=", ">=", ">")
_PLAIN: tuple[tuple[type[Any], Callable[[Any, Language], str]], ...] = (
    (Span, span_words),
    (Duration, duration_words),
    (Rounding, rounding_words),
    (Top, top_words),
    (CleanRule, clean_words),
    (date, day_words),
    (Decimal, lambda value, _: str(value)),
    (bool, lambda value, lang: pick(lang, "是" if value else "否", "yes" if value else "no")),
    (int, lambda value, _: str(value)),
)


def shown_value(value: Any, path: Path, edition: Edition, lang: Language) -> str:
    """A value in words; sections without sentences of their own list their keys."""
    if isinstance(value, Compare | Group):
        return _condition(value, path, edition, lang)
    if isinstance(value, Gift):
        return gift_words(value, edition, lang)
    for kind, words in _PLAIN:
        if isinstance(value, kind):
            return words(value, lang)
    if isinstance(value, InlineAgain):
        return part_words(value, edition, lang)
    if isinstance(value, list | tuple):
        return _several(value, path, edition, lang)
    if isinstance(value, Mapping):
        return listed([key_words(str(key), lang) for key in value], lang)
    return _word(value, path, edition, lang)


def _several(value: Any, path: Path, edition: Edition, lang: Language) -> str:
    if isinstance(value, tuple) and value and value[0] in _OPERATORS:
        return comparison_words(value[0], value[1], edition, lang).strip()
    if value and isinstance(value[0], GradeCase):
        return grade_cases_words(list(value), pick(lang, "原值", "the value"), edition, lang)
    return listed([shown_value(item, path, edition, lang) for item in value], lang) or pick(lang, "无", "none")


def _word(value: Any, path: Path, edition: Edition, lang: Language) -> str:
    """A text: a fixed word below this key, the title of what it names, or the text itself."""
    text = str(value.value) if isinstance(value, Enum) else str(value)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    fixed = fixed_words(key, text, lang)
    if fixed is not None:
        return fixed
    if key == "except":
        return exception_words(path, text, edition, lang)
    if key in ("choice", "default", "goods"):
        return goods_words(text, edition, lang)
    return figure_words(text, edition, lang) if text in edition.figures else name_words(text, edition, lang)


def exception_words(path: Path, exception: str, edition: Edition, lang: Language) -> str:
    """What an exception of the penalty at a path is called: its title, else its id."""
    penalty = edition.decide.penalties[str(path[path.index("except") - 1])]
    titles = {each.id: each.title for each in penalty.except_}
    title = titles.get(exception)
    return exception if title is None else title_words(title, lang)


def _condition(value: Condition, path: Path, edition: Edition, lang: Language) -> str:
    if path[0] != "figures":
        return condition_words(value, edition, lang, kind=_kind(path, edition))
    figure = edition.figures[str(path[1])]
    table = tables_of(figure)[-1 if path[-1] == "per_where" else 0] if isinstance(figure, RowFigure) else None
    return condition_words(value, edition, lang, table=table)


def _kind(path: Path, edition: Edition) -> SubjectKind:
    rules: Mapping[Any, Mapping[str, Award | Penalty]] = {
        "awards": edition.decide.awards,
        "penalties": edition.decide.penalties,
    }
    return rules[path[1]][str(path[2])].to if path[0] == "decide" and path[1] in rules else "unit"
