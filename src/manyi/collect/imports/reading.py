"""Read a mapping file, or say in plain sentences with file and line what is wrong with it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from manyi.collect.imports.mapping import Cell, Choice, FilePart, Lookup, Mapping, Rows, Test, Trap
from manyi.collect.imports.mapping_checks import check
from manyi.engine.policy.document import Document, read_document
from manyi.engine.policy.issues import Issue, suggestion
from manyi.engine.problems import EvidenceError


class MappingError(EvidenceError):
    """A mapping that was refused; `issues` holds every mistake with file and line."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("\n".join(map(str, issues)), "\n".join(issue.zh for issue in issues))
        self.issues = tuple(issues)


def read_mapping(path: Path) -> Mapping:
    """The mapping in `path`; raises MappingError naming file and line of every mistake."""
    if not path.is_file():
        raise EvidenceError(f"{path.name}: there is no such mapping.", f"{path.name}：没有这个映射文件。")
    document = read_document(path.read_text(encoding="utf-8"), path.name)
    if document.issues:
        raise MappingError(document.issues)
    try:
        mapping = Mapping.model_validate(document.value)
    except ValidationError as error:
        raise MappingError([_issue(document, detail) for detail in error.errors(include_url=False)]) from None
    issues = list(check(mapping, document))
    if issues:
        raise MappingError(issues)
    return mapping


def _issue(document: Document, detail: ErrorDetails) -> Issue:
    path = tuple(step for step in detail["loc"] if step != "[key]")
    kind, word = detail["type"], str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        en, zh = suggestion(word, _words(path[:-1]))
        return document.issue(
            path, "unknown_word", f"`{word}` is not a word known here; {en}", f"`{word}` 不是此处可用的词；{zh}"
        )
    if kind == "missing":
        return document.issue(path, kind, f"`{word}` is missing; it is required here", f"缺少 `{word}`；此处必须填写")
    if kind == "literal_error":
        en, zh = suggestion(str(detail["input"]), re.findall(r"'([^']*)'", str(detail["ctx"]["expected"])))
        return document.issue(
            path, kind, f"`{detail['input']}` is not allowed; {en}", f"`{detail['input']}` 不可用；{zh}"
        )
    if kind == "source":
        return document.issue(path, kind, detail["msg"], detail["ctx"]["zh"])
    return document.issue(path, kind, f"this does not fit here: {detail['msg']}", f"此处内容不合要求：{detail['msg']}")


def _words(path: tuple[Any, ...]) -> Iterator[str]:
    """The words allowed in the mapping at `path`."""
    model: type[BaseModel] = Mapping
    for step in path:
        model = _INNER.get(str(step), model)
    for name, field in model.model_fields.items():
        yield field.alias or name


_INNER: dict[str, type[BaseModel]] = {
    "values": Cell,
    "tables": Rows,
    "columns": Cell,
    "only_if": Test,
    "unknown_when": Trap,
    "files": FilePart,
    "lookup": Lookup,
    "choose": Choice,
}
