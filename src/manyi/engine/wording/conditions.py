"""Conditions in words: 满意度 80 以上（含），且属实投诉件数为 0 · satisfaction is 80 or more, and complaints upheld is 0."""

from dataclasses import dataclass

from manyi.engine.policy.columns import NUMBERS
from manyi.engine.policy.language import Edition
from manyi.engine.policy.sections.terms import SubjectKind
from manyi.engine.policy.words import Compare, Condition, Group, Operand, Operator
from manyi.engine.wording.amounts import bound_words, either, quoted, spaced
from manyi.engine.wording.evidence_words import FLAGS, column_words, columns_of, english, value_words
from manyi.engine.wording.names import figure_words, name_words
from manyi.engine.wording.vocabulary import UNIT_KINDS, Language, pick

_ON_TIME = {
    ("first_reply_late", "<="): ("首次答复未超过承诺时限", "the first reply was not late"),
    ("first_reply_late", ">"): ("首次答复超过承诺时限", "the first reply was late"),
    ("solution_late", "<="): ("解决未超过承诺时限", "the solution was not late"),
    ("solution_late", ">"): ("解决超过承诺时限", "the solution was late"),
    ("late_days", "<="): ("按约定日完成", "it was done by the promised day"),
    ("late_days", ">"): ("晚于约定日完成", "it was done after the promised day"),
}

_NAMED_BOUNDS: dict[Operator, str] = {
    ">=": "不低于",
    ">": "高于",
    "<": "低于",
    "<=": "不高于",
    "==": "等于",
    "!=": "不等于",
}


@dataclass(frozen=True)
class Scope:
    """What the names of a condition mean: columns of a table's rows, or figures and facts of a kind of subject."""

    edition: Edition
    lang: Language
    table: str | None = None
    kind: SubjectKind | None = None

    def name(self, name: str) -> str:
        """What a figure or column is called."""
        if self.table is None and name in self.edition.figures:
            return figure_words(name, self.edition, self.lang)
        return column_words(name, columns_of(self.table, self.kind).get(name), self.lang)

    def holds_words(self, name: str) -> bool:
        """Whether a name is a column of words, so that what it is compared with is one of them."""
        if self.table is None and name in self.edition.figures:
            return False
        column = columns_of(self.table, self.kind).get(name)
        return column is not None and column.type not in NUMBERS

    def value(self, column: str, word: str) -> str:
        """What a value of a column is called: a name of the edition where the column holds one."""
        if column in ("importance", "rule", "measure", "dimension", "position_group", "award"):
            return name_words(word, self.edition, self.lang)
        if self.kind == "unit" and word in UNIT_KINDS:
            return pick(self.lang, *UNIT_KINDS[word])
        table = "surveys" if column == "survey_kind" else {"idea": "ideas"}.get(self.kind or "", self.table)
        return value_words(word, table, self.lang)


def condition_words(
    condition: Condition, edition: Edition, lang: Language, *, table: str | None = None, kind: SubjectKind | None = None
) -> str:
    """A condition as one phrase without full stop; `table` for conditions over rows, `kind` for those over subjects."""
    return spaced(_phrase(condition, Scope(edition, lang, table, kind), inside=False), lang)


def _phrase(condition: Condition, scope: Scope, *, inside: bool) -> str:
    if isinstance(condition, Compare):
        return compare_words(condition, scope)
    text = _group(condition, scope)
    return pick(scope.lang, f"（{text}）", f"({text})") if inside and len(condition.parts) > 1 else text


def _group(group: Group, scope: Scope) -> str:
    parts = [_phrase(part, scope, inside=True) for part in group.parts]
    if group.kind == "none":
        return pick(scope.lang, f"没有以下任何一种情形：{'；'.join(parts)}", f"none of these holds: {'; '.join(parts)}")
    if group.kind == "any":
        return pick(scope.lang, "，或者", ", or ").join(parts)
    return pick(scope.lang, "，且", ", and ").join(parts)


def compare_words(compare: Compare, scope: Scope) -> str:
    """One comparison in words."""
    if isinstance(compare.operand, bool):
        return _flag(compare.name, compare.operand, scope)
    if isinstance(compare.operand, tuple):
        return _words(compare, compare.operand, scope)
    if isinstance(compare.operand, str) and scope.holds_words(compare.name):
        return _words(compare, (compare.operand,), scope)
    if scope.table is not None and compare.operand == 0 and (compare.name, compare.operator) in _ON_TIME:
        return pick(scope.lang, *_ON_TIME[compare.name, compare.operator])
    return _bound(compare, compare.operand, scope)


def _flag(name: str, wanted: bool, scope: Scope) -> str:
    if name in FLAGS:
        return pick(scope.lang, *FLAGS[name][0 if wanted else 1])
    zh = f"“{name}”为{'是' if wanted else '否'}"
    return pick(scope.lang, zh, f"{english(name)} is {'yes' if wanted else 'no'}")


def _words(compare: Compare, words: tuple[str, ...], scope: Scope) -> str:
    told = either([scope.value(compare.name, word) for word in words], scope.lang)
    negated = compare.operator == "!="
    zh = f"{scope.name(compare.name)}{'不' if negated else ''}为{told}"
    return pick(scope.lang, zh, f"{scope.name(compare.name)} is {'not ' if negated else ''}{told}")


def _bound(compare: Compare, operand: Operand, scope: Scope) -> str:
    told = comparison_words(compare.operator, operand, scope.edition, scope.lang)
    text = pick(scope.lang, f"{scope.name(compare.name)}{told}", f"{scope.name(compare.name)} is {told}")
    if compare.sure is None:
        return text
    zh = f"{text}（确信度 {compare.sure}，已对全体被评者校正）"
    return pick(scope.lang, zh, f"{text} (sure {compare.sure}, corrected for everybody judged)")


def comparison_words(operator: Operator, operand: Operand, edition: Edition, lang: Language) -> str:
    """A bound by a number (80 以上（含）) or by something named (不低于上期满意度)."""
    told = operand_words(operand, edition, lang)
    if lang == "zh" and isinstance(operand, str):
        return f"{_NAMED_BOUNDS[operator]}{told}"
    return bound_words(operator, told, lang)


def operand_words(operand: Operand, edition: Edition, lang: Language) -> str:
    """What something is compared with: a number, a figure, or a column of the published standards."""
    if not isinstance(operand, str):
        return str(operand)
    if operand in edition.figures:
        return figure_words(operand, edition, lang)
    if edition.standards is not None and operand in edition.standards.columns:
        return pick(lang, f"标准{quoted(operand)}", f"the standard {quoted(operand)}")
    return quoted(operand)
