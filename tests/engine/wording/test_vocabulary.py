"""Every word that an edition or the evidence can hold has Chinese and English words."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from manyi.engine.contract import Type, Unit
from manyi.engine.policy import language, verbs, words
from manyi.engine.tables import TABLES
from manyi.engine.wording import vocabulary as said
from manyi.engine.wording.evidence_words import FLAGS, value_words
from manyi.engine.wording.keys import KEYS


def _models() -> Iterator[type[BaseModel]]:
    for module in (language, verbs, words):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel):
                yield value


def _choices(model: type[BaseModel], field: str) -> set[str]:
    """The words a field admits, in whatever list or alternative they stand."""
    waiting: list[Any] = [model.model_fields[field].annotation]
    found = set()
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, str):
            found.add(annotation)
        waiting.extend(get_args(annotation))
    return found


def test_every_key_of_the_language_has_words() -> None:
    assert set(KEYS) == {info.alias or name for model in _models() for name, info in model.model_fields.items()}


@pytest.mark.parametrize(
    ("model", "field", "vocabulary"),
    [
        (language.Award, "to", said.SUBJECTS),
        (language.Award, "to", said.ONE_SUBJECT),
        (language.Award, "every", said.CADENCES),
        (language.Award, "units", said.UNIT_KINDS),
        (language.Select, "within", said.WITHIN),
        (language.Select, "round", said.TOP_ROUNDING),
        (language.Select, "of", said.TOP_OF),
        (language.Select, "ties", said.TIES),
        (language.Gift, "honour", said.HONOURS),
        (language.Gift, "career", said.CAREERS),
        (language.Gift, "publicity", said.PUBLICITY),
        (language.Gift, "among", said.AMONG),
        (language.Gift, "split", said.SPLITS),
        (language.Budget, "when_short", said.WHEN_SHORT),
        (language.Gates, "below", said.BELOW),
        (language.Measure, "kind", said.MEASURE_KINDS),
        (language.Measure, "needs", said.NEEDS),
        (language.Measure, "workers", said.WORKERS),
        (language.Roles, "proposes", said.ROLES),
        (language.Notice, "audience", said.AUDIENCES),
        (language.Notice, "show", said.NOTICE_FIELDS),
        (language.Appeal, "grounds", said.GROUNDS),
        (language.Appeal, "suspends", said.SUSPENDS),
        (language.Appeal, "others", said.OTHERS),
        (language.Apply, "jurisdiction", said.JURISDICTIONS),
        (language.Apply, "currency", said.CURRENCIES),
        (language.CatalogueItem, "kind", said.CATALOGUE_KINDS),
        (language.Report, "chapters", said.CHAPTERS),
        (language.GroupRules, "judged_by", said.JUDGED_BY),
        (language.Collect, "identity", said.IDENTITIES),
        (language.WorkingTime, "days", said.WEEKDAYS),
        (language.CleanRule, "of", said.SAME),
        (language.Estimate, "case_mix", said.CASE_MIX),
        (language.Estimate, "method", said.METHODS),
    ],
)
def test_every_choice_of_the_language_has_words(
    model: type[BaseModel], field: str, vocabulary: dict[str, said.Both]
) -> None:
    once = {"project"} if vocabulary is said.CADENCES else set()
    assert set(vocabulary) | once == _choices(model, field) | once


def test_every_unit_has_words() -> None:
    assert set(said.MEASURED_IN) == {unit.value for unit in Unit}


def test_every_value_of_the_evidence_has_chinese_words() -> None:
    values = {(table.name, word) for table in TABLES.values() for column in table.columns for word in column.values}
    assert {(table, word) for table, word in values if value_words(word, table, "zh") == word} == set()


def test_every_flag_of_the_evidence_has_both_phrases() -> None:
    assert set(FLAGS) == {c.name for table in TABLES.values() for c in table.columns if c.type is Type.FLAG}
