"""The little Markdown that policy texts are written in, as blocks: headings, paragraphs, items, quotes, tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from manyi.engine.wording.vocabulary import Language

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"\s*[-*+]\s+(.*)")
_NUMBER = re.compile(r"\s*(\d+[.)])\s+(.*)")
_RULE = re.compile(r"\|?[\s:|-]+\|[\s:|-]*")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
Kind = Literal["paragraph", "bullet", "number", "quote"]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph, an item of a list (a numbered one keeps its number as written), or a quotation."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Rows:
    """A table; the first row is its head."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Rows


def blocks(lines: Sequence[str], lang: Language) -> Iterator[Block]:
    """The lines as blocks, in order; lines that follow one another are one paragraph. No text is left out."""
    gathered: list[tuple[Kind, str]] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        heading, table = _HEADING.match(line), line.lstrip().startswith("|")
        if heading or table or not line.strip():
            yield from _said(gathered, lang)
            gathered = []
        if table:
            end = next((at for at in range(place, len(lines)) if not lines[at].lstrip().startswith("|")), len(lines))
            yield Rows(tuple(_cells(row) for row in lines[place:end] if not _RULE.fullmatch(row.strip())))
            place = end
            continue
        if heading:
            yield Heading(max(len(heading[1]) - 1, 1), heading[2].strip())
        elif line.strip():
            gathered.append(_marked(line))
        place += 1
    yield from _said(gathered, lang)


def _marked(line: str) -> tuple[Kind, str]:
    """What a line begins, and its text."""
    if found := _BULLET.match(line):
        return "bullet", found[1]
    if found := _NUMBER.match(line):
        return "number", f"{found[1]} {found[2]}"
    if line.startswith(">"):
        return "quote", line.lstrip("> ")
    return "paragraph", line.strip()


def _said(gathered: Sequence[tuple[Kind, str]], lang: Language) -> Iterator[Text]:
    """Items are one block each; plain lines go on with what stands before them."""
    made: list[tuple[Kind, list[str]]] = []
    for kind, text in gathered:
        if made and (kind == "paragraph" or (kind == "quote" and made[-1][0] == "quote")):
            made[-1][1].append(text)
        else:
            made.append((kind, [text]))
    for kind, parts in made:
        yield Text(kind, ("" if lang == "zh" else " ").join(parts))


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))


def spans(text: str) -> list[tuple[str, bool]]:
    """A text as pieces, each with whether it is strong."""
    pieces = _STRONG.split(text)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]
