"""The glossary and the code use the same words: every place it names exists, and nothing that must stand in it is missing."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from manyi.engine.policy.language import Edition
from manyi.engine.tables import TABLES

ROOT = Path(__file__).parents[1]
_ROW = re.compile(r"\| (?P<en>[^|]+) \| (?P<zh>[^|]+) \| (?P<where>[^|]+) \| (?P<meaning>[^|]+) \|\Z")
_SCHEMA = Edition.model_json_schema(by_alias=True)


def _entries() -> list[tuple[str, str, str]]:
    """(English, 中文, place) of every row; an entry with two places gives two."""
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    rows = [found for line in lines if (found := _ROW.match(line)) and found["en"] not in ("English", "---")]
    return [(row["en"], row["zh"], place) for row in rows for place in re.findall(r"`([^`]+)`", row["where"])]


ENTRIES = _entries()


def _module_has(place: str) -> bool:
    module, _, name = place.rpartition(".") if place.rsplit(".", 1)[-1][0].isupper() else (place, "", "")
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError:
        return False
    return not name or hasattr(found, name)


def _evidence_has(place: str) -> bool:
    table, _, column = place.partition(".")
    return table in TABLES and (not column or TABLES[table].column(column) is not None)


def _inside(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema and everything it stands for: references, alternatives, items, entries with names of their own."""
    yield schema
    if "$ref" in schema:
        yield from _inside(_SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]])
    parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("patternProperties", {}).values()]
    for part in (*parts, schema.get("items"), schema.get("additionalProperties")):
        if isinstance(part, dict):
            yield from _inside(part)


def _policy_has(place: str) -> bool:
    reached = [_SCHEMA]
    for key in place.split("."):
        found = [
            form["properties"][key] for one in reached for form in _inside(one) if key in form.get("properties", {})
        ]
        if not found:
            return False
        reached = found
    return True


def exists(place: str) -> bool:
    """Whether a place of the glossary is to be found."""
    kind, _, rest = place.partition(" ")
    if kind == "evidence":
        return _evidence_has(rest)
    return _policy_has(rest) if kind == "policy" else _module_has(place)


@pytest.mark.parametrize("place", sorted({place for _, _, place in ENTRIES}))
def test_every_place_exists(place: str) -> None:
    assert exists(place), f"GLOSSARY.md names `{place}`, which does not exist"


@pytest.mark.parametrize(
    "place",
    ["evidence casez", "evidence cases.findings", "policy decide.rewards", "policy decide.awards.choose", "manyi.engine.settled",
     "manyi.engine.settle.Settled"],
)  # fmt: skip
def test_a_place_that_does_not_exist_is_found_out(place: str) -> None:
    assert not exists(place)


def test_every_evidence_table_has_an_entry_with_the_contracts_own_word() -> None:
    named = {
        place.removeprefix("evidence "): zh for _, zh, place in ENTRIES if re.fullmatch(r"evidence [a-z_]+", place)
    }
    assert named == {table.name: table.zh for table in TABLES.values()}


def test_every_section_of_an_edition_has_an_entry() -> None:
    named = {place.removeprefix("policy ").split(".")[0] for _, _, place in ENTRIES if place.startswith("policy ")}
    assert sorted(set(_SCHEMA["properties"]) - named) == []


def test_no_word_stands_for_two_things() -> None:
    words = [en for en, _ in sorted({(en, zh) for en, zh, _ in ENTRIES})]
    assert sorted({word for word in words if words.count(word) > 1}) == []
