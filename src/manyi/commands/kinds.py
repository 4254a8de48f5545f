"""Kinds of values a command takes, each refused with a sentence in the language of the call."""

import re
from datetime import date
from typing import Any

import click

from manyi.commands.shape import voice_of


class Day(click.ParamType[date]):
    """A day, written 2026-03-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(
                _said(ctx, f"{value!r} is no day; write 2026-03-31", f"“{value}”不是日期；请写作 2026-03-31"),
                param,
                ctx,
            )


class Memory(click.ParamType[str]):
    """An amount of memory, written 1GB or 500MB."""

    name = "memory"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The amount as the database reads it, or a usage error."""
        if not re.fullmatch(r"[1-9]\d{0,5} ?[KMGT]i?B", str(value)):
            self.fail(
                _said(ctx, f"{value!r} is no amount of memory; write 1GB", f"“{value}”不是内存大小；请写作 1GB"),
                param,
                ctx,
            )
        return str(value)


def _said(ctx: click.Context | None, en: str, zh: str) -> str:
    return voice_of(ctx).words(en, zh) if ctx else en


DAY, MEMORY = Day(), Memory()
