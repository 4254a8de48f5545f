"""An edition in plain words, in Chinese and English: what the readable policy, comparisons and explanations share."""

from manyi.engine.wording.amounts import (
    bound_words,
    day_words,
    duration_words,
    listed,
    money_words,
    months_words,
    rounding_words,
    sentence,
    span_words,
    top_words,
)
from manyi.engine.wording.conditions import Scope, compare_words, comparison_words, condition_words, operand_words
from manyi.engine.wording.entries import Entry, entries
from manyi.engine.wording.evidence_words import column_words, table_words, value_words
from manyi.engine.wording.figures import figure_definition, figure_sentence, grade_cases_words
from manyi.engine.wording.names import figure_words, goods_words, name_words, title_words
from manyi.engine.wording.penalties import ladder_words, measure_sentences, measure_words, penalty_sentences
from manyi.engine.wording.rewards import award_sentences, budget_words, gift_words
from manyi.engine.wording.vocabulary import Language, pick, word_of

__all__ = [
    "Entry",
    "Language",
    "Scope",
    "award_sentences",
    "bound_words",
    "budget_words",
    "column_words",
    "compare_words",
    "comparison_words",
    "condition_words",
    "day_words",
    "duration_words",
    "entries",
    "figure_definition",
    "figure_sentence",
    "figure_words",
    "gift_words",
    "goods_words",
    "grade_cases_words",
    "ladder_words",
    "listed",
    "measure_sentences",
    "measure_words",
    "money_words",
    "months_words",
    "name_words",
    "operand_words",
    "penalty_sentences",
    "pick",
    "rounding_words",
    "sentence",
    "span_words",
    "table_words",
    "title_words",
    "top_words",
    "value_words",
    "word_of",
]
