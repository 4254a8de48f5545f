"""The policy text people read and sign: its headings by clause id, and the numbers under each."""

import re
from dataclasses import dataclass
from itertools import pairwise

_HEADING = re.compile(r"#{1,6}\s+(.*)")
CLAUSE = re.compile(r"[A-Z]{1,3}\d+(?:\.\d+)*")


@dataclass(frozen=True)
class Heading:
    """One clause: its id, the line of its heading, and the lines below it up to the next heading."""

    clause: str
    line: int
    title: str
    body: tuple[tuple[int, str], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is said under the heading itself, as under a chapter's."""
        return not any(text.strip() for _, text in self.body)


@dataclass(frozen=True)
class ClauseText:
    """One text file; `headings` are those whose first word is a clause id, in order."""

    file: str
    headings: tuple[Heading, ...]
    lines: tuple[str, ...]

    @property
    def clauses(self) -> frozenset[str]:
        """The clause ids of all headings."""
        return frozenset(heading.clause for heading in self.headings)


def read_clause_text(text: str, file: str) -> ClauseText:
    """The headings of a Markdown text; one heading's body ends where any other heading begins."""
    lines = text.removeprefix("\ufeff").splitlines()
    starts = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    headings = []
    for start, end in pairwise([*starts, len(lines)]):
        found = _HEADING.match(lines[start])
        words = found[1].split(maxsplit=1) if found else []
        if words and CLAUSE.fullmatch(words[0]):
            body = tuple((number + 1, lines[number]) for number in range(start + 1, end))
            headings.append(Heading(words[0], start + 1, words[1] if len(words) > 1 else "", body))
    return ClauseText(file, tuple(headings), tuple(lines))
