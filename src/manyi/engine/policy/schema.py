"""The JSON Schema of an edition, for editors that complete keys and mark mistakes while one writes."""

from typing import Any

from manyi.engine.policy.language import Edition

SCHEMA_ID = "urn:manyi:policy-edition"


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of policy.yaml; what it cannot say, such as units, `check_edition` says."""
    schema = Edition.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
        "title": "Edition of a policy · 办法版次",
    }
