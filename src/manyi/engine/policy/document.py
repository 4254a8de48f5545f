"""Read a YAML file of an edition into plain values, knowing the line of every key and refusing what could mislead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from manyi.engine.policy.issues import Issue, Path, dotted
from manyi.engine.policy.scalars import read_scalar

_REFUSED = object()  # stands for a value that an issue has been written about; its key is left out


@dataclass
class Document:
    """One file: its plain value, the line of every path, and what was refused on the way."""

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it that is written in the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def issue(self, path: Path, code: str, en: str, zh: str, line: int | None = None) -> Issue:
        """An issue at a path of this file."""
        return Issue(self.file, line or self.line(path), dotted(path), code, en, zh)

    def at(self, path: Path) -> Any:
        """The plain value at a path, or None when nothing is written there."""
        value = self.value
        for step in path:
            if isinstance(value, list):
                value = dict(enumerate(value))
            if not isinstance(value, dict) or step not in value:
                return None
            value = value[step]
        return value

    def leaves(self, path: Path = ()) -> Iterator[tuple[Path, Any]]:
        """Every value that is neither mapping nor list below a path, in the order written."""
        value = self.at(path)
        if isinstance(value, dict):
            for key in value:
                yield from self.leaves((*path, key))
        elif isinstance(value, list):
            for place in range(len(value)):
                yield from self.leaves((*path, place))
        else:
            yield path, value


def read_document(text: str, file: str) -> Document:
    """Plain values from YAML: text, whole numbers, true/false, dates, lists, mappings; anything else is an issue."""
    document = Document(file)
    text = text.removeprefix("\ufeff")
    for number, line in enumerate(text.splitlines(), start=1):
        if "\t" in line:
            document.issues.append(
                document.issue(
                    (),
                    "tab",
                    "a tab stands in this line; indent and separate with spaces",
                    "本行含有制表符；请用空格缩进和分隔",
                    number,
                )
            )
    if not document.issues:
        _Builder(document, text).build()
    return document


class _Builder:
    """Walks the events of one file once, building values and noting lines."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)

    def build(self) -> None:
        try:
            self._documents()
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._broken(mark.line + 1 if mark is not None else 1)
        except YAMLError:
            self._broken(1)

    def _broken(self, line: int) -> None:
        """What was noted before is left out: it may follow from the same slip."""
        self.document.issues.clear()
        self._refuse(
            (),
            line,
            "yaml",
            "the YAML breaks off here; look at quotes, brackets, colons and indentation in this line and the one before",
            "YAML 到此处中断；请检查本行和上一行的引号、括号、冒号和缩进",
        )

    def _documents(self) -> None:
        found = 0
        for event in self.events:
            if isinstance(event, StreamStartEvent | StreamEndEvent | DocumentEndEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                found += 1
                if found > 1:
                    self._refuse(
                        (),
                        _line(event),
                        "documents",
                        "a second document begins here; one file holds one edition",
                        "此处开始了第二个文档；一个文件只能有一个版次",
                    )
                    return
                continue
            value = self._value(event, ())
            self.document.value = None if value is _REFUSED else value
        if found == 0:
            self._refuse((), 1, "empty", "the file is empty", "文件是空的")

    def _refuse(self, path: Path, line: int, code: str, en: str, zh: str) -> object:
        self.document.issues.append(self.document.issue(path, code, en, zh, line))
        return _REFUSED

    def _value(self, event: Event, path: Path) -> Any:
        self.document.lines.setdefault(path, _line(event))
        value: Any = _REFUSED
        if isinstance(event, MappingStartEvent):
            value = self._mapping(path)
        elif isinstance(event, SequenceStartEvent):
            value = self._sequence(path)
        elif isinstance(event, ScalarEvent):
            value = self._scalar(event, path)
        return value if self._plain(event, path) else _REFUSED

    def _plain(self, event: Event, path: Path) -> bool:
        """Whether the event carries no anchor, alias or tag; each would let one place speak for another."""
        line, anchor, tag = _line(event), getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, AliasEvent):
            self._refuse(
                path,
                line,
                "alias",
                f"*{anchor} refers to another place; write the value out here",
                f"*{anchor} 引用了别处的内容；请在此处完整写出",
            )
            return False
        if anchor:
            self._refuse(
                path,
                line,
                "anchor",
                f"&{anchor} marks a value for reuse; remove it and write every value out",
                f"&{anchor} 为值设置了锚点；请删除，并在每处完整写出",
            )
            return False
        if tag:
            self._refuse(
                path,
                line,
                "tag",
                f"the tag {tag} is not allowed; write the plain value",
                f"不允许使用标签 {tag}；请直接写值",
            )
            return False
        return True

    def _mapping(self, path: Path) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, path)
            inner = (*path, key) if key is not None else (*path, "?")
            if key in value:
                first = self.document.lines[inner]
                self._refuse(
                    inner,
                    _line(event),
                    "repeated",
                    f"`{key}` is written twice; it already stands in line {first}",
                    f"`{key}` 重复出现；第 {first} 行已有",
                )
                self._skip()
                continue
            self.document.lines[inner] = _line(event)
            found = self._value(next(self.events), inner)
            if found is not _REFUSED and key is not None:
                value[key] = found
        return value

    def _key(self, event: Event, path: Path) -> str | None:
        if not isinstance(event, ScalarEvent):
            self._refuse(path, _line(event), "key", "a key must be one plain word", "键必须是一个简单的词")
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                self._skip_rest(1)
            return None
        if event.value == "<<" and not event.style:
            self._refuse(
                path,
                _line(event),
                "merge",
                "`<<` merges another mapping; write its keys out here",
                "`<<` 会并入另一处的内容；请在此处逐项写出",
            )
            return None
        return str(event.value) if self._plain(event, (*path, event.value)) else None

    def _skip(self) -> None:
        if isinstance(next(self.events), MappingStartEvent | SequenceStartEvent):
            self._skip_rest(1)

    def _skip_rest(self, depth: int) -> None:
        while depth:
            event = next(self.events)
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)

    def _sequence(self, path: Path) -> list[Any]:
        value: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            found = self._value(event, (*path, len(value)))
            if found is not _REFUSED:
                value.append(found)
        return value

    def _scalar(self, event: ScalarEvent, path: Path) -> Any:
        if event.style:
            return str(event.value)
        try:
            return read_scalar(str(event.value))
        except PydanticCustomError as error:
            told = error.context or {}
            return self._refuse(path, self.document.lines[path], error.type, told["en"], told["zh"])


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
