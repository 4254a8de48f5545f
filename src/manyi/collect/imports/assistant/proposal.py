"""A proposed mapping: which tables a file speaks of, column by column, what is left out and what is missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from manyi.collect.imports.assistant.lexicon import DEFAULTS, plain, words
from manyi.collect.imports.assistant.matching import Match, Reason, matches, personal, ratings, shapes
from manyi.collect.imports.assistant.sample import ForeignColumn, Sample, read_samples
from manyi.engine.problems import EvidenceError
from manyi.engine.tables import TABLES

_SECOND = {"responses": "cases", "cases": "responses"}  # one row may be both: a contact and its rating
_SECOND_NEEDS = {"cases": "received_at", "responses": "answered_at"}


@dataclass(frozen=True)
class Question:
    """A column of answers on a scale, as a question."""

    question: str
    heading: str
    low: int
    high: int
    cell: Mapping[str, Any]
    sure: int
    why: Reason


@dataclass
class ProposedTable:
    """One table of evidence: its matched columns, those assumed for want of any, and those nobody can make."""

    table: str
    matched: list[Match]
    assumed: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


@dataclass
class ProposedFile:
    """What is proposed for files with the same headings."""

    sample: Sample
    tables: list[ProposedTable]
    questions: list[Question]
    left_out: dict[str, Reason]  # personal data, by heading
    unmapped: list[str]


@dataclass(frozen=True)
class Proposal:
    """What is proposed for all files."""

    files: Sequence[ProposedFile]

    @property
    def complete(self) -> bool:
        """Whether the mapping runs as it is."""
        return not self.missing

    @property
    def missing(self) -> list[str]:
        """The required columns of evidence that no column of the files can be."""
        return [f"{table.table}.{column}" for one in self.files for table in one.tables for column in table.missing]

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """Each (table.column, heading) that is proposed; answers are responses.answer_<question>."""
        matched = {(f"{m.table}.{m.column}", m.heading) for one in self.files for t in one.tables for m in t.matched}
        return matched | {(f"responses.answer_{q.question}", q.heading) for one in self.files for q in one.questions}


def propose(paths: Sequence[Path]) -> Proposal:
    """A proposal for the files at `paths`; files with the same headings are one table.

    Raises EvidenceError for a file that cannot be read, has no rows, or of which no column is understood.
    """
    return Proposal([_proposed(sample) for sample in read_samples(paths)])


def _proposed(sample: Sample) -> ProposedFile:
    name = ", ".join(sample.files)
    if sample.rows == 0:
        raise EvidenceError(
            f"{name} has headings but no rows; there is nothing to judge by.",
            f"{name} 只有表头，没有数据行，无从判断。",
        )
    questions = _questions(sample)
    tables = _tables(sample, questions)
    if not tables:
        raise EvidenceError(
            f"{name}: no column is understood ({', '.join(sample.headings)}). Write the mapping by hand; "
            "docs/importing.md says how.",
            f"{name}：没有能识别的列（{'、'.join(sample.headings)}）。请参照 docs/importing.md 手写映射。",
        )
    used = {heading for table in tables for match in table.matched for heading in _inputs(match)}
    used |= {one.heading for one in questions}
    looks = shapes(sample)
    left_out = {
        column.heading: why
        for column in sample.columns
        if column.heading not in used and (why := personal(column, looks[column.heading])) is not None
    }
    rest = [heading for heading in sample.headings if heading not in used and heading not in left_out]
    return ProposedFile(sample, tables, questions, left_out, rest)


def _inputs(match: Match) -> list[str]:
    """The headings a match is made of."""
    return [match.heading, *match.cell.get("join", ())]


def _tables(sample: Sample, questions: Sequence[Question]) -> list[ProposedTable]:
    answers = {one.heading for one in questions}
    found = {table: _without(matches(sample, table), answers) for table in words()}
    worth = {table: sum(match.sure for match in found[table]) for table in found}
    if questions:
        worth["responses"] += sum(one.sure for one in questions)
    understood = {table: weight for table, weight in worth.items() if weight}
    if not understood:
        return []
    keyed = [table for table in understood if _has_key(table, found[table], questions)]
    best = max(keyed or understood, key=lambda table: (understood[table], -list(words()).index(table)))
    chosen = [best]
    second = _SECOND.get(best)
    if second is not None and any(match.column == _SECOND_NEEDS[second] for match in found[second]):
        anchored = bool(questions) if second == "responses" else _is_case(found[second])
        chosen += [second] if anchored else []
    return [_completed(sample, table, found[table]) for table in chosen]


def _is_case(found: Sequence[Match]) -> bool:
    """Two moments of handling make a case of a rated contact."""
    return {"received_at", "first_reply_at"} <= {match.column for match in found}


def _has_key(table: str, found: Sequence[Match], questions: Sequence[Question]) -> bool:
    """Whether the rows can be named, or are answers, which are worth a row without a name."""
    names = {match.column for match in found}
    return TABLES[table].key[0] in names or (table == "responses" and bool(questions))


def _without(found: Sequence[Match], answers: set[str]) -> list[Match]:
    return [match for match in found if match.heading not in answers]


def _completed(sample: Sample, table: str, found: Sequence[Match]) -> ProposedTable:
    looks = shapes(sample)
    required = {column.name for column in TABLES[table].stored if column.required}
    matched = [
        _with_clock(sample, match)
        for match in found
        if match.column not in required or looks[match.heading].kind != "empty"
    ]
    proposed = ProposedTable(table, sorted(matched, key=lambda match: _order(table, match.column)))
    have = {match.column for match in matched}
    for column in TABLES[table].stored:
        if not column.required or column.name in have:
            continue
        value = _assumed(sample, table, column.name)
        if value is not None:
            proposed.assumed[column.name] = value
        elif (table, column.name) == ("units", "title"):
            proposed.matched.append(_titled(matched))
        else:
            proposed.missing.append(column.name)
    return proposed


def _assumed(sample: Sample, table: str, column: str) -> str | None:
    if (table, column) == ("cases", "kind"):
        named = any(word in plain(" ".join((*sample.headings, *sample.files))) for word in ("投诉", "complaint"))
        return "complaint" if named else "enquiry"
    return DEFAULTS.get((table, column))


def _titled(matched: Sequence[Match]) -> Match:
    key = next(match for match in matched if match.column == "unit")
    why = ("no column has a name, so the key is shown", "没有名称列，暂以编号显示")
    return Match("units", "title", key.heading, {"column": key.heading}, 60, why)


def _order(table: str, column: str) -> int:
    return [one.name for one in TABLES[table].stored].index(column)


def _with_clock(sample: Sample, match: Match) -> Match:
    """A day that has its clock in a column of its own, when there is exactly one such column."""
    looks = shapes(sample)
    clocks = [column.heading for column in sample.columns if looks[column.heading].kind == "clock"]
    described = TABLES[match.table].column(match.column)
    if described is None or "time" not in match.cell or looks[match.heading].kind != "day" or len(clocks) != 1:
        return match
    formats = [f"{day} {clock}" for day in looks[match.heading].formats for clock in looks[clocks[0]].formats]
    why = (f"{match.why[0]}; the clock is in {clocks[0]!r}", f"{match.why[1]}；钟点在“{clocks[0]}”列")
    cell = {"join": [match.heading, clocks[0]], "time": formats}
    return Match(match.table, match.column, match.heading, cell, match.sure, why)


def _questions(sample: Sample) -> list[Question]:
    found: list[Question] = []
    for column, scale, cell, sure, why in ratings(sample):
        name = _question_name(column, sample)
        if any(one.question == name for one in found):
            name = f"{name}_{sum(one.question.startswith(name) for one in found) + 1}"
        found.append(Question(name, column.heading, scale.low, scale.high, cell, sure, why))
    return found


def _question_name(column: ForeignColumn, sample: Sample) -> str:
    """q4 for “4、…”, csat_score for a short English heading, else q and the place of the column."""
    number = re.match(r"(\d+)[、.．]", column.heading)
    if number:
        return f"q{number[1]}"
    words_in = plain(column.heading)
    if words_in.isascii() and len(words_in.split()) <= 3:
        return words_in.replace(" ", "_")
    return f"q{sample.headings.index(column.heading) + 1}"
