"""Means of answers: exact where the edition asks for no estimate."""

from datetime import date
from fractions import Fraction

import numpy as np

from manyi.engine.figures.answers import AnswerFigures
from manyi.engine.figures.exact import Why
from manyi.engine.periods import Days
from manyi.engine.policy.reading import read_rules
from manyi.engine.policy.verbs import Mean
from manyi.engine.subjects import make_subjects
from manyi.engine.tally import Pools, Tally

EDITION = """\
policy: shop
edition: 2026-01-01
time_zone: Asia/Shanghai
title: {zh: 办法, en: scheme}
position_groups: {sales: [seller]}
collect:
  dimensions:
    quality: {title: {zh: 质量, en: quality}, weight: "0.50", clause: A1}
    speed: {title: {zh: 速度, en: speed}, weight: "0.50", clause: A1}
figures:
  plain: {mean: answers, at_least: 3, clause: A1, title: {zh: 均值, en: mean}}
score:
  estimate: {round: {places: 2, mode: half_up}, clause: A1}
  gates: {show: {responses: 1}, awards: {responses: 30}, penalties: {responses: 30}}
report: {chapters: [findings], figures: [plain], clause: A1}
"""


def test_without_estimate_the_mean_of_all_dimensions_is_exact_and_draws_nobody_anywhere() -> None:
    edition = read_rules(EDITION)
    people = make_subjects(
        "person", [("an", "sales"), ("bo", "sales"), ("cy", "sales"), ("di", "sales")], ["position_group"]
    )
    tally = Tally(
        keys={
            "person": np.array(["an", "bo", "cy"], dtype=object), "unit": np.array(["u"] * 3, dtype=object),
            "month": np.array([202603] * 3), "position_group": np.array(["sales"] * 3, dtype=object),
        },
        pattern=np.array([3, 1, 3]), n=np.array([3, 4, 2]), sums=np.array([[7, 10], [9, 0], [8, 8]]),
        pools=Pools(keys={"position_group": np.array(["sales"], dtype=object), "month": np.array([202603])},
                    products=np.zeros((1, 2, 2), np.int64)),
        scale=(4, 4), zero=(2, 2),
    )  # fmt: skip
    rule = edition.figures["plain"]
    assert isinstance(rule, Mean)
    answers = AnswerFigures(edition, tally, {})
    found = answers.figure("plain", rule, people, Days(date(2026, 3, 1), date(2026, 4, 1)))
    assert found.basis is None
    assert [found.exact.at(place) for place in range(4)] == [
        (Fraction(700, 12) + Fraction(1000, 12)) / 2,
        Fraction(900, 16),
        None,
        None,
    ]
    assert found.exact.why.tolist() == [Why.KNOWN, Why.KNOWN, Why.TOO_FEW, Why.NO_ROWS]
    assert found.exact.n.tolist() == [3, 4, 2, 0]
