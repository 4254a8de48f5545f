"""A settlement as tables people open: CSV that no spreadsheet can run, JSON with traces, scores as Parquet."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from manyi.engine.decide.appraisal import appraisal
from manyi.engine.decide.taxable import taxable_values
from manyi.engine.results import ScoreRow, decision_record
from manyi.engine.settle import Settlement

_RISKY = ("=", "+", "-", "@", "\t", "\r")
Cells = Sequence[object]


def safe_cell(value: object) -> str:
    """Text for a CSV cell; what a spreadsheet would take for a formula begins with an apostrophe, numbers stay numbers."""
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if text.startswith(_RISKY) and not _is_number(text):
        return "'" + text
    return text


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit()


def csv_text(header: Sequence[str], rows: Iterable[Cells]) -> str:
    """A CSV with a byte order mark, so that spreadsheets read it as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def decisions_csv(settlement: Settlement) -> str:
    """One line per proposal."""
    header = ("rule", "kind", "subject_kind", "subject", "clause", "measure", "amount", "cash", "rank", "of", "below_gate",
              "major", "undecided_tie", "exception", "needs", "evidence")  # fmt: skip
    return csv_text(header, (
        (d.rule, d.kind, d.subject_kind, d.subject, d.clause, d.measure, d.amount, d.cash if d.kind == "award" else None,
         d.rank, d.of, d.below_gate, d.major, d.undecided_tie, d.exception, " ".join(d.needs), len(d.evidence))
        for d in settlement.proposals.decisions
    ))  # fmt: skip


def gifts_csv(settlement: Settlement) -> str:
    """One line per receiver and thing given: where a split goes to the cent."""
    header = ("rule", "subject", "to", "kind", "what", "amount", "options", "default", "valid_months")
    return csv_text(header, (
        (d.rule, d.subject, g.to, g.kind, g.what, g.amount, " ".join(g.options), g.default, g.valid_months)
        for d in settlement.proposals.decisions for g in d.gives
    ))  # fmt: skip


def held_back_csv(settlement: Settlement) -> str:
    """One line per near miss, with the one reason."""
    header = ("rule", "kind", "subject_kind", "subject", "reason", "by", "value", "line", "clause")
    return csv_text(header, (
        (h.rule, h.kind, h.subject_kind, h.subject, h.reason, h.by, h.value, h.line, h.clause)
        for h in settlement.proposals.held_back
    ))  # fmt: skip


def exclusions_csv(settlement: Settlement) -> str:
    """One line per response that does not count, with reason and clause."""
    excluded = settlement.cleaned.excluded
    names = ("response", "rule", "clause", "reason", "reason_zh")
    return csv_text(names, zip(*(excluded[name].tolist() for name in names), strict=True))


def flags_csv(settlement: Settlement) -> str:
    """One line per flag that a reviewer should look at."""
    flagged = settlement.cleaned.flagged
    names = ("response", "flag", "clause", "seconds", "answered", "value", "measure", "detail", "hard", "state")
    return csv_text(names, zip(*(flagged[name].tolist() for name in names), strict=True))


def problems_csv(settlement: Settlement) -> str:
    """One line per bad row of the evidence: file, row, column, value, what is wrong."""
    return csv_text(("file", "row", "column", "value", "code", "message"), (
        (p.file, p.row, p.column, p.value, p.code, p.message) for p in settlement.evidence.problems
    ))  # fmt: skip


def openings_csv(settlement: Settlement) -> str:
    """One line per improvement measure to open."""
    return csv_text(("rule", "unit", "dimension", "value", "clause"), (
        (o.rule, o.subject, o.dimension, o.value, o.clause) for o in settlement.proposals.openings
    ))  # fmt: skip


def budgets_csv(settlement: Settlement) -> str:
    """One line per award budget."""
    return csv_text(("rule", "amount", "spent", "asked", "proposed", "when_short"), (
        (b.rule, b.amount, b.spent, b.asked, b.proposed, b.when_short) for b in settlement.proposals.budgets
    ))  # fmt: skip


def appraisal_csv(settlement: Settlement) -> str:
    """One line per person: indicator, points and coefficient as they would be if everything proposed were decided."""
    rows = appraisal(settlement.book, settlement.proposals)
    return csv_text(("person", "indicator", "points", "coefficient", "clause"), (
        (row.person, row.indicator, row.points, row.coefficient, row.clause) for row in rows
    ))  # fmt: skip


def taxable_csv(settlement: Settlement) -> str:
    """One line per receiver and taxable thing; of the lines marked `choice` one applies, once the receiver has chosen."""
    header = ("rule", "subject", "to", "kind", "what", "value", "valued_by", "choice")
    return csv_text(header, (
        (v.rule, v.subject, v.to, v.kind, v.what, v.value, v.valued_by, v.choice)
        for v in taxable_values(settlement.proposals, settlement.edition)
    ))  # fmt: skip


def takings_csv(settlement: Settlement) -> str:
    """One line per taking from a wage: what is owed, the limit that held it, what is taken and what is carried on."""
    header = ("rule", "subject", "measure", "owed", "brought", "already", "wage", "minimum_wage", "share_of_wage", "held_by",
              "taken", "carried")  # fmt: skip
    return csv_text(header, (
        (d.rule, d.subject, d.measure, t.owed, t.brought, t.already, t.wage, t.minimum_wage, t.share_of_wage, t.held_by,
         t.taken, t.carried)
        for d in settlement.proposals.decisions if (t := d.taking) is not None
    ))  # fmt: skip


def decisions_json(settlement: Settlement) -> str:
    """Proposals and near misses with their traces and evidence."""
    whole: dict[str, Any] = {
        "policy": settlement.edition.policy,
        "edition": str(settlement.edition.edition),
        "period": settlement.period.label,
        "decisions": [decision_record(decision) for decision in settlement.proposals.decisions],
        "held_back": [_held(held) for held in settlement.proposals.held_back],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _held(held: Any) -> dict[str, Any]:
    record = {
        name: getattr(held, name) for name in ("rule", "kind", "subject_kind", "subject", "reason", "by", "clause")
    }
    return record | {"trace": [asdict(step) for step in held.trace]}


_SCORE_COLUMNS: dict[str, tuple[str, type[Any]]] = {
    "kind": ("varchar", object), "subject": ("varchar", object), "figure": ("varchar", object),
    "dimension": ("varchar", object), "value": ("decimal(24,6)", object), "why": ("varchar", object),
    "n": ("bigint", np.int64), "reliability": ("double", np.float64), "low": ("double", np.float64),
    "high": ("double", np.float64), "raw": ("double", np.float64),
}  # fmt: skip


def write_scores(rows: Sequence[ScoreRow], path: Path) -> None:
    """Scores as Parquet, one row per figure and subject; `value` is decimal(24,6)."""
    arrays = {
        name: np.array([getattr(row, name) for row in rows], dtype=kind) for name, (_, kind) in _SCORE_COLUMNS.items()
    }
    cells = ", ".join(
        f"case when isnan({name}) then null else {name} end as {name}" if kind is np.float64
        else f"cast({name} as {type_}) as {name}"
        for name, (type_, kind) in _SCORE_COLUMNS.items()
    )  # fmt: skip
    connection = duckdb.connect()
    try:
        connection.register("scores", arrays)
        connection.execute(
            f"copy (select {cells} from scores) to '{str(path).replace(chr(39), chr(39) * 2)}' (format parquet)"
        )
    finally:
        connection.close()
