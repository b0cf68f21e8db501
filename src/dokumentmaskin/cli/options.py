"""What commands share: their options, and the record of a run that those become."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as date_type
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output
from dokumentmaskin.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Pipeline

Option = Callable[[Callable[..., Any]], Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What a person has asked of any command.

    Attributes:
        output: Where its words go.
        folder: The workspace that was chosen, if any.
        engine: The PDF engine that was chosen, if any.
        accept_changes: Whether PDFs are made as if all that is not settled in a document were accepted.
    """

    output: Output
    folder: Path | None = None
    engine: str | None = None
    accept_changes: bool = False

    def workspace(self) -> Workspace:
        """The workspace named by the command, by `dok -C`, or found from where the person stands."""
        from_group: Path | None = click.get_current_context().find_root().obj
        return find_workspace(Path.cwd(), self.folder or from_group)

    def pipeline(self) -> "Pipeline":
        """The workspace's plan, read and checked, ready for jobs."""
        from dokumentmaskin.pipeline import Pipeline, planned

        here = self.workspace()
        return Pipeline(here, planned(here), self.engine, accept_changes=self.accept_changes)


def command(name: str, *parameters: Option, more: str = "") -> Callable[[Callable[..., int]], click.Command]:
    """Make a command of a function that is given a `Run`, and by name what its other parameters say.

    Args:
        name: Its name in the catalogue.
        parameters: Its arguments and options in the order of its help page, but for `--json`.
        more: What its help page says after the line in the catalogue.
    """

    def made(work: Callable[..., int]) -> click.Command:
        def call(**given: Any) -> int:
            return work(_run(name, given), **given)

        function: Callable[..., Any] = call
        innermost_first: list[Option] = [as_json, *reversed(parameters)]
        for parameter in innermost_first:
            function = parameter(function)
        return click.command(name, cls=NorwegianCommand, help=ENTRIES[name].help + more)(function)

    return made


def _run(name: str, given: dict[str, Any]) -> Run:
    """Take what belongs to the run out of what was given."""
    output = Output(name, given.pop("as_json"))
    accept_changes = given.pop("godta_endringer", False)
    return Run(output, given.pop("arbeidsmappe", None), given.pop("motor", None), accept_changes)


def read_year(text: str) -> int:
    """Read a year of four digits, or say in Norwegian that it is none."""
    if not re.fullmatch("[12][0-9]{3}", text):
        raise click.BadParameter(f"«{text}» er ikke et årstall. Skriv det med fire sifre, som 2022.")
    return int(text)


def read_day(text: str) -> date_type:
    """Read one day, or say in Norwegian that it is none."""
    from dokumentmaskin.plan import parse_day

    try:
        return parse_day(text)
    except ValueError as error:
        raise click.BadParameter(f"{error} Skriv den som 2022-03-11 eller 11.03.2022.") from None


def joined(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str:
    """The words of an argument that may be written with spaces: «11. mars 2022»."""
    return " ".join(words)


def today() -> date_type:
    """The day on the wall where the person is."""
    return date_type.today()  # noqa: DTZ011


year = click.argument("år", metavar="ÅR", type=read_year)

date = click.argument("dato", metavar="DATO", nargs=-1, required=True, callback=joined)

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
