"""Read one edition from its folder; refuse what is not understood, naming file and line."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from manyi.engine.policy.checks import (
    awards,
    catalogue,
    certainty_share,
    clauses,
    collecting,
    definitions,
    estimates,
    exceptions,
    figure_names,
    goals,
    governing,
    grades,
    groups,
    hidden_fines,
    identity,
    lawful,
    measures,
    natures,
    penalties,
    performance_pay,
    questions,
    reachable_gates,
    row_verbs,
    row_words,
    rule_names,
    text_numbers,
    unused,
    weights,
    windows,
)
from manyi.engine.policy.clause_text import ClauseText, read_clause_text
from manyi.engine.policy.context import Context
from manyi.engine.policy.document import Document, read_document
from manyi.engine.policy.issues import Issue, PolicyError, Report
from manyi.engine.policy.language import Edition
from manyi.engine.policy.questionnaire import QUESTIONNAIRE_FILE, Questionnaire, read_questionnaire
from manyi.engine.policy.structure import read_structure

POLICY_FILE = "policy.yaml"
TEXT_FILES = ("text.zh.md", "text.en.md")

Check = Callable[[Context], Iterator[Issue]]

_NAMES: tuple[Check, ...] = (row_verbs.check, figure_names.check, rule_names.check, definitions.check)
"""What must hold before anything can be said about meaning."""

_APART: tuple[Check, ...] = (
    clauses.check,
    collecting.check,
    governing.check,
    hidden_fines.check,
    measures.check,
)
"""What can be said even when some names are unknown."""

_MEANING: tuple[Check, ...] = (
    awards.check,
    catalogue.check,
    estimates.check,
    exceptions.check,
    goals.check,
    grades.check,
    groups.check,
    identity.check,
    lawful.check,
    natures.check,
    penalties.check,
    performance_pay.check,
    questions.check,
    row_words.check,
    text_numbers.check,
    weights.check,
    windows.check,
)

_WARNINGS: tuple[Check, ...] = (
    catalogue.warn,
    certainty_share.warn,
    hidden_fines.warn,
    natures.warn,
    reachable_gates.warn,
    row_words.warn,
    text_numbers.warn,
    unused.warn,
)


def read_edition(folder: Path) -> Edition:
    """The checked edition in `folder` (policy.yaml beside its text and questionnaire). Raises `PolicyError`."""
    edition, report = _read(folder)
    if edition is None or report.issues:
        raise PolicyError(report.issues)
    return edition


def check_edition(folder: Path) -> Report:
    """Everything that is wrong or doubtful with the edition in `folder`."""
    return _read(folder)[1]


def read_rules(text: str) -> Edition:
    """The edition written in `text` (a policy.yaml), checked as far as that is possible without the files beside it.

    Raises `PolicyError`.
    """
    edition, report = _read_document(read_document(text, POLICY_FILE), None)
    if edition is None or report.issues:
        raise PolicyError(report.issues)
    return edition


# ---- files ----------------------------------------------------------------------------------------------------------


def _read(folder: Path) -> tuple[Edition | None, Report]:
    absent = [_absent(name) for name in (POLICY_FILE, *TEXT_FILES) if not (folder / name).is_file()]
    if absent:
        return None, Report(tuple(absent[:1] if absent[0].file == POLICY_FILE else absent))
    texts = {name: _text_of(folder, name) for name in (POLICY_FILE, *TEXT_FILES)}
    broken = [text for text in texts.values() if isinstance(text, Issue)]
    if broken:
        return None, Report(tuple(broken))
    return _read_document(read_document(str(texts[POLICY_FILE]), POLICY_FILE), folder)


def _absent(name: str) -> Issue:
    return Issue(
        name,
        1,
        "",
        "file_missing",
        f"the file {name} is missing; an edition is {POLICY_FILE} with {' and '.join(TEXT_FILES)} beside it",
        f"缺少文件 {name}；一个版次由 {POLICY_FILE} 和 {'、'.join(TEXT_FILES)} 组成",
    )


def _text_of(folder: Path, name: str) -> str | Issue:
    raw = (folder / name).read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Issue(
            name,
            line,
            "",
            "encoding",
            "this line is not UTF-8; save the file as UTF-8",
            "本行不是 UTF-8 编码；请将文件另存为 UTF-8",
        )


def _clause_texts(folder: Path) -> dict[str, ClauseText]:
    return {name: read_clause_text((folder / name).read_text(encoding="utf-8"), name) for name in TEXT_FILES}


def _questionnaire(folder: Path) -> tuple[Questionnaire | None, tuple[Issue, ...]]:
    if not (folder / QUESTIONNAIRE_FILE).is_file():
        return None, ()
    text = _text_of(folder, QUESTIONNAIRE_FILE)
    if isinstance(text, Issue):
        return None, (text,)
    try:
        return read_questionnaire(folder), ()
    except PolicyError as refused:
        return None, refused.issues


# ---- checks ---------------------------------------------------------------------------------------------------------


def _read_document(document: Document, folder: Path | None) -> tuple[Edition | None, Report]:
    if document.issues:
        return None, Report(tuple(document.issues))
    edition, issues = read_structure(document)
    if edition is None:
        return None, Report(tuple(issues))
    if folder is None:
        return edition, _checked(Context(edition, document))
    where = folder.resolve()
    questionnaire, broken = _questionnaire(folder)
    context = Context(edition, document, (where.parent.name, where.name), _clause_texts(folder), questionnaire)
    report = _checked(context)
    return edition, Report((*report.issues, *broken), report.warnings)


def _checked(context: Context) -> Report:
    found = _found(context, _NAMES)
    if found:
        return Report(tuple(sorted({*found, *_found(context, _APART)})))
    return Report(_found(context, (*_APART, *_MEANING)), _found(context, _WARNINGS))


def _found(context: Context, checks: Sequence[Check]) -> tuple[Issue, ...]:
    return tuple(sorted({issue for check in checks for issue in check(context)}))
