"""Which answers count: facts exclude, flags open a review, and every exclusion has its reason and clause."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from manyi.engine.backend import ROW, Arrays
from manyi.engine.clean_findings import LATER, Findings, inspect
from manyi.engine.clean_rules import AFTER_PERIOD, Flag, Rule, Sentences, after_period_reason, reason
from manyi.engine.quality.lines import SEEN

__all__ = ["Cleaned", "Counts", "Findings", "Review", "State", "clean", "inspect"]


class State(StrEnum):
    """What became of a flagged response."""

    KEPT_UNREVIEWED = "kept_unreviewed"
    KEPT_REVIEWED = "kept_reviewed"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class Counts:
    """Responses `read`; those of `earlier` periods are not looked at: read = earlier + kept + excluded."""

    read: int
    earlier: int
    kept: int
    excluded: int


@dataclass(frozen=True)
class Review:
    """A reviewer's verdict on one flag of one response: a row of quality_reviews."""

    response: str
    flag: str
    excludes: bool
    reason: str


@dataclass(frozen=True)
class Cleaned:
    """Which responses do not count, and which are in doubt; one line per response, or per response and flag.

    excluded: row, response, rule, clause, reason, reason_zh (a reviewer's own words stand in both); facts in the
    edition's order, then reviews, each by response. flagged: row, response, flag, clause, seconds, answered, value,
    measure, detail, hard, state; by rule, then response; `clean_rules.evidence` puts a line into words. unused: reviews
    of flags nobody raised.
    """

    counts: Counts
    excluded: Arrays
    flagged: Arrays
    unused: tuple[Review, ...]

    @property
    def rows(self) -> NDArray[np.int64]:
        """The places of the excluded responses, for `tally`."""
        rows: NDArray[np.int64] = self.excluded[ROW]
        return rows


def clean(findings: Findings, rules: Sequence[Rule], reviews: Sequence[Review] = ()) -> Cleaned:
    """Apply the facts found, and the flags that a reviewer's verdict turned into exclusions; other flags only remain.

    `rules` are those the findings were made with.
    """
    verdicts = _matched(findings, rules, reviews)
    facts = set(findings.facts[ROW].tolist())
    by_review = _by_review(findings, verdicts, facts)
    excluded = _columns(_by_fact(findings, rules), _reviewed(findings, rules, by_review, verdicts))
    out = facts | {int(findings.flags[ROW][line]) for line in by_review}
    used = {id(review) for review in verdicts.values()}
    return Cleaned(
        counts=Counts(
            read=findings.read,
            earlier=findings.earlier,
            kept=findings.read - findings.earlier - len(out),
            excluded=len(out),
        ),
        excluded=excluded,
        flagged=_flagged(findings, rules, verdicts, out),
        unused=tuple(review for review in reviews if id(review) not in used),
    )


def _matched(findings: Findings, rules: Sequence[Rule], reviews: Sequence[Review]) -> dict[int, Review]:
    """Line of `findings.flags` → the review of that flag."""
    wanted = {(review.response, review.flag): review for review in reviews}
    ids = {review.response for review in reviews}
    flags = findings.flags
    return {
        line: wanted[key]
        for line, response in enumerate(flags["response"].tolist())
        if response in ids and (key := (response, rules[flags["rule"][line]].name)) in wanted
    }


def _by_review(findings: Findings, verdicts: Mapping[int, Review], facts: set[int]) -> list[int]:
    """The first excluding line of each response that no fact excludes, by response."""
    rows = findings.flags[ROW]
    first: dict[int, int] = {}
    for line in sorted(verdicts):
        if verdicts[line].excludes and int(rows[line]) not in facts:
            first.setdefault(int(rows[line]), line)
    return sorted(first.values(), key=lambda line: str(findings.flags["response"][line]))


def _by_fact(findings: Findings, rules: Sequence[Rule]) -> dict[str, list[object]]:
    facts = {name: values.tolist() for name, values in findings.facts.items()}
    columns: dict[str, list[object]] = defaultdict(list)
    for place, other in zip(facts["rule"], facts["other"], strict=True):
        rule = None if place == LATER else rules[place]
        if isinstance(rule, Flag):
            raise ValueError(f"findings name rule {place} as a fact, but it is the flag {rule.name}: inspect again")
        said: Sentences = after_period_reason() if rule is None else reason(rule, other)
        columns["rule"].append(AFTER_PERIOD if rule is None else rule.name)
        columns["clause"].append("" if rule is None else rule.clause)
        columns["reason"].append(said[0])
        columns["reason_zh"].append(said[1])
    return {ROW: facts[ROW], "response": facts["response"], **columns}


def _reviewed(
    findings: Findings, rules: Sequence[Rule], lines: Sequence[int], verdicts: Mapping[int, Review]
) -> dict[str, list[object]]:
    rule = [rules[findings.flags["rule"][line]] for line in lines]
    words: list[object] = [verdicts[line].reason for line in lines]
    return {
        ROW: [int(findings.flags[ROW][line]) for line in lines],
        "response": [findings.flags["response"][line] for line in lines],
        "rule": [each.name for each in rule],
        "clause": [each.clause for each in rule],
        "reason": words,
        "reason_zh": words,
    }


def _columns(*parts: Mapping[str, Sequence[object]]) -> Arrays:
    return {
        name: np.array(
            [cell for part in parts for cell in part.get(name, ())], dtype=np.int64 if name == ROW else object
        )
        for name in (ROW, "response", "rule", "clause", "reason", "reason_zh")
    }


def _flagged(findings: Findings, rules: Sequence[Rule], verdicts: Mapping[int, Review], out: set[int]) -> Arrays:
    flags = findings.flags
    names = np.array([rule.name for rule in rules], dtype=object)
    clauses = np.array([rule.clause for rule in rules], dtype=object)
    state = np.full(len(flags[ROW]), State.KEPT_UNREVIEWED, dtype=object)
    state[list(verdicts)] = State.KEPT_REVIEWED
    state[np.isin(flags[ROW].astype(np.int64), list(out))] = State.EXCLUDED
    places = flags["rule"].astype(np.int64)
    kept = {name: flags[name] for name in SEEN}
    return kept | {"flag": names[places], "clause": clauses[places], "state": state}
