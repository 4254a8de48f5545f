"""What is wrong with an edition: each mistake once, with its place and what would be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

Path = tuple[str | int, ...]


def dotted(path: Path) -> str:
    """A place inside a file as people write it: decide.awards.star.gives[0].cash."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(frozen=True, order=True)
class Issue:
    """One mistake: the file inside the edition's folder, its line, the dotted path, a code and two sentences."""

    file: str
    line: int
    path: str
    code: str
    message: str
    message_zh: str

    def __str__(self) -> str:
        return f"{self._place}: {self.message}"

    @property
    def zh(self) -> str:
        """Place and sentence in Chinese."""
        return f"{self._place}：{self.message_zh}"

    @property
    def _place(self) -> str:
        return f"{self.file}:{self.line} {self.path}".rstrip()


@dataclass(frozen=True)
class Report:
    """What reading found: `issues` refuse the edition, `warnings` do not."""

    issues: tuple[Issue, ...]
    warnings: tuple[Issue, ...] = ()


class PolicyError(ValueError):
    """An edition that was refused; `issues` holds every mistake, `zh` the same text in Chinese."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__("\n".join(str(issue) for issue in issues))
        self.issues = tuple(issues)
        self.zh = "\n".join(issue.zh for issue in issues)


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word most like `word`, or None when none is alike."""
    found = get_close_matches(word, sorted(allowed), n=1, cutoff=0.6)
    return found[0] if found else None


_MANY = 12


def suggestion(word: str, allowed: Iterable[str], *, all_of_them: bool = True) -> tuple[str, str]:
    """What would be right instead of `word`, in English and Chinese: the nearest allowed word, then all of them.

    With `all_of_them` false, a nearest word is enough where there are many.
    """
    words = sorted(set(allowed))
    if not words:
        return "there is none", "目前一个也没有"
    close = nearest(word, words)
    if close and not all_of_them and len(words) > _MANY:
        return f"did you mean `{close}`?", f"是否想写 `{close}`？"
    en, zh = (f"did you mean `{close}`? ", f"是否想写 `{close}`？") if close else ("", "")
    return f"{en}allowed: {', '.join(words)}", f"{zh}可用：{'、'.join(words)}"
