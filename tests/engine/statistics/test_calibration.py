"""Estimates, gates, proof and ties keep their promises over companies drawn from a known truth, through the engine's own path.

Each test says what it measured to `measured`, which holds it against the table of docs/fairness.md.
"""

import numpy as np
import pytest
from calibration_world import LINE, TRUE_SD, Answers, Measured, company, even, skewed, unequal

from manyi.engine.decide.selection import choose
from manyi.engine.policy.sections.deciding import Select
from manyi.engine.policy.words import Compare

pytest_plugins = ["calibration_fixtures"]

pytestmark = pytest.mark.calibration


def covered(people: int, rounds: int, answers: Answers, level: float) -> tuple[float, float]:
    """The share of 95 % intervals that hold the truth: of everybody, and of those who pass the gate for awards."""
    draw = np.random.default_rng(20260301)
    found = []
    for _ in range(rounds):
        sizes, truth = unequal(draw, people), level + TRUE_SD * draw.standard_normal(people)
        basis = company(draw, truth, sizes, answers).basis
        found.append(np.stack([(basis.low <= truth) & (truth <= basis.high), basis.reliability >= 0.70]))
    held, judged = np.concatenate(found, axis=1)
    return float(held.mean()), float(held[judged].mean())


@pytest.mark.parametrize(("people", "companies"), [(30, 90), (120, 30)])
def test_intervals_cover_the_truth(people: int, companies: int, rounds: int, measured: Measured) -> None:
    everybody, judged = covered(people, companies * rounds, even, 50.0)
    measured(f"intervals_{people}", everybody)
    measured(f"intervals_{people}_judged", judged)
    assert 0.935 <= everybody <= 0.965
    assert 0.935 <= judged <= 0.965


@pytest.mark.parametrize(("people", "companies", "least"), [(30, 40, 0.89), (120, 15, 0.925)])
def test_intervals_of_skewed_five_point_answers(
    people: int, companies: int, least: float, rounds: int, measured: Measured
) -> None:
    """Few people and weak differences: of everybody fewer may be covered, of those judged hardly."""
    everybody, judged = covered(people, companies * rounds, skewed, 80.0)
    measured(f"intervals_{people}_skewed", everybody)
    measured(f"intervals_{people}_skewed_judged", judged)
    assert least <= everybody <= 0.965
    assert 0.93 <= judged <= 0.975


@pytest.mark.parametrize(("answers", "gap"), [(even, 15.0), (skewed, 25.0)])
def test_sure_proof_penalises_few_who_are_not_below_the_line(
    answers: Answers, gap: float, rounds: int, measured: Measured
) -> None:
    """Three in four stand exactly on the line, the hardest case; the others are below it. With the gate and without."""
    draw = np.random.default_rng(20260302)
    wrong: dict[str, list[float]] = {"gated": [], "proof": []}
    right = 0
    for _ in range(60 * rounds):
        truth = np.where(np.arange(60) < 45, float(LINE), LINE - gap)
        made = company(draw, truth, draw.integers(40, 160, 60), answers)
        judge, rule = made.judge("penalties"), made.book.edition.decide.penalties["warning"].when
        assert isinstance(rule, Compare)
        for name, found in (("gated", judge.verdict(rule).held), ("proof", judge.sure_of(made.figure, rule))):
            wrong[name].append(int(found[:45].sum()) / max(1, int(found.sum())))
        right += int(judge.verdict(rule).held[45:].sum())
    measured(f"false_penalties_{answers.__name__}", float(np.mean(wrong["gated"])))
    measured(f"false_proofs_{answers.__name__}", float(np.mean(wrong["proof"])))
    measured(f"found_{answers.__name__}", right / (900 * rounds))
    assert float(np.mean(wrong["gated"])) <= 0.05
    assert float(np.mean(wrong["proof"])) <= 0.05
    assert right / (900 * rounds) >= 0.5


def test_equal_people_pass_no_gate_and_nobody_is_penalised(rounds: int, measured: Measured) -> None:
    """Everybody stands exactly on the line: whoever is penalised, or rewarded for an estimate, is so by luck."""
    draw = np.random.default_rng(20260303)
    passed = {"awards": 0, "penalties": 0}
    penalised = 0
    for _ in range(60 * rounds):
        made = company(draw, np.full(50, float(LINE)), draw.integers(15, 61, 50))
        judge = made.judge("penalties")
        passed["awards"] += int(made.judge("awards").gate(made.basis).sum())
        passed["penalties"] += int(judge.gate(made.basis).sum())
        penalised += int(judge.verdict(made.book.edition.decide.penalties["warning"].when).held.sum())
    measured("equal_people_penalised", penalised / (3000 * rounds))
    assert (passed, penalised) == ({"awards": 0, "penalties": 0}, 0)


@pytest.mark.parametrize("people", [30, 120])
def test_a_reliability_of_070_is_what_it_says(people: int, rounds: int, measured: Measured) -> None:
    """Among those who pass, the estimate tells 70 % of the true differences: their squared correlation."""
    draw = np.random.default_rng(20260304)
    pairs, told = [], []
    for _ in range(2400 // people * rounds):
        truth = 50.0 + TRUE_SD * draw.standard_normal(people)
        made = company(draw, truth, draw.integers(20, 81, people))
        passes = made.judge("awards").gate(made.basis)
        pairs.append(np.stack([made.basis.value, truth])[:, passes])
        told += made.basis.reliability[passes].tolist()
    estimate, truth = np.concatenate(pairs, axis=1)
    squared = float(np.corrcoef(estimate, truth)[0, 1] ** 2)
    measured(f"gate_{people}", squared)
    measured(f"gate_{people}_told", float(np.mean(told)))
    assert squared >= 0.70
    assert abs(squared - float(np.mean(told))) <= 0.05


def test_whoever_lies_below_the_tie_band_is_truly_behind(rounds: int, measured: Measured) -> None:
    """Of those below the band of the last winner, at most one in forty is in truth better than that winner."""
    draw = np.random.default_rng(20260305)
    rule = Select.model_validate({"top": "10%", "of": "judged", "round": "up", "by": "satisfaction"})
    wrong = outside = inside = 0
    for _ in range(60 * rounds):
        truth = 50.0 + TRUE_SD * draw.standard_normal(60)
        made = company(draw, truth, draw.integers(30, 121, 60))
        values = made.book.figure("satisfaction", "person").exact
        choice = choose(rule, range(60), 60, values, made.basis)
        last = choice.winners[-1]
        below = [p for p in range(60) if p not in choice.band and made.basis.value[p] < made.basis.value[last]]
        wrong, outside = wrong + int((truth[below] > truth[last]).sum()), outside + len(below)
        inside += len(choice.band)
    measured("below_band_but_better", wrong / outside)
    measured("band_size", inside / (60 * 60 * rounds))
    assert wrong / outside <= 0.025
