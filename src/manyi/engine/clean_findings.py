"""Looking at every response once: which facts exclude it, which flags it carries.

Findings are small and know the place of every row they speak of; `clean` applies them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine.answered_within import AT, Month, answered_within, ends, instant
from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.clean_duplicates import duplicates
from manyi.engine.clean_rules import Duplicate, Flag, NotEligible, Rule, Trial, UnknownSubject
from manyi.engine.quality.asked import Asked
from manyi.engine.quality.flags import flags

LATER = -1
"""Stands for a rule's place where a response was answered after the last period."""

_ID = "response"


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was seen, as columns of equal length.

    facts: row, response, rule (place in the rules, or LATER), other (the response that counts instead, or None); at
    most one line per response, the first rule in the edition's order that holds. flags: see `quality.flags`.
    """

    read: int
    earlier: int
    facts: Arrays
    flags: Arrays


def inspect(
    backend: Backend,
    responses: Frame,
    rules: Sequence[Rule],
    *,
    periods: Sequence[Month],
    questions: Sequence[str],
    invitations: Frame | None = None,
    page_times: Frame | None = None,
    scales: Mapping[str, tuple[int, int]] | None = None,
    expected: Mapping[str, int] | None = None,
) -> Findings:
    """Findings on all responses; `questions` are the columns of the rating questions in the questionnaire's order.

    Some flags need more: `low_variation` the lowest and highest value of each question, `attention_check` the expected
    answer by column, `fast_page` the table page_times.

    Answers before the first period are only counted: they were cleaned in their own. Duplicates are looked for within
    each of `periods`. Facts apply in the order of the rules: what one excluded is no partner for the next.
    """
    start, end = ends(periods)
    counted = backend.fetch(responses.select(nw.len().alias("read"), nw.col(AT).min().alias("first")))
    read, first = int(counted["read"][0]), counted["first"][0]
    early = first is not None and first < np.datetime64(start)
    earlier = (
        int(backend.fetch(responses.filter(nw.col(AT) < instant(start)).select(n=nw.len()))["n"][0]) if early else 0
    )
    within = answered_within(backend, responses, periods)
    facts = _Facts(backend.fetch(responses.filter(nw.col(AT) >= instant(end)).select(ROW, _ID).sort(_ID)))
    for place, rule in enumerate(rules):
        if isinstance(rule, Duplicate):
            facts.add(place, duplicates(backend, within, rule, periods=periods, without=facts.rows))
        elif not isinstance(rule, Flag):
            facts.add(place, backend.fetch(_holding(within, rule, invitations).select(ROW, _ID).sort(_ID)))
    asked = Asked(tuple(questions), scales or {}, expected or {})
    seen = flags(backend, within, rules, asked, page_times)
    return Findings(read=read, earlier=earlier, facts=facts.columns(), flags=seen)


class _Facts:
    """Exclusions gathered rule by rule; a row is taken once."""

    def __init__(self, later: Arrays) -> None:
        self.rows: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._parts: list[Mapping[str, NDArray[np.generic]]] = []
        self.add(LATER, later)

    def add(self, place: int, found: Arrays) -> None:
        new = ~np.isin(found[ROW], self.rows)
        size = int(new.sum())
        if not size:
            return
        other = found.get("other")
        self._parts.append(
            {
                ROW: found[ROW][new].astype(np.int64),
                _ID: found[_ID][new],
                "rule": np.full(size, place, dtype=np.int64),
                "other": np.full(size, None, dtype=object) if other is None else other[new],
            }
        )
        self.rows = np.union1d(self.rows, self._parts[-1][ROW])

    def columns(self) -> Arrays:
        types = {ROW: np.int64, _ID: object, "rule": np.int64, "other": object}
        return {
            name: np.concatenate([np.empty(0, dtype=kind), *(part[name] for part in self._parts)])
            for name, kind in types.items()
        }


def _holding(responses: Frame, rule: NotEligible | UnknownSubject | Trial, invitations: Frame | None) -> Frame:
    """The responses a fact excludes."""
    if isinstance(rule, UnknownSubject):
        return responses.filter(nw.col("person").is_null() & nw.col("unit").is_null())
    if isinstance(rule, Trial):
        return responses.filter(nw.col("survey").is_in(list(rule.surveys)))
    if invitations is None:
        raise ValueError(f"rule not_eligible ({rule.clause}) needs the table invitations: pass it to inspect")
    strangers = invitations.filter(nw.col("disposition") == "not_eligible").select("invitation")
    return responses.join(strangers, on="invitation", how="semi")
