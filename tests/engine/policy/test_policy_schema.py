"""The JSON Schema editors use is the language's own."""

from pathlib import Path

from manyi.engine.policy.language import Edition
from manyi.engine.policy.schema import SCHEMA_ID, json_schema


def test_the_schema_names_every_section_by_its_key() -> None:
    schema = json_schema()
    assert schema["$id"] == SCHEMA_ID
    assert sorted(schema["properties"]) == sorted(field.alias or name for name, field in Edition.model_fields.items())
    assert schema["required"] == ["policy", "edition", "time_zone", "title", "figures"]
    assert schema["additionalProperties"] is False


def test_the_schema_is_the_same_every_time() -> None:
    assert json_schema() == json_schema()


def test_no_python_name_of_a_key_is_in_the_schema() -> None:
    definitions = json_schema()["$defs"].values()
    assert [key for one in definitions for key in one.get("properties", {}) if key.endswith("_")] == []


def test_the_committed_schema_says_where_it_comes_from() -> None:
    committed = Path(__file__).parents[3] / "docs" / "policy.schema.json"
    assert f'"$id": "{SCHEMA_ID}"' in committed.read_text(encoding="utf-8")
