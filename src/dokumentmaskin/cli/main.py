"""`dok`, the program itself: commands are loaded when used, so that starting costs next to nothing."""

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from dokumentmaskin import __version__
from dokumentmaskin.cli import options
from dokumentmaskin.cli.boundary import run, stopped
from dokumentmaskin.cli.catalogue import ENTRIES, SEASONS
from dokumentmaskin.cli.norwegian import NorwegianCommand, NorwegianGroup
from dokumentmaskin.errors import WrongUseError
from dokumentmaskin.workspace import find_workspace

_HELP = """\
Lager innkalling, saksliste, referat og handlingsprogram fra årsplanen, som Word og som tilgjengelig PDF.

\b
  dok status                    hva som må gjøres nå
  dok innkalling 2022-03-11     innkallingen til møtet 11. mars
  dok handlingsprogram 2022     handlingsprogram og årshjul for året
"""


class LazyGroup(NorwegianGroup):
    """A group that knows its commands' names and help, and loads one when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands' names, as the catalogue orders them."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in ENTRIES:
            return None
        module = import_module(f"dokumentmaskin.cli.commands.{ENTRIES[cmd_name].module}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by when in the year they are used, then the options."""
        for season, entries in SEASONS.items():
            with formatter.section(season):
                formatter.write_dl([(name, entry.help) for name, entry in entries.items()])
        NorwegianCommand.format_options(self, ctx, formatter)


@click.group(
    cls=LazyGroup,
    help=_HELP,
    subcommand_metavar="KOMMANDO …",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@options.folder
@click.version_option(__version__, "--versjon", "--version", message="dok %(version)s", help="Vis versjonen.")
@click.pass_context
def dok(ctx: click.Context, arbeidsmappe: Path | None) -> int | None:
    """Say what to do now, or outside a workspace the help, when no command follows."""
    if ctx.invoked_subcommand is not None:
        return None
    try:
        find_workspace(Path.cwd(), arbeidsmappe)
    except WrongUseError:
        if arbeidsmappe is not None:
            raise
        click.echo(ctx.get_help(), err=True)
        return WrongUseError.exit_code
    status = LazyGroup.get_command(dok, ctx, "status")
    code = ctx.invoke(status) if status else None
    click.echo("\nAlle kommandoene: dok --help")
    return code


def main() -> None:
    """Run the command line and exit with its code.

    Every file is closed and synced by then, so the process ends at once: taking the loaded libraries down in
    order would cost 0.2 s and change nothing.
    """
    # What is imported lives to the end: looking for garbage among it cost 4 % of a summons.
    gc.set_threshold(50_000)
    code = run(dok, sys.argv[1:])
    for stream in filter(None, (sys.stdout, sys.stderr)):  # either may be closed: `dok … >&-`
        with suppress(OSError):  # `dok … | head`: whoever read has had enough; a full disk has been told of
            stream.flush()
    os._exit(code)


def interrupted() -> None:
    """End as Ctrl-C ends a command, while the program was still being loaded."""
    os._exit(stopped(sys.argv[1:]))
