"""What every figure measures: its unit, its shape, its range, and whether it is an estimate."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from manyi.engine.contract import Unit
from manyi.engine.policy.chinese import UNITS
from manyi.engine.policy.graph import operands
from manyi.engine.policy.issues import Path
from manyi.engine.policy.language import Edition
from manyi.engine.policy.nature import Mismatch, Nature, Standard, row_nature
from manyi.engine.policy.ranges import (
    ANY,
    FROM_ZERO,
    Range,
    added,
    hull,
    opposite,
    rounded,
    scaled,
)
from manyi.engine.policy.verbs import (
    Add,
    Again,
    AnyFigure,
    Best,
    DerivedFigure,
    Divide,
    Grade,
    RowFigure,
    Subtract,
    Weigh,
    Worst,
)


@dataclass
class Natures:
    """The nature of every figure that has one, and what prevented the others'."""

    edition: Edition
    known: dict[str, Nature | None] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)

    def of(self, name: str) -> Nature | None:
        """The nature of a figure; None when it, or one it is made of, has a mistake."""
        if name not in self.known:
            self.known[name] = None  # a circle finds itself unknown; circles are reported elsewhere
            figure = self.edition.figures.get(name)
            if figure is not None:
                self.known[name] = self._infer(name, figure)
        return self.known[name]

    def _infer(self, name: str, figure: AnyFigure) -> Nature | None:
        nature = row_nature(figure) if isinstance(figure, RowFigure) else self._derived(("figures", name), figure)
        return None if nature is None else replace(nature, range=rounded(nature.range, figure.round))

    def _derived(self, path: Path, figure: AnyFigure) -> Nature | None:
        parts = [(place, word, self.of(word)) for place, word in operands(figure)]
        known = [(place, word, nature) for place, word, nature in parts if nature is not None]
        if len(known) < len(parts):
            return None
        before = len(self.mismatches)
        self.mismatches.extend(_mismatches(path, figure, known))
        if len(self.mismatches) > before:
            return None
        natures = [nature for _, _, nature in known]
        if isinstance(figure, Again):
            return natures[0]
        if isinstance(figure, Grade):
            return self._graded(path, figure, natures[0])
        assert isinstance(figure, DerivedFigure)
        return _combined(figure, natures, self.dimensions)

    @property
    def dimensions(self) -> int | None:
        """How many dimensions a vector has, when the edition says so."""
        standards = self.edition.standards
        return len(self.edition.collect.dimensions) or (len(standards.rows) if standards else None)

    def _graded(self, path: Path, figure: Grade, graded: Nature) -> Nature | None:
        outputs: list[Range] = []
        failed = False
        for place, word, is_output in _grade_words(figure):
            nature = self._word(word)
            if nature is None:
                failed = failed or isinstance(word, str)
                outputs.append(Range(word, word) if is_output and isinstance(word, Decimal) else ANY)
                continue
            unit = figure.unit if is_output else graded.unit
            wrong = list(_word_mismatch((*path, *place), str(word), nature, unit, graded.vector))
            self.mismatches.extend(wrong)
            failed = failed or bool(wrong)
            outputs.append(nature.range)
        if failed:
            return None
        ends = [one for one, (_, _, is_output) in zip(outputs, _grade_words(figure), strict=True) if is_output]
        return Nature(figure.unit, hull(ends), graded.vector, graded.estimate)

    def _word(self, word: Decimal | str) -> "Nature | Standard | None":
        standards = self.edition.standards
        if isinstance(word, str) and standards is not None and word in standards.columns:
            place = standards.columns.index(word)
            values = [row[place] for row in standards.rows.values() if place < len(row)]
            return Standard(hull([Range(value, value) for value in values]))
        return self.of(word) if isinstance(word, str) else None


def infer_natures(edition: Edition) -> Natures:
    """Unit, shape and range of every figure, with the mismatches found on the way."""
    natures = Natures(edition)
    for name in edition.figures:
        natures.of(name)
    return natures


def infer_units(edition: Edition) -> dict[str, Unit]:
    """The unit of every figure of a checked edition, by name."""
    natures = infer_natures(edition)
    return {name: nature.unit for name, nature in natures.known.items() if nature is not None}


# ---- figures of figures ---------------------------------------------------------------------------------------------

Known = Sequence[tuple[Path, str, Nature]]


def _mismatches(path: Path, figure: AnyFigure, parts: Known) -> Iterator[Mismatch]:
    if isinstance(figure, Again | Grade | Divide):
        yield from _shapes(path, figure, parts)
        return
    (_, first, nature), rest = parts[0], parts[1:]
    for place, word, other in rest:
        if other.unit is not nature.unit:
            yield Mismatch(
                (*path, *place),
                "mixed_units",
                f"`{figure.verb}` mixes units: `{first}` is {nature.unit}, `{word}` is {other.unit}; "
                "bring one to the other's scale with `grade`",
                f"`{figure.verb}` 混用了单位：`{first}` 是{UNITS[nature.unit]}，`{word}` 是{UNITS[other.unit]}；"
                "请先用 `grade` 换算到同一尺度",
            )
            return
    yield from _shapes(path, figure, parts)


def _shapes(path: Path, figure: AnyFigure, parts: Known) -> Iterator[Mismatch]:
    """A vector becomes one number only by `over_all`; vectors and single numbers do not mix."""
    over_all = isinstance(figure, DerivedFigure) and figure.over_all is not None
    single = (
        isinstance(figure, DerivedFigure)
        and isinstance(getattr(figure, figure.verb), str)
        and not isinstance(figure, Grade)
    )
    name, vector = parts[0][1], parts[0][2].vector
    if over_all and not single:
        yield Mismatch(
            (*path, "over_all"),
            "over_all",
            "`over_all` goes with one figure by dimension; leave it out here",
            "`over_all` 只用于单个按维度的指标；请在此处删除",
        )
    elif over_all and not vector:
        yield Mismatch(
            (*path, "over_all"),
            "scalar",
            f"`{name}` is one number, not one per dimension; leave `over_all` out",
            f"`{name}` 只有一个数，不是每个维度一个；请删除 `over_all`",
        )
    elif single and not over_all:
        yield Mismatch(
            path,
            "over_all_missing",
            f"`{figure.verb}: {name}` names one figure; add `over_all: dimension`, or list several",
            f"`{figure.verb}: {name}` 只写了一个指标；请加上 `over_all: dimension`，或列出多个指标",
        )
    for place, word, other in parts[1:]:
        if other.vector is not vector:
            one, many = (word, name) if vector else (name, word)
            yield Mismatch(
                (*path, *place),
                "mixed_shapes",
                f"`{many}` has one number per dimension, `{one}` only one; bring `{many}` together with `over_all` first",
                f"`{many}` 每个维度一个数，`{one}` 只有一个数；请先用 `over_all` 合并 `{many}`",
            )
            return


def _combined(figure: DerivedFigure, natures: list[Nature], dimensions: int | None) -> Nature:
    first, spans = natures[0], [nature.range for nature in natures]
    vector = first.vector and figure.over_all is None
    estimate = any(nature.estimate for nature in natures)
    testable = isinstance(figure, Weigh | Subtract) and all(nature.testable for nature in natures)
    unit = Unit.RATIO if isinstance(figure, Divide) else first.unit
    span = _span(figure, spans, dimensions)
    if figure.missing == "zero":
        span = hull([span, Range(Decimal(0), Decimal(0))])
    return Nature(unit, span, vector, estimate, testable)


def _span(figure: DerivedFigure, spans: list[Range], dimensions: int | None) -> Range:
    if isinstance(figure, Add):
        if figure.missing == "leave_out":
            spans = [hull([span, Range(Decimal(0), Decimal(0))]) for span in spans]
        if figure.over_all is None:
            return added(spans)
        return ANY if dimensions is None else scaled(spans[0], Decimal(dimensions))
    if isinstance(figure, Subtract):
        return added([spans[0], opposite(spans[1])])
    if isinstance(figure, Divide):
        return FROM_ZERO if all(span.low is not None and span.low >= 0 for span in spans) else ANY
    if isinstance(figure, Best | Worst) and figure.missing != "leave_out":
        return _extreme(spans, max if isinstance(figure, Best) else min)
    return hull(spans)


def _extreme(spans: list[Range], pick: Callable[..., Decimal]) -> Range:
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    keeps_low = lows and (pick is max or len(lows) == len(spans))
    keeps_high = highs and (pick is min or len(highs) == len(spans))
    return Range(pick(lows) if keeps_low else None, pick(highs) if keeps_high else None)


# ---- grades ---------------------------------------------------------------------------------------------------------


def _grade_words(figure: Grade) -> Iterator[tuple[Path, Decimal | str, bool]]:
    """Numbers and names of the cases; the last says whether it is what the grade gives (else what it compares with)."""
    for number, case in enumerate(figure.cases):
        inside: Path = ("cases", number)
        if case.when is not None and isinstance(case.when[1], Decimal | str):
            yield (*inside, "when"), case.when[1], False
        if case.is_ is not None:
            yield (*inside, "is"), case.is_, True
        for place, (x, y) in enumerate(case.line or []):
            yield (*inside, "line", place, 0), x, False
            yield (*inside, "line", place, 1), y, True


def _word_mismatch(path: Path, word: str, nature: "Nature | Standard", unit: Unit, vector: bool) -> Iterator[Mismatch]:
    if nature.vector and not vector:
        yield Mismatch(
            path,
            "vector_in_scalar",
            f"`{word}` has one number per dimension, but the graded figure has only one",
            f"`{word}` 每个维度一个数，而被评级的指标只有一个数",
        )
    elif isinstance(nature, Nature) and nature.unit is not unit:
        yield Mismatch(
            path,
            "mixed_units",
            f"`{word}` is {nature.unit}, but {unit} belongs here",
            f"`{word}` 是{UNITS[nature.unit]}，此处应为{UNITS[unit]}",
        )
