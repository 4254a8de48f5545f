"""Papers as PDF/A: data in, bytes out, the same for the same data; text is handed over as data and never read as markup."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import local
from typing import Any, Literal

from typst import Compiler, Fonts, TypstError

from manyi.report.paper.blocks import Block
from manyi.report.paper.fonts import chinese_fonts, machine_fonts

TEMPLATES = Path(__file__).parents[1] / "templates" / "paper"
ABSENT = "〓"
"""What stands where no font has the character: the mark that Chinese and Japanese printers use for it."""
_ARCHIVAL: Literal["a-2b"] = "a-2b"


@dataclass(frozen=True)
class Paper:
    """A paper before it is set: its masthead, what runs along its edges, and its blocks."""

    lang: str
    policy: str
    title: str
    facts: str
    seal: tuple[str, ...]
    running: str
    foot: str
    page: str
    day: date
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Printed:
    """A paper as PDF, and the characters that no font of this machine has, in order of their code."""

    pdf: bytes
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Ready:
    """A paper as data, its absent characters already replaced."""

    data: str
    day: date
    absent: tuple[str, ...]


class Press:
    """Sets papers one after the other; fonts are read once. Raises NoChineseFont when the machine has none."""

    def __init__(self, fonts: Fonts | None = None) -> None:
        self._fonts = machine_fonts() if fonts is None else fonts
        self.families = chinese_fonts(self._fonts.families())
        self._probe = Compiler(TEMPLATES / "probe.typ", font_paths=self._fonts)
        self._of_thread = local()
        self._present: set[str] = set()

    def pdf(self, paper: Paper) -> Printed:
        """The paper as PDF/A-2b; a character without a glyph is set as 〓 and named.

        Where characters that fonts have singly cannot be set together, the paper is plain PDF.
        """
        return self.set_sheets(self.prepared(paper))

    def prepared(self, paper: Paper) -> Ready:
        """The paper with every character tried; called by one thread."""
        whole = _plain(paper, self.families)
        absent = self._absent(whole)
        mended = _mended(whole, str.maketrans(dict.fromkeys(absent, ABSENT)))
        return Ready(json.dumps(mended, ensure_ascii=False), paper.day, tuple(absent))

    def set_sheets(self, ready: Ready) -> Printed:
        """A prepared paper as PDF; may be called by several threads, each of which has a compiler of its own."""
        if not hasattr(self._of_thread, "compiler"):
            self._of_thread.compiler = Compiler(TEMPLATES / "document.typ", font_paths=self._fonts)
        compiler: Compiler = self._of_thread.compiler
        made = _compiled(compiler, ready.data, ready.day, _ARCHIVAL)
        return Printed(made or _certainly(_compiled(compiler, ready.data, ready.day)), ready.absent)

    def _absent(self, whole: Any) -> list[str]:
        """Characters that cannot be set; each is tried once in the life of the press."""
        new = sorted(set(_letters(whole)) - self._present)
        absent = list(self._without_glyph(new))
        self._present.update(set(new) - set(absent))
        return absent

    def _without_glyph(self, letters: Sequence[str]) -> Iterator[str]:
        """PDF/A refuses a text that no font can show: halve until single characters are left."""
        probed = json.dumps({"fonts": self.families, "text": " ".join(letters)}, ensure_ascii=False)
        if not letters or _compiled(self._probe, probed, date(2000, 1, 1), _ARCHIVAL) is not None:
            return
        if len(letters) == 1:
            yield letters[0]
            return
        middle = len(letters) // 2
        yield from self._without_glyph(letters[:middle])
        yield from self._without_glyph(letters[middle:])


def _compiled(compiler: Compiler, data: str, day: date, standard: Literal["a-2b"] | None = None) -> bytes | None:
    """The compiler's PDF; None when the standard does not allow it."""
    made_at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    standards: list[Literal["a-2b"]] = [standard] if standard else []
    try:
        made = compiler.compile(sys_inputs={"data": data}, format="pdf", pdf_standards=[*standards], timestamp=made_at)
    except TypstError:
        if standard is None:
            raise
        return None
    return _certainly(made if isinstance(made, bytes) else None)


def _certainly(made: bytes | None) -> bytes:
    assert made is not None
    return made


def _plain(paper: Paper, families: Sequence[str]) -> dict[str, Any]:
    """The paper as plain data. White space is made single spaces: line breaks and tabs in a name are no layout of ours."""
    plain = {name: value for name, value in asdict(paper).items() if name != "day"}
    whole = plain | {"fonts": list(families), "date": [paper.day.year, paper.day.month, paper.day.day]}
    return dict(_mended(whole | {"document": f"{paper.policy} · {paper.running}"}, {}))


def _mended(value: Any, letters: dict[int, str]) -> Any:
    """The same data with letters replaced in every text."""
    if isinstance(value, str):
        return " ".join(value.split()).translate(letters)
    if isinstance(value, dict):
        return {key: _mended(item, letters) for key, item in value.items()}
    return [_mended(item, letters) for item in value] if isinstance(value, list | tuple) else value


def _letters(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from set(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _letters(item)
    elif isinstance(value, list):
        for item in value:
            yield from _letters(item)
