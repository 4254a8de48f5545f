"""The main job: one period of evidence under one edition becomes scores and proposals, with digests of both ends."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import duckdb
from pydantic import BaseModel

from manyi.engine.analysis.analyse import Analysis, analyse
from manyi.engine.backend import Backend
from manyi.engine.clean import Cleaned
from manyi.engine.cleaning import clean_answers
from manyi.engine.decide.decisions import Proposals
from manyi.engine.decide.evidence import with_evidence
from manyi.engine.decide.propose import propose
from manyi.engine.digest import table_digests
from manyi.engine.evidence import Evidence
from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.case_times import measure_cases
from manyi.engine.figures.facts import Facts
from manyi.engine.figures.reach import KINDS, answer_months
from manyi.engine.periods import Period, instant_bounds
from manyi.engine.plan import tally_answers
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import Questionnaire
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.quality.effect import Effect, quality_effect
from manyi.engine.results import ScoreRow, canonical_lines, result_digest, scores
from manyi.engine.signals.find import find_signals
from manyi.engine.signals.signal import Signal
from manyi.engine.subjects import Subjects, close_units, subjects_of
from manyi.engine.tally import Tally

Progress = Callable[[str], None]


class SettleError(ValueError):
    """A period that cannot be settled: what is wrong, why, what to do next; `zh` says the same in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


@dataclass(frozen=True)
class Settlement:
    """The whole outcome of one period; `book` opens every figure, `evidence` every row behind it."""

    edition: Edition
    period: Period
    evidence: Evidence
    cleaned: Cleaned
    book: FigureBook
    proposals: Proposals
    scores: tuple[ScoreRow, ...]
    input_digest: str
    result_digest: str
    table_digests: Mapping[str, str]
    questionnaire: Questionnaire | None = None
    backend: Backend | None = None

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """What the edition has shown to a reviewer about people and units; looked for when first asked, evidence open."""
        connection, excluded = self.evidence.connection, self.cleaned.rows.tolist()
        return find_signals(self.edition, connection, self.period, self.book.subjects, excluded)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """Every estimate with and without the answers in doubt; computed when first asked, evidence open."""
        return quality_effect(self.book, self.cleaned, self.questionnaire, self.evidence.connection, self.backend)

    @cached_property
    def analysis(self) -> Analysis:
        """Questions, drivers, units in funnels, months: told, deciding nothing; made when first asked, evidence open."""
        return analyse(self.book, self.questionnaire, self.evidence.connection)


def settle_period(
    edition: Edition,
    questionnaire: Questionnaire | None,
    period: Period,
    evidence: Evidence,
    progress: Progress | None = None,
    digests: Mapping[str, str] | None = None,
    backend: Backend | None = None,
) -> Settlement:
    """Clean, tally, score and decide one period. `digests` of the tables, when sealed before, are not made again.

    `backend`, holding the same evidence, cleans and tallies instead of the evidence's own connection; the result is equal.

    Raises SettleError when the edition is not in force for the period or the evidence holds nobody to judge.
    """
    tell = progress or (lambda _: None)
    _check_in_force(edition, period)
    connection = evidence.connection
    tell("digest of the evidence")
    tables = digests or table_digests(connection)
    close_units(connection)
    tell("working time of cases")
    measure_cases(connection, edition, instant_bounds(period.days, edition.time_zone)[1])
    tell("cleaning")
    months = answer_months(edition, period) or list(period.days.months())
    cleaned = clean_answers(edition, connection, months, questionnaire, backend)
    tell("tallying answers")
    book = open_book(edition, questionnaire, period, connection, cleaned, backend)
    tell("deciding")
    proposals = propose(book, tell)
    proposals = with_evidence(proposals, book)
    tell("scores")
    rows = tuple(scores(book))
    return Settlement(
        edition, period, evidence, cleaned, book, proposals, rows, input_digest(edition, questionnaire, period, tables),
        result_digest(canonical_lines(proposals, rows)), tables, questionnaire, backend,
    )  # fmt: skip


def _check_in_force(edition: Edition, period: Period) -> None:
    if period.start < edition.edition:
        raise SettleError(
            f"Period {period.label} begins before edition {edition.edition} of {edition.policy} is in force; "
            "settle it under the edition that was in force then, or choose a later period.",
            f"考核期 {period.label} 开始时，{edition.policy} 的 {edition.edition} 版尚未施行；"
            "请用当时施行的版次结算，或选择之后的考核期。",
        )


def open_book(
    edition: Edition,
    questionnaire: Questionnaire | None,
    period: Period,
    connection: duckdb.DuckDBPyConnection,
    cleaned: Cleaned,
    backend: Backend | None = None,
) -> FigureBook:
    """The period's figures, ready to be asked; answers are tallied once, everything else on demand."""
    subjects = {kind: subjects_of(connection, kind, period, edition.time_zone) for kind in KINDS}
    if not len(subjects["person"]) and not len(subjects["unit"]):
        raise SettleError(
            f"Nobody is employed and assigned, and no unit exists, in {period.label}; "
            "check the tables people, assignments and units, and the period.",
            f"{period.label} 没有在职且有任职的人员，也没有单位；请检查 people、assignments、units 三张表和考核期。",
        )
    months = answer_months(edition, period)
    counted = tally_answers(edition, questionnaire, connection, months, cleaned.rows, backend)
    return book_of(edition, period, subjects, connection, counted)


def book_of(
    edition: Edition,
    period: Period,
    subjects: Mapping[SubjectKind, Subjects],
    connection: duckdb.DuckDBPyConnection,
    counted: Tally,
) -> FigureBook:
    """The figures of a period whose answers are tallied already; the tally may hold more months than the period asks."""
    facts = Facts(connection, edition.time_zone, period.days)
    return FigureBook(edition, period, subjects, facts, AnswerFigures(edition, counted, _ancestors(connection)))


def _ancestors(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit, ancestor in connection.execute("select unit, ancestor from unit_closure order by 1, 2").fetchall():
        found.setdefault(unit, []).append(ancestor)
    return found


def input_digest(
    edition: Edition, questionnaire: Questionnaire | None, period: Period, tables: Mapping[str, str]
) -> str:
    """SHA-256 over the edition as read (not its bytes), the questionnaire, the period and every table's digest."""
    whole = {
        "edition": plain(edition),
        "questionnaire": plain(questionnaire),
        "period": period.label,
        "tables": dict(sorted(tables.items())),
    }
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def plain(value: object) -> object:
    """What was read as plain data, numbers as text: the same for every spelling of the same file.

    A key at its default is left out, so that a later program, which knows more keys, makes the same digest.
    """
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        said = {
            name: getattr(value, name) for name, field in fields.items() if getattr(value, name) != field.get_default()
        }
        return {name: plain(item) for name, item in sorted(said.items())}
    if isinstance(value, Mapping):
        return [[str(key), plain(item)] for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
