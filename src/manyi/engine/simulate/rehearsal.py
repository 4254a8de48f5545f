"""One edition made ready to run over many periods: what does not change from run to run is made once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manyi.engine.cleaning import clean_answers, count_responses
from manyi.engine.decide.decisions import Proposals
from manyi.engine.decide.propose import due, propose
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.case_times import measure_cases
from manyi.engine.figures.reach import KINDS, answer_months
from manyi.engine.periods import Days, Period, instant_bounds
from manyi.engine.plan import month_days, tally_answers
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.settle import book_of
from manyi.engine.simulate.chain import Chain
from manyi.engine.simulate.shadows import Shadows
from manyi.engine.simulate.span import SimulationError, Span, periods_in
from manyi.engine.simulate.watch import rules_of
from manyi.engine.subjects import Subjects, close_units, subjects_of

Progress = Callable[[str], None]
_CASE_TIMES = "case_times"


@dataclass(frozen=True)
class Candidate:
    """An edition to simulate, with its questionnaire; `name` is a letter: A, B, …"""

    name: str
    edition: Edition
    questionnaire: Questionnaire | None


class Rehearsal:
    """An edition with its periods; `runs` settles all of them in order, as often as asked."""

    def __init__(self, candidate: Candidate, span: Span, shadows: Shadows, progress: Progress) -> None:
        self.candidate, self.edition = candidate, candidate.edition
        self._shadows, self._connection = shadows, shadows.connection
        self.periods = periods_in(span, _cadences(self.edition, span))
        self.chain = Chain(shadows, span.start)
        close_units(self._connection)
        self.subjects = [self._subjects(period) for period in self.periods]
        self._measure(progress)
        self.months = _reach(self.edition, self.periods)
        progress(f"{candidate.name}: cleaning")
        self.excluded = self._clean()

    def runs(self) -> Iterator[tuple[FigureBook, Proposals]]:
        """Every period in order, each knowing what the ones before decided; the book is only good until the next."""
        rows = self._excluded_rows()
        count_responses(self._connection, rows)
        held = self._held()
        counted = tally_answers(self.edition, self.candidate.questionnaire, self._connection, self.months, rows)
        for name in self._held() - held:
            self._shadows.lift(name)
        self.chain.begin()
        for period, subjects in zip(self.periods, self.subjects, strict=True):
            self._shadows.put(_CASE_TIMES, f"from {_times_until(period)}")
            book = book_of(self.edition, period, subjects, self._connection, counted)
            proposals = propose(book)
            self.chain.add(proposals.decisions, self.edition, period)
            yield book, proposals

    def days(self) -> list[Days]:
        """The months whose answers and cases any period looks at."""
        inside = [number for period in self.periods for number in period.days.months()]
        return [month_days(number) for number in sorted({*self.months, *inside})]

    def _subjects(self, period: Period) -> Mapping[SubjectKind, Subjects]:
        found = {kind: subjects_of(self._connection, kind, period, self.edition.time_zone) for kind in KINDS}
        if not len(found["person"]) and not len(found["unit"]):
            raise SimulationError(
                f"The evidence knows nobody in {period.label}: no person is employed and assigned, and no unit exists. "
                "Choose periods that the evidence covers.",
                f"数据中 {period.label} 没有在职且有任职的人员，也没有单位。请选择数据覆盖的考核期。",
            )
        return found

    def _measure(self, progress: Progress) -> None:
        """Working time of cases as known at the end of each period; periods that end together share it."""
        for name, period in {_times_until(period): period for period in self.periods}.items():
            progress(f"{self.candidate.name}: working time of cases {period.label}")
            measure_cases(self._connection, self.edition, instant_bounds(period.days, self.edition.time_zone)[1])
            self._shadows.put(name, f"from {_CASE_TIMES}")

    def _clean(self) -> list[str]:
        """Which responses do not count. Exclusions look at one month at a time, so all months are cleaned at once."""
        if not self.months:
            return []
        cleaned = clean_answers(self.edition, self._connection, self.months)
        return [str(response) for response in cleaned.excluded["response"].tolist()]

    def _held(self) -> set[str]:
        """Columns that tallying laid down in the database; of many runs they would pile up."""
        rows = self._connection.execute("select table_name from duckdb_tables() where starts_with(table_name, 'held_')")
        return {str(name) for (name,) in rows.fetchall()}

    def _excluded_rows(self) -> NDArray[np.int64]:
        """The places of the excluded responses in the table as it stands now."""
        rows = self._connection.execute(
            "select rowid from responses where response in (select unnest(?::varchar[])) order by 1", [self.excluded]
        ).fetchnumpy()["rowid"]
        return np.asarray(rows, dtype=np.int64)


def _times_until(period: Period) -> str:
    return f"{_CASE_TIMES}_{period.end:%Y%m%d}"


def _cadences(edition: Edition, span: Span) -> set[str]:
    """The cadences the edition has rules for. Raises SimulationError when the span holds no whole period of any."""
    found = {
        cadence for cadence in ("month", "quarter", "year") if any(due(rule, cadence) for _, rule in rules_of(edition))
    }
    if not periods_in(span, found):
        raise SimulationError(
            f"{span.label} holds no whole period that {edition.policy} {edition.edition} has a rule for; "
            "choose a longer stretch.",
            f"{span.label} 内没有 {edition.policy} {edition.edition} 版规则适用的完整考核期；请选择更长的时间。",
        )
    return found


def _reach(edition: Edition, periods: Sequence[Period]) -> list[int]:
    """The months (running numbers), without a gap, in which any figure of any period looks at answers."""
    found = [number for period in periods for number in answer_months(edition, period)]
    return list(range(min(found), max(found) + 1)) if found else []
