"""Every piece of an edition in the guide does what the guide says: it passes, or it is refused for that reason."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from manyi.engine.examples import read_examples, run_examples
from manyi.engine.policy.document import read_document
from manyi.engine.policy.language import Edition
from manyi.engine.policy.reading import check_edition, read_edition
from manyi.engine.policy.verbs import VERBS
from manyi.report.policy_text import render

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = [DOCS / "policy-guide.md", DOCS / "policy-guide.zh-CN.md"]
_FENCE = re.compile(r"^```(\w+) ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block whose first line says, after its language, what it is."""

    kind: str
    argument: str
    text: str
    line: int

    @property
    def value(self) -> Any:
        return read_document(self.text, "guide").value


@dataclass(frozen=True)
class Stage:
    """An edition as it stands when the reader of the guide comes to a block."""

    block: Block
    edition: dict[str, Any]


def blocks(guide: Path) -> list[Block]:
    source = guide.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(source):
        kind, _, argument = match[2].partition(" ")
        found.append(Block(kind, argument, match[3], source.count("\n", 0, match.start()) + 1))
    return found


def stages(guide: Path) -> Iterator[Stage]:
    """The pieces are added one after the other; what is refused is not kept."""
    edition: dict[str, Any] = {}
    for block in blocks(guide):
        if block.kind == "edition":
            edition = block.value
        elif block.kind in ("piece", "refused"):
            merged = _merged(edition, block.value)
            edition = edition if block.kind == "refused" else merged
            yield Stage(block, merged)
            continue
        if block.kind == "edition":
            yield Stage(block, edition)


def _merged(old: Any, new: Any) -> Any:
    """Mappings key by key; anything else replaces what stood there."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}
    return new


def _clauses(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("clause"), str):
            yield value["clause"]
        for inner in value.values():
            yield from _clauses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _clauses(inner)


def written(edition: dict[str, Any], folder: Path, texts: Mapping[str, str] | None = None) -> Path:
    """The edition as a folder; without texts of its own each clause gets a heading with a sentence."""
    target: Path = folder / edition["policy"] / edition["edition"].isoformat()
    target.mkdir(parents=True)
    with (target / "policy.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(edition, file)
    clauses = sorted({*_clauses(edition), *edition.get("not_computed", [])})
    made = "\n".join(f"## {clause} Heading\n\nAs the rules say.\n" for clause in clauses)
    for name in ("text.zh.md", "text.en.md"):
        (target / name).write_text((texts or {}).get(name, made), encoding="utf-8")
    return target


CASES = [pytest.param(stage, id=f"line {stage.block.line}: {stage.block.kind}") for stage in stages(GUIDES[0])]


@pytest.mark.parametrize("stage", CASES)
def test_a_piece_passes_or_is_refused_as_told(stage: Stage, tmp_path: Path) -> None:
    issues = check_edition(written(stage.edition, tmp_path)).issues
    expected = {stage.block.argument} if stage.block.kind == "refused" else set()
    assert {issue.code for issue in issues} == expected, "\n".join(str(issue) for issue in issues)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_first_edition_with_its_texts_and_examples(guide: Path, tmp_path: Path) -> None:
    found = blocks(guide)
    texts = {block.kind: block.text for block in found if block.kind.startswith("text.")}
    first = next(block for block in found if block.kind == "edition")
    folder = written(first.value, tmp_path, texts)
    report = check_edition(folder)
    assert (report.issues, report.warnings) == ((), ())
    (folder / "examples.yaml").write_text(next(b.text for b in found if b.kind == "examples"), encoding="utf-8")
    results = run_examples(read_edition(folder), read_examples(folder))
    assert [result.id for result in results if result.holds] == ["two_praises_are_enough", "a_complaint_is_too_many"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_section_and_every_verb_is_shown(guide: Path, tmp_path: Path) -> None:
    last = [stage for stage in stages(guide) if stage.block.kind != "refused"][-1].edition
    assert set(last) == {info.alias or name for name, info in Edition.model_fields.items()}
    assert {verb for figure in last["figures"].values() for verb in VERBS if verb in figure} == set(VERBS)
    assert "G9" in render(written(last, tmp_path), "zh")


def test_both_guides_show_the_same_yaml() -> None:
    english, chinese = (
        [(block.kind, block.argument, block.text) for block in blocks(guide) if not block.kind.startswith("text.")]
        for guide in GUIDES
    )
    assert english == chinese
