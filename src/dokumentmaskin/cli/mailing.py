"""Letters sent: shown to a person first, who is asked, and told of when they have gone out."""

import sys
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

import click

from dokumentmaskin.cli.options import Run
from dokumentmaskin.cli.output import print_problems
from dokumentmaskin.cli.passwords import with_password
from dokumentmaskin.cli.passwords import yes as yes_to
from dokumentmaskin.cli.table import Column, lines
from dokumentmaskin.errors import Problem, WrongUseError

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Linje, Mailing, Report

_COLUMNS = (Column("Hvem", 24), Column("E-post", 30), Column("Får", 22))
_UNSURE = (
    "Sist ble forbindelsen brutt mens e-posten til {} var underveis. Ingen vet om de fikk den. "
    "Skriv «ja» for å sende den på nytt, eller «nei» for å regne den som levert"
)

send_option = click.option("--send", is_flag=True, help="Send e-posten nå, etter å ha vist hvem som får den.")
yes_option = click.option("--ja", is_flag=True, help="Send uten å spørre først.")


def refuse_yes_alone(*, send: bool, yes: bool) -> None:
    """Stop «--ja» where nothing is sent."""
    if yes and not send:
        raise click.UsageError("«--ja» hører sammen med «--send».")


def sent(run: Run, mailing: "Mailing", *, yes: bool) -> int:
    """Show who gets the letters, ask, send them, and print what came of it."""
    from dokumentmaskin.pipeline import send_letters

    if mailing.report.errors:
        return run.output.show(mailing.report)
    server, sender = mailing.server, mailing.avsender  # what lacks is said before anybody is asked
    shows = not run.output.as_json
    waiting = [one for one in mailing.linjer if one.tilstand != "har fått"]
    if shows and waiting:
        _show(mailing, waiting)
        click.echo(f"Fra {sender.navn} <{sender.epost}>, gjennom {server.vert}.")
    resend = _asked(run, waiting, yes=yes) if waiting else None
    delivered: list[Linje] = []
    report, said = mailing.report, mailing.report.warnings if shows and waiting else ()
    if waiting:
        send = partial(send_letters, mailing, resend=resend, told=delivered.append)
        mailing, report = with_password(run, send)
    new = tuple(one for one in report.warnings if one not in said)
    return _told(run, mailing, replace(report, warnings=new), delivered)


def _show(mailing: "Mailing", waiting: "list[Linje]") -> None:
    print_problems("Merk", mailing.report.warnings)
    rows = [(one.mottaker.navn, one.mottaker.epost, ", ".join(one.brev.innhold)) for one in waiting]
    for line in lines(_COLUMNS, rows):
        click.echo(line)
    click.echo()
    for subject in dict.fromkeys(one.brev.emne for one in waiting):
        click.echo(f"Emne: {subject}")


def _asked(run: Run, waiting: "list[Linje]", *, yes: bool) -> bool | None:
    """Ask whether to send, and what to do with what may have come through: send it again, or not.

    Raises:
        WrongUseError: There is nobody to ask.
        Abort: The answer is no.
    """
    if yes:
        return None
    if run.output.as_json or not sys.stdin.isatty():
        message = "«dok epost --send» kan ikke spørre her, og sender ingenting."
        raise WrongUseError(
            Problem("feil-bruk", message, "Legg til «--ja» når du vet hvem som får e-posten.")
        )
    unsure = [one.mottaker.navn for one in waiting if one.tilstand == "uvisst"]
    resend = yes_to(_UNSURE.format(", ".join(unsure)), default=None) if unsure else None
    count = len(waiting) if resend else len(waiting) - len(unsure)
    if count and not yes_to(f"Skriv «ja» for å sende til {count} {'person' if count == 1 else 'personer'}"):
        raise click.Abort
    return resend


def _told(run: Run, mailing: "Mailing", report: "Report", delivered: "list[Linje]") -> int:
    """Print what came of the sending."""
    rows = [
        {"navn": one.mottaker.navn, "adresse": one.mottaker.epost, "tilstand": one.tilstand}
        for one in mailing.linjer
    ]
    more = {"sendt": len(delivered), "mottakere": rows}
    files = [asdict(file) for file in report.files]
    code = run.output.show_rows(files, report.warnings, report.errors, more)
    if not run.output.as_json:
        done = sum(row["tilstand"] == "har fått" for row in rows)
        click.echo(_summary(len(delivered), done, len(rows)))
    return code


def _summary(now: int, done: int, everybody: int) -> str:
    if done < everybody:
        return f"Sendt til {now} nå. {done} av {everybody} har fått e-posten."
    return (
        f"Sendt til {now} nå. Alle {everybody} har fått e-posten." if now else "Alle har fått e-posten før."
    )
