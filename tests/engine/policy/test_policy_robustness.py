"""Whatever stands in an edition, reading ends with a report and never with a crash."""

import copy
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from manyi.engine.policy.document import read_document
from manyi.engine.policy.issues import Issue, PolicyError
from manyi.engine.policy.reading import read_rules

BASE = Path(__file__).parent / "base"
TEXTS = [
    (BASE / name / "2026-01-01" / "policy.yaml").read_text(encoding="utf-8")
    for name in ("corner-shop", "published-standards")
]
ODD = [
    "satisfaction",
    "none",
    7,
    -1,
    "0.5",
    True,
    ["a"],
    [],
    {},
    {"a": "b"},
    ">= 3",
    "12 months",
    "10%",
    {"any": [{"loss": "> 1"}]},
]


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inner for found in _paths(one, (*path, key)))]


def _written(value: Any) -> str:
    """A value in YAML's flow style; every text in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {_written(one)}' for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(one) for one in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else str(value)


def _refused(text: str) -> tuple[Issue, ...]:
    try:
        read_rules(text)
    except PolicyError as refused:
        return refused.issues
    return ()


def _whole(issue: Issue) -> bool:
    return bool(issue.message and issue.message_zh) and issue.line >= 1


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_a_value_of_the_wrong_sort_anywhere(text: str, data: st.DataObject) -> None:
    value = copy.deepcopy(read_document(text, "policy.yaml").value)
    path = data.draw(st.sampled_from(_paths(value)[1:]))
    holder = value
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = data.draw(st.sampled_from(ODD))
    assert all(_whole(issue) for issue in _refused(_written(value)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_a_file_that_breaks_off_or_is_garbled(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    spoilt = text[:place] + data.draw(
        st.sampled_from(["", "{", "]", "'", "\n\n- ", ": ", "&a ", "%", "\x00", "\ud7ff"])
    )
    assert all(_whole(issue) for issue in _refused(spoilt))
