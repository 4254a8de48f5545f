"""Each flag on answers made for it: exactly those responses, with what was seen, whatever the order of rows."""

import random
from fractions import Fraction
from itertools import groupby
from statistics import stdev

import pytest
from flags_world import EXPECTED, MARCH, QUESTIONS, SCALES, Given, flagged, lines, plain
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyi.engine.backend import DuckDB
from manyi.engine.clean import inspect
from manyi.engine.clean_rules import (
    AttentionCheck,
    Fast,
    FastPage,
    LowVariation,
    Outlying,
    Rule,
    StraightLine,
    evidence,
)
from manyi.engine.statistics.person_fit import outlying_beyond

RULES: tuple[Rule, ...] = (
    Fast(seconds=Fraction(2), hard=Fraction(1), clause="E1"),
    FastPage(seconds=Fraction(2), hard=Fraction(1), clause="E2"),
    StraightLine(questions=4, clause="E3"),
    LowVariation(points=Fraction(15), questions=5, clause="E4"),
    Outlying(level=0.9, clause="E5"),
    AttentionCheck(clause="E6"),
)
VARIED = (5, 2, 4, 1, 3, 7)


@pytest.fixture(scope="module")
def backend() -> DuckDB:
    return DuckDB.open(memory="500MB")


def test_fast_marks_the_hard_level_apart(backend: DuckDB) -> None:
    rule = Fast(seconds=Fraction(2), hard=Fraction(1), clause="E1")
    made = [plain(f"R{seconds:02}", VARIED, seconds=seconds) for seconds in (5, 6, 11, 12)]
    assert lines(flagged(backend, [rule], [*made, plain("R99", VARIED, seconds=None)])) == [
        ("R05", "fast", 5, 6, 1, None, None, True),
        ("R06", "fast", 6, 6, 1, None, None, False),
        ("R11", "fast", 11, 6, 1, None, None, False),
    ]


def test_a_fast_page_is_told_with_the_fastest(backend: DuckDB) -> None:
    rule = FastPage(seconds=Fraction(2), hard=Fraction(1), clause="E2")
    made = [plain("R1", VARIED), plain("R2", VARIED), plain("R3", VARIED)]
    pages = [
        ("R1", "p1", 3, 3),
        ("R1", "p2", 3, 3),
        ("R1", "p3", 5, 3),
        ("R2", "p1", 6, 3),
        ("R3", "p2", 2, 3),
        ("R3", "p1", 0, 0),
    ]
    assert lines(flagged(backend, [rule], made, pages)) == [
        ("R1", "fast_page", 3, 3, None, None, "p1", False),
        ("R3", "fast_page", 2, 3, None, None, "p2", True),
    ]


def test_a_straight_line_runs_in_the_questionnaires_order_over_questions_not_answered(backend: DuckDB) -> None:
    rule = StraightLine(questions=4, clause="E3")
    made = [
        plain("R1", (1, 4, 4, 4, 4, 9)),
        plain("R2", (3, 3, None, 3, 3, 1)),
        plain("R3", (2, 2, 2, 1, 2, 2)),
        plain("R4", (None, None, None, 5, 5, 5)),
        plain("R5", (5, 5, 5, 5, 5, 5)),
        plain("R6", (4, 4, 4, None, None, 1)),
    ]
    assert lines(flagged(backend, [rule], made)) == [
        ("R1", "straight_line", 60, 6, 4, "4", None, False),
        ("R2", "straight_line", 60, 5, 3, "4", None, False),
        ("R5", "straight_line", 60, 6, 5, "6", None, False),
    ]


def test_low_variation_takes_every_scale_as_0_to_100(backend: DuckDB) -> None:
    rule = LowVariation(points=Fraction(15), questions=5, clause="E4")
    made = [
        plain("R1", (3, 3, 3, 3, 3, 5)),  # 50 throughout
        plain("R2", (3, 3, 3, 3, 4, 5)),  # one step of 25: 10.21
        plain("R3", (3, 3, 3, 4, 4, 5)),  # two steps: 12.91
        plain("R4", (3, 3, 4, 4, 5, 5)),
        plain("R5", (3, 3, 3, None, None, 5)),
    ]
    assert lines(flagged(backend, [rule], made)) == [
        ("R1", "low_variation", 60, 6, 3, "0.00", None, False),
        ("R2", "low_variation", 60, 6, 3, "10.21", None, False),
        ("R3", "low_variation", 60, 6, 3, "12.91", None, False),
    ]


def test_outlying_answers_are_held_against_those_of_their_survey(backend: DuckDB) -> None:
    rule, draw = Outlying(level=0.999, clause="E5"), random.Random(5)
    usual = [
        (level := draw.randint(2, 4), level, level, level, min(5, level + draw.randint(0, 1)), 2 * level)
        for _ in range(80)
    ]
    made = [plain(f"R{place:02}", row) for place, row in enumerate(usual)]
    odd = plain("X1", (1, 5, 1, 5, 1, 10))
    alone = plain("X2", (1, 5, 1, 5, 1, 10), survey=None)
    found = lines(flagged(backend, [rule], [*made, odd, alone]))
    assert [(line[0], line[1], line[3], line[4]) for line in found] == [("X1", "outlying", 6, 1)]
    assert found[0][6] == f"{outlying_beyond(0.999, 3):.2f}"  # three of the six questions repeat others
    assert float(str(found[0][5])) > float(str(found[0][6]))


def test_a_response_with_fewer_answers_is_held_against_all_who_answered_those(backend: DuckDB) -> None:
    rule, draw = Outlying(level=0.999, clause="E5"), random.Random(6)
    made = []
    for place in range(60):
        level = draw.randint(1, 5)
        made.append(
            plain(
                f"R{place:02}", (level, level, draw.randint(1, 5), draw.randint(1, 5), draw.randint(1, 5), place % 11)
            )
        )
    odd = plain("X1", (1, 5, None, None, None, None))
    assert [(line[0], line[3]) for line in lines(flagged(backend, [rule], [*made, odd]))] == [("X1", 2)]


def test_an_attention_check_that_was_failed_and_one_that_was_not_asked(backend: DuckDB) -> None:
    made = [plain("R1", VARIED, check=2), plain("R2", VARIED, check=5), plain("R3", VARIED, check=None)]
    cleaned = flagged(backend, [AttentionCheck(clause="E6")], made)
    assert lines(cleaned) == [("R2", "attention_check", None, 1, 5, "2", "check", False)]
    assert cleaned.counts.excluded == 0


def test_pages_are_asked_for_when_a_rule_needs_them(backend: DuckDB) -> None:
    with pytest.raises(ValueError, match=r"rule fast_page \(E2\) needs the table page_times: pass it to inspect"):
        inspect(backend, backend.table("responses"), RULES[1:2], periods=[MARCH], questions=QUESTIONS)


cells = st.one_of(st.none(), st.integers(1, 5))
rows = st.lists(
    st.tuples(
        st.sampled_from(["S", "T", None]), st.one_of(st.none(), st.integers(0, 14)), st.tuples(*[cells] * 6), cells
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, seed=st.integers(0, 10**6))
def test_row_order_changes_nothing(
    backend: DuckDB, rows: list[tuple[str | None, int | None, tuple[int | None, ...], int | None]], seed: int
) -> None:
    made: list[Given] = [
        plain(f"R{place:02}", answers, survey=survey, seconds=seconds, check=check)
        for place, (survey, seconds, answers, check) in enumerate(rows)
    ]
    pages = [(given[0], page, place % 5, 2) for place, given in enumerate(made) for page in ("p1", "p2")]
    first = lines(flagged(backend, RULES, made, pages))
    random.Random(seed).shuffle(made)
    random.Random(seed).shuffle(pages)
    assert lines(flagged(backend, RULES, made, pages)) == first


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows)
def test_single_flags_equal_a_plain_reading(
    backend: DuckDB, rows: list[tuple[str | None, int | None, tuple[int | None, ...], int | None]]
) -> None:
    made: list[Given] = [
        plain(f"R{place:02}", answers, check=check) for place, (_, _, answers, check) in enumerate(rows)
    ]
    expected = {"straight_line": [], "low_variation": [], "attention_check": []}  # type: dict[str, list[str]]
    for name, _, _, answers, check in made:
        scales = [SCALES[question] for question in QUESTIONS]
        given = [
            (a, Fraction(100 * (a - low), high - low))
            for a, (low, high) in zip(answers, scales, strict=True)
            if a is not None
        ]
        if max((len(list(same)) for _, same in groupby(a for a, _ in given)), default=0) >= 4:
            expected["straight_line"].append(name)
        if len(given) >= 5 and stdev(float(points) for _, points in given) < 15:
            expected["low_variation"].append(name)
        if check is not None and check != EXPECTED["answer_check"]:
            expected["attention_check"].append(name)
    found = lines(flagged(backend, RULES, made))
    assert {flag: [line[0] for line in found if line[1] == flag] for flag in expected} == expected


def test_what_each_flag_saw_in_words() -> None:
    assert evidence("fast_page", seconds=2, answered=3, value=None, detail="p2") == (
        "2 s for 3 questions on page p2", "第 p2 页 3 题用时 2 秒",
    )  # fmt: skip
    assert evidence("low_variation", seconds=60, answered=6, value=3, measure="10.21") == (
        "a standard deviation of 10.21 points over 6 rating questions", "6 道评分题的标准差为 10.21 分",
    )  # fmt: skip
    assert evidence("outlying", seconds=60, answered=6, value=1, measure="41.20", detail="22.46") == (
        "squared distance 41.20, limit 22.46, over 6 rating questions", "6 道评分题的马氏距离平方为 41.20，界限为 22.46",
    )  # fmt: skip
    assert evidence("attention_check", seconds=None, answered=1, value=5, measure="2", detail="check") == (
        "5 to the check check, expected 2", "检查题 check 选 5，应选 2",
    )  # fmt: skip
