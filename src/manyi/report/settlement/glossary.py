"""The words the report uses, each in one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from manyi.report.settlement.reading import Reading


@dataclass(frozen=True)
class Term:
    """One word and what it means here."""

    word: str
    meaning: str


_TERMS: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (("考核期", "period"), ("作为一个整体评定的一个月、一个季度或一年。", "The month, quarter or year that is judged as a whole.")),
    (("提议", "proposal"), ("程序按办法算出的结果，由指定的人决定之前不产生任何效力。",
                          "What the rules come to. It has no effect until named people decide.")),
    (("指标", "figure"), ("每个被评对象每期的一个有名称的数值，规则只依据指标。",
                        "A named number per subject and period; the only thing rules speak of.")),
    (("事实", "fact"), ("逐条数出来的指标，例如属实投诉件数，不需要证据门槛。",
                      "A figure counted exactly, such as complaints upheld; it needs no gate.")),
    (("估计值", "estimate"), ("由一部分客户的答卷推断的指标，因此附有区间、答卷数和信度。",
                           "A figure inferred from the answers of some customers; therefore it has an interval, n and a reliability.")),
    (("区间", "interval"), ("与数据相符的真实水平的范围，本报告均为 95% 区间。",
                          "The range of true levels that fit the data; always the 95 % interval here.")),
    (("n", "n"), ("数值依据的答卷或记录数量。", "How many answers or records a value rests on.")),
    (("信度", "reliability"), ("看到的差异中有多大比例是真实的差异，0 为全是偶然，1 为全是真实。",
                            "The share of the differences seen that is real: 0 is all chance, 1 is none.")),
    (("充分 / 有限 / 不足", "enough / limited / short"),
     ("充分：可用于奖励和处罚；有限：只可用于其中之一；不足：不作评定。",
      "Enough: may serve awards and penalties. Limited: one of the two. Short: not judged.")),
    (("门槛", "gate"), ("估计值用于公布、奖励或处罚之前必须具备的答卷数和信度。",
                      "The answers and the reliability an estimate needs before it may be shown, rewarded or penalised.")),
    (("并列带", "tie band"), ("数据无法与最后一名入选者区分开的所有人。", "Everybody the data cannot tell from the last one chosen.")),
    (("客群构成校正", "case-mix adjustment"), ("去掉员工不能左右的差异，例如触点和调查方式造成的高低。",
                                        "Taking out what people do not control, such as the touchpoint and the mode of the survey.")),
    (("p", "p"), ("假如真实水平正好在界线上，仍看到这样低（或更低）数值的概率。",
                 "The probability of a value this low, or lower, if the true level were right on the line.")),
    (("剔除", "exclusion"), ("依据事实不计入的答卷或记录，每一条都有理由。", "A response or record that does not count, by fact, with its reason.")),
    (("标记", "flag"), ("需要人复核的疑点；复核之前照常计入，标记本身不剔除任何答卷。",
                      "A doubt that opens a review; until then the response counts, and the flag removes nothing.")),
    (("摘要值", "digest"), ("内容的指纹：内容相同则摘要值相同，改动一个字就会不同。",
                          "A fingerprint: the same content has the same digest, and one changed character another.")),
)  # fmt: skip


def terms(reading: Reading) -> Iterator[Term]:
    """The glossary in the language of the report."""
    for word, meaning in _TERMS:
        yield Term(reading.t(*word), reading.t(*meaning))
