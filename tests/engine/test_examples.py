"""Worked examples refuse what they do not understand."""

from pathlib import Path

import pytest

from manyi.engine.examples import Example, differences
from manyi.engine.policy.reading import read_edition

PACK = Path(__file__).parents[2] / "policies" / "starter" / "2026-01-01"


def test_a_person_of_an_example_has_no_unknown_cell() -> None:
    example = Example.model_validate(
        {
            "id": "typo",
            "title": {"zh": "笔误", "en": "typo"},
            "clause": "S1",
            "period": "2026-03",
            "people": {"an": {"tenure_days": 59, "unit": "shop"}},
        }
    )
    with pytest.raises(ValueError) as refused:
        differences(read_edition(PACK), example)
    assert str(refused.value) == (
        "example typo: an has no tenure_days; a person has name, unit, group, position, hired, assigned, left, leave_days, "
        "leader, worker_kind, wage, minimum_wage"
    )
