"""`dok oppfolging`: what is open across meetings and groups, and closing it."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand, NorwegianGroup
from dokumentmaskin.cli.options import Run
from dokumentmaskin.cli.output import Output
from dokumentmaskin.cli.table import Column, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dokumentmaskin.pipeline import Points
    from dokumentmaskin.plan import Punkt


_NONE = "Ingen åpne punkter."
_COLUMNS = (Column("Ref", 5), Column("Frist", 10), Column("Hva", 26), Column("Hvem", 15), Column("Fra", 16))


@click.group(
    "oppfolging",
    cls=NorwegianGroup,
    help=ENTRIES["oppfolging"].help
    + "\n\nPunktene kommer fra referatene som er lest inn med «dok les-referat». Et punkt lukkes i "
    "oppfølgingstabellen i et senere referat, eller med «dok oppfolging lukk».",
    subcommand_metavar="[lukk REFERANSE …]",
    invoke_without_command=True,
)
@click.option("--gruppe", metavar="GRUPPE", help="Vis bare punktene til én gruppe.")
@options.folder
@options.as_json
@click.pass_context
def oppfolging(
    ctx: click.Context, *, gruppe: str | None, arbeidsmappe: Path | None, as_json: bool
) -> int | None:
    """List what is open."""
    if ctx.invoked_subcommand is not None:
        return None
    from dokumentmaskin.pipeline import overview
    from dokumentmaskin.plan import load_plan

    output = Output("oppfolging", as_json)
    today = options.today()
    found = overview(load_plan(Run(output, arbeidsmappe).workspace()), gruppe)
    if not as_json:
        _show(found, today)
    rows = [_row(point, found.referanser[point], today) for point in found.punkter]
    return output.show_rows((), found.warnings, more={"punkter": rows})


@oppfolging.command("lukk", cls=NorwegianCommand, help="Lukk ett eller flere punkter.")
@click.argument("referanser", metavar="REFERANSE", nargs=-1, required=True)
@click.option("--merknad", metavar="TEKST", default="", help="Skriv hvordan det gikk.")
@options.folder
@options.as_json
@click.pass_context
def lukk(
    ctx: click.Context,
    *,
    referanser: tuple[str, ...],
    merknad: str,
    arbeidsmappe: Path | None,
    as_json: bool,
) -> int:
    """Close points."""
    from dokumentmaskin.pipeline import close
    from dokumentmaskin.plan import load_plan

    before = ctx.parent.params if ctx.parent else {}
    output = Output("oppfolging", as_json or bool(before.get("as_json")))
    workspace = Run(output, arbeidsmappe or before.get("arbeidsmappe")).workspace()
    closed = close(workspace, load_plan(workspace), options.today(), referanser, " ".join(merknad.split()))
    rows = [{"referanse": closed.referanser[p], "hva": p.hva} for p in closed.punkter]
    if not output.as_json:
        for row in rows:
            click.echo(f"Lukket {row['referanse']}: {row['hva']}")
    files = [asdict(file) for file in closed.files]
    return output.show_rows(files, closed.warnings, more={"punkter": rows})


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
