"""The options that commands share, and the way from them to a loaded workspace."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dokumentmaskin.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Pipeline

F = TypeVar("F", bound=Callable[..., Any])


def _year(text: str) -> int:
    """Read a year of four digits, or say in Norwegian that it is none."""
    if not re.fullmatch("[12][0-9]{3}", text):
        raise click.BadParameter(f"«{text}» er ikke et årstall. Skriv det med fire sifre, som 2022.")
    return int(text)


year = click.argument("år", metavar="ÅR", type=_year)

date = click.argument("dato", metavar="DATO", nargs=-1, required=True)

DATE_HELP: Final = "\n\nSkriv DATO som 2022-03-11, 11.03.2022 eller 11. mars 2022."

YEAR_HELP: Final = " Skriv bare årstallet når det gjelder handlingsprogrammet."

as_json = click.option("--json", "as_json", is_flag=True, help="Skriv ett JSON-objekt og ikke noe annet.")

group = click.option("--gruppe", metavar="GRUPPE", help="Velg gruppe når flere grupper møtes samme dag.")

engine = click.option(
    "--motor",
    type=click.Choice(["innebygd", "libreoffice"]),
    metavar="MOTOR",
    help="Velg «innebygd» eller «libreoffice» i stedet for PDF-motoren som står i planen.",
)

accept = click.option(
    "--godta-endringer",
    is_flag=True,
    help="Lag PDF-en som om alle sporede endringer var godtatt, uten kommentarer og skjult tekst.",
)

differences = click.option(
    "--vis-forskjeller", is_flag=True, help="Vis hva som ville skje, og skriv ingenting."
)

folder = click.option(
    "-C",
    "--arbeidsmappe",
    type=click.Path(path_type=Path),
    metavar="MAPPE",
    help="Velg arbeidsmappe. Ellers brukes den nærmeste mappen oppover som har «plan».",
)


def workspace(chosen: Path | None) -> Workspace:
    """The workspace named by the command, by `dok -C`, or found from where the person stands."""
    from_group: Path | None = click.get_current_context().find_root().obj
    return find_workspace(Path.cwd(), chosen or from_group)


def pipeline(chosen: Path | None, engine_name: str | None, *, accept_changes: bool = False) -> "Pipeline":
    """The workspace's plan, read and checked, ready for jobs."""
    from dokumentmaskin.pipeline import Pipeline
    from dokumentmaskin.plan import load_plan

    here = workspace(chosen)
    return Pipeline(here, load_plan(here), engine_name, accept_changes=accept_changes)
