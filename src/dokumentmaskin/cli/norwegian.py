"""click in Norwegian: its headings, its help option and its errors.

click's own messages are English, and its translations follow the machine's language, which a secretary's
Windows seldom sets for a terminal. So each kind of error is said anew here, from what click knows about it.
"""

import difflib
from collections.abc import Iterable

import click

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
        rows = [row for p in self.get_params(ctx) if (row := p.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("Valg"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, with its line in Norwegian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjelpen."
        return option


def in_norwegian(error: click.ClickException) -> WrongUseError:
    """The same error in the shape and language of all others."""
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "dok"
    message, advice = _words(error)
    return WrongUseError(
        Problem("feil-bruk", message, advice or f"Se «{path} --help».")
    )


def close_to(word: str, known: Iterable[str]) -> str:
    """«Mente du …?» when a known word is close, otherwise empty."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"Mente du «{close[0]}»?" if close else ""


def _words(error: click.ClickException) -> tuple[str, str]:
    match error:
        case click.NoSuchOption():
            known = [o for p in error.ctx.command.params for o in p.opts] if error.ctx else []
            advice = close_to(error.option_name, known)
            return f"Det finnes ikke noe valg som heter «{error.option_name}».", advice
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else ""
            return f"«{name}» mangler.", ""
        case click.BadOptionUsage():
            return f"Valget «{error.option_name}» trenger en verdi, eller har én for mye.", ""
        case click.BadParameter():
            name = error.param.human_readable_name if error.param else ""
            return _bad_value(error, name)
        case _:
            return _other(error.message)


def _bad_value(error: click.BadParameter, name: str) -> tuple[str, str]:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"Verdien for «{name}» finnes ikke.", f"Velg mellom {', '.join(kind.choices)}."
    return f"Verdien for «{name}» passer ikke: {error.message}", ""


def _other(message: str) -> tuple[str, str]:
    if message.startswith("Got unexpected extra argument"):
        extra = message.partition("(")[2].rstrip(")")
        return f"Det er ett ord for mye: «{extra}».", "Skriv datoen uten mellomrom."
    return message, ""
