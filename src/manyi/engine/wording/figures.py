"""Figures in words: what each is made of, over which time, what a missing part means, how it is rounded."""

from collections.abc import Callable, Mapping
from typing import Any

from manyi.engine.policy.graph import tables_of
from manyi.engine.policy.language import Edition
from manyi.engine.policy.verbs import (
    Add,
    Again,
    AnyFigure,
    Best,
    Count,
    DerivedFigure,
    Divide,
    Grade,
    GradeCase,
    InlineAgain,
    Mean,
    Net,
    Rate,
    RowFigure,
    Share,
    Subtract,
    Sum,
    Value,
    Weigh,
    Worst,
)
from manyi.engine.policy.words import Condition, Group, Span, read_comparison
from manyi.engine.wording.amounts import bound_words, listed, quoted, rounding_words, sentence, span_words
from manyi.engine.wording.conditions import comparison_words, condition_words, operand_words
from manyi.engine.wording.evidence_words import classifier, column_words, columns_of, english, table_words
from manyi.engine.wording.names import figure_words
from manyi.engine.wording.vocabulary import MEASURED_IN, Language, pick, word_of

_MISSING = {
    "unjudged": ("任何一部分缺失的，不得出结果", "if a part is missing there is no result"),
    "reweigh": (
        "缺失的部分不计，其权重由其余部分按比例分担",
        "a missing part is left out and the other weights share its place",
    ),
    "leave_out": ("缺失的部分不计", "a missing part is left out"),
    "zero": ("缺失的部分按 0 计", "a missing part counts as 0"),
}
_CODED = {"quality": ("处理质量", "quality"), "innovation": ("创新", "innovation")}


def figure_sentence(name: str, edition: Edition, lang: Language) -> str:
    """One figure as a full sentence, beginning with what it is called."""
    figure = edition.figures[name]
    title = figure_words(name, edition, lang)
    text = f"{quoted(title.strip('“”'))}{pick(lang, '：', ': ')}{figure_definition(figure, edition, lang)}"
    extras = [text, *_extras(figure, lang)]
    return sentence(pick(lang, "；", "; ").join(extras), lang)


def figure_definition(figure: AnyFigure, edition: Edition, lang: Language) -> str:
    """What a figure is, as a phrase."""
    maker: Callable[[Any, Edition, Language], str] = _MAKERS[type(figure)]
    return maker(figure, edition, lang)


def _extras(figure: AnyFigure, lang: Language) -> list[str]:
    extras = []
    if isinstance(figure, RowFigure) and figure.dated is not None:
        day = _column(tables_of(figure)[0], figure.dated, lang)
        extras.append(
            pick(lang, f"按{day}计入，没有{day}的不计", f"counted by {day}; without it there is nothing to count")
        )
    if isinstance(figure, RowFigure) and figure.at_least is not None:
        table = tables_of(figure)[-1]
        noun = pick(lang, classifier(table), english(table))
        extras.append(
            pick(
                lang,
                f"不足 {figure.at_least} {noun}的不计",
                f"with fewer than {figure.at_least} {noun} there is no result",
            )
        )
    if isinstance(figure, DerivedFigure) and not (isinstance(figure, Grade) and figure.missing == "unjudged"):
        extras.append(pick(lang, *_MISSING[figure.missing]))
    if figure.round is not None:
        extras.append(
            pick(
                lang, f"结果{rounding_words(figure.round, lang)}", f"the result is {rounding_words(figure.round, lang)}"
            )
        )
    return extras


# ---- figures over rows ----------------------------------------------------------------------------------------------


def _rows(table: str, where: Condition | None, over: Span, edition: Edition, lang: Language) -> str:
    """Rows as a noun phrase: 考核期内类别为投诉的工单 · cases in the period where kind is complaint."""
    span, noun = span_words(over, lang), table_words(table, lang)
    if where is None:
        return pick(lang, f"{span}的{noun}", f"{noun} {span}")
    told = condition_words(where, edition, lang, table=table)
    zh = f"{span}符合条件（{told}）的{noun}" if isinstance(where, Group) else f"{span}{told}的{noun}"
    return pick(lang, zh, f"{noun} {span} where {told}")


def _by(figure: RowFigure, lang: Language) -> str:
    return pick(lang, "每个维度", "for each dimension, ") if figure.by is not None else ""


def _column(table: str, name: str, lang: Language) -> str:
    if name in _CODED:
        return pick(lang, *_CODED[name])
    return column_words(name, columns_of(table, None).get(name), lang)


def _mean(figure: Mean, edition: Edition, lang: Language) -> str:
    rows = _rows(figure.mean, figure.where, figure.over, edition, lang)
    if figure.mean != "answers":
        of = _column(figure.mean, figure.of or "", lang)
        return _by(figure, lang) + pick(lang, f"{rows}，其{of}的平均值", f"the mean of {of} over {rows}")
    text = _by(figure, lang) + pick(lang, f"{rows}折算为 0–100 分后的平均分", f"the mean on a scale of 0–100 of {rows}")
    if not figure.estimate:
        return text
    zh = f"{text}，按证据多少估计：答卷越少，越靠近同组平均"
    return pick(lang, zh, f"{text}, estimated: the fewer the answers, the nearer to the group's mean")


def _share(figure: Share, edition: Edition, lang: Language) -> str:
    rows = _rows(figure.share, figure.among, figure.over, edition, lang)
    where = condition_words(figure.where, edition, lang, table=figure.share)
    zh = f"{rows}中，{where}的占百分之几（情况不明的不计）"
    en = f"the share, in percent, of {rows} for which {where} (those where it is not known are left out)"
    return _by(figure, lang) + pick(lang, zh, en)


def _count(figure: Count, edition: Edition, lang: Language) -> str:
    rows = _rows(figure.count, figure.where, figure.over, edition, lang)
    return _by(figure, lang) + pick(lang, f"{rows}的数量，没有即为 0", f"the number of {rows}; 0 when there is none")


def _sum(figure: Sum, edition: Edition, lang: Language) -> str:
    rows, of = _rows(figure.sum, figure.where, figure.over, edition, lang), _column(figure.sum, figure.of, lang)
    return _by(figure, lang) + pick(
        lang, f"{rows}，其{of}合计，没有即为 0", f"the sum of {of} over {rows}; 0 when there is none"
    )


def _rate(figure: Rate, edition: Edition, lang: Language) -> str:
    tops = _rows(figure.rate, figure.where, figure.over, edition, lang)
    bottoms = _rows(figure.per, figure.per_where, figure.over, edition, lang)
    zh = f"{tops}的数量，按每 {figure.times} {classifier(figure.per)}{bottoms}计"
    return _by(figure, lang) + pick(lang, zh, f"the number of {tops}, per {figure.times} {bottoms}")


def _net(figure: Net, edition: Edition, lang: Language) -> str:
    rows = _rows("answers", figure.where, figure.over, edition, lang)
    above, below = (_bound(read_comparison(bound), lang) for bound in (figure.above, figure.below))
    zh = f"{rows}中，{quoted(figure.of)}题{above}的占比减去{below}的占比，乘以 100"
    return _by(figure, lang) + pick(
        lang,
        zh,
        f"100 times (the share of {above} minus the share of {below}) of the answers to {quoted(figure.of)}, counting {rows}",
    )


def _bound(bound: tuple[Any, Any], lang: Language) -> str:
    return bound_words(bound[0], str(bound[1]), lang)


def _value(figure: Value, _: Edition, lang: Language) -> str:
    unit = word_of(MEASURED_IN, figure.unit.value, lang)
    zh = f"另行测得的{quoted(figure.value)}（单位：{unit}），取{span_words(figure.over, lang)}"
    zh += "最近的一个" if figure.use == "last" else "按天数计的平均值"
    en = f"{quoted(figure.value)} as measured elsewhere ({unit}), "
    en += "the latest" if figure.use == "last" else "the mean by days"
    return _by(figure, lang) + pick(lang, zh, f"{en} {span_words(figure.over, lang)}")


# ---- figures of figures ---------------------------------------------------------------------------------------------


def part_words(part: str | InlineAgain, edition: Edition, lang: Language) -> str:
    """A figure that another is made of, over another span where it says so."""
    if isinstance(part, str):
        return figure_words(part, edition, lang)
    name, span = figure_words(part.again, edition, lang), span_words(part.over, lang)
    return pick(lang, f"{span}的{name}", f"{name} {span}")


def _parts(parts: str | list[str | InlineAgain], edition: Edition, lang: Language) -> str:
    if isinstance(parts, str):
        return pick(
            lang,
            f"各维度的{part_words(parts, edition, lang)}",
            f"{part_words(parts, edition, lang)} over all dimensions",
        )
    return listed([part_words(part, edition, lang) for part in parts], lang)


def _weighed(name: str, weight: str, edition: Edition, lang: Language) -> str:
    title = figure_words(name, edition, lang)
    return pick(lang, f"{title}（权重 {weight}）", f"{title} (weight {weight})")


def _weigh(figure: Weigh, edition: Edition, lang: Language) -> str:
    if isinstance(figure.weigh, Mapping):
        parts = [_weighed(name, str(weight), edition, lang) for name, weight in figure.weigh.items()]
        return pick(lang, f"{listed(parts, lang)}的加权平均", f"the weighted mean of {listed(parts, lang)}")
    name = figure_words(figure.weigh, edition, lang)
    if figure.with_ is None:
        return pick(lang, f"各维度的{name}的平均", f"the mean of {name} over all dimensions")
    weight = pick(lang, "各维度的权重", "the weight of each dimension")
    if figure.with_ != "weight":
        weight = operand_words(figure.with_, edition, lang)
    return pick(
        lang, f"各维度的{name}按{weight}加权平均", f"the mean of {name} over all dimensions, weighted by {weight}"
    )


def _add(figure: Add, edition: Edition, lang: Language) -> str:
    parts = _parts(figure.add, edition, lang)
    return pick(lang, f"{parts}之和", f"the sum of {parts}")


def _subtract(figure: Subtract, edition: Edition, lang: Language) -> str:
    first, second = (part_words(part, edition, lang) for part in figure.subtract)
    return pick(lang, f"{first}减去{second}", f"{first} minus {second}")


def _divide(figure: Divide, edition: Edition, lang: Language) -> str:
    first, second = (part_words(part, edition, lang) for part in figure.divide)
    times = "" if figure.times == 1 else pick(lang, f"，再乘以 {figure.times}", f", times {figure.times}")
    return pick(lang, f"{first}除以{second}{times}", f"{first} divided by {second}{times}")


def _best(figure: Best, edition: Edition, lang: Language) -> str:
    parts = _parts(figure.best, edition, lang)
    return pick(lang, f"{parts}中最高的一个", f"the highest of {parts}")


def _worst(figure: Worst, edition: Edition, lang: Language) -> str:
    parts = _parts(figure.worst, edition, lang)
    return pick(lang, f"{parts}中最低的一个", f"the lowest of {parts}")


def _again(figure: Again, edition: Edition, lang: Language) -> str:
    name, span = figure_words(figure.again, edition, lang), span_words(figure.over, lang)
    return pick(lang, f"{span}的{name}", f"{name} {span}")


def _grade(figure: Grade, edition: Edition, lang: Language) -> str:
    name = figure_words(figure.grade, edition, lang)
    return pick(lang, f"由{name}折算，", f"{name} on another scale: ") + grade_cases_words(
        figure.cases, name, edition, lang
    )


def grade_cases_words(cases: list[GradeCase], name: str, edition: Edition, lang: Language) -> str:
    """The cases of a grade, the first that holds deciding."""
    told = [_case(case, name, edition, lang) for case in cases]
    order = "" if len(told) == 1 else pick(lang, "按顺序，先符合的为准：", "the first that holds of: ")
    return order + pick(lang, "；", "; ").join(told)


def _case(case: GradeCase, name: str, edition: Edition, lang: Language) -> str:
    gives = _given(case, edition, lang)
    if case.when is None:
        return gives
    bound = comparison_words(case.when[0], case.when[1], edition, lang)
    return pick(lang, f"{name}{bound}的，{gives}", f"{gives} when {name} is {bound}")


def _given(case: GradeCase, edition: Edition, lang: Language) -> str:
    if case.is_ is not None:
        return pick(lang, "为 ", "") + operand_words(case.is_, edition, lang)
    ends = [(operand_words(x, edition, lang), operand_words(y, edition, lang)) for x, y in case.line or []]
    zh = f"按折线计算，{'、'.join(f'{x} 对应 {y}' for x, y in ends)}，超出两端的取端点的值"
    return pick(lang, zh, f"along the line {', '.join(f'{x} → {y}' for x, y in ends)}, flat outside its ends")


_MAKERS: dict[type[Any], Callable[..., str]] = {
    Mean: _mean, Share: _share, Count: _count, Sum: _sum, Rate: _rate, Net: _net, Value: _value,
    Weigh: _weigh, Add: _add, Subtract: _subtract, Divide: _divide, Best: _best, Worst: _worst, Grade: _grade, Again: _again,
}  # fmt: skip
