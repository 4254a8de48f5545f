"""Chapter 2: what the rules propose about whom, and what stands between a proposal and its effect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from manyi.engine.decide.decisions import Decision, RuleTrace
from manyi.engine.policy.sections.deciding import Award, Penalty
from manyi.engine.policy.sections.governing import Govern
from manyi.engine.wording.amounts import duration_words
from manyi.engine.wording.names import title_words
from manyi.engine.wording.penalties import measure_sentences, penalty_sentences
from manyi.engine.wording.rewards import award_sentences
from manyi.engine.wording.vocabulary import ROLES, word_of
from manyi.report.settlement.cards import Card, card
from manyi.report.settlement.naming import counted
from manyi.report.settlement.reading import Reading
from manyi.report.settlement.standing import Standings


@dataclass(frozen=True)
class RuleBlock:
    """One rule with everything it proposes."""

    title: str
    clause: str
    funnel: str
    policy: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Proposed:
    """The chapter: the steps every proposal still has to take, awards, penalties, and rules that propose nothing."""

    steps: tuple[str, ...]
    awards: tuple[RuleBlock, ...]
    penalties: tuple[RuleBlock, ...]
    idle: tuple[str, ...]


def proposed(figures: Standings) -> Proposed:
    """Everything proposed, rule by rule in the edition's order."""
    reading = figures.reading
    found = reading.settlement.proposals
    blocks = {
        trace.rule: _block(figures, trace, [d for d in found.decisions if d.rule == trace.rule])
        for trace in found.rules
    }
    awards = tuple(blocks[trace.rule] for trace in found.rules if trace.kind == "award" and blocks[trace.rule].cards)
    penalties = tuple(
        blocks[trace.rule] for trace in found.rules if trace.kind == "penalty" and blocks[trace.rule].cards
    )
    idle = tuple(f"{block.title}：{block.funnel}" if reading.lang == "zh" else f"{block.title}: {block.funnel}"
                 for block in blocks.values() if not block.cards)  # fmt: skip
    return Proposed(tuple(governing(reading)), awards, penalties, idle)


def governing(reading: Reading) -> Iterator[str]:
    """What stands between any proposal and its effect."""
    govern = reading.edition.govern
    if govern is None:
        yield reading.t("由公司指定的人员决定", "people named by the company decide")
        return
    yield from _roles(reading, govern)
    notice = govern.notice
    yield reading.t(f"公示 {notice.working_days} 个工作日", f"public notice for {notice.working_days} working days")
    within, answer = (
        duration_words(span, reading.lang) for span in (govern.appeal.within, govern.appeal.answer_within)
    )
    by = word_of(ROLES, govern.appeal.by, reading.lang)
    yield reading.t(
        f"本人可以在 {within}内申诉，由{by}在 {answer}内答复",
        f"the person may appeal within {within}; {by} answers within {answer}",
    )


def _roles(reading: Reading, govern: Govern) -> Iterator[str]:
    checks, decides, major = (
        word_of(ROLES, role, reading.lang)
        for role in (govern.roles.checks, govern.roles.decides, govern.roles.decides_major)
    )
    quorum = govern.roles.quorum
    yield reading.t(f"由{checks}核对", f"checked by {checks}")
    yield reading.t(
        f"由{decides}决定；标明“重大”的由{major}决定，至少 {quorum} 人参加",
        f"decided by {decides}; where marked “major”, by {major} with at least {quorum} deciding",
    )


def _block(figures: Standings, trace: RuleTrace, decisions: Sequence[Decision]) -> RuleBlock:
    reading = figures.reading
    rule = reading.rule(trace.rule)
    written = award_sentences if isinstance(rule, Award) else penalty_sentences
    measures = dict.fromkeys(str(decision.measure) for decision in decisions if decision.measure is not None)
    policy = [*written(trace.rule, reading.edition, reading.lang)]
    policy += [text for name in measures for text in measure_sentences(name, reading.edition, reading.lang)]
    cards = tuple(card(figures, decision, place) for place, decision in enumerate(_in_order(decisions)))
    return RuleBlock(
        title_words(rule.title, reading.lang), rule.clause, _funnel(reading, trace, rule),
        tuple(policy), cards,
    )  # fmt: skip


def _in_order(decisions: Sequence[Decision]) -> list[Decision]:
    """Honours without money last, then the ranked, then by subject."""
    return sorted(decisions, key=lambda d: (d.below_gate, d.rank or 0, d.subject))


def _funnel(reading: Reading, trace: RuleTrace, rule: Award | Penalty) -> str:
    looked = counted(trace.looked_at, rule.to, reading.lang)
    return reading.t(
        f"看了 {looked}：条件成立的 {trace.met}，证据足以判断的 {trace.judged}，提议 {trace.proposed}",
        f"{looked} looked at: the conditions hold for {trace.met}, {trace.judged} could be judged, {trace.proposed} proposed",
    )
