"""Tells which characters no font of this machine has, since a name with a gap must not be handed out unseen."""

import unicodedata
from collections.abc import Iterable

from manyi.commands.voice import Voice


def tell_absent(voice: Voice, letters: Iterable[str], file: str) -> None:
    """One remark for one paper; silent when nothing is missing."""
    named = ", ".join(f"{_visible(letter)} U+{ord(letter):04X}".strip() for letter in letters)
    if named:
        voice.remark(
            voice.words(
                f"{file}: no font has {named}; 〓 stands in its place. Install a font that has it and write the paper again.",
                f"{file}：没有字体包含 {named}，以 〓 代替。请安装含该字的字体后重新生成。",
            )
        )


def _visible(letter: str) -> str:
    """The character, unless it would steer the terminal; one newer than Python's own tables is shown."""
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter
