"""Figures over evidence rows: their tables, columns, conditions and questions exist and fit."""

from collections.abc import Iterator

from manyi.engine.contract import Type
from manyi.engine.policy.columns import NUMBERS, misfit, row_columns
from manyi.engine.policy.context import Context
from manyi.engine.policy.graph import Asked, asked, tables_of
from manyi.engine.policy.issues import Issue, Path
from manyi.engine.policy.verbs import Mean, Net, Rate, RowFigure, Share, Sum, Value
from manyi.engine.tables import TABLES

_ANSWER_VERBS = ("mean", "net")


def check(context: Context) -> Iterator[Issue]:
    """Issues of all figures that read evidence rows."""
    for name, figure in context.figures.items():
        if isinstance(figure, RowFigure):
            path: Path = ("figures", name)
            broken = list(_tables(context, path, figure))
            yield from broken
            if not broken:
                yield from _column(context, path, figure)
                yield from _dated(context, path, figure)
                yield from _conditions(context, path, figure)


def _tables(context: Context, path: Path, figure: RowFigure) -> Iterator[Issue]:
    keys = (figure.verb, "per")
    for key, table in zip(keys, tables_of(figure), strict=False):
        if figure.verb == "value":
            break
        if table not in TABLES:
            usable = [name for name in TABLES if name == "answers" or _usable(name)]
            yield context.unknown((*path, key), "table", table, ("an evidence table", "数据表"), usable)
        elif table == "answers" and figure.verb not in _ANSWER_VERBS:
            yield context.issue(
                (*path, key),
                "answers_verb",
                f"`{figure.verb}` does not read answers; use mean or net, or read `responses`",
                f"`{figure.verb}` 不能用于 answers；请用 mean 或 net，或改读 `responses`",
            )
        elif table != "answers" and not _usable(table):
            yield context.issue(
                (*path, key),
                "no_subject",
                f"rows of `{table}` carry no day or no person or unit, so no figure can be made of them",
                f"`{table}` 的行没有日期，或不属于任何人员、单位，无法据此计算指标",
            )
    if figure.by is not None and not (isinstance(figure, Value) or getattr(figure, "mean", None) == "answers"):
        yield context.issue(
            (*path, "by"),
            "by_dimension",
            "only `mean: answers` and `value` are made by dimension; leave `by` out",
            "只有 `mean: answers` 和 `value` 可以按维度计算；请删除 `by`",
        )


def _usable(table: str) -> bool:
    shape = TABLES[table]
    return table == "customers" or (shape.at is not None and bool(shape.subjects))


def _column(context: Context, path: Path, figure: RowFigure) -> Iterator[Issue]:
    if isinstance(figure, Net):
        yield from _question(context, path, figure.of)
    elif isinstance(figure, Mean) and figure.mean == "answers":
        if figure.of is not None:
            yield context.issue(
                (*path, "of"),
                "of_answers",
                "the mean of answers takes all scored questions; leave `of` out, or use `by: dimension`",
                "answers 的均值包含全部计分题；请删除 `of`，或用 `by: dimension`",
            )
    elif isinstance(figure, Mean | Sum):
        table = tables_of(figure)[0]
        numeric = {name for name, column in row_columns(table).items() if column.type in NUMBERS}
        if figure.of is None:
            yield context.issue(
                path,
                "of_missing",
                f"`of` is missing: which column of `{table}`? allowed: {', '.join(sorted(numeric)) or 'none'}",
                f"缺少 `of`：要用 `{table}` 的哪一列？可用：{'、'.join(sorted(numeric)) or '无'}",
            )
        elif figure.of not in numeric:
            yield context.unknown(
                (*path, "of"), "of", figure.of, (f"a number in `{table}`", f" `{table}` 中的数字列"), numeric
            )
    if isinstance(figure, Mean) and figure.estimate and figure.mean != "answers":
        yield context.issue(
            (*path, "estimate"),
            "estimate_rows",
            f"only answers are estimated; the mean of `{figure.mean}` is a fact, so leave `estimate` out",
            f"只有 answers 需要估计；`{figure.mean}` 的均值是事实，请删除 `estimate`",
        )


def _dated(context: Context, path: Path, figure: RowFigure) -> Iterator[Issue]:
    if figure.dated is None:
        return
    table = tables_of(figure)[0]
    if isinstance(figure, Value) or table in ("answers", "customers"):
        yield context.issue(
            (*path, "dated"),
            "dated_rows",
            f"rows of `{table}` have one day only; leave `dated` out",
            f"`{table}` 的行只有一个日期；请删除 `dated`",
        )
        return
    days = {name for name, column in row_columns(table).items() if column.type in (Type.DATE, Type.INSTANT)}
    if figure.dated not in days:
        yield context.unknown(
            (*path, "dated"), "dated", figure.dated, (f"a day in `{table}`", f" `{table}` 中的日期列"), days
        )


def _question(context: Context, path: Path, question: str) -> Iterator[Issue]:
    if context.questionnaire is None:
        return
    known = [one.id for one in context.questionnaire.questions]
    if question not in known:
        what = ("a question of questionnaire.yaml", " questionnaire.yaml 中的题目")
        yield context.unknown((*path, "of"), "question", question, what, known)


def _conditions(context: Context, path: Path, figure: RowFigure) -> Iterator[Issue]:
    tables = tables_of(figure)
    places = {"where": tables[0]} if figure.where is not None else {}
    if isinstance(figure, Share) and figure.among is not None:
        places["among"] = tables[0]
    if isinstance(figure, Rate) and figure.per_where is not None:
        places["per_where"] = tables[1]
    for key, table in places.items():
        inside = (*path, key)
        for question in asked(context.document.at(inside), inside):
            yield from _comparison(context, table, question)


def _comparison(context: Context, table: str, question: Asked) -> Iterator[Issue]:
    path, name, columns = question.path, question.compare.name, row_columns(table)
    if name not in columns:
        yield context.unknown(path, "column", name, (f"a column of `{table}`", f" `{table}` 的列"), columns)
        return
    if question.compare.sure is not None:
        yield context.issue(
            path,
            "sure_rows",
            "`sure` belongs to conditions about estimates; rows are facts",
            "`sure` 只用于估计值的条件；数据行是事实",
        )
    wrong = misfit(columns[name], question.compare)
    if wrong is not None:
        yield context.issue(path, "comparison_type", *wrong)
