"""What was accepted before: mappings kept by the headings they were made for."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from manyi.collect.imports.assistant.lexicon import plain
from manyi.collect.imports.assistant.sample import read_samples
from manyi.collect.imports.expansion import expanded
from manyi.collect.imports.mapping import Mapping, named
from manyi.collect.imports.reading import read_mapping
from manyi.engine.policy.document import read_document
from manyi.engine.problems import EvidenceError

_ALIKE = 60  # percent of all headings of both files that must be the same
_RENAMED = 0.7  # how much alike an old and a new heading are
_NOT_NAMES = ("constant", "map", "rows", "extract", "matches", "time", "date", "prefix", "table", "each")


@dataclass(frozen=True)
class Remembered:
    """An accepted mapping for new files: its text, and how their headings differ from those it was made for."""

    text: str
    name: str
    same: bool
    renamed: dict[str, str]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    missing: tuple[str, ...]  # of those gone, what the mapping needs


def remember(memory: Path, mapping_path: Path, files: Sequence[Path]) -> int:
    """Keep the mapping in `memory` for files with these headings; one with the same headings is replaced.

    Returns how many mappings are kept. Raises as reading the mapping does, and EvidenceError when a file lacks a column
    it needs.
    """
    mapping = read_mapping(mapping_path)
    headings = _headings(files)
    missing = [name for name in _needed(mapping, headings) if name not in headings]
    if missing:
        raise EvidenceError(
            f"{mapping_path.name} is not for these files: they have no column {', '.join(map(repr, missing))}.",
            f"{mapping_path.name} 不适用于这些文件：没有列 {'、'.join(missing)}。",
        )
    kept = [one for one in _read(memory) if set(one["headings"]) != set(headings)]
    kept.append({"name": mapping.mapping, "headings": headings, "mapping": mapping_path.read_text(encoding="utf-8")})
    text = json.dumps({"mappings": sorted(kept, key=lambda one: one["headings"])}, ensure_ascii=False, indent=1)
    memory.parent.mkdir(parents=True, exist_ok=True)
    unfinished = memory.with_name(memory.name + ".part")  # a process killed here loses nothing that was kept
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(memory)
    return len(kept)


def recall(memory: Path, files: Sequence[Path]) -> Remembered | None:
    """The kept mapping whose headings are the same or nearly the same, its columns renamed where a heading changed."""
    headings = _headings(files)
    best: tuple[int, dict[str, Any]] | None = None
    for one in _read(memory):
        alike = _alike(one["headings"], headings)
        if alike >= _ALIKE and (best is None or alike > best[0]):
            best = alike, one
    return None if best is None else _adapted(best[1], headings)


def _adapted(kept: dict[str, Any], headings: Sequence[str]) -> Remembered:
    old = [str(heading) for heading in kept["headings"]]
    gone, new = [h for h in old if h not in headings], [h for h in headings if h not in old]
    renamed = _pairs(gone, new)
    text = _renamed(str(kept["mapping"]), renamed)
    left = tuple(heading for heading in gone if heading not in renamed)
    needed = _needed(_parsed(str(kept["mapping"])), old)
    return Remembered(
        text=text,
        name=str(kept["name"]),
        same=not gone and not new,
        renamed=renamed,
        new=tuple(heading for heading in new if heading not in renamed.values()),
        gone=left,
        missing=tuple(heading for heading in left if heading in needed),
    )


def _pairs(gone: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Old heading → new heading where one is plainly the other written anew."""
    free = {plain(heading): heading for heading in new}
    found = {}
    for heading in gone:
        near = get_close_matches(plain(heading), list(free), n=1, cutoff=_RENAMED)
        if near:
            found[heading] = free.pop(near[0])
    return found


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = len(_pairs([h for h in old if h not in new], [h for h in new if h not in old]))
    both = len(set(old) & set(new)) + pairs
    return 100 * both // (len(set(old) | set(new)) - pairs)


def _headings(files: Sequence[Path]) -> list[str]:
    return list(dict.fromkeys(heading for sample in read_samples(files) for heading in sample.headings))


def _needed(mapping: Mapping, headings: Sequence[str]) -> list[str]:
    """The columns of files a mapping speaks of, those apart that may be absent."""
    names: list[str] = []
    for part in mapping.parts.values():
        rows = [made.rows for one in part.tables for made in expanded(one, headings)]
        cells = [*part.values.values(), *(cell for one in rows for cell in one.columns.values())]
        spoken = [name for cell in cells for name in cell.inputs]
        spoken += [name for one in rows for test in one.only_if for name in named(test)]
        spoken += [name for cell in cells if cell.lookup for name in (cell.lookup.column, cell.lookup.by)]
        names += [name for name in spoken if name not in part.values and name not in part.optional]
    return list(dict.fromkeys(names))


def _read(memory: Path) -> list[dict[str, Any]]:
    if not memory.exists():
        return []
    try:
        kept = json.loads(memory.read_text(encoding="utf-8"))["mappings"]
        return [{key: one[key] for key in ("name", "headings", "mapping")} for one in kept]
    except (ValueError, KeyError, TypeError):
        raise EvidenceError(
            f"{memory.name} is not a memory of mappings. Name another file, or move this one away.",
            f"{memory.name} 不是映射记忆文件。请另选文件，或移走现有文件。",
        ) from None


def _parsed(text: str) -> Mapping:
    return Mapping.model_validate(read_document(text, "").value)


def _renamed(text: str, renamed: dict[str, str]) -> str:
    """The mapping with other column names; comments and layout stay."""
    if not renamed:
        return text
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    _rename(document, renamed, names=False)
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _rename(value: Any, renamed: dict[str, str], *, names: bool) -> Any:
    """Exchange the headings in what names a column; what is a constant or a pattern stays."""
    if isinstance(value, dict):
        for key in list(value):
            if key in _NOT_NAMES:
                continue
            value[key] = _rename(value[key], renamed, names=key not in ("marks", "empty", "reason"))
            if key == "marked":
                for old in [old for old in value[key] if old in renamed]:
                    value[key][renamed[old]] = value[key].pop(old)
        return value
    if isinstance(value, list):
        for place, inner in enumerate(value):
            value[place] = _rename(inner, renamed, names=names)
        return value
    return renamed.get(value, value) if names and isinstance(value, str) else value
