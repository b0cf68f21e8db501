"""The site sent to a target, told of on the terminal as it goes."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from dokumentmaskin.cli.options import Run
from dokumentmaskin.cli.passwords import with_password

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Report, Sent
    from dokumentmaskin.plan import Mål


def show_sending(run: Run, report: "Report", goal: "Mål", more: Mapping[str, object]) -> int:
    """Send the site that a run has laid out, and print what came of both; `more` is what else JSON tells."""
    from dokumentmaskin.errors import DokError
    from dokumentmaskin.pipeline import send_site

    rows = [asdict(file) for file in report.files]
    try:
        sent = with_password(run, lambda: send_site(run.workspace(), goal, _told))
    except DokError as error:
        return run.output.show_rows(rows, (*report.warnings, *error.warnings), (error,), more)
    finally:
        _wipe()
    sending = {"opplasting": {"mål": goal.navn, **asdict(sent)}}
    code = run.output.show_rows(rows, report.warnings, more={**more, **sending})
    if not run.output.as_json:
        click.echo(_summary(goal.navn, sent))
    return code


def _summary(name: str, sent: "Sent") -> str:
    counts = [(len(sent.sendt), "sendt"), (len(sent.fjernet), "fjernet")]
    told = [f"{count} {_files(count)} {what}" for count, what in counts if count]
    told += [f"{sent.uendret} {_files(sent.uendret)} lå der fra før"] if sent.uendret else []
    told += [f"{len(sent.utelatt)} {_files(len(sent.utelatt))} kan ikke være der"] if sent.utelatt else []
    return f"Målet «{name}»: {', '.join(told)}."


def _files(count: int) -> str:
    return "fil" if count == 1 else "filer"


def _told(address: str, number: int, total: int) -> None:
    """Where the sending is, on a line of its own that the next one takes the place of."""
    if sys.stderr and sys.stderr.isatty():
        _wipe()
        click.echo(f"\rSender {number + 1} av {total}: {address[-50:]}", err=True, nl=False)


def _wipe() -> None:
    if sys.stderr and sys.stderr.isatty():
        click.echo(f"\r{'':79}\r", err=True, nl=False)
