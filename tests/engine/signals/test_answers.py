"""Bursts and jumps: exactly those that are there, at the edge of the rule and beyond chance only."""

import random
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from signals_world import Row, rule, scene

from manyi.engine.signals.bursts import _crowded, burst
from manyi.engine.signals.jumps import jump

BURST = rule(signal="burst", **{"from": "3 answers"}, within="10 min")
JUMP = rule(signal="jump", **{"from": "10 points"}, within="3 months", sure="0.95")
NOON = datetime(2026, 3, 9, 12)


def answer(name: str, person: str, at: datetime, **cells: object) -> Row:
    return {"response": name, "survey": "S", "person": person, "mode": "online", "answered_at": at} | cells


def test_a_burst_is_by_one_channel_and_the_last_minute_counts() -> None:
    minutes = {"r1": 0, "r2": 4, "r3": 10, "r4": 21, "r5": 30, "r6": 32}
    mine = [answer(name, "p1", NOON + timedelta(minutes=at)) for name, at in minutes.items()]
    mixed = [
        answer(f"m{n}", "p2", NOON + timedelta(minutes=n), mode="online" if n % 2 else "telephone") for n in range(4)
    ]
    late = [answer(f"l{n}", "p3", datetime(2026, 4, 1, 0, n)) for n in range(5)]
    world = scene({"p1": "g", "p2": "g", "p3": "g"}, responses=[*mine, *mixed, *late])
    (seen,) = list(burst(world, BURST))
    assert (seen.subject, seen.n, seen.found, seen.value, seen.peers) == ("p1", 6, 3, "3", "2")
    assert seen.rows == (("responses", "r1"), ("responses", "r2"), ("responses", "r3"))
    assert seen.en == "3 answers within 10 min by the same channel; among peers usually 2"
    assert seen.zh == "同一渠道 10 分钟内收到 3 份答卷，同组其他人通常为 2"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=12), st.integers(1, 5))
def test_a_burst_equals_a_plain_reading(minutes: list[int], least: int) -> None:
    answers = sorted((NOON + timedelta(minutes=at), f"r{place}") for place, at in enumerate(minutes))
    windows = [
        [other for other in answers if timedelta() <= other[0] - start[0] <= timedelta(minutes=10)] for start in answers
    ]
    size, rows = _crowded(answers, least, timedelta(minutes=10))
    assert size == max(map(len, windows), default=0)
    assert rows == {name for window in windows if len(window) >= least for _, name in window}


def _answers(person: str, month: int, level: int, number: int, draw: random.Random) -> list[Row]:
    made = []
    for n in range(number):
        mark = max(1, min(5, level + draw.choice((-1, 0, 0, 1))))
        at = datetime(2026, month, 2 + n % 20, 9, n % 60)
        made.append(answer(f"{person}-{month}-{n:02}", person, at, answer_a=mark, answer_b=6 - mark, answer_check=1))
    return made


def test_a_jump_is_against_the_own_past_and_beyond_chance() -> None:
    draw = random.Random(3)
    rows = [
        *_answers("p1", 1, 3, 20, draw), *_answers("p1", 3, 5, 20, draw),  # rises
        *_answers("p2", 2, 4, 20, draw), *_answers("p2", 3, 4, 20, draw),  # stays
        *_answers("p3", 2, 5, 20, draw), *_answers("p3", 3, 2, 20, draw),  # falls
        *_answers("p4", 2, 3, 4, draw), *_answers("p4", 3, 5, 20, draw),  # hardly any past
        *_answers("p5", 2, 3, 20, draw),  # no present
    ]  # fmt: skip
    world = scene(dict.fromkeys(("p1", "p2", "p3", "p4", "p5"), "g"), responses=rows)
    (seen,) = list(jump(world, JUMP))
    mine = [row for row in rows if row["person"] == "p1"]
    before, now = (
        sum(25 * (int(str(row["answer_a"])) - 1) for row in mine if f"-{month}-" in str(row["response"])) / 20
        for month in (1, 3)
    )
    assert (seen.subject, seen.n, seen.value) == ("p1", 20, f"{now - before:+.1f}")
    assert seen.rows == tuple(("responses", f"p1-3-{n:02}") for n in range(20))
    assert seen.tested is not None
    assert seen.tested.family == 3
    assert seen.tested.adjusted < 0.001
    assert seen.en.startswith(
        f"mean of answers {before:.1f} → {now:.1f} points (n = 20, 20); change among peers usually "
    )


def test_answers_that_do_not_count_make_no_jump() -> None:
    draw = random.Random(3)
    rows = [
        *_answers("p1", 2, 3, 20, draw),
        *_answers("p1", 3, 5, 20, draw),
        *_answers("p2", 2, 3, 9, draw),
        *_answers("p2", 3, 3, 9, draw),
    ]
    people = {"p1": "g", "p2": "g"}
    assert [seen.subject for seen in jump(scene(people, responses=rows), JUMP)] == ["p1"]
    assert list(jump(scene(people, excluded=range(20, 40), responses=rows), JUMP)) == []


def test_equal_people_hardly_ever_jump() -> None:
    alarms = 0
    for seed in range(8):
        draw = random.Random(seed)
        rows = [row for n in range(20) for month in (2, 3) for row in _answers(f"p{n:02}", month, 4, 8, draw)]
        world = scene({f"p{n:02}": "g" for n in range(20)}, responses=rows)
        alarms += len(list(jump(world, rule(signal="jump", **{"from": "1 points"}, within="3 months", sure="0.95"))))
    assert alarms <= 2  # one month in twenty may hold a false alarm
