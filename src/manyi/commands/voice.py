"""How the program speaks: its language, refusals in four parts, progress, and machine-readable results."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

import click

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

REFUSED, USAGE, MISMATCH = 1, 2, 3
"""Exit codes: input refused or a check failed; the command was written wrongly; a run does not recompute."""

_PARTS = {
    "what": ("refused", "未通过"),
    "where": ("where", "位置"),
    "why": ("why", "原因"),
    "next": ("what next", "下一步"),
}


@dataclass(frozen=True)
class Both:
    """The same words in English and in Chinese."""

    en: str
    zh: str

    def within(self, language: Language) -> str:
        """The words in one language."""
        return self.zh if language == "zh" else self.en


class Refusal(click.ClickException):
    """What the program would not do: what, where, why and what next, told on stderr with exit code 1."""

    def __init__(self, what: Both, *, where: str = "", why: Both | None = None, next_: Both) -> None:
        super().__init__(what.en)
        self.what, self.where, self.why, self.next = what, where, why, next_

    def parts(self, language: Language) -> dict[str, str]:
        """The parts that have something to say, in the order told."""
        why = self.why.within(language) if self.why else ""
        told = {"what": self.what.within(language), "where": self.where, "why": why, "next": self.next.within(language)}
        return {part: text for part, text in told.items() if text}


def language_of(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """`--language`, else MANYI_LANG, else Chinese where the locale is Chinese, else English."""
    for place, argument in enumerate(arguments):
        if argument == "--language" and place + 1 < len(arguments):
            return _nearest(arguments[place + 1])
        if argument.startswith("--language="):
            return _nearest(argument.partition("=")[2])
    names = ("MANYI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return _nearest(next((environment[name] for name in names if environment.get(name)), "en"))


def _nearest(text: str) -> Language:
    return "zh" if text.lower().startswith("zh") else "en"


@dataclass
class Voice:
    """Speaks to whoever called the program: results on stdout, everything else on stderr."""

    language: Language
    as_json: bool = False
    _long: int = 0

    def words(self, en: str, zh: str) -> str:
        """The words in the chosen language."""
        return Both(en, zh).within(self.language)

    def result(self, value: Any, text: str) -> None:
        """One result: `value` as JSON when asked for, else `text`."""
        self._end_progress()
        click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str) if self.as_json else text)

    def remark(self, text: str) -> None:
        """Something worth knowing beside the result."""
        self._end_progress()
        click.echo(text, err=True)

    def progress(self, text: str) -> None:
        """What is being done: one line that is written over on a terminal, plain lines elsewhere."""
        if not sys.stderr.isatty():
            click.echo(f"… {text}", err=True)
            return
        click.echo(f"\r{' ' * self._long}\r… {text}", nl=False, err=True)
        self._long = 2 * len(text) + 2  # a Chinese character is two columns wide

    def refuse(self, refusal: Refusal) -> None:
        """Tell a refusal on stderr, and as JSON on stdout when JSON was asked for."""
        self._end_progress()
        parts = refusal.parts(self.language)
        colon = self.words(": ", "：")
        for part, text in parts.items():
            label = _PARTS[part][self.language == "zh"]
            lines = text.splitlines() or [""]
            rest = "".join(f"\n    {line}" for line in lines[1:])
            indent = "" if part == "what" else "  "
            click.echo(f"{indent}{label}{colon}{lines[0]}{rest}", err=True)
        if self.as_json:
            click.echo(json.dumps({"refused": parts}, ensure_ascii=False, indent=2))

    def _end_progress(self) -> None:
        if self._long:
            click.echo(f"\r{' ' * self._long}\r", nl=False, err=True)
            self._long = 0


def end_with(code: int) -> NoReturn:
    """End the command with an exit code."""
    raise click.exceptions.Exit(code)
