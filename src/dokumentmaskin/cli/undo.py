"""Taking back what the last run replaced."""

from pathlib import Path

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output


@click.command(
    cls=NorwegianCommand,
    help=ENTRIES["angre"].help
    + "\n\nDokumentene som den siste kjøringen erstattet, kommer tilbake. Det som ligger der nå, blir tatt "
    "vare på, så du kan angre igjen." + options.DATE_HELP + options.YEAR_HELP,
)
@options.date
@options.group
@options.engine
@options.folder
@options.as_json
def angre(
    *,
    dato: tuple[str, ...],
    gruppe: str | None,
    motor: str | None,
    arbeidsmappe: Path | None,
    as_json: bool,
) -> int:
    """Bring back the documents that were replaced last."""
    from dokumentmaskin.pipeline import jobs_for, undo

    pipeline = options.pipeline(arbeidsmappe, motor)
    asked = " ".join(dato)
    return Output("angre", as_json).show(undo(pipeline, jobs_for(pipeline.plan, asked, gruppe), asked))
