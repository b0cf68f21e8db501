"""The one place where an error becomes words on the screen and an exit code."""

import sys
from collections.abc import Sequence

import click

from dokumentmaskin.cli.catalogue import ascii_word
from dokumentmaskin.cli.norwegian import in_norwegian
from dokumentmaskin.cli.output import Output
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
        return _report(StoppedError(Problem("avbrutt", "Avbrutt.")), arguments)
    return result if isinstance(result, int) else ExitCode.DONE


def _from_system(error: OSError) -> RefusedError:
    """A file that a program or the network took away in the middle of a run."""
    from dokumentmaskin.memory import reason

    file = f"«{error.filename}»" if error.filename else "en fil"
    message = f"Kan ikke lese eller skrive {file}: {reason(error)}."
    advice = "Lukk filen hvis den er åpen, sjekk at disken eller nettmappen er der, og prøv igjen."
    return RefusedError(Problem("filfeil", message, advice))


def _report(error: DokError, arguments: Sequence[str]) -> int:
    output = Output(_command_name(arguments), as_json="--json" in arguments)
    return output.show_rows((), error.warnings, (error,))


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
