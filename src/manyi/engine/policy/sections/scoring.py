"""Section `score`: how estimates are made and what they need before they count."""

from typing import Literal

from manyi.engine.policy.words import Counted, Probability, Rounding, Strict


class Estimate(Strict):
    """How estimates are made: variance method, things a person does not control, rounding."""

    method: Literal["reml", "anova"] = "reml"
    case_mix: list[Literal["touchpoint", "mode", "product_line", "survey_kind"]] = []
    round: Rounding
    clause: str | None = None


class Gate(Strict):
    """The evidence an estimate needs before it may be used so."""

    responses: Counted
    reliability: Probability | None = None


class Gates(Strict):
    """Gates for estimates; facts need none. `below` says what an award does for those under its gate."""

    show: Gate
    awards: Gate
    penalties: Gate
    below: Literal["honour_only", "team", "none"] = "none"
    clause: str | None = None


class Score(Strict):
    """Estimates and their gates."""

    estimate: Estimate
    gates: Gates
