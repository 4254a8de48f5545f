"""The questions asked under an edition, and whether they fit its dimensions, groups and figures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import ValidationError, model_validator

from manyi.engine.policy.document import Document, read_document
from manyi.engine.policy.issues import Issue, PolicyError, suggestion
from manyi.engine.policy.language import Edition
from manyi.engine.policy.verbs import Net, Titles
from manyi.engine.policy.words import Flag, Name, Strict, Whole, problem

QUESTIONNAIRE_FILE = "questionnaire.yaml"
SCALED = frozenset({"rating", "recommend", "effort"})
"""The kinds of question whose answers are numbers."""

Audience = Literal["customers", "internal_customers"]
Sentences = tuple[str, str]


class Question(Strict):
    """One question: whom it is asked, how it is answered, and the dimension that its answers count for.

    `low` and `high` bound the scale of a rating or effort; recommend is always 0 to 10. `reversed` says that a low
    value is good. `touchpoints` narrows the question in event surveys to customers met there; none means everywhere.
    """

    id: Name
    kind: Literal["rating", "recommend", "effort", "choice", "text"]
    text: Titles
    ask: Audience
    required: Flag
    dimension: Name | None = None
    touchpoints: tuple[Name, ...] = ()
    low: Whole | None = None
    high: Whole | None = None
    low_label: Titles | None = None
    high_label: Titles | None = None
    reversed: Flag = False
    options: tuple[Titles, ...] = ()

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and highest value, or None for a choice or a text."""
        if self.kind == "recommend":
            return 0, 10
        return None if self.low is None or self.high is None else (self.low, self.high)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Question":
        faults = (*_scale_faults(self), *_other_faults(self))
        if faults:
            raise problem("question", f"question {self.id}: {'; '.join(en for en, _ in faults)}",
                          f"题目 {self.id}：{'；'.join(zh for _, zh in faults)}")  # fmt: skip
        return self


def _scale_faults(question: Question) -> Iterator[Sentences]:
    kind, low, high = question.kind, question.low, question.high
    if kind in ("rating", "effort"):
        if low is None or high is None:
            yield f"a {kind} needs `low` and `high`, such as 1 and 5", f"{kind} 题要写 `low` 和 `high`，例如 1 和 5"
        elif low >= high:
            yield f"`low` ({low}) must be below `high` ({high})", f"`low`（{low}）必须小于 `high`（{high}）"
    elif kind == "recommend" and (low, high) not in ((None, None), (0, 10)):
        yield ("a recommendation is asked from 0 to 10; leave `low` and `high` out",
               "recommend 题固定为 0 至 10；请删除 `low` 和 `high`")  # fmt: skip
    elif kind not in SCALED and (low is not None or high is not None):
        yield f"a {kind} has no scale; leave `low` and `high` out", f"{kind} 题没有分值；请删除 `low` 和 `high`"
    if kind not in SCALED and (question.low_label or question.high_label):
        yield (f"a {kind} has no ends to label; leave `low_label` and `high_label` out",
               f"{kind} 题没有两端；请删除 `low_label` 和 `high_label`")  # fmt: skip


def _other_faults(question: Question) -> Iterator[Sentences]:
    kind = question.kind
    if kind not in SCALED and question.dimension:
        yield (f"a {kind} cannot be scored; leave `dimension` out or ask a rating",
               f"{kind} 题不能计分；请删除 `dimension`，或改为 rating 题")  # fmt: skip
    if kind not in SCALED and question.reversed:
        yield "`reversed` belongs to a question with a scale", "`reversed` 只用于有分值的题目"
    if kind == "choice" and len(question.options) < 2:
        yield "a choice needs at least two `options`", "choice 题至少要有两个 `options`"
    if kind != "choice" and question.options:
        yield f"a {kind} has no `options`; only a choice has", f"{kind} 题没有 `options`；只有 choice 题才有"


class Questionnaire(Strict):
    """All questions of one edition, in the order asked."""

    questions: tuple[Question, ...]

    def asked(self, audience: Audience) -> tuple[Question, ...]:
        """The questions put to one audience, in order."""
        return tuple(question for question in self.questions if question.ask == audience)

    @model_validator(mode="after")
    def _names_once(self) -> "Questionnaire":
        if not self.questions:
            raise problem(
                "question", "no question is asked; write at least one", "没有题目；请至少写一题", ("questions",)
            )
        seen: set[str] = set()
        for place, question in enumerate(self.questions):
            if question.id in seen:
                raise problem("question", f"question {question.id} is written twice; give each its own id",
                              f"题目 {question.id} 写了两次；每题要有自己的代号", ("questions", place))  # fmt: skip
            seen.add(question.id)
        return self


def read_questionnaire(folder: Path) -> Questionnaire:
    """The questionnaire in an edition's folder. Raises PolicyError with the line of every mistake."""
    document = read_document((folder / QUESTIONNAIRE_FILE).read_text(encoding="utf-8"), QUESTIONNAIRE_FILE)
    if document.issues:
        raise PolicyError(document.issues)
    try:
        return Questionnaire.model_validate(document.value)
    except ValidationError as error:
        raise PolicyError(sorted(_issues(document, error))) from error


def _issues(document: Document, error: ValidationError) -> Iterator[Issue]:
    for detail in error.errors(include_url=False):
        context = detail.get("ctx", {})
        path = (*detail["loc"], *context.get("at", ()))
        en = str(context.get("en", detail["msg"]))
        yield document.issue(path, detail["type"], en, str(context.get("zh", f"不符合要求：{en}")))


def mismatches(questionnaire: Questionnaire, edition: Edition) -> tuple[Sentences, ...]:
    """Each thing in which questions and edition do not fit, in English and 中文; empty when they do."""
    return (
        *_dimension_mismatches(questionnaire, edition),
        *_audience_mismatches(questionnaire, edition),
        *_net_mismatches(questionnaire, edition),
    )


def _dimension_mismatches(questionnaire: Questionnaire, edition: Edition) -> Iterator[Sentences]:
    known = edition.collect.dimensions
    asked = {question.dimension for question in questionnaire.questions if question.dimension}
    for question in questionnaire.questions:
        if question.dimension and question.dimension not in known:
            en, zh = suggestion(question.dimension, known)
            yield (f"question {question.id} counts for {question.dimension}, which is no dimension of the edition; {en}",
                   f"题目 {question.id} 计入 {question.dimension}，但本版次没有这个维度；{zh}")  # fmt: skip
    for dimension in known:
        if dimension not in asked:
            yield (f"no question asks about dimension {dimension}; add one or remove the dimension",
                   f"没有题目询问维度 {dimension}；请增加题目或删除该维度")  # fmt: skip


def _audience_mismatches(questionnaire: Questionnaire, edition: Edition) -> Iterator[Sentences]:
    for name, group in edition.position_groups.items():
        if group.judged_by == "facts":
            continue
        if not any(question.dimension for question in questionnaire.asked(group.judged_by)):
            yield (f"position group {name} is judged by {group.judged_by}, who are asked no question with a dimension",
                   f"岗位组 {name} 由 {group.judged_by} 评价，但没有向其询问任何有维度的题目")  # fmt: skip


def _net_mismatches(questionnaire: Questionnaire, edition: Edition) -> Iterator[Sentences]:
    scaled = {question.id for question in questionnaire.questions if question.scale}
    for name, figure in edition.figures.items():
        if isinstance(figure, Net) and figure.of not in scaled:
            yield (f"figure {name} counts answers to {figure.of}, which is no question with a scale",
                   f"指标 {name} 统计题目 {figure.of} 的作答，但没有这道有分值的题目")  # fmt: skip
