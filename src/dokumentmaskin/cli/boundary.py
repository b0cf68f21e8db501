"""The one place where an error becomes words on the screen and an exit code."""

import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from dokumentmaskin.cli.catalogue import ascii_word
from dokumentmaskin.cli.norwegian import in_norwegian
from dokumentmaskin.cli.output import Output, print_problems
from dokumentmaskin.errors import DokError, ExitCode, Problem, RefusedError


class StoppedError(DokError):
    """The person stopped the command."""

    exit_code = ExitCode.INTERRUPTED


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; whatever was foreseen is printed, never raised."""
    _write_utf8()
    try:
        result = command.main(args=list(arguments), prog_name="dok", standalone_mode=False)
    except click.ClickException as error:
        return _report(in_norwegian(error), arguments)
    except DokError as error:
        return _report(error, arguments)
    except OSError as error:
        return _report(_from_system(error), arguments)
    except (KeyboardInterrupt, click.Abort):
        return stopped(arguments)
    return result if isinstance(result, int) else ExitCode.DONE


def stopped(arguments: Sequence[str]) -> int:
    """Say that the person stopped the command, and return its exit code."""
    return _report(StoppedError(Problem("avbrutt", "Avbrutt.")), arguments)


def _from_system(error: OSError) -> RefusedError:
    """A file that a program or the network took away in the middle of a run."""
    from dokumentmaskin.memory import reason

    where = f"lese eller skrive «{error.filename}»" if error.filename else "lese en fil eller skrive ut"
    message = f"Kan ikke {where}: {reason(error)}."
    advice = "Lukk filen hvis den er åpen, sjekk at disken eller nettmappen er der, og prøv igjen."
    return RefusedError(Problem("filfeil", message, advice))


def _report(error: DokError, arguments: Sequence[str]) -> int:
    output = Output(_command_name(arguments), as_json="--json" in arguments)
    try:
        return output.show_rows((), error.warnings, (error,))
    except OSError:  # what is printed to is full, closed or gone
        with suppress(OSError):
            print_problems("Feil", error.problems)
        return error.exit_code


def _command_name(arguments: Sequence[str]) -> str:
    words = iter(arguments)
    for word in words:
        if word in {"-C", "--arbeidsmappe"}:
            next(words, None)
        elif not word.startswith("-"):
            return ascii_word(word)
    return ""


def _write_utf8() -> None:
    """Norwegian letters come through on every terminal and in every pipe."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
