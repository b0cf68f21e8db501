"""Minutes that a person has finished, read back into the plan."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.cli.output import print_problems
from dokumentmaskin.errors import PlanError

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import ReadBack


@command(
    "les-referat",
    options.date,
    options.group,
    options.folder,
    more="\n\nLeser hvem som møtte, vedtakene, voteringene og oppfølgingen i Word-filen, og skriver dem "
    "til referat.yaml i mappen til møtet under plan. Det som ikke kan leses sikkert, blir ikke skrevet. "
    "Da får du vite hvor det står, og kommandoen slutter med kode 3." + options.DATE_HELP,
)
def les_referat(run: Run, *, dato: str, gruppe: str | None) -> int:
    """Read a meeting's minutes back, and say what is to be looked at; the exit code says if there is any."""
    from dokumentmaskin.pipeline import read_back
    from dokumentmaskin.plan import find_meeting, load_plan

    workspace = run.workspace()
    plan = load_plan(workspace)
    read = read_back(workspace, plan, find_meeting(plan, dato, gruppe), options.today())
    refused = [read.refused] if read.refused else []
    doubts = [PlanError(read.doubts)] if read.doubts else []
    if run.output.as_json:
        return run.output.show_rows([asdict(read.file)], read.warnings, [*refused, *doubts])
    _print_summary(read)
    code = run.output.show_rows([asdict(read.file)], read.warnings, refused)
    print_problems("Se på", read.doubts)
    return max([code, *(error.exit_code for error in doubts)])


def _print_summary(read: "ReadBack") -> None:
    from dokumentmaskin.pipeline import summary

    click.echo(f"Lest i {read.document}:")
    for label, text in summary(read.record, read.innkalte):
        click.echo(f"  {label + ':':<12} {text}".rstrip())
