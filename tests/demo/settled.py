"""A described company written, read and settled for the periods its stories name; and how it changed with the scheme."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from manyi.demo.kit.spec import Company
from manyi.demo.kit.truth import ToldStory, Truth
from manyi.demo.kit.writing import write_company
from manyi.engine.decide.decisions import Proposals
from manyi.engine.evidence import Evidence, read_evidence
from manyi.engine.periods import read_period
from manyi.engine.policy.language import Edition
from manyi.engine.policy.new import PACKS
from manyi.engine.policy.questionnaire import read_questionnaire
from manyi.engine.policy.reading import read_edition
from manyi.engine.settle import settle_period

Answer = tuple[str, str, str, str]
"""Story, period, subject, answer."""


@dataclass(frozen=True)
class Settled:
    """A company's folder, truth and evidence, its pack, and what was proposed in each period."""

    folder: Path
    truth: Truth
    evidence: Evidence
    edition: Edition
    proposals: Mapping[str, Proposals]

    def rules(self) -> set[str]:
        """Every rule that proposed something in a period."""
        return {decision.rule for period in self.proposals.values() for decision in period.decisions}

    def answers(self) -> list[Answer]:
        """What the rule of each story answered."""
        return sorted(
            (story.id, period, who, self._answer(story, period, who))
            for story in self.truth.stories
            for period in story.periods
            for who in story.who
        )

    def _answer(self, story: ToldStory, period: str, who: str) -> str:
        about = (story.rule, who)
        proposals = self.proposals[period]
        for decision in proposals.decisions:
            if (decision.rule, decision.subject) == about:
                return decision.measure or "award"
        held = [near.reason for near in proposals.held_back if (near.rule, near.subject) == about]
        return f"held back: {held[0]}" if held and story.answer != "none" else "none"

    def expected(self) -> list[Answer]:
        """What the truth says each rule answers."""
        return sorted(
            (story.id, period, who, story.answer)
            for story in self.truth.stories
            for period in story.periods
            for who in story.who
        )

    def penalties(self) -> set[Answer]:
        """Rule, period, subject and measure of every penalty proposed."""
        return {
            (decision.rule, period, decision.subject, str(decision.measure))
            for period, proposals in self.proposals.items()
            for decision in proposals.decisions
            if decision.kind == "penalty"
        }

    def told_penalties(self) -> set[Answer]:
        """The same as the stories tell it."""
        rules = self.edition.decide.penalties
        return {
            (story.rule, period, who, story.answer)
            for story in self.truth.stories
            if story.rule in rules and story.answer in self.edition.decide.measures
            for period in story.periods
            for who in story.who
        }

    def number(self, question: str) -> float:
        """The first cell of an answer."""
        row = self.evidence.connection.execute(question).fetchone()
        assert row is not None
        return float(row[0] or 0)


def settle_company(company: Company, folder: Path) -> Iterator[Settled]:
    """Write, read and settle; the evidence is closed afterwards."""
    truth = write_company(company, folder, seed=1)
    pack = PACKS / company.pack / company.edition.isoformat()
    edition, questionnaire = read_edition(pack), read_questionnaire(pack)
    evidence = read_evidence(folder / "evidence", time_zone="Asia/Shanghai", until=company.end)
    periods = sorted({period for story in company.stories for period in story.periods})
    proposals = {
        period: settle_period(edition, questionnaire, read_period(period), evidence).proposals for period in periods
    }
    yield Settled(folder, truth, evidence, edition, proposals)
    evidence.close()


BEFORE, AFTER = "< TIMESTAMP '2025-12-31 16:00'", ">= TIMESTAMP '2025-12-31 16:00'"
HALF_BEFORE = "BETWEEN TIMESTAMP '2025-06-30 16:00' AND TIMESTAMP '2025-12-31 16:00'"


@dataclass(frozen=True)
class Estimate:
    """A value and its variance."""

    value: float
    variance: float


def direction(before: Estimate, after: Estimate) -> str:
    """Whether a figure rose or fell, beyond its 95 % interval."""
    change, reach = after.value - before.value, 1.96 * math.sqrt(before.variance + after.variance)
    return "none shown" if abs(change) <= reach else "up" if change > 0 else "down"


def satisfaction(settled: Settled, when: str) -> Estimate:
    """Mean linear index of responses, all questions rated 1 to 5 together, answers on staff devices left out."""
    names = settled.evidence.connection.execute(
        "SELECT question FROM questions WHERE kind = 'rating' ORDER BY 1"
    ).fetchall()
    marks = ", ".join(f"answer_{name}" for (name,) in names)
    of = (
        f"FROM (SELECT response, avg((value - 1) * 25.0) AS mark FROM (SELECT response, unnest([{marks}]) AS value "
        f"FROM responses WHERE answered_at {when} AND NOT staff_device) WHERE value IS NOT NULL GROUP BY response)"
    )
    return Estimate(settled.number(f"SELECT avg(mark) {of}"), settled.number(f"SELECT var_samp(mark) / count(*) {of}"))


def loyalty(settled: Settled, when: str) -> Estimate:
    """Net promoter score, with its published variance."""
    of = f"FROM responses WHERE answer_recommend IS NOT NULL AND answered_at {when}"
    n = settled.number(f"SELECT count(*) {of}")
    p, d = (settled.number(f"SELECT count(*) {of} AND answer_recommend {at}") / n for at in (">= 9", "<= 6"))
    return Estimate(100 * (p - d), 100**2 * (p + d - (p - d) ** 2) / n)


def share(settled: Settled, some: str, of_all: str) -> Estimate:
    """Rows of one question per row of another, as a share."""
    part, whole = settled.number(some), settled.number(of_all)
    return Estimate(part / whole, part / whole * (1 - part / whole) / whole)


def monthly(settled: Settled, when: str) -> Estimate:
    """Mean sales of a month."""
    months = (
        f"FROM (SELECT sum(amount)::DOUBLE AS sold FROM orders WHERE ordered_at {when} "
        "GROUP BY date_trunc('month', ordered_at + INTERVAL 8 HOUR))"
    )
    return Estimate(
        settled.number(f"SELECT avg(sold) {months}"), settled.number(f"SELECT var_samp(sold) / count(*) {months}")
    )


def trade(settled: Settled) -> dict[str, str]:
    """How complaint rate, return rate, repurchase and sales changed with the scheme."""

    def both(figure: str, when_before: str, when_after: str) -> str:
        return direction(_traded(settled, figure, when_before), _traded(settled, figure, when_after))

    return {
        "complaint_rate": both("complaint_rate", BEFORE, AFTER),
        "return_rate": both("return_rate", BEFORE, AFTER),
        "repurchase": both("repurchase", HALF_BEFORE, AFTER),
        "sales": direction(monthly(settled, BEFORE), monthly(settled, AFTER)),
    }


def _traded(settled: Settled, figure: str, when: str) -> Estimate:
    orders = f"SELECT count(*) FROM orders WHERE ordered_at {when}"
    if figure == "complaint_rate":
        upheld = "SELECT count(*) FROM cases WHERE kind = 'complaint' AND finding = 'upheld' AND received_at"
        return share(settled, f"{upheld} {when}", orders)
    if figure == "return_rate":
        return share(settled, f'SELECT count(*) FROM returns WHERE "at" {when}', orders)
    buyers = f"(SELECT count(*) AS n FROM orders WHERE ordered_at {when} GROUP BY customer)"
    return share(settled, f"SELECT count(*) FROM {buyers} WHERE n >= 2", f"SELECT count(*) FROM {buyers}")


def staff(settled: Settled) -> tuple[float, float]:
    """Mean staff satisfaction before and after."""
    of = 'SELECT avg(value)::DOUBLE FROM "values" WHERE measure = \'staff_satisfaction\' AND "from"'
    return settled.number(f"{of} < DATE '2026-01-01'"), settled.number(f"{of} >= DATE '2026-01-01'")
