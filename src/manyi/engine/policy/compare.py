"""What changes from one edition to another, each change in a sentence, and whether results can come out otherwise."""

from dataclasses import dataclass

from manyi.engine.policy.differences import NOTHING, Difference, differences
from manyi.engine.policy.issues import Path, dotted
from manyi.engine.policy.language import Edition
from manyi.engine.policy.shown_values import exception_words, shown_value
from manyi.engine.wording import Language, entries, figure_words, goods_words, name_words, pick, sentence
from manyi.engine.wording.keys import key_words

_SAID_ONLY = frozenset({"title", "clause", "origin", "serves"})
_PROCEDURE = frozenset({"roles", "notice", "appeal", "revocation"})
_GROUND = frozenset({"policy", "edition", "not_computed", "goals", "report"})
_NAMED = frozenset(
    {"position_groups", "dimensions", "promises", "awards", "penalties", "measures", "rows", "except", "improve"}
)


@dataclass(frozen=True)
class Change:
    """One difference: where, what stood there and what stands there now (None: nothing), and what it means.

    `results` says whether figures, decisions or money of a period can come out otherwise; a change of words, of
    procedure or of the report cannot do that.
    """

    path: Path
    old: str | None
    new: str | None
    clause: str | None
    zh: str
    en: str
    results: bool

    @property
    def place(self) -> str:
        """The path as people write it."""
        return dotted(self.path)


def compare(old: Edition, new: Edition) -> list[Change]:
    """Every difference between two checked editions, in the order of the newer one; equal editions give none."""
    return [_change(found, old, new) for found in differences(old, new)]


def can_change_results(path: Path) -> bool:
    """Whether a difference at this place can change a figure, a decision or an amount of money."""
    if path[0] in _GROUND or _SAID_ONLY & set(path[-2:]):
        return False
    if path[0] == "govern" and len(path) > 1:
        return path[1] not in _PROCEDURE
    return not (path[0] == "improve" and path[-1] == "within")


def _change(found: Difference, old: Edition, new: Edition) -> Change:
    return Change(
        path=found.path,
        old=_value(found, found.old, old, "en"),
        new=_value(found, found.new, new, "en"),
        clause=found.clause,
        zh=_sentence(found, old, new, "zh"),
        en=_sentence(found, old, new, "en"),
        results=can_change_results(found.path),
    )


def _value(found: Difference, value: object, edition: Edition, lang: Language) -> str | None:
    """A value in words, or all sentences of what came or went; None when nothing stands there."""
    if value is NOTHING:
        return None
    whole = found.old is NOTHING or found.new is NOTHING
    said = _entry_sentences(found.path, edition, lang) if whole else None
    return said if said is not None else shown_value(value, found.path, edition, lang)


def _entry_sentences(path: Path, edition: Edition, lang: Language) -> str | None:
    """What all entries at or below a place say."""
    plain = tuple(step for step in path if step != "rows")
    found = [entry for entry in entries(edition, lang) if entry.path[: len(plain)] == plain]
    told = [text for entry in found for text in entry.sentences]
    return pick(lang, "", " ").join(told) if told else None


def _sentence(found: Difference, old: Edition, new: Edition, lang: Language) -> str:
    edition = old if found.new is NOTHING else new
    where = _where(found.path, edition, lang)
    before, after = _value(found, found.old, old, lang), _value(found, found.new, new, lang)
    if before is not None and after is not None:
        text = pick(
            lang,
            f"{where}：由{_quoted(before)}改为{_quoted(after)}",
            f"{where}: from {_quoted(before)} to {_quoted(after)}",
        )
        return sentence(text, lang)
    added = pick(lang, "新增" if before is None else "删除", "added" if before is None else "removed")
    value = _unstopped(after or before or "", lang)
    return sentence(pick(lang, f"{where}：{added}：{value}", f"{where}: {added}: {value}"), lang)


def _quoted(text: str) -> str:
    return text if text.startswith("“") and text.endswith("”") else f"“{text}”"


def _unstopped(text: str, lang: Language) -> str:
    return text.removesuffix(pick(lang, "。", "."))


def _where(path: Path, edition: Edition, lang: Language) -> str:
    """The place in words, from the outside in: 评定 › 奖励 › 客户满意度之星 › 名额."""
    return " › ".join(word for word in (_step(path, place, edition, lang) for place in range(len(path))) if word)


def _step(path: Path, place: int, edition: Edition, lang: Language) -> str:
    step, holder = path[place], path[place - 1] if place else None
    if isinstance(step, int):
        return pick(lang, f"第 {step + 1} 项", f"item {step + 1}")
    if holder in ("figures", "goals", "weigh"):
        return figure_words(step, edition, lang)
    if holder == "except":
        return exception_words(path, str(step), edition, lang)
    if holder == "catalogue":
        return goods_words(step, edition, lang)
    return name_words(step, edition, lang) if holder in _NAMED else key_words(step, lang)
