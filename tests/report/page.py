"""A page as a tree, for tests that ask what a reader would find where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Node:
    """One element with its attributes, its children and its texts in order."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str, *classes: str) -> "list[Node]":
        return [node for node in self.walk() if node.tag == tag and node.classes >= set(classes)]

    def one(self, tag: str, *classes: str) -> "Node":
        (found,) = self.all(tag, *classes)
        return found

    def section(self, anchor: str) -> "Node":
        return next(node for node in self.walk() if node.attributes.get("id") == anchor)

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """All text inside, without elements of these tags or classes, single spaces."""
        return " ".join("".join(self._texts(without)).split())

    def _texts(self, without: frozenset[str]) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in without and not child.classes & without:
                yield from child._texts(without)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]
        self.unclosed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _EMPTY:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.unclosed.append(f"</{tag}> inside <{self.open[-1].tag}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    """The page as a tree; every element must be closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert (builder.unclosed, [node.tag for node in builder.open[1:]]) == ([], [])
    return builder.root
