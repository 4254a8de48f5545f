"""Which columns conditions may speak of: those of a row figure's table, and those of a rule's own subject."""

from collections.abc import Mapping

from manyi.engine.contract import Column, Type
from manyi.engine.policy.issues import suggestion
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.words import Compare
from manyi.engine.tables import TABLES

_ANSWER_COLUMNS = ("touchpoint", "mode", "product_line")
_SUBJECT_COLUMNS: Mapping[SubjectKind, Mapping[str, tuple[str, ...]]] = {
    "person": {
        "people": ("worker_kind", "tenure_days", "leave_days"),
        "assignments": ("unit", "position", "position_group", "leader"),
    },
    "unit": {"units": ("kind", "position_group", "parent")},
    "case": {
        "cases": (
            "kind",
            "topic",
            "touchpoint",
            "importance",
            "channel",
            "source",
            "person",
            "unit",
            "finding",
            "reopened",
            "departments",
            "satisfied",
        ),
    },
    "idea": {"ideas": ("person", "unit", "state", "effect", "effect_size")},
    "project": {"projects": ("unit", "major", "duration_days")},
}

NUMBERS = (Type.INT, Type.DECIMAL)


def subject_columns(kind: SubjectKind) -> dict[str, Column]:
    """The facts a rule may ask of its own subject."""
    return {
        column.name: column
        for table, names in _SUBJECT_COLUMNS[kind].items()
        for column in TABLES[table].columns
        if column.name in names
    }


def row_columns(table: str) -> dict[str, Column]:
    """The columns `where` may speak of; for answers those of the questionnaire they belong to."""
    if table not in ("answers", "responses"):
        return {column.name: column for column in TABLES[table].columns}
    survey = TABLES["surveys"].column("kind")
    columns = {column.name: column for column in TABLES["responses"].columns}
    if table == "answers":
        columns = {name: columns[name] for name in _ANSWER_COLUMNS}
    return columns if survey is None else {**columns, "survey_kind": survey}


def misfit(column: Column, compare: Compare) -> tuple[str, str] | None:
    """Why a comparison does not fit its column, and what would; None when it fits."""
    name, operand = compare.name, compare.operand
    if column.type in NUMBERS:
        if not isinstance(operand, bool | tuple | str):
            return None
        return (
            f'`{name}` is a number; compare it with one, such as ">= 3"',
            f'`{name}` 是数字；请与数字比较，例如 ">= 3"',
        )
    if column.type is Type.FLAG:
        if isinstance(operand, bool):
            return None
        return f"`{name}` is a flag; write true or false", f"`{name}` 是是非值；请写 true 或 false"
    if column.type in (Type.DATE, Type.INSTANT):
        return (
            f"`{name}` is a time, which conditions cannot compare; choose rows by time with `over`",
            f"`{name}` 是时间，条件不能比较时间；请用 `over` 按时间选取",
        )
    return _word_misfit(column, compare)


def _word_misfit(column: Column, compare: Compare) -> tuple[str, str] | None:
    name, operand = compare.name, compare.operand
    if not isinstance(operand, tuple | str) or compare.operator not in ("==", "!="):
        return (
            f"`{name}` holds words; write one word or a list of words",
            f"`{name}` 的内容是词；请写一个词或词的列表",
        )
    for word in operand if isinstance(operand, tuple) else (operand,):
        if column.values and word not in column.values:
            en, zh = suggestion(word, column.values)
            return f"`{word}` is not a value of `{name}`; {en}", f"`{word}` 不是 `{name}` 的值；{zh}"
    return None
