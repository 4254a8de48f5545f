"""Chapter 9: how the numbers were made, in plain words; which edition, which evidence, and the digests of both ends."""

from dataclasses import dataclass

import manyi
from manyi.engine.wording.amounts import day_words, sentence
from manyi.engine.wording.evidence_words import table_words
from manyi.engine.wording.figures import figure_sentence
from manyi.engine.wording.governing import appeal_words, major_words, notice_words, roles_words
from manyi.engine.wording.names import title_words
from manyi.engine.wording.sections import estimate_words, gates_words
from manyi.report.settlement.glossary import Term, terms
from manyi.report.settlement.reading import Reading


@dataclass(frozen=True)
class Defined:
    """One figure of the edition and what it is made of."""

    id: str
    title: str
    definition: str
    clause: str


@dataclass(frozen=True)
class Fact:
    """Something that identifies the settlement."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True)
class Method:
    """The chapter."""

    plain: tuple[str, ...]
    gates: tuple[str, ...]
    govern: tuple[str, ...]
    figures: tuple[Defined, ...]
    identity: tuple[Fact, ...]
    digests: tuple[Fact, ...]
    terms: tuple[Term, ...]


def method(reading: Reading) -> Method:
    """Everything needed to check the report or make it again."""
    settlement, lang = reading.settlement, reading.lang
    score = reading.edition.score
    gates = [] if score is None else [estimate_words(score.estimate, lang), *gates_words(score.gates, lang)]
    return Method(
        plain=tuple(_plain(reading)) if score is not None else (),
        gates=tuple(sentence(text, lang) for text in gates),
        govern=tuple(_govern(reading)),
        figures=tuple(
            Defined(name, reading.figure_title(name), figure_sentence(name, reading.edition, lang), str(figure.clause or ""))
            for name, figure in reading.edition.figures.items()
        ),
        identity=tuple(_identity(reading)),
        digests=tuple(Fact(table_words(name, lang), digest, code=True) for name, digest in sorted(settlement.table_digests.items())),
        terms=tuple(terms(reading)),
    )  # fmt: skip


def _plain(reading: Reading) -> list[str]:
    """The estimator, without symbols."""
    t = reading.t
    return [
        t("得分不是简单平均。某人的估计值 = 组均值 + 信度 ×（本人均值 − 组均值）：答卷越少，越靠近同组的平均，运气因此不会被当成本事。",
          "A score is not a plain mean. A person's estimate is the group's mean plus reliability times (own mean − group mean): the fewer the "
          "answers, the nearer to the group, so that luck is not taken for merit."),
        t("信度 = 人与人之间的差异 ÷（人与人之间的差异 + 本人均值的偶然误差），在 0 与 1 之间。",
          "Reliability is the variance between people divided by that variance plus the error variance of the person's own mean; it lies between 0 and 1."),
        t("区间是 95% 区间：真实水平大约有 95% 的把握落在其中。两个区间大面积重叠的人，数据无法区分。",
          "Intervals are 95 % intervals: they hold the true level about 95 times in a hundred. People whose intervals overlap widely are not told apart."),
        t("如果人与人之间看不出差异，本组所有人的估计值都等于组均值，不会有人因此被单独评定。",
          "Where no difference between people is seen, everybody's estimate is the group's mean and nobody is singled out."),
        t("处罚要求“确信”：用未收缩的均值与界线作单侧检验，并对本期全体被评者一并校正（BH 法），避免检验的人多了总会有人碰巧低于界线。",
          "Penalties ask to be “sure”: the unshrunken mean is tested against the line, one-sided, and corrected for everybody judged in the period "
          "(Benjamini–Hochberg), since among many somebody always falls below a line by chance."),
        t("与上一期比较时，变化的区间由两期区间合成；两期使用的答卷可能有重叠，合成的区间因此偏宽，宁可少说差异。",
          "Comparing with the period before, the interval of a change joins both intervals; both periods may share answers, which makes it rather too "
          "wide than too narrow."),
    ]  # fmt: skip


def _govern(reading: Reading) -> list[str]:
    govern, lang = reading.edition.govern, reading.lang
    if govern is None:
        return []
    told = [
        *roles_words(govern.roles, lang),
        major_words(govern.major, lang),
        notice_words(govern.notice, lang),
        *appeal_words(govern.appeal, lang),
    ]
    return [sentence(text, lang) for text in told]


def _identity(reading: Reading) -> list[Fact]:
    settlement, t = reading.settlement, reading.t
    edition = settlement.edition
    return [
        Fact(t("办法", "policy"), title_words(edition.title, reading.lang)),
        Fact(t("办法编号", "policy id"), edition.policy, code=True),
        Fact(t("版次", "edition"), day_words(edition.edition, reading.lang)),
        Fact(t("考核期", "period"), f"{reading.period_title()}{t('，', ', ')}{reading.days()}"),
        Fact(t("时区", "time zone"), edition.time_zone, code=True),
        Fact(t("程序版本", "engine version"), manyi.__version__, code=True),
        Fact(t("输入摘要值", "input digest"), settlement.input_digest, code=True),
        Fact(t("结果摘要值", "result digest"), settlement.result_digest, code=True),
    ]
