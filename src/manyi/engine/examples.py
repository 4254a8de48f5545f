"""Worked examples: given figures and a few people in, exactly the expected decisions out, or a readable difference."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import NormalDist
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import duckdb
import numpy as np
from pydantic import BeforeValidator, Field
from ruamel.yaml import YAML

from manyi.engine.decide.decisions import Decision, HeldBack, Proposals
from manyi.engine.decide.propose import propose
from manyi.engine.evidence import open_database
from manyi.engine.evidence.cell_types import stored_type
from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.book import FigureBook, View, given_figure, parts_of
from manyi.engine.figures.case_times import measure_cases
from manyi.engine.figures.facts import Facts
from manyi.engine.figures.figure import Basis, Figure
from manyi.engine.figures.reach import row_figures
from manyi.engine.periods import Period, instant_bounds, read_period
from manyi.engine.plan import nothing, pool_keys, tally_keys
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.units import Natures, infer_natures
from manyi.engine.policy.verbs import Count, DerivedFigure, InlineAgain, Mean, Sum, Titles
from manyi.engine.policy.words import Strict, comparisons
from manyi.engine.subjects import Subjects, close_units, subjects_of
from manyi.engine.tables import TABLES
from manyi.engine.tally import Tally

KINDS: tuple[SubjectKind, ...] = ("person", "unit", "case", "idea", "project")
_STORE = "store_a"


class Expected(Strict):
    """One decision the example must bring: only what is written is compared, but no decision may be left over."""

    rule: str
    subject: str
    measure: str | None = None
    gives: list[str] | None = None
    shares: dict[str, str] | None = None
    amount: str | None = None
    major: bool | None = None


class ExpectedHeld(Strict):
    """Somebody who must be named as held back, and why."""

    rule: str
    subject: str
    reason: str
    by: str | None = None


class Example(Strict):
    """One worked case."""

    id: str
    title: Titles
    clause: str
    serves: tuple[str, ...] = ()
    period: Annotated[str, BeforeValidator(str)]
    units: dict[str, dict[str, Any]] = {}
    people: dict[str, dict[str, Any]] = {}
    cases: dict[str, dict[str, Any]] = {}
    ideas: dict[str, dict[str, Any]] = {}
    projects: dict[str, dict[str, Any]] = {}
    figures: dict[str, dict[str, Any]] = {}
    earlier: list[dict[str, Any]] = []
    nominations: list[dict[str, Any]] = []
    expect: list[Expected] = []
    held_back: list[ExpectedHeld] = []


class Examples(Strict):
    """The file examples.yaml."""

    examples: list[Example] = Field(min_length=1)


@dataclass(frozen=True)
class ExampleResult:
    """Whether one example holds; `differences` are sentences."""

    id: str
    clause: str
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """No differences."""
        return not self.differences


def read_examples(folder: Path) -> tuple[Example, ...]:
    """The examples beside an edition. Raises pydantic's ValidationError for an unknown key."""
    text = (folder / "examples.yaml").read_text(encoding="utf-8")
    return tuple(Examples.model_validate(YAML(typ="safe").load(text)).examples)


def run_examples(edition: Edition, examples: Iterable[Example]) -> list[ExampleResult]:
    """Every example through the real engine."""
    return [ExampleResult(example.id, example.clause, tuple(differences(edition, example))) for example in examples]


def differences(edition: Edition, example: Example) -> list[str]:
    """What the engine decides otherwise than the example says."""
    with TemporaryDirectory(prefix="manyi-example-") as scratch:
        connection = open_database(Path(scratch), "256MB")
        try:
            return _compared(example, proposals_of(edition, example, connection))
        finally:
            connection.close()


def proposals_of(edition: Edition, example: Example, connection: duckdb.DuckDBPyConnection) -> Proposals:
    """What the engine proposes for the example's people and figures."""
    return propose(book_of(edition, example, connection))


def book_of(edition: Edition, example: Example, connection: duckdb.DuckDBPyConnection) -> FigureBook:
    """The example's figures, its people and history written into the connection's tables."""
    period = read_period(example.period)
    _Rows(edition, example, period, connection).write()
    close_units(connection)
    measure_cases(connection, edition, instant_bounds(period.days, edition.time_zone)[1])
    connection.execute("create temp table counted_responses as select * from responses")
    subjects = {kind: subjects_of(connection, kind, period, edition.time_zone) for kind in KINDS}
    facts = Facts(connection, edition.time_zone, period.days)
    answers = AnswerFigures(edition, _no_answers(edition), {})
    return FigureBook(edition, period, subjects, facts, answers, _given(edition, example, subjects))


def _no_answers(edition: Edition) -> Tally:
    return nothing(tally_keys(edition), pool_keys(edition), (4,) * len(edition.collect.dimensions))


# ---- rows -----------------------------------------------------------------------------------------------------------


_PERSON_WORDS = (
    "name, unit, group, position, hired, assigned, left, leave_days, leader, worker_kind, wage, minimum_wage"
)
_OF_A_PERSON = frozenset(_PERSON_WORDS.split(", "))


class _Rows:
    """Writes the example's people, units, cases and history as evidence rows."""

    def __init__(
        self, edition: Edition, example: Example, period: Period, connection: duckdb.DuckDBPyConnection
    ) -> None:
        self.edition, self.example, self.period, self.connection = edition, example, period, connection
        self.noon = datetime.combine(period.end - timedelta(days=1), datetime.min.time()) + timedelta(hours=4)

    def write(self) -> None:
        """Every contract table is made; those the example speaks of get rows."""
        for table in TABLES.values():
            columns = ", ".join(f'"{c.name}" {stored_type(c)}' for c in table.stored)
            self.connection.execute(f'create table "{table.name}" ({columns})')
        self._units()
        self._people()
        self._cases()
        self._ideas()
        self._projects()
        self._earlier()
        self._nominations()

    def _put(self, table: str, **cells: Any) -> None:
        names = ", ".join(f'"{name}"' for name in cells)
        self.connection.execute(
            f'insert into "{table}" ({names}) values ({", ".join("?" * len(cells))})', list(cells.values())
        )

    def _units(self) -> None:
        units: dict[str, dict[str, Any]] = {_STORE: {}} | self.example.units
        for unit, cells in units.items():
            self._put("units", unit=unit, title=unit, kind=cells.get("kind", "store"), parent=cells.get("parent"),
                      position_group=cells.get("position_group"), **{"from": date(2000, 1, 1)})  # fmt: skip

    def _people(self) -> None:
        first = next(iter(self.edition.position_groups), "staff")
        for person, cells in self.example.people.items():
            unknown = ", ".join(sorted(set(cells) - _OF_A_PERSON))
            if unknown:
                raise ValueError(f"example {self.example.id}: {person} has no {unknown}; a person has {_PERSON_WORDS}")
            hired = cells.get("hired", date(2020, 1, 1))
            self._put("people", person=person, name=cells.get("name", person), hired=hired, left=cells.get("left"),
                      worker_kind=cells.get("worker_kind", "own"))  # fmt: skip
            self._put("assignments", person=person, unit=cells.get("unit", _STORE), position=cells.get("position"),
                      position_group=cells.get("group", first), leader=cells.get("leader", False),
                      **{"from": cells.get("assigned", hired)})  # fmt: skip
            for key, row in self._wage_rows(person, cells):
                self._put(key, **row)
            if cells.get("leave_days"):
                until = self.period.start + timedelta(days=int(cells["leave_days"]))
                self._put("leave", person=person, kind="annual", **{"from": self.period.start, "until": until})

    def _wage_rows(self, person: str, cells: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The wage of the period's first month, and the minimum wage where the person works."""
        if "wage" in cells:
            yield "wages", {"person": person, "month": self.period.start, "amount": Decimal(str(cells["wage"]))}
        if "minimum_wage" in cells:
            yield "minimum_wages", {"unit": cells.get("unit", _STORE), "from": date(2000, 1, 1),
                                    "amount": Decimal(str(cells["minimum_wage"]))}  # fmt: skip

    def _cases(self) -> None:
        for case, cells in self.example.cases.items():
            own = {key: value for key, value in cells.items() if key != "handlers"}
            self._put("cases", case=case, **({"kind": "complaint", "importance": "normal", "source": "customer",
                      "received_at": self.noon, "closed_at": self.noon} | own))  # fmt: skip
            for person, share in cells.get("handlers", {}).items():
                self._put("case_handlers", case=case, person=person, share=Decimal(str(share)))

    def _ideas(self) -> None:
        for idea, cells in self.example.ideas.items():
            own = {key: value for key, value in cells.items() if key != "members"}
            if "effect_size" in own:
                own["effect_size"] = Decimal(str(own["effect_size"]))
            self._put(
                "ideas", idea=idea, **({"title": idea, "state": "adopted", "effect": "pending", "at": self.noon} | own)
            )
            for person, share in cells.get("members", {}).items():
                self._put("idea_members", idea=idea, person=person, share=Decimal(str(share)))

    def _projects(self) -> None:
        last = self.period.end - timedelta(days=1)
        for project, cells in self.example.projects.items():
            own = {"title": project, "major": False, "from": self.period.start, "delivered": last} | cells
            self._put("projects", project=project, **{key: value for key, value in own.items() if key != "members"})
            for person, part in cells.get("members", {}).items():
                known = part if isinstance(part, Mapping) else {"share": part}
                share = Decimal(str(known["share"])) if "share" in known else None
                self._put("project_members", project=project, person=person, share=share, until=known.get("until"),
                          **{"from": known.get("from", own["from"])})  # fmt: skip

    def _earlier(self) -> None:
        for number, cells in enumerate(self.example.earlier, start=1):
            row = {"decision": f"earlier-{number}", "kind": "penalty", "state": "effective"} | cells
            row |= {name: Decimal(str(row[name])) for name in ("amount", "carried") if row.get(name) is not None}
            self._put("decisions", **row)

    def _nominations(self) -> None:
        for number, cells in enumerate(self.example.nominations, start=1):
            own = {key: value for key, value in cells.items() if key != "votes"}
            self._put("nominations", nomination=f"n{number}", **({"at": self.noon} | own))
            for voter, approve in cells.get("votes", {}).items():
                self._put("votes", nomination=f"n{number}", voter=voter, approve=approve, at=self.noon)


# ---- given figures --------------------------------------------------------------------------------------------------


def _given(
    edition: Edition, example: Example, subjects: Mapping[SubjectKind, Subjects]
) -> dict[tuple[str, SubjectKind], Figure]:
    """The edition's figures for every kind: as written, else zero for counts and sums, else missing.

    A figure made of others that the example writes for nobody is left out: the engine makes it from them.
    """
    written = {name for cells in example.figures.values() for name in cells}
    unknown = written - set(edition.figures)
    if unknown:
        raise ValueError(f"example {example.id}: no figure is called {', '.join(sorted(unknown))}")
    natures = infer_natures(edition)
    return {
        (name, kind): _given_one(edition, example, name, found)
        for kind, found in subjects.items()
        for name in edition.figures
        if name in written or not _made_of_written(edition, name, natures)
    }


def _made_of_written(edition: Edition, name: str, natures: Natures) -> bool:
    """Whether a figure follows from single values of others in the same span, which an example can write."""
    rule = edition.figures[name]
    if not isinstance(rule, DerivedFigure) or rule.over_all is not None:
        return False
    nature = natures.of(name)
    again = any(isinstance(part, InlineAgain) for part in parts_of(rule))
    return nature is not None and not nature.vector and not again


def _given_one(edition: Edition, example: Example, name: str, subjects: Subjects) -> Figure:
    rule = edition.figures[name]
    default = Decimal(0) if isinstance(rule, Count | Sum) else None
    cells = [example.figures.get(subject, {}).get(name, default) for subject in subjects.ids]
    if getattr(rule, "by", None) == "dimension":
        return Figure(name, by={d: given_figure(d, [None] * len(cells), None) for d in edition.collect.dimensions})
    estimated = any(isinstance(cell, Mapping) for cell in cells) or _is_estimate(edition, name)
    values = [Decimal(str(cell["value"])) if isinstance(cell, Mapping) else _number(cell) for cell in cells]
    return given_figure(name, values, _basis(cells, _line(edition, name)) if estimated else None)


def _is_estimate(edition: Edition, name: str) -> bool:
    view = View(read_period("2000-01"))
    return any(isinstance(rule, Mean) and rule.estimate for _, rule, _ in row_figures(edition, name, view))


def _number(cell: Any) -> Decimal | None:
    return None if cell is None else Decimal(str(cell))


def _line(edition: Edition, name: str) -> float:
    """The line a `sure` comparison of this figure asks about, so that a written p can be honoured."""
    for penalty in edition.decide.penalties.values():
        for compare in comparisons(penalty.when):
            if compare.name == name and compare.sure is not None:
                return float(str(compare.operand))
    return 0.0


def _basis(cells: list[Any], line: float) -> Basis:
    def column(pick: Callable[[Mapping[str, Any]], float]) -> Any:
        return np.array([pick(cell) if isinstance(cell, Mapping) else np.nan for cell in cells], dtype=np.float64)

    value = column(lambda cell: float(cell["value"]))
    sd = column(lambda cell: float(cell.get("sd", "1")))
    raw = column(lambda cell: line + NormalDist().inv_cdf(float(cell["p"])) if "p" in cell else float(cell["value"]))
    return Basis(
        n=np.nan_to_num(column(lambda cell: float(cell.get("n", 0)))).astype(np.int64),
        reliability=np.nan_to_num(column(lambda cell: float(cell.get("reliability", "0")))),
        value=value, raw=raw, se=column(lambda _: 1.0), sd=sd, low=value - 2 * sd, high=value + 2 * sd,
        singled=np.array([isinstance(cell, Mapping) for cell in cells], dtype=bool),
    )  # fmt: skip


# ---- comparing ------------------------------------------------------------------------------------------------------


def _compared(example: Example, found: Proposals) -> list[str]:
    decided = {(decision.rule, decision.subject): decision for decision in found.decisions}
    wanted = {(expected.rule, expected.subject): expected for expected in example.expect}
    sentences = [
        f"{rule} for {subject} is expected but not proposed" for rule, subject in sorted(wanted.keys() - decided)
    ]
    sentences += [
        f"{rule} for {subject} is proposed but not expected" for rule, subject in sorted(decided.keys() - wanted)
    ]
    for key in sorted(wanted.keys() & decided.keys()):
        sentences += _detail(wanted[key], decided[key])
    sentences += [sentence for held in example.held_back for sentence in _held(held, found.held_back)]
    return sentences


def _detail(wanted: Expected, decision: Decision) -> list[str]:
    where = f"{wanted.rule} for {wanted.subject}"
    met = {
        "measure": decision.measure,
        "gives": [_shown(given) for given in decision.gives],
        "shares": money_shares(decision),
        "amount": None if decision.amount is None else str(decision.amount),
        "major": decision.major,
    }
    return [
        f"{where}: {name} is {met[name]}, expected {value}"
        for name, value in wanted.model_dump().items()
        if name in met and value is not None and value != met[name]
    ]


def _shown(given: Any) -> str:
    if given.kind == "cash":
        return str(given.amount)
    return f"points {given.what}" if given.kind == "points" else str(given.what)


def money_shares(decision: Decision) -> dict[str, str]:
    """Money per receiver, all gifts together."""
    shares: dict[str, Decimal] = {}
    for given in decision.gives:
        if given.amount is not None:
            shares[given.to] = shares.get(given.to, Decimal(0)) + given.amount
    return {person: str(amount) for person, amount in sorted(shares.items())}


def _held(wanted: ExpectedHeld, found: tuple[HeldBack, ...]) -> list[str]:
    reasons = [(held.reason, held.by) for held in found if held.rule == wanted.rule and held.subject == wanted.subject]
    if any(reason == wanted.reason and wanted.by in (None, by) for reason, by in reasons):
        return []
    met = ", ".join(f"{reason} ({by})" for reason, by in reasons) or "not at all"
    return [f"{wanted.rule} for {wanted.subject} should be held back by {wanted.reason} ({wanted.by}), is {met}"]
