"""`dok oppfolging`: what is open across meetings and groups, and closing it."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.mailing import refuse_yes_alone, send_option, sent, yes_option
from dokumentmaskin.cli.options import Run, command_group, subcommand
from dokumentmaskin.cli.table import Column, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dokumentmaskin.pipeline import Points
    from dokumentmaskin.plan import Punkt


_NONE = "Ingen åpne punkter."
_COLUMNS = (Column("Ref", 5), Column("Frist", 10), Column("Hva", 26), Column("Hvem", 15), Column("Fra", 16))


@command_group(
    "oppfolging",
    click.option("--gruppe", metavar="GRUPPE", help="Vis bare punktene til én gruppe."),
    click.option("--epost", is_flag=True, help="Lag e-post til hver av dem som har noe åpent."),
    send_option,
    yes_option,
    options.folder,
    more="\n\nPunktene kommer fra referatene som er lest inn med «dok les-referat». Et punkt lukkes i "
    "oppfølgingstabellen i et senere referat, eller med «dok oppfolging lukk».",
    subcommands="[lukk REFERANSE …]",
)
def oppfolging(run: Run, *, gruppe: str | None, epost: bool, send: bool, ja: bool) -> int:
    """List what is open, or write to those who have it."""
    if epost:
        return _mailed(run, gruppe, send=send, yes=ja)
    if send or ja:
        raise click.UsageError("«--send» og «--ja» hører sammen med «--epost».")
    from dokumentmaskin.pipeline import overview
    from dokumentmaskin.plan import load_plan

    today = options.today()
    found = overview(load_plan(run.workspace()), gruppe)
    if not run.output.as_json:
        _show(found, today)
    rows = [_row(point, found.referanser[point], today) for point in found.punkter]
    return run.output.show_rows((), found.warnings, more={"punkter": rows})


def _mailed(run: Run, group_name: str | None, *, send: bool, yes: bool) -> int:
    from dokumentmaskin.pipeline import draft_followup, followup_mailing

    refuse_yes_alone(send=send, yes=yes)
    pipeline = run.pipeline()
    if send:
        return sent(run, followup_mailing(pipeline, group_name), yes=yes)
    report = draft_followup(pipeline, group_name)
    if not (run.output.as_json or report.files or report.errors):
        click.echo(_NONE)
    return run.output.show(report)


@subcommand(
    oppfolging,
    "lukk",
    click.argument("referanser", metavar="REFERANSE", nargs=-1, required=True),
    click.option("--merknad", metavar="TEKST", default="", help="Skriv hvordan det gikk."),
    options.folder,
    says="Lukk ett eller flere punkter.",
)
def lukk(run: Run, *, referanser: tuple[str, ...], merknad: str) -> int:
    """Close points."""
    from dokumentmaskin.pipeline import close
    from dokumentmaskin.plan import load_plan

    workspace = run.workspace()
    closed = close(workspace, load_plan(workspace), options.today(), referanser, " ".join(merknad.split()))
    rows = [{"referanse": closed.referanser[p], "hva": p.hva} for p in closed.punkter]
    if not run.output.as_json:
        for row in rows:
            click.echo(f"Lukket {row['referanse']}: {row['hva']}")
    files = [asdict(file) for file in closed.files]
    return run.output.show_rows(files, closed.warnings, more={"punkter": rows})


def _show(found: "Points", today: date) -> None:
    several = len({point.gruppe for point in found.punkter}) > 1
    late = [point for point in found.punkter if point.overdue(today)]
    rest = [point for point in found.punkter if not point.overdue(today)]
    for heading, points in (("Over fristen", late), ("Åpne", rest)):
        if points:
            click.echo(f"{heading} ({len(points)})")
            for line in _table(points, found, several=several):
                click.echo(line)
            click.echo()
    if found.punkter:
        first = found.referanser[found.punkter[0]]
        click.echo(f"Lukk et punkt slik: dok oppfolging lukk {first}")
    else:
        click.echo(_NONE)


def _table(points: "Sequence[Punkt]", found: "Points", *, several: bool) -> list[str]:
    rows = [
        (
            found.referanser[point],
            f"{point.frist:%d.%m.%Y}" if point.frist else "",
            _what(point),
            point.hvem,
            "\n".join(_origin(point, several=several)),
        )
        for point in points
    ]
    return list(lines(_COLUMNS, rows))


def _what(point: "Punkt") -> str:
    said = [f"unntatt, {point.hjemmel}"] if point.hjemmel else []
    said += ["i arbeid"] if point.i_arbeid else []
    return f"{point.hva} ({', '.join(said)})" if said else point.hva


def _origin(point: "Punkt", *, several: bool) -> "Iterator[str]":
    """The lines that say where a point arose."""
    if point.sak:
        yield f"sak {point.sak}"
    yield f"{point.møte:%d.%m.%Y}"
    if several:
        yield point.gruppe


def _row(point: "Punkt", reference: str, today: date) -> dict[str, Any]:
    """A point as `--json` has it."""
    return {
        "referanse": reference,
        "gruppe": point.gruppe,
        "møte": point.møte.isoformat(),
        "sak": point.sak,
        "hva": point.hva,
        "hvem": point.hvem,
        "frist": point.frist.isoformat() if point.frist else None,
        "i_arbeid": point.i_arbeid,
        "over_fristen": point.overdue(today),
        "unntatt": point.hjemmel or None,
    }
