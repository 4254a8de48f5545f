"""Sheets of what is proposed: decisions, money line by line, and what came close."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from manyi.engine.decide.decisions import Decision, Given
from manyi.engine.explain import given_words
from manyi.engine.wording.names import goods_words, name_words, title_words
from manyi.engine.wording.vocabulary import MEASURE_KINDS, NEEDS, ONE_SUBJECT, word_of
from manyi.report.settlement.gifts import gives, terms
from manyi.report.settlement.naming import Who
from manyi.report.settlement.near import reason_words
from manyi.report.settlement.ranks import rank_words
from manyi.report.settlement.reading import Reading
from manyi.report.workbook.sheet import Column, Sheet, Value


def decisions(reading: Reading) -> Sheet:
    """One row per proposal."""
    t, proposals = reading.t, reading.settlement.proposals
    columns = [
        Column(t("奖或罚", "award or penalty"), "flag"), Column(t("规则", "rule")), Column(t("条款", "clause"), "code"),
        Column(t("编号", "id"), "code"), Column(t("姓名或名称", "name")), Column(t("所属", "where")),
        Column(t("内容", "what is proposed"), "long"), Column(t("奖金", "money given"), "money"),
        Column(t("追偿或扣减", "money taken"), "money"), Column(t("考核分", "points"), "whole"),
        Column(t("名次", "rank"), "long"), Column(t("标记", "marks")),
        Column(t("生效前还需", "needed before it takes effect"), "long"),
        Column(t("证据条数", "pieces of evidence"), "whole", printed=False),
        Column(t("考核期第一日", "first day"), "day", printed=False), Column(t("考核期最后一日", "last day"), "day", printed=False),
        Column(t("对象", "about whom"), "flag", printed=False), Column(t("规则编号", "rule id"), "code", printed=False),
    ]  # fmt: skip
    about = t("以下各项均为提议，尚未决定。", "Everything here is proposed; nothing is decided.")
    rows = [_decision(reading, one) for one in proposals.decisions]
    return Sheet(t("评定提议", "Decisions"), about, columns, rows)


def _decision(reading: Reading, one: Decision) -> list[Value]:
    lang, rule, who = reading.lang, reading.rule(one.rule), reading.names.who(one.subject_kind, one.subject)
    first, last = days(reading)
    money, points = _taken(reading, one)
    return [
        _award(reading, one.kind), title_words(rule.title, lang), one.clause, one.subject, who.name, who.place,
        _content(reading, one), one.cash if one.kind == "award" else None, money, points, rank_words(reading, one),
        reading.t("、", ", ").join(_marks(reading, one)),
        reading.t("；", "; ").join(word_of(NEEDS, need, lang) for need in one.needs), len(one.evidence), first, last,
        word_of(ONE_SUBJECT, one.subject_kind, lang), one.rule,
    ]  # fmt: skip


def _marks(reading: Reading, one: Decision) -> Iterator[str]:
    """What sets a proposal apart from an ordinary one."""
    if one.major:
        yield reading.t("重大", "major")
    if one.below_gate:
        yield reading.t("只授荣誉", "honour only")
    if one.undecided_tie:
        yield reading.t("末位并列，待裁定", "tie for the last place, to be decided")


def days(reading: Reading) -> tuple[date, date]:
    """The first and the last day of the period."""
    period = reading.settlement.period
    return period.start, period.end - timedelta(days=1)


def _award(reading: Reading, kind: str) -> str:
    return reading.t("奖励", "award") if kind == "award" else reading.t("处罚", "penalty")


def _content(reading: Reading, one: Decision) -> str:
    measure = [] if one.measure is None else [name_words(one.measure, reading.edition, reading.lang)]
    return reading.t("；", "; ").join([*measure, *terms(reading, one), *gives(reading, one)])


def _taken(reading: Reading, one: Decision) -> tuple[Decimal | None, Decimal | None]:
    """What a measure takes: money, or appraisal points."""
    if one.measure is None or one.amount is None:
        return None, None
    kind = reading.edition.decide.measures[one.measure].kind
    return (None, one.amount) if kind == "points" else (one.amount, None)


def money_lines(reading: Reading) -> Sheet:
    """One row per receiver and thing given, and per person from whom something is taken."""
    t = reading.t
    columns = [
        Column(t("给或取", "given or taken"), "flag"), Column(t("编号", "id"), "code"), Column(t("姓名或名称", "name")),
        Column(t("所属", "where")), Column(t("规则", "rule")), Column(t("条款", "clause"), "code"),
        Column(t("项目", "what"), "long"), Column(t("金额", "amount"), "money"), Column(t("可选", "options"), "long"),
        Column(t("不选时", "if nothing is chosen")), Column(t("有效月数", "months valid"), "whole"),
        Column(t("因谁而得", "won by"), "code", printed=False),
    ]  # fmt: skip
    rows = [row for one in reading.settlement.proposals.decisions for row in _lines(reading, one)]
    about = t("金额按人到分；取走的以负数列出。均为提议。", "Amounts to the cent, person by person; what is taken is negative. All of it is proposed.")  # fmt: skip
    return Sheet(t("款项明细", "Money lines"), about, columns, rows)


def _lines(reading: Reading, one: Decision) -> Iterator[list[Value]]:
    lang, title = reading.lang, title_words(reading.rule(one.rule).title, reading.lang)
    for given in one.gives:
        who = receiver(reading, one, given)
        yield [
            reading.t("给", "given"), given.to, who.name, who.place, title, one.clause, given_words(reading.settlement, given, lang),
            given.amount, reading.t("、", ", ").join(goods_words(option, reading.edition, lang) for option in given.options),
            None if given.default is None else goods_words(given.default, reading.edition, lang), given.valid_months, one.subject,
        ]  # fmt: skip
    taken, _ = _taken(reading, one)
    if taken is not None:
        who = reading.names.who(one.subject_kind, one.subject)
        kind = reading.edition.decide.measures[str(one.measure)].kind
        yield [
            reading.t("取", "taken"), one.subject, who.name, who.place, title, one.clause, word_of(MEASURE_KINDS, kind, lang),
            -taken, "", None, None, one.subject,
        ]  # fmt: skip


def receiver(reading: Reading, one: Decision, given: Given) -> Who:
    """Who receives something: a person the period knows, else the subject itself."""
    known = given.to in reading.names.subjects["person"].index
    return reading.names.who("person" if known else one.subject_kind, given.to)


def held_back(reading: Reading) -> Sheet:
    """One row per near miss, with the one thing that stood between."""
    t = reading.t
    columns = [
        Column(t("奖或罚", "award or penalty"), "flag"), Column(t("规则", "rule")), Column(t("条款", "clause"), "code"),
        Column(t("对象", "about whom"), "flag"), Column(t("编号", "id"), "code"), Column(t("姓名或名称", "name")),
        Column(t("所属", "where")), Column(t("隔在中间的原因", "what stood between"), "long"),
        Column(t("数值", "value"), "number"), Column(t("最后入选者", "last one chosen"), "number"),
        Column(t("规则编号", "rule id"), "code", printed=False), Column(t("原因代码", "reason code"), "code", printed=False),
    ]  # fmt: skip
    rows: list[list[Value]] = []
    for one in reading.settlement.proposals.held_back:
        who = reading.names.who(one.subject_kind, one.subject)
        rows.append([
            _award(reading, one.kind), title_words(reading.rule(one.rule).title, reading.lang), one.clause,
            word_of(ONE_SUBJECT, one.subject_kind, reading.lang), one.subject, who.name, who.place, reason_words(reading, one),
            number(one.value), number(one.line), one.rule, one.reason,
        ])  # fmt: skip
    about = t("规则差一点就会作出提议；每一行只写隔在中间的那一个原因。", "A rule came close to a proposal; each row names the one thing that stood between.")  # fmt: skip
    return Sheet(t("接近而未达成", "Near misses"), about, columns, rows)


def number(text: str | None) -> Value:
    """A number as the rules compared it; a word stays a word."""
    if text is None:
        return None
    plain = text.removeprefix("-")
    return Decimal(text) if plain.isascii() and plain.replace(".", "", 1).isdigit() else text
