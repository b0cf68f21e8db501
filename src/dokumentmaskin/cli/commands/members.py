"""`dok medlemmer`: who sits in the bodies, where nobody does, and who has come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command_group, subcommand
from dokumentmaskin.cli.table import Column, lines, wrapped
from dokumentmaskin.errors import PlanError

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Import, Medlemsendring
    from dokumentmaskin.plan import Dekning, Dekningsrad, Frammøte, Medlem, Plan

_LIST: Final = (Column("Navn", 24), Column("Sitter for", 21), Column("Rolle", 10), Column("Vara", 19))
_PLACE: Final = 26
_WIDTH: Final = 80
# «11.03.», and what was there then.
_DAY: Final = 6
_MOST_DAYS: Final = 6
_MOST_BODIES: Final = 10
_CAME: Final = {"medlem": "ja", "vara": "vara", "ingen": "–"}


_FILE: Final = click.argument("fil", metavar="FIL", type=click.Path(path_type=Path))


@command_group(
    "medlemmer",
    click.option("--dato", metavar="DATO", type=options.read_day, help="Velg dagen listen skal gjelde."),
    click.option("--gruppe", metavar="GRUPPE", help="Vis bare én gruppe."),
    click.option(
        "--dekning", is_flag=True, help="Vis hvem hver delregion har i gruppene, og hvor det mangler noen."
    ),
    click.option("--frammøte", "--frammote", "frammøte", is_flag=True, help="Vis hvem som har møtt i året."),
    options.folder,
    more="\n\nListen er slik den er i dag, eller på dagen du velger med --dato. Den som sluttet før dagen, "
    "eller begynner senere, er ikke med.",
    subcommands="[eksport FIL | importer FIL | liste ÅR]",
)
def medlemmer(run: Run, *, dato: date | None, gruppe: str | None, dekning: bool, frammøte: bool) -> int:
    """Show the members, the matrix of places and bodies, or the attendance of the year."""
    from dokumentmaskin.plan import doubts, find_group, load_plan, members_at

    plan = load_plan(run.workspace()).issued_by(options.today())
    day = dato or options.today()
    groups = [find_group(plan, gruppe)] if gruppe else plan.organisasjon.grupper
    lists = {group.navn: members_at(plan, group.navn, day) for group in groups}
    asked = [_coverage(plan, lists, day)] if dekning else []
    asked += [_attendance(plan, list(lists), day.year)] if frammøte else []
    asked = asked or [_list(plan, lists, day)]
    if not run.output.as_json:
        click.echo("\n\n".join("\n".join(said) for _, said in asked))
    more = {name: rows for found, _ in asked for name, rows in found.items()}
    return run.output.show_rows((), doubts(plan), more={"dato": day.isoformat(), **more})


@subcommand(
    medlemmer,
    "eksport",
    _FILE,
    options.folder,
    says="Skriv medlemslistene til et regneark, .xlsx eller .csv.\n\nAlt som står i medlemmer.yaml blir med, "
    "også e-post og telefon. Filen er til internt bruk.",
)
def eksport(run: Run, *, fil: Path) -> int:
    """Write the lists to a spreadsheet."""
    from dokumentmaskin.pipeline import export
    from dokumentmaskin.plan import load_plan

    status = export(load_plan(run.workspace()), fil, str(fil))
    row = {"rolle": "medlemsliste", "format": fil.suffix.lstrip("."), "sti": str(fil), "status": status}
    return run.output.show_rows([row])


@subcommand(
    medlemmer,
    "importer",
    _FILE,
    click.option("--ja", is_flag=True, help="Skriv endringene i medlemmer.yaml."),
    options.folder,
    says="Vis hva et regneark, .xlsx eller .csv, ville endret i medlemslistene, eller endre dem med --ja."
    "\n\nEn tom celle endrer ingenting, og den som ikke er i regnearket, blir stående. Skriv «–» i en celle "
    "for å ta bort det planen sier der, og «til» med siste dag for den som har sluttet.",
)
def importer(run: Run, *, fil: Path, ja: bool) -> int:
    """Show what a spreadsheet would change, and do it when asked."""
    from dokumentmaskin.pipeline import compare_file, write

    workspace = run.workspace()
    planned = compare_file(workspace, fil, str(fil), options.today())
    written = ja and planned.endrer
    files = write(workspace, planned, datetime.now()) if written else ()  # noqa: DTZ005
    if not run.output.as_json:
        click.echo("\n".join(_import_lines(planned, written=written)))
    errors = [PlanError(planned.ikke_plassert)] if planned.ikke_plassert else []
    more = {"endringer": [asdict(change) for change in planned.endringer]}
    return run.output.show_rows([asdict(file) for file in files], planned.merknader, errors, more)


@subcommand(
    medlemmer,
    "liste",
    options.year,
    options.engine,
    options.accept,
    options.folder,
    says="Lag medlemslisten for et år i Word, PDF og Excel.\n\nDen åpne utgaven har ingen e-postadresser og "
    "telefonnumre. Den i «intern» har alt.",
)
def liste(run: Run, *, år: int) -> int:
    """Make the list of members of a year."""
    from dokumentmaskin.pipeline import MEDLEMSLISTE, make_documents, whole_year_jobs, year_sheets
    from dokumentmaskin.plan import find_years

    pipeline = run.pipeline()
    find_years(pipeline.plan, år)
    year = pipeline.plan.whole_year(år)
    made = make_documents(pipeline, whole_year_jobs(year, [MEDLEMSLISTE]))
    return run.output.show(made + year_sheets(pipeline, year))


def _import_lines(planned: "Import", *, written: bool) -> Iterator[str]:
    by_body = groupby(planned.endringer, key=lambda change: (change.gruppe, change.art == "mangler"))
    for (body, missing), changes in by_body:
        if missing:
            names = ", ".join(_who(change) for change in changes)
            text = f"{body}, ikke i filen, blir stående: {names}."
            yield from wrapped(text, "", "  ")
        else:
            yield f"{body}:"
            for change in changes:
                yield from _change_lines(change)
        yield ""
    if not planned.endrer:
        yield "Ingenting å endre."
    elif not written:
        yield "Ingenting er skrevet. Legg til --ja for å endre plan/medlemmer.yaml."


def _change_lines(change: "Medlemsendring") -> Iterator[str]:
    """«+» before somebody new with what is said, «~» before each field that is changed."""
    if change.art == "ny":
        said = [f"{field.felt}: {field.nå}" for field in change.felt if field.nå != change.plass]
        text = ", ".join([_who(change), *said])
        yield from wrapped(text, "  + ", "      ")
        return
    yield f"  ~ {_who(change)}"
    for field in change.felt:
        text = f"{field.felt}: {field.før or '(tomt)'} → {field.nå or '(tomt)'}"
        yield from wrapped(text, "      ", "        ")


def _who(change: "Medlemsendring") -> str:
    """«Kari Nordmann (Gran kommune)», «Per Olsen (vara for Kari Nordmann, Gran kommune)»."""
    said = [f"vara for {change.vara_for}" if change.vara_for else "", change.plass]
    more = ", ".join(filter(None, said))
    return f"{change.navn} ({more})" if more else change.navn


def _list(
    plan: "Plan", lists: "Mapping[str, Sequence[Medlem]]", day: date
) -> tuple[dict[str, Any], Iterator[str]]:
    rows = [
        {"gruppe": body, **member.model_dump(mode="json")}
        for body, members in lists.items()
        for member in members
    ]
    return {"medlemmer": rows}, _list_lines(plan, lists, day)


def _list_lines(plan: "Plan", lists: "Mapping[str, Sequence[Medlem]]", day: date) -> Iterator[str]:
    yield f"Medlemmer {plan.språk.day(day)}"
    for body, members in lists.items():
        yield ""
        yield f"{body} ({len(members)})"
        if members:
            yield from lines(_LIST, map(_member, members))
        else:
            yield "Ingen."


def _member(member: "Medlem") -> tuple[str, str, str, str]:
    name = f"{member.navn} ({member.parti})" if member.parti else member.navn
    return (
        ", ".join(filter(None, (name, member.tittel))),
        member.plass,
        member.rolle,
        "\n".join(deputy.navn for deputy in member.vara),
    )


def _coverage(
    plan: "Plan", lists: "Mapping[str, Sequence[Medlem]]", day: date
) -> tuple[dict[str, Any], Iterator[str]]:
    from dokumentmaskin.plan import coverage

    matrix = coverage(plan, lists)
    rows = [{"plass": row.plass, "grupper": [_covered(cell) for cell in row.dekning]} for row in matrix]
    return {"dekning": rows}, _coverage_lines(plan, matrix, lists, day)


def _covered(cell: "Dekning") -> dict[str, Any]:
    return {
        "gruppe": cell.gruppe,
        "medlemmer": [member.navn for member in cell.medlemmer],
        "varaer": [deputy.navn for deputy in cell.varaer],
        "mangler": cell.mangler,
    }


def _coverage_lines(
    plan: "Plan", matrix: "Sequence[Dekningsrad]", lists: "Mapping[str, Sequence[Medlem]]", day: date
) -> Iterator[str]:
    yield f"Dekning {plan.språk.day(day)}"
    bodies = [body for body, members in lists.items() if members]
    for number, body in enumerate(bodies, start=1):
        yield f"  {number}: {body}"
    if empty := [body for body in lists if body not in bodies]:
        text = f"Uten medlemsliste: {', '.join(empty)}."
        yield from wrapped(text, "", "  ")
    if not matrix:
        yield "Ingen medlemmer sitter for en delregion eller kommune."
        return
    for start in range(0, len(bodies), _MOST_BODIES):
        shown = bodies[start : start + _MOST_BODIES]
        width = min(9, (_WIDTH - _PLACE) // len(shown) - 2)
        columns = [Column(str(start + number), width) for number, _ in enumerate(shown, start=1)]
        rows = (
            [row.plass, *(_count(cell) for cell in row.dekning if cell.gruppe in shown)] for row in matrix
        )
        yield ""
        yield from lines([Column("", _PLACE), *columns], rows)
    yield ""
    yield "2+1: to medlemmer og ett varamedlem. –: Plassen er tom."
    yield from _gaps(matrix)


def _count(cell: "Dekning") -> str:
    if cell.medlemmer:
        return f"{len(cell.medlemmer)}+{len(cell.varaer)}"
    return "–" if cell.mangler else ""


def _gaps(matrix: "Sequence[Dekningsrad]") -> Iterator[str]:
    """In words for each body: who has nobody there, and who has no deputy."""
    for number, first in enumerate(matrix[0].dekning):
        cells = [(row.plass, row.dekning[number]) for row in matrix]
        for heading, places in (
            ("uten medlem", [place for place, cell in cells if cell.mangler]),
            ("uten vara", [place for place, cell in cells if cell.uten_vara]),
        ):
            if places:
                text = f"{first.gruppe}, {heading}: {', '.join(places)}."
                yield from wrapped(text, "", "  ")


def _attendance(plan: "Plan", bodies: Sequence[str], year: int) -> tuple[dict[str, Any], Iterator[str]]:
    from dokumentmaskin.plan import attendance

    held = {body: [møte for møte in plan.held(body) if møte.år == year] for body in bodies}
    found = {body: attendance(plan, body, meetings) for body, meetings in held.items()}
    rows = [_attended(body, row) for body, places in found.items() for row in places]
    return {"frammøte": rows}, _attendance_lines(found, year)


def _attended(body: str, row: "Frammøte") -> dict[str, Any]:
    days = (møte.stempel for møte in row.møter)
    came = ([one.møtte for one in rows] for rows in row.rader)
    return {"gruppe": body, "plass": row.plass, "møter": dict(zip(days, came, strict=True))}


def _attendance_lines(found: "Mapping[str, Sequence[Frammøte]]", year: int) -> Iterator[str]:
    yield f"Frammøte {year}"
    if silent := [body for body, places in found.items() if not places]:
        text = f"Uten innleste referat som sier hvem som møtte: {', '.join(silent)}."
        yield from wrapped(text, "", "  ")
    for body, places in found.items():
        if not places:
            continue
        yield ""
        yield body
        meetings = places[0].møter
        for start in range(0, len(meetings), _MOST_DAYS):
            part = slice(start, start + _MOST_DAYS)
            columns = [Column(f"{møte.dato.fra:%d.%m.}", _DAY) for møte in meetings[part]]
            rows = (
                [row.plass, *map(_came, row.rader[part]), f"{sum(row.representert)} av {len(meetings)}"]
                for row in places
            )
            yield from lines([Column("", _PLACE), *columns, Column("", 6)], rows)


def _came(rows: Sequence[Any]) -> str:
    """«ja» for one member, «ja, vara» for two of whom one sent the deputy; who has no row was away."""
    words = dict.fromkeys(_CAME[row.møtte] for row in rows if row.møtte != "ingen")
    return "/".join(words) or "–"
