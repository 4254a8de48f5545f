"""What every chapter asks of a settlement: its words, its names, its figures, and which of them pass the gates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np

from manyi.engine.contract import Unit
from manyi.engine.decide.judge import Judge, Use
from manyi.engine.figures.figure import Figure
from manyi.engine.periods import Period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.units import infer_units
from manyi.engine.results import ScoreRow
from manyi.engine.settle import Settlement
from manyi.engine.wording.amounts import day_words
from manyi.engine.wording.names import figure_words, name_words
from manyi.engine.wording.vocabulary import UNIT_KINDS, Language, pick, word_of
from manyi.report.settlement.naming import Names

RowKey = tuple[str, str, str]
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
USES: tuple[Use, ...] = ("awards", "penalties")


@dataclass(frozen=True)
class Reading:
    """One settlement read in one language; everything looked up twice is kept."""

    settlement: Settlement
    lang: Language

    @property
    def edition(self) -> Edition:
        """The edition the period was settled under."""
        return self.settlement.edition

    def t(self, zh: str, en: str) -> str:
        """One of two texts by language."""
        return pick(self.lang, zh, en)

    @cached_property
    def names(self) -> Names:
        """Who is called what."""
        return Names.of(self.settlement, self.lang)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """What each figure measures."""
        return infer_units(self.edition)

    @cached_property
    def rows(self) -> Mapping[RowKey, Mapping[str, ScoreRow]]:
        """(kind, figure, dimension) → subject → its score."""
        found: dict[RowKey, dict[str, ScoreRow]] = {}
        for row in self.settlement.scores:
            found.setdefault((row.kind, row.figure, row.dimension), {})[row.subject] = row
        return found

    def figure(self, name: str, kind: SubjectKind, dimension: str = "") -> Figure:
        """A figure of the settlement, or one dimension of it."""
        found = self.settlement.book.figure(name, kind)
        return found.by[dimension] if dimension and found.by is not None else found

    def passed(self, figure: Figure, kind: SubjectKind) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], ...]:
        """Who passes the gate for awards and the gate for penalties, as the rules themselves ask it."""
        book = self.settlement.book
        among = np.ones(len(book.subjects[kind]), dtype=bool)
        return tuple(Judge(book, kind, use, among).gate(figure.basis) for use in USES)

    def figure_title(self, name: str) -> str:
        """What a figure is called."""
        return figure_words(name, self.edition, self.lang)

    def group_title(self, group: str) -> str:
        """What a position group is called; units without one are grouped by their kind."""
        if group in UNIT_KINDS and group not in self.edition.position_groups:
            return word_of(UNIT_KINDS, group, self.lang)
        return name_words(group, self.edition, self.lang) if group else self.t("未分组", "no group")

    def rule(self, name: str) -> Award | Penalty:
        """An award or penalty of the edition."""
        decide = self.edition.decide
        return decide.awards.get(name) or decide.penalties[name]

    def period_title(self, period: Period | None = None) -> str:
        """A period as people say it: 2026 年 3 月 · March 2026."""
        which = period or self.settlement.period
        year, month = which.start.year, which.start.month
        zh = {
            "month": f"{year} 年 {month} 月",
            "quarter": f"{year} 年第 {(month - 1) // 3 + 1} 季度",
            "year": f"{year} 年",
        }
        en = {
            "month": f"{MONTHS[month - 1]} {year}",
            "quarter": f"Quarter {(month - 1) // 3 + 1} of {year}",
            "year": f"{year}",
        }
        return self.t(zh[which.cadence], en[which.cadence])

    def days(self) -> str:
        """The first and the last day of the period."""
        period = self.settlement.period
        first, last = (day_words(day, self.lang) for day in (period.start, period.end - timedelta(days=1)))
        return self.t(f"{first}至 {last}", f"{first} to {last}")
