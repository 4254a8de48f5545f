"""A person's own figures on a statement: each with its interval, n and reliability, and what it is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from manyi.engine.wording.figures import figure_sentence
from manyi.engine.wording.names import name_words
from manyi.report.paper.blocks import AnyCell, Block, Cell, Chapter, Column, Para, Table, axis, bar, head
from manyi.report.paper.proposed_chapters import standing_cells
from manyi.report.settlement.headline import estimates, facts, lines_of, vectors
from manyi.report.settlement.scale import Line, Scale, whole_scale
from manyi.report.settlement.standing import Standing, Standings


@dataclass(frozen=True)
class _Shown:
    """One figure (or one dimension of it), the lines of rules through it, and how it is defined."""

    name: str
    dimension: str
    lines: tuple[Line, ...]
    definition: str


@dataclass(frozen=True)
class OwnFigures:
    """The figures of people, chosen once and read for one person at a time."""

    figures: Standings

    @cached_property
    def estimated(self) -> list[_Shown]:
        """Estimates, then their dimensions: what has an interval."""
        reading = self.figures.reading
        whole = [
            _Shown(name, "", tuple(lines_of(reading, name, "person")), figure_sentence(name, reading.edition, reading.lang))
            for name in estimates(self.figures, "person")
        ]  # fmt: skip
        parts = [
            _Shown(name, dimension, (), "")
            for name in vectors(reading, "person")
            for kind, figure, dimension in reading.rows
            if (kind, figure) == ("person", name)
        ]
        return whole + parts

    @cached_property
    def counted(self) -> list[str]:
        """Facts."""
        return facts(self.figures, "person")

    def blocks(self, person: str) -> Iterator[Block]:
        """The chapter of one person's figures."""
        t = self.figures.reading.t
        yield Chapter(t("您的得分", "Your figures"))
        shown = [(one, standing) for one in self.estimated if (standing := self._standing(one, person)) is not None]
        known = [(one, standing) for one, standing in shown if standing.value is not None]
        if not known:
            yield Para(t("本期没有您的估计得分：没有答卷，或答卷太少。因此不据此作任何评定。",
                         "There is no estimated score of yours in this period: no answers, or too few. Nothing is judged by it."))  # fmt: skip
        for scale, together in self._by_scale(known):
            yield self._table(scale, together)
        if known:
            yield Para(_reading_help(self.figures), "quiet")
        yield from self._facts(person)

    def _standing(self, one: _Shown, person: str) -> Standing | None:
        return self.figures.one(one.name, "person", person, one.dimension)

    def _by_scale(
        self, known: Sequence[tuple[_Shown, Standing]]
    ) -> Iterator[tuple[Scale, list[tuple[_Shown, Standing]]]]:
        """Figures on the same natural scale stand in one table; any other has a table of its own."""
        tables: list[tuple[Scale, list[tuple[_Shown, Standing]]]] = []
        for one, standing in known:
            scale = whole_scale(self.figures.reading.units.get(one.name), [standing])
            place = next((rows for found, rows in tables if found == scale), None)
            if place is None:
                tables.append((scale, [(one, standing)]))
            else:
                place.append((one, standing))
        yield from tables

    def _table(self, scale: Scale, rows: Sequence[tuple[_Shown, Standing]]) -> Table:
        t = self.figures.reading.t
        columns = [
            head(t("指标", "figure"), "left", 3), head(t("数值", "value"), "right"), Column(axis(scale), "left", 4),
            head(t("95% 区间", "95 % interval"), "right"), head("n", "right"), head(t("信度", "reliability"), "right"),
            head(t("证据", "evidence"), "center"),
        ]  # fmt: skip
        return Table(columns, [[self._named(one, found), *standing_cells(found, bar(scale, found, one.lines))] for one, found in rows])  # fmt: skip

    def _named(self, one: _Shown, found: Standing) -> Cell:
        reading = self.figures.reading
        if one.dimension:
            return Cell(f"{found.title} · {name_words(one.dimension, reading.edition, reading.lang)}", note=found.note)
        return Cell(found.title, note=" ".join(part for part in (one.definition, found.note) if part), tone="strong")

    def _facts(self, person: str) -> Iterator[Block]:
        reading = self.figures.reading
        t = reading.t
        known = [one for name in self.counted if (one := self.figures.one(name, "person", person)) is not None]
        rows: list[list[AnyCell]] = [[Cell(one.title), Cell(one.value or "—", tone="strong"), Cell(f"{one.n:,}"), Cell(one.note, tone="quiet")]
                                     for one in known if one.number != 0]  # fmt: skip
        if rows:
            columns = [head(t("事实", "fact"), "left", 3), head(t("数值", "value"), "right"), head("n", "right"), head("", "left", 2)]  # fmt: skip
            yield Table(columns, rows)
        zeros = [one.title for one in known if one.number == 0]
        if zeros:
            yield Para(t("以下各项为 0：", "These are 0: ") + t("、", ", ").join(zeros) + t("。", "."), "quiet")


def _reading_help(figures: Standings) -> str:
    return figures.reading.t(
        "横条是 95% 区间：您的真实水平大约有 95% 的把握落在其中；点线是规则的界线。n 是答卷份数。证据“充分”的可以用于奖惩，“有限”的只够其中一种，“不足”的不作评定。",
        "The stroke is the 95 % interval: it holds your true level about 95 times in a hundred; dotted lines are lines of rules. n counts answers. Evidence "
        "that is enough may serve awards and penalties, limited evidence only one of the two; where it is short, nothing is judged.",
    )  # fmt: skip
