"""Companies drawn from a known truth, tallied as the engine tallies them: what estimates and rules come to can be held to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from manyi.engine.decide.judge import Judge, Use
from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.book import FigureBook
from manyi.engine.figures.facts import Facts
from manyi.engine.figures.figure import Basis, Figure
from manyi.engine.periods import read_period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.subjects import Subjects, make_subjects
from manyi.engine.tally import Pools, Tally

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Answers = Callable[[np.random.Generator, Floats], Ints]
"""(draw, true index of each response's person) → (responses, dimensions) on 0–STEPS."""

Measured = Callable[[str, float], None]
"""(name of a row in the table of docs/fairness.md, what was measured, from 0 to 1)"""

STEPS = 400
WEIGHTS = (0.5, 0.3, 0.2)
LINE = 50
SKIPPED = 0.2
TRUE_SD, ANSWER_SD = 5.0, 20.0
"""On the index 0–100: σ²/τ² = 16, so that 38 answers reach a reliability of .70 and 64 reach .80."""

_EDITION: dict[str, Any] = {
    "policy": "made-up", "edition": date(2026, 1, 1), "time_zone": "Asia/Shanghai", "title": {"zh": "试验办法", "en": "Trial policy"},
    "position_groups": {"desk": {"title": {"zh": "前台", "en": "desk"}, "positions": ["clerk"]}},
    "collect": {"dimensions": {
        name: {"title": {"zh": name, "en": name}, "weight": str(weight), "clause": "T1"}
        for name, weight in zip("abc", WEIGHTS, strict=True)
    }},
    "figures": {
        "dimension_score": {"mean": "answers", "by": "dimension", "estimate": True, "clause": "T1"},
        "satisfaction": {"weigh": "dimension_score", "over_all": "dimension", "with": "weight", "missing": "reweigh", "clause": "T1"},
    },
    "score": {
        "estimate": {"round": {"places": 2, "mode": "half_up"}, "clause": "T1"},
        "gates": {"show": {"responses": 5}, "awards": {"responses": 15, "reliability": "0.70"},
                  "penalties": {"responses": 15, "reliability": "0.80"}, "below": "none", "clause": "T1"},
    },
    "decide": {"penalties": {"warning": {
        "to": "person", "every": "month", "title": {"zh": "警告", "en": "warning"}, "clause": "T1",
        "when": {"satisfaction": f"< {LINE}", "sure": "0.95"}, "proposes": "warning",
    }}, "measures": {"warning": {"kind": "warning", "title": {"zh": "警告", "en": "warning"}, "clause": "T1"}}},
}  # fmt: skip
EDITION = Edition.model_validate(_EDITION)
UNUSED = duckdb.connect()
"""A closed door where facts would be read: these companies have none."""
UNUSED.close()


@dataclass(frozen=True)
class Company:
    """A month of a drawn company: `truth` is what each person's customers would say on average, on the index 0–100."""

    truth: Floats
    book: FigureBook

    @property
    def figure(self) -> Figure:
        """The weighted composite as the engine makes it."""
        return self.book.figure("satisfaction", "person")

    @property
    def basis(self) -> Basis:
        """What it rests on."""
        found = self.figure.basis
        assert found is not None
        return found

    def judge(self, use: Use) -> Judge:
        """The judge of everybody."""
        return Judge(self.book, "person", use, np.ones(len(self.truth), dtype=bool))


def even(draw: np.random.Generator, truth: Floats) -> Ints:
    """Answers that scatter alike for everybody: a customer's own mood, and a little in each dimension."""
    mood = draw.normal(0.0, 18.0, len(truth))
    own = draw.normal(0.0, ANSWER_SD * 0.7, (len(truth), len(WEIGHTS)))
    return np.rint((truth + mood)[:, None] * STEPS / 100 + own * STEPS / 100).astype(np.int64)


def skewed(draw: np.random.Generator, truth: Floats) -> Ints:
    """Five-point answers as satisfaction surveys get them: mostly best, a few worst, and the better the less scatter."""
    share = np.clip(truth / 100.0, 0.01, 0.99)
    pleased = draw.beta(1.5 * share, 1.5 * (1.0 - share))
    return draw.binomial(4, pleased[:, None], (len(truth), len(WEIGHTS))).astype(np.int64) * (STEPS // 4)


def company(draw: np.random.Generator, truth: Floats, sizes: Ints, answers: Answers = even) -> Company:
    """A company whose people have these true means and numbers of responses; one answer in five is skipped."""
    people, width = len(truth), len(WEIGHTS)
    owner = np.repeat(np.arange(people), sizes)
    values = answers(draw, truth[owner])
    given = draw.random(values.shape) >= SKIPPED
    given[:, 0] |= ~given.any(axis=1)
    pattern = (given << np.arange(width)).sum(axis=1)
    keys, group = np.unique(owner * 2**width + pattern, return_inverse=True)
    sums = np.zeros((len(keys), width), np.int64)
    np.add.at(sums, group, values * given)
    centred = (values - STEPS // 2) * given
    ids = np.array([f"p{number:04d}" for number in range(people)], dtype=object)
    groups = keys // 2**width
    place = np.full(len(keys), "desk", dtype=object)
    tally = Tally(
        keys={"person": ids[groups], "unit": place, "position_group": place, "month": np.full(len(keys), 202603)},
        pattern=keys % 2**width, n=np.bincount(group).astype(np.int64), sums=sums,
        pools=Pools(
            keys={"position_group": np.array(["desk"], dtype=object), "month": np.array([202603])},
            products=(centred.T @ centred)[None],
        ),
        scale=(STEPS,) * width, zero=(STEPS // 2,) * width,
    )  # fmt: skip
    period = read_period("2026-03")
    subjects: dict[SubjectKind, Subjects] = {
        "person": make_subjects("person", [(one, "desk") for one in ids], ["position_group"])
    }
    facts = Facts(UNUSED, EDITION.time_zone, period.days)
    book = FigureBook(EDITION, period, subjects, facts, AnswerFigures(EDITION, tally, {}))
    return Company(truth, book)


def unequal(draw: np.random.Generator, people: int, low: int = 8, high: int = 120) -> Ints:
    """Numbers of responses as they come: some have few, some many."""
    return np.rint(np.exp(draw.uniform(np.log(low), np.log(high), people))).astype(np.int64)
