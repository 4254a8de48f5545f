"""What a reviewer works with, as tables: signals with the rows behind them, and what flags could do to scores."""

import json
from dataclasses import asdict

from manyi.engine.settle import Settlement
from manyi.report.tables import csv_text


def signals_csv(settlement: Settlement) -> str:
    """One line per signal; a signal opens a review and is no verdict."""
    header = ("signal", "clause", "kind", "subject", "group", "n", "found", "value", "peers", "p", "p_adjusted", "family",
              "rows", "sentence", "sentence_zh")  # fmt: skip
    return csv_text(header, (
        (s.signal, s.clause, s.kind, s.subject, s.group, s.n, s.found, s.value, s.peers, _p(s.p), _p(s.adjusted), s.family,
         len(s.rows), s.en, s.zh)
        for s in settlement.signals
    ))  # fmt: skip


def signals_json(settlement: Settlement) -> str:
    """Signals with every row of the evidence behind them."""
    signals = [asdict(one) | {"p": _p(one.p), "adjusted": _p(one.adjusted)} for one in settlement.signals]
    whole = {
        "policy": settlement.edition.policy,
        "edition": str(settlement.edition.edition),
        "period": settlement.period.label,
        "signals": signals,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def quality_effect_csv(settlement: Settlement) -> str:
    """One line per estimate and what would be left out: the score that counts, the other score, the difference."""
    header = ("kind", "subject", "figure", "without", "answers", "score", "other", "difference")
    return csv_text(header, (tuple(asdict(effect).values()) for effect in settlement.effects))


def _p(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}"
