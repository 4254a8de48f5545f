"""Commands, options and groups that speak two languages and load their file only when called."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeVar

import click
from click.formatting import HelpFormatter

from manyi.commands.refusals import refusal_of, usage_sentence
from manyi.commands.voice import LANGUAGES, REFUSED, USAGE, Both, Refusal, Voice, language_of

Function = TypeVar("Function", bound=Callable[..., object])


def voice_of(context: click.Context) -> Voice:
    """The voice of this call."""
    voice = context.find_object(Voice)
    return voice if voice is not None else Voice(language_of(sys.argv[1:]))


class Option(click.Option):
    """An option whose help is written in both languages."""

    def __init__(self, declarations: Sequence[str], *, about: Both, **rest: Any) -> None:
        super().__init__(declarations, **{**rest, "help": about.en})
        self.about = about

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the language of the call."""
        self.help = self.about.within(voice_of(ctx).language)
        return super().get_help_record(ctx)


class _Speaking(click.Command):
    """What a command and a group share: help in the language of the call."""

    about: Both

    def format_usage(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        words = voice_of(ctx).words
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), words("Usage: ", "用法："))

    def format_help_text(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.about.within(voice_of(ctx).language))

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for parameter in options if (record := parameter.get_help_record(ctx))]
        if records:
            with formatter.section(voice_of(ctx).words("Options", "选项")):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = voice_of(ctx).words("Show this message and exit.", "显示本说明。")
        return option


class Command(_Speaking):
    """A command with help in both languages."""

    def __init__(self, *arguments: Any, about: Both, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        self.about = about


class Group(_Speaking, click.Group):
    """A group that finds a command's file by name, so that starting one command loads no other.

    `places` maps a command's name to "module:function" and its one line of help.
    """

    def __init__(self, *arguments: Any, about: Both, places: dict[str, tuple[str, Both]], **rest: Any) -> None:
        super().__init__(*arguments, params=[_language()], **rest)
        self.about = about
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of `places`."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, loaded now."""
        if cmd_name not in self.places:
            return None
        module, _, function = self.places[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """Options, then the commands with their one line each."""
        super().format_options(ctx, formatter)
        voice = voice_of(ctx)
        with formatter.section(voice.words("Commands", "命令")):
            formatter.write_dl([(name, line.within(voice.language)) for name, (_, line) in self.places.items()])


class Program(Group):
    """The outermost group: chooses the language, and turns what goes wrong into a sentence and an exit code."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run with `args` (the command line's without); always ends by SystemExit."""
        arguments = list(sys.argv[1:] if args is None else args)
        voice = Voice(language_of(arguments), as_json="--json" in arguments)
        try:
            code = super().main(arguments, *rest, **{**extra, "standalone_mode": False, "obj": voice})
        except click.exceptions.NoArgsIsHelpError as error:
            voice.remark(error.format_message())
            code = USAGE
        except click.UsageError as error:
            voice.remark(usage_sentence(error, voice.language))
            code = USAGE
        except click.Abort:
            voice.remark(voice.words("Stopped.", "已停止。"))
            code = 130
        except Exception as error:
            refusal = error if isinstance(error, Refusal) else refusal_of(error)
            if refusal is None:
                raise
            voice.refuse(refusal)
            code = REFUSED
        sys.exit(code if isinstance(code, int) else 0)


def option(*declarations: str, en: str, zh: str, **rest: Any) -> Callable[[Function], Function]:
    """An option with its help in both languages."""
    return click.option(*declarations, cls=Option, about=Both(en, zh), **rest)


def command(name: str, *, en: str, zh: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its help in both languages, and the options every command has."""

    def made(function: Callable[..., Any]) -> click.Command:
        made_command = click.command(name, cls=Command, about=Both(en, zh))(click.pass_obj(function))
        made_command.params += [_language(), _as_json()]
        return made_command

    return made


def _language() -> Option:
    return Option(
        ["--language"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        about=Both(
            "Language of everything said; without it MANYI_LANG, else the locale's.",
            "输出语言；缺省取 MANYI_LANG，其次取系统区域设置。",
        ),
    )


def _as_json() -> Option:
    about = Both("The result as JSON on stdout.", "以 JSON 输出结果。")
    return Option(["--json"], is_flag=True, expose_value=False, about=about)
