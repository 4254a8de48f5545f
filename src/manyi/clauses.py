"""The clause map: for every clause of the schemes, the policy entries, tests and examples that carry it out."""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from manyi.engine.policy.clause_text import CLAUSE
from manyi.engine.policy.document import Document, read_document
from manyi.engine.policy.issues import dotted

CLAUSES = Path(__file__).with_name("clauses.yaml")
_WHOLE = re.compile(rf"(?<![A-Za-z0-9.])({CLAUSE.pattern})(?![A-Za-z0-9])")
_NAMED = re.compile(r"(?:clauses? |条款 ?)$")


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

    It `works` when an entry of a pack cites it and a test or worked example does too; otherwise it is `open`.
    """

    id: str
    zh: str
    en: str
    by: Literal["engine", "site"]
    entries: tuple[Entry, ...]
    pages: tuple[str, ...]
    tests: tuple[str, ...]
    status: Literal["works", "open"]


def clause_map(root: Path) -> list[ClauseRow]:
    """All clauses in the order of the schemes; `root` holds the folders `policies` and `tests`."""
    entries, tests = _entries(root), _tests(root)
    return [_row(clause, about, entries[clause], tests[clause]) for clause, about in known_clauses().items()]


def known_clauses() -> Mapping[str, Mapping[str, str]]:
    """The clause ids with their titles and who carries them out, in the order of the schemes."""
    loaded: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(CLAUSES.read_text(encoding="utf-8"))
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


def _row(clause: str, about: Mapping[str, str], entries: list[Entry], tests: list[str]) -> ClauseRow:
    return ClauseRow(
        id=clause,
        zh=about["zh"],
        en=about["en"],
        by="engine" if about["by"] == "engine" else "site",
        entries=tuple(entries),
        pages=(),
        tests=tuple(tests),
        status="works" if entries and tests else "open",
    )


def _lines(row: ClauseRow, chinese: bool) -> Iterator[str]:
    status = {"works": "已实现", "open": "未实现"}[row.status] if chinese else row.status
    by = {"engine": "引擎", "site": "站点"}[row.by] if chinese else row.by
    yield f"{row.id:<6} {status:<5} {by:<6} {row.zh if chinese else row.en}"
    for entry in row.entries:
        added = ("（公司补充）" if chinese else " (origin: ours)") if entry.ours else ""
        yield f"         {entry.file}:{entry.line} {entry.place}{added}"
    for test in row.tests:
        yield f"         {test}"


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
                found[str(clause)].append(Entry(pack, dotted(rule), document.file, document.line(place), ours))
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
