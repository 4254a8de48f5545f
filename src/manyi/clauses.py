"""The clause map: for every clause of the schemes, the policy entries, tests and examples that carry it out."""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from manyi.engine.policy.clause_text import CLAUSE
from manyi.engine.policy.document import Document, read_document
from manyi.engine.policy.issues import dotted

CLAUSES = Path(__file__).with_name("clauses.yaml")
_WHOLE = re.compile(rf"(?<![A-Za-z0-9.])({CLAUSE.pattern})(?![A-Za-z0-9])")
_NAMED = re.compile(r"(?:[Cc]lauses? |条款 ?)$")


@dataclass(frozen=True)
class Entry:
    """A policy entry that cites a clause; `ours` marks what a company added where the source document says nothing."""

    pack: str
    place: str
    file: str
    line: int
    ours: bool


@dataclass(frozen=True)
class ClauseRow:
    """One clause with everything found about it; `tests` are places `file:line` of tests and worked examples.

    A clause of the engine `works` when an entry of a pack cites it and a test or worked example does too; one of the site
    when a page and a test do, whatever an edition says about it. Otherwise it is `open`. `rest` says, in both languages,
    what pages still have to add to a clause of the engine.

    A clause that has parts (E5: E5.1, E5.2 …) is as good as they are: it works when all of them do, it is the engine's when
    all of them are, and `parts` counts those that work and all of them.
    """

    id: str
    zh: str
    en: str
    by: Literal["engine", "site"]
    entries: tuple[Entry, ...]
    pages: tuple[str, ...]
    tests: tuple[str, ...]
    status: Literal["works", "open"]
    rest: Mapping[str, str] | None = None
    parts: tuple[int, int] | None = None


def clause_map(root: Path) -> list[ClauseRow]:
    """All clauses in the order of the schemes; `root` holds the folders `policies` and `tests`."""
    entries, tests = _entries(root), _tests(root)
    rows = {clause: _row(clause, about, entries[clause], tests[clause]) for clause, about in known_clauses().items()}
    parts = {clause: [row for row in rows.values() if row.id.startswith(f"{clause}.")] for clause in rows}
    return [_whole(row, parts[row.id]) if parts[row.id] else row for row in rows.values()]


def known_clauses() -> Mapping[str, Mapping[str, Any]]:
    """The clause ids with their titles and, where they have no parts, who carries them out; in the order of the schemes."""
    loaded: Mapping[str, Mapping[str, Any]] = YAML(typ="safe").load(CLAUSES.read_text(encoding="utf-8"))
    return loaded


def rows_as_dicts(rows: list[ClauseRow]) -> list[dict[str, Any]]:
    """The rows as plain values for JSON."""
    return [asdict(row) for row in rows]


def rows_as_text(rows: list[ClauseRow], language: Literal["zh", "en"] = "en") -> str:
    """The rows as lines to read, with a line of totals at the end."""
    chinese = language == "zh"
    works = sum(row.status == "works" for row in rows)
    lines = [line for row in rows for line in _lines(row, chinese)]
    lines.append(f"{len(rows)} 条，{works} 条已实现" if chinese else f"{len(rows)} clauses, {works} of them work")
    return "\n".join(lines)


def _row(clause: str, about: Mapping[str, Any], entries: list[Entry], tests: list[str]) -> ClauseRow:
    engine = about.get("by") == "engine"
    return ClauseRow(
        id=clause,
        zh=about["zh"],
        en=about["en"],
        by="engine" if engine else "site",
        entries=tuple(entries),
        pages=(),
        tests=tuple(tests),
        status="works" if engine and entries and tests else "open",
        rest=about.get("rest"),
    )


def _whole(row: ClauseRow, parts: list[ClauseRow]) -> ClauseRow:
    works = sum(part.status == "works" for part in parts)
    engine = all(part.by == "engine" for part in parts)
    return replace(
        row,
        by="engine" if engine else "site",
        status="works" if works == len(parts) else "open",
        parts=(works, len(parts)),
    )


def _lines(row: ClauseRow, chinese: bool) -> Iterator[str]:
    status = {"works": "已实现", "open": "未实现"}[row.status] if chinese else row.status
    by = {"engine": "引擎", "site": "站点"}[row.by] if chinese else row.by
    counted = ""
    if row.parts is not None:
        works, size = row.parts
        counted = f"（{size} 款中已实现 {works} 款）" if chinese else f" ({works} of {size} parts work)"
    yield f"{row.id:<6} {status:<5} {by:<6} {row.zh if chinese else row.en}{counted}"
    for entry in row.entries:
        added = ("（公司补充）" if chinese else " (origin: ours)") if entry.ours else ""
        yield f"         {entry.file}:{entry.line} {entry.place}{added}"
    for test in row.tests:
        yield f"         {test}"
    if row.rest is not None:
        yield f"         待页面补充：{row.rest['zh']}" if chinese else f"         left to pages: {row.rest['en']}"


# ---- policy entries -------------------------------------------------------------------------------------------------


def _entries(root: Path) -> Mapping[str, list[Entry]]:
    """What the packs' rules cite, by clause."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for path in sorted((root / "policies").glob("*/*/policy.yaml")):
        document = read_document(path.read_text(encoding="utf-8"), _short(path, root))
        pack = path.parent.parent.name
        for place, clause in document.leaves():
            rule = place[:-1] if place[-1:] == ("clause",) else place[:-2] if place[-2:-1] == ("serves",) else None
            if rule is not None:
                ours = document.at((*rule, "origin")) == "ours"
                where = dotted(rule or ("edition",))
                found[str(clause)].append(Entry(pack, where, document.file, document.line(place), ours))
    return found


def _short(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


# ---- tests and worked examples --------------------------------------------------------------------------------------


def _tests(root: Path) -> Mapping[str, list[str]]:
    """Places of worked examples and tests that cite a clause, by clause."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "policies").glob("*/*/examples.yaml")):
        document = read_document(path.read_text(encoding="utf-8"), _short(path, root))
        for clause, line in _example_citations(document):
            found[clause].append(f"{document.file}:{line}")
    for path in sorted((root / "tests").rglob("test_*.py")):
        for clause, line in citations_in_test(path.read_text(encoding="utf-8")):
            found[clause].append(f"{_short(path, root)}:{line}")
    return found


def _example_citations(document: Document) -> Iterator[tuple[str, int]]:
    for place, clause in document.leaves(("examples",)):
        if (len(place) == 3 and place[-1] == "clause") or (len(place) == 4 and place[-2] == "serves"):
            yield str(clause), document.line(place)


def citations_in_test(source: str) -> list[tuple[str, int]]:
    """Clauses that a test file cites in docstrings and comments, with their lines.

    Clauses inside values do not count: small editions written for tests cite whatever is at hand. An id without a dot
    could be anything, so that it counts only after the word `clause` or 条款.
    """
    texts = [*_docstrings(source), *_comments(source)]
    cited = {
        (found[1], line + text.count("\n", 0, found.start()))
        for line, text in texts
        for found in _WHOLE.finditer(text)
        if "." in found[1] or _NAMED.search(text[: found.start()])
    }
    return sorted(cited, key=lambda each: (each[1], each[0]))


def _docstrings(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                yield first.lineno, first.value.value


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
