"""Flags that a response shows by itself: too fast, the same answer in a row, hardly any variation, a device of staff."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from manyi.engine.backend import ROW, Arrays, Backend, Frame
from manyi.engine.clean_rules import Fast, LowVariation, Rule, StaffDevice, StraightLine
from manyi.engine.quality.asked import ABSENT, Asked
from manyi.engine.quality.lines import joined, lines
from manyi.engine.statistics.person_fit import longest_runs, own_sds

_Single: TypeAlias = Fast | StraightLine | LowVariation | StaffDevice


def seen_in_one_pass(backend: Backend, responses: Frame, rules: Sequence[Rule], asked: Asked) -> Arrays:
    """The flags of these rules; the evidence is passed over once, whatever their number."""
    wanted = {place: rule for place, rule in enumerate(rules) if isinstance(rule, _Single) and _applies(rule, asked)}
    if not wanted:
        return joined([])
    holds = {f"rule{place}": _holds(rule, asked) for place, rule in wanted.items()}
    marks = {name: rule.fill_null(False) for name, rule in holds.items()}
    seen = {ROW: nw.col(ROW), "response": nw.col("response"), "seconds": nw.col("seconds"), "answered": asked.answered}
    doubtful = responses.filter(nw.any_horizontal(*holds.values(), ignore_nulls=False))
    found = backend.fetch(doubtful.select(**seen, **asked.answers, **marks))
    return joined([_told(rule, place, _chosen(found, found[f"rule{place}"]), asked) for place, rule in wanted.items()])


def _applies(rule: _Single, asked: Asked) -> bool:
    return isinstance(rule, StaffDevice) or bool(asked.questions)


def _holds(rule: _Single, asked: Asked) -> nw.Expr:
    """Whether a flag holds, or for a straight line may hold; the cheap and rare part of each condition stands first."""
    questions = asked.questions
    if isinstance(rule, Fast):
        seconds = nw.col("seconds").cast(nw.Int64) * rule.seconds.denominator
        return (seconds < rule.seconds.numerator * len(questions)) & (seconds < asked.answered * rule.seconds.numerator)
    if isinstance(rule, StraightLine):
        return _may_run(rule.questions, asked)
    if isinstance(rule, LowVariation):
        return _varies_less(rule, asked)
    return nw.col("staff_device")


def _may_run(length: int, asked: Asked) -> nw.Expr:
    """Whether the answers among some `length` neighbouring questions are all the same: so they are where a run begins."""
    if length > len(asked.questions):
        return nw.lit(False)
    starts = range(len(asked.questions) - length + 1)
    windows = [asked.questions[start : start + length] for start in starts]
    same = [nw.min_horizontal(*window) == nw.max_horizontal(*window) for window in windows]
    alike = same[0] if len(same) == 1 else nw.any_horizontal(*same, ignore_nulls=True)
    return alike & (asked.answered >= length)


def _varies_less(rule: LowVariation, asked: Asked) -> nw.Expr:
    """n Σx² − (Σx)² < (limit)² n (n − 1), in whole numbers: x in steps of the grid."""
    values = []
    for name in asked.questions:
        low, step = asked.step(name)
        values.append((nw.col(name).cast(nw.Int64) - low) * step)
    n, total = asked.answered, nw.sum_horizontal(*values)
    spread = n * nw.sum_horizontal(*(value * value for value in values)) - total * total
    limit = (rule.points * asked.grid / 100) ** 2
    return (n >= max(2, rule.questions)) & (spread * limit.denominator < n * (n - 1) * limit.numerator)


def _chosen(found: Arrays, mark: NDArray[np.generic]) -> Arrays:
    at = np.flatnonzero(mark.astype(bool))
    return {name: values[at] for name, values in found.items()}


def _told(rule: _Single, place: int, found: Arrays, asked: Asked) -> Arrays:
    """What one rule saw in the responses that it flags."""
    answers, seen = asked.matrix(found), dict(found)
    if isinstance(rule, StraightLine):
        runs = longest_runs(answers, answers != ABSENT)
        long = np.flatnonzero(runs.length >= rule.questions)
        seen = {name: values[long] for name, values in found.items()}
        seen |= {"measure": runs.length[long].astype(str).astype(object), "value": runs.value[long]}
    else:
        seen["value"] = _least(answers, len(found[ROW]))
    if isinstance(rule, LowVariation):
        seen["measure"] = np.array([f"{sd:.2f}" for sd in _sds(answers, asked)], dtype=object)
    if isinstance(rule, Fast) and rule.hard is not None:
        pairs = zip(found["seconds"].tolist(), found["answered"].tolist(), strict=True)
        seen["hard"] = np.array([_below(rule.hard, seconds, answered) for seconds, answered in pairs], dtype=object)
    return lines(place, seen, len(seen[ROW]))


def _least(answers: NDArray[np.int64], size: int) -> NDArray[np.object_]:
    """The least answer of each response, None where no rating question was answered."""
    given = answers != ABSENT
    least = np.full(size, None, dtype=object)
    some = np.flatnonzero(given.any(axis=1)) if answers.size else np.empty(0, dtype=np.int64)
    least[some] = np.where(given, answers, 2**31)[some].min(axis=1) if len(some) else None
    return least


def _below(pace: Fraction, seconds: int, answered: int) -> bool:
    return seconds * pace.denominator < answered * pace.numerator


def _sds(answers: NDArray[np.int64], asked: Asked) -> list[float]:
    steps = np.column_stack(
        [(answers[:, at] - asked.step(name)[0]) * asked.step(name)[1] for at, name in enumerate(asked.questions)]
    )
    return [float(sd) * 100 / asked.grid for sd in own_sds(steps, answers != ABSENT)]
