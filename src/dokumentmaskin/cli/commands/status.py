"""`dok status`: where the meetings stand, and what to do now."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.cli.output import colour, has_symbols
from dokumentmaskin.cli.table import Column, lines
from dokumentmaskin.errors import DokError
from dokumentmaskin.memory import remember_answer, remembered_answer, workspace_state

_WIDTH: Final = 78
_SHOWN: Final = 8
_COLUMNS: Final = (Column("Dato", 17), Column("Gruppe", 22), Column("Hvor langt", 37))

Row = dict[str, Any]


@command(
    "status",
    click.option("--gruppe", metavar="GRUPPE", help="Vis bare én gruppe."),
    click.option("--alle", is_flag=True, help="Vis alt, ikke bare det nærmeste."),
    options.folder,
    more="\n\nAlt er lest av planen, filene og datoen i dag. «dok» uten kommando viser det samme.",
)
def status(run: Run, *, gruppe: str | None, alle: bool) -> int:
    """Show where the meetings stand."""
    found, missing = _found(run, options.today(), gruppe)
    if not run.output.as_json:
        for line in _lines(_asked_from(run.folder, found), None if alle else _SHOWN, symbols=has_symbols()):
            click.echo(line, color=colour())
    return run.output.show_rows((), errors=missing, more=found)


def _found(run: Run, today: date, group: str | None) -> tuple[Row, tuple[DokError, ...]]:
    """Where everything stands, as remembered when nothing that it is read from has changed since.

    Papers that are not where the plan says hide nothing of it; they are told of each time.
    """
    workspace = run.workspace()
    asked = f"{today} {group or ''} {workspace_state(workspace, 'status')}"
    if (known := remembered_answer(workspace, "status", asked)) is not None:
        return known, ()
    from dokumentmaskin.pipeline import current
    from dokumentmaskin.plan import MissingPapersError, load_plan

    try:
        found = current(workspace, load_plan(workspace), today, group)
    except MissingPapersError as error:
        return current(workspace, error.plan, today, group), (error,)
    remember_answer(workspace, "status", asked, found)
    return found, ()


def _asked_from(folder: Path | None, found: Row) -> Row:
    """The same with commands that mean the workspace that was chosen, for whoever does not stand in it."""
    if folder is None:
        return found
    own = f'dok -C "{folder}" ' if " " in str(folder) else f"dok -C {folder} "
    rows = [{**row, "kommando": row["kommando"].replace("dok ", own, 1)} for row in found["gjør"]]
    return {**found, "gjør": rows}


def _lines(found: Row, most: int | None, *, symbols: bool) -> Iterator[str]:
    yield click.style(found["i_dag"], bold=True)
    late, now = ([row for row in found["gjør"] if row["sent"] == is_late] for is_late in (True, False))
    if not (late or now):
        yield "\nIngenting å gjøre nå."
    yield from _to_do("For sent", late, most, symbol="✗ " if symbols else "  ", colour="red")
    yield from _to_do("Gjør nå", now, most, symbol="● " if symbols else "  ", colour="yellow")
    coming = [row for row in found["møter"] if row["til"] >= found["dag"]]
    yield from _meetings("Neste møter", coming, most)
    waiting = [row for row in found["møter"] if row not in coming and row["referat"] == "lest inn"]
    yield from _meetings("Til godkjenning", waiting, most)
    yield from _duties([row for row in found["rapportering"] if row not in now], most)
    points = found["oppfølging"]
    if points["åpne"] and not points["over_fristen"]:
        yield f"\nÅpne oppfølgingspunkter: {points['åpne']}. Se dem med «dok oppfolging»."


def _to_do(title: str, rows: Sequence[Row], most: int | None, *, symbol: str, colour: str) -> Iterator[str]:
    """What to do, each with whose it is and by when, and on lines of their own the place and the command."""
    yield from _heading(title, rows, colour)
    for row in rows[:most]:
        first, *rest = wrap(row["hva"], _WIDTH - 2)
        yield f"{click.style(symbol, fg=colour)}{first}"
        yield from (f"  {line}" for line in rest)
        verb = "fristen var" if row["sent"] else "frist"
        due = (
            [f"{verb} {date.fromisoformat(row['frist']):%d.%m.%Y}"] if row["frist"] and row["gruppe"] else []
        )
        yield from (f"    {line}" for line in wrap(", ".join([row["gruppe"], *due]).strip(", "), _WIDTH - 4))
        yield from (f"    {click.style(how, fg='cyan')}" for how in (row["sted"], row["kommando"]) if how)
    yield from _rest(rows, most)


def _meetings(title: str, rows: Sequence[Row], most: int | None) -> Iterator[str]:
    yield from _heading(title, rows)
    if rows:
        told = [(row["dato"], row["gruppe"], row["står"]) for row in rows[:most]]
        yield from lines(_COLUMNS, told)
    yield from _rest(rows, most)


def _duties(rows: Sequence[Row], most: int | None) -> Iterator[str]:
    """The duties that are near; of one whose day is past, dok cannot know whether it is done."""
    yield from _heading("Utenom møtene", rows)
    told = [
        (
            f"{date.fromisoformat(row['frist']):%d.%m.%Y}",
            row["gruppe"],
            row["hva"] + (" Fristen er ute. Er det gjort?" if row["sent"] else ""),
        )
        for row in rows[:most]
    ]
    yield from lines((Column("Frist", 17), Column("Gruppe", 22), Column("Hva", 37)), told) if rows else ()
    yield from _rest(rows, most)


def _heading(title: str, rows: Sequence[Row], colour: str | None = None) -> Iterator[str]:
    if rows:
        yield ""
        yield click.style(f"{title} ({len(rows)})", fg=colour, bold=True)


def _rest(rows: Sequence[Row], most: int | None) -> Iterator[str]:
    if most is not None and len(rows) > most:
        yield f"  … og {len(rows) - most} til: «dok status --alle»"
