"""click in Norwegian: its headings, its help option and its errors.

click's own messages are English, and its translations follow the machine's language, which a secretary's
Windows seldom sets for a terminal. So each kind of error is said anew here, from what click knows about it.
"""

import difflib
from collections.abc import Iterable

import click

from dokumentmaskin.cli.catalogue import ascii_word
from dokumentmaskin.errors import Problem, WrongUseError


class NorwegianCommand(click.Command):
    """A command whose help page is Norwegian."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write «Bruk: dok innkalling [VALG] DATO»."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Bruk: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the command's name."""
        return ["[VALG]" if p == "[OPTIONS]" else p for p in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under «Valg»."""
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("Valg"):
                formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and let every error know which command it belongs to (click's parser leaves it out)."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, with its line in Norwegian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjelpen."
        return option


class NorwegianGroup(NorwegianCommand, click.Group):
    """A command with commands of its own, which answer to their real spelling too."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say what there is that looks like it."""
        word, known = ascii_word(args[0]), self.list_commands(ctx)
        if word not in known and not word.startswith("-"):
            message = f"Det finnes ingen kommando som heter «{args[0]}». {close_to(word, known)}"
            raise click.UsageError(message.strip(), ctx)
        return super().resolve_command(ctx, [word, *args[1:]])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Kommandoer"):
            shown = [(name, command.help or "") for name, command in found if command]
            formatter.write_dl([(name, text.partition("\n\n")[0]) for name, text in shown])
        super().format_options(ctx, formatter)


def in_norwegian(error: click.ClickException) -> WrongUseError:
    """The same error in the shape and language of all others."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "dok"
    message, advice = _words(error, path, context.command if context else None)
    return WrongUseError(Problem("feil-bruk", message, advice or f"Se «{path} --help»."))


def close_to(word: str, known: Iterable[str]) -> str:
    """«Mente du …?» when a known word is close, otherwise empty."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"Mente du «{close[0]}»?" if close else ""


def _words(error: click.ClickException, path: str, command: click.Command | None) -> tuple[str, str]:
    """What is wrong, and what to do about it if the help page is not the answer."""
    match error:
        case click.NoSuchOption():
            return _unknown_option(error.option_name, command)
        case click.MissingParameter():
            return f"Det mangler {_name(error)} etter «{path}».", ""
        case click.BadOptionUsage():
            verb = "tar ingen" if _is_flag(error.option_name, command) else "trenger en"
            return f"Valget «{error.option_name}» {verb} verdi.", ""
        case click.BadParameter():
            return _bad_value(error)
        case _:
            return _other(error.message)


def _unknown_option(name: str, command: click.Command | None) -> tuple[str, str]:
    if isinstance(command, click.Group) and command.name == "dok":
        advice = "Skriv valgene etter kommandoen, for eksempel «dok innkalling 2022-03-11 --json»."
        return f"«dok» har ikke noe valg som heter «{name}» foran kommandoen.", advice
    known = [option for p in command.params for option in p.opts] if command else []
    # One letter is not close to another.
    advice = close_to(name, [option for option in known if option.startswith("--")])
    return f"Det finnes ikke noe valg som heter «{name}».", advice


def _is_flag(name: str, command: click.Command | None) -> bool:
    params = command.params if command else []
    return any(isinstance(p, click.Option) and p.is_flag and name in p.opts for p in params)


def _bad_value(error: click.BadParameter) -> tuple[str, str]:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"{_name(error)} kan ikke ha denne verdien.", f"Velg {' eller '.join(kind.choices)}."
    if isinstance(kind, click.IntRange):
        return f"{_name(error)} kan ikke ha denne verdien.", f"Skriv et tall fra {kind.min} til {kind.max}."
    # Every other type that the commands use is ours, and says it in Norwegian.
    return error.message, ""


def _name(error: click.BadParameter) -> str:
    """A parameter as the person writes it: DATO, or «--motor»."""
    if isinstance(error.param, click.Option):
        return f"«{max(error.param.opts, key=len)}»"
    return error.param.human_readable_name if error.param else ""


def _other(message: str) -> tuple[str, str]:
    if message.startswith("Got unexpected extra argument"):
        extra = message.partition("(")[2].rstrip(")")
        advice = "Er det et navn med mellomrom, setter du anførselstegn rundt hele navnet."
        return f"Det står noe for mye: «{extra}».", advice
    return message, ""
