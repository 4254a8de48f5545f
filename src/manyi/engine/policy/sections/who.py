"""Who is judged, from when, against which published standards."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from manyi.engine.policy.verbs import Titles
from manyi.engine.policy.words import Day, Name, Number, Strict


def _group(value: object) -> object:
    return {"positions": value} if isinstance(value, list) else value


class GroupRules(Strict):
    """A position group: its positions and whose answers judge it."""

    positions: list[str] = []
    judged_by: Literal["customers", "internal_customers", "facts"] = "customers"
    title: Titles | None = None


PositionGroup = Annotated[GroupRules, BeforeValidator(_group)]


class Baseline(Strict):
    """The days `over: baseline` looks at."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day


def _standards_schema() -> dict[str, object]:
    return {
        "type": "object",
        "properties": {"columns": {"type": "array", "items": {"type": "string"}}},
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    }


class Standards(Strict):
    """Standards published beforehand, one row per dimension; each column is usable by name."""

    columns: list[Name]
    rows: Mapping[str, list[Number]]
    clause: str | None = None


def _standards(value: object) -> object:
    if isinstance(value, Mapping) and "rows" not in value:
        rest = {key: row for key, row in value.items() if key not in ("columns", "clause")}
        return {**{key: value[key] for key in ("columns", "clause") if key in value}, "rows": rest}
    return value
