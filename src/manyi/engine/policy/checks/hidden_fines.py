"""Words that hide a fine, name one where the law blocks it, or sort people out by rank: refused in titles, pointed out in texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from manyi.engine.jurisdiction.law import BeyondProfile, law_on
from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue

_HIDDEN = re.compile(
    r"负激励|乐捐|扣分折现|成长基金|爱心捐款|negative incentives?|voluntary contributions?|points? (?:paid|turned) into money",
    re.IGNORECASE,
)
_FINES = re.compile(r"罚款|罚金|扣罚|\b(?:a fine|fines|fined|fine of|fining)\b", re.IGNORECASE)
_RANKS = re.compile(r"末位淘汰|末位降级|末尾淘汰|last-place elimination|rank and yank|forced ranking", re.IGNORECASE)
_FORBIDS = re.compile(
    r"不得|不以|不设|不是|不予|不实行|禁止|严禁|无权|\b(?:no|never|nor|not be|not a|instead of)\b", re.IGNORECASE
)
_ENDS = re.compile(r"[。；！？;!?]|\.\s")


@dataclass(frozen=True)
class _Word:
    """A word found: its code, the word as written, and where a sentence forbids it rather than uses it."""

    code: str
    word: str
    forbidden: bool


def _sentences(found: _Word, jurisdiction: str) -> tuple[str, str]:
    word = found.word
    if found.code == "hidden_fine":
        return (
            f"“{word}” hides a fine; name the measure for what it is, with its evidence, hearing and legal limit",
            f"“{word}”是变相罚款的说法；请如实写明措施，并写明证据、听取申辩和法律限额",
        )
    if found.code == "fine_blocked":
        return (
            f"“{word}” names a fine, which {jurisdiction} blocks; take points, or recover a loss that was found",
            f"“{word}”属于罚款，{jurisdiction} 禁止罚款；请改为扣减考核分，或追偿经认定的损失",
        )
    return (
        f"“{word}” sorts people out by rank; being last is not being incompetent, so let facts and training decide",
        f"“{word}”以排名处理员工；末位不等于不胜任，请以查实的事实和培训为依据",
    )


def check(context: Context) -> Iterator[Issue]:
    """Issues of such words inside policy.yaml."""
    place, blocked = _fines_blocked(context)
    for path, value in context.document.leaves():
        for found in _found(value, blocked) if isinstance(value, str) else ():
            yield context.issue(path, found.code, *_sentences(found, place))


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about such words in the texts; where a sentence forbids fines or ranking by name, there is none."""
    place, blocked = _fines_blocked(context)
    for text in context.texts.values():
        for number, line in enumerate(text.lines, start=1):
            for found in _found(line, blocked):
                if found.code == "hidden_fine" or not found.forbidden:
                    yield Issue(text.file, number, "", found.code, *_sentences(found, place))


def _fines_blocked(context: Context) -> tuple[str, bool]:
    """The edition's jurisdiction, and whether its law blocks fines when the edition begins."""
    apply = context.edition.apply
    if apply is None:
        return "", False
    try:
        fine = law_on(apply.jurisdiction, context.edition.edition).limit("fine")
    except BeyondProfile:
        return apply.jurisdiction, False
    return apply.jurisdiction, fine.verdict == "blocked"


def _found(text: str, blocked: bool) -> Iterator[_Word]:
    patterns = {"hidden_fine": _HIDDEN, "rank_named": _RANKS} | ({"fine_blocked": _FINES} if blocked else {})
    for sentence in _ENDS.split(text):
        for code, pattern in patterns.items():
            for match in pattern.finditer(sentence):
                yield _Word(code, match.group(), _FORBIDS.search(sentence[: match.start()]) is not None)
