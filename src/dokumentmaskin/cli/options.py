"""What commands share: their options, and the record of a run that those become."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as date_type
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand, NorwegianGroup
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
        """The workspace that was chosen, or that is found from where the person stands."""
        return find_workspace(Path.cwd(), self.folder)

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
        function = _with_run(name, work, parameters)
        return click.command(name, cls=NorwegianCommand, help=ENTRIES[name].help + more)(function)

    return made


# What a command says for those under it too.
_OF_A_RUN: Final = frozenset({"as_json", "arbeidsmappe", "motor", "godta_endringer"})


def command_group(
    name: str, *parameters: Option, more: str, subcommands: str
) -> Callable[[Callable[..., int]], click.Group]:
    """Make a command that has others under it, and is called itself when none of them is.

    Args:
        name: As for `command`.
        parameters: As for `command`.
        more: As for `command`.
        subcommands: What its help page says of those under it, after its name.
    """

    def made(work: Callable[..., int]) -> click.Group:
        group = click.group(
            name,
            cls=NorwegianGroup,
            help=ENTRIES[name].help + more,
            subcommand_metavar=subcommands,
            invoke_without_command=True,
        )
        return group(_with_run(name, work, parameters))

    return made


def subcommand(
    above: click.Group, name: str, *parameters: Option, says: str
) -> Callable[[Callable[..., int]], click.Command]:
    """Make a command under another, whose name it answers with; its help page says what is given."""

    def made(work: Callable[..., int]) -> click.Command:
        function = _with_run(str(above.name), work, parameters)
        return above.command(name, cls=NorwegianCommand, help=says)(function)

    return made


def _with_run(name: str, work: Callable[..., int], parameters: Sequence[Option]) -> Callable[..., Any]:
    """What click calls: the work with its run, unless a command under it was asked for."""

    def call(**given: Any) -> int | None:
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            return work(_run(name, given), **given)
        for parameter in context.command.params:
            said = context.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE
            if said and parameter.name not in _OF_A_RUN:
                option = max(parameter.opts, key=len)
                raise click.BadParameter(f"Valget «{option}» gjelder ikke «{context.invoked_subcommand}».")
        return None

    function: Callable[..., Any] = call
    innermost_first: list[Option] = [as_json, *reversed(parameters)]
    for parameter in innermost_first:
        function = parameter(function)
    return function


def _run(name: str, given: dict[str, Any]) -> Run:
    """Take what belongs to the run out of what was given; what a command above it was given holds too."""
    above = []
    context = click.get_current_context().parent
    while context is not None:
        above.append(context.params)
        context = context.parent

    def said(option: str) -> Any:
        return given.pop(option, None) or next(filter(None, (own.get(option) for own in above)), None)

    output = Output(name, bool(said("as_json")))
    return Run(output, said("arbeidsmappe"), said("motor"), accept_changes=bool(said("godta_endringer")))


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


# What a person calls a day by where it stands, in both written languages, in days from today.
_FROM_TODAY: Final = {"i går": -1, "i dag": 0, "idag": 0, "i morgen": 1, "i morgon": 1}


def joined(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str:
    """The words of an argument that may be written with spaces: «11. mars 2022»; «i dag» as the day it is."""
    text = unicodedata.normalize("NFC", " ".join(words))
    if (days := _FROM_TODAY.get(text.lower())) is not None:
        return (today() + timedelta(days)).isoformat()
    if text.lower() == "neste":
        from dokumentmaskin.plan import next_from

        return next_from(today())
    return text


def today() -> date_type:
    """The day on the wall where the person is."""
    return date_type.today()  # noqa: DTZ011


year = click.argument("år", metavar="ÅR", type=read_year)

date = click.argument("dato", metavar="DATO", nargs=-1, required=True, callback=joined)

DATE_HELP: Final = (
    "\n\nSkriv DATO som 2022-03-11, 11.03.2022 eller 11. mars 2022. "
    "«neste», «i dag», «uke 10» og «mars» går også, når de bare kan bety ett møte."
)

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
