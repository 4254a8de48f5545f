"""People with too few answers are judged as their team: the same award, the team's own estimate, an equal share for each."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from manyi.engine.decide.decisions import Decision, Given
from manyi.engine.decide.judge import Judge
from manyi.engine.decide.selection import choose
from manyi.engine.figures.book import FigureBook
from manyi.engine.policy.sections.deciding import Award, Gift, Select
from manyi.engine.subjects import Subjects

GiveTo = Callable[[Gift, Mapping[str, Decimal | int]], list[Given]]


class TeamJudging:
    """One award for the units whose people are below the gate; `members` are those people, exceptions taken off."""

    def __init__(
        self, book: FigureBook, award: Award, select: Select, people: Subjects, members: NDArray[np.bool_]
    ) -> None:
        self.book, self.award, self.select, self.people = book, award, select, people
        self.teams: dict[str, list[str]] = {}
        for place in np.flatnonzero(members).tolist():
            self.teams.setdefault(str(people.value("unit", place)), []).append(people.ids[place])

    def decisions(self, rule: str, give: GiveTo) -> list[Decision]:
        """The teams chosen among those that pass the gate themselves; what is given goes to their people in equal parts."""
        units = self.book.subjects["unit"]
        about = np.array([unit in self.teams for unit in units.ids], dtype=bool)
        judge = Judge(self.book, "unit", "awards", about)
        figure = judge.figure(str(self.select.by))
        judged = about & figure.exact.known & judge.gate(figure.basis)
        candidates = np.flatnonzero(judged).tolist()
        choice = choose(self.select, candidates, len(candidates), figure.exact, figure.basis)
        return [self._decision(rule, units.ids[place], choice.base, give) for place in choice.winners]

    def _decision(self, rule: str, unit: str, base: int, give: GiveTo) -> Decision:
        parts: dict[str, Decimal | int] = dict.fromkeys(self.teams[unit], 1)
        return Decision(
            rule=rule, kind="award", subject_kind="unit", subject=unit, period=self.book.period.label,
            clause=self.award.clause, gives=tuple(given for gift in self.award.gives for given in give(gift, parts)),
            major=self.award.major, of=base, below_gate=True,
        )  # fmt: skip
