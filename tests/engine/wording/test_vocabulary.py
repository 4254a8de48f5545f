"""Every word that an edition or the evidence can hold has Chinese and English words."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from manyi.engine.contract import Type, Unit
from manyi.engine.jurisdiction import profile
from manyi.engine.policy import language, verbs, words
from manyi.engine.policy.sections import applying, cleaning, collecting, deciding, governing, scoring, telling, who
from manyi.engine.tables import TABLES
from manyi.engine.wording import vocabulary as said
from manyi.engine.wording.evidence_words import FLAGS, value_words
from manyi.engine.wording.keys import KEYS


def _models() -> Iterator[type[BaseModel]]:
    sections = (applying, cleaning, collecting, deciding, governing, scoring, telling, who)
    for module in (*sections, language, verbs, words):
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
        (deciding.Award, "to", said.SUBJECTS),
        (deciding.Award, "to", said.ONE_SUBJECT),
        (deciding.Award, "every", said.CADENCES),
        (deciding.Award, "units", said.UNIT_KINDS),
        (deciding.Select, "within", said.WITHIN),
        (deciding.Select, "round", said.TOP_ROUNDING),
        (deciding.Select, "of", said.TOP_OF),
        (deciding.Select, "ties", said.TIES),
        (deciding.Gift, "honour", said.HONOURS),
        (deciding.Gift, "career", said.CAREERS),
        (deciding.Gift, "publicity", said.PUBLICITY),
        (deciding.Gift, "among", said.AMONG),
        (deciding.Gift, "split", said.SPLITS),
        (deciding.Budget, "when_short", said.WHEN_SHORT),
        (scoring.Gates, "below", said.BELOW),
        (deciding.Measure, "kind", said.MEASURE_KINDS),
        (deciding.Measure, "needs", said.NEEDS),
        (deciding.Measure, "workers", said.WORKERS),
        (governing.Roles, "proposes", said.ROLES),
        (governing.Notice, "audience", said.AUDIENCES),
        (governing.Notice, "show", said.NOTICE_FIELDS),
        (governing.Appeal, "grounds", said.GROUNDS),
        (governing.Appeal, "suspends", said.SUSPENDS),
        (governing.Appeal, "others", said.OTHERS),
        (applying.Apply, "jurisdiction", said.JURISDICTIONS),
        (applying.Apply, "currency", said.CURRENCIES),
        (applying.CatalogueItem, "valued_by", said.VALUED_BY),
        (profile.WorkerRule, "instead", said.INSTEAD),
        (applying.CatalogueItem, "kind", said.CATALOGUE_KINDS),
        (telling.Report, "chapters", said.CHAPTERS),
        (who.GroupRules, "judged_by", said.JUDGED_BY),
        (collecting.Collect, "identity", said.IDENTITIES),
        (collecting.WorkingTime, "days", said.WEEKDAYS),
        (cleaning.CleanRule, "of", said.SAME),
        (scoring.Estimate, "case_mix", said.CASE_MIX),
        (scoring.Estimate, "method", said.METHODS),
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
