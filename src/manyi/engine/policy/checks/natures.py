"""Units and shapes go together: inside figures, in the rules that compare them, and with what a subject has."""

from collections.abc import Iterator
from decimal import Decimal

from manyi.engine.contract import Unit
from manyi.engine.policy.chinese import SUBJECTS, UNITS
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import Asked, Rule, asked, condition_paths, ranks, row_figures, rules, tables_of
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.nature import Nature
from manyi.engine.policy.ranges import always, never
from manyi.engine.policy.sections.deciding import Award
from manyi.engine.tables import TABLES


def check(context: Context) -> Iterator[Issue]:
    """Issues of figures that do not go together, and of rules that use a figure as what it is not."""
    for mismatch in context.natures.mismatches:
        yield context.issue(mismatch.path, mismatch.code, mismatch.en, mismatch.zh)
    for rule in rules(context.edition):
        for question in _questions(context, rule):
            nature = context.natures.of(question.compare.name)
            if nature is not None:
                yield from _comparison(context, rule, question, nature)
        for path, name in ranks(rule):
            yield from _rank(context, rule, path, name)
        yield from _certainty(context, rule)
    yield from _elsewhere(context)


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about comparisons that hold for everybody."""
    for rule in rules(context.edition):
        for question in _questions(context, rule):
            nature, compare = context.natures.of(question.compare.name), question.compare
            if nature is None or not isinstance(compare.operand, Decimal):
                continue
            if always(nature.range, compare.operator, compare.operand):
                yield context.issue(
                    question.path,
                    "always",
                    f"`{compare}` holds for everybody: `{compare.name}` is {nature.range}",
                    f"`{compare}` 对所有人都成立：`{compare.name}` 的范围是 {nature.range.zh}",
                )


def _questions(context: Context, rule: Rule) -> Iterator[Asked]:
    for path in condition_paths(rule):
        yield from asked(context.document.at(path), path)


def _comparison(context: Context, rule: Rule, question: Asked, nature: Nature) -> Iterator[Issue]:
    path, compare = question.path, question.compare
    if nature.vector and rule.kind != "improve":
        yield _vector(context, path, compare.name)
    if compare.sure is not None and not nature.testable:
        yield context.issue(
            path,
            "sure_no_estimate",
            f"`sure` needs an estimate of answers; `{compare.name}` is none, so compare it without `sure`",
            f"`sure` 只用于由答卷估计的指标；`{compare.name}` 不是，请去掉 `sure`",
        )
    elif compare.sure is not None and compare.operator in ("==", "!="):
        yield context.issue(
            path,
            "sure_equal",
            "`sure` asks on which side of a line an estimate lies; write <, <=, > or >=",
            "`sure` 判断估计值在界线的哪一侧；请用 <、<=、> 或 >=",
        )
    if isinstance(compare.operand, Decimal):
        yield from _number(context, question, nature)
    else:
        yield from _other_figure(context, rule, question, nature)
    yield from _subject(context, rule, path, compare.name)


def _vector(context: Context, path: Path, name: str) -> Issue:
    return context.issue(
        path,
        "vector",
        f"`{name}` has one number per dimension; a rule needs one number, so bring it together with `over_all` first",
        f"`{name}` 每个维度一个数；规则需要一个数，请先用 `over_all` 合并",
    )


def _number(context: Context, question: Asked, nature: Nature) -> Iterator[Issue]:
    compare = question.compare
    if isinstance(compare.operand, Decimal) and never(nature.range, compare.operator, compare.operand):
        yield context.issue(
            question.path,
            "never",
            f"`{compare}` can never hold: `{compare.name}` is {nature.range}",
            f"`{compare}` 永远不成立：`{compare.name}` 的范围是 {nature.range.zh}",
        )


def _other_figure(context: Context, rule: Rule, question: Asked, nature: Nature) -> Iterator[Issue]:
    name = str(question.compare.operand)
    other = context.natures.of(name)
    if other is None:
        return
    if other.unit is not nature.unit:
        yield context.issue(
            question.path,
            "mixed_units",
            f"`{question.compare.name}` is {nature.unit}, `{name}` is {other.unit}; compare figures of one unit",
            f"`{question.compare.name}` 是{UNITS[nature.unit]}，`{name}` 是{UNITS[other.unit]}；请比较同一单位的指标",
        )
    if other.vector and not (rule.kind == "improve" and nature.vector):
        yield _vector(context, question.path, name)


def _rank(context: Context, rule: Rule, path: Path, name: str) -> Iterator[Issue]:
    nature = context.natures.of(name)
    if nature is not None and nature.vector:
        yield _vector(context, path, name)
    yield from _subject(context, rule, path, name)


def _certainty(context: Context, rule: Rule) -> Iterator[Issue]:
    select = rule.model.select if isinstance(rule.model, Award) else None
    if select is None or select.certainty is None or select.by is None:
        return
    nature = context.natures.of(select.by)
    if nature is not None and not nature.testable:
        yield context.issue(
            (*rule.path, "select", "certainty"),
            "certainty_no_estimate",
            f"`certainty` needs an estimate of answers; `{select.by}` is none, so leave `certainty` out",
            f"`certainty` 只用于由答卷估计的指标；`{select.by}` 不是，请删除 `certainty`",
        )


def _subject(context: Context, rule: Rule, path: Path, name: str) -> Iterator[Issue]:
    """A figure can be had for a subject only if every row it reads tells that subject."""
    for word, figure in row_figures(context.edition, name).items():
        for table in tables_of(figure):
            shape = TABLES["responses" if table == "answers" else table]
            if rule.to not in shape.subjects:
                means = "" if word == name else f" (through `{word}`)"
                zh_means = "" if word == name else f"（经由 `{word}`）"
                yield context.issue(
                    path,
                    "subject",
                    f"`{name}` reads `{table}`{means}, whose rows tell no {rule.to}; they tell: {', '.join(shape.subjects)}",
                    f"`{name}` 读取 `{table}`{zh_means}，其中的行不属于任何{SUBJECTS[rule.to]}；"
                    f"只属于：{'、'.join(SUBJECTS[kind] for kind in shape.subjects)}",
                )
                return


def _elsewhere(context: Context) -> Iterator[Issue]:
    appraisal = context.edition.apply.appraisal if context.edition.apply else None
    if appraisal is not None:
        nature = context.natures.of(appraisal.indicator)
        if nature is not None and nature.vector:
            yield _vector(context, ("apply", "appraisal", "indicator"), appraisal.indicator)
    for name, measure in context.edition.decide.measures.items():
        nature = context.natures.of(measure.amount) if isinstance(measure.amount, str) else None
        if nature is not None and (nature.unit is not Unit.MONEY or nature.vector):
            yield context.issue(
                ("decide", "measures", name, "amount"),
                "amount_unit",
                f"`{measure.amount}` is {nature.unit}, but an amount is money",
                f"`{measure.amount}` 是{UNITS[nature.unit]}，而此处应为金额",
            )
