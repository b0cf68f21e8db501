"""A meeting's papers as one PDF."""

from pathlib import Path

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output


@click.command(
    cls=NorwegianCommand,
    help=ENTRIES["pakke"].help
    + "\n\nPakken får innkallingen og sakslisten slik de er nå, med det du har endret i Word."
    + options.DATE_HELP,
)
@options.date
@options.group
@options.engine
@options.folder
@options.as_json
def pakke(
    *,
    dato: tuple[str, ...],
    gruppe: str | None,
    motor: str | None,
    arbeidsmappe: Path | None,
    as_json: bool,
) -> int:
    """Make the meeting's own PDFs and join them."""
    from dokumentmaskin.plan.meetings import find_meeting

    pipeline = options.pipeline(arbeidsmappe, motor)
    møte = find_meeting(pipeline.plan, " ".join(dato), gruppe)
    return Output("pakke", as_json).show(pipeline.run_package(møte))
