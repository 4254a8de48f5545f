"""Words that hide a fine behind another name are refused in titles and pointed out in the text."""

from collections.abc import Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue

WORDS = ("负激励", "乐捐", "扣分折现")


def _sentences(word: str) -> tuple[str, str]:
    return (
        f"“{word}” hides a fine; name the measure for what it is, with its evidence, hearing and legal limit",
        f"“{word}”是变相罚款的说法；请如实写明措施，并写明证据、听取申辩和法律限额",
    )


def check(context: Context) -> Iterator[Issue]:
    """Issues of such words inside policy.yaml."""
    for path, value in context.document.leaves():
        for word in WORDS:
            if isinstance(value, str) and word in value:
                yield context.issue(path, "hidden_fine", *_sentences(word))


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about such words in the texts, where a sentence may also forbid them."""
    for text in context.texts.values():
        for number, line in enumerate(text.lines, start=1):
            for word in WORDS:
                if word in line:
                    yield Issue(text.file, number, "", "hidden_fine", *_sentences(word))
