"""Minutes that a person has finished, read back into the plan."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output, print_problems
from dokumentmaskin.errors import PlanError

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import ReadBack

_HELP = (
    "\n\nLeser hvem som møtte, vedtakene, stemmetallene og oppfølgingen i Word-filen, og skriver dem til "
    "referat.yaml i mappen til møtet under plan. Det som ikke kan leses sikkert, blir ikke skrevet. "
    "Da får du vite hvor det står, og kommandoen slutter med kode 3."
)


@click.command(
    "les-referat", cls=NorwegianCommand, help=ENTRIES["les-referat"].help + _HELP + options.DATE_HELP
)
@options.date
@options.group
@options.folder
@options.as_json
def les_referat(
    *, dato: tuple[str, ...], gruppe: str | None, arbeidsmappe: Path | None, as_json: bool
) -> int:
    """Read a meeting's minutes back."""
    from dokumentmaskin.pipeline import read_back
    from dokumentmaskin.plan import find_meeting, load_plan

    workspace = options.workspace(arbeidsmappe)
    plan = load_plan(workspace)
    read = read_back(workspace, plan, find_meeting(plan, " ".join(dato), gruppe))
    return _show(read, as_json=as_json)


def _show(read: "ReadBack", *, as_json: bool) -> int:
    """Print what was read, and what is to be looked at; the exit code says whether there is anything."""
    output = Output("les-referat", as_json)
    refused = [read.refused] if read.refused else []
    doubts = [PlanError(read.doubts)] if read.doubts else []
    if as_json:
        return output.show_rows([asdict(read.file)], errors=[*refused, *doubts])
    _print_summary(read)
    code = output.show_rows([asdict(read.file)], errors=refused)
    print_problems("Se på", read.doubts)
    return max([code, *(error.exit_code for error in doubts)])


def _print_summary(read: "ReadBack") -> None:
    from dokumentmaskin.pipeline import summary

    click.echo(f"Lest i {read.document}:")
    for label, text in summary(read.record):
        click.echo(f"  {label + ':':<12} {text}".rstrip())
