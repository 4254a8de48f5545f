"""What every chapter asks of a simulation: its words, names, money and numbers."""

from dataclasses import dataclass
from decimal import Decimal

from manyi.engine.decide.money import CENT
from manyi.engine.periods import Period, read_period
from manyi.engine.policy.language import Edition
from manyi.engine.simulate.outcome import EditionRun, Simulation, Sort
from manyi.engine.wording.amounts import spaced
from manyi.engine.wording.evidence_words import table_words
from manyi.engine.wording.names import name_words, title_words
from manyi.engine.wording.vocabulary import CURRENCIES, UNIT_KINDS, WORKERS, Language, pick, word_of
from manyi.report.settlement.reading import MONTHS

_SORTS: dict[Sort, tuple[str, str]] = {
    "award": ("奖励", "award"), "honour": ("只给荣誉", "honour only"), "penalty": ("处罚", "penalty"),
    "support": ("帮扶", "support"),
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One simulation read in one language."""

    simulation: Simulation
    lang: Language

    def t(self, zh: str, en: str) -> str:
        """One of two texts by language; Chinese with its spaces in order."""
        return pick(self.lang, spaced(zh, self.lang), en)

    @property
    def several(self) -> bool:
        """Whether editions are compared."""
        return len(self.simulation.runs) > 1

    def title(self, run: EditionRun) -> str:
        """What an edition is called: its letter where there are several, its name, its day."""
        name = f"{title_words(run.edition.title, self.lang)} {run.edition.edition}"
        return f"{run.name} · {name}" if self.several else name

    def short(self, name: str) -> str:
        """An edition by its letter."""
        return self.t(f"版次 {name}", f"edition {name}")

    def rule(self, rule: str, edition: Edition) -> str:
        """What a rule is called."""
        return name_words(rule, edition, self.lang)

    def sort(self, sort: Sort) -> str:
        """What a decision is, in a word."""
        return pick(self.lang, *_SORTS[sort])

    def money(self, amount: Decimal) -> str:
        """An amount with its currency."""
        return f"{self.amount(amount)} {self.currency}"

    def amount(self, amount: Decimal) -> str:
        """An amount to the cent with separators."""
        return f"{amount.quantize(CENT):,}".replace("-", "−")

    @property
    def currency(self) -> str:
        """What amounts are counted in."""
        return word_of(CURRENCIES, self.simulation.currency, self.lang)

    def group(self, by: str, group: str) -> str:
        """What a group of people is called."""
        edition = self.simulation.runs[0].edition
        if by == "worker_kind":
            return word_of(WORKERS, group, self.lang)
        if by == "unit":
            titles = (worker.unit_title for worker in self.simulation.people.values() if worker.unit == group)
            return next(titles, group)
        if group in UNIT_KINDS and group not in edition.position_groups:
            return word_of(UNIT_KINDS, group, self.lang)
        return name_words(group, edition, self.lang)

    def tables(self, names: tuple[str, ...]) -> str:
        """Evidence tables by their names."""
        return pick(self.lang, "、", ", ").join(table_words(name, self.lang) for name in names)

    def period(self, period: Period | str) -> str:
        """A period as people say it."""
        which = read_period(period) if isinstance(period, str) else period
        year, month = which.start.year, which.start.month
        quarter = (month - 1) // 3 + 1
        zh = {"month": f"{year} 年 {month} 月", "quarter": f"{year} 年第 {quarter} 季度", "year": f"{year} 年"}
        en = {"month": f"{MONTHS[month - 1]} {year}", "quarter": f"quarter {quarter} of {year}", "year": f"{year}"}
        return self.t(zh[which.cadence], en[which.cadence])

    def span(self) -> str:
        """The span in words."""
        first, _, last = self.simulation.span.label.partition("..")
        if not last:
            return self.period(first)
        return self.t(f"{self.period(first)}至 {self.period(last)}", f"{self.period(first)} to {self.period(last)}")

    def yearly(self, number: float) -> float:
        """A number of the span as a number a year."""
        return self.simulation.span.per_year(number)

    def times(self, number: float) -> str:
        """How often something is expected: one decimal; a whole number from 100 on."""
        return f"{number:,.0f}" if number >= 100 else f"{number:.1f}"

    def counted(self, number: float) -> str:
        """How often something was: a whole number where it is one."""
        return f"{number:,.0f}" if number == int(number) else self.times(number)

    def share(self, part: float, whole: float) -> str:
        """A share in percent."""
        return f"{100 * part / whole:.0f}%" if whole else "—"
