"""The rating questions in the questionnaire's order, and their answers as numbers side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine.backend import Arrays

ABSENT = -(2**31) - 1
"""Stands for an answer not given; no answer is that low."""


@dataclass(frozen=True)
class Asked:
    """`questions`: columns of rating questions in the questionnaire's order, attention checks left out. `scales`: lowest
    and highest value by column. `expected`: the right answer by column of an attention check."""

    questions: tuple[str, ...]
    scales: Mapping[str, tuple[int, int]]
    expected: Mapping[str, int]

    @property
    def answers(self) -> dict[str, nw.Expr]:
        """Every answer as a whole number, ABSENT where there is none."""
        return {name: nw.col(name).cast(nw.Int64).fill_null(ABSENT) for name in self.questions}

    @property
    def answered(self) -> nw.Expr:
        """How many rating questions were answered."""
        if not self.questions:
            return nw.lit(0, nw.Int64)
        return nw.sum_horizontal(*((~nw.col(name).is_null()).cast(nw.Int64) for name in self.questions))

    def matrix(self, fetched: Arrays) -> NDArray[np.int64]:
        """The fetched `answers`, (responses, questions)."""
        columns = [fetched[name].astype(np.int64) for name in self.questions]
        return np.column_stack(columns) if columns else np.empty((0, 0), dtype=np.int64)

    @property
    def grid(self) -> int:
        """The least number of equal steps in which every scale's answers lie on whole numbers."""
        return lcm(*(high - low for low, high in self.scales.values()))

    def step(self, question: str) -> tuple[int, int]:
        """A question's lowest value, and how many steps of the grid one step of its answers is."""
        low, high = self.scales[question]
        return low, self.grid // (high - low)
