"""Ranks as bands, never as false precision."""

from manyi.engine.decide.decisions import Decision
from manyi.report.settlement.naming import measure_word
from manyi.report.settlement.reading import Reading


def rank_words(reading: Reading, decision: Decision) -> str:
    """Where a winner stands, as far as the data tell; empty for rules that rank nobody."""
    t, rank, of = reading.t, decision.rank, decision.of
    if decision.below_gate and decision.cash:
        return t(
            "成员未达评奖门槛，按团队评定并平分", "its people are below the gate: judged as a team, shared equally"
        )
    if decision.below_gate:
        return t("未达评奖门槛，只授予不含奖金的荣誉", "below the gate for awards: an honour without money")
    if rank is None or not of:
        return ""
    if not decision.band:
        return t(f"第 {rank} 名（共 {of}）", f"rank {rank} of {of}")
    if of == 1:
        return t("同组中唯一证据足够评定者", "the only one of the group with enough evidence to be judged")
    if decision.subject not in decision.band:
        return t(f"第 {rank} 名，明确领先于并列带", f"rank {rank}, clearly ahead of the tie band")
    if len(decision.band) == 1:
        return t(f"第 {rank} 名（共 {of}），与他人明确有别", f"rank {rank} of {of}, clearly apart from the others")
    return _band(reading, decision)


def _band(reading: Reading, decision: Decision) -> str:
    """Everybody the data cannot tell from the last winner shares one stretch of ranks."""
    t, decisions = reading.t, reading.settlement.proposals.decisions
    winners = {one.subject for one in decisions if one.rule == decision.rule and one.band == decision.band}
    start = 1 + len(winners - set(decision.band))
    end = start + len(decision.band) - 1
    others = len(set(decision.band) - winners)
    told = t(f"第 {start}–{end} 名，数据无法区分", f"ranks {start}–{end}, not told apart by the data")
    if not others:
        return told
    measure = measure_word(decision.subject_kind)
    return told + t(f"（其中 {others} {measure}未入选）", f" ({others} of them not chosen)")
